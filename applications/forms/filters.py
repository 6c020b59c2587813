"""What a reader looks for among applications."""

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.clean_text import clean_text
from applications.models import Application, Assignment
from knowledge.models import Round


class ApplicationFilterForm(forms.Form):
    """A museum or reference, a round, a state and a language, each of them optional.

    It offers the rounds that the person reads; another is as unknown as one that does not exist.
    """

    q = forms.CharField(label=_("Museum or reference"), max_length=150, required=False)
    round = forms.ModelChoiceField(
        label=_("Forum round"), queryset=None, empty_label=_("All rounds"), required=False
    )
    status = forms.ChoiceField(label=_("State"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("All languages")), *settings.LANGUAGES], required=False
    )
    mine = forms.BooleanField(label=_("Only those given to me to review"), required=False)

    def __init__(self, data, *, user):
        super().__init__(data, auto_id="filter-%s")
        self.user = user
        self.fields["round"].queryset = Round.objects.reviewed_by(user)
        hidden = {Application.Status.DRAFT, Application.Status.WITHDRAWN}
        states = [choice for choice in Application.Status.choices if choice[0] not in hidden]
        self.fields["status"].choices = [("", _("All states")), *states]
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput):
                name = "select" if isinstance(field.widget, forms.Select) else "input"
                field.widget.attrs["class"] = name

    def clean_q(self):
        """Return the words without what nobody types."""
        return clean_text(self.cleaned_data["q"]).strip()

    def narrow(self, applications):
        """Return the applications that are looked for; all where something is not right."""
        data = self.cleaned_data if self.is_valid() else {}
        exact = {name: data[name] for name in ("round", "status", "language") if data.get(name)}
        found = applications.filter(**exact)
        if words := data.get("q"):
            named = Q(museum_name__icontains=words) | Q(diary_number__icontains=words)
            found = found.filter(named | Q(reference__icontains=words))
        if data.get("mine"):
            own = Assignment.objects.filter(reviewer=self.user)
            found = found.filter(pk__in=own.values("application"))
        return found

    @property
    def is_used(self):
        """Whether anything is looked for."""
        return any(self.data.get(name) for name in self.fields)
