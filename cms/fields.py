"""Fields that several apps share."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """A StreamField whose blocks stay out of migrations.

    Blocks change the editor, not the database: without this every new block or
    changed help text is a migration of thousands of lines.
    """

    def deconstruct(self):
        """Return the field without its blocks."""
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


class Translated:
    """Read ``name`` from ``name_fi``, ``name_sv`` or ``name_en`` by the active language.

    For short words of the forum's own (headings, rounds) that an operator gives in
    all three languages; the site's texts are pages and are translated as pages.
    """

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return self.of(instance, get_language())

    def of(self, instance, language):
        """Return the text in ``language``, "fi" where that is none of the site's."""
        known = dict(settings.LANGUAGES)
        language = language if language in known else settings.LANGUAGE_CODE
        return getattr(instance, f"{self.name}_{language}")
