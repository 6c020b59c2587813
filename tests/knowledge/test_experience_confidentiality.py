"""Who may know of, read, change, release and take back an experience. The table is the rule."""

import random
import uuid

import pytest
from django.urls import reverse

from knowledge import services
from knowledge.exceptions import ConsentMissingError
from knowledge.models import Consent, Experience
from knowledge.readers import readers_of
from tests.factories.accounts import sign_in
from tests.factories.experiences import AUDIENCE, begun, released, values

from .test_confidentiality import IN_WORKSPACE, MATRIX, SIGN_IN, ask, bytes_of, enter

# Answers to: the experience, its form, its release, its withdrawal.
NAMES = ["experience_detail", "experience_update", "experience_release", "experience_withdraw"]
DOOR, NONE, READ = (302,) * 4, (404,) * 4, (200, 403, 403, 403)
ALL, DRAFT = (200,) * 4, (200, 200, 200, 403)
KINDS = ["museum", "asked", "round", "all-rounds"]
OWN = (DRAFT, DRAFT, ALL, ALL)
PEER = (NONE, NONE, READ, READ)
TABLE = {
    "an owner": OWN,
    "an owner's contact": OWN,
    "a peer": PEER,
    "a partner": PEER,
    "a coordinator": PEER,
    "a facilitator": PEER,
    "a member of another round": (NONE, NONE, NONE, READ),
}
DOORS = (DOOR,) * 4


@pytest.fixture
def cards(world, people, monkeypatch):
    """Return an experience of each kind, each with a word of its own in every part."""
    contact, peer = people["an owner's contact"], people["a peer"]
    seat, named = world.seats["owner"], [world.seats["peer"]]

    def words(number):
        return {"title": f"nimi{number}q", "sections": {"failed": f"sana{number}q"}}

    made = {
        "museum": begun(seat, contact, **words(0)),
        "asked": begun(seat, contact, parties=named, **words(1)),
        "round": released(seat, contact, AUDIENCE.ROUND, **words(2)),
        "all-rounds": released(
            seat, contact, AUDIENCE.ALL_ROUNDS, parties=named, givers=[peer], **words(3)
        ),
    }
    services.ask_consents(made["asked"], audience=AUDIENCE.ALL_ROUNDS, by=contact)
    return made


def expected(who):
    """Return a person's answers, experience by experience."""
    return TABLE.get(who, DOORS if MATRIX[who][0] == SIGN_IN else (NONE,) * 4)


