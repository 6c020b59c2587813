"""What reviewers and coordinators open."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from applications.views import files, late_permits, reviewing

app_name = "review"
urlpatterns = [
    path("", reviewing.application_list, name="application_list"),
    path(_("file/<uuid:pk>/"), files.file, name="file"),
    path(_("late-permits/"), late_permits.late_permit_list, name="late_permit_list"),
    path("<uuid:pk>/", reviewing.application_detail, name="application_detail"),
    path(_("<uuid:pk>/accept/"), reviewing.application_accept, name="application_accept"),
]
