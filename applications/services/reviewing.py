"""Reviewers save what they think, and coordinators what they are to think of."""

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from applications.exceptions import ChangedMeanwhileError
from applications.models import Application, Review, RubricVersion
from knowledge.models import Round


@transaction.atomic
def save_review(application, *, by, revision, rubric, marks, notes, version):
    """Save a reviewer's own review of what they have read, and return it.

    ``version`` is the one they began from, 0 for none. Raise ChangedMeanwhileError if
    another window has saved since.
    """
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    review = Review.objects.filter(application=application, reviewer=by).first()
    if review is None:
        review = Review(application=application, reviewer=by, version=0)
    if review.version != version:
        raise ChangedMeanwhileError(review)
    review.revision, review.rubric = revision, rubric
    review.marks, review.notes = marks, notes
    review.version, review.saved_at = version + 1, timezone.now()
    review.save()
    log("review.save", review, by=by, round_id=application.round_id, number=review.version)
    return review


@transaction.atomic
def save_rubric(round, *, by, criteria):
    """Add a version of a round's rubric and return it; the same criteria add nothing."""
    Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    newest = RubricVersion.objects.newest_of(round.pk)
    if newest is not None and newest.criteria == criteria:
        return newest
    number = newest.number + 1 if newest else 1
    rubric = RubricVersion.objects.create(
        round=round, number=number, criteria=criteria, created_by=by
    )
    log("rubric.save", rubric, by=by, round_id=round.pk, number=number)
    return rubric
