"""Around a plan's revisions: words not saved yet, names of versions, progress updates."""

import uuid

from django.db import models
from django.utils import timezone

from accounts.models import User

from .plans import Plan, PlanRevision
from .sight import own, shown
from .standing import standing_of


class PlanDraftQuerySet(models.QuerySet):
    """Words not saved yet, by whose they are."""

    def visible_to(self, user):
        """Return a person's own drafts of plans that they may still change."""
        return self.filter(written_by_id=user.pk, plan__in=Plan.objects.editable_by(user))

    def of_colleagues(self, user):
        """Return the drafts of others in the person's museums: who writes, never the words."""
        drafts = self.filter(plan__in=Plan.objects.editable_by(user)).exclude(written_by=user.pk)
        return drafts.select_related("written_by").defer("data")


class PlanDraft(models.Model):
    """What one person has written in the form of a plan and not saved.

    ``data`` is the form as it was posted, ``{field: text}``, the revision it began from
    included. Saving the plan or dropping the words deletes it.
    """

    wagtail_reference_index_ignore = True

    goes_with_person = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="drafts")
    written_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = PlanDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "written_by"], name="knowledge_a_person_has_one_draft_of_a_plan"
            )
        ]

    def __str__(self):
        return f"draft {self.pk} of plan {self.plan_id}"


class VersionNameQuerySet(models.QuerySet):
    """Names by who may read them."""

    def visible_to(self, user):
        """Return the names that a person's own museums have given."""
        return self.filter(own(standing_of(user), "revision__plan__"))


class VersionName(models.Model):
    """A name given to a revision, which has stood still since it was saved."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.OneToOneField(PlanRevision, models.CASCADE, related_name="named")
    name = models.CharField(max_length=80)
    named_at = models.DateTimeField(default=timezone.now)
    named_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = VersionNameQuerySet.as_manager()

    def __str__(self):
        return f"name {self.pk} of revision {self.revision_id}"


class ProgressUpdateQuerySet(models.QuerySet):
    """Progress updates by who may read them; who may change the plan takes them back."""

    def visible_to(self, user):
        """Return those of plans that a person sees as they are now."""
        standing = standing_of(user)
        return self.filter(own(standing, "plan__") | shown(standing, "plan__"), removed_at=None)


class ProgressUpdate(models.Model):
    """How the work of a plan goes, told in passing; seen by who sees the plan as it is now."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="progress_updates")
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    request_token = models.UUIDField(unique=True)
    removed_at = models.DateTimeField(null=True)

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at"]

    def __str__(self):
        return f"progress update {self.pk}"
