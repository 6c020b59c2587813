"""What an answer becomes when the application is accepted."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from knowledge.models import PlanHeading


def plan_sections():
    """Return where in a development plan an answer can go."""
    headings = {h.key: h.name for h in PlanHeading.objects.all()}
    return [
        ("title", _("The plan's title")),
        ("question", _("The question for sparring")),
        *(
            (f"section:{key}", format_lazy(_("Section: {}"), name))
            for key, name in headings.items()
        ),
    ]


def text_targets():
    """Return what a short text can become when the application is accepted."""
    return [("contact_name", _("The contact person's name")), *plan_sections()]


class MapsToBlock(blocks.ChoiceBlock):
    """What the answer becomes when the application is accepted."""

    def __init__(self, choices=plan_sections, **kwargs):
        super().__init__(
            **{
                "choices": choices,
                "required": False,
                "label": _("On acceptance becomes"),
                "help_text": _("The part of the development plan that begins with this answer."),
                **kwargs,
            }
        )
