"""The cost-and-hours calculator: for anybody, and kept with a draft."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications import services
from applications.calculator import ITEMS, calculate
from applications.clean_text import clean_post
from applications.exceptions import AlreadySentError, ChangedMeanwhileError
from applications.forms import CostForm
from applications.models import CallPage
from knowledge.models import Round

from .access import own_application, words_kept


@require_safe
def calculator(request, pk):
    """Calculate from the address alone: nothing is stored, and the page can be printed."""
    round = get_object_or_404(Round.objects.filter(call_pages__live=True).distinct(), pk=pk)
    call = CallPage.of(round)
    if call is None:
        raise Http404
    form = CostForm(_sent(request), initial=call.cost_defaults)
    context = {"form": form, "round": round, "call": call}
    return render(request, "applications/calculator.html", context)


def _sent(request):
    """Return the numbers in the address, or nothing where there are none."""
    sent = clean_post(request.GET)
    return sent if any(item.name in sent for item in ITEMS) else None


@require_http_methods(["GET", "HEAD", "POST"])
@words_kept
def application_costs(request, pk):
    """Calculate for a museum that applies, and keep the numbers for its director."""
    application = own_application(request, pk)
    if not application.is_draft:
        return redirect("applications:application_receipt", pk)
    call = CallPage.of(application.round)
    initial = application.costs or (call.cost_defaults if call else {})
    data = clean_post(request.POST) if request.method == "POST" else _sent(request)
    form = CostForm(data, initial=initial, saved=application.costs)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            services.save_costs(application, numbers=form.numbers, base=form.cleaned_data["base"])
        except AlreadySentError:
            return redirect("applications:application_receipt", pk)
        except ChangedMeanwhileError as error:
            theirs = error.current.costs
            form = CostForm(initial=form.numbers, saved=theirs)
        else:
            messages.success(request, _("The calculation is saved."))
            return redirect("applications:application_costs", pk)
    context = {"application": application, "form": form, "call": call}
    context["theirs"] = calculate(theirs) if theirs is not None else None
    status = 200 if theirs is None else 409
    return render(request, "applications/application_costs.html", context, status=status)
