"""Files of the workspace: outside the media root, under random names."""

import uuid

from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from cms.scanned_files import ScannedFile

from .plans import Plan


def private_storage():
    """Return the storage that no web server serves."""
    return storages["private"]


def random_path(instance, filename):
    """Return a path that tells nothing of the file; its name is kept in the row."""
    return f"attachments/{uuid.uuid4().hex}"


class AttachmentQuerySet(models.QuerySet):
    """Files by who may see or remove them: as the plan they hang on."""

    def visible_to(self, user):
        """Return the files of the plans a person may open in their latest form.

        A partner who was given one version sees no files: they belong to the plan as
        it is now, not to that version. A harmful one is nobody's to open.
        """
        return self.filter(plan__in=Plan.objects.wholly_visible_to(user)).harmless()

    def listed_to(self, user):
        """Return those, and to the plan's own museum its harmful ones by name."""
        own = Q(plan__in=Plan.objects.owned_by(user))
        seen = self.filter(plan__in=Plan.objects.wholly_visible_to(user))
        return seen.filter(own | ~Q(scan=Attachment.Scan.INFECTED))

    def harmless(self):
        """Return those in which no scanner has found anything."""
        return self.exclude(scan=Attachment.Scan.INFECTED)

    def editable_by(self, user):
        """Return the files of the plans a person may change."""
        return self.filter(plan__in=Plan.objects.editable_by(user))


class Attachment(ScannedFile):
    """A file on a plan; nobody opens one that a scanner found harmful."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="attachments")
    file = models.FileField(storage=private_storage, upload_to=random_path, max_length=200)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]

    def __str__(self):
        return f"attachment {self.pk}"
