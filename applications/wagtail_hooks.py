"""What of applications the Wagtail admin needs: a script and a warning for editors of forms."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages

from applications.completeness import missing_texts
from applications.models import CallPage


@hooks.register("insert_editor_js")
def condition_chooser():
    """Make lists of the conditions of questions."""
    return format_html(
        '<script type="module" src="{}"></script>', static("js/condition-chooser.js")
    )


@hooks.register("after_publish_page")
def warn_of_missing_texts(request, page):
    """Say at once that a form just published is not whole, and what goes on meanwhile."""
    if not isinstance(page, CallPage):
        return
    versions = page.round.form_versions
    newest = versions.first()
    if newest is None or newest.is_complete:
        return
    count = len(missing_texts(newest.texts))
    lacking = ngettext(
        "The form lacks one text in Finnish or Swedish.",
        "The form lacks %(count)d texts in Finnish or Swedish.",
        count,
    ) % {"count": count}
    if versions.complete().exists():
        effect = _("Until they are there, the call goes on with the form before this one.")
    else:
        effect = _("Until they are there, nobody can apply.")
    messages.warning(request, f"{lacking} {effect}")
