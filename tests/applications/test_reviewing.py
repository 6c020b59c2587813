"""Who may know of, read and decide an application. The table is the rule."""

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from cms.uploads import clean_upload
from tests.answers import release
from tests.applications.conftest import Applicant, declare_all, upload, uploads, words
from tests.factories.accounts import sign_in
from tests.factories.applications import application_to, draft_to, open_call

# Answers to: the list, declaring conflicts, who declared what, the application, its file,
# declaring a conflict after all, accepting.
NONE = (404,) * 7
READ = (200, 200, 404, 200, 200, 200, 404)
ALL = (200,) * 7
SIGN_IN = (302,) * 7
ELSEWHERE = (200, 200, 404, 404, 404, 404, 404)
COORDINATES = (200, 200, 200, 404, 404, 404, 404)
FIRST = 3

MATRIX = {
    "a stranger": SIGN_IN,
    "a member": NONE,
    "an ex-member": NONE,
    "a reviewer": READ,
    "a reviewer who has not declared": ELSEWHERE,
    "a reviewer with a conflict": ELSEWHERE,
    "a coordinator": ALL,
    "a coordinator with a conflict": COORDINATES,
    "a facilitator": NONE,
    "a former reviewer": NONE,
    "a reviewer of another round": ELSEWHERE,
    "an editor": NONE,
    "an auditor": NONE,
    "a superuser": NONE,
}


@pytest.fixture
def application(call):
    """An application with a file, sent."""
    return application_to(call, files=uploads()[:1])


def addresses(application):
    """Return the addresses of an application, in the order of the answers."""
    return [
        reverse("review:application_list"),
        reverse("review:conflict_declare"),
        reverse("review:declaration_list"),
        reverse("review:application_detail", args=[application.pk]),
        reverse("review:file", args=[application.files.get().pk]),
        reverse("review:application_recuse", args=[application.pk]),
        reverse("review:application_accept", args=[application.pk]),
    ]


def missing_addresses():
    """Return the addresses of an application that there is not."""
    pages = ["application_detail", "file", "application_recuse", "application_accept"]
    return [reverse(f"review:{page}", args=[uuid.uuid4()]) for page in pages]


def enter(client, people, who):
    """Sign a person in, unless a stranger; reviewers have told of their conflicts."""
    if "conflict" in who or who == "a reviewer":
        declare_all(people[who], has_conflict="conflict" in who)
    if people[who]:
        sign_in(client, people[who])


def statuses(method, addresses):
    """Return the status of each address; a file that is not read is closed."""
    found = []
    for address in addresses:
        response = method(address)
        found.append(response.status_code)
        release(response)
    return tuple(found)


def bytes_of(response):
    """Return all that an answer tells: its status, headers and body, less the nonce."""
    nonce = re.compile(r"nonce-[^']+")
    headers = {name: nonce.sub("nonce", value) for name, value in response.items()}
    headers.pop("Expires", None)
    return response.status_code, headers, response.content


@pytest.mark.parametrize("who", MATRIX)
def test_pages_of_an_application_follow_the_matrix(client, application, people, who):
    enter(client, people, who)

    for method in ("get", "head"):
        assert statuses(getattr(client, method), addresses(application)) == MATRIX[who]


@pytest.mark.parametrize("who", [who for who in MATRIX if who != "a stranger"])
def test_a_hidden_application_answers_as_one_that_is_not_there(client, application, people, who):
    enter(client, people, who)

    for method in ("get", "head", "post", "put", "delete", "options"):
        for address, missing, answer in zip(
            addresses(application)[FIRST:], missing_addresses(), MATRIX[who][FIRST:], strict=True
        ):
            if answer == 404:
                hidden = bytes_of(getattr(client, method)(address))
                assert hidden == bytes_of(getattr(client, method)(missing))
    assert Application.objects.get().status == "received"


@pytest.mark.parametrize("who", ["a reviewer", "a coordinator"])
@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_is_not_sent_or_taken_back_is_hidden(client, application, people, who, status):
    Application.objects.update(status=status)
    enter(client, people, who)

    assert statuses(client.get, addresses(application))[FIRST:] == (404,) * 4
    assert "Hiidenkosken" not in client.get(addresses(application)[0]).text


def test_the_list_shows_exactly_what_can_be_opened(client, call, people):
    mine = application_to(call)
    draft_to(call, email="luonnos@museo.example")
    application_to(open_call(), email="muu@museo.example")
    enter(client, people, "a reviewer")

    page = client.get(reverse("review:application_list")).text

    detail = reverse("review:application_list") + r"([0-9a-f-]{36})/"
    assert re.findall(detail, page) == [str(mine.pk)]


