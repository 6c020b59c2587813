"""Where the cost calculator of a call begins."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from applications.calculator import ITEMS


def _number(item):
    return blocks.DecimalBlock(
        required=False,
        min_value=item.lowest,
        max_value=item.highest,
        decimal_places=2,
        label=item.label,
        help_text=item.unit,
    )


class NumbersBlock(blocks.StructBlock):
    """The calculator's numbers; an empty one begins as it does without the block."""

    def __init__(self, local_blocks=None, **kwargs):
        super().__init__([(item.name, _number(item)) for item in ITEMS], **kwargs)

    class Meta:
        icon = "decimal"
        label = _("Numbers")


class CalculatorBlock(blocks.StreamBlock):
    """The numbers, once."""

    numbers = NumbersBlock()
