"""What the editor of a call sees beside its form."""

from wagtail.admin.panels import Panel

from applications.completeness import LANGUAGES, missing_texts
from applications.effects import Effects


class MissingTextsPanel(Panel):
    """The texts that the published form lacks in Finnish or Swedish, or that it lacks none."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "applications/missing_texts_panel.html"

        def get_context_data(self, parent_context=None):
            """Add the newest form version and what it lacks, with the words of the first language."""
            context = super().get_context_data(parent_context)
            round_id = self.instance.round_id
            version = self.instance.round.form_versions.first() if round_id else None
            context["version"] = version
            context["missing"] = _described(version.texts) if version else []
            return context


class EffectsPanel(Panel):
    """What publishing the draft does to the drafts and applications there are."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "applications/effects_panel.html"

        def get_context_data(self, parent_context=None):
            """Add the effects; nothing where the page has no round yet."""
            context = super().get_context_data(parent_context)
            page = self.instance
            context["effects"] = Effects(page) if page.pk and page.round_id else None
            return context


def _described(texts):
    """Return pairs of a language's code and the text it lacks, "" for a whole page."""
    source = next(texts[code] for code in LANGUAGES if code in texts)
    return [
        (language, source[id][name] if id else "") for language, id, name in missing_texts(texts)
    ]
