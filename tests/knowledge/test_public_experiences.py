"""A public experience is a page of the approved text, and goes away whole."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, PageLogEntry, Revision
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import translate_object
from wagtail_localize.strings import StringValue

from home.models import ExperienceIndexPage, ExperiencePage
from knowledge import services
from knowledge.models import Consent, Experience
from tests.factories.accounts import UserFactory, sign_in
from tests.factories.experiences import AUDIENCE, approve, begun, values
from tests.factories.home import grow, grow_site, translate

WORD = "Sateenvarjokoe"


@pytest.fixture
def lists(db):
    """A site with a list of experiences in Finnish and Swedish."""
    home = grow_site()["fi"]
    found = grow(ExperienceIndexPage, home, "Kokemukset")
    translate(found, "sv", "Erfarenheter")
    return found


@pytest.fixture
def contact(people):
    return people["an owner's contact"]


@pytest.fixture
def public(world, people, contact, lists):
    """A public experience that names the peer; the editor has not published it."""
    experience = begun(
        world.seats["owner"],
        contact,
        title=WORD,
        parties=[world.seats["peer"]],
        sections={"summary": f"{WORD} lyhyesti.", "tried": "Kaksi <b>iltaa</b>\nja 'yö'.\n\nJa."},
    )
    approve(experience, AUDIENCE.PUBLIC, [contact, people["a peer"]], by=contact)
    return services.release_experience(experience, audience=AUDIENCE.PUBLIC, by=contact)


@pytest.fixture
def shown(public):
    """Its page, as an editor has published it."""
    shown = ExperiencePage.objects.get()
    shown.get_latest_revision().publish(user=UserFactory(is_superuser=True))
    shown.refresh_from_db()
    return shown


def test_the_page_is_a_draft_that_carries_the_approved_text_alone(client, public, contact):
    shown = ExperiencePage.objects.get()
    revision = shown.get_latest_revision()

    assert (shown.live, shown.owner, revision.user) == (False, None, None)
    assert shown.museums == "Kuunjoki, Norrskata"
    assert "<h2>Mitä kokeilimme</h2>" in shown.body.raw_data[0]["value"]
    assert "&lt;b&gt;iltaa&lt;/b&gt;" in shown.body.raw_data[0]["value"]
    kept = f"{revision.content} {shown.slug}"
    for secret in (public.pk, public.participation_id, contact.pk, contact.email):
        assert str(secret) not in kept
    assert client.get(shown.get_url()).status_code == 404


def test_an_editor_publishes_it_and_its_museum_finds_it(client, shown, public, contact):
    assert client.get(shown.get_url()).status_code == 200
    sign_in(client, contact)
    text = client.get(reverse("knowledge:experience_detail", args=[public.pk])).text
    assert shown.get_url() in text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Muu"),
        ("introduction", "Muu"),
        ("museums", "Kuunjoki"),
        ("search_description", "Lisäys"),
        ("body", '[{"type": "text", "value": "<p>Muuta</p>", "id": "x"}]'),
    ],
)
def test_an_editor_cannot_save_other_words(shown, field, value):
    setattr(shown, field, value)

    with pytest.raises(ValidationError):
        shown.save_revision(clean=True)
    with pytest.raises(ValidationError):
        shown.save()


def test_what_the_editors_tools_add_is_no_other_word(shown):
    block = shown.body.raw_data[0]
    value = re.sub("<p>", '<p data-block-key="abc12">', block["value"]).replace("&#x27;", "'")
    shown.body = [("text", value)]

    shown.full_clean()


@pytest.mark.parametrize("who", ["a peer", "an owner's contact", "an author's change"])
def test_taken_back_it_is_gone_with_all_that_tells_of_it(
    client, world, people, shown, public, who, lists
):
    swedish = Locale.objects.get_or_create(language_code="sv")[0]
    translate_object(shown, [swedish])
    StringTranslation.objects.create(
        translation_of=String.objects.get(data=WORD),
        locale=swedish,
        context=StringSegment.objects.filter(string__data=WORD).first().context,
        data="Paraplyförsöket",
    )
    address, number = shown.get_url(), public.public_id
    urls = [address, "/sitemap.xml", reverse("home:search") + f"?q={WORD}"]
    assert all(WORD in client.get(url).text or shown.slug in client.get(url).text for url in urls)

    if who == "a peer":
        consent = Consent.objects.get(participation=world.seats["peer"])
        services.withdraw_consent(consent, by=people[who])
    elif who == "an author's change":
        services.revise_experience(
            public, values=values(), base_number=1, token=None, by=people["an owner"]
        )
    else:
        services.withdraw_experience(public, by=people[who])

    public.refresh_from_db()
    assert (public.audience, public.public_id) == (AUDIENCE.MUSEUM, None)
    assert not ExperiencePage.objects.filter(release_id=number).exists()
    assert not Revision.objects.filter(object_id=str(shown.pk)).exists()
    assert not PageLogEntry.objects.filter(page_id=shown.pk).exists()
    assert not TranslationSource.objects.filter(object_id=shown.translation_key).exists()
    assert not Translation.objects.filter(source__object_id=shown.translation_key).exists()
    assert not String.objects.filter(data__icontains=WORD).exists()
    assert not StringTranslation.objects.filter(data="Paraplyförsöket").exists()
    stranger = Client()
    for url in urls[1:]:
        assert shown.slug not in stranger.get(url).text
    gone, missing = stranger.get(address), stranger.get(address.replace(shown.slug, "ei-ole-x"))
    nonce = re.compile(rb"nonce-[^']+|nonce=\"[^\"]+\"")
    assert gone.status_code == missing.status_code == 404
    assert nonce.sub(b"", gone.content) == nonce.sub(b"", missing.content)


def test_without_a_list_in_the_language_nothing_is_released(world, people, contact):
    from cms.releases import NoPlaceError

    experience = begun(world.seats["owner"], contact)
    approve(experience, AUDIENCE.PUBLIC, [contact], by=contact)

    with pytest.raises(NoPlaceError):
        services.release_experience(experience, audience=AUDIENCE.PUBLIC, by=contact)

    assert Experience.objects.get().audience == AUDIENCE.MUSEUM
    assert timezone.now() - Experience.objects.get().updated_at < dt.timedelta(hours=1)


def test_an_editor_deletes_no_released_page_nor_what_is_above_it(client, shown, lists):
    sign_in(client, UserFactory(is_superuser=True))
    one_by_one = [reverse("wagtailadmin_pages:delete", args=[pk]) for pk in (shown.pk, lists.pk)]
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    answers = [client.post(address) for address in one_by_one]
    answers.append(client.post(f"{many}?id={shown.pk}"))

    assert [answer.status_code for answer in answers] == [302] * 3
    assert ExperiencePage.objects.filter(pk=shown.pk).exists()
    told = client.get(reverse("wagtailadmin_explore", args=[lists.pk])).text
    assert "Museot ovat julkaisseet tämän sivun" in told
    client.post(reverse("wagtailadmin_pages:unpublish", args=[shown.pk]))
    shown.refresh_from_db()
    assert not shown.live


def test_a_withdrawal_leaves_the_texts_of_other_pages_to_use_again(shown, public, contact):
    swedish = Locale.objects.get_or_create(language_code="sv")[0]
    translate_object(shown, [swedish])
    kept = String.from_value(Locale.get_default(), StringValue.from_plaintext("Vanha sanamuoto"))

    services.withdraw_experience(public, by=contact)

    assert list(String.objects.all()) == [kept]
