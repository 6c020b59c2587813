"""The demo's call pages, in three languages with the same block ids."""

import json

from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from applications.models import CallPage
from cms.translating import adopt_translations

from .form import LANGUAGES, STEPS, block_id, form_in

CONTACT = "foorumi@example.org"

OPEN = {
    "slug": ("haku", "utlysning", "call"),
    "title": ("Haku kierrokselle {}", "Utlysning till omgången {}", "Call for the round of {}"),
    "introduction": (
        "Foorumiin haetaan ammatillisesti hoidettuja museoita, jotka ovat valinneet kehittämiskohteensa ja luonnostelleet suunnitelman.",
        "Vi söker professionellt drivna museer som har valt sitt utvecklingsområde och skissat upp en plan.",
        "The forum looks for professionally managed museums that have chosen their development target and drafted a plan.",
    ),
    "body": (
        "<h2>Kenelle</h2><p>Ammatillisesti hoidetuille museoille koosta, alasta ja sijainnista riippumatta. Kehittämiskohde on voinut löytyä arviointimallilla, MOI!-mallilla tai muulla tavalla.</p><h2>Mitä se vaatii</h2><p>Osallistuminen on maksutonta. Varatkaa rahaa matkoihin ja majoitukseen sekä työaikaa omaan hankkeeseen, sparraukseen, tapaamisiin ja omaan isännöintivuoroon.</p><h2>Näin haette</h2><p>Lukekaa kysymykset yhdessä, sopikaa asiasta johdon kanssa ja täyttäkää lomake. Luonnos tallentuu joka vaiheessa. Kuittauksen saatte heti ja päätöksen perusteluineen sähköpostilla.</p>",
        "<h2>För vem</h2><p>För professionellt drivna museer oavsett storlek, område och plats. Utvecklingsområdet kan ha hittats med utvärderingsmodellen, med MOI! eller på annat sätt.</p><h2>Vad det kräver</h2><p>Det är kostnadsfritt att delta. Reservera pengar för resor och logi samt arbetstid för det egna projektet, sparringen, träffarna och den egna värdturen.</p><h2>Så ansöker ni</h2><p>Läs frågorna tillsammans, kom överens med ledningen och fyll i blanketten. Utkastet sparas vid varje steg. Mottagningsbeviset får ni genast och beslutet med motivering per e-post.</p>",
        "<h2>For whom</h2><p>For professionally managed museums of any size, field and place. The target may have been found with the evaluation framework, with MOI! or in another way.</p><h2>What it takes</h2><p>Taking part is free of charge. Set aside money for travel and hotels, and working time for your own project, sparring, meetings and your hosting turn.</p><h2>How to apply</h2><p>Read the questions together, agree with the management and fill in the form. The draft is saved at every step. You get a receipt at once and the decision with its reasons by mail.</p>",
    ),
}
CLOSED = {
    "slug": ("edellinen-haku", "foregaende-utlysning", "previous-call"),
    "title": ("Haku kierrokselle {}", "Utlysning till omgången {}", "Call for the round of {}"),
    "introduction": (
        "Tämä haku on päättynyt, ja valitut museot ovat olleet mukana kierroksella.",
        "Utlysningen är avslutad, och de valda museerna har deltagit i omgången.",
        "This call is over, and the museums chosen have taken part in the round.",
    ),
    "body": (
        "<p>Hakemusten perusteella kierrokselle valittiin museoita eri puolilta Suomea. Seuraavasta hausta kerrotaan etusivulla.</p>",
        "<p>På basis av ansökningarna valdes museer från olika delar av Finland. Nästa utlysning annonseras på första sidan.</p>",
        "<p>On the basis of the applications, museums from different parts of Finland were chosen. The next call is announced on the front page.</p>",
    ),
}  # fmt: skip


def create_calls(demo):
    """Create the call pages that are missing and share the open one's by language."""
    rounds = demo.share["rounds"]
    pages = _create_call(demo, rounds["open"], OPEN, form=STEPS)
    _create_call(demo, rounds["closed"], CLOSED, form=[])
    demo.share["call"] = pages
    with translation.override("fi"):
        demo.urls["call"] = pages["fi"].get_url()
        demo.urls["apply"] = reverse("applications:application_start", args=[rounds["open"].pk])
        demo.urls["review"] = reverse("review:application_list")


def _create_call(demo, round, texts, *, form):
    """Return a call's pages by language, made where they are missing."""
    pages, is_new = {}, False
    for number, language in enumerate(LANGUAGES):
        said = {name: text[number] for name, text in texts.items()}
        page = CallPage.objects.filter(round=round, locale__language_code=language).first()
        if page is None:
            page = _new_page(demo, round, language, pages.get("fi"), slug=said["slug"])
            _fill(page, round, language, said, form)
            page.save_revision().publish()
            is_new = True
        pages[language] = CallPage.objects.get(pk=page.pk)
    if is_new:
        original, *translated = pages.values()
        adopt_translations(original, translated)
    return pages


def _new_page(demo, round, language, source, *, slug):
    """Return a page not yet filled: a first one, or a translation of it."""
    if source:
        locale = Locale.objects.get(language_code=language)
        return source.copy_for_translation(locale)
    home = demo.share["home"]["fi"]
    linked = {f"{name}_page": page for name, page in _linked(demo).items()}
    page = CallPage(round=round, slug=slug, title=slug, contact_email=CONTACT, **linked)
    page.locale = home.locale
    return home.add_child(instance=page)


def _linked(demo):
    """Return the pages of conditions and privacy, as far as the public pages share them."""
    pages = demo.share.get("pages", {})
    return {name: pages[name] for name in ("conditions", "privacy") if name in pages}


def _fill(page, round, language, said, form):
    page.slug = said["slug"]
    page.title = page.draft_title = said["title"].format(round.starts_on.year)
    page.introduction = said["introduction"]
    page.body = json.dumps(
        [{"type": _text_block(), "id": block_id(f"{round.pk}-body"), "value": said["body"]}]
    )
    page.form = json.dumps(form_in(language, form))


def _text_block():
    """Return the name of the block that holds formatted text."""
    names = CallPage.body.field.stream_block.child_blocks
    return "text" if "text" in names else "paragraph"
