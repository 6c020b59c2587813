"""The components of templates/components/, as template tags."""

from django import template

register = template.Library()
