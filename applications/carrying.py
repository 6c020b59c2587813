"""What of an earlier application fits the form of a newer call."""

from django.db.models import Exists, OuterRef

from applications.models import FormVersion
from applications.questionnaire import LANGUAGES, Questionnaire
from knowledge.models import Round

# Conditions are read and accepted anew in each call, and an information takes no answer.
NOT_CARRIED = {"acknowledgement", "information"}


def open_calls(application):
    """Return the other rounds whose call is open with a form, the first to close first."""
    complete = FormVersion.objects.complete().filter(round=OuterRef("pk"))
    rounds = Round.objects.filter(Exists(complete), call_pages__live=True)
    found = rounds.exclude(pk=application.round_id).distinct()
    return sorted((r for r in found if r.is_call_open()), key=lambda round: round.closes_at)


class Carried:
    """The answers and files of an earlier application by the questions of a newer form.

    A question is the same if its id and kind are; in a copied form, whose ids are new, if
    its kind and its words in some language are. Options are known by their codes: those
    that are no more are dropped.

    - answers: {the newer question's id: value}
    - files: pairs of an ApplicationFile and the newer question
    - kept, anew: the newer questions that are answered by it, and those that are not
    """

    def __init__(self, earlier, form_version, reader):
        self.earlier = earlier
        self.form = Questionnaire(form_version, reader)
        version, said, sent = self._source()
        self.old = Questionnaire(version, reader)
        self.answers, self.files = {}, []
        self._files_by_question = self._kept_files(sent)
        for question in self.form.questions:
            self._carry(question, self._same(question), said)
        shown = self.form.shown(self.answers)
        asked = [q for q in self.form.questions if q.id in shown]
        given = {question.id for _file, question in self.files}
        self.kept = [q for q in asked if q.id in given or q.is_answered(self.answers.get(q.id))]
        self.anew = [q for q in asked if q not in self.kept]

    def _source(self):
        """Return the form, the answers and the ids of files: of what was sent, or of the draft."""
        revision = self.earlier.revisions.select_related("form_version").first()
        if self.earlier.is_draft or revision is None:
            return self.earlier.form_version, self.earlier.answers, None
        sent = {file["id"] for file in revision.files}
        return revision.form_version, revision.answers, sent

    def _kept_files(self, sent):
        return {
            question: [file for file in files if sent is None or str(file.pk) in sent]
            for question, files in self.earlier.files_by_question.items()
        }

    def _same(self, question):
        """Return the earlier question that is the same, or nothing."""
        same_kind = [q for q in self.old.questions if q.kind == question.kind]
        by_id = next((q for q in same_kind if q.id == question.id), None)
        if by_id is not None:
            return by_id
        words = _words(self.form, question)
        known = {q.id for q in self.form.questions}
        copied = (q for q in same_kind if q.id not in known)
        return next((q for q in copied if words & _words(self.old, q)), None)

    def _carry(self, question, old, said):
        if old is None or question.kind in NOT_CARRIED:
            return
        value = _still_offered(question, said.get(old.id))
        if value not in (None, "", [], {}):
            self.answers[question.id] = value
        if question.allows_secret and old.secret_key in said:
            self.answers[question.secret_key] = said[old.secret_key]
        if question.kind == "files":
            limit = question.limit or 10
            files = self._files_by_question.get(old.id, [])[:limit]
            self.files += [(file, question) for file in files]


def _words(form, question):
    """Return a question's words as pairs of a language and a text."""
    found = ((code, form.texts.get(code, {}).get(question.id, {})) for code in LANGUAGES)
    return {(code, " ".join(t["label"].casefold().split())) for code, t in found if t.get("label")}


def _still_offered(question, value):
    """Return a value without the options that the question no longer has."""
    if question.kind == "choice":
        return value if value in question.codes else None
    if question.kind == "choices":
        return [code for code in value or [] if code in question.codes]
    return value
