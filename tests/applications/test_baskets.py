"""Coordinators weigh applications in baskets, and lose nothing of each other's."""

import json
import uuid

import pytest

from accounts.models import Event
from applications import services
from applications.demo.form import form_in
from applications.exceptions import ChangedMeanwhileError, NameTakenError, TooManyBasketsError
from applications.models import (
    Application,
    ApplicationRevision,
    Basket,
    BasketEntry,
    CallPage,
    Profile,
)
from applications.services.baskets import MOST_BASKETS
from tests.applications.test_sharing import SHARING, sharing_application
from tests.factories.applications import application_to, block_id, open_call
from tests.factories.knowledge import coordinator_of


def basket_of(round, name="Tasapainoinen", *, by=None, applications=(), reason=""):
    """Return a basket with applications in it."""
    return services.create_basket(
        round,
        by=by or coordinator_of(round),
        name=name,
        reason=reason,
        token=uuid.uuid4(),
        applications=applications,
    )


def test_a_second_click_makes_no_second_basket(call):
    token, by = uuid.uuid4(), coordinator_of(call)

    made = [
        services.create_basket(call, by=by, name=name, reason="", token=token)
        for name in ("Tasapainoinen", "Toinen")
    ]

    assert made[0] == made[1] == Basket.objects.get()
    assert Event.objects.filter(action="basket.create").count() == 1


def test_names_are_used_once_in_a_round_and_baskets_are_so_many(call):
    basket_of(call, "Pienet")
    other = basket_of(open_call(), "Pienet")

    with pytest.raises(NameTakenError):
        basket_of(call, "Pienet")
    for number in range(MOST_BASKETS - 1):
        basket_of(call, f"Kori {number}")
    with pytest.raises(TooManyBasketsError):
        basket_of(call, "Liikaa")

    assert (other.name, Basket.objects.filter(round=call).count()) == ("Pienet", MOST_BASKETS)


def test_a_token_of_another_round_makes_a_basket_all_the_same(call):
    other = basket_of(open_call())

    basket = services.create_basket(
        call, by=coordinator_of(call), name="Oma", reason="", token=other.token
    )

    assert basket.round == call


def test_putting_in_and_taking_out_twice_is_as_once(call):
    basket, application, by = basket_of(call), application_to(call), coordinator_of(call)

    for _ in range(2):
        services.put_in(basket, application, by=by)
    inside = list(basket.applications.all())
    for _ in range(2):
        services.take_out(basket, application, by=by)

    assert (inside, list(basket.applications.all())) == ([application], [])
    done = Event.objects.filter(action__startswith="basket.").exclude(action="basket.create")
    assert sorted(done.values_list("action", flat=True)) == ["basket.put_in", "basket.take_out"]


def test_an_application_of_another_round_is_not_put_in(call):
    with pytest.raises(ValueError, match="another round"):
        services.put_in(basket_of(call), application_to(open_call()), by=coordinator_of(call))

    assert not BasketEntry.objects.exists()


def test_what_is_put_in_leaves_the_version_that_a_recused_coordinator_sees(call):
    basket = basket_of(call)

    services.put_in(basket, application_to(call), by=coordinator_of(call))

    basket.refresh_from_db()
    assert basket.version == 1


def test_two_coordinators_do_not_overwrite_each_other(call):
    basket, by = basket_of(call, "Ensimmäinen"), coordinator_of(call)
    basket_of(call, "Varattu")
    services.change_basket(basket, by=by, name="Alueet", reason="Etelä ja pohjoinen", version=1)

    with pytest.raises(ChangedMeanwhileError) as raised:
        services.change_basket(basket, by=by, name="Koot", reason="", version=1)
    with pytest.raises(ChangedMeanwhileError):
        services.delete_basket(basket, by=by, version=1)
    with pytest.raises(NameTakenError):
        services.change_basket(basket, by=by, name="Varattu", reason="", version=2)

    assert (raised.value.current.name, raised.value.current.version) == ("Alueet", 2)
    services.delete_basket(basket, by=by, version=2)
    with pytest.raises(Basket.DoesNotExist):
        services.delete_basket(basket, by=by, version=2)
    assert Basket.objects.get().name == "Varattu"


def test_a_note_is_not_overwritten_unawares(call):
    basket = basket_of(call, applications=[application_to(call)])
    entry, by = basket.entries.get(), coordinator_of(call)
    services.write_note(entry, by=by, note="Ainoa pohjoisesta", version=1)

    with pytest.raises(ChangedMeanwhileError):
        services.write_note(entry, by=by, note="Pieni", version=1)

    assert basket.entries.get().note == "Ainoa pohjoisesta"


def test_baskets_are_seen_by_coordinators_of_the_round_alone(call, people):
    basket = basket_of(call)

    seers = {
        name
        for name, user in people.items()
        if user and Basket.objects.visible_to(user).contains(basket)
    }

    assert seers == {"a coordinator", "a coordinator with a conflict"}


def test_a_recused_coordinator_finds_the_rest_of_a_basket(call, people):
    seen = application_to(call)
    hidden = application_to(call, email="toinen@museo.example")
    basket = basket_of(call, applications=[seen, hidden])
    recused = people["a coordinator with a conflict"]
    services.declare(hidden, by=recused, has_conflict=True)

    assert list(basket.applications.chosen_by(recused)) == [seen]
    assert basket.applications.chosen_by(people["a coordinator"]).count() == 2
    assert not basket.applications.chosen_by(people["a reviewer"]).exists()


ANSWERS = {"gives": ["a", "c"], "gives-more": "Valo", "wants": ["b"], "hosts": "spring"}


def test_what_counts_is_written_down_when_an_application_is_sent(db):
    call = open_call(form=SHARING)

    profile = sharing_application(call, **ANSWERS, **{"hosts-when": "Maalis.\n\nHuhti."}).profile

    assert profile.facts == {
        "targets": ["cust"],
        "other_targets": [],
        "offers": ["a", "c"],
        "needs": ["b"],
        "hosting": ["spring"],
        "words": {"offers": ["Valo"], "needs": [], "hosting": ["Maalis.", "Huhti."]},
    }


def test_the_last_revision_counts(db):
    call = open_call(form=SHARING)
    application = services.take_back(sharing_application(call, **ANSWERS))
    answers = {**application.answers, block_id("gives"): ["b"]}
    services.save_answers(application, answers=answers, language="fi")
    services.submit_application(application, token=uuid.uuid4(), language="fi")

    profile = Profile.objects.get()
    assert profile.facts["offers"] == ["b"]
    assert profile.revision.number == 2


def test_a_form_that_maps_its_questions_later_counts_for_what_was_sent_before(db):
    steps = [*SHARING]
    unmapped = [
        (kind, name, texts, {**settings, "maps_to": ""})
        for kind, name, texts, settings in steps[-1][3]
    ]
    call = open_call(form=[*steps[:-1], (*steps[-1][:3], unmapped)])
    application = sharing_application(call, **ANSWERS)
    before = application.profile.facts["offers"]
    for page in CallPage.objects.filter(round=call).select_related("locale"):
        page.form = json.dumps(form_in(page.locale.language_code, SHARING))
        page.save()
    services.compile_form(page)

    services.renew_profiles(call, [application])

    application = Application.objects.get()
    assert (before, application.profile.facts["offers"]) == ([], ["a", "c"])
    assert application.profile.form_version == call.form_versions.first()
    assert ApplicationRevision.objects.count() == Profile.objects.count() == 1
