"""A person who signs in."""

import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager, Permission
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

AUDITORS = "Auditors"


class UserManager(BaseUserManager):
    """Makes people, whose name in the system is their e-mail address."""

    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        """Return a new person; the address is kept in lower case."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Return a new operator, who may do all in the CMS and nothing in the workspace."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        """Return the person with this address, however it is written."""
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A person. What they may do follows from memberships and roles, never from here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("Mail is written in this language."),
    )

    erased_at = models.DateTimeField(null=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_one_person_an_address")
        ]

    def __str__(self):
        if self.erased_at is not None:
            return gettext("somebody whose data was erased")
        return self.get_full_name() or self.email

    @property
    def is_demo(self):
        """Whether this is an invented person of a demonstration."""
        return settings.DEMO and self.email.endswith(".example")

    def belongs_to_workspace(self):
        """Whether a museum's place or a duty in a round brings the person to the workspace."""
        now = timezone.now()
        seats = self.memberships.current().filter(
            Q(museum__participations__left_at=None) | Q(museum__participations__left_at__gt=now),
            museum__participations__joined_at__lte=now,
        )
        return seats.exists() or self.round_roles.of(self).running().exists()

    def reads_applications(self):
        """Whether a duty in a round lets the person read applications."""
        return self.round_roles.of(self).reading().exists()

    def may_enter_admin(self):
        """Whether the person is an editor or an operator of the site."""
        return self.has_perm("wagtailadmin.access_admin")

    def must_have_second_factor(self):
        """Whether the person is staff: operator, editor, auditor or one with a duty in a round.

        Asked anew at each request, in one query, so that it is never out of date.
        """
        if self.is_superuser:
            return True
        edits = {
            "codename": "access_admin",
            "content_type__app_label": "wagtailadmin",
        }
        return User.objects.filter(
            Q(groups__name=AUDITORS)
            | Q(groups__permissions__in=Permission.objects.filter(**edits))
            | Q(user_permissions__in=Permission.objects.filter(**edits))
            | Q(round_roles__in=self.round_roles.of(self)),
            pk=self.pk,
        ).exists()
