"""What can be refused about applications."""


class CallClosedError(Exception):
    """The call is not open: it closed, or has not opened yet."""


class IncompleteError(Exception):
    """Answers are missing or not right; the check page tells which."""


class AlreadySentError(Exception):
    """What was to be changed has been sent."""


class TooManyFilesError(Exception):
    """The question holds as many files as it takes; ``limit`` tells how many."""

    def __init__(self, limit):
        super().__init__(limit)
        self.limit = limit


class AlreadyDecidedError(Exception):
    """Somebody decided the application before."""


class AlreadyTakingPartError(Exception):
    """The museum takes part in the round already."""


class UnknownContactError(Exception):
    """The museum has people here, and the contact person of the application is none of them."""


class ChangedMeanwhileError(Exception):
    """What was to be saved has been saved by another window; ``current`` is how it stands."""

    def __init__(self, current):
        super().__init__(current.pk)
        self.current = current


class NameTakenError(Exception):
    """Another basket of the round has the name."""


class TooManyBasketsError(Exception):
    """The round has as many baskets as it may have."""


class ReleaseRefusedError(Exception):
    """The decisions of a round are not ready to leave; ``problems`` tells why."""

    def __init__(self, problems):
        super().__init__(len(problems))
        self.problems = problems


class WrongLinesError(Exception):
    """A file has lines that cannot be taken in; reading it again tells which."""


class NotOwnerError(Exception):
    """Only who began the application, the address proved, chooses who writes it."""


class TooManyWritersError(Exception):
    """An application has as many writers as it may; ``limit`` tells how many."""

    def __init__(self, limit):
        super().__init__(limit)
        self.limit = limit


class NotProvedError(Exception):
    """Nobody has opened a link mailed to the writer's address."""


class NotConfirmedError(IncompleteError):
    """The round requires the director's confirmation, and it is not there."""
