"""The kinds of question an editor chooses from; ``applications.questions`` answers for each."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .conditions import ShownIfBlock, SightBlock
from .mapping import MapsToBlock, one_option_targets, short_text_targets, text_targets
from .options import OptionsBlock

TEXT = _("Text")
DETAILS = _("Facts")
CHOOSING = _("Choosing")
FORUM = _("Museum and plan")
OTHER = _("Files, conditions, information")


# Behind a button of each question, so that adding one stays quick.
SETTINGS = ("missing", "maps_to", "shown_if", "sight", "is_personal", "allows_secret")


class QuestionBlock(blocks.StructBlock):
    """What every question has; what is seldom needed stands behind its settings button."""

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

    shown_if = ShownIfBlock()
    sight = SightBlock()
    is_personal = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("Holds personal data"),
        help_text=_(
            "Can be left out of exports. When the round's period for personal data is over, the "
            "answer is emptied; the rest of the application is kept for its own period."
        ),
    )
    allows_secret = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("The museum may ask to keep the answer secret"),
        help_text=_("It then gives its reason, which those who read the application see."),
    )

    class Meta:
        label_format = "{label}"

    def get_form_layout(self):
        """Return the blocks with the seldom needed ones as settings."""
        return blocks.BlockGroup(
            children=[name for name in self.child_blocks if name not in SETTINGS],
            settings=[name for name in SETTINGS if name in self.child_blocks],
        )


class ShortTextBlock(QuestionBlock):
    limit = blocks.IntegerBlock(
        default=200, min_value=1, max_value=500, label=_("At most (characters)")
    )
    maps_to = MapsToBlock(choices=short_text_targets)

    class Meta:
        icon = "minus"
        group = TEXT
        label = _("Short text")


class LongTextBlock(QuestionBlock):
    limit = blocks.IntegerBlock(
        default=2000, min_value=1, max_value=20_000, label=_("At most (characters)")
    )
    maps_to = MapsToBlock(choices=text_targets)

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
    maps_to = MapsToBlock(choices=one_option_targets)

    class Meta:
        icon = "radio-full"
        group = CHOOSING
        label = _("Choose one")


class ChoicesBlock(QuestionBlock):
    options = OptionsBlock()
    limit = blocks.IntegerBlock(required=False, min_value=1, label=_("At most (options)"))
    maps_to = MapsToBlock(choices=text_targets)

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
    megabytes = blocks.IntegerBlock(
        required=False,
        default=20,
        min_value=1,
        max_value=20,
        label=_("Each file at most (megabytes)"),
    )
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
