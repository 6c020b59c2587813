"""What an accepted application brings into the round, and what stays behind."""

import pytest

from accounts.models import Invitation
from applications import services
from applications.demo.form import block_id
from applications.models import Application, Commitment
from knowledge.models import HostingWish, Offer, Plan
from tests.applications.conftest import uploads
from tests.applications.deciding import applied, prepared, write_texts
from tests.factories.accounts import MembershipFactory, MuseumFactory
from tests.factories.applications import EVERY_KIND, application_to, open_call
from tests.factories.knowledge import coordinator_of

PERSON = {"name": "Åke Öster", "email": "ake@hiidenkoski.example", "role": "amanuenssi"}


def asked(name, target, **more):
    """Return a short question whose answer goes somewhere."""
    label = (f"Kysymys {name}", f"Fråga {name}", f"Question {name}")
    return ("long_text", name, {"label": label}, {"limit": 5000, "maps_to": target, **more})


@pytest.fixture
def sharing(db):
    """An open call that asks for offers, needs and hosting."""
    questions = [
        asked("gives", "offers", required=False, allows_secret=True),
        asked("lacks", "needs", required=False),
        asked("hosts", "hosting", required=False),
    ]
    step = ("sharing", ("Jako", "Delning", "Sharing"), None, questions)
    return open_call(form=[*EVERY_KIND, step])


def released(round, application):
    """Accept an application by a release of its round, and return its plan."""
    by = coordinator_of(round)
    write_texts(round, by)
    prepared(application, "accepted", by)
    services.freeze_letters(round, by=by)
    services.release_decisions(round, by=by)
    return Plan.objects.get()


def test_offers_needs_and_hosting_are_announced(sharing):
    application = applied(
        sharing, "Savi", gives="Konservointi", lacks="Saavutettavuus", hosts="Keväällä 2027"
    )

    plan = released(sharing, application)

    found = Offer.objects.values_list("kind", "text", "origin", "participation")
    place, origin = plan.participation_id, application.reference
    assert sorted(found) == [
        ("need", "Saavutettavuus", origin, place),
        ("offer", "Konservointi", origin, place),
    ]
    assert HostingWish.objects.get().text == "Keväällä 2027"


def test_what_was_asked_to_be_secret_is_announced_to_nobody(sharing):
    wish = {f"{block_id('gives')}.secret": {"is_asked": True, "reason": "Liikesalaisuus"}}
    application = applied(sharing, "Savi", gives="Salainen tarjous", lacks="Apua")
    revision = application.revisions.first()
    revision.answers |= wish
    revision.save()

    released(sharing, application)

    assert [offer.text for offer in Offer.objects.all()] == ["Apua"]


def test_a_long_answer_is_announced_shortened(sharing):
    released(sharing, applied(sharing, "Savi", gives="ä" * 1001))

    text = Offer.objects.get().text
    assert (len(text), text[-1]) == (1000, "…")


def test_everybody_named_is_invited_and_the_contact_as_contact(call):
    known = MembershipFactory(
        museum=MuseumFactory(name="Savi"), user__email="vanha@savi.example"
    ).user
    people = [
        PERSON,
        {**PERSON, "name": "Toistamiseen", "email": "AKE@hiidenkoski.example"},
        {"name": "Aila", "email": "aila@hiidenkoski.example", "role": ""},
        {"name": "Vanha", "email": "Vanha@savi.example", "role": ""},
    ]
    application = applied(call, "Savi", people=people[:3])
    revision = application.revisions.first()
    revision.answers[block_id("people")] = people
    revision.answers[block_id("email")] = "vanha@savi.example"
    revision.save()

    released(call, application)

    invited = Invitation.objects.values_list("email", "role")
    assert sorted(invited) == [
        ("aila@hiidenkoski.example", "member"),
        ("ake@hiidenkoski.example", "member"),
        (known.email, "contact"),
    ]


def test_the_conditions_are_kept_with_the_place_word_for_word(call):
    application = application_to(call, language="sv", files=uploads())

    plan = released(call, application)

    kept = Commitment.objects.values_list("code", "text", "language", "participation")
    assert sorted(kept) == [
        ("host", "Vi är värdar", "sv", plan.participation_id),
        ("quiet", "Vi håller tyst", "sv", plan.participation_id),
    ]
    revision = application.revisions.first()
    assert {c.accepted_at for c in Commitment.objects.all()} == {revision.received_at}
    assert {c.form_version for c in Commitment.objects.all()} == {revision.form_version}
    assert plan.attachments.count() == 3


def test_the_commitments_outlive_the_application(call):
    released(call, application_to(call))

    Application.objects.get().delete()

    assert Commitment.objects.filter(application=None).count() == 2
