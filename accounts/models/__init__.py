"""People, museums and what happened."""

from .events import Event
from .invitations import Invitation
from .museums import Membership, Museum
from .people import User

__all__ = ["Event", "Invitation", "Membership", "Museum", "User"]
