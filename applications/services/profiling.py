"""What counts of applications is written down when they are sent."""

from django.db import transaction

from applications.models import ApplicationRevision, FormVersion, Profile
from applications.profiling import facts_of

BATCH = 500


def write_profile(revision, version):
    """Write down what a revision that was just sent tells, by the form it was sent with."""
    _save([_profile(revision, version, version)])


@transaction.atomic
def renew_profiles(round, applications):
    """Write down anew what applications tell, by the round's newest form version.

    It concerns those sent before there were profiles, and all of them after a form has
    been published anew. Nothing is done where no form is complete.
    """
    newest = round.form_versions.complete().defer("texts").first()
    if newest is None:
        return
    versions = FormVersion.objects.filter(round=round).defer("texts").in_bulk()
    for start in range(0, len(applications), BATCH):
        batch = [each.pk for each in applications[start : start + BATCH]]
        found = ApplicationRevision.objects.filter(application__in=batch).order_by("number")
        last = {revision.application_id: revision for revision in found.defer("files")}
        _save([_profile(each, versions[each.form_version_id], newest) for each in last.values()])


def _profile(revision, own, newest):
    return Profile(
        application_id=revision.application_id,
        revision=revision,
        form_version=newest,
        facts=facts_of(revision, own, newest),
    )


def _save(profiles):
    Profile.objects.bulk_create(
        profiles,
        update_conflicts=True,
        unique_fields=["application"],
        update_fields=["revision", "form_version", "facts"],
    )
