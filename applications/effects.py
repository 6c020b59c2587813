"""What publishing a changed form does to the drafts and applications there are."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.compiling import definition_of, texts_of

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class Change:
    """One change of a form: what happens, to which question, and whether it is refused."""

    sentence: str
    is_refused: bool = False


class Effects:
    """A call page as it is edited, against the round's newest form version.

    ``definition`` is the page's structure where somebody has compiled it already.
    """

    def __init__(self, page, definition=None):
        self.page = page
        self.version = page.round.form_versions.first() if page.round_id else None
        self.definition = definition or definition_of(page)

    @cached_property
    def is_of_source(self):
        """Whether the structure is taken from this page: the first language that is live."""
        live = self.page.__class__.objects.filter(
            translation_key=self.page.translation_key, live=True
        ).exclude(pk=self.page.pk)
        others = set(live.values_list("locale__language_code", flat=True))
        own = self.page.locale.language_code
        return own == next(code for code in LANGUAGES if code in others | {own})

    @cached_property
    def drafts(self):
        """Return how many drafts there are."""
        return self.page.round.applications.filter(status="draft").count()

    @cached_property
    def applications(self):
        """Return how many applications have been sent, those withdrawn included."""
        return self.page.round.applications.exclude(status="draft").count()

    @property
    def counts(self):
        """Return both numbers in words."""
        drafts = ngettext("one draft", "%(count)d drafts", self.drafts) % {"count": self.drafts}
        sent = ngettext("one application", "%(count)d applications", self.applications)
        return _("%(drafts)s, %(applications)s") % {
            "drafts": drafts,
            "applications": sent % {"count": self.applications},
        }

    @cached_property
    def changes(self):
        """Return what changes for those who have begun, most serious first."""
        if self.version is None or not self.is_of_source:
            return []
        before, after = self.version.questions, _questions(self.definition)
        kept = [(before[id], after[id]) for id in before if id in after]
        return [
            *(change for old, new in kept for change in self._lost(old, new)),
            *(self._appeared(new) for id, new in after.items() if id not in before),
            *(self._required(new) for old, new in kept if _becomes_required(old, new)),
            *(self._removed(old) for id, old in before.items() if id not in after),
        ]

    @property
    def refused(self):
        """Return the sentences of the changes that cannot be published."""
        return [change.sentence for change in self.changes if change.is_refused]

    @property
    def is_refused(self):
        """Whether publishing is refused: somebody has answered the form as it was."""
        return bool(self.refused and (self.drafts or self.applications))

    @property
    def dangling(self):
        """Return the questions that depend on an answer that is not above them."""
        known, found = {}, []
        for id, question in _questions(self.definition).items():
            if (condition := question.get("shown_if")) and not _exists(condition, known):
                found.append(self._label(id))
            known[id] = question
        return found

    def _lost(self, old, new):
        label = self._label(old["id"])
        if old["kind"] != new["kind"]:
            yield Change(
                _("“%(question)s” becomes another kind of question") % {"question": label}, True
            )
            return
        for code in old.get("options", []):
            if code not in new.get("options", []):
                option = self._label(f"{old['id']}.{code}")
                sentence = _("the option “%(option)s” (%(code)s) of “%(question)s” is removed")
                yield Change(sentence % {"option": option, "code": code, "question": label}, True)

    def _appeared(self, question):
        if not question.get("is_required"):
            sentence = _("new question “%(question)s”; drafts need not answer it")
        else:
            sentence = _("new question “%(question)s” that must be answered; drafts are told")
        return Change(sentence % {"question": self._label(question["id"])})

    def _required(self, question):
        sentence = _("“%(question)s” must now be answered; drafts are told")
        return Change(sentence % {"question": self._label(question["id"])})

    def _removed(self, question):
        sentence = _("“%(question)s” is removed; its answers stay in old applications and exports")
        return Change(sentence % {"question": self._label(question["id"])})

    def _label(self, id):
        """Return what a question or an option says, on the page or in the version before."""
        said = [self._texts, *(self.version.texts_by_preference if self.version else [])]
        texts = next((texts[id] for texts in said if id in texts), {})
        return texts.get("label", "")

    @cached_property
    def _texts(self):
        return texts_of(self.page)


def _questions(definition):
    return {q["id"]: q for step in definition["steps"] for q in step["questions"]}


def _becomes_required(old, new):
    return new.get("is_required") and not old.get("is_required")


def _exists(condition, known):
    asked = known.get(condition["question"])
    if asked is None:
        return False
    codes = {"yes", "no", "unknown"} if asked["kind"] == "yes_no" else set(asked.get("options", []))
    return set(condition["codes"]) <= codes
