"""The headings of the evaluation models, from which a development target is chosen."""

from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cms.fields import Translated


class Heading(models.Model):
    """A heading of the national evaluation model or of MOI!; more are imported.

    ``key`` is what answers and plans store. ``is_official_*`` tells whether the
    wording in that language is the model's own or this forum's working translation.
    """

    class Scheme(models.TextChoices):
        """The two models."""

        EVALUATION = "evaluation-model", _("museum evaluation and development framework")
        MOI = "moi", "MOI! Museums of Impact"

    key = models.SlugField(primary_key=True)
    scheme = models.CharField(max_length=20, choices=Scheme)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    position = models.PositiveIntegerField()
    name_fi = models.CharField(max_length=200)
    name_sv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    official_languages = models.JSONField(default=list)

    name = Translated()

    class Meta:
        ordering = ["scheme", "position"]

    def __str__(self):
        return self.key

    @property
    def is_official(self):
        """Whether the wording in the reader's language is the model's own."""
        return get_language() in self.official_languages

    @property
    def label(self):
        """Return its name; a working translation says that it is one."""
        if self.is_official:
            return self.name
        return gettext("%(heading)s (unofficial translation)") % {"heading": self.name}
