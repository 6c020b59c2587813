"""Coordinators weigh which applications would make the round."""

import uuid

from django.db import transaction

from accounts.services import log
from applications.exceptions import ChangedMeanwhileError, NameTakenError, TooManyBasketsError
from applications.models import Basket, BasketEntry
from knowledge.models import Round

MOST_BASKETS = 30


@transaction.atomic
def create_basket(round, *, by, name, reason, token, applications=()):
    """Make a basket, perhaps with applications in it, and return it; a second click makes none.

    Raise NameTakenError, or TooManyBasketsError beyond MOST_BASKETS in a round.
    """
    Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    baskets = Basket.objects.filter(round=round)
    if made := Basket.objects.filter(token=token).first():
        if made.round_id == round.pk:
            return made
        token = uuid.uuid4()
    if baskets.filter(name=name).exists():
        raise NameTakenError
    if baskets.count() >= MOST_BASKETS:
        raise TooManyBasketsError
    basket = Basket.objects.create(
        round=round, name=name, reason=reason, token=token, created_by=by
    )
    BasketEntry.objects.bulk_create(
        BasketEntry(basket=basket, application=application) for application in applications
    )
    log("basket.create", basket, by=by, round_id=round.pk)
    return basket


@transaction.atomic
def change_basket(basket, *, by, name, reason, version):
    """Give a basket another name or reason, and return it.

    ``version`` is the one they began from. Raise ChangedMeanwhileError if somebody else
    changed them since, NameTakenError if another basket of the round has the name, and
    Basket.DoesNotExist if the basket is gone.
    """
    Round.objects.select_for_update(of=("self",)).get(pk=basket.round_id)
    current = Basket.objects.select_for_update(of=("self",)).get(pk=basket.pk)
    if current.version != version:
        raise ChangedMeanwhileError(current)
    others = Basket.objects.filter(round=basket.round_id).exclude(pk=basket.pk)
    if others.filter(name=name).exists():
        raise NameTakenError
    current.name, current.reason, current.version = name, reason, version + 1
    current.save(update_fields=["name", "reason", "version"])
    log("basket.change", current, by=by, round_id=current.round_id, number=current.version)
    return current


@transaction.atomic
def put_in(basket, application, *, by):
    """Put an application in a basket; once it is there, nothing more happens.

    Raise ValueError for an application of another round, Basket.DoesNotExist if the
    basket is gone.
    """
    basket = Basket.objects.select_for_update(of=("self",)).get(pk=basket.pk)
    if application.round_id != basket.round_id:
        raise ValueError("an application of another round")
    _entry, is_new = BasketEntry.objects.get_or_create(basket=basket, application=application)
    if is_new:
        log("basket.put_in", application, by=by, round_id=basket.round_id, basket=str(basket.pk))


@transaction.atomic
def take_out(basket, application, *, by):
    """Take an application out of a basket, its note too; one that is not there stays out.

    Raise Basket.DoesNotExist if the basket is gone.
    """
    basket = Basket.objects.select_for_update(of=("self",)).get(pk=basket.pk)
    gone, _ = BasketEntry.objects.filter(basket=basket, application=application).delete()
    if gone:
        log("basket.take_out", application, by=by, round_id=basket.round_id, basket=str(basket.pk))


@transaction.atomic
def write_note(entry, *, by, note, version):
    """Change the note of an application in a basket, and return the entry.

    Raise ChangedMeanwhileError if somebody else wrote since, BasketEntry.DoesNotExist if
    the application has been taken out.
    """
    current = BasketEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if current.version != version:
        raise ChangedMeanwhileError(current)
    current.note, current.version = note, version + 1
    current.save(update_fields=["note", "version"])
    round_id = current.basket.round_id
    log("basket.note", current.basket, by=by, round_id=round_id, number=current.version)
    return current


@transaction.atomic
def delete_basket(basket, *, by, version):
    """Delete a basket; the applications stay as they are.

    Raise ChangedMeanwhileError if it has another name or reason than they saw, and
    Basket.DoesNotExist if it is gone already.
    """
    current = Basket.objects.select_for_update(of=("self",)).get(pk=basket.pk)
    if current.version != version:
        raise ChangedMeanwhileError(current)
    log("basket.delete", current, by=by, round_id=current.round_id)
    current.delete()
