"""The search of the workspace."""

from django.shortcuts import render

from knowledge.forms import SearchForm
from knowledge.search.finding import find

from .access import for_members

MOST_DIGITS = 3


@for_members
def search(request):
    """Show what the person finds. What was looked for is kept nowhere."""
    form = SearchForm(request.GET or None, user=request.user)
    page = _number(request.GET.get("page", ""))
    findings = None
    if form.is_valid():
        findings = find(request.user, form.cleaned_data["q"], form.filters, page)
    context = {
        "form": form,
        "findings": findings,
        "was_asked": form.is_bound and (form.data.get("q") or form.data.get("theme")),
        "page": page,
        "query": _rest_of(request),
    }
    return render(request, "knowledge/search.html", context)


def _number(text):
    """Return the number of a page; the first for what is none."""
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return max(int(text), 1) if is_number else 1


def _rest_of(request):
    """Return the address's query without the page, to be followed by another."""
    query = request.GET.copy()
    query.pop("page", None)
    return f"{query.urlencode()}&" if query else ""
