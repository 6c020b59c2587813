"""The first words: an address to come back by."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from applications.questions.facts import EmailField
from cms.stamps import age_of_stamp, stamp_now
from cms.tokens import TokenField

SALT = "applications.start"
# A page left open over a weekend is still a person's. In seconds.
LONGEST = 4 * 24 * 60 * 60


def address_field(**kwargs):
    """Return the field of the applicant's address."""
    sentence = _("Enter an email address like name@museum.fi")
    return EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": sentence, "invalid": sentence},
        **kwargs,
    )


class StartForm(forms.Form):
    """An address, two traps for robots, and a token against a second click.

    A form that was not shown by this site lately is shown again with its words. One that
    is sent at once, as password managers do, is taken; ``seconds_early`` tells how long
    its answer has to wait.
    """

    email = address_field(help_text=_("We send a link here, with which you can come back."))
    website = forms.CharField(required=False, label=_("Leave this empty"))
    token = TokenField()
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    use_required_attribute = False

    def __init__(self, data=None):
        super().__init__(data, initial={"shown": stamp_now(SALT)})
        self.age = age_of_stamp(self.data.get("shown", ""), SALT) if self.is_bound else None
        self.is_unseen = self.is_bound and (self.age is None or self.age > LONGEST)
        if self.is_unseen:
            self.data = {
                **self.data.dict(),
                "shown": self.get_initial_for_field(self.fields["shown"], "shown"),
            }

    @property
    def seconds_early(self):
        """Return how much sooner than a person the form was sent, 0 for not at all."""
        return max(0, settings.SHORTEST_FORM_SECONDS - (self.age or 0))

    def clean(self):
        """Tell a robot, which fills every field, nothing more than a person."""
        cleaned = super().clean()
        if self.is_unseen and not self.errors and not self.is_of_robot:
            raise forms.ValidationError(
                _("The page had been open for too long. Press the button once more.")
            )
        return cleaned

    @property
    def is_of_robot(self):
        """Whether the field that nobody sees was filled."""
        return bool(self.data.get("website"))


class LinkForm(forms.Form):
    """The address of whom wants back to an application, and a trap for robots."""

    email = address_field()
    website = forms.CharField(required=False, label=_("Leave this empty"))

    use_required_attribute = False

    @property
    def is_of_robot(self):
        """Whether the field that nobody sees was filled."""
        return bool(self.data.get("website"))
