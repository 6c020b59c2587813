"""Duties in a round: given and ended at the server, by command."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Event, User
from knowledge.models import RoundRole
from tests.factories.accounts import UserFactory
from tests.factories.knowledge import RoundFactory


def test_a_person_is_made_coordinator_once_and_it_is_written_down(db, capsys):
    round, person = RoundFactory(name_sv="Omgång A"), UserFactory(email="kaija@virasto.example")

    for _ in range(2):
        call_command("appoint", "coordinator", "Kaija@virasto.example", round="Omgång A")

    duty = RoundRole.objects.get()
    assert (duty.round, duty.user, duty.role) == (round, person, "coordinator")
    assert Event.objects.filter(action="duty.start", subject_id=duty.pk).count() == 1
    assert "is coordinator of" in capsys.readouterr().out


def test_somebody_new_gets_an_account_without_a_password(db):
    round = RoundFactory()

    call_command(
        "appoint", "reviewer", "uusi@virasto.example", round=str(round.pk), first_name="Uusi"
    )

    person = User.objects.get(email="uusi@virasto.example")
    assert not person.has_usable_password()
    assert person.emailaddress_set.get().verified
    assert person.must_have_second_factor()
    assert person.reads_applications()


def test_a_duty_ends_at_once(db):
    round = RoundFactory()
    call_command("appoint", "coordinator", "kaija@virasto.example", round=str(round.pk))

    call_command("appoint", "coordinator", "kaija@virasto.example", round=str(round.pk), end=True)

    assert not RoundRole.objects.current().exists()
    assert Event.objects.filter(action="duty.end").count() == 1


@pytest.mark.parametrize(
    ("email", "name", "end"),
    [("ei-osoite", None, False), ("a@b.example", "ei ole", False), ("a@b.example", None, True)],
)
def test_what_cannot_be_done_is_told_in_a_sentence(db, email, name, end):
    round = RoundFactory()

    with pytest.raises(CommandError):
        call_command("appoint", "reviewer", email, round=name or str(round.pk), end=end)

    assert not RoundRole.objects.exists()
