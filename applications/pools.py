"""The applications of a round that one coordinator weighs, read in a handful of queries."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from applications.balance import REGIONS, SIZES, Balance
from applications.models import Application
from applications.profiling import TOLD, labels_of
from applications.services import renew_profiles
from knowledge.models import Heading

NO_FACTS = {
    "targets": [],
    "other_targets": [],
    "words": {},
    "offers": [],
    "needs": [],
    "hosting": [],
}


class Candidate:
    """An application as the board knows it."""

    def __init__(self, application):
        self.application, self.pk = application, application.pk
        museum = application.museum
        self.museum = museum
        self.name = application.museum_name or application.reference
        self.language = application.language
        self.region = museum.region if museum else ""
        self.size = museum.size if museum else ""
        self.facts = application.profile.facts if hasattr(application, "profile") else NO_FACTS

    @property
    def targets(self):
        """Return the keys of its targets, "other" for those in its own words."""
        return self.facts["targets"] + (["other"] if self.facts["other_targets"] else [])

    @property
    def region_name(self):
        """Return its region in words."""
        return REGIONS.get(self.region, "") if self.region else _("region not known")

    @property
    def size_name(self):
        """Return its size in words."""
        return SIZES.get(self.size, "") if self.size else _("size not known")

    @property
    def tells_of_hosting(self):
        """Whether it says anything of hosting."""
        return bool(self.facts["hosting"] or self.words("hosting"))

    def words(self, told):
        """Return the lines it wrote of offers, needs or hosting."""
        return self.facts["words"].get(told, [])


@dataclass
class Pool:
    """Candidates by name, and what their codes mean in the reader's language."""

    candidates: list
    labels: dict

    @cached_property
    def headings(self):
        """Return the labels of development targets by key, in the order of the models."""
        return {heading.key: heading.label for heading in Heading.objects.all()}

    def balance(self, inside):
        """Return the balance of those whose ids are given."""
        return Balance(self, set(inside))


def read_pool(round, visible, language):
    """Return the pool of the applications of a round among those that somebody may see.

    What they tell is renewed first where the form has been published anew since.
    """
    versions = round.form_versions.complete()
    newest = versions.first()
    applications = _read(round, visible)
    stale = [each for each in applications if newest and _is_stale(each, newest)]
    if stale:
        renew_profiles(round, stale)
        applications = _read(round, visible)
    candidates = [Candidate(application) for application in applications]
    labels = labels_of([newest] if newest else [], language)
    if _unknown(candidates, labels):
        labels = labels_of(versions, language)
    return Pool(candidates, labels)


def _read(round, visible):
    found = visible.filter(round=round).select_related("museum", "profile")
    return list(found.defer("answers").order_by("museum_name", "reference"))


def _is_stale(application: Application, newest):
    return not hasattr(application, "profile") or application.profile.form_version_id != newest.pk


def _unknown(candidates, labels):
    """Whether an answer has a code that the labels do not know."""
    return any(
        code not in labels["hosting" if told == "hosting" else "themes"]
        for each in candidates
        for told in TOLD
        for code in each.facts[told]
    )
