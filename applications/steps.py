"""One step of a form that an editor built."""

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property

from applications import secrecy


class StepForm(forms.Form):
    """The fields of a step's questions.

    With ``data`` it checks what was sent just now; ``StepForm.of_saved`` checks what
    the draft holds; with neither it shows the draft unchecked. Whatever is sent can be
    saved: ``answers()`` returns it whole, the right parts cleaned and the rest as
    written. ``upload_problems`` is {question id: sentence} for files just refused, and
    ``clashes`` {question id: value} for answers that somebody else saved meanwhile;
    ``clashed_with`` tells by whom, as ``Application.saved_by`` does.
    """

    use_required_attribute = False
    clashes = {}
    clashed_with = {}

    def __init__(self, step, *, saved, files, data=None, upload_problems=None):
        super().__init__(data, auto_id="%s")
        self.step, self.saved, self.kept_files = step, saved, files
        self.upload_problems = upload_problems or {}
        self.shown = step.questionnaire.shown(saved)
        self.rendered = rendered(step, self.shown)
        for question in self.rendered:
            parts = question.parts(saved.get(question.id))
            for suffix, field in question.fields().items():
                field.initial = parts.get(suffix, "")
                field.is_part = question.is_part(suffix)
                self.fields[question.field_name(suffix)] = field
            if question.allows_secret:
                self.fields |= secrecy.fields(question, saved)

    @classmethod
    def of_saved(cls, step, *, saved, files):
        """Return the form filled with the draft, as if it were sent."""
        data = MultiValueDict()
        for question in step.answerable:
            for suffix, part in question.parts(saved.get(question.id)).items():
                values = part if isinstance(part, list) else [part or ""]
                data.setlist(question.field_name(suffix), values)
            if question.allows_secret:
                data.update(secrecy.data(question, saved))
        return cls(step, saved=saved, files=files, data=data)

    @cached_property
    def questions(self):
        """Return the questions with their fields, for the template."""
        return [BoundQuestion(self, question) for question in self.rendered]

    @property
    def answerable(self):
        """Return the questions of the form that take an answer."""
        return [question for question in self.rendered if question.has_answer]

    def answers(self):
        """Return {question id: value} of what was sent, cleaned where it was right."""
        self.full_clean()
        return self._composed()

    def _composed(self):
        found = {}
        for question in self.answerable:
            if question.kind != "files":
                found[question.id] = question.compose(self._parts(question))
            if question.allows_secret:
                found[question.secret_key] = secrecy.compose(question, self.cleaned_data)
        return found

    def clean(self):
        """Add what only a whole answer can tell, and what is wrong with a file just sent.

        A question that these answers hide is not asked, whatever was sent for it.
        """
        self.shown = self.step.questionnaire.shown(self.saved | self._composed())
        for question in self.answerable:
            if question.id not in self.shown:
                self._forgive(question)
                continue
            if question.allows_secret:
                secrecy.check(question, self)
            kept = self.kept_files.get(question.id, [])
            problems = question.problems(self._parts(question), kept)
            if sentence := self.upload_problems.get(question.id):
                problems = {"": sentence}
            for suffix, sentence in problems.items():
                if question.field_name(suffix) not in self.errors:
                    self.add_error(question.field_name(suffix), sentence)
        return self.cleaned_data

    def appeared(self):
        """Return the first question that these answers show, the saved ones did not, and that
        nobody has answered; nothing where there is none.

        Without JavaScript it was not to be seen when the form was sent.
        """
        before = self.step.questionnaire.shown(self.saved)
        answers = self.answers()
        new = [q for q in self.answerable if q.id in self.shown and q.id not in before]
        blank = (q for q in new if not q.is_answered(answers.get(q.id)))
        return next((q for q in blank if not self.kept_files.get(q.id)), None)

    def _forgive(self, question):
        for suffix in question.fields():
            self._errors.pop(question.field_name(suffix), None)

    def drop_other_errors(self):
        """Keep only what is wrong with files: nobody has asked for the rest yet."""
        names = {q.name for q in self.step.answerable if q.id in self.upload_problems}
        for name in set(self.errors) - names:
            del self.errors[name]

    def _parts(self, question):
        """Return the question's parts by suffix: cleaned, or as written where that failed."""
        parts = {}
        for suffix in question.fields():
            name = question.field_name(suffix)
            if name in self.cleaned_data:
                parts[suffix] = self.cleaned_data[name]
            else:
                widget = self.fields[name].widget
                parts[suffix] = widget.value_from_datadict(self.data, self.files, name)
        return parts


