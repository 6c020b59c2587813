"""The menus of the public pages and the language switch."""

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language

register = template.Library()


@register.inclusion_tag("components/language_switch.html", takes_context=True)
def language_switch(context):
    """Render links to this page in every language."""
    path = context["request"].path
    return {
        "languages": [
            {"code": code, "url": translate_url(path, code), "is_current": code == get_language()}
            for code, _ in settings.LANGUAGES
        ]
    }


@register.inclusion_tag("components/main_menu.html", takes_context=True)
def main_menu(context):
    """Render the menu of the public pages."""
    return {}


@register.inclusion_tag("components/footer.html", takes_context=True)
def footer(context):
    """Render the footer."""
    return {}
