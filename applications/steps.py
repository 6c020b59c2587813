"""One step of a form that an editor built."""

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property


class StepForm(forms.Form):
    """The fields of a step's questions.

    With ``data`` it checks what was sent just now; ``StepForm.of_saved`` checks what
    the draft holds; with neither it shows the draft unchecked. Whatever is sent can be
    saved: ``answers()`` returns it whole, the right parts cleaned and the rest as
    written. ``upload_problems`` is {question id: sentence} for files just refused, and
    ``clashes`` {question id: value} for answers that somebody else saved meanwhile.
    """

    use_required_attribute = False
    clashes = {}

    def __init__(self, step, *, saved, files, data=None, upload_problems=None):
        super().__init__(data, auto_id="%s")
        self.step, self.saved, self.kept_files = step, saved, files
        self.upload_problems = upload_problems or {}
        for question in step.questions:
            parts = question.parts(saved.get(question.id))
            for suffix, field in question.fields().items():
                field.initial = parts.get(suffix, "")
                field.is_part = question.is_part(suffix)
                self.fields[question.field_name(suffix)] = field

    @classmethod
    def of_saved(cls, step, *, saved, files):
        """Return the form filled with the draft, as if it were sent."""
        data = MultiValueDict()
        for question in step.answerable:
            for suffix, part in question.parts(saved.get(question.id)).items():
                values = part if isinstance(part, list) else [part or ""]
                data.setlist(question.field_name(suffix), values)
        return cls(step, saved=saved, files=files, data=data)

    @cached_property
    def questions(self):
        """Return the questions with their fields, for the template."""
        return [BoundQuestion(self, question) for question in self.step.questions]

    def answers(self):
        """Return {question id: value} of what was sent, cleaned where it was right."""
        self.full_clean()
        return {
            question.id: question.compose(self._parts(question))
            for question in self.step.answerable
            if question.kind != "files"
        }

    def clean(self):
        """Add what only a whole answer can tell, and what is wrong with a file just sent."""
        for question in self.step.answerable:
            kept = self.kept_files.get(question.id, [])
            problems = question.problems(self._parts(question), kept)
            if sentence := self.upload_problems.get(question.id):
                problems = {"": sentence}
            for suffix, sentence in problems.items():
                if question.field_name(suffix) not in self.errors:
                    self.add_error(question.field_name(suffix), sentence)
        return self.cleaned_data

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


class BoundQuestion:
    """A question within a form."""

    def __init__(self, form, question):
        self.form, self.question = form, question
        self.id, self.kind, self.name = question.id, question.kind, question.name
        self.template = question.template
        self.files = form.kept_files.get(question.id, [])

    @property
    def clash(self):
        """Return the answer somebody else saved and one's own, each as lines, or nothing."""
        if self.id not in self.form.clashes:
            return None
        mine = self.question.compose(self.form._parts(self.question))
        show = self.question.show
        return {"theirs": show(self.form.clashes[self.id]), "mine": show(mine)}

    @property
    def label(self):
        """Return the question, marked with its language if that is another."""
        return self.question.marked_label

    @property
    def help(self):
        """Return the help text, marked likewise."""
        return self.question.help

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
        return settings.APPLICATION_FILE_MEGABYTES

    @property
    def is_full(self):
        """Whether no more files fit."""
        return len(self.files) >= (self.question.limit or 10)
