"""A round, set up by an operator."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

OPENS, CLOSES = dt.time(9), dt.time(15)


class MomentField(forms.DateTimeField):
    """A moment in Helsinki; a day alone means a set time of that day.

    On the nights when clocks change, a time that does not exist or comes twice is refused.
    """

    widget = AdminDateTimeInput

    def __init__(self, *, time, **kwargs):
        super().__init__(required=False, **kwargs)
        self.time = time

    def to_python(self, value):
        """Return the moment, nothing for nothing."""
        try:
            day = forms.DateField().to_python(value)
        except ValidationError:
            day = None
        if day and isinstance(value, str):
            value = dt.datetime.combine(day, self.time)
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code == "ambiguous_timezone":
                raise ValidationError(
                    _("Clocks change on that night. Choose a time before 3 or after 4."),
                    code=error.code,
                ) from error
            raise


class RoundForm(WagtailAdminModelForm):
    """A round whose call opens at 9.00 and closes at 15.00 unless another time is given."""

    opens_at = MomentField(
        time=OPENS,
        label=_("Call opens"),
        help_text=_("Finnish time. A day alone means 9.00."),
    )
    closes_at = MomentField(
        time=CLOSES,
        label=_("Call closes"),
        help_text=_("Finnish time. A day alone means 15.00. The second itself is too late."),
    )

    def clean(self):
        """Refuse a call with only one end, or whose end comes before its beginning."""
        data = super().clean()
        opens_at, closes_at = data.get("opens_at"), data.get("closes_at")
        if bool(opens_at) != bool(closes_at) and not {"opens_at", "closes_at"} & set(self.errors):
            self.add_error(
                "closes_at" if opens_at else "opens_at",
                _("Give both when the call opens and when it closes, or neither."),
            )
        elif opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("The call must close after it opens."))
        return data
