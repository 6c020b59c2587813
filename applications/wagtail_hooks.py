"""What of applications the Wagtail admin needs: a script and a warning for editors of forms."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages

from applications.completeness import missing_texts
from applications.models import CallPage
from cms.translating import hand_over


@hooks.register("insert_editor_js")
def condition_chooser():
    """Make lists of the conditions of questions."""
    return format_html(
        '<script type="module" src="{}"></script>', static("js/condition-chooser.js")
    )


@hooks.register("after_publish_page")
def lead_to_translations(request, page):
    """Hand what changed in a call to its translators at once, and lead the editor there.

    A form that is not whole is told of, and what goes on meanwhile.
    """
    if not isinstance(page, CallPage):
        return
    buttons = [_button_to(each) for each in hand_over(page)]
    newest = page.round.form_versions.first()
    if newest and not newest.is_complete:
        messages.warning(request, _lacking(page, newest), buttons=buttons)
    elif buttons:
        messages.info(request, _("New texts wait for a translation."), buttons=buttons)


def _button_to(translation):
    name = translation.locale.language_name_localized
    address = reverse("wagtailadmin_pages:edit", args=[translation.pk])
    return messages.button(address, _("Translate: %s") % name)


def _lacking(page, newest):
    """Return in words what a form lacks and what follows."""
    count = len(missing_texts(newest.texts))
    lacking = ngettext(
        "The form lacks one text in Finnish or Swedish.",
        "The form lacks %(count)d texts in Finnish or Swedish.",
        count,
    ) % {"count": count}
    if page.round.form_versions.complete().exists():
        effect = _("Until they are there, the call goes on with the form before this one.")
    else:
        effect = _("Until they are there, nobody can apply.")
    return f"{lacking} {effect}"
