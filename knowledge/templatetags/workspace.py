"""The rail of the workspace."""

from django import template

register = template.Library()


@register.inclusion_tag("knowledge/rail.html", takes_context=True)
def workspace_rail(context):
    """Render the rail beside every workspace page."""
    return {}
