"""A museum's own material as a ZIP: all of it, and nobody else's."""

import hashlib
import io
import json
import uuid
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from knowledge import services
from knowledge.exporting import write_museum_bundle
from knowledge.exporting.records import SHAPE
from knowledge.models import Advice, Answer, Attachment, HostingWish, NextStep
from tests.answers import release
from tests.factories.accounts import sign_in
from tests.factories.experiences import begun
from tests.factories.knowledge import (
    AttachmentFactory,
    HeadingFactory,
    OfferFactory,
    ParticipationFactory,
    PlanFactory,
    PlanRevisionFactory,
    member_in,
    revised,
)


def take(client, seat):
    """Return the opened ZIP of a seat's museum, as the person signed in takes it."""
    response = client.post(reverse("knowledge:museum_export", args=[seat.pk]))
    assert response.status_code == 200
    content = response.getvalue()
    release(response)
    return zipfile.ZipFile(io.BytesIO(content))


def advise(plan, giver, text, **fields):
    """Return advice of a seat on a plan, given and answered unless told."""
    fields.setdefault("given_at", timezone.now())
    advice = Advice.objects.create(
        plan=plan,
        revision=plan.revisions.last(),
        giver=giver,
        kind="suggestion",
        text=text,
        language="fi",
        **fields,
    )
    if advice.given_at:
        Answer.objects.create(advice=advice, kind="try", text=f"Vastaus: {text}", language="fi")
        NextStep.objects.create(
            plan=plan, advice=advice, who="Aino", what=f"Lupaus: {text}", due_on="2027-01-31"
        )
    return advice


@pytest.fixture
def seat(db):
    """A museum with one of everything, and a peer that has as much."""
    HeadingFactory()
    seat = ParticipationFactory()
    peer = ParticipationFactory(round=seat.round)
    for owner, other, mark in [(seat, peer, "oma"), (peer, seat, "vieras")]:
        person = member_in(owner)
        content = {
            "sections": {"miksi": f"Teksti {mark} **lihava** <script>"},
            "goals": [{"id": "g1", "title": f"Tavoite {mark}", "state": "known"}],
            "targets": [{"key": "cust", "other": "", "now": 1, "weight": 2}],
        }
        plan = PlanFactory(
            participation=owner, title=f"Suunnitelma {mark}", content=content, shared=True
        )
        advise(plan, other, f"Neuvo, jonka sai {mark}", goal="g1")
        named = revised(plan, title=f"Uudempi {mark}")
        services.name_version(named, name=f"Nimi {mark}", by=person)
        services.add_progress_update(plan, text=f"Etenee {mark}", token=uuid.uuid4(), by=person)
        AttachmentFactory(plan=plan, name=f"Liite {mark}.odt", file__data=mark.encode())
        begun(owner, person, title=f"Kokemus {mark}")
        OfferFactory(participation=owner, text=f"Tarjous {mark}")
        HostingWish.objects.create(participation=owner, text=f"Toive {mark}")
    advise(peer.plans.get(), seat, "Luonnos oma", given_at=None)
    advise(seat.plans.get(), peer, "Luonnos vieras", given_at=None)
    return seat


def all_text(archive):
    """Return every byte of a ZIP's files and their names as one text."""
    return "\n".join(
        f"{name}\n{archive.read(name).decode(errors='replace')}" for name in archive.namelist()
    )


def test_the_manifest_proves_every_file_there_is(client, seat):
    sign_in(client, member_in(seat))

    archive = take(client, seat)

    manifest = json.loads(archive.read("manifest.json"))
    proved = {each["path"]: (each["sha256"], each["size"]) for each in manifest["files"]}
    names = set(archive.namelist()) - {"manifest.json"}
    assert proved == {
        name: (hashlib.sha256(archive.read(name)).hexdigest(), len(archive.read(name)))
        for name in names
    }
    assert names == {
        "index.html",
        "material.json",
        "material.txt",
        "plans/1/version-0001.html",
        "plans/1/version-0002.html",
        "files/01-Liite oma.odt",
    }
    assert archive.read("files/01-Liite oma.odt") == b"oma"
    assert archive.testzip() is None


def test_the_data_has_what_the_museum_wrote_and_received(client, seat):
    sign_in(client, member_in(seat))

    data = json.loads(take(client, seat).read("material.json"))

    plan = seat.plans.get()
    assert data["schema"] == "museum-material/1"
    assert [key for key in data if key not in SHAPE] == []
    assert [each["title"] for each in data["plans"]] == ["Uudempi oma"]
    assert [(each["number"], each["name"], each["title"]) for each in data["plan_versions"]] == [
        (1, "", "Suunnitelma oma"),
        (2, "Nimi oma", "Uudempi oma"),
    ]
    revision = plan.revisions.get(number=1)
    assert data["plan_versions"][0]["content"] == revision.content
    received, given = data["advice_received"][0], data["advice_given"]
    assert received["text"] == "Neuvo, jonka sai oma"
    assert received["goal"] == "Tavoite oma"
    assert received["answer"]["text"] == "Vastaus: Neuvo, jonka sai oma"
    assert received["promise"]["what"] == "Lupaus: Neuvo, jonka sai oma"
    assert [(each["text"], each["plan_title"], bool(each["given_at"])) for each in given] == [
        ("Neuvo, jonka sai vieras", "Uudempi vieras", True),
        ("Luonnos oma", "Uudempi vieras", False),
    ]
    assert [each["text"] for each in data["progress"]] == ["Etenee oma"]
    assert [each["title"] for each in data["experiences"]] == ["Kokemus oma"]
    assert [each["text"] for each in data["offers"]] == ["Tarjous oma"]
    assert data["hosting_wish"]["text"] == "Toive oma"
    assert data["files"][0]["path"] == "files/01-Liite oma.odt"


