"""That something happened which concerns a person: ids only, words are made when shown."""

import uuid
from itertools import product

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Museum, User

from .allocations import AllocatedPair
from .consents import Consent
from .meetings import Meeting
from .plans import Plan
from .rounds import Round
from .sparring import Advice, SparringRequest
from .standing import standing_of
from .writing import ProgressUpdate

# Older ones than so many are shown to nobody.
MOST_HELD = 500


class NoticeQuerySet(models.QuerySet):
    """Notices by whose they are and what has become of them."""

    def visible_to(self, user):
        """Return a person's own, about what they may see now: the one rule.

        Of what is out of sight, narrowed, taken back or left, there is no notice. It asks
        the rules of the objects by id, at once: one statement with all of them in it took
        PostgreSQL seconds to compile.
        """
        own = self.filter(recipient=user.pk, round__in=standing_of(user).entered)
        held = own.order_by("-created_at", "pk").values_list("pk", "kind", "subject_id")
        held = list(held[:MOST_HELD])
        seen = set(_in_sight(user, held)) if held else set()
        return self.filter(pk__in=[pk for pk, kind, subject in held if (kind, subject) in seen])

    def of(self, user):
        """Return a person's own, in sight or not; ``visible_to`` has to follow."""
        return self.filter(recipient=user.pk)

    def unread(self):
        """Return those not read yet."""
        return self.filter(read_at=None)

    def waiting(self):
        """Return those that no mail has told of and one may; muted threads are silent."""
        muted = Mute.objects.filter(user=OuterRef("recipient"), plan=OuterRef("plan"))
        return self.filter(~Exists(muted), mailed_at=None, read_at=None).exclude(
            kind__in=Notice.TOLD_BY_LETTER
        )


class Notice(models.Model):
    """Something that happened, for one person; it holds no words.

    ``subject_id`` names the object that ``kind`` tells of, and ``event`` what happened to
    it, so that nobody is told twice. ``plan`` is the thread that may be muted. ``mail``
    is the one queued letter that tells of it.
    """

    class Kind(models.TextChoices):
        """What happened, as a mail names it to who asks for titles."""

        ADVISED = "advised", _("Advice on a plan")
        ANSWERED = "answered", _("An answer to advice")
        PROMISED = "promised", _("A promise made from advice")
        SHARING_ASKED = "sharing-asked", _("A wish to share an exchange")
        SHARED = "shared", _("An exchange opened to the round")
        OFFERED = "offered", _("A plan to spar")
        VERSION = "version", _("A version of a plan")
        PROGRESS = "progress", _("News of how a plan goes")
        MEETING = "meeting", _("A new meeting")
        MEETING_CHANGED = "meeting-changed", _("A changed meeting")
        MEETING_CANCELLED = "meeting-cancelled", _("A cancelled meeting")
        MEMO = "memo", _("A memo of a meeting")
        ALLOCATED = "allocated", _("Sparring partners")
        CONSENT_ASKED = "consent-asked", _("A text to approve")
        CONSENT_GIVEN = "consent-given", _("A museum approves a text")
        CONSENT_DECLINED = "consent-declined", _("A museum does not approve a text")
        CONSENT_WITHDRAWN = "consent-withdrawn", _("A museum takes its approval back")
        CONSENT_VOID = "consent-void", _("An approval is void after a change")
        ENDED = "ended", _("The end of a round")

    OF_MEETINGS = (Kind.MEETING, Kind.MEETING_CHANGED, Kind.MEETING_CANCELLED, Kind.MEMO)
    # A letter of its own tells of these at once, whatever the pace of the others.
    TOLD_BY_LETTER = (*OF_MEETINGS[:3], Kind.CONSENT_ASKED)
    OF_ADVICE = (Kind.ADVISED, Kind.ANSWERED, Kind.PROMISED, Kind.SHARING_ASKED, Kind.SHARED)
    OF_CONSENTS = (
        Kind.CONSENT_ASKED,
        Kind.CONSENT_GIVEN,
        Kind.CONSENT_DECLINED,
        Kind.CONSENT_WITHDRAWN,
        Kind.CONSENT_VOID,
    )

    wagtail_reference_index_ignore = True

    goes_with_person = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(User, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    subject_id = models.UUIDField()
    event = models.CharField(max_length=40, blank=True)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    museum = models.ForeignKey(Museum, models.SET_NULL, null=True, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail = models.UUIDField(null=True, db_index=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "subject_id", "event"],
                name="knowledge_nobody_is_told_twice",
            )
        ]
        indexes = [
            models.Index(
                fields=["recipient", "-created_at", "id"], name="knowledge_newest_notices"
            ),
            models.Index(
                fields=["created_at"],
                condition=Q(mailed_at=None, read_at=None),
                name="knowledge_unmailed_notices",
            ),
        ]

    def __str__(self):
        return f"notice {self.pk}"


