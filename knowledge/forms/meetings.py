"""A meeting, its programme, its memo, and who comes with what needs."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.tokens import TokenField
from knowledge.models import MeetingSignUp, Participation

from .fields import PlainTextField

MOMENT = "%Y-%m-%dT%H:%M"
MEMO_LENGTH = 20_000


class LocalMomentField(forms.DateTimeField):
    """A day and a time in Helsinki, from one control of the browser."""

    def __init__(self, **kwargs):
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault(
            "invalid", _("Write the day and time like 31.12.2026 13:00")
        )
        kwargs["widget"] = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        super().__init__(**kwargs)

    def to_python(self, value):
        """Return the moment; refuse what the clocks' change makes unclear."""
        try:
            moment = super().to_python(value)
        except ValidationError as error:
            if error.code == "ambiguous_timezone":
                raise ValidationError(
                    _("Clocks change on that night. Choose a time before 3 or after 4."),
                    code=error.code,
                ) from error
            raise
        if moment is not None and not 2000 <= moment.year <= 2200:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


class MeetingForm(forms.Form):
    """What everybody needs to know of a meeting.

    ``hosts`` are the participations that may host, or nothing: the host stays. A writer
    began from ``base_number``; ``token`` makes a second sending do nothing.
    """

    title = PlainTextField(
        label=_("Subject"),
        help_text=_("Only the round reads this. Calendars and mails leave it out."),
        max_length=150,
        error_messages={"required": _("Write the subject of the meeting")},
    )
    host = forms.ModelChoiceField(
        label=_("Host museum"),
        queryset=Participation.objects.none(),
        empty_label=_("No host museum"),
        required=False,
        error_messages={"invalid_choice": _("Choose a museum of this round")},
    )
    starts_at = LocalMomentField(
        label=_("Begins"), error_messages={"required": _("Choose when the meeting begins")}
    )
    ends_at = LocalMomentField(
        label=_("Ends"),
        help_text=_("On a later day, if it takes several."),
        error_messages={"required": _("Choose when the meeting ends")},
    )
    sign_up_closes_at = LocalMomentField(
        label=_("Sign-up closes"),
        help_text=_("Until the meeting begins, if you leave this empty."),
        required=False,
    )
    about = PlainTextField(label=_("What we do"), max_length=3000, rows=5, required=False)
    place = PlainTextField(label=_("Place"), max_length=150, required=False)
    address = PlainTextField(label=_("Street address"), max_length=200, required=False)
    directions = PlainTextField(
        label=_("How to get there, and where to stay"), max_length=2000, rows=4, required=False
    )
    accessibility = PlainTextField(
        label=_("Accessibility of the place"),
        help_text=_(
            "Steps, lifts, toilets, hearing loops, quiet places. Say also what is missing."
        ),
        max_length=2000,
        rows=4,
        required=False,
    )
    remote_link = forms.URLField(
        label=_("Link for taking part remotely"),
        max_length=500,
        assume_scheme="https",
        required=False,
        error_messages={"invalid": _("Write the whole address, such as https://example.org/room")},
    )
    base_number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**6)
    token = TokenField()

    def __init__(self, *args, hosts=None, **kwargs):
        super().__init__(*args, **kwargs)
        if hosts is None:
            del self.fields["host"]
        else:
            self.fields["host"].queryset = hosts
            self.fields["host"].label_from_instance = lambda seat: seat.museum.name

    def clean_remote_link(self):
        """Refuse what is no web address."""
        link = self.cleaned_data["remote_link"]
        if link and not link.startswith(("https://", "http://")):
            raise ValidationError(self.fields["remote_link"].error_messages["invalid"])
        return link

    def clean(self):
        """Refuse an end before the beginning, and sign-up that goes on after it."""
        data = super().clean()
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("The meeting must end after it begins"))
        elif starts_at and ends_at and (ends_at - starts_at).days > 14:
            self.add_error("ends_at", _("A meeting lasts two weeks at the most"))
        closes_at = data.get("sign_up_closes_at")
        if starts_at and closes_at and closes_at > starts_at:
            self.add_error("sign_up_closes_at", _("Sign-up must close before the meeting begins"))
        return data


