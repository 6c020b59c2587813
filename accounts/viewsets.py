"""People in the Wagtail admin, for operators: who is an editor, an auditor, out of use.

Whoever could change a person's password or address there could become them, and read
what a museum has trusted to them. So a person is made without a password, signs in with
a mailed code, and changes their address by themself.
"""

from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet


class UserCreationForm(WagtailUserCreationForm):
    """A new person, who has no password yet."""

    def clean_email(self):
        """Keep the address in lower case."""
        return self.cleaned_data["email"].lower()

    def save(self, commit=True):
        """Save the person without a password."""
        self.instance.set_unusable_password()
        return super().save(commit)


class UserEditForm(WagtailUserEditForm):
    """A person's name and groups; the address is their own to change."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].disabled = True


class UserViewSet(WagtailUserViewSet):
    """People, with the two forms."""

    def get_form_class(self, for_update=False):
        """Return the form for a new person, or for one who is there."""
        return UserEditForm if for_update else UserCreationForm
