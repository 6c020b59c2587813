"""What the workspace releases to the public site, handed over without either knowing the other.

An app with public pages fills in the three functions in ``AppConfig.ready``; the
workspace calls them. A release carries the approved text, and no id but a random one.
"""

import uuid
from dataclasses import dataclass

SITE = {}


class NoPlaceError(Exception):
    """The public site has no list for releases in this language."""


@dataclass(frozen=True)
class Release:
    """An approved text. ``sections`` are (heading, plain text) in order."""

    public_id: uuid.UUID
    language: str
    title: str
    introduction: str
    museums: str
    ornament: str
    round_name: str
    theme: str
    sections: tuple


def register(*, publish, withdraw, address_of):
    """Say how a release becomes a draft page, how it is taken away, and where it is."""
    SITE.update(publish=publish, withdraw=withdraw, address_of=address_of)


def publish(release):
    """Make the draft page of a release. Raise NoPlaceError if there is no place for it."""
    SITE["publish"](release)


def withdraw(public_id):
    """Take a release away: pages, translations, history and search."""
    SITE["withdraw"](public_id)


def address_of(public_id):
    """Return the address of a release that an editor has published, or ""."""
    return SITE["address_of"](public_id)
