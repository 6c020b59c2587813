"""The board on which coordinators put a round together, and see how it balances."""

import hashlib
import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications import services
from applications.comparing import Comparison
from applications.measures import measures_for
from applications.models import Application, Basket, BasketEntry
from applications.pools import read_pool
from knowledge.models import Round


@require_safe
def board(request, pk):
    """Show how all that applied to a round balance, and its baskets."""
    round = get_object_or_404(Round.objects.coordinated_by(request.user), pk=pk)
    pool = _pool(request, round)
    balance = pool.balance(each.pk for each in pool.candidates)
    context = _context(request, round, pool, balance, entries={})
    return render(request, "applications/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def basket_detail(request, pk):
    """Show a basket and its balance; put an application in or take one out.

    With the header X-Fragment the answer is only what changes in the page.
    """
    basket = get_object_or_404(Basket.objects.visible_to(request.user), pk=pk)
    said = _move(request, basket) if request.method == "POST" else None
    is_fragment = "X-Fragment" in request.headers
    if said and not is_fragment:
        level, sentence, anchor = said
        messages.add_message(request, level, sentence)
        return redirect(f"{request.path}#{anchor}")

    pool = _pool(request, basket.round)
    entries = _entries(request, basket)
    context = _context(request, basket.round, pool, pool.balance(entries), entries)
    context |= {"basket": basket, "seen": _digest(entries), "said": said and said[1]}
    template = "board_live" if is_fragment else "board"
    return render(request, f"applications/{template}.html", context)


@require_safe
def basket_compare(request, pk):
    """Show the baskets of a round side by side."""
    round = get_object_or_404(Round.objects.coordinated_by(request.user), pk=pk)
    baskets = list(Basket.objects.visible_to(request.user).filter(round=round))
    pool = _pool(request, round)
    entries = BasketEntry.objects.visible_to(request.user).filter(basket__in=baskets)
    inside = {basket.pk: set() for basket in baskets}
    for basket_id, application_id in entries.values_list("basket", "application"):
        inside[basket_id].add(application_id)
    comparison = Comparison(pool, [(basket, inside[basket.pk]) for basket in baskets])
    context = {"round": round, "comparison": comparison}
    return render(request, "applications/basket_compare.html", context)


def _pool(request, round):
    return read_pool(round, Application.objects.chosen_by(request.user), get_language())


def _entries(request, basket):
    """Return the visible entries of a basket by the application's id."""
    entries = BasketEntry.objects.visible_to(request.user).filter(basket=basket)
    return {entry.application_id: entry for entry in entries}


def _context(request, round, pool, balance, entries):
    measures = measures_for(request.user, [each.application for each in pool.candidates])
    has_gains = bool(entries)
    return {
        "round": round,
        "baskets": Basket.objects.visible_to(request.user).filter(round=round),
        "balance": balance,
        "rows": [
            {
                "candidate": each,
                "entry": entries.get(each.pk),
                "measure": measures.get(each.pk),
                "gain": balance.gain_of(each) if has_gains and each.pk not in entries else None,
            }
            for each in pool.candidates
        ],
    }


def _digest(ids):
    """Return a short mark of what is visibly in a basket: it changes when that changes."""
    known = ",".join(sorted(str(pk) for pk in ids))
    return hashlib.sha256(known.encode()).hexdigest()[:16]


def _move(request, basket):
    """Put in or take out what is asked; return the level, what to say and the row's anchor."""
    is_in = "put" in request.POST
    application = _asked(request, basket, request.POST.get("put") or request.POST.get("take"))
    if application is None:
        return messages.WARNING, _("That application is not on the board any more."), "board"
    before = set(_entries(request, basket))
    act = services.put_in if is_in else services.take_out
    try:
        act(basket, application, by=request.user)
    except Basket.DoesNotExist as error:
        raise Http404 from error
    name = application.museum_name or application.reference
    sentence = _("%(museum)s is in the basket.") if is_in else _("%(museum)s is out of the basket.")
    sentence = sentence % {"museum": name}
    seen = request.POST.get("seen")
    if seen and seen not in (_digest(before), _digest(before ^ {application.pk})):
        sentence += " " + _("Somebody else has changed the basket since you opened it.")
    return messages.SUCCESS, sentence, f"a-{application.pk}"


def _asked(request, basket, value):
    """Return the application with an id on the board, or None where there is no such one."""
    try:
        pk = uuid.UUID(value)
    except (TypeError, ValueError, AttributeError):
        return None
    handled = Application.objects.chosen_by(request.user).filter(round=basket.round_id)
    return handled.defer("answers").filter(pk=pk).first()
