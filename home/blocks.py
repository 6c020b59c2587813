"""The sections of the front page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks import CardBlock, FactBlock, QuoteBlock, StepBlock, TitledBlock
from cms.link_blocks import LinkBlock


class GainsBlock(TitledBlock):
    """What the forum gives, each under its ornament."""

    gains = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("title"), max_length=80)),
                ("text", blocks.TextBlock(label=_("text"), max_length=300)),
            ]
        ),
        label=_("gains"),
        min_num=1,
        max_num=4,
    )

    class Meta:
        icon = "pick"
        label = _("gains")
        template = "home/sections/gains.html"


class StepsBlock(TitledBlock):
    """How a round goes, on the dark ground."""

    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=2, max_num=5)

    class Meta:
        icon = "calendar-alt"
        label = _("steps of a round")
        template = "home/sections/steps.html"


class SuitabilityBlock(TitledBlock):
    """Whether the forum suits the reader: lists to tick off, and what it costs."""

    lists = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("heading", blocks.CharBlock(label=_("heading"), max_length=80)),
                (
                    "items",
                    blocks.ListBlock(
                        blocks.CharBlock(label=_("item"), max_length=250), label=_("items")
                    ),
                ),
            ]
        ),
        label=_("lists"),
        min_num=1,
        max_num=2,
    )
    costs_heading = blocks.CharBlock(label=_("heading of the costs"), max_length=80)
    costs_introduction = blocks.TextBlock(label=_("text of the costs"), max_length=300)
    facts = blocks.ListBlock(FactBlock(), label=_("costs"), min_num=1, max_num=5)
    link = LinkBlock(label=_("link to more"), required=False)

    class Meta:
        icon = "check"
        label = _("checklists and costs")
        template = "home/sections/suitability.html"


class CardsSectionBlock(TitledBlock):
    """Cards that lead on."""

    cards = blocks.ListBlock(CardBlock(), label=_("cards"), min_num=1, max_num=6)

    class Meta:
        icon = "grip"
        label = _("cards")
        template = "home/sections/cards.html"


class QuotesBlock(TitledBlock):
    """What museums say: the first in large letters, the others beside it."""

    quotes = blocks.ListBlock(QuoteBlock(), label=_("quotations"), min_num=1, max_num=3)
    link = LinkBlock(label=_("link to more"))

    class Meta:
        icon = "openquote"
        label = _("experiences")
        template = "home/sections/quotes.html"


class HomeBlock(blocks.StreamBlock):
    """The front page, section by section."""

    gains = GainsBlock()
    steps = StepsBlock()
    suitability = SuitabilityBlock()
    cards = CardsSectionBlock()
    quotes = QuotesBlock()

    class Meta:
        template = "home/sections/all.html"