OWN = [
    "Teksti oma",
    "Suunnitelma oma",
    "Uudempi oma",
    "Nimi oma",
    "Etenee oma",
    "Neuvo, jonka sai oma",
    "Vastaus: Neuvo, jonka sai oma",
    "Lupaus: Neuvo, jonka sai oma",
    "Neuvo, jonka sai vieras",
    "Vastaus: Neuvo, jonka sai vieras",
    "Luonnos oma",
    "Kokemus oma",
    "Tarjous oma",
    "Toive oma",
    "Tavoite oma",
]


def test_the_pages_have_it_too_and_load_nothing(client, seat):
    sign_in(client, member_in(seat))
    archive = take(client, seat)

    pages = "".join(archive.read(name).decode() for name in archive.namelist() if "html" in name)

    assert [each for each in OWN if each not in pages] == []
    assert "<strong>lihava</strong> &lt;script&gt;" in pages
    for refused in ["<script", "<link", "<img", "http://", "https://", "@import", "url("]:
        assert refused not in pages
    assert '<html lang="fi">' in pages
    assert 'href="files/01-Liite%20oma.odt"' in pages
    assert 'href="plans/1/version-0001.html"' in pages


def test_other_museums_words_and_peoples_names_stay_outside(client, seat):
    people = [member_in(seat), member_in(seat.round.participations.exclude(pk=seat.pk).get())]
    sign_in(client, people[0])

    text = all_text(take(client, seat))

    hidden = ["Teksti vieras", "Suunnitelma vieras", "Nimi vieras", "Etenee vieras"]
    hidden += ["Luonnos vieras", "Kokemus vieras", "Tarjous vieras", "Toive vieras"]
    hidden += ["Liite vieras"]
    for membership in seat.museum.memberships.all():
        people.append(membership.user)
    hidden += [str(person) for person in people] + [person.email for person in people]
    assert [each for each in hidden if each in text] == []


def test_names_of_files_lead_nowhere_and_none_is_lost(client, seat):
    plan = seat.plans.get()
    names = [
        "../../etc/passwd",
        "C:\\temp\\a.odt",
        "Liite oma.odt",
        "a\u0308a\u0308ni\u202e.odt",
        ".",
    ]
    for name in [*names, "é" * 150]:
        AttachmentFactory(plan=plan, name=name, file__data=name.encode())
    gone = AttachmentFactory(plan=plan, name="Poissa.odt")
    gone.file.storage.delete(gone.file.name)
    AttachmentFactory(plan=plan, name="Haitta.odt", scan=Attachment.Scan.INFECTED)
    sign_in(client, member_in(seat))

    archive = take(client, seat)

    files = [name for name in archive.namelist() if name.startswith("files/")]
    assert files == [
        "files/01-Liite oma.odt",
        "files/02-_.._etc_passwd",
        "files/03-C__temp_a.odt",
        "files/04-Liite oma.odt",
        "files/05-ääni.odt",
        "files/06-file",
        f"files/07-{'é' * 90}",
    ]
    assert archive.read(files[3]) == b"Liite oma.odt"
    manifest = json.loads(archive.read("manifest.json"))
    missing = [each["path"] for each in manifest["files"] if each.get("is_missing")]
    assert missing == ["files/08-Poissa.odt", "files/09-Haitta.odt"]
    assert "Haitta.odt: jätetty pois haitallisena" in archive.read("index.html").decode()


def test_it_takes_as_many_queries_for_thirty_of_everything(db):
    HeadingFactory()
    counts = []
    for count in (1, 30):
        seat = ParticipationFactory()
        peer = ParticipationFactory(round=seat.round)
        user = member_in(seat)
        goals = [{"id": f"g{n}", "title": f"Tavoite {n}", "state": "known"} for n in range(count)]
        for _plan in range(2 if count == 1 else 5):
            plan = PlanFactory(participation=seat, content={"goals": goals}, shared=True)
            theirs = PlanFactory(participation=peer, content={"goals": goals}, shared=True)
            for number in range(count):
                PlanRevisionFactory(plan=theirs, number=number + 2)
                advise(plan, peer, "Neuvo", goal=f"g{number}")
                advise(theirs, seat, "Neuvo", goal=f"g{number}")
            AttachmentFactory(plan=plan)
            begun(seat, user)
            OfferFactory(participation=seat).themes.set([HeadingFactory()])
        with CaptureQueriesContext(connection) as queries:
            write_museum_bundle(seat, by=user).close()
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 32
