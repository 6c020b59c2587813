"""What becomes of a person's part in a museum."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership


class MemberForm(forms.Form):
    """A person's role, or their leaving and who takes over.

    ``colleagues`` are the other memberships of the museum; ``may_change_role`` shows the role.
    """

    what = forms.ChoiceField(
        label=_("What changes?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what changes")},
    )
    successor = forms.ModelChoiceField(
        label=_("Who takes over?"),
        help_text=_(
            "Unsaved words, open promises and a contact person’s part go to this colleague. The "
            "museum’s plans and advice stay where they are."
        ),
        queryset=Membership.objects.none(),
        empty_label=_("Nobody"),
        required=False,
        error_messages={"invalid_choice": _("Choose a colleague of the same museum")},
    )

    def __init__(self, *args, membership, colleagues, may_change_role, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("leave", _("Leaves the museum’s place in the forum"))]
        if may_change_role:
            role = {
                Membership.Role.CONTACT: ("member", _("Goes on as a colleague")),
                Membership.Role.MEMBER: ("contact", _("Becomes a contact person")),
            }
            choices.insert(0, role[membership.role])
        self.fields["what"].choices = choices
        self.fields["successor"].queryset = colleagues
        self.fields["successor"].label_from_instance = lambda each: str(each.user)
