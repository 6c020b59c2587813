"""The blocks of which an editor builds the form of a call.

A question is known by its block's id and an option by its code, never by a text, so
that anything may be renamed, moved and translated while answers are stored.
"""

from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from knowledge.models import PlanHeading

CODE_LENGTH = 40
TEXT = _("Text")
DETAILS = _("Facts")
CHOOSING = _("Choosing")
FORUM = _("Museum and plan")
OTHER = _("Files, conditions, information")


class CodeBlock(blocks.CharBlock):
    """An option's identity: the same in every language, so never offered to translators."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            default="",
            max_length=CODE_LENGTH,
            label=_("Code"),
            help_text=_("Leave empty: one is made from the text and then kept."),
            **kwargs,
        )

    def get_translatable_segments(self, value):
        """Return nothing to translate."""
        return []

    def restore_translated_segments(self, value, segments):
        """Return the code as it is."""
        return value


class OptionBlock(blocks.StructBlock):
    """One answer to choose, or one thing to acknowledge."""

    label = blocks.CharBlock(max_length=300, label=_("Text"))
    help = blocks.CharBlock(required=False, default="", max_length=300, label=_("Help"))
    code = CodeBlock()

    class Meta:
        icon = "list-ul"
        label = _("Option")
        label_format = "{label}"


class OptionsBlock(blocks.ListBlock):
    """Options in order; those without a code are given one when the page is saved."""

    def __init__(self, **kwargs):
        super().__init__(OptionBlock(), **{"min_num": 1, "label": _("Options"), **kwargs})

    def clean(self, value):
        """Return the options, each with a code that is unique among them."""
        options = super().clean(value)
        taken = set()
        for option in options:
            option["code"] = _free_code(option["code"] or slugify(option["label"]), taken)
            taken.add(option["code"])
        return options


def _free_code(wanted, taken):
    """Return ``wanted``, numbered where it is taken already."""
    wanted = wanted[: CODE_LENGTH - 4].strip("-") or "option"
    code, number = wanted, 2
    while code in taken:
        code, number = f"{wanted}-{number}", number + 1
    return code


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


class QuestionBlock(blocks.StructBlock):
    """What every question has."""

    label = blocks.CharBlock(max_length=300, label=_("Question"))
    help = blocks.TextBlock(
        required=False,
        default="",
        rows=2,
        label=_("Help"),
        help_text=_("Shown between the question and the answer."),
    )
    required = blocks.BooleanBlock(required=False, default=True, label=_("Must be answered"))
    missing = blocks.CharBlock(
        required=False,
        default="",
        max_length=200,
        label=_("What to say if there is no answer"),
        help_text=_(
            "Such as “Tell what you want to develop and why”. Without it there is a general sentence."
        ),
    )

    class Meta:
        label_format = "{label}"


class ShortTextBlock(QuestionBlock):
    limit = blocks.IntegerBlock(
        default=200, min_value=1, max_value=500, label=_("At most (characters)")
    )
    maps_to = MapsToBlock(choices=text_targets)

    class Meta:
        icon = "minus"
        group = TEXT
        label = _("Short text")


class LongTextBlock(QuestionBlock):
    limit = blocks.IntegerBlock(
        default=2000, min_value=1, max_value=20_000, label=_("At most (characters)")
    )
    maps_to = MapsToBlock()

    class Meta:
        icon = "pilcrow"
        group = TEXT
        label = _("Long text")


class EmailBlock(QuestionBlock):
    maps_to = MapsToBlock(
        choices=[("contact_email", _("The contact person's address"))],
        help_text=_("The receipt, the decision and the invitation go to the contact person."),
    )

    class Meta:
        icon = "mail"
        group = DETAILS
        label = _("E-mail address")


class PhoneBlock(QuestionBlock):
    class Meta:
        icon = "mobile-alt"
        group = DETAILS
        label = _("Phone number")


class NumberBlock(QuestionBlock):
    lowest = blocks.DecimalBlock(required=False, label=_("At least"))
    highest = blocks.DecimalBlock(required=False, label=_("At most"))
    unit = blocks.CharBlock(required=False, default="", max_length=20, label=_("Unit"))

    class Meta:
        icon = "decimal"
        group = DETAILS
        label = _("Number")


class DateBlock(QuestionBlock):
    class Meta:
        icon = "date"
        group = DETAILS
        label = _("Date")


class ChoiceBlock(QuestionBlock):
    options = OptionsBlock(min_num=2)
    maps_to = MapsToBlock()

    class Meta:
        icon = "radio-full"
        group = CHOOSING
        label = _("Choose one")


class ChoicesBlock(QuestionBlock):
    options = OptionsBlock()
    limit = blocks.IntegerBlock(required=False, min_value=1, label=_("At most (options)"))
    maps_to = MapsToBlock()

    class Meta:
        icon = "tasks"
        group = CHOOSING
        label = _("Choose several")


class YesNoBlock(QuestionBlock):
    allows_unknown = blocks.BooleanBlock(
        required=False, label=_("“I do not know” is an answer too")
    )
    text_label = blocks.CharBlock(
        required=False,
        default="",
        max_length=200,
        label=_("Ask for a text too"),
        help_text=_("Such as “Tell more”. Left empty, no text is asked."),
    )
    limit = blocks.IntegerBlock(
        default=500, min_value=1, max_value=5000, label=_("At most (characters)")
    )
    maps_to = MapsToBlock()

    class Meta:
        icon = "check"
        group = CHOOSING
        label = _("Yes or no")


class MuseumBlock(QuestionBlock):
    class Meta:
        icon = "home"
        group = FORUM
        label = _("Museum")


class PeopleBlock(QuestionBlock):
    limit = blocks.IntegerBlock(default=6, min_value=1, max_value=20, label=_("At most (people)"))

    class Meta:
        icon = "group"
        group = FORUM
        label = _("People")


class TargetsBlock(QuestionBlock):
    limit = blocks.IntegerBlock(default=3, min_value=1, max_value=10, label=_("At most (targets)"))

    class Meta:
        icon = "crosshairs"
        group = FORUM
        label = _("Development targets")


class FilesBlock(QuestionBlock):
    limit = blocks.IntegerBlock(default=10, min_value=1, max_value=10, label=_("At most (files)"))
    maps_to = MapsToBlock(
        choices=[("attachment", _("An attachment of the plan"))],
        help_text=_("Attachments follow the plan to the workspace."),
    )

    class Meta:
        icon = "doc-full"
        group = OTHER
        label = _("Files")


class AcknowledgementBlock(QuestionBlock):
    options = OptionsBlock(label=_("What is acknowledged, one by one"))

    class Meta:
        icon = "clipboard-list"
        group = OTHER
        label = _("Conditions to acknowledge")


class InformationBlock(blocks.StructBlock):
    label = blocks.CharBlock(required=False, default="", max_length=300, label=_("Heading"))
    help = blocks.TextBlock(rows=4, label=_("Text"))

    class Meta:
        icon = "info-circle"
        group = OTHER
        label = _("Information")
        label_format = "{label}"


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
