"""Forms that nobody here has written, filled in from what the pages show and nothing else."""

import random
import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils import translation

from applications.models import Application
from tests.applications.conftest import Applicant, errors_on, uploads, words
from tests.applications.test_exports import export
from tests.factories.accounts import sign_in
from tests.factories.applications import block_id, open_call
from tests.factories.knowledge import coordinator_of

KINDS = [
    "short_text", "long_text", "email", "phone", "number", "date", "choice", "choices", "yes_no",
    "museum", "people", "targets", "files", "acknowledgement", "information",
]  # fmt: skip
LIMITS = {
    "short_text": (10, 300), "long_text": (50, 5000), "yes_no": (10, 900), "people": (1, 6),
    "targets": (1, 4), "files": (1, 5), "choices": (1, 4),
}  # fmt: skip


def unseen(seed):
    """Return a form of every kind in an order, with limits and conditions drawn by ``seed``."""
    chance = random.Random(seed)
    kinds = KINDS + chance.choices(KINDS[:9], k=8)
    chance.shuffle(kinds)
    questions, before = [], []
    for number, kind in enumerate(kinds):
        name = f"unseen-{seed}-{number}"
        settings = {"required": chance.random() < 0.6} if kind != "information" else {}
        if kind in LIMITS:
            settings["limit"] = chance.randint(*LIMITS[kind])
        if kind in ("choice", "choices", "acknowledgement"):
            codes = [f"c{n}" for n in range(chance.randint(2, 6))]
            settings["options"] = [(code, said(f"{kind} {code}"), None) for code in codes]
        if before and kind != "information" and chance.random() < 0.3:
            settings["shown_if"] = chance.choice(before)
        texts = {"label": said(f"{kind} {number}"), "help": said(f"apu {number}")}
        questions.append((kind, name, texts, settings))
        if kind == "yes_no":
            before += [f"{block_id(name)}:{answer}" for answer in ("yes", "no")]
        elif kind == "choice":
            before += [f"{block_id(name)}:{code}" for code in codes]
    cut = sorted(chance.sample(range(1, len(questions)), 3))
    parts = zip([0, *cut], [*cut, len(questions)], strict=True)
    return [
        (f"unseen-{seed}-step-{n}", said(f"vaihe {n}"), None, questions[start:end])
        for n, (start, end) in enumerate(parts)
    ]


def said(words):
    """Return a text of several words in the three languages."""
    return tuple(
        f"{words} {language} & <i>" for language in ("suomeksi", "på svenska", "in English")
    )


class Controls(HTMLParser):
    """The controls of a page's form for answers, as a person sees them."""

    def __init__(self, text):
        super().__init__()
        self.fields, self.list = {}, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Note a control, or an option of the list that is open."""
        attrs = dict(attrs)
        name = attrs.get("name") or ""
        if tag == "option" and self.list:
            self.fields[self.list][1].append(attrs.get("value", ""))
        elif tag in ("input", "textarea", "select") and name.startswith("q-"):
            kind = attrs.get("type", "text") if tag == "input" else tag
            self.list = name if tag == "select" else None
            options = self.fields.setdefault(name, (kind, []))[1]
            if kind in ("radio", "checkbox"):
                options.append(attrs.get("value", ""))


TEXTS = ("Vastaus ä", "3", "1.9.2027")
WRITTEN = {"email": "anna@museo.fi", "tel": "050 123 4567"}


def answer_to(kind, options, attempt):
    """Return what a person answers who reads a control, another thing at each attempt."""
    if kind == "checkbox":
        return options[:1] if attempt % 2 else options
    if kind in ("radio", "select"):
        real = [value for value in options if value]
        return real[attempt % len(real)]
    return WRITTEN.get(kind, TEXTS[attempt % len(TEXTS)])


def fill(applicant, number):
    """Fill a step in, answering anew what the page refuses, until it is taken."""
    attempts, shown = Counter(), applicant.get("step", number).text
    for _ in range(9):
        sent = {}
        for name, (kind, options) in Controls(shown).fields.items():
            if kind == "file" and not attempts[name]:
                attempts[name] = 1
                data = {name: uploads()[0].file, "add": name[2:]}
                applicant.client.post(applicant.address("step", number), data)
            elif kind != "file":
                sent[name] = answer_to(kind, options, attempts[name[2:38]])
        response = applicant.client.post(
            applicant.address("step", number), {**sent, "continue": "1"}
        )
        if response.status_code == 302:
            return
        shown = response.text
        attempts.update(set(re.findall(r'<a href="#[^"]*q-([0-9a-f-]{36})', shown)))
    raise AssertionError((number, errors_on(response)))


@pytest.mark.parametrize(("seed", "language"), [(1, "fi"), (2, "sv"), (3, "en")])
def test_a_form_that_nobody_has_seen_is_filled_in_sent_and_read(
    client, other_client, db, seed, language
):
    form = unseen(seed)
    call = open_call(form=form)
    with translation.override(language):
        applicant = Applicant(client, call).start()
        for number in range(1, len(form) + 1):
            fill(applicant, number)
        response = applicant.send()
        receipt = applicant.address("receipt")
    application = Application.objects.get()
    sign_in(other_client, coordinator_of(call))
    page = words(other_client.get(reverse("review:application_detail", args=[application.pk])))
    told = export(other_client, call, "json")[0].decode()

    assert response.url == receipt
    assert application.language == language
    answered = application.revisions.get().answers
    asked = {block_id(name) for *_, questions in form for kind, name, *_ in questions}
    assert answered.keys() <= asked
    assert len(answered) > 10
    for *_, questions in form:
        for kind, name, texts, _ in questions:
            if kind != "information" and block_id(name) in answered:
                assert texts["label"][0] in unescape(page)
    assert all(
        block_id(name) in told
        for *_, questions in form
        for kind, name, *_ in questions
        if kind != "information"
    )
