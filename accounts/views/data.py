"""What is held of a person: for them to read, to take out and to have erased."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import redirect, render

from accounts.personal_data import copy_of, erase


def my_data(request):
    """Tell what is held of the person, why and how long, and lead to the copy and the end."""
    return render(request, "accounts/my_data.html")


@reauthentication_required
def my_data_copy(request):
    """Hand the person a copy of what is held of them, as JSON."""
    response = JsonResponse(
        copy_of(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response.headers["Content-Disposition"] = 'attachment; filename="omat-tiedot.json"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@reauthentication_required
def my_data_erase(request):
    """Ask once more, and erase the person by POST."""
    if request.method != "POST":
        return render(request, "accounts/my_data_erase.html")
    erase(request.user, by=request.user)
    logout(request)
    return redirect("/")
