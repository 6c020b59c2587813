"""How a set of applications balances: where from, how large, in which language, for what."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Museum

UNKNOWN = ""
NOT_KNOWN = _("not known")
REGIONS = {**dict(Museum.Region.choices), UNKNOWN: NOT_KNOWN}
SIZES = {**dict(Museum.Size.choices), UNKNOWN: NOT_KNOWN}
LANGUAGES = dict(settings.LANGUAGES)
OTHER = "other"
MOST_PIPS, PIP = 16, 14


@dataclass(frozen=True)
class Row:
    """How many of those who applied are like this, and the names of those inside."""

    key: str
    label: str
    inside: int
    all: int
    most: int
    names: tuple = ()

    @property
    def pips(self):
        """Return a mark for each that applied, those inside first: {"x", "is_in"} in pixels."""
        if self.most > MOST_PIPS:
            return []
        return [{"x": n * PIP, "is_in": n < self.inside} for n in range(self.all)]

    @property
    def width(self):
        """Return how wide the marks are together, in pixels."""
        return self.all * PIP


@dataclass(frozen=True)
class Theme:
    """Who inside needs something, who of them offers it, whose need nobody else meets.

    ``others`` are those outside who would offer it.
    """

    code: str
    label: str
    needed: tuple
    offered: tuple
    unmet: tuple
    others: tuple

    @property
    def is_of_interest(self):
        """Whether anybody inside needs or offers it."""
        return bool(self.needed or self.offered)


class Balance:
    """The balance of the applications whose ids are ``inside``, among all of a pool."""

    def __init__(self, pool, inside):
        self.pool = pool
        self.inside = [each for each in pool.candidates if each.pk in inside]
        self.outside = [each for each in pool.candidates if each.pk not in inside]

    @property
    def count(self):
        """Return how many are inside."""
        return len(self.inside)

    @cached_property
    def regions(self):
        """Return the regions that anybody applied from, the most applied from first."""
        return self._rows(lambda each: [each.region], REGIONS, has_names=True, by_size=True)

    @property
    def regions_inside(self):
        """Return how many known regions there are inside."""
        return len({each.region for each in self.inside if each.region != UNKNOWN})

    @property
    def regions_missing(self):
        """Return the names of the regions that somebody applied from and nobody inside is from."""
        return [row.label for row in self.regions if not row.inside and row.key != UNKNOWN]

    @cached_property
    def regions_silent(self):
        """Return the names of the regions that nobody applied from."""
        known = {each.region for each in self.pool.candidates}
        return [label for code, label in REGIONS.items() if code not in known and code != UNKNOWN]

    @cached_property
    def sizes(self):
        """Return the sizes, small first."""
        return self._rows(lambda each: [each.size], SIZES)

    @cached_property
    def languages(self):
        """Return the languages of the applications."""
        return self._rows(lambda each: [each.language], LANGUAGES)

    @cached_property
    def targets(self):
        """Return the development targets, those of most applications first."""
        labels = {**self.pool.headings, OTHER: _("other, in their own words")}
        return self._rows(lambda each: each.targets, labels, has_names=True, by_size=True)

    @property
    def targets_in_words(self):
        """Return pairs of a candidate inside and its targets in its own words."""
        return [(e, e.facts["other_targets"]) for e in self.inside if e.facts["other_targets"]]

    @cached_property
    def themes(self):
        """Return needs against offers, theme by theme, those unmet first."""
        codes = [c for e in self.pool.candidates for c in e.facts["needs"] + e.facts["offers"]]
        themes = [self._theme(code) for code in _in_order(codes, self.pool.labels["themes"])]
        shown = [theme for theme in themes if theme.is_of_interest]
        return sorted(shown, key=lambda theme: (not theme.unmet, not theme.needed))

    @cached_property
    def unmet(self):
        """Return the themes that somebody inside needs and nobody else there offers."""
        return [theme for theme in self.themes if theme.unmet]

    @property
    def sharing_in_words(self):
        """Return triples of a candidate inside and the lines of its needs and its offers."""
        found = ((each, each.words("needs"), each.words("offers")) for each in self.inside)
        return [row for row in found if row[1] or row[2]]

    @cached_property
    def hosting(self):
        """Return when they could host, in the order of the form."""
        labels = self.pool.labels["hosting"]
        return self._rows(lambda each: each.facts["hosting"], labels, has_names=True)

    @property
    def hosting_in_words(self):
        """Return pairs of a candidate inside and its lines on hosting."""
        return [(each, each.words("hosting")) for each in self.inside if each.words("hosting")]

    @property
    def hosting_silent(self):
        """Return the names of those inside who say nothing of hosting."""
        return [each.name for each in self.inside if not each.tells_of_hosting]

    @property
    def hosts(self):
        """Return how many inside say something of hosting."""
        return sum(each.tells_of_hosting for each in self.inside)

    def gain_of(self, candidate):
        """Return what somebody outside would add: falsy where that is nothing new.

        ``{"region", "language": text, "offers": [theme], "hosting": [when]}``
        """
        regions = {each.region for each in self.inside} | {UNKNOWN}
        languages = {each.language for each in self.inside}
        offers, hosting = candidate.facts["offers"], candidate.facts["hosting"]
        return {
            "region": candidate.region not in regions and REGIONS.get(candidate.region, ""),
            "language": candidate.language not in languages and LANGUAGES[candidate.language],
            "offers": [theme.label for theme in self.unmet if theme.code in offers],
            "hosting": [r.label for r in self.hosting if not r.inside and r.key in hosting],
        }

    def _rows(self, keys_of, labels, *, has_names=False, by_size=False):
        """Return a Row for each key that anybody in the pool has, in the order of the labels."""
        everybody = Counter(key for each in self.pool.candidates for key in set(keys_of(each)))
        inside = Counter(key for each in self.inside for key in set(keys_of(each)))
        most = max(everybody.values(), default=0)
        names = {}
        for each in self.inside if has_names else []:
            for key in dict.fromkeys(keys_of(each)):
                names.setdefault(key, []).append(each.name)
        keys = _in_order(everybody, labels)
        if by_size:
            keys.sort(key=lambda key: (key == UNKNOWN, -everybody[key]))
        return [
            Row(
                key,
                labels.get(key, key),
                inside[key],
                everybody[key],
                most,
                tuple(names.get(key, ())),
            )
            for key in keys
        ]

    def _theme(self, code):
        needing = [each for each in self.inside if code in each.facts["needs"]]
        offering = [each for each in self.inside if code in each.facts["offers"]]
        unmet = [each for each in needing if not any(other is not each for other in offering)]
        others = [each for each in self.outside if code in each.facts["offers"]]
        return Theme(
            code,
            self.pool.labels["themes"].get(code, code),
            *(tuple(each.name for each in group) for group in (needing, offering, unmet, others)),
        )


def _in_order(keys, labels):
    """Return the keys there are, once each: those with a label in its order, then the others."""
    there = dict.fromkeys(keys)
    return [*(key for key in labels if key in there), *(key for key in there if key not in labels)]
