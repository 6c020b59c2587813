"""Which applications an export holds, and what stands in it of each."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property

from applications.models import Application, ApplicationRevision
from applications.questionnaire import Questionnaire

CHUNK = 200


@dataclass
class Record:
    """An application as it was last sent, and its questions by id in one language."""

    application: Application
    revision: ApplicationRevision
    questions: dict
    form_number: int

    def answer(self, id):
        """Return the stored answer to a question, None where there is none."""
        return self.revision.answers.get(id)

    def files(self, id):
        """Return what went along as files of a question, in the shape of the revision's ``files``."""
        return [file for file in self.revision.files if file["question_id"] == id]


class Export:
    """The applications of a round that a coordinator may take out, read as they are written.

    ``language`` is that of labels. Without ``with_personal`` the questions that hold
    personal data are left out of every version. Nothing is read before it is needed, and
    it takes the same queries however many rows there are.
    """

    def __init__(self, round, *, user, language, with_personal=True):
        self.round, self.user, self.language = round, user, language
        self.with_personal = with_personal

    @cached_property
    def versions(self):
        """Return the form versions of the round, newest first."""
        return list(self.round.form_versions.all())

    @cached_property
    def numbers(self):
        """Return the numbers of the form versions by id."""
        return {version.pk: version.number for version in self.versions}

    @cached_property
    def questions_by_version(self):
        """Return {form version's id: {id: Question}}, without the questions left out."""
        return {
            version.pk: {
                question.id: question
                for question in Questionnaire(version, self.language).questions
                if self.with_personal or not question.is_personal
            }
            for version in self.versions
        }

    @cached_property
    def questions(self):
        """Return the newest wording of every question there has been, by id, newest form first.

        One that is marked as personal in any version is left out with them.
        """
        found = {}
        for questions in self.questions_by_version.values():
            found = found | {id: q for id, q in questions.items() if id not in found}
        return {id: question for id, question in found.items() if id not in self._left_out}

    @cached_property
    def _left_out(self):
        if self.with_personal:
            return set()
        return {
            question.id
            for version in self.versions
            for question in Questionnaire(version, self.language).questions
            if question.is_personal
        }

    @property
    def applications(self):
        """Return the applications of the round that the person handles."""
        return Application.objects.chosen_by(self.user).filter(round=self.round)

    def count(self):
        """Return how many rows there are."""
        return self.applications.count()

    def records(self):
        """Yield a Record of each application, first come first."""
        return map(self._record, self._newest(self.applications).iterator(chunk_size=CHUNK))

    def record_of(self, application):
        """Return the Record of one application of the round that the person handles, or None."""
        handled = self.applications.filter(pk=application.pk)
        return next(map(self._record, self._newest(handled)), None)

    def _newest(self, applications):
        """Return the newest revision of each application, first come first."""
        newer = ApplicationRevision.objects.filter(
            application=OuterRef("application"), number__gt=OuterRef("number")
        )
        newest = ApplicationRevision.objects.filter(
            ~Exists(newer), application__in=applications.values("pk")
        ).select_related("application__museum")
        newest = newest.defer("application__answers")
        return newest.order_by("application__received_at", "application_id")

    def _record(self, revision):
        revision.application.round = self.round
        return Record(
            revision.application,
            revision,
            self.questions_by_version[revision.form_version_id],
            self.numbers[revision.form_version_id],
        )