@pytest.mark.parametrize("who", MATRIX)
@pytest.mark.parametrize("method", ["get", "head", "post", "put"])
def test_pages_follow_the_table_and_a_hidden_one_answers_as_none(
    client, cards, people, who, method
):
    enter(client, people, who)
    before = list(Experience.objects.order_by("pk").values())
    missing = [
        bytes_of(ask(client, method, reverse(f"knowledge:{name}", args=[uuid.uuid4()])))
        for name in NAMES
    ]

    answers, told = [], []
    for kind in KINDS:
        row = []
        for name, nothing in zip(NAMES, missing, strict=True):
            response = ask(client, method, reverse(f"knowledge:{name}", args=[cards[kind].pk]))
            row.append(response.status_code)
            if response.status_code == 404 and bytes_of(response) != nothing:
                told.append((kind, name))
        answers.append(tuple(row))

    assert tuple(answers) == expected(who)
    assert told == []
    assert list(Experience.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("who", MATRIX)
def test_pages_hold_the_words_of_exactly_what_may_be_read(client, world, cards, people, who):
    enter(client, people, who)
    listing = client.get(reverse("knowledge:experience_list"))
    pages = [reverse("knowledge:workspace"), reverse("knowledge:museum_list")]
    pages += [reverse("knowledge:experience_detail", args=[card.pk]) for card in cards.values()]

    text = listing.text + "".join(client.get(page, follow=True).text for page in pages)

    known = {number for number, row in enumerate(expected(who)) if row not in (NONE, DOOR)}
    assert {number for number in range(4) if f"sana{number}q" in text} == known
    # The museum that is asked meets the title of what it is asked for.
    titles = known | ({1} if who == "a peer" else set())
    assert {number for number in range(4) if f"nimi{number}q" in text} == titles
    if who in IN_WORKSPACE:
        rows = {experience.pk for experience, _readers in listing.context["rows"]}
        assert rows == {cards[KINDS[number]].pk for number in known}


@pytest.mark.parametrize("who", MATRIX)
def test_a_consent_opens_to_the_museum_asked_and_its_text_alone(client, world, cards, people, who):
    enter(client, people, who)
    own, named = (
        cards["asked"].consents.get(participation=world.seats[seat]) for seat in ("owner", "peer")
    )
    nothing = bytes_of(ask(client, "get", reverse("knowledge:consent", args=[uuid.uuid4()])))

    answers = [
        ask(client, "get", reverse("knowledge:consent", args=[consent.pk]))
        for consent in (own, named)
    ]

    table = {"a peer": [404, 200], "an owner": [200, 404], "an owner's contact": [200, 404]}
    default = [302, 302] if MATRIX[who][0] == SIGN_IN else [404, 404]
    assert [answer.status_code for answer in answers] == table.get(who, default)
    assert all(bytes_of(each) == nothing for each in answers if each.status_code == 404)
    if who == "an owner":
        address = reverse("knowledge:consent", args=[own.pk])
        assert client.post(address, {"give": 1, "digest": own.sha256}).status_code == 403


def test_who_reads_is_what_the_strip_says(cards, people):
    readers = readers_of(list(Experience.objects.select_related("participation__round")))

    for card in cards.values():
        audience = readers[card.pk]
        for who, person in people.items():
            if person is not None:
                sees = Experience.objects.visible_to(person).filter(pk=card.pk).exists()
                told = person in audience.people or person in audience.helpers
                assert (who, sees) == (who, told)


def test_a_foreign_museum_cannot_be_named(client, world, people):
    sign_in(client, people["an owner"])
    address = reverse("knowledge:experience_create")
    sent = {**client.get(address).context["form"].initial, "language": "fi", "title": "x"}
    errors = []
    for foreign in (world.seats["elsewhere"].pk, uuid.uuid4()):
        form = client.post(address, sent | {"parties": [foreign]}).context["form"]
        errors.append(str(form.errors["parties"]))

    assert errors[0] == errors[1]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_others_read_only_what_every_museum_has_approved(world, people, seed):
    """An oracle in plain sets beside the services, through random acts."""
    dice = random.Random(seed)
    contact, peer, outsider = (people[who] for who in ("an owner's contact", "a peer", "a partner"))
    seats = {contact: world.seats["owner"], peer: world.seats["peer"]}
    experience = begun(world.seats["owner"], contact, parties=[world.seats["peer"]])
    wide, given, text = "museum", set(), 0
    for step in range(25):
        act, audience = (
            dice.choice(["ask", "give", "give", "back", "edit", "release", "release"]),
            "round",
        )
        audience = dice.choice(["round", "all-rounds"])
        experience.refresh_from_db()
        if act == "ask":
            services.ask_consents(experience, audience=audience, by=contact)
        elif act in ("give", "back"):
            person = dice.choice([contact, peer])
            consent = Consent.objects.filter(
                experience=experience,
                participation=seats[person],
                audience=audience,
                ended_at=None,
            ).first()
            if consent is None:
                continue
            if act == "give":
                services.give_consent(consent, digest=consent.sha256, by=person)
                given.add((person.pk, audience))
            elif wide != "museum":
                services.withdraw_consent(consent, by=person)
                wide, given = "museum", set()
            else:
                services.withdraw_consent(consent, by=person)
                given.discard((person.pk, audience))
        elif act == "edit":
            services.revise_experience(
                experience,
                values=values(title=f"Versio {step}", parties=[world.seats["peer"]]),
                base_number=experience.revision_number,
                token=None,
                by=contact,
            )
            wide, given, text = "museum", set(), text + 1
        else:
            allowed = {(contact.pk, audience), (peer.pk, audience)} <= given
            narrower = (wide, audience) == ("all-rounds", "round")
            try:
                services.release_experience(experience, audience=audience, by=contact)
                assert wide == audience or (allowed and not narrower)
                wide = audience
            except ConsentMissingError:
                assert narrower or not allowed
        sees = Experience.objects.visible_to(outsider).filter(pk=experience.pk).exists()
        assert sees == (wide != "museum")
        elsewhere = people["a member of another round"]
        later = Experience.objects.visible_to(elsewhere).filter(pk=experience.pk).exists()
        assert later == (wide == "all-rounds")


def test_readers_of_another_round_learn_how_many_read_and_not_who(client, cards, people):
    address = reverse("knowledge:experience_detail", args=[cards["all-rounds"].pk])
    named = str(people["a peer"])

    enter(client, people, "a member of another round")
    told = client.get(address).text
    enter(client, people, "an owner")
    own = client.get(address).text

    assert named not in told
    assert "henkilöä" in told
    assert named in own
