"""Files of plans are scanned after saving; a harmful one is nobody's, and its museum knows why."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Event
from knowledge import services
from knowledge.models import Attachment, SearchEntry
from knowledge.search.finding import find
from knowledge.search.index import catch_up, rebuild
from tests.answers import release
from tests.documents import odt
from tests.factories.accounts import sign_in

from .test_confidentiality import MATRIX, bytes_of, enter

AWAY = "tcp://127.0.0.1:1"
TAG = "Haitallinen"


@pytest.fixture
def add(client, world, people, django_capture_on_commit_callbacks):
    """Return what adds a file to a plan that the round reads, as its museum does on the page."""

    def add_file(*, is_bad, name="Kuntoarvio.odt"):
        data = odt("Talkookatto vuotaa")
        upload = SimpleUploadedFile(name, data + b"HARMFUL" if is_bad else data)
        sign_in(client, people["an owner"])
        address = reverse("knowledge:plan_attachments", args=[world.plans["round"].pk])
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(address, {"files": [upload]})
        assert response.status_code == 302
        return Attachment.objects.latest("created_at")

    return add_file


def page(client, world):
    return client.get(world.plans["round"].get_absolute_url()).text


@pytest.mark.parametrize(("is_bad", "scan"), [(False, "clean"), (True, "infected")])
def test_a_file_is_scanned_after_it_was_saved(clamd, add, is_bad, scan):
    assert add(is_bad=is_bad).scan == scan


def test_its_museum_is_told_and_may_remove_a_harmful_file(clamd, add, client, world):
    file = add(is_bad=True)
    address = reverse("knowledge:attachment", args=[file.pk])

    text = page(client, world)
    assert TAG in text
    assert file.name in text
    assert address not in text
    answer = client.get(address)
    assert answer.status_code == 403
    assert "Tiedosto on haitallinen" in answer.text
    event = Event.objects.get(action="attachment.infected")
    assert (event.subject_id, event.detail) == (file.pk, {"size": file.size})

    client.post(reverse("knowledge:attachment_remove", args=[file.pk]))

    assert not Attachment.objects.filter(pk=file.pk).exists()


@pytest.mark.parametrize("who", [each for each in MATRIX if "an owner" not in each])
def test_to_others_a_harmful_file_is_not_there(clamd, add, client, world, people, who):
    client.logout()
    bad = add(is_bad=True, name="Salanimi.odt")
    client.logout()
    enter(client, people, who)

    hidden = client.get(reverse("knowledge:attachment", args=[bad.pk]))
    missing = client.get(reverse("knowledge:attachment", args=[world.running.pk]))
    redirects = {302: hidden.status_code}
    assert redirects.get(hidden.status_code) or bytes_of(hidden) == bytes_of(missing)
    assert hidden.status_code in {302, 404}
    assert "Salanimi" not in page(client, world)
    if people[who]:
        assert not Attachment.objects.visible_to(people[who]).filter(pk=bad.pk).exists()


def test_a_harmful_file_is_searched_by_nobody(clamd, add, people):
    add(is_bad=False, name="Puhdas.odt")
    assert [hit.group for hit in find(people["a peer"], "talkookatto").hits] == ["file"]
    Attachment.objects.all().delete()
    SearchEntry.objects.filter(kind="file").delete()

    add(is_bad=True, name="Salanimi.odt")
    for keep in (catch_up, rebuild):
        assert not SearchEntry.objects.filter(kind="file").exists()
        assert find(people["an owner"], "talkookatto").hits == []
        assert find(people["an owner"], "salanimi").hits == []
        keep()


def test_a_scanner_that_is_away_keeps_nobody_waiting_and_is_asked_again(
    clamd, add, client, world, people, settings
):
    address, settings.CLAMD_URL = settings.CLAMD_URL, AWAY
    file = add(is_bad=True)
    assert file.scan == ""
    assert "Ei vielä tarkistettu" in page(client, world)
    answer = client.get(reverse("knowledge:attachment", args=[file.pk]))
    assert answer.status_code == 200
    release(answer)
    assert len(find(people["a peer"], "kuntoarvio").hits) == 1
    settings.CLAMD_URL = address

    services.scan_attachments()

    assert Attachment.objects.get(pk=file.pk).scan == "infected"
    assert find(people["a peer"], "kuntoarvio").hits == []


def test_without_a_scanner_nothing_is_said(add, client, world):
    file = add(is_bad=False)
    services.scan_attachments()

    assert Attachment.objects.get(pk=file.pk).scan == ""
    assert "tarkistettu" not in page(client, world)
