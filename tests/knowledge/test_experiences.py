"""An experience is written by its museum and released by everybody's consent."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from cms.models import OutgoingMail
from knowledge import services
from knowledge.emails_of_consent import remind_of_consents
from knowledge.exceptions import (
    ConsentMissingError,
    ConsentVoidError,
    ExperienceChangedError,
    PartyHasLeftError,
    RoundEndedError,
)
from knowledge.models import Consent, Experience
from knowledge.models.experiences import hash_of
from tests.factories.accounts import sign_in
from tests.factories.experiences import AUDIENCE, approve, begun, released, values

pytestmark = pytest.mark.usefixtures("people")
State = Consent.State


@pytest.fixture
def contact(people):
    """A contact person of the author museum."""
    return people["an owner's contact"]


@pytest.fixture
def named(world, people, contact):
    """An experience that names the peer's museum, its consent asked for the round."""
    experience = begun(world.seats["owner"], contact, parties=[world.seats["peer"]])
    services.ask_consents(experience, audience=AUDIENCE.ROUND, by=contact)
    return experience


def consent_of(experience, seat):
    return experience.consents.get(participation=seat, ended_at=None)


def revise(experience, by, **changes):
    experience.refresh_from_db()
    changes.setdefault("parties", list(experience.parties.all()))
    return services.revise_experience(
        experience,
        values=values(**changes),
        base_number=experience.revision_number,
        token=None,
        by=by,
    )


def test_silence_is_no_consent(world, named, contact, people):
    own = consent_of(named, world.seats["owner"])
    services.give_consent(own, digest=own.sha256, by=contact)

    with pytest.raises(ConsentMissingError):
        services.release_experience(named, audience=AUDIENCE.ROUND, by=contact)

    assert not Experience.objects.visible_to(people["a partner"]).exists()


def test_only_when_every_museum_has_approved_is_it_released(world, named, contact, people):
    approve(named, AUDIENCE.ROUND, [contact, people["a peer"]], by=contact)

    services.release_experience(named, audience=AUDIENCE.ROUND, by=contact)

    assert Experience.objects.visible_to(people["a partner"]).get() == named
    event = Event.objects.get(action="experience.release")
    assert event.detail == {"before": "museum", "after": "round"}


def test_a_consent_for_the_rounds_is_none_for_the_public(world, contact, people):
    experience = released(
        world.seats["owner"],
        contact,
        AUDIENCE.ALL_ROUNDS,
        parties=[world.seats["peer"]],
        givers=[people["a peer"]],
    )

    with pytest.raises(ConsentMissingError):
        services.release_experience(experience, audience=AUDIENCE.PUBLIC, by=contact)


def test_a_change_voids_the_consents_and_says_whose(world, named, contact, people):
    approve(named, AUDIENCE.ROUND, [contact, people["a peer"]], by=contact)
    services.release_experience(named, audience=AUDIENCE.ROUND, by=contact)

    _revision, voided = revise(named, contact, title="Toinen nimi")

    assert {museum.name for museum in voided} == {"Kuunjoki", "Norrskata"}
    assert not Experience.objects.visible_to(people["a peer"]).exists()
    assert not Consent.objects.visible_to(people["a peer"]).exists()
    with pytest.raises(ConsentMissingError):
        services.release_experience(named, audience=AUDIENCE.ROUND, by=contact)


def test_saving_the_same_words_voids_nothing(world, named, contact, people):
    approve(named, AUDIENCE.ROUND, [contact, people["a peer"]], by=contact)

    assert revise(named, contact)[1] == []

    services.release_experience(named, audience=AUDIENCE.ROUND, by=contact)


def test_a_consent_is_given_to_the_text_that_was_read(world, named, contact, people):
    consent = consent_of(named, world.seats["peer"])
    revise(named, contact, title="Muuttui")

    with pytest.raises(ConsentVoidError):
        services.give_consent(consent, digest=consent.sha256, by=people["a peer"])
    services.ask_consents(named, audience=AUDIENCE.ROUND, by=contact)
    anew = consent_of(named, world.seats["peer"])
    with pytest.raises(ConsentVoidError):
        services.give_consent(anew, digest=consent.sha256, by=people["a peer"])


@pytest.mark.parametrize("who", ["a peer", "an owner's contact"])
def test_who_takes_a_consent_back_takes_it_from_the_readers(world, named, contact, people, who):
    approve(named, AUDIENCE.ROUND, [contact, people["a peer"]], by=contact)
    services.release_experience(named, audience=AUDIENCE.ROUND, by=contact)
    seat = world.seats["peer" if who == "a peer" else "owner"]

    services.withdraw_consent(consent_of(named, seat), by=people[who])

    named.refresh_from_db()
    assert named.audience == AUDIENCE.MUSEUM
    assert not Experience.objects.visible_to(people["a partner"]).exists()


def test_a_museum_that_has_left_takes_its_consent_back_and_is_asked_no_more(
    client, world, named, contact, people
):
    peer = people["a peer"]
    approve(named, AUDIENCE.ROUND, [contact, peer], by=contact)
    services.release_experience(named, audience=AUDIENCE.ROUND, by=contact)
    world.seats["peer"].left_at = timezone.now()
    world.seats["peer"].save()
    with pytest.raises(PartyHasLeftError):
        services.ask_consents(named, audience=AUDIENCE.PUBLIC, by=contact)

    sign_in(client, peer)
    consent = consent_of(named, world.seats["peer"])
    address = reverse("knowledge:consent", args=[consent.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"give": 1, "digest": consent.sha256}).status_code == 403
    client.post(address, {"withdraw": 1, "digest": consent.sha256})

    named.refresh_from_db()
    assert named.audience == AUDIENCE.MUSEUM
    assert client.get(address).status_code == 404


