"""Who an experience is for, in words."""

from django import template
from django.utils.translation import gettext as _

from knowledge.models import Experience

register = template.Library()


@register.simple_tag
def reader_words(audience, is_own):
    """Return whom an audience of an experience is, as its own museum or another says it."""
    return {
        Experience.Audience.MUSEUM: _("Visible to our museum only")
        if is_own
        else _("Visible to its museum only"),
        Experience.Audience.ROUND: _("Visible to this round"),
        Experience.Audience.ALL_ROUNDS: _("Visible to this round and later ones"),
        Experience.Audience.PUBLIC: _("Released to the public site"),
    }[audience]
