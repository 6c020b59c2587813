"""Addresses, numbers and dates."""

import datetime as dt
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.clean_text import drop_invisible

from .base import Question, say

BIGGEST = Decimal(10) ** 15
SPACES = {ord(space): None for space in " \u00a0\u202f\u2009'"}
PHONE = r"^(?=(\D*\d){5,15}\D*$)\+?[\d\s()/.-]{5,30}$"
DATE_FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y"]


class Email(Question):
    """An e-mail address."""

    kind = "email"
    is_always_personal = True
    missing_sentence = _("Enter an email address like name@museum.fi")

    def fields(self):
        """Return an address, stored in lower case."""
        common = self.common()
        common["error_messages"]["invalid"] = self.missing_sentence
        common["widget"] = forms.EmailInput({"autocomplete": "email", "spellcheck": "false"})
        return {"": EmailField(max_length=254, **common)}


class EmailField(forms.EmailField):
    """An address as it is kept: in lower case."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.error_messages.setdefault("max_length", self.error_messages["invalid"])

    def clean(self, value):
        """Return the address in lower case; what is too long is no address."""
        value = drop_invisible(self.to_python(value))
        if len(value) > self.max_length or not _has_domain(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().clean(value).lower()


def _has_domain(address):
    """Whether mail servers could be asked for the domain; an empty address is told elsewhere."""
    try:
        address.rpartition("@")[2].encode("idna")
    except UnicodeError:
        return not address
    return True


class Phone(Question):
    """A telephone number, as written."""

    kind = "phone"
    is_always_personal = True
    missing_sentence = _("Enter the phone number in digits, for example 050 123 4567")

    def fields(self):
        """Return a number of 5–15 digits with spaces, hyphens, brackets and a plus."""
        shape = RegexValidator(PHONE, self.missing_sentence)
        widget = forms.TextInput({"type": "tel", "autocomplete": "tel"})
        return {"": PhoneField(widget=widget, validators=[shape], **self.common())}


class PhoneField(forms.CharField):
    """A number, often pasted with marks that nobody sees."""

    def to_python(self, value):
        """Return the number as written, without those marks."""
        return super().to_python(drop_invisible(value or ""))


class NumberField(forms.Field):
    """A decimal number with a comma or a point, stored as text like "12.5"."""

    def __init__(self, *, lowest, highest, **kwargs):
        super().__init__(
            widget=forms.TextInput({"inputmode": "decimal", "class": "input--s"}), **kwargs
        )
        self.lowest, self.highest = lowest, highest

    def to_python(self, value):
        """Return the number as text without an exponent. NaN and infinity are no numbers."""
        text = (value or "").translate(SPACES).replace(",", ".").replace("−", "-")
        if not text:
            return ""
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if "e" in text.lower() or "_" in text or not number.is_finite() or len(text) > 40:
            raise ValidationError(say(_("Enter a number in digits, for example 12")))
        return self._within(number)

    def _within(self, number):
        if number < self.lowest:
            limit = number_format(self.lowest)
            raise ValidationError(say(_("Enter a number that is at least %(limit)s"), limit=limit))
        if number > self.highest:
            limit = number_format(self.highest)
            raise ValidationError(say(_("Enter a number that is at most %(limit)s"), limit=limit))
        return f"{number:f}"


class Number(Question):
    """A number, within the editor's limits or within reason."""

    kind = "number"
    missing_sentence = _("Enter a number in “%(label)s”")

    def fields(self):
        """Return a number field."""
        lowest = Decimal(self.definition.get("lowest") or -BIGGEST)
        highest = Decimal(self.definition.get("highest") or BIGGEST)
        common = self.common()
        if unit := self.text("unit"):
            common["label"] = self.marked(f"{self.label} ({unit})")
        return {"": NumberField(lowest=lowest, highest=highest, **common)}

    def parts(self, value):
        """Return the number in the reader's manner, or what was written instead."""
        return {"": _localized(value)}

    def show(self, value):
        """Return the number with its unit."""
        return [f"{_localized(value)} {self.text('unit')}".strip()] if value else []


def _localized(value):
    """Return a stored number with the reader's decimal sign, never changing a digit."""
    try:
        Decimal(value)
    except (InvalidOperation, TypeError):
        return value or ""
    return number_format(value, use_l10n=True, force_grouping=False)


class DateField(forms.Field):
    """A date as day, month, year, stored as "2027-03-18"."""

    def to_python(self, value):
        """Return the ISO date, "" for nothing."""
        text = (value or "").replace(" ", "")
        if not text:
            return ""
        for form in DATE_FORMATS:
            try:
                return dt.datetime.strptime(text, form).date().isoformat()
            except ValueError:
                continue
        raise ValidationError(
            say(_("Enter the date as day, month and year, for example 18.3.2027"))
        )


class Date(Question):
    """A day."""

    kind = "date"
    missing_sentence = _("Enter the date as day, month and year, for example 18.3.2027")

    def fields(self):
        """Return a line for a date: typed, as it is faster than any picker."""
        widget = forms.TextInput({"class": "input--s"})
        return {"": DateField(widget=widget, **self.common(help_text=self._hint()))}

    def _hint(self):
        """Return the editor's help and how a date is written."""
        example = gettext("Day, month and year, for example 18.3.2027")
        return format_html("{} {}", self.help, example) if self.help else example

    def parts(self, value):
        """Return the date as it is typed."""
        day = _day(value)
        return {"": f"{day.day}.{day.month}.{day.year}" if day else value}

    def show(self, value):
        """Return the date in the reader's manner."""
        day = _day(value)
        return [date_format(day)] if day else super().show(value)


def _day(value):
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
