"""Things that nobody deletes in the admin."""

from wagtail.permission_policies import ModelPermissionPolicy


class KeptPolicy(ModelPermissionPolicy):
    """Rights as the model's permissions give them, but for deleting.

    What hangs on the thing is hidden from the admin: neither a refusal nor a deletion may
    tell that there is something.
    """

    def user_has_permission(self, user, action):
        """Refuse deleting to everyone."""
        return action != "delete" and super().user_has_permission(user, action)
