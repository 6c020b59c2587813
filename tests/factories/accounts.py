"""People, museums and what ties them together."""

import datetime as dt
import hashlib

import factory
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Invitation, Membership, Museum, User

PASSWORD = "kuusen juurella kasvaa"


class UserFactory(DjangoModelFactory):
    """A person with a verified address and no rights at all."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence("henkilo{}@museo.example".format)
    first_name = factory.Sequence("Päivi {}".format)
    last_name = "Äyräpää"
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def groups(self, create, extracted, **kwargs):
        """Put the person into ``groups``."""
        if create and extracted:
            self.groups.set(extracted)

    @factory.post_generation
    def address(self, create, extracted, **kwargs):
        """Keep the address where allauth looks for it."""
        if create:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class MuseumFactory(DjangoModelFactory):
    """A museum in the register."""

    class Meta:
        model = Museum

    name = factory.Sequence("Järvikylän museo {}".format)
    slug = factory.Sequence("jarvikyla-{}".format)
    region = Museum.Region.NORTH_SAVO


class MembershipFactory(DjangoModelFactory):
    """A colleague's place in a museum that began yesterday; ``ended`` an hour ago."""

    class Meta:
        model = Membership

    class Params:
        contact = factory.Trait(role=Membership.Role.CONTACT)
        ended = factory.Trait(
            ended_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(hours=1))
        )

    user = factory.SubFactory(UserFactory)
    museum = factory.SubFactory(MuseumFactory)
    started_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=1))


class InvitationFactory(DjangoModelFactory):
    """An open invitation, whose link holds ``token``."""

    class Meta:
        model = Invitation
        exclude = ["token"]

    token = factory.Sequence("avain-{}".format)
    token_hash = factory.LazyAttribute(lambda o: hashlib.sha256(o.token.encode()).hexdigest())
    email = factory.Sequence("kutsuttu{}@museo.example".format)
    name = "Aila Ängeslevä"
    language = "fi"
    museum = factory.SubFactory(MuseumFactory)
    role = Membership.Role.MEMBER
    invited_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=14))


def member_of(museum, **fields):
    """Return a new person who belongs to a museum."""
    return MembershipFactory(museum=museum, **fields).user


def sign_in(client, user):
    """Sign a person in with a session that has passed a second factor.

    ``client.force_login`` alone leaves staff in front of that door.
    """
    client.force_login(user)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, method="mfa", type="totp")
    request.session.save()
