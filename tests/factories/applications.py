"""A call with a form of every kind of question, and applications to it."""

import datetime as dt
import json
import uuid

from django.utils import timezone
from wagtail.models import Locale, Page

from applications import services
from applications.demo.documents import make_docx, make_odt, make_pdf
from applications.demo.form import LANGUAGES, block_id, form_in
from applications.models import CallPage
from tests.factories.accounts import MuseumFactory
from tests.factories.knowledge import HeadingFactory, RoundFactory

HOUSE = [
    ("museum", "museum", {"label": ("Mikä museo?", "Vilket museum?", "Which museum?")}, {}),
    ("short_text", "contact", {
        "label": ("Yhteyshenkilö", "Kontaktperson", "Contact person"),
    }, {"limit": 100, "maps_to": "contact_name"}),
    ("email", "email", {
        "label": ("Sähköposti", "E-post", "E-mail"),
    }, {"maps_to": "contact_email"}),
    ("phone", "phone", {"label": ("Puhelin", "Telefon", "Phone")}, {"required": False}),
    ("number", "staff", {
        "label": ("Henkilötyövuosia", "Årsverken", "Person-years"),
        "unit": ("htv", "åv", "years"),
    }, {"required": False, "lowest": "0", "highest": "100"}),
    ("date", "begins", {"label": ("Milloin alkaa?", "När börjar ni?", "When?")}, {}),
]  # fmt: skip
PROJECT = [
    ("short_text", "title", {
        "label": ("Hankkeen nimi", "Projektets namn", "Name of the project"),
        "missing": ("Kirjoittakaa nimi", "Skriv namnet", "Enter the name"),
    }, {"limit": 80, "maps_to": "title"}),
    ("long_text", "why", {"label": ("Miksi?", "Varför?", "Why?")},
     {"limit": 500, "maps_to": "section:miksi"}),
    ("choice", "found", {"label": ("Miten löytyi?", "Hur hittades det?", "How found?")}, {
        "maps_to": "section:miten",
        "options": [
            ("moi", ("MOI!-mallilla", "Med MOI!", "With MOI!"), None),
            ("other", ("Muuten", "Annars", "Otherwise"), ("Esim. näin", "T.ex. så", "Such as")),
        ],
    }),
    ("choices", "offers", {"label": ("Mitä tarjoatte?", "Vad erbjuder ni?", "What offer?")}, {
        "required": False,
        "limit": 2,
        "options": [
            ("a", ("Kokoelmat", "Samlingar", "Collections"), None),
            ("b", ("Näyttelyt", "Utställningar", "Exhibitions"), None),
            ("c", ("Yleisötyö", "Publikarbete", "Audiences"), None),
        ],
    }),
    ("yes_no", "leaders", {
        "label": ("Onko johto mukana?", "Är ledningen med?", "Is the management with you?"),
        "text_label": ("Kertokaa lisää", "Berätta mer", "Tell more"),
    }, {"allows_unknown": True, "limit": 100}),
    ("people", "people", {"label": ("Ketkä?", "Vilka?", "Who?")}, {"limit": 3}),
    ("targets", "targets", {"label": ("Kohteet", "Områden", "Targets")}, {"limit": 2}),
    ("files", "plan", {"label": ("Suunnitelma", "Plan", "Plan")},
     {"required": False, "limit": 3, "maps_to": "attachment"}),
]  # fmt: skip
PROMISE = [
    ("information", "info", {
        "label": ("Kuka näkee?", "Vem ser?", "Who sees?"),
        "help": ("Järjestäjät.", "Arrangörerna.", "The organisers."),
    }, {}),
    ("acknowledgement", "conditions", {
        "label": ("Edellytykset", "Villkor", "Conditions"),
    }, {"options": [
        ("quiet", ("Pidämme omana tietona", "Vi håller tyst", "We keep quiet"), None),
        ("host", ("Isännöimme", "Vi är värdar", "We host"), None),
    ]}),
]  # fmt: skip
EVERY_KIND = [
    ("house", ("Talo", "Huset", "House"), None, HOUSE),
    ("project", ("Hanke", "Projektet", "Project"), ("Kertokaa", "Berätta", "Tell us"), PROJECT),
    ("promise", ("Lupaus", "Löfte", "Promise"), None, PROMISE),
]


def name_of(question, part=""):
    """Return the name of a question's field, by the question's own name in this module."""
    return f"q-{block_id(question)}" + (f"-{part}" if part else "")


def fields(**answers):
    """Return what a browser sends: ``title="x"``, ``museum__pick="other"``."""
    return {name_of(*name.split("__")): value for name, value in answers.items()}


