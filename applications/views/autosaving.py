"""The answer to a step that the page saved by itself."""

from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from applications.fingerprints import write_base


def answer_autosave(draft, step, clashes):
    """Answer the draft's version and moment, and what the next save has to send along.

    Where somebody else changed the same answers, the base stays as it was: the next
    press of a button then shows both texts.
    """
    if clashes:
        sentence = _(
            "Somebody else has changed the same answers. Press “Save and continue” to compare them: "
            "nothing is lost."
        )
        return JsonResponse({"version": draft.version, "message": sentence}, status=409)
    at = timezone.localtime(draft.saved_at)
    return JsonResponse(
        {
            "version": draft.version,
            "saved_at": at.isoformat(),
            "message": _("Saved at %(time)s") % {"time": date_format(at, "TIME_FORMAT")},
            "base": write_base(step, draft.answers),
        }
    )