def test_the_list_goes_on_page_by_page_without_a_gap(client, call, people, monkeypatch):
    monkeypatch.setattr("applications.views.listing.PAGE_SIZE", 2)
    sent = [application_to(call, email=f"{n}@museo.example") for n in range(5)]
    moment = timezone.now()
    Application.objects.update(received_at=moment)
    enter(client, people, "a reviewer")
    address, seen = reverse("review:application_list"), []

    while address:
        page = client.get(address).text
        seen += re.findall(r'<th scope="row"><a href="[^"]*/([0-9a-f-]{36})/"', page)
        older = re.search(r'rel="next" href="(\?after=[^"]+)"', page)
        address = reverse("review:application_list") + older[1] if older else None

    assert sorted(seen) == sorted(str(a.pk) for a in sent)
    assert len(set(seen)) == 5


@pytest.mark.parametrize("after", ["x", "", "\x00", "' OR 1=1", str(uuid.uuid4()), "9" * 900])
def test_any_address_of_the_list_answers(client, application, people, after):
    enter(client, people, "a reviewer")

    response = client.get(reverse("review:application_list"), {"after": after})

    assert (response.status_code, "Hiidenkosken museo" in response.text) == (200, True)


def test_reviewers_decide_where_the_round_says_so(client, application, people, call):
    enter(client, people, "a reviewer")
    detail, accept = addresses(application)[FIRST], addresses(application)[-1]

    before = accept in client.get(detail).text, client.post(accept).status_code
    call.has_reviewers_who_decide = True
    call.save()

    assert before == (False, 404)
    assert accept in client.get(detail).text
    assert statuses(client.get, addresses(application))[FIRST:] == ALL[FIRST:]


def test_the_reading_view_has_every_answer_and_file_in_the_reader_s_language(
    client, call, people, settings
):
    application = application_to(call, language="sv", files=uploads())
    enter(client, people, "a reviewer")

    response = client.get(reverse("review:application_detail", args=[application.pk]))

    text = words(response)
    for part in [
        "Mikä museo? Hiidenkosken museo",
        "Henkilötyövuosia 12,5 htv",
        "Milloin alkaa? 18.3.2027",
        "Näyttely on vanha. Kävijöitä ei kuulla.",
        "Kokoelmat Yleisötyö",
        "Kyllä Johtaja päätti asiasta.",
        "Åke Öster, amanuenssi, ake@hiidenkoski.example",
        "Asiakkuudet ja yhteisöt: missä olemme nyt 2, kuinka paljon asia merkitsee 5",
        "Suunnitelma ä.pdf",
        "Suunnitelma ä.docx",
        "Suunnitelma ä.odt",
        "Kieli ruotsi",
    ]:
        assert part in text
    assert 'lang="sv"' in response.text


def test_a_file_comes_as_it_was_sent_and_is_kept_by_no_cache(client, application, people):
    enter(client, people, "a reviewer")
    file = application.files.get()

    response = client.get(reverse("review:file", args=[file.pk]))

    assert b"".join(response.streaming_content) == uploads()[0].file.read()
    assert response.headers["Content-Type"] == "application/pdf"
    assert (
        response.headers["Cache-Control"]
        == "private, no-store, max-age=0, no-cache, must-revalidate"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "Suunnitelma" not in reverse("review:file", args=[file.pk])


def test_an_applicant_s_file_is_theirs_alone(client, other_client, call):
    mine = Applicant(client, call).start()
    mine.step(2, button="add", plan=upload("a.pdf", uploads()[0].file.read()))
    address = reverse("applications:application_file", args=[_file(mine)])
    other = Applicant(other_client, call).start("toinen@museo.example")

    assert statuses(client.get, [address]) == (200,)
    assert bytes_of(other.client.get(address)) == bytes_of(
        other.client.get(reverse("applications:application_file", args=[uuid.uuid4()]))
    )


def _file(applicant):
    return Application.objects.get(pk=applicant.pk).files.get().pk


APPLICANT_PAGES = [("", ()), ("step", (1,)), ("check", ()), ("receipt", ())]


@pytest.mark.parametrize("who", MATRIX)
def test_the_applicant_s_own_pages_open_in_no_other_browser(client, call, people, who):
    draft = draft_to(call)
    own = Applicant(client, call)
    enter(client, people, who)
    missing = Applicant(client, call)
    own.pk, missing.pk = draft.pk, uuid.uuid4()

    for page, args in APPLICANT_PAGES:
        for method in (client.get, client.post):
            hidden = bytes_of(method(own.address(page, *args)))
            assert hidden == bytes_of(method(missing.address(page, *args)))
            assert hidden[0] in (404, 405)


def test_a_clean_upload_is_read_from_its_start():
    file = clean_upload(upload("a.pdf", uploads()[0].file.read()))

    assert file.file.tell() == 0
