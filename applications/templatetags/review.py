"""What the pages of reviewers share."""

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language

from applications.models import decided_rounds
from knowledge.models import Round

register = template.Library()


@register.inclusion_tag("applications/rail.html", takes_context=True)
def review_rail(context):
    """Render the rail beside the pages of those who read applications."""
    request = context["request"]
    return {
        "person": request.user,
        "has_workspace": request.user.belongs_to_workspace(),
        "is_list": request.resolver_match.url_name == "application_list",
        "languages": [
            (code, translate_url(request.path, code), code == get_language())
            for code, _name in settings.LANGUAGES
        ],
    }


@register.inclusion_tag("applications/decision_state.html")
def decision_state(application):
    """Render where an application is, in words."""
    return {"application": application}


@register.filter
def is_coordinator(user):
    """Whether a person coordinates any round."""
    return Round.objects.coordinated_by(user).exists()


@register.inclusion_tag("applications/decision_links.html", takes_context=True)
def decision_links(context):
    """Render links to the decisions of the rounds in which a person may prepare them."""
    return {"rounds": decided_rounds(context["request"].user)}
