"""What an applicant opens: no account, only a link or a begun draft."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from applications.views import (
    costs,
    directors,
    files,
    filling,
    outcomes,
    receipts,
    reusing,
    starting,
    writers,
)

app_name = "applications"
urlpatterns = [
    path(_("start/<uuid:pk>/"), starting.application_start, name="application_start"),
    path(_("back/"), starting.application_link, name="application_link"),
    path(_("back/<str:token>/"), starting.application_return, name="application_return"),
    path(_("verify-a-receipt/"), receipts.receipt_check, name="receipt_check"),
    path(_("file/<uuid:pk>/"), files.application_file, name="application_file"),
    path(_("calculator/<uuid:pk>/"), costs.calculator, name="calculator"),
    path(_("confirm/<str:token>/"), directors.director_link, name="director_link"),
    path(_("director/<uuid:pk>/"), directors.director_confirm, name="director_confirm"),
    path(_("director/<uuid:pk>/answers/"), directors.director_answers, name="director_answers"),
    path("<uuid:pk>/", filling.application, name="application"),
    path("<uuid:pk>/<int:number>/", filling.application_step, name="application_step"),
    path(_("<uuid:pk>/check/"), filling.application_check, name="application_check"),
    path(_("<uuid:pk>/take-back/"), filling.application_take_back, name="application_take_back"),
    path(_("<uuid:pk>/decision/"), outcomes.application_decision, name="application_decision"),
    path(_("<uuid:pk>/again/"), reusing.application_reuse, name="application_reuse"),
    path(_("<uuid:pk>/writers/"), writers.application_writers, name="application_writers"),
    path(_("<uuid:pk>/costs/"), costs.application_costs, name="application_costs"),
    path(_("<uuid:pk>/director/"), directors.application_director, name="application_director"),
    path(_("<uuid:pk>/receipt/"), filling.application_receipt, name="application_receipt"),
]
