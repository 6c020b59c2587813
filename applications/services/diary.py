"""Case numbers come from the registry, and the registry is told of applications."""

from django.db import transaction

from accounts.services import log
from applications.diary import read_lines
from applications.exceptions import WrongLinesError
from applications.models import Application
from knowledge.models import Round


@transaction.atomic
def save_case_numbers(round, *, text, by):
    """Give applications their case numbers, all or none; return how many are new.

    ``text`` is as ``applications.diary.read_lines`` takes it. Doing it twice changes
    nothing. Raise WrongLinesError if any line is wrong by now.
    """
    Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    lines = read_lines(text, Application.objects.chosen_by(by).filter(round=round))
    if any(line.error for line in lines):
        raise WrongLinesError
    new = [line for line in lines if line.is_new]
    for line in new:
        Application.objects.filter(pk=line.application.pk).update(diary_number=line.diary_number)
        log("application.case_number", line.application, by=by, round_id=round.pk)
    return len(new)