class AgendaRowForm(forms.Form):
    """One row of the programme: a day, a time, what is done."""

    day = forms.DateField(
        label=_("Day"),
        help_text=_("The first day, if you leave this empty."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        error_messages={"invalid": _("Write the day like 31.12.2026")},
    )
    time = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        required=False,
        error_messages={"invalid": _("Write the time like 13:00")},
    )
    what = PlainTextField(label=_("What is done"), max_length=150, required=False)
    more = PlainTextField(label=_("More about it"), max_length=300, required=False)

    def clean(self):
        """Ask for the time and the matter of a row that has anything."""
        data = super().clean()
        if data.get("what") and not data.get("time") and "time" not in self.errors:
            self.add_error("time", _("Write the time"))
        if not data.get("what") and (data.get("time") or data.get("more")):
            self.add_error("what", _("Write what is done, or empty the row"))
        return data

    def value(self, first_day):
        """Return the row as a meeting keeps it, or nothing for an empty one."""
        data = self.cleaned_data
        if not data.get("what"):
            return None
        return {
            "day": (data["day"] or first_day).isoformat(),
            "time": f"{data['time']:%H:%M}",
            "what": data["what"],
            "more": data["more"],
        }


AgendaFormSet = forms.formset_factory(
    AgendaRowForm, extra=4, max_num=40, absolute_max=50, validate_max=True
)


class MeetingEditor:
    """The form of a meeting with the rows of its programme."""

    def __init__(self, data=None, *, initial, agenda=(), hosts=None):
        self.form = MeetingForm(data, hosts=hosts, initial=initial)
        self.agenda = AgendaFormSet(data, prefix="agenda", initial=list(agenda))

    def is_valid(self):
        """Whether all of it is; days of the programme are days of the meeting."""
        if not all([self.form.is_valid(), self.agenda.is_valid()]):
            return False
        first, last = self._days()
        for row in self.agenda:
            day = row.cleaned_data.get("day")
            if row.cleaned_data.get("what") and day and not first <= day <= last:
                row.add_error("day", _("Choose a day of the meeting"))
        return all(not row.errors for row in self.agenda)

    def _days(self):
        data = self.form.cleaned_data
        return timezone.localdate(data["starts_at"]), timezone.localdate(data["ends_at"])

    @property
    def has_errors(self):
        """Whether it was sent and something is to be corrected."""
        return self.form.is_bound and not self.is_valid()

    @property
    def values(self):
        """Return the fields of ``Meeting`` that were written."""
        data = dict(self.form.cleaned_data)
        del data["base_number"], data["token"]
        first, _last = self._days()
        rows = [value for form in self.agenda if (value := form.value(first))]
        return {**data, "agenda": sorted(rows, key=lambda row: (row["day"], row["time"]))}


class SignUpForm(forms.Form):
    """Whether a person comes, and what they need. Who reads the needs is told beside them."""

    answer = forms.ChoiceField(
        label=_("Are you coming?"),
        choices=MeetingSignUp.Answer,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you are coming")},
    )
    diet = PlainTextField(label=_("Diet"), max_length=300, required=False)
    access = PlainTextField(
        label=_("Accessibility, interpreting or other help"), max_length=300, required=False
    )
    travel = PlainTextField(label=_("Travel and lodging"), max_length=300, required=False)


class MemoForm(forms.Form):
    """The memo of a meeting, and the revision that the writer began from."""

    text = PlainTextField(
        label=_("Memo"),
        help_text=_("What was decided and what each museum takes home. The round reads it."),
        max_length=MEMO_LENGTH,
        rows=18,
        error_messages={"required": _("Write the memo")},
    )
    base_number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
