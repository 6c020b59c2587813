"""Moments in letters, which are plain text."""

from django import template
from django.utils.formats import date_format, get_format

register = template.Library()


@register.simple_tag
def in_seconds(value):
    """Return a local moment with its seconds, in the manner of the active language."""
    form = get_format("DATETIME_FORMAT")
    return date_format(value, form.replace("G.i", "G.i.s").replace("G:i", "G:i:s"))
