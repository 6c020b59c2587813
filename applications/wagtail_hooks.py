"""What of applications the Wagtail admin needs: a script for the form an editor builds."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_editor_js")
def condition_chooser():
    """Make lists of the conditions of questions."""
    return format_html(
        '<script type="module" src="{}"></script>', static("js/condition-chooser.js")
    )