def rendered(step, shown):
    """Return the questions of a step to put into its page.

    They are those shown, and those that an answer in the same page may show.
    """
    found = {}
    for question in step.questions:
        depends_on = (question.shown_if or {}).get("question")
        if question.id in shown or depends_on in found:
            found[question.id] = question
    return list(found.values())


class BoundQuestion:
    """A question within a form."""

    def __init__(self, form, question):
        self.form, self.question = form, question
        self.id, self.kind, self.name = question.id, question.kind, question.name
        self.template = question.template
        self.files = form.kept_files.get(question.id, [])

    @property
    def clash(self):
        """Return what somebody else saved and one's own, as lines, and who; or nothing."""
        if self.id not in self.form.clashes:
            return None
        mine = self.question.compose(self.form._parts(self.question))
        show = self.question.show
        who = self.form.clashed_with.get(self.id, {}).get("who", "")
        return {"theirs": show(self.form.clashes[self.id]), "mine": show(mine), "who": who}

    @property
    def label(self):
        """Return the question, marked with its language if that is another."""
        return self.question.marked_label

    @property
    def help(self):
        """Return the help text, marked likewise."""
        return self.question.help

    @property
    def depends_on(self):
        """Return the beginning of the name of the field on which the question depends."""
        depends_on = self.question.depends_on
        return depends_on.name if depends_on and self._is_asked_here(depends_on) else ""

    def _is_asked_here(self, question):
        return any(other.id == question.id for other in self.form.rendered)

    @property
    def codes(self):
        """Return the codes that show the question."""
        return " ".join(self.question.shown_if["codes"])

    @property
    def is_hidden(self):
        """Whether the answers so far hide the question."""
        return self.id not in self.form.shown

    @property
    def secrecy(self):
        """Return the fields that ask to keep the answer secret, none where that is not offered."""
        if not self.question.allows_secret:
            return []
        return [self.form[name] for name in secrecy.names(self.question)]

    @property
    def field(self):
        """Return the field of a question that has one."""
        return self.form[self.name]

    @property
    def parts(self):
        """Return the fields by suffix, for questions that have a few."""
        return {suffix: self.form[self.question.field_name(suffix)] for suffix in self._suffixes}

    @cached_property
    def _suffixes(self):
        return list(self.question.fields())

    @property
    def rows(self):
        """Return the rows to show, each a list of fields: those in use and one more."""
        if self.form.is_bound:
            value = self.question.compose(self.form._parts(self.question))
        else:
            value = self.form.saved.get(self.id)
        count = self.question.shown_rows(value)
        if self.form.is_bound:
            count = max(count, self._last_row_sent())
        name = self.question.field_name
        return [
            [self.form[name(f"{number}-{cell}")] for cell in self.question.cells]
            for number in range(count)
        ]

    def _last_row_sent(self):
        """Return how many rows are needed to keep each sent row in its place."""
        parts = self.form._parts(self.question)
        sent = [int(suffix.split("-")[0]) + 1 for suffix, part in parts.items() if part]
        return max(sent, default=0)

    @property
    def can_grow(self):
        """Whether one more row can be had."""
        return len(self.rows) < self.question.most

    @property
    def megabytes(self):
        """Return how large a file may be."""
        return self.question.megabytes

    @property
    def is_full(self):
        """Whether no more files fit."""
        return len(self.files) >= self.question.most