def test_a_museum_that_has_left_takes_its_experiences_along(world, contact, people):
    experience = released(world.seats["owner"], contact, AUDIENCE.ALL_ROUNDS)
    assert Experience.objects.visible_to(people["a member of another round"]).exists()
    world.seats["owner"].left_at = timezone.now()
    world.seats["owner"].save()

    for who in ("a peer", "a member of another round", "a coordinator"):
        assert not Experience.objects.visible_to(people[who]).exists()
    assert Experience.objects.withdrawable_by(contact).get() == experience


def test_after_the_round_it_can_be_taken_back_and_nothing_else(world, named, contact, people):
    approve(named, AUDIENCE.ROUND, [contact, people["a peer"]], by=contact)
    services.release_experience(named, audience=AUDIENCE.ROUND, by=contact)
    world.running.ended_at = timezone.now() + dt.timedelta(microseconds=1)
    world.running.save()

    for verb in (services.ask_consents, services.release_experience):
        with pytest.raises(RoundEndedError):
            verb(named, audience=AUDIENCE.PUBLIC, by=contact)
    with pytest.raises(RoundEndedError):
        revise(named, contact, title="Uusi")
    services.withdraw_experience(named, by=contact)
    named.refresh_from_db()
    assert named.audience == AUDIENCE.MUSEUM


def test_two_who_write_at_once_each_see_both_texts(client, world, contact):
    experience = begun(world.seats["owner"], contact)
    sign_in(client, contact)
    address = reverse("knowledge:experience_update", args=[experience.pk])
    initial = client.get(address).context["form"].initial
    revise(experience, contact, title="Hänen nimensä")
    sent = {k: v or "" for k, v in initial.items() if k not in ("themes", "parties")}

    response = client.post(address, sent | {"title": "Minun nimeni"})

    assert "Hänen nimensä" in response.text
    assert "Minun nimeni" in response.text
    with pytest.raises(ExperienceChangedError):
        services.revise_experience(
            experience, values=values(title="x"), base_number=1, token=None, by=contact
        )


def test_a_revision_is_never_changed_and_has_the_hash_of_its_text(world, contact):
    revision = begun(world.seats["owner"], contact).revisions.get()

    assert revision.sha256 == hash_of(revision.content)
    with pytest.raises(TypeError):
        revision.save()


def test_those_who_have_not_answered_are_reminded_twice(world, named, people, contact):
    asked = OutgoingMail.objects.count()
    consents = Consent.objects.filter(participation=world.seats["peer"])
    counts = []
    for days in (6, 8, 8, 15, 30):
        consents.update(asked_at=timezone.now() - dt.timedelta(days=days))
        remind_of_consents()
        counts.append(OutgoingMail.objects.count() - asked)

    assert counts == [0, 1, 1, 2, 2]
    assert {m.recipient for m in OutgoingMail.objects.all()} == {people["a peer"].email}
    Consent.objects.update(asked_at=timezone.now() - dt.timedelta(days=8))
    remind_of_consents()
    last = OutgoingMail.objects.exclude(recipient=people["a peer"].email).get()
    assert last.recipient == contact.email, "who asked has not answered for their own museum"


def test_a_note_of_a_decline_is_read_by_the_author_museum(client, world, named, people, contact):
    consent = consent_of(named, world.seats["peer"])
    sign_in(client, people["a peer"])
    client.post(
        reverse("knowledge:consent", args=[consent.pk]),
        {"decline": 1, "note": "Väärä luku", "digest": consent.sha256},
    )
    sign_in(client, contact)

    text = client.get(reverse("knowledge:experience_detail", args=[named.pk])).text

    assert "Väärä luku" in text
    assert Consent.objects.get(pk=consent.pk).state == State.DECLINED


def test_a_museum_named_in_the_text_and_not_chosen_is_asked_for(client, world, contact):
    sign_in(client, contact)
    address = reverse("knowledge:experience_create")
    form = client.get(address).context["form"]

    token = form["token"].value()
    sent = {**form.initial, "token": token, "language": "fi", "title": "Opittua"}
    sent["tried"] = "Kuten Norrskata teki."
    response = client.post(address, sent)

    assert "Norrskata" in str(response.context["form"].errors["parties"])
    sent["parties"] = [world.seats["peer"].pk]
    for _time in range(2):
        assert client.post(address, sent).status_code == 302
    assert Experience.objects.get().parties.get() == world.seats["peer"]


def test_the_way_through_the_pages_ends_in_a_release(client, world, people, contact):
    experience = begun(world.seats["owner"], contact, parties=[world.seats["peer"]])
    release = reverse("knowledge:experience_release", args=[experience.pk])
    sign_in(client, contact)
    assert "Norrskata" in client.post(release, {"audience": "round"}).text
    client.post(release, {"audience": "round", "ask": 1})
    client.post(release, {"audience": "round", "release": 1})
    experience.refresh_from_db()
    assert experience.audience == AUDIENCE.MUSEUM
    for person, seat in ((contact, "owner"), (people["a peer"], "peer")):
        sign_in(client, person)
        consent = consent_of(experience, world.seats[seat])
        client.post(
            reverse("knowledge:consent", args=[consent.pk]), {"give": 1, "digest": consent.sha256}
        )

    sign_in(client, contact)
    home = client.get(reverse("knowledge:workspace"))
    assert "answered" in [thing.kind for thing in home.context["things"]]
    assert client.get(release).context["is_ready"]
    client.post(release, {"audience": "round", "release": 1})

    experience.refresh_from_db()
    assert experience.audience == AUDIENCE.ROUND
