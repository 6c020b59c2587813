"""What of an application becomes the development plan."""

from django.utils import translation

from applications.questionnaire import Questionnaire
from knowledge.models import Plan, PlanHeading

TITLE_LENGTH = Plan._meta.get_field("title").max_length
FILES_PER_PLAN = 10


class PreliminaryPlan:
    """The parts of the newest revision that an editor mapped to the plan, in its language."""

    def __init__(self, application, revision=None):
        self.application = application
        self.revision = revision or application.revisions.select_related("form_version").first()
        self.form = Questionnaire(self.revision.form_version, self.revision.language)

    @property
    def title(self):
        """Return the project's name, or the museum's where none was asked."""
        return (self._text("title") or self.application.museum_name)[:TITLE_LENGTH]

    @property
    def content(self):
        """Return the plan's content, in the shape of ``PlanRevision.content``."""
        return {
            "sections": self._sections(),
            "question": self._text("question"),
            "targets": self._targets(),
            "goals": [],
        }

    @property
    def contact_name(self):
        """Return the contact person's name."""
        return self._text("contact_name")[:150]

    @property
    def contact_email(self):
        """Return where the invitation goes."""
        return self._text("contact_email") or self.application.email

    @property
    def language(self):
        """Return the application's language, in which the museum is written to."""
        return self.revision.language

    @property
    def offers(self):
        """Return what the museum offers the others, a line for each thing."""
        return self._told("offers")

    @property
    def needs(self):
        """Return what the museum needs from the others, likewise."""
        return self._told("needs")

    @property
    def hosting(self):
        """Return when and whether the museum could host, in lines."""
        return self._told("hosting")

    @property
    def files(self):
        """Return the files that go along, as many as a plan takes."""
        ids = [question.id for question in self.form.mapped_to("attachment")]
        kept = self.application.files.filter(question_id__in=ids, removed_at=None)
        kept = kept.exclude(scan="infected")
        return kept[:FILES_PER_PLAN]

    @property
    def people(self):
        """Return {address: name} of everybody named with an address, the contact person aside."""
        contact = self.contact_email.casefold()
        rows = [
            row
            for question in self.form.questions
            if question.kind == "people"
            for row in self.revision.answers.get(question.id) or []
        ]
        named = {row["email"].casefold(): row["name"] for row in rows if row.get("email")}
        return {email: name for email, name in named.items() if email != contact}

    @property
    def commitments(self):
        """Return (question's id, code, text) of every condition accepted, in its language."""
        return [
            (question.id, code, question.text("label", code))
            for question in self.form.questions
            if question.kind == "acknowledgement"
            for code in question.codes
            if code in (self.revision.answers.get(question.id) or [])
        ]

    def told(self, target):
        """Return what an answer tells all of the round ("" for none): nothing asked to be secret."""
        answers = self.revision.answers
        questions = [
            question
            for question in self.form.mapped_to(target)
            if not (answers.get(question.secret_key) or {}).get("is_asked")
            and not question.is_for_staff
        ]
        return "\n".join(self._lines(questions))

    def _text(self, target):
        """Return every answer to one part of the plan, in order."""
        return "\n\n".join(self._lines(self.form.mapped_to(target)))

    def _told(self, target):
        """Return the lines of every answer to questions of one kind, without empty ones."""
        text = "\n".join(self._lines(self.form.mapped_to(target)))
        return [line.strip() for line in text.splitlines() if line.strip()]

    def _lines(self, questions):
        with translation.override(self.revision.language):
            shown = [
                question.show(self.revision.answers.get(question.id)) for question in questions
            ]
        return ["\n".join(lines) for lines in shown if lines]

    def _sections(self):
        """Return texts by heading; those of a heading that is no more join the first one."""
        headings = PlanHeading.objects.filter(round=self.application.round)
        keys = list(headings.values_list("key", flat=True))
        sections = {}
        for question in self.form.questions:
            kind, _, key = question.maps_to.partition(":")
            lines = self._lines([question]) if kind == "section" else []
            if lines:
                key = key if key in keys or not keys else keys[0]
                sections[key] = "\n\n".join(filter(None, [sections.get(key), *lines]))
        return sections

    def _targets(self):
        answers = (self.revision.answers.get(q.id) for q in self.form.mapped_to("targets"))
        return [target for answer in answers for target in answer or []]
