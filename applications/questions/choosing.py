"""Answers chosen from options, which are known by their codes."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .base import Question
from .texts import TextField


class Options(Question):
    """A question with options."""

    missing_sentence = _("Select an answer to “%(label)s”")

    @property
    def codes(self):
        """Return the codes in the editor's order."""
        return self.definition["options"]

    @property
    def options(self):
        """Return pairs of a code and its text."""
        return self.choices()

    def choices(self):
        """Return pairs of a code and its text, with its help if it has one."""
        return [(code, self._option(code)) for code in self.codes]

    def _option(self, code):
        label, help = self.text("label", code), self.text("help", code)
        if help:
            return self.marked(format_html('{} <span class="hint">{}</span>', label, help))
        return self.marked(label)

    def option_text(self, code):
        """Return what an option says."""
        return self.text("label", code) or code

    def codes_in(self, value):
        """Return the codes chosen."""
        return {value} if isinstance(value, str) else set(value or [])

    def show(self, value):
        """Return the texts of what was chosen; an option since removed shows its code."""
        chosen = [value] if isinstance(value, str) else value or []
        return [self.option_text(code) for code in chosen if code]


class Choice(Options):
    """One of several."""

    kind = "choice"

    def fields(self):
        """Return radio buttons."""
        common = self.common()
        common["error_messages"]["invalid_choice"] = self.missing
        return {"": forms.ChoiceField(choices=self.choices, widget=forms.RadioSelect, **common)}


class SeveralField(forms.MultipleChoiceField):
    """Any of several, as many as there may be."""

    def __init__(self, *, limit, **kwargs):
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)
        self.limit = limit

    def validate(self, value):
        """Refuse unknown codes, and more options than the limit."""
        super().validate(value)
        if self.limit and len(value) > self.limit:
            raise ValidationError(
                ngettext(
                    "Select at most one option",
                    "Select at most %(count)d options",
                    self.limit,
                )
                % {"count": self.limit}
            )


class Choices(Options):
    """Any of several."""

    kind = "choices"

    def fields(self):
        """Return checkboxes."""
        common = self.common()
        common["error_messages"]["invalid_choice"] = self.missing
        return {"": SeveralField(limit=self.limit, choices=self.choices, **common)}

    def parts(self, value):
        """Return the codes."""
        return {"": value or []}


class AllField(forms.MultipleChoiceField):
    """Every one of several, or the sentence that says how many there are."""

    def validate(self, value):
        """Refuse unknown codes, and a required list that is not whole."""
        super().validate(value)
        if self.required and len(set(value)) < len(list(self.choices)):
            raise ValidationError(self.error_messages["required"])


class Acknowledgement(Options):
    """Points to acknowledge one by one; which text was shown is told by the form version."""

    kind = "acknowledgement"

    @property
    def missing(self):
        """Return how many points there are to accept."""
        count = len(self.codes)
        return self.text("missing") or ngettext(
            "Accept the condition to send the application",
            "Accept all %(count)d conditions to send the application",
            count,
        ) % {"count": count}

    def fields(self):
        """Return a checkbox for each point."""
        common = self.common()
        common["error_messages"]["invalid_choice"] = self.missing
        widget = forms.CheckboxSelectMultiple
        return {"": AllField(choices=self.choices, widget=widget, **common)}

    def points(self, value):
        """Return each point with whether it was accepted."""
        return [(self.text("label", code), code in (value or [])) for code in self.codes]

    def parts(self, value):
        """Return the codes of the points accepted."""
        return {"": value or []}


class YesNo(Question):
    """Yes or no, perhaps "I do not know", perhaps with a text."""

    kind = "yes_no"
    template = "applications/questions/yes_no.html"
    missing_sentence = _("Select an answer to “%(label)s”")
    answers = {"yes": _("Yes"), "no": _("No"), "unknown": _("I do not know")}

    def choices(self):
        """Return the answers the editor allows."""
        hidden = set() if self.definition.get("allows_unknown") else {"unknown"}
        return [(code, text) for code, text in self.answers.items() if code not in hidden]

    def fields(self):
        """Return radio buttons, and a box where a text is asked."""
        common = self.common()
        common["error_messages"]["invalid_choice"] = self.missing
        widget = forms.RadioSelect
        fields = {"answer": forms.ChoiceField(choices=self.choices, widget=widget, **common)}
        if label := self.text("text_label"):
            box = forms.Textarea({"rows": 3})
            limit = self.limit or 500
            fields["text"] = TextField(
                limit=limit, label=self.marked(label), required=False, widget=box
            )
        return fields

    def is_part(self, suffix):
        """Return False: the text may be left out though the answer may not."""
        return False

    def compose(self, parts):
        """Return both parts."""
        return {"answer": parts["answer"] or "", "text": parts.get("text") or ""}

    def parts(self, value):
        """Return both parts."""
        return value or {}

    def option_text(self, code):
        """Return the answer in words."""
        return self.answers.get(code, code)

    def codes_in(self, value):
        """Return the answer without its text."""
        return {(value or {}).get("answer")}

    def is_answered(self, value):
        """Whether either part is filled."""
        return bool(value) and any(value.values())

    def show(self, value):
        """Return the answer, and the text below it."""
        if not value:
            return []
        answer = self.answers.get(value["answer"], value["answer"])
        return [str(line) for line in (answer, value.get("text")) if line]
