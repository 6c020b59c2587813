"""What waits for a person among experiences: consents, releases, a day to look again."""

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from knowledge.models import Consent, Experience

MOST = 5


def consents_for(user, round):
    """Return the consents that a person is asked for in a round, the oldest first."""
    return (
        Consent.objects.answerable_by(user)
        .waiting()
        .filter(participation__round=round)
        .select_related("experience__participation__museum")
        .order_by("asked_at")[:MOST]
    )


def own_experiences_for(user, round):
    """Return (kind, experience) of the person's museum's that wait for it.

    The kinds are ``answered``, when every museum asked has answered, and ``review``, when
    its day to look again has passed.
    """
    asked = Consent.objects.waiting().filter(experience=OuterRef("pk"), audience=OuterRef("asked"))
    has_come = Q(review_on__lte=timezone.localdate())
    found = (
        Experience.objects.editable_by(user)
        .filter(participation__round=round)
        .annotate(is_waited_for=Exists(asked))
        .filter((~Q(asked="") & Q(is_waited_for=False)) | has_come)
        .order_by(F("review_on").asc(nulls_first=True), "updated_at")[:MOST]
    )
    return [
        ("answered" if each.asked and not each.is_waited_for else "review", each) for each in found
    ]
