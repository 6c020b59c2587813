"""Duties that an app above this one gives by invitation, without this one knowing them.

That app fills in the functions in ``AppConfig.ready``.
"""

GIVEN = {}


def register(*, give, name_of):
    """Say how an invited person gets a duty in a round, and what a round is called.

    ``give(invitation, by=person)`` raises InvitationClosedError if it may not be any more;
    ``name_of(round_id)`` is in the reader's language.
    """
    GIVEN.update(give=give, name_of=name_of)


def give(invitation, *, by):
    """Give a person the duty that they were invited to."""
    GIVEN["give"](invitation, by=by)


def name_of(round_id):
    """Return the name of a round."""
    return GIVEN["name_of"](round_id)
