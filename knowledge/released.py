"""An experience as the public site gets it: the approved text, in its own language."""

from django.utils import translation

from cms.releases import Release
from knowledge.cards import card_of


def release_of(experience):
    """Return the latest text of an experience as a release, under its ``public_id``."""
    revision = experience.revisions.get(number=experience.revision_number)
    museum = experience.participation.museum
    with translation.override(experience.language):
        card = card_of(revision)
        return Release(
            public_id=experience.public_id,
            language=experience.language,
            title=card["title"],
            introduction=card["summary"],
            museums=", ".join([card["museum"], *card["parties"]]),
            ornament=museum.slug,
            round_name=experience.participation.round.name,
            theme=", ".join(theme.name for theme in card["themes"]) or str(card["kind"]),
            sections=tuple((str(name), text) for name, text in card["sections"]),
        )
