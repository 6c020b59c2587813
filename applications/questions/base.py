"""What every kind of question has."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


class Question:
    """One question of a published form, with its texts in one language.

    ``language`` is that of the texts: another than the reader's where there is no
    translation, and then marked in the page. A kind made of several fields names
    them by suffixes; a kind of one field has the suffix "".
    """

    kind = None
    template = "applications/questions/plain.html"
    has_answer = True
    is_always_personal = False
    missing_sentence = _("Write an answer to “%(label)s”")

    def __init__(self, definition, texts, *, language, reader):
        self.id = definition["id"]
        self.definition = definition
        self.is_required = definition.get("is_required", False)
        self.limit = definition.get("limit")
        self.maps_to = definition.get("maps_to", "")
        self.shown_if = definition.get("shown_if")
        self.is_for_staff = definition.get("sight") == "staff"
        self.is_personal = definition.get("is_personal", False) or self.is_always_personal
        self.allows_secret = definition.get("allows_secret", False)
        self.depends_on = None
        self.texts = texts
        self.language, self.reader = language, reader

    # Texts

    @property
    def label(self):
        """Return the question itself."""
        return self.text("label")

    def text(self, name, option=None):
        """Return a text of the question or of one of its options, "" where there is none."""
        key = f"{self.id}.{option}" if option else self.id
        return self.texts.get(key, {}).get(name, "")

    @property
    def marked_label(self):
        """Return the question, marked with its language if that is another."""
        return self.marked(self.label)

    @property
    def help(self):
        """Return the help text, marked likewise."""
        return self.marked(self.text("help"))

    @property
    def options(self):
        """Return pairs of a code and its text, for the sheet of questions."""
        return []

    @property
    def limit_in_words(self):
        """Return how long or how many the answer may be, "" where nothing limits it."""
        return ""

    @property
    def condition_in_words(self):
        """Return when the question is shown, "" for always."""
        if self.depends_on is None:
            return ""
        codes = self.shown_if["codes"]
        answers = " / ".join(str(self.depends_on.option_text(code)) for code in codes)
        return gettext("Only if the answer to “%(question)s” is: %(answers)s") % {
            "question": self.depends_on.label,
            "answers": answers,
        }

    def option_text(self, code):
        """Return what an option says."""
        return code

    def marked(self, text):
        """Return a text with its language, where that is not the reader's."""
        if not text or self.language == self.reader:
            return text
        return format_html('<span lang="{}">{}</span>', self.language, text)

    @property
    def missing(self):
        """Return the sentence for no answer: the editor's own, or the kind's."""
        return self.text("missing") or self.missing_sentence % {"label": self.label.rstrip("?: ")}

    # Form

    @cached_property
    def name(self):
        """Return the name of the question's field, or the beginning of several names."""
        return f"q-{self.id}"

    def field_name(self, suffix):
        """Return the name of one of the question's fields."""
        return f"{self.name}-{suffix}" if suffix else self.name

    def fields(self):
        """Return the form fields by suffix."""
        raise NotImplementedError

    def is_part(self, suffix):
        """Whether a field is no answer by itself, so that only the whole may be optional."""
        return bool(suffix)

    def compose(self, parts):
        """Return the answer's value from the fields' values by suffix, cleaned or as written."""
        return parts[""]

    def parts(self, value):
        """Return what the fields hold, by suffix, for a value of this kind."""
        return {"": value}

    def problems(self, parts, files):
        """Return {suffix: sentence} for what only the whole answer can tell."""
        return {}

    # Reading

    def is_answered(self, value):
        """Whether there is anything in the answer."""
        return bool(value)

    @property
    def secret_key(self):
        """Return where answers hold the wish that this one be kept secret.

        Its value is {"is_asked", "reason"}.
        """
        return f"{self.id}.secret"

    def codes_in(self, value):
        """Return the codes on which another question may depend."""
        return set()

    def show(self, value):
        """Return the answer as lines of text, in the reader's language."""
        return [str(value)] if value else []

    def points(self, value):
        """Return pairs of a text and whether it was accepted, where all are to be."""
        return []

    def common(self, **more):
        """Return the arguments that every field takes."""
        return {
            "label": self.marked_label,
            "help_text": self.help,
            "required": self.is_required,
            "error_messages": {"required": self.missing},
            **more,
        }


def at_most(limit):
    """Return a validator that says by how many characters a text is too long."""

    def validate(text):
        if (surplus := len(text) - limit) > 0:
            raise ValidationError(
                ngettext(
                    "Shorten the answer by one character",
                    "Shorten the answer by %(count)d characters",
                    surplus,
                )
                % {"count": surplus},
                code="too_long",
            )

    return validate


def say(sentence, **values):
    """Return a sentence in the active language with its values."""
    return gettext(sentence) % values
