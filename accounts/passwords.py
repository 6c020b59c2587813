"""What a password must be; Django's rules in the forum's words."""

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext as _


class MinimumLengthValidator(rules.MinimumLengthValidator):
    """Long enough not to be guessed."""

    def get_error_message(self):
        """Return what to do."""
        return _("Lengthen the password: it needs at least %(count)d characters.") % {
            "count": self.min_length
        }


class CommonPasswordValidator(rules.CommonPasswordValidator):
    """Not among the twenty thousand that are tried first."""

    def get_error_message(self):
        """Return what to do."""
        return _("Choose another password: many people use this one.")


class UserAttributeSimilarityValidator(rules.UserAttributeSimilarityValidator):
    """Not the person's own name or address."""

    def get_error_message(self):
        """Return what to do."""
        return _("Choose another password: this is too close to your name or address.")
