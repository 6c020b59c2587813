"""People, museums and what happened."""

from .events import Event
from .invitations import Invitation
from .museums import Membership, Museum
from .people import AUDITORS, User

__all__ = ["AUDITORS", "Event", "Invitation", "Membership", "Museum", "User"]
