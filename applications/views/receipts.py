"""Anyone who holds a receipt can verify it."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from applications import services
from applications.clean_text import clean_post
from applications.forms import ReceiptForm
from cms.limits import address_of, is_over_limit

MOST, SECONDS = 30, 10 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def receipt_check(request):
    """Tell whether a reference and a SHA-256 belong together, and nothing more."""
    form = ReceiptForm(clean_post(request.POST) if request.method == "POST" else None)
    context, status = {"form": form}, 200
    if form.is_bound and is_over_limit("receipt", address_of(request), most=MOST, seconds=SECONDS):
        context, status = {"form": ReceiptForm(), "is_too_often": True}, 429
    elif form.is_valid():
        context |= {"is_checked": True, "is_true": services.is_true_receipt(**form.cleaned_data)}
    return render(request, "applications/receipt_check.html", context, status=status)
