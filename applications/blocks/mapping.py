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


HOSTING = ("hosting", _("When the museum could host"))
SHARING = [("offers", _("What the museum offers")), ("needs", _("What the museum needs"))]


def text_targets():
    """Return what a text can become, or what it tells for the balance of the round."""
    return [*plan_sections(), *SHARING, HOSTING]


def short_text_targets():
    """Return what a short text can become: it can also be a name."""
    return [("contact_name", _("The contact person's name")), *text_targets()]


def one_option_targets():
    """Return what a choice of one can become."""
    return [*plan_sections(), HOSTING]


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
