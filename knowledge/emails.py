"""Letters of the workspace: links and counts, never what somebody wrote."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cms.outbox import queue_mail
from knowledge.audiences import Roll
from knowledge.mailing import silent_among


def tell_of_meeting(meeting, what):
    """Queue a letter to everybody who may open a meeting: it is new, changed or cancelled.

    Who wants no mail at all gets none.
    """
    people = people_of(meeting.round)
    silent = silent_among(people)
    for person in people:
        if person.pk in silent:
            continue
        with translation.override(person.language):
            path = meeting.get_absolute_url()
        queue_mail(
            f"meeting-{meeting.pk}-{meeting.number}-{person.pk}",
            to=person.email,
            template="knowledge/emails/meeting.txt",
            context={"url": f"{settings.SITE_URL}{path}", "what": what},
            language=person.language,
        )


def tell_of_match(match, seat, what):
    """Queue a letter to a museum's people: they are asked for an exchange, or it is agreed."""
    roll = Roll([seat.round])
    for membership in roll.members[seat.museum_id]:
        person = membership.user
        if (seat.round_id, person.pk) in roll.words:
            with translation.override(person.language):
                path = f"{reverse('knowledge:offer_list')}?round={seat.round_id}"
            queue_mail(
                f"match-{what}-{match.pk}-{person.pk}",
                to=person.email,
                template="knowledge/emails/match.txt",
                context={"url": f"{settings.SITE_URL}{path}", "what": what},
                language=person.language,
            )


def people_of(round):
    """Return the people of a round who have given its promise, each once."""
    roll = Roll([round])
    members = [
        membership.user
        for seat in roll.seats[round.pk].values()
        for membership in roll.members[seat.museum_id]
        if (round.pk, membership.user_id) in roll.words
    ]
    return list(dict.fromkeys([*members, *roll.helpers_of(round)]))
