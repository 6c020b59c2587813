"""The index of the workspace's search: which words stand in what. It knows no rights."""

import uuid

from django.conf import settings
from django.db import connections, models
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from accounts.models import Museum

from .experiences import Experience
from .plans import Plan
from .rounds import Participation, Round
from .sight import Archive, lent, opened, own, shown
from .standing import standing_of

MATCHES = {
    "postgresql": "knowledge_searchentry.vector @@ %s::tsquery",
    "sqlite": "knowledge_searchentry.id IN"
    " (SELECT rowid FROM knowledge_searchwords WHERE knowledge_searchwords MATCH %s)",
}
AND = {"postgresql": " & ", "sqlite": " AND "}
OR = {"postgresql": " | ", "sqlite": " OR "}
QUOTE = {"postgresql": "'", "sqlite": '"'}


class SearchEntryQuerySet(models.QuerySet):
    """Entries by what they hold, and by where a person might see what they tell of."""

    def visible_to(self, user):
        """Return the entries of things a person may probably see.

        It is as wide as the rules of sight or wider: it keeps what is hidden from taking
        the room of what is not. The thing itself is always asked for by its own rule.
        """
        standing = standing_of(user)
        met = Participation.objects.visible_to(user)
        on_plans = own(standing, "plan__") | shown(standing, "plan__") | lent(standing, "plan__")
        outlined = Round.objects.visible_to(user).coordinated_by(user)
        return self.filter(
            Q(round=None, plan=None)
            | Q(kind="experience", object_id__in=Experience.objects.visible_to(user).values("pk"))
            | (Q(kind="plan") & opened(standing, "plan__"))
            | ~Q(kind="experience")
            & Q(round__in=standing.entered)
            & (
                Q(plan=None)
                | (on_plans & ~Q(kind="outline"))
                | Q(kind="outline", round__in=outlined.values("pk"))
                & ~Q(plan__archive=Archive.HIDDEN)
            )
        ).filter(~Q(kind="person") | Q(museum__in=met.values("museum")))

    def saying(self, wanted):
        """Return those whose words fit: ``wanted`` holds the readings of each word.

        A reading is a tuple of sets; a text has a term of every set.
        """
        vendor = connections[self.db].vendor
        expression = AND[vendor].join(_word(readings, vendor) for readings in wanted)
        return self.filter(RawSQL(MATCHES[vendor], [expression], output_field=BooleanField()))


def _word(readings, vendor):
    return "(" + OR[vendor].join(_reading(reading, vendor) for reading in readings) + ")"


def _reading(reading, vendor):
    quote = QUOTE[vendor]
    sets = [OR[vendor].join(f"{quote}{term}{quote}" for term in sorted(terms)) for terms in reading]
    return "(" + AND[vendor].join(f"({terms})" for terms in sets) + ")"


class SearchEntry(models.Model):
    """What is found of one thing: a revision of a plan, a piece of advice, a file, a person.

    ``kind`` and ``object_id`` name it. ``title_words`` and ``words`` are terms of
    ``cms.analysis`` with spaces between, the second all of them; ``analyser`` names what
    made them. ``body`` is kept only of what cannot be read anew: a file's text. ``themes``
    are terms too. The migration adds what the databases search by, fed by themselves.
    """

    wagtail_reference_index_ignore = True

    kind = models.CharField(max_length=20)
    object_id = models.UUIDField(default=uuid.uuid4)
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, null=True, related_name="+")
    museum = models.ForeignKey(Museum, models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)
    title_words = models.TextField()
    words = models.TextField()
    body = models.TextField(blank=True)
    analyser = models.CharField(max_length=40)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"], name="knowledge_a_thing_is_found_once"
            )
        ]
        indexes = [
            models.Index(fields=["round", "-changed_at"], name="knowledge_entries_of_a_round"),
            models.Index(fields=["analyser"], name="knowledge_entries_by_analyser"),
        ]

    def __str__(self):
        return f"search entry {self.pk}"


class SearchTerm(models.Model):
    """A word that some entry holds, for mending words that nothing holds.

    ``head`` and ``tail`` are its first and last two letters. Nothing is ever shown from
    here: a person sees only the words of what they may see.
    """

    wagtail_reference_index_ignore = True

    term = models.CharField(max_length=60, primary_key=True)
    length = models.PositiveSmallIntegerField()
    head = models.CharField(max_length=2)
    tail = models.CharField(max_length=2)

    class Meta:
        indexes = [
            models.Index(fields=["head", "length"], name="knowledge_terms_by_head"),
            models.Index(fields=["tail", "length"], name="knowledge_terms_by_tail"),
        ]

    def __str__(self):
        return "search term"
