"""Baskets are made, renamed and deleted, and their applications given notes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import services
from applications.clean_text import clean_post
from applications.exceptions import ChangedMeanwhileError, NameTakenError, TooManyBasketsError
from applications.forms import BasketForm, NewBasketForm, NoteForm
from applications.models import Basket, BasketEntry
from knowledge.models import Round


def _data(request):
    return clean_post(request.POST) if request.method == "POST" else None


@require_http_methods(["GET", "HEAD", "POST"])
def basket_create(request, pk):
    """Make a basket, empty or with the applications of another one that one may see."""
    round = get_object_or_404(Round.objects.coordinated_by(request.user), pk=pk)
    baskets = Basket.objects.visible_to(request.user).filter(round=round)
    form = NewBasketForm(_data(request), baskets=baskets)
    if form.is_valid() and (basket := _create(request, round, form)):
        messages.success(request, _("The basket is made."))
        return redirect("review:basket_detail", basket.pk)
    return render(request, "applications/basket_create.html", {"round": round, "form": form})


def _create(request, round, form):
    """Return the basket, or None where the form now says why there is none."""
    data = form.cleaned_data
    source = form.baskets.get(data["source"])
    applications = source.applications.chosen_by(request.user) if source else ()
    try:
        return services.create_basket(
            round,
            by=request.user,
            name=data["name"],
            reason=data["reason"],
            token=data["token"],
            applications=applications,
        )
    except NameTakenError:
        form.add_error("name", _("Another basket has this name"))
    except TooManyBasketsError:
        form.add_error(None, _("There are as many baskets as a round takes. Delete one first."))
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def basket_update(request, pk):
    """Change a basket's name and reason."""
    basket = get_object_or_404(Basket.objects.visible_to(request.user), pk=pk)
    now = {"name": basket.name, "reason": basket.reason, "version": basket.version}
    form = BasketForm(_data(request), initial=now)
    theirs = None
    if form.is_valid():
        try:
            services.change_basket(basket, by=request.user, **form.cleaned_data)
        except NameTakenError:
            form.add_error("name", _("Another basket has this name"))
        except ChangedMeanwhileError as error:
            theirs = error.current
            form = BasketForm({**form.cleaned_data, "version": theirs.version})
        except Basket.DoesNotExist as error:
            raise Http404 from error
        else:
            messages.success(request, _("The basket is saved."))
            return redirect("review:basket_detail", pk)
    context = {"basket": basket, "form": form, "theirs": theirs}
    return render(request, "applications/basket_update.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def basket_delete(request, pk):
    """Ask once more, then delete a basket."""
    basket = get_object_or_404(Basket.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        version = request.POST.get("version", "")
        try:
            services.delete_basket(basket, by=request.user, version=int(version))
        except (ChangedMeanwhileError, ValueError):
            messages.warning(
                request, _("The basket has been changed. Look at it before you delete it.")
            )
            return redirect("review:basket_detail", pk)
        except Basket.DoesNotExist as error:
            raise Http404 from error
        messages.success(request, _("The basket is deleted. The applications are as they were."))
        return redirect("review:board", basket.round_id)
    count = basket.applications.chosen_by(request.user).count()
    return render(request, "applications/basket_delete.html", {"basket": basket, "count": count})


@require_http_methods(["GET", "HEAD", "POST"])
def basket_note(request, pk):
    """Write why an application is in a basket."""
    entries = BasketEntry.objects.visible_to(request.user).select_related("basket", "application")
    entry = get_object_or_404(entries.defer("application__answers"), pk=pk)
    form = NoteForm(_data(request), initial={"note": entry.note, "version": entry.version})
    theirs = None
    if form.is_valid():
        try:
            services.write_note(entry, by=request.user, **form.cleaned_data)
        except ChangedMeanwhileError as error:
            theirs = error.current
            form = NoteForm({**form.cleaned_data, "version": theirs.version})
        except BasketEntry.DoesNotExist as error:
            raise Http404 from error
        else:
            messages.success(request, _("The note is saved."))
            address = redirect("review:basket_detail", entry.basket_id).url
            return redirect(f"{address}#a-{entry.application_id}")
    context = {"entry": entry, "basket": entry.basket, "form": form, "theirs": theirs}
    return render(request, "applications/basket_note.html", context)
