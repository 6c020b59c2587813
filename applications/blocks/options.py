"""Options of a question, known by their codes."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

CODE_LENGTH = 40


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
