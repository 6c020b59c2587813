"""Who has reviewed an application, and the coordinator, talk of it."""

import uuid

import pytest
from django.urls import reverse

from applications import services
from applications.models import Comment
from tests.applications.conftest import words
from tests.applications.test_reviewing import bytes_of
from tests.applications.test_reviews import review, reviewers
from tests.factories.accounts import sign_in
from tests.factories.applications import application_to


def address(application):
    """Return the address of an application's discussion."""
    return reverse("review:discussion", args=[application.pk])


def say(client, application, text, token=None):
    """Post a comment."""
    data = {"comment": text, "token": token or uuid.uuid4()}
    return client.post(address(application), data, follow=True)


@pytest.fixture
def application(call):
    """An application, sent."""
    return application_to(call)


def test_reviewers_talk_once_they_have_reviewed(client, other_client, call, application):
    reviewers(call, client, other_client)
    review(client, application)
    missing = reverse("review:discussion", args=[uuid.uuid4()])

    said = say(client, application, "Kysytään\nlisää <b>")

    for method in ("get", "head", "post"):
        hidden = bytes_of(getattr(other_client, method)(address(application)))
        assert hidden == bytes_of(getattr(other_client, method)(missing))
    detail = reverse("review:application_detail", args=[application.pk])
    assert address(application) not in other_client.get(detail).text
    assert address(application) in client.get(detail).text
    assert "Kysytään<br>lisää &lt;b&gt;" in said.text
    review(other_client, application)
    assert "Kysytään" in words(other_client.get(address(application)))


def test_a_recused_reviewer_s_words_go_with_them(client, call, application, people):
    (person,) = reviewers(call, client)
    review(client, application)
    say(client, application, "Kysytään lisää.")

    services.declare(application, by=person, has_conflict=True)

    assert client.get(address(application)).status_code == 404
    sign_in(client, people["a coordinator"])
    page = client.get(address(application))
    assert (page.status_code, "Kysytään lisää." in page.text) == (200, False)


def test_a_second_click_says_nothing_more_and_nothing_is_refused_in_words(
    client, call, application, people
):
    sign_in(client, people["a coordinator"])
    token = uuid.uuid4()

    for _ in range(2):
        say(client, application, "Kysytään lisää.", token)
    empty = say(client, application, " ")

    assert "Kirjoita ensin kommentti" in words(empty)
    assert [comment.text for comment in Comment.objects.all()] == ["Kysytään lisää."]


@pytest.mark.parametrize(
    "who",
    ["a member", "a superuser", "a reviewer of another round", "a coordinator with a conflict"],
)
def test_nobody_else_opens_the_discussion(client, application, people, who):
    if "conflict" in who:
        services.declare(application, by=people[who], has_conflict=True)
    sign_in(client, people[who])

    assert client.get(address(application)).status_code == 404
    assert say(client, application, "Hei").status_code == 404
    assert not Comment.objects.exists()


def test_other_words_of_a_form_sent_before_are_not_lost(client, call, people, application):
    sign_in(client, people["a coordinator"])
    token = uuid.uuid4()

    for text in ["Eka", "Eka", "Toka", "Toka"]:
        say(client, application, text, token)

    assert list(Comment.objects.values_list("text", flat=True)) == ["Eka", "Toka"]
