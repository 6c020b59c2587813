"""Reviewers tell of conflicts first, and a recused one learns nothing more."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import Event
from applications import services
from applications.models import Application, ApplicationFile, Declaration
from applications.views import conflicts
from tests.applications.conftest import declare_all, uploads, words
from tests.applications.test_reviewing import bytes_of
from tests.factories.accounts import MembershipFactory, MuseumFactory, sign_in
from tests.factories.applications import application_to, draft_to, open_call, stored

DECLARE = "review:conflict_declare"


def sent_by(call, name, **museum):
    """Return an application of a museum of the register."""
    museum = MuseumFactory(name=name, **museum)
    value = {"id": str(museum.pk), "name": museum.name}
    draft = draft_to(call, email=f"{uuid.uuid4().hex}@museo.example", files=uploads()[:1])
    services.save_answers(draft, answers=stored(museum=value), language="fi")
    services.submit_application(draft, token=uuid.uuid4(), language="fi")
    return Application.objects.select_related("museum").get(pk=draft.pk)


def say(client, application, has_conflict, reason=""):
    """Post a reviewer's word of one application."""
    data = {f"{application.pk}-has_conflict": has_conflict, f"{application.pk}-reason": reason}
    return client.post(reverse(DECLARE), data, follow=True)


def detail(application):
    """Return the address of the reading view."""
    return reverse("review:application_detail", args=[application.pk])


@pytest.fixture
def reviewer(people, client):
    """A reviewer, signed in, who has not declared anything."""
    person = people["a reviewer who has not declared"]
    sign_in(client, person)
    return person


def test_the_declaration_shows_names_and_no_word_of_an_answer(client, call, reviewer):
    mine = sent_by(call, "Kuunjoen museo")
    draft_to(call, email="luonnos@museo.example")
    application_to(open_call(), email="muu@museo.example")

    page = client.get(reverse(DECLARE))

    assert "Kuunjoen museo" in words(page)
    assert "Hiidenkosken" not in page.text
    for secret in ["Kävijät äänessä", "Ängeslevä", "hiidenkoski.example", mine.reference]:
        assert secret not in page.text


def test_having_no_conflict_opens_the_application(client, call, reviewer):
    application = sent_by(call, "Kuunjoen museo")

    before = client.get(detail(application)).status_code
    response = say(client, application, "no")

    assert before == 404
    assert "Kuunjoen museo" in words(response)
    assert client.get(detail(application)).status_code == 200
    assert "Kuunjoen" not in client.get(reverse(DECLARE)).text


def test_a_recused_reviewer_finds_the_museum_nowhere(client, call, reviewer):
    hidden, other = sent_by(call, "Kuunjoen museo"), sent_by(call, "Saven museo")
    say(client, other, "no")

    pages = [say(client, hidden, "yes", "Sisareni johtaa museota.")]
    pages += [client.get(reverse(f"review:{name}")) for name in ("application_list",)]
    pages += [client.get(reverse(DECLARE)), client.get(detail(other))]

    for page in pages:
        for trace in ["Kuunjoen", str(hidden.pk), hidden.reference, "odottaa ilmoitustasi"]:
            assert trace not in page.text
    file = ApplicationFile.objects.get(application=hidden)
    for address, kind in [
        (detail(hidden), "application_detail"),
        (reverse("review:file", args=[file.pk]), "file"),
        (reverse("review:application_recuse", args=[hidden.pk]), "application_recuse"),
    ]:
        missing = reverse(f"review:{kind}", args=[uuid.uuid4()])
        assert bytes_of(client.get(address)) == bytes_of(client.get(missing))
    after = client.get(reverse("review:application_list"), {"after": hidden.pk})
    assert after.text.count('<th scope="row">') == 1


def test_a_conflict_may_be_told_of_while_reading_and_is_not_undone_by_posting(
    client, call, reviewer
):
    application = sent_by(call, "Kuunjoen museo")
    say(client, application, "no")
    address = reverse("review:application_recuse", args=[application.pk])

    response = client.post(address, {"reason": "Olen hakijan neuvonantaja."}, follow=True)
    say(client, application, "no")

    assert "Esteellisyytesi on kirjattu." in words(response)
    assert client.get(detail(application)).status_code == 404
    standing = Declaration.objects.of(reviewer).get()
    assert (standing.has_conflict, standing.reason) == (True, "Olen hakijan neuvonantaja.")


def test_one_s_own_museum_and_one_of_the_same_body_are_proposed(client, call, reviewer):
    own = MembershipFactory(
        user=reviewer, museum__maintaining_body="Kuunjoen kaupunki", ended=True
    ).museum
    near = sent_by(call, "Kuunjoen taidemuseo", maintaining_body="Kuunjoen kaupunki")
    far = sent_by(call, "Saven museo", maintaining_body="Saven säätiö")
    mine = application_to(call)
    Application.objects.filter(pk=mine.pk).update(museum=own, museum_name=own.name)

    page = client.get(reverse(DECLARE))
    for application in (near, far):
        say(client, application, "no")

    assert page.text.count("checked") == 2
    assert "Kuulut tai olet kuulunut tähän museoon." in words(page)
    assert "Museolla on sama ylläpitäjä kuin omallasi." in words(page)
    assert {d.application_id: d.proposal for d in Declaration.objects.all()} == {
        near.pk: "same-body",
        far.pk: "",
    }


