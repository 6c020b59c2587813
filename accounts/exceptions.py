"""What may rightly go wrong."""


class InvitationClosedError(Exception):
    """The invitation is used, withdrawn or expired."""


class InvitedAnotherError(Exception):
    """The invitation is for another address than this person's."""


class AccountExistsError(Exception):
    """Somebody has an account with this address already, whose password is theirs."""
