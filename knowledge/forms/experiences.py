"""What is written into an experience, and what is answered about it."""

import uuid

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.tokens import TokenField
from knowledge.cards import PARTS, review_on
from knowledge.models import Experience, Heading, Participation, Round
from knowledge.naming import named_in, own_words, perhaps_named_in

from .fields import PlainTextField

PART_LENGTH = 5_000
SUMMARY_LENGTH = 300
MOST_PARTIES = 6


class ExperienceForm(forms.Form):
    """An experience's card. ``peers`` are the other museums' seats that the writer sees.

    ``base_number`` is the revision that the writer began from, 0 for a new experience;
    ``token`` makes a second sending of the same form do nothing.
    """

    title = PlainTextField(
        label=_("Title"),
        help_text=_("Say what it is about, so that others find it."),
        max_length=150,
        error_messages={"required": _("Write the title")},
    )
    kind = forms.ChoiceField(
        label=_("What became of it"),
        help_text=_("An experience of what did not work is worth as much as one of what did."),
        choices=Experience.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of it")},
    )
    base_number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    token = TokenField()

    def __init__(self, *args, peers, **kwargs):
        super().__init__(*args, **kwargs)
        for part, (name, hint, rows) in PARTS.items():
            length = SUMMARY_LENGTH if part == "summary" else PART_LENGTH
            self.fields[part] = PlainTextField(
                label=name, help_text=hint, max_length=length, rows=rows, required=False
            )
        self.fields["themes"] = forms.ModelMultipleChoiceField(
            label=_("Themes"),
            help_text=_("Others find the experience by these when they write a target."),
            queryset=Heading.objects.all(),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["themes"].label_from_instance = lambda heading: heading.label
        self.fields["parties"] = forms.ModelMultipleChoiceField(
            label=_("Museums named"),
            help_text=_("Every museum that the text tells of. Each is asked before a release."),
            queryset=peers,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            error_messages={
                "invalid_choice": _("Choose museums that you meet"),
                "invalid_pk_value": _("Choose museums that you meet"),
            },
        )
        self.fields["parties"].label_from_instance = lambda seat: seat.museum.name
        if self.is_bound:
            self.fields["tells_of_no_other"] = forms.BooleanField(
                label=_("The text tells of no other museum than those chosen"), required=False
            )
        self.fields["review_on"] = forms.DateField(
            label=_("Look again by"),
            help_text=_("When the experience is to be read again: does it still hold?"),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            required=False,
            error_messages={"invalid": _("Write the date as 31.12.2030")},
        )

    def clean_parties(self):
        """Refuse more museums than can reasonably be asked."""
        parties = self.cleaned_data["parties"]
        if len(parties) > MOST_PARTIES:
            raise forms.ValidationError(
                _("Name at most %(limit)d museums.") % {"limit": MOST_PARTIES}
            )
        return parties

    def clean(self):
        """Ask for museums that are named in the text and not chosen.

        What only may be a museum's name can be chosen or said to be none.
        """
        data = super().clean()
        text = "\n".join(str(data.get(part, "")) for part in ["title", *PARTS])
        missed, unsure = self._missed(text, set(data.get("parties", [])))
        if missed and "parties" in data:
            message = _("The text names %(museums)s. Choose it here too, so that it is asked.")
            self.add_error("parties", message % {"museums": ", ".join(missed)})
        if unsure and "parties" in data and not data.get("tells_of_no_other"):
            message = _(
                "The text may tell of %(museums)s. Choose it above, or say that it does not."
            )
            self.add_error("tells_of_no_other", message % {"museums": ", ".join(unsure)})
        elif not unsure:
            self.fields.pop("tells_of_no_other", None)
        return data

    def _missed(self, text, chosen):
        """Return names of museums not chosen: those that the text has, those it may have."""
        seats = list(self.fields["parties"].queryset)
        names = [seat.museum.name for seat in seats if seat not in chosen]
        missed = named_in(text, names)
        told = [*missed, *(seat.museum.name for seat in chosen)]
        settled = [own_words(name) for name in told]
        unsure = perhaps_named_in(text, [name for name in names if name not in missed])
        return missed, [name for name in unsure if own_words(name) not in settled]

    @property
    def values(self):
        """Return what the services take."""
        data = self.cleaned_data
        values = {name: data[name] for name in ("title", "kind", "themes", "parties", "review_on")}
        return values | {"sections": {part: data[part] for part in PARTS}}

    def begin_from(self, number):
        """Let the next sending begin from a revision, with a token of its own."""
        self.data = self.data.copy()
        self.data["base_number"], self.data["token"] = number, uuid.uuid4()


def initial_of(experience, revision):
    """Return what the form of an experience begins with."""
    return {
        **revision.content["sections"],
        "title": revision.content["title"],
        "kind": revision.content["kind"],
        "themes": list(experience.themes.all()),
        "parties": list(experience.parties.all()),
        "review_on": review_on(revision.content),
        "base_number": revision.number,
    }


class ExperienceLanguageForm(forms.Form):
    """The language that a new experience is written in."""

    language = forms.ChoiceField(
        label=_("Language of the text"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class ReleaseForm(forms.Form):
    """Whom an experience is to be released to; ``wider`` are the audiences there are."""

    audience = forms.ChoiceField(
        label=_("Who may read the experience?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read it")},
    )

    def __init__(self, *args, wider, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [(each.value, each.label) for each in wider]


class ConsentForm(forms.Form):
    """A museum's answer; ``digest`` is the hash of the text and audience that were read."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = PlainTextField(
        label=_("Why not, or what should be changed"),
        help_text=_("Only the museum that wrote the experience reads this."),
        max_length=1000,
        rows=3,
        required=False,
    )


class ExperienceFilterForm(forms.Form):
    """A theme, a kind and a round, each of them optional."""

    theme = forms.ModelChoiceField(
        label=_("Theme"),
        queryset=Heading.objects.all(),
        empty_label=_("All themes"),
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("What became of it"),
        choices=[("", _("All experiences")), *Experience.Kind.choices],
        required=False,
    )
    round = forms.ModelChoiceField(
        label=_("Round"), queryset=Round.objects.none(), empty_label=_("All rounds"), required=False
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        shown = Experience.objects.visible_to(user)
        self.fields["round"].queryset = Round.objects.filter(
            pk__in=shown.values("participation__round")
        )
        self.fields["theme"].label_from_instance = lambda heading: heading.label
        for field in self.fields.values():
            field.widget.attrs["class"] = "select"

    def narrow(self, experiences):
        """Return those of ``experiences`` that are looked for."""
        data = self.cleaned_data if self.is_valid() else {}
        if data.get("theme"):
            experiences = experiences.filter(themes=data["theme"])
        if data.get("kind"):
            experiences = experiences.filter(kind=data["kind"])
        if data.get("round"):
            experiences = experiences.filter(participation__round=data["round"])
        return experiences


def peers_of(user, seat):
    """Return the seats of the museums a person may name, each museum once."""
    seen = Participation.objects.visible_to(user).exclude(museum=seat.museum_id)
    here = seen.filter(round=seat.round_id)
    others = seen.exclude(round=seat.round_id).exclude(museum__in=here.values("museum"))
    kept = {each.museum_id: each.pk for each in others}
    kept |= {each.museum_id: each.pk for each in here}
    chosen = Participation.objects.visible_to(user).filter(pk__in=kept.values())
    return chosen.select_related("museum").order_by("museum__name")