def test_nothing_chosen_is_said_and_changes_nothing(client, call, reviewer):
    application = sent_by(call, "Kuunjoen museo")

    empty = client.post(reverse(DECLARE), {}, follow=True)
    odd = say(client, application, "ehkä")
    long = say(client, application, "yes", "ä" * 301)

    assert "Valitse ainakin yhden museon kohdalla." in words(empty)
    assert "Valitse toinen kahdesta" in words(odd)
    assert "Lyhennä" in words(long) or "Lyhentäkää" in words(long)
    assert not Declaration.objects.exists()


def test_a_museum_that_applies_under_another_name_is_declared_anew(client, call, reviewer):
    application = sent_by(call, "Kuunjoen museo")
    say(client, application, "no")

    Application.objects.filter(pk=application.pk).update(museum_name="Saven museo")

    assert client.get(detail(application)).status_code == 404
    assert "Saven museo" in words(client.get(reverse(DECLARE)))


def test_the_coordinator_sees_who_declared_what_and_asks_anew(
    client, other_client, call, people, reviewer
):
    application = sent_by(call, "Kuunjoen museo")
    say(client, application, "yes", "Sisareni johtaa museota.")
    other = sent_by(open_call(), "Muun kierroksen museo")
    declare_all(people["a reviewer of another round"])
    sign_in(other_client, people["a coordinator"])
    address = reverse("review:declaration_list")

    page = other_client.get(address)
    declaration = Declaration.objects.of(reviewer).get()
    anew = reverse("review:declaration_ask_anew", args=[declaration.pk])
    by_reviewer = client.post(anew).status_code
    other_client.post(anew)

    for part in ["Kuunjoen museo", str(reviewer), "Sisareni johtaa museota.", "Esteellinen"]:
        assert part in words(page)
    assert other.museum_name not in page.text
    assert by_reviewer == 404
    assert "Kuunjoen museo" in words(client.get(reverse(DECLARE)))
    assert client.get(detail(application)).status_code == 404
    assert Event.objects.filter(action="conflict.ask_anew").count() == 1


def test_a_coordinator_is_not_asked_and_a_word_given_twice_is_there_once(call, people):
    application = application_to(call)
    coordinator = people["a coordinator"]

    for _ in range(2):
        declare_all(people["a reviewer"])

    assert not Application.objects.awaiting_declaration_of(coordinator).exists()
    assert Application.objects.visible_to(coordinator).get() == application
    assert Declaration.objects.count() == 1


def test_many_are_spoken_of_page_by_page_and_none_is_lost(client, call, reviewer):
    found = [sent_by(call, f"Museo {n}") for n in range(3)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conflicts, "PAGE_SIZE", 2)
        first = client.get(reverse(DECLARE))
        older = client.get(reverse(DECLARE), {"after": found[1].pk})
        late = sent_by(call, "Museo 4")
        both = {f"{each.pk}-has_conflict": "no" for each in found[1:]}
        answer = client.post(reverse(DECLARE), {**both, "more": "1"})
        last = client.get(reverse(DECLARE))

    shown = [[f"Museo {n}" in words(page) for n in range(3)] for page in (first, older)]
    assert shown == [[False, True, True], [True, False, False]]
    assert answer.url == reverse(DECLARE)
    assert "Museo 0" in words(last)
    assert "Museo 4" in words(last)
    waiting = Application.objects.awaiting_declaration_of(reviewer)
    assert set(waiting.values_list("pk", flat=True)) == {found[0].pk, late.pk}


def test_an_id_of_another_round_is_not_spoken_of(client, call, reviewer):
    foreign = application_to(open_call(), email="muu@museo.example")
    sent_by(call, "Kuunjoen museo")

    page = say(client, foreign, "no")

    assert "Valitse ainakin yhden museon kohdalla." in words(page)
    assert "Hiidenkosken" not in page.text
    assert not Declaration.objects.exists()


def test_declarations_are_listed_by_page_and_conflicts_first(client, call, people):
    found = [sent_by(call, f"Museo {n}") for n in range(4)]
    for number, each in enumerate(found):
        services.declare(each, by=people["a reviewer"], has_conflict=number == 0)
    sign_in(client, people["a coordinator"])
    address = reverse("review:declaration_list")
    newest = Declaration.objects.get(application=found[2])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conflicts, "PAGE_SIZE", 2)
        pages = [client.get(address), client.get(address, {"after": newest.pk})]

    shown = [[f"Museo {n}" in words(page) for n in range(4)] for page in pages]
    assert shown == [[True, False, True, True], [False, True, False, False]]
