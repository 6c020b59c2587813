"""A text between questions."""

from .base import Question


class Information(Question):
    """Nothing to answer."""

    kind = "information"
    template = "applications/questions/information.html"
    has_answer = False

    def fields(self):
        """Return none."""
        return {}

    def compose(self, parts):
        """Return no value."""
        return

    def parts(self, value):
        """Return none."""
        return {}
