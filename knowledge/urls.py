"""Addresses of the workspace; cms/urls.py keeps them out of every cache."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from knowledge.views import (
    answers,
    attachments,
    audiences,
    home,
    invitations,
    leaving,
    lineage,
    plans,
    revisions,
    sparring,
    writing,
)

app_name = "knowledge"
urlpatterns = [
    path("", home.workspace, name="workspace"),
    path(_("promise/<uuid:pk>/"), home.promise, name="promise"),
    path(_("museums/"), home.museum_list, name="museum_list"),
    path(_("museums/<uuid:pk>/invite/"), invitations.museum_invite, name="museum_invite"),
    path(_("museums/<uuid:pk>/leave/"), leaving.museum_leave, name="museum_leave"),
    path(_("museums/<uuid:pk>/people/<uuid:member>/"), leaving.member_update, name="member_update"),
    path(_("orientation/"), home.orientation, name="orientation"),
    path(_("plans/"), plans.plan_list, name="plan_list"),
    path(_("plans/<uuid:pk>/"), plans.plan_detail, name="plan_detail"),
    path(_("plans/<uuid:pk>/edit/"), writing.plan_update, name="plan_update"),
    path(_("plans/<uuid:pk>/audience/"), audiences.plan_audience, name="plan_audience"),
    path(_("plans/<uuid:pk>/revisions/"), revisions.plan_revision_list, name="plan_revision_list"),
    path(_("plans/<uuid:pk>/files/"), attachments.plan_attachments, name="plan_attachments"),
    path(_("revisions/<uuid:pk>/"), revisions.plan_revision, name="plan_revision"),
    path(_("plans/<uuid:pk>/lineage/"), lineage.plan_lineage, name="plan_lineage"),
    path(_("plans/<uuid:pk>/progress/"), lineage.plan_progress, name="plan_progress"),
    path(_("progress/<uuid:pk>/remove/"), lineage.progress_remove, name="progress_remove"),
    path(_("revisions/<uuid:pk>/name/"), lineage.plan_revision_name, name="plan_revision_name"),
    path(_("files/<uuid:pk>/"), attachments.attachment, name="attachment"),
    path(_("files/<uuid:pk>/remove/"), attachments.attachment_remove, name="attachment_remove"),
    path(_("plans/<uuid:pk>/offer/"), sparring.plan_offer, name="plan_offer"),
    path(_("plans/<uuid:pk>/advise/"), sparring.plan_advise, name="plan_advise"),
    path(_("advice/<uuid:pk>/"), sparring.advice_update, name="advice_update"),
    path(_("advice/<uuid:pk>/answer/"), answers.advice_answer, name="advice_answer"),
    path(_("advice/<uuid:pk>/promise/"), answers.advice_promise, name="advice_promise"),
    path(_("advice/<uuid:pk>/share/"), answers.advice_share, name="advice_share"),
    path(_("next-steps/<uuid:pk>/done/"), answers.next_step_done, name="next_step_done"),
]