HOUSE_SENT = {
    "museum__pick": "other",
    "museum__name": "Hiidenkosken museo",
    "contact": "Aila Ängeslevä",
    "email": "aila@hiidenkoski.example",
    "phone": "+358 50 123 4567",
    "staff": "12,5",
    "begins": "18.3.2027",
}
PROJECT_SENT = {
    "title": "Kävijät äänessä",
    "why": "Näyttely on vanha.\nKävijöitä ei kuulla.",
    "found": "other",
    "offers": ["a", "c"],
    "leaders__answer": "yes",
    "leaders__text": "Johtaja päätti asiasta.",
    "people__0-name": "Åke Öster",
    "people__0-email": "ake@hiidenkoski.example",
    "people__0-role": "amanuenssi",
    "targets__0-key": "cust",
    "targets__0-now": "2",
    "targets__0-weight": "5",
}
PROMISE_SENT = {"conditions": ["quiet", "host"]}
SENT = [HOUSE_SENT, PROJECT_SENT, PROMISE_SENT]


def open_call(*, form=EVERY_KIND, languages=LANGUAGES, round=None):
    """Return a round whose call is open, with live pages and a published form."""
    HeadingFactory()
    round = round or RoundFactory(calling=True)
    pages = call_pages(round, form=form, languages=languages)
    services.compile_form(pages[languages[0]])
    return round


def call_pages(round, *, form=EVERY_KIND, languages=LANGUAGES):
    """Return the live pages of a call by language, which share their block ids."""
    pages, key = {}, uuid.uuid4()
    for language in languages:
        locale = Locale.objects.get_or_create(language_code=language)[0]
        page = CallPage(
            round=round,
            title=f"Haku {language}",
            slug=f"haku-{language}-{round.pk}",
            locale=locale,
            translation_key=key,
            contact_email="foorumi@example.org",
            form=json.dumps(form_in(language, form)),
        )
        pages[language] = _home(locale).add_child(instance=page)
    return pages


def _home(locale):
    """Return the front page in a language."""
    home = Page.objects.filter(depth=2).first()
    found = home.get_translation_or_none(locale) or home.copy_for_translation(locale)
    Page.objects.filter(pk=found.pk).update(live=True)
    return found


def draft_to(round, *, email="aila@hiidenkoski.example", language="fi", filled=True, files=()):
    """Return a draft, filled in as a museum would unless told otherwise.

    ``files`` are uploads of the question "plan".
    """
    draft = services.start_application(round, email=email, language=language, token=uuid.uuid4())
    if filled:
        draft = services.save_answers(draft, answers=stored(), language=language)
    for upload in files:
        services.add_file(draft, question=_Question("plan"), upload=upload)
    return draft


class _Question:
    def __init__(self, name):
        self.id, self.limit = block_id(name), 3


def stored(**changes):
    """Return whole answers by question id, as they are stored."""
    values = {
        "museum": {"id": "", "name": "Hiidenkosken museo", "is_unlisted": True},
        "contact": "Aila Ängeslevä",
        "email": "aila@hiidenkoski.example",
        "phone": "+358 50 123 4567",
        "staff": "12.5",
        "begins": "2027-03-18",
        "title": "Kävijät äänessä",
        "why": "Näyttely on vanha.\nKävijöitä ei kuulla.",
        "found": "other",
        "offers": ["a", "c"],
        "leaders": {"answer": "yes", "text": "Johtaja päätti asiasta."},
        "people": [{"name": "Åke Öster", "email": "ake@hiidenkoski.example", "role": "amanuenssi"}],
        "targets": [{"key": "cust", "other": "", "now": 2, "weight": 5}],
        "conditions": ["quiet", "host"],
    }
    return {block_id(name): value for name, value in {**values, **changes}.items()}


def application_to(round, **kwargs):
    """Return an application that has been sent, its ``files`` along."""
    draft = draft_to(round, **kwargs)
    services.submit_application(draft, token=uuid.uuid4(), language=draft.language)
    draft.refresh_from_db()
    return draft


def documents():
    """Return a small real file of each kind, by name."""
    lines = ["Alustava kehittämissuunnitelma", "Kävijät äänessä – kolme kokeilua"]
    return {
        "Suunnitelma ä.pdf": make_pdf(lines),
        "Suunnitelma ä.docx": make_docx(lines),
        "Suunnitelma ä.odt": make_odt(lines),
    }


def closed(round, *, ago=dt.timedelta(minutes=1)):
    """Close a round's call and return it."""
    round.closes_at = timezone.now() - ago
    round.save(update_fields=["closes_at"])
    return round


def registered():
    """Return a museum of the register."""
    return MuseumFactory(name="Kuunjoen museo")
