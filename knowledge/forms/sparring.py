"""A plan offered, advice written, answered, and turned into a promise."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.tokens import TokenField
from knowledge.models import Advice, Answer, Participation

from .fields import PlainTextField

ADVICE_LENGTH = 3000


class PlanOfferForm(forms.Form):
    """To whom a plan is offered, what is asked, and what it is not about.

    ``receivers`` offers the other museums of the plan's round and no others.
    """

    to = forms.ChoiceField(
        label=_("To whom do you offer the plan?"),
        choices=[("partners", _("To sparring partners")), ("round", _("To the whole round"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose to whom you offer the plan")},
    )
    receivers = forms.ModelMultipleChoiceField(
        label=_("Sparring partners"),
        help_text=_("Each gets the plan as it is now. Not needed for the whole round."),
        queryset=Participation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": _("Choose museums of this round"),
            "invalid_pk_value": _("Choose museums of this round"),
        },
    )
    question_1 = PlainTextField(
        label=_("First question"),
        help_text=_("What would you like to hear? One good question is enough."),
        max_length=300,
        rows=2,
        error_messages={"required": _("Write at least one question")},
    )
    question_2 = PlainTextField(label=_("Second question"), max_length=300, rows=2, required=False)
    question_3 = PlainTextField(label=_("Third question"), max_length=300, rows=2, required=False)
    not_about = PlainTextField(
        label=_("This is not about"),
        help_text=_("What is decided already, so that nobody spends their time on it."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args, peers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["receivers"].queryset = peers
        self.fields["receivers"].label_from_instance = lambda seat: seat.museum.name

    def clean(self):
        """Ask for at least one partner, if it is for partners."""
        data = super().clean()
        if data.get("to") == "partners" and data.get("receivers") is not None:
            if not data["receivers"]:
                self.add_error("receivers", _("Choose at least one sparring partner"))
        elif data.get("to") == "round":
            data["receivers"] = []
        return data

    @property
    def questions(self):
        """Return the questions written, in their order."""
        written = [self.cleaned_data[f"question_{number}"] for number in (1, 2, 3)]
        return [question for question in written if question]


class AdviceForm(forms.Form):
    """A piece of advice: its kind, its text, and the goal it is tied to if any.

    ``goals`` are (id, title) of the revision that the giver reads; ``base_number`` is the
    draft that the writer began from, and ``token`` makes a second sending do nothing.
    """

    kind = forms.ChoiceField(
        label=_("What kind of message?"),
        choices=Advice.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a question, an experience or a suggestion")},
    )
    goal = forms.ChoiceField(label=_("What is it about?"), required=False)
    text = PlainTextField(
        label=_("Message"),
        help_text=_("Speak of the matter, not of people."),
        max_length=ADVICE_LENGTH,
        rows=6,
        error_messages={"required": _("Write the message")},
    )
    base_number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**6)
    token = TokenField()

    def __init__(self, *args, goals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = [
            ("", _("The whole plan")),
            *((key, f"{number}. {title}") for number, (key, title) in enumerate(goals, start=1)),
        ]

    @property
    def values(self):
        """Return what a draft keeps."""
        return {name: self.cleaned_data[name] for name in ("kind", "goal", "text")}


class AnswerForm(forms.Form):
    """What the museum does with a piece of advice, why, and thanks."""

    kind = forms.ChoiceField(
        label=_("What do you do with this?"),
        choices=Answer.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you do with this")},
    )
    text = PlainTextField(
        label=_("Why?"),
        help_text=_("A sentence is enough. It shows that the advice was read."),
        max_length=1500,
        rows=4,
        error_messages={"required": _("Write why")},
    )
    has_thanks = forms.BooleanField(label=_("Thank the museum for this"), required=False)


class NextStepForm(forms.Form):
    """Who does what by when."""

    what = PlainTextField(
        label=_("What is done?"),
        max_length=300,
        rows=2,
        error_messages={"required": _("Write what is done")},
    )
    who = PlainTextField(
        label=_("Who does it?"),
        max_length=150,
        error_messages={"required": _("Write who does it")},
    )
    due_on = forms.DateField(
        label=_("By when?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose the day by which it is done"),
            "invalid": _("Write the day like 31.12.2026"),
        },
    )

    def clean_due_on(self):
        """Refuse a day gone by."""
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise ValidationError(_("Choose today or a later day"))
        return day
