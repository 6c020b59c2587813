"""How far a draft is: what each step still lacks."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications import secrecy
from applications.questionnaire import Questionnaire
from applications.steps import StepForm

# Kinds whose first control is the first of several boxes.
CHOSEN = {"choice", "choices", "acknowledgement", "yes_no"}


class State(models.TextChoices):
    """The state of a step."""

    NOT_STARTED = "not-started", _("Not started")
    IN_PROGRESS = "in-progress", _("In progress")
    DONE = "done", pgettext_lazy("a step of the application", "Done")
    CHANGED = "changed", _("New question")
    TO_CORRECT = "to-correct", _("To be corrected")


class StepProgress:
    """A step of one application: its form filled with the draft, checked."""

    def __init__(self, step, application, files):
        self.step, self.application, self.files = step, application, files
        self.form = StepForm.of_saved(step, saved=application.answers, files=files)

    @cached_property
    def is_ready(self):
        """Whether the step lacks nothing."""
        return self.form.is_valid()

    @cached_property
    def state(self):
        """Return the state: what is wrong is to be corrected, what is missing in progress."""
        if not self._is_begun():
            return State.NOT_STARTED
        if self.is_ready:
            return State.DONE
        if self._has_new_question():
            return State.CHANGED
        is_wrong = any(self.form[name].value() for name in self.form.errors)
        return State.TO_CORRECT if is_wrong else State.IN_PROGRESS

    def _is_begun(self):
        if not self.asked:
            return True
        answers = self.application.answers if self.application.version else {}
        return any(
            question.is_answered(answers.get(question.id)) or question.id in self.files
            for question in self.asked
        )

    def _has_new_question(self):
        """Whether a question that must be answered came after the step was last saved.

        Saving a step stores something for each of its questions. The contact person's
        address may be there from the start.
        """
        answers = self.application.answers
        asked = [q for q in self.asked if q.kind != "files"]
        was_saved = any(q.id in answers and q.maps_to != "contact_email" for q in asked)
        return was_saved and any(q.is_required and q.id not in answers for q in asked)

    @property
    def asked(self):
        """Return the questions that the answers so far show."""
        return asked(self.step, self.application.answers)

    @property
    def entries(self):
        """Return the questions with what was answered and what is wrong."""
        return [
            Entry(question, self.application.answers, self.files, self.form)
            for question in self.asked
        ]


class Entry:
    """A question and its answer, for reading."""

    def __init__(self, question, answers, files, form=None):
        self.question = question
        self.label = question.marked(question.label)
        self.plain_label = question.label
        self.kind, self.name = question.kind, question.name
        value = answers.get(question.id)
        self.lines = question.show(value)
        self.points = question.points(value)
        self.files = files.get(question.id, [])
        self.secret_reason = secrecy.reason_in(question, answers)
        self.problems = self._problems(form) if form else []

    @property
    def target(self):
        """Return the id of the question's first control."""
        fields = self.question.fields()
        suffix = next(iter(fields), "")
        first = self.question.field_name(suffix)
        return f"{first}_0" if self.kind in CHOSEN else first

    def _problems(self, form):
        """Return pairs of a field's id and a sentence."""
        names = [self.question.field_name(suffix) for suffix in self.question.fields()]
        if self.question.allows_secret:
            names += secrecy.names(self.question)
        return [
            (form[name].id_for_label or f"{name}_0", sentence)
            for name in names
            for sentence in form.errors.get(name, [])
        ]

    @property
    def is_list(self):
        """Whether the lines are things beside each other and not paragraphs."""
        return len(self.lines) > 1 and self.kind != "yes_no"


class Progress:
    """A draft's steps in the reader's language."""

    def __init__(self, application, reader):
        self.application = application
        self.questionnaire = Questionnaire(application.form_version, reader)
        files = application.files_by_question
        self.steps = [StepProgress(step, application, files) for step in self.questionnaire.steps]

    @property
    def count(self):
        """Return how many steps there are, checking included."""
        return len(self.steps) + 1

    @cached_property
    def is_ready(self):
        """Whether the application can be sent."""
        return all(step.is_ready for step in self.steps)

    @property
    def gaps(self):
        """Return triples of a step, a field's id and a sentence for all that is not right."""
        return [
            (step.step, target, sentence)
            for step in self.steps
            for entry in step.entries
            for target, sentence in entry.problems
        ]


def asked(step, answers):
    """Return the questions of a step that take an answer and that these answers show."""
    shown = step.questionnaire.shown(answers)
    return [question for question in step.answerable if question.id in shown]


def read_sections(questionnaire, answers, files, *, is_staff=True):
    """Return pairs of a step and its entries, for reading what was sent.

    Without ``is_staff`` the answers that only coordinators see are left out.
    """
    sections = []
    for step in questionnaire.steps:
        questions = [q for q in asked(step, answers) if is_staff or not q.is_for_staff]
        if questions:
            sections.append((step, [Entry(question, answers, files) for question in questions]))
    return sections
