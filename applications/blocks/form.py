"""Steps of questions."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .questions import (
    AcknowledgementBlock,
    ChoiceBlock,
    ChoicesBlock,
    DateBlock,
    EmailBlock,
    FilesBlock,
    InformationBlock,
    LongTextBlock,
    MuseumBlock,
    NumberBlock,
    PeopleBlock,
    PhoneBlock,
    ShortTextBlock,
    TargetsBlock,
    YesNoBlock,
)


class QuestionsBlock(blocks.StreamBlock):
    """The questions of one step; a block's name is the question's kind."""

    short_text = ShortTextBlock()
    long_text = LongTextBlock()
    email = EmailBlock()
    phone = PhoneBlock()
    number = NumberBlock()
    date = DateBlock()
    choice = ChoiceBlock()
    choices = ChoicesBlock()
    yes_no = YesNoBlock()
    museum = MuseumBlock()
    people = PeopleBlock()
    targets = TargetsBlock()
    files = FilesBlock()
    acknowledgement = AcknowledgementBlock()
    information = InformationBlock()

    class Meta:
        collapsed = True


class StepBlock(blocks.StructBlock):
    """One step of the form: a page of its own for who fills it in."""

    title = blocks.CharBlock(max_length=80, label=_("Title"))
    introduction = blocks.TextBlock(required=False, default="", rows=2, label=_("Introduction"))
    questions = QuestionsBlock(label=_("Questions"))

    class Meta:
        icon = "form"
        label = _("Step")
        label_format = "{title}"


class FormBlock(blocks.StreamBlock):
    """The steps of a call's form; checking and sending follow by themselves."""

    step = StepBlock()
