"""Where sessions are kept."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """Django's, in the database, asked only for keys that it may have made.

    PostgreSQL fails at a NUL, which anybody can write into a cookie.
    """

    def _validate_session_key(self, key):
        """Whether a key may be one of ours; another is as none."""
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()
