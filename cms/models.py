"""What several apps share: images, documents, the footer and the outgoing mail."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet

from cms.fields import StreamField
from cms.link_blocks import LinkColumnsBlock


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


@register_snippet
class Footer(TranslatableMixin, models.Model):
    """The foot of every page in one language: who runs the forum, links, whom to ask."""

    organisers = models.CharField(_("who runs the forum"), max_length=250)
    columns = StreamField(
        LinkColumnsBlock(max_num=3), blank=True, verbose_name=_("columns of links")
    )
    contact_heading = models.CharField(_("heading of the contact"), max_length=60)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    panels = [
        FieldPanel("organisers"),
        FieldPanel("columns"),
        MultiFieldPanel(
            [FieldPanel("contact_heading"), FieldPanel("email"), FieldPanel("phone")],
            heading=_("Contact"),
        ),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")

    def __str__(self):
        return self.organisers


class OutgoingMailQuerySet(models.QuerySet):
    """Mail by where it is on its way."""

    def unsent(self):
        """Return what still has to leave, oldest first."""
        return self.filter(sent_at=None, given_up_at=None).order_by("created_at")


class OutgoingMail(models.Model):
    """One mail to one person, written in the transaction of what it tells.

    ``key`` names the event and the recipient, so that a mail is queued once;
    ``message_id`` is fixed here, so that one sent twice by a crash is seen as one. With a
    ``composer`` the words are made when it leaves, and the row holds none. A letter that has left
    loses its words at once and its address in a month.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    composer = models.CharField(max_length=20, blank=True)
    recipient = models.EmailField()
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
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