def _in_sight(user, held):
    """Yield (kind, id of the subject) of what is there for the person, of what they hold.

    ``held`` are (id, kind, id of the subject).
    """
    kind = Notice.Kind
    yield from _advice_in_sight(user, _subjects(held, Notice.OF_ADVICE))
    yield from _consents_in_sight(user, _subjects(held, Notice.OF_CONSENTS))
    sorts = (
        ([kind.OFFERED], SparringRequest.objects.asked_of(user), "pk"),
        ([kind.VERSION], Plan.objects.known_in_round_to(user), "pk"),
        ([kind.ENDED], Round.objects.visible_to(user), "pk"),
        ([kind.PROGRESS], ProgressUpdate.objects.visible_to(user), "pk"),
        (Notice.OF_MEETINGS, Meeting.objects.visible_to(user), "pk"),
        ([kind.ALLOCATED], AllocatedPair.objects.visible_to(user).in_force(), "allocation_id"),
    )
    found = [
        objects.filter(**{f"{key}__in": ids})
        .order_by()
        .annotate(sort=Value(number), subject=F(key))
        .values_list("sort", "subject")
        for number, (kinds, objects, key) in enumerate(sorts)
        if (ids := _subjects(held, kinds))
    ]
    for number, subject in found[0].union(*found[1:]) if found else ():
        yield from product(sorts[number][0], [subject])


def _subjects(held, kinds):
    return {subject for _pk, kind, subject in held if kind in kinds}


def _advice_in_sight(user, ids):
    """Yield what still holds of given advice: that it is answered, shared and so on."""
    if not ids:
        return
    kind = Notice.Kind
    advice = Advice.objects.visible_to(user).filter(pk__in=ids, given_at__isnull=False)
    for pk, answer, step, *words in advice.values_list(
        "pk", "answer", "next_step", "giver_shared_at", "owner_shared_at"
    ):
        yield kind.ADVISED, pk
        if answer:
            yield kind.ANSWERED, pk
        if step:
            yield kind.PROMISED, pk
        if any(words):
            yield kind.SHARED if all(words) else kind.SHARING_ASKED, pk


def _consents_in_sight(user, ids):
    """Yield what still holds of consents: asked and unanswered, answered so, or void."""
    if not ids:
        return
    asked = Consent.objects.answerable_by(user).waiting().filter(pk__in=ids)
    for pk in asked.values_list("pk", flat=True):
        yield Notice.Kind.CONSENT_ASKED, pk
    told = Consent.objects.told_to(user).filter(pk__in=ids)
    for pk, state, ended_at in told.values_list("pk", "state", "ended_at"):
        yield Notice.Kind.CONSENT_VOID if ended_at else Notice.Kind(f"consent-{state}"), pk


class NoticePreferenceQuerySet(models.QuerySet):
    """How people want their mail, each their own."""

    def of(self, user):
        """Return a person's own, if they have said anything."""
        return self.filter(user=user.pk)


class NoticePreference(models.Model):
    """How often a person gets mail, and whether it names titles; daily without unless said.

    Mails tell of nothing older than ``since``, when mail was last switched on.
    """

    class Pace(models.TextChoices):
        """How often mail comes, at the most."""

        AT_ONCE = "at-once", _("At once, every ten minutes at the most")
        DAILY = "daily", _("Once a day, in the morning")
        WEEKLY = "weekly", _("Once a week, on Monday morning")
        NONE = "none", _("No mail; I read the notices in the workspace")

    goes_with_person = True

    user = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="notice_preference"
    )
    pace = models.CharField(max_length=8, choices=Pace, default=Pace.DAILY)
    wants_titles = models.BooleanField(default=False)
    since = models.DateTimeField(null=True)

    objects = NoticePreferenceQuerySet.as_manager()

    def __str__(self):
        return f"notice preference {self.pk}"


class MuteQuerySet(models.QuerySet):
    """Silences, each a person's own."""

    def of(self, user):
        """Return a person's own."""
        return self.filter(user=user.pk)


class Mute(models.Model):
    """A person wants no notices of one plan and its sparring."""

    wagtail_reference_index_ignore = True

    goes_with_person = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = MuteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "plan"], name="knowledge_a_thread_is_muted_once"
            )
        ]

    def __str__(self):
        return f"mute {self.pk}"
