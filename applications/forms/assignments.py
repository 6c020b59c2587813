"""Who is asked to review."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AssignmentForm(forms.Form):
    """Any of the reviewers who may be asked."""

    reviewers = forms.MultipleChoiceField(
        label=_("Who reviews this application"),
        help_text=_("Those with a conflict are not in the list."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Choose from the list")},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["reviewers"].choices = self.people.items()
        self.fields["reviewers"].is_part = True

    @property
    def chosen(self):
        """Return the people chosen."""
        return [self.people[pk] for pk in self.cleaned_data["reviewers"]]
