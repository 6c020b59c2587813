"""Coordinators set what applications are measured by."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import services
from applications.clean_text import clean_post
from applications.forms import RubricForm
from applications.models import RubricVersion
from knowledge.models import Round


@require_http_methods(["GET", "HEAD", "POST"])
def rubric_update(request, pk):
    """Change the criteria of a round; reviews keep the version they were made by."""
    round = get_object_or_404(Round.objects.coordinated_by(request.user), pk=pk)
    rubric = RubricVersion.objects.newest_of(round.pk)
    criteria = rubric.criteria if rubric else []
    formset = RubricForm(
        clean_post(request.POST) if request.method == "POST" else None,
        initial=[RubricForm.form.initial_of(criterion) for criterion in criteria],
        prefix="criterion",
    )
    if request.method == "POST" and formset.is_valid():
        services.save_rubric(round, by=request.user, criteria=formset.criteria)
        messages.success(request, _("The rubric is saved. Reviews made before keep theirs."))
        return redirect("review:rubric_update", round.pk)
    context = {"round": round, "rubric": rubric, "formset": formset}
    return render(request, "applications/rubric_update.html", context)
