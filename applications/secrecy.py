"""The wish that an answer be kept secret, with its reason.

Which documents are secret is decided by law, when somebody asks for them; the wish and
its reason stand beside the answer until then.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.questions.texts import TextField

REASON_LENGTH = 300


def names(question):
    """Return the names of the box and of the reason."""
    return f"{question.name}-secret", f"{question.name}-secret-reason"


def fields(question, saved):
    """Return the two fields by name, filled with what is saved."""
    box, reason = names(question)
    wish = saved.get(question.secret_key) or {}
    return {
        box: forms.BooleanField(
            label=gettext_lazy("We consider this answer secret"),
            required=False,
            initial=wish.get("is_asked", False),
        ),
        reason: TextField(
            limit=REASON_LENGTH,
            label=gettext_lazy("Why should the answer be secret?"),
            required=False,
            initial=wish.get("reason", ""),
        ),
    }


def data(question, saved):
    """Return what a browser would send for what is saved."""
    box, reason = names(question)
    wish = saved.get(question.secret_key) or {}
    asked = {box: "on"} if wish.get("is_asked") else {}
    return asked | {reason: wish.get("reason", "")}


def compose(question, cleaned):
    """Return the wish as it is stored, None where there is none."""
    box, reason = names(question)
    wish = {"is_asked": bool(cleaned.get(box)), "reason": cleaned.get(reason) or ""}
    return wish if any(wish.values()) else None


def check(question, form):
    """Ask for the reason of a wish."""
    box, reason = names(question)
    if (
        form.cleaned_data.get(box)
        and not form.cleaned_data.get(reason)
        and reason not in form.errors
    ):
        form.add_error(reason, _("Tell why the answer should be secret"))


def reason_in(question, answers):
    """Return the reason for which an answer is to be kept secret, "" where that is not asked."""
    wish = question.allows_secret and answers.get(question.secret_key)
    return wish["reason"] if wish and wish.get("is_asked") else ""
