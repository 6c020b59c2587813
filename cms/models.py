"""What several apps share: images, documents and the outgoing mail."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class SiteImage(AbstractImage):
    """A picture of the public site; nothing confidential is ever one."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class SiteRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(SiteImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="cms_one_rendition_a_size",
            )
        ]


class SiteDocument(AbstractDocument):
    """A document of the public site; nothing confidential is ever one."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class OutgoingMailQuerySet(models.QuerySet):
    """Mail by where it is on its way."""

    def unsent(self):
        """Return what still has to leave, oldest first."""
        return self.filter(sent_at=None, given_up_at=None).order_by("created_at")


class OutgoingMail(models.Model):
    """One mail to one person, written in the transaction of what it tells.

    ``key`` names the event and the recipient, so that a mail is queued once;
    ``message_id`` is fixed here, so that one sent twice by a crash is seen as one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    recipient = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    language = models.CharField(max_length=2)
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(sent_at=None, given_up_at=None),
                name="cms_unsent_mail",
            )
        ]

    def __str__(self):
        return f"mail {self.pk}"


class JobRun(models.Model):
    """That a recurring job was begun in one of its periods, which ``key`` names."""

    key = models.CharField(max_length=80, unique=True)
    started_at = models.DateTimeField()

    def __str__(self):
        return self.key
