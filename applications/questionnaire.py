"""A published form as one reader sees it."""

from django.conf import settings
from django.utils.html import format_html

from applications.questions import KINDS

LANGUAGES = [code for code, _ in settings.LANGUAGES]


class Step:
    """One step: its texts, its number from 1 and its questions."""

    def __init__(self, number, definition, texts, *, language, reader, questions, questionnaire):
        self.number = number
        self.id = definition["id"]
        self.plain_title = texts.get("title") or str(number)
        self.title = _marked(self.plain_title, language, reader)
        self.introduction = _marked(texts.get("introduction", ""), language, reader)
        self.questions = questions
        self.questionnaire = questionnaire

    @property
    def answerable(self):
        """Return the questions that take an answer."""
        return [question for question in self.questions if question.has_answer]


class Questionnaire:
    """The steps of a form version, each text in the reader's language where it exists.

    A text that does not exist in it is shown in one that has it, Finnish first, and
    marked with its language.
    """

    def __init__(self, form_version, reader):
        self.form_version, self.reader = form_version, reader
        self.texts = form_version.texts
        steps = form_version.definition["steps"]
        self.steps = [self._step(number, step) for number, step in enumerate(steps, 1)]
        by_id = {question.id: question for step in self.steps for question in step.questions}
        for question in by_id.values():
            if question.shown_if:
                question.depends_on = by_id.get(question.shown_if["question"])

    @property
    def questions(self):
        """Return every question that takes an answer."""
        return [question for step in self.steps for question in step.answerable]

    def shown(self, answers):
        """Return the ids of the questions that are shown for some answers.

        One that depends on a hidden question, or on one that is gone, is hidden too.
        """
        found, known = set(), {}
        for question in (q for step in self.steps for q in step.questions):
            if _is_met(question.shown_if, known, answers):
                found.add(question.id)
                known[question.id] = question
        return found

    def step(self, number):
        """Return a step by its number, or None."""
        return self.steps[number - 1] if 0 < number <= len(self.steps) else None

    def mapped_to(self, target):
        """Return the questions whose answers go to a part of the plan."""
        return [question for question in self.questions if question.maps_to == target]

    def _step(self, number, definition):
        language = self._language_of(definition["id"], "title")
        return Step(
            number,
            definition,
            self.texts.get(language, {}).get(definition["id"], {}),
            language=language,
            reader=self.reader,
            questions=[self._question(question) for question in definition["questions"]],
            questionnaire=self,
        )

    def _question(self, definition):
        language = self._language_of(definition["id"], "label", "help")
        return KINDS[definition["kind"]](
            definition,
            self.texts.get(language, {}),
            language=language,
            reader=self.reader,
        )

    def _language_of(self, id, *names):
        for language in [self.reader, *LANGUAGES]:
            texts = self.texts.get(language, {}).get(id, {})
            if any(texts.get(name) for name in names):
                return language
        return self.reader


def _is_met(condition, known, answers):
    if not condition:
        return True
    asked = known.get(condition["question"])
    if asked is None:
        return False
    return bool(asked.codes_in(answers.get(asked.id)) & set(condition["codes"]))


def _marked(text, language, reader):
    if not text or language == reader:
        return text
    return format_html('<span lang="{}">{}</span>', language, text)
