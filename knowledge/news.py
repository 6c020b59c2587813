"""Notices as one person may read them now: the words come from what is in sight."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from knowledge.models import Advice, Consent, Experience, Meeting, Mute, Notice, PlanRevision

# What the rail counts and the first page lists, at the most.
MOST_COUNTED = 99
MOST_AT_HOME = 5


@dataclass(frozen=True)
class News:
    """A notice with what it tells: a title in a language, an address.

    ``has_thanks`` is told of answers. Of sparring partners there is no title.
    """

    notice: Notice
    url: str
    title: str = ""
    language: str = ""
    has_thanks: bool = False


def news_of(notices, user):
    """Return the news of visible notices, in the same few queries for any number of them."""
    notices = list(notices)
    told = _of_plans(notices, user) | _of_meetings(notices, user) | _of_consents(notices, user)
    for each in notices:
        if each.kind == Notice.Kind.ALLOCATED:
            told[each.pk] = News(each, reverse("knowledge:allocation", args=[each.round_id]))
        elif each.kind == Notice.Kind.ENDED:
            address = f"{reverse('knowledge:workspace')}?round={each.round_id}"
            told[each.pk] = News(each, address)
    return [told[each.pk] for each in notices if each.pk in told]


def latest_for(user):
    """Return the unread news of a person for the first page, and how many there are."""
    unread = list(unread_of(user).select_related("museum")[: MOST_COUNTED + 1])
    return news_of(unread[:MOST_AT_HOME], user), len(unread)


def count_for(user):
    """Return how many unread notices a person has: 100 stands for “more than 99”."""
    return unread_of(user).order_by()[: MOST_COUNTED + 1].count()


def unread_of(user):
    """Return the unread notices of a person of what is in sight."""
    return Notice.objects.of(user).unread().visible_to(user)


def is_muted(user):
    """Return the condition that a person wants no notices of the plan of a revision."""
    return Exists(Mute.objects.of(user).filter(plan=OuterRef("plan")))


def _of_plans(notices, user):
    about = [each for each in notices if each.plan_id]
    if not about:
        return {}
    plans = {each.plan_id for each in about}
    read = PlanRevision.objects.read_by(user).filter(plan__in=plans).select_related("plan")
    revisions = {each.plan_id: each for each in read.defer("content", "words")}
    answered = {each.subject_id for each in about if each.kind == Notice.Kind.ANSWERED}
    thanks = set()
    if answered:
        advice = Advice.objects.visible_to(user).filter(pk__in=answered, answer__has_thanks=True)
        thanks = set(advice.values_list("pk", flat=True))
    return {
        each.pk: News(
            each,
            f"{revisions[each.plan_id].plan.get_absolute_url()}{_anchor(each)}",
            revisions[each.plan_id].title,
            revisions[each.plan_id].plan.language,
            each.subject_id in thanks,
        )
        for each in about
        if each.plan_id in revisions
    }


def _anchor(notice):
    kind = Notice.Kind
    if notice.kind == kind.OFFERED:
        return "#h-sparring"
    if notice.kind == kind.PROGRESS:
        return "#h-progress"
    return "" if notice.kind == kind.VERSION else f"#advice-{notice.subject_id}"


def _of_meetings(notices, user):
    about = [each for each in notices if each.kind in Notice.OF_MEETINGS]
    if not about:
        return {}
    found = Meeting.objects.visible_to(user).in_bulk({each.subject_id for each in about})
    return {
        each.pk: News(
            each,
            found[each.subject_id].get_absolute_url(),
            found[each.subject_id].title,
            found[each.subject_id].language,
        )
        for each in about
        if each.subject_id in found
    }


def _of_consents(notices, user):
    """Return the news of consents; whose text is out of sight has no title."""
    about = [each for each in notices if each.kind in Notice.OF_CONSENTS]
    if not about:
        return {}
    ids = {each.subject_id for each in about}
    asked = Consent.objects.answerable_by(user).waiting().select_related("revision")
    asked = asked.in_bulk(ids)
    told = dict(Consent.objects.told_to(user).filter(pk__in=ids).values_list("pk", "experience"))
    texts = Experience.objects.owned_by(user).in_bulk(set(told.values()))
    found = {}
    for each in about:
        if each.kind == Notice.Kind.CONSENT_ASKED and each.subject_id in asked:
            content = asked[each.subject_id].revision.content
            url = reverse("knowledge:consent", args=[each.subject_id])
            found[each.pk] = News(each, url, content["title"], content["language"])
        elif each.subject_id in told:
            found[each.pk] = _of_answer(each, texts.get(told[each.subject_id]))
    return found


def _of_answer(notice, experience):
    if experience is None:
        return News(notice, reverse("knowledge:experience_list"))
    url = reverse("knowledge:experience_detail", args=[experience.pk])
    return News(notice, f"{url}#h-steps", experience.title, experience.language)
