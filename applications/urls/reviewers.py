"""What reviewers and coordinators open."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from applications.views import (
    assigning,
    baskets,
    boards,
    conflicts,
    deciding,
    diary,
    discussing,
    exporting,
    files,
    late_permits,
    listing,
    releasing,
    retention,
    reviewing,
    rubrics,
    rules,
)

app_name = "review"
urlpatterns = [
    path("", listing.application_list, name="application_list"),
    path(_("file/<uuid:pk>/"), files.file, name="file"),
    path(_("late-permits/"), late_permits.late_permit_list, name="late_permit_list"),
    path(_("conflicts/"), conflicts.conflict_declare, name="conflict_declare"),
    path(_("conflicts/declared/"), conflicts.declaration_list, name="declaration_list"),
    path(
        _("conflicts/<uuid:pk>/ask-anew/"),
        conflicts.declaration_ask_anew,
        name="declaration_ask_anew",
    ),
    path(_("board/<uuid:pk>/"), boards.board, name="board"),
    path(_("board/<uuid:pk>/new-basket/"), baskets.basket_create, name="basket_create"),
    path(_("board/<uuid:pk>/compare/"), boards.basket_compare, name="basket_compare"),
    path(_("baskets/<uuid:pk>/"), boards.basket_detail, name="basket_detail"),
    path(_("baskets/<uuid:pk>/change/"), baskets.basket_update, name="basket_update"),
    path(_("baskets/<uuid:pk>/delete/"), baskets.basket_delete, name="basket_delete"),
    path(_("baskets/notes/<uuid:pk>/"), baskets.basket_note, name="basket_note"),
    path(_("case-numbers/<uuid:pk>/"), diary.case_numbers, name="case_numbers"),
    path(_("case-numbers/<uuid:pk>/list/"), diary.registry_export, name="registry_export"),
    path(_("retention/<uuid:pk>/"), retention.retention, name="retention"),
    path(_("export/<uuid:pk>/"), exporting.export, name="export"),
    path(_("<uuid:pk>/export/"), exporting.application_export, name="application_export"),
    path(_("rubric/<uuid:pk>/"), rubrics.rubric_update, name="rubric_update"),
    path(_("decisions/<uuid:pk>/"), deciding.decision_list, name="decision_list"),
    path(_("decisions/basket/<uuid:pk>/"), deciding.decision_import, name="decision_import"),
    path(_("letters/<uuid:pk>/<slug:outcome>/"), releasing.letter_template, name="letter_template"),
    path(_("outbox/<uuid:pk>/"), releasing.outbox, name="outbox"),
    path(_("release/<uuid:pk>/"), releasing.release, name="release"),
    path(_("<uuid:pk>/decide/"), deciding.decision_update, name="decision_update"),
    path(_("rules/<uuid:pk>/"), rules.rules_update, name="rules_update"),
    path(_("<uuid:pk>/reviewers/"), assigning.assignment_update, name="assignment_update"),
    path(_("<uuid:pk>/discussion/"), discussing.discussion, name="discussion"),
    path(_("<uuid:pk>/conflict/"), conflicts.application_recuse, name="application_recuse"),
    path("<uuid:pk>/", reviewing.application_detail, name="application_detail"),
    path(_("<uuid:pk>/accept/"), reviewing.application_accept, name="application_accept"),
]
