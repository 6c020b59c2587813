"""Whose turn it is to host, and who would like to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import PlainTextField


class HostingWishForm(forms.Form):
    """What a museum says about hosting, in its own words."""

    text = PlainTextField(
        label=_("When and how could you host a meeting?"),
        help_text=_("Months, rooms, how many people. The coordinator and your museum read this."),
        max_length=1000,
        rows=4,
        error_messages={"required": _("Write when and how you could host")},
    )


class HostingOrderForm(forms.Form):
    """A number and a meeting for each museum of a round; an empty number is no turn.

    ``base`` marks the turns that the writer began from.
    """

    base = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args, seats, meetings, turns, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = seats
        self.meetings = {str(meeting.pk): meeting for meeting in meetings}
        for seat in seats:
            turn = turns.get(seat.pk)
            self.fields[f"position_{seat.pk}"] = forms.IntegerField(
                label=_("Turn"),
                min_value=1,
                max_value=99,
                required=False,
                initial=turn.position if turn else None,
            )
            self.fields[f"meeting_{seat.pk}"] = forms.ChoiceField(
                label=_("Meeting"),
                choices=[("", _("Not set")), *((k, m.title) for k, m in self.meetings.items())],
                required=False,
                initial=str(turn.meeting_id) if turn and turn.meeting_id else "",
            )

    @property
    def rows(self):
        """Return (seat, its fields) in the order of the seats."""
        return [
            (seat, self[f"position_{seat.pk}"], self[f"meeting_{seat.pk}"]) for seat in self.seats
        ]

    def clean(self):
        """Refuse one number or one meeting for two museums."""
        data = super().clean()
        for kind, words in (
            ("position", _("Another museum has the same turn")),
            ("meeting", _("Another museum hosts the same meeting")),
        ):
            taken = set()
            for seat in self.seats:
                value = data.get(f"{kind}_{seat.pk}")
                if value and value in taken:
                    self.add_error(f"{kind}_{seat.pk}", words)
                taken.add(value)
        return data

    @property
    def turns(self):
        """Return (seat, meeting or nothing) in the order of the numbers."""
        data = self.cleaned_data
        placed = [
            (data[f"position_{seat.pk}"], seat, self.meetings.get(data[f"meeting_{seat.pk}"]))
            for seat in self.seats
            if data[f"position_{seat.pk}"]
        ]
        return [(seat, meeting) for _n, seat, meeting in sorted(placed, key=lambda row: row[0])]
