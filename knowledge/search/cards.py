"""What is told of each thing that can be found."""

import datetime as dt
from dataclasses import dataclass, field

from django.urls import reverse

from accounts.models import Museum
from knowledge.markup import to_words
from knowledge.models import Plan, Round
from knowledge.models.plans import texts_of


@dataclass(frozen=True)
class Card:
    """What is told of one thing, to the index and to who found it.

    ``texts`` are what excerpts are taken from; ``context`` is found by, but not shown;
    ``themes`` are keys of headings.
    """

    title: str
    at: dt.datetime
    url: str = ""
    texts: list = field(default_factory=list)
    context: list = field(default_factory=list)
    themes: list = field(default_factory=list)
    language: str = ""
    plan: Plan | None = None
    museum: Museum | None = None
    round: Round | None = None


def _place_of(plan):
    seat = plan.participation
    return {"plan": plan, "museum": seat.museum, "round": seat.round, "language": plan.language}


def plan_card(revision):
    """Return what a revision of a plan says."""
    targets = revision.content.get("targets", [])
    return Card(
        title=revision.title,
        at=revision.created_at,
        url=revision.plan.get_absolute_url(),
        texts=[to_words(text) for text in texts_of(revision.content) if text],
        themes=[target["key"] for target in targets if target.get("key")],
        **_place_of(revision.plan),
    )


def outline_card(plan):
    """Return the title of a plan, and no more."""
    return Card(
        title=plan.title, at=plan.created_at, url=plan.get_absolute_url(), **_place_of(plan)
    )


def advice_card(advice):
    """Return advice with its answer and promise."""
    answer, step = getattr(advice, "answer", None), getattr(advice, "next_step", None)
    place = _place_of(advice.plan) | {"museum": advice.giver.museum, "language": advice.language}
    return Card(
        title="",
        at=advice.given_at or advice.created_at,
        url=f"{advice.plan.get_absolute_url()}#advice-{advice.pk}",
        texts=[
            advice.text,
            *([answer.text] if answer and answer.text else []),
            *([step.what, step.who] if step else []),
        ],
        **place,
    )


def question_card(request):
    """Return the questions of an offer for sparring, and what it is not about."""
    return Card(
        title="",
        at=request.offered_at,
        url=f"{request.plan.get_absolute_url()}#h-sparring",
        texts=[*request.questions, *([request.not_about] if request.not_about else [])],
        **_place_of(request.plan),
    )


def meeting_card(meeting):
    """Return what a meeting is about, where and with what programme; by the day it is held."""
    agenda = [item.get(part) for item in meeting.agenda for part in ("what", "more")]
    texts = [meeting.about, meeting.place, meeting.address, *agenda]
    arriving = [meeting.directions, meeting.accessibility]
    return Card(
        title=meeting.title,
        at=meeting.starts_at,
        url=meeting.get_absolute_url(),
        texts=[text for text in [*texts, *arriving] if text],
        language=meeting.language,
        museum=meeting.host.museum if meeting.host else None,
        round=meeting.round,
    )


def memo_card(meeting):
    """Return the memo of a meeting, in its own language."""
    return Card(
        title="",
        at=meeting.starts_at,
        url=f"{meeting.get_absolute_url()}#h-memo",
        texts=[meeting.memo_text],
        language=meeting.memo_language,
        museum=meeting.host.museum if meeting.host else None,
        round=meeting.round,
    )


def update_card(update):
    """Return a progress update."""
    return Card(
        title="",
        at=update.written_at,
        url=update.plan.get_absolute_url(),
        texts=[update.text],
        **_place_of(update.plan),
    )


def file_card(attachment):
    """Return a file by its name; its text is the body."""
    return Card(
        title=attachment.name,
        at=attachment.created_at,
        url=reverse("knowledge:attachment", args=[attachment.pk]),
        **_place_of(attachment.plan),
    )


def offer_card(offer):
    """Return an offer or a need."""
    seat = offer.participation
    return Card(
        title="",
        at=offer.created_at,
        url=f"{reverse('knowledge:offer_list')}?round={seat.round_id}",
        texts=[offer.text],
        themes=[heading.key for heading in offer.themes.all()],
        language=offer.language,
        museum=seat.museum,
        round=seat.round,
    )


def member_card(membership):
    """Return a person of a museum."""
    return Card(
        title=str(membership.user),
        at=membership.started_at,
        url=reverse("knowledge:museum_list"),
        texts=[membership.museum.name],
        museum=membership.museum,
    )


def helper_card(duty):
    """Return somebody who runs a round."""
    return Card(
        title=str(duty.user),
        at=duty.started_at,
        url=f"{reverse('knowledge:museum_list')}?round={duty.round_id}",
        texts=[str(duty.get_role_display())],
        round=duty.round,
    )


def museum_card(seat):
    """Return a museum of a round."""
    return Card(
        title=seat.museum.name,
        at=seat.joined_at,
        url=f"{reverse('knowledge:museum_list')}?round={seat.round_id}",
        texts=[seat.museum.get_region_display()] if seat.museum.region else [],
        language="",
        museum=seat.museum,
        round=seat.round,
    )


def experience_card(experience):
    """Return what the latest text of an experience says, and the museums it names."""
    content, seat = experience.latest or {}, experience.participation
    return Card(
        title=experience.title,
        at=experience.updated_at,
        url=reverse("knowledge:experience_detail", args=[experience.pk]),
        texts=list(content.get("sections", {}).values()),
        context=content.get("parties", []),
        themes=content.get("themes", []),
        language=experience.language,
        museum=seat.museum,
        round=seat.round,
    )
