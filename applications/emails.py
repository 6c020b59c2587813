"""Letters about applications: a reference or a link, never an answer."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Membership
from cms.outbox import queue_mail


def send_link(link, token, *, has_earlier, others):
    """Queue the letter with the way back, the only place of its token.

    It tells that an earlier link stops working where there is one, and how many ``others``
    the address has begun in the round: only who reads the address's mail learns of them.
    """
    application = link.application
    queue_mail(
        f"application-link-{link.pk}",
        to=link.email,
        template="applications/emails/link.txt",
        context={
            "url": _address(application.language, "applications:application_return", token),
            "closes_at": _in_helsinki(application.round.closes_at),
            "is_draft": application.is_draft,
            "has_earlier": has_earlier,
            "others": others,
            "museum": application.museum_name,
            "round": type(application.round).name.of(application.round, application.language),
        },
        language=application.language,
    )


def send_writer_invitation(link, token, *, invited_by):
    """Queue the letter that asks a colleague to write along, the only place of their token."""
    application = link.application
    queue_mail(
        f"application-link-{link.pk}",
        to=link.email,
        template="applications/emails/writer.txt",
        context={
            "url": _address(application.language, "applications:application_return", token),
            "invited_by": invited_by.email,
            "closes_at": _in_helsinki(application.round.closes_at),
            "round": type(application.round).name.of(application.round, application.language),
        },
        language=application.language,
    )


def send_director(confirmation, token):
    """Queue the letter that asks a director, the only place of its token."""
    _mail_director(f"application-director-{confirmation.pk}", confirmation, token, is_first=True)


def director_reminder_key(confirmation=None):
    """Return the key of a director's reminder, or what the keys of all begin with."""
    return f"application-director-reminder-{confirmation.pk if confirmation else ''}"


def send_director_reminder(confirmation, token):
    """Queue the one reminder of a director, with a link that replaces the first."""
    _mail_director(director_reminder_key(confirmation), confirmation, token, is_first=False)


def _mail_director(key, confirmation, token, *, is_first):
    application = confirmation.application
    asked_by = confirmation.asked_by
    queue_mail(
        key,
        to=confirmation.email,
        template="applications/emails/director.txt",
        context={
            "url": _address(application.language, "applications:director_link", token),
            "is_first": is_first,
            "asked_by": asked_by.email if asked_by else application.email,
            "closes_at": _in_helsinki(application.round.closes_at),
            "round": type(application.round).name.of(application.round, application.language),
        },
        language=application.language,
    )


def send_director_answered(confirmation):
    """Tell who asked that the director has answered, once per answer; not what was said."""
    application, asked_by = confirmation.application, confirmation.asked_by
    answered = int(confirmation.answered_at.timestamp() * 1000)
    queue_mail(
        f"application-director-answer-{confirmation.pk}-{answered}",
        to=asked_by.email if asked_by and not asked_by.removed_at else application.email,
        template="applications/emails/director_answered.txt",
        context={"url": _address(application.language, "applications:application_link")},
        language=application.language,
    )


def send_receipt(revision, *, contact=""):
    """Queue the receipt, to who began the application and to the contact person."""
    application = revision.application
    for number, address in enumerate(sorted({application.email, contact or application.email})):
        queue_mail(
            f"application-receipt-{revision.pk}-{number}",
            to=address,
            template="applications/emails/receipt.txt",
            context={
                "reference": application.reference,
                "received_at": timezone.localtime(revision.received_at),
                "digest": revision.digest,
                "files": revision.files,
                "url": _address(application.language, "applications:application_link"),
                "check_url": _address(application.language, "applications:receipt_check"),
            },
            language=application.language,
        )


def reminder_key(days, application=None):
    """Return the key of a reminder, or what the keys of all of its kind begin with."""
    return f"application-reminder-{days}-{application.pk if application else ''}"


def send_reminder(application, *, days):
    """Queue the letter that says that a draft has not been sent, once per draft and ``days``."""
    queue_mail(
        reminder_key(days, application),
        to=application.email,
        template="applications/emails/reminder.txt",
        context={
            "days": days,
            "stands_as_sent": application.stands_as_sent,
            "round": type(application.round).name.of(application.round, application.language),
            "closes_at": _in_helsinki(application.round.closes_at),
            "url": _address(application.language, "applications:application_link"),
        },
        language=application.language,
    )


def send_decision(letter, application, *, to):
    """Queue a decision's letter, once to each of some addresses."""
    key = f"application-{letter.decision.outcome}-{application.pk}"
    addresses = {address.casefold(): address for address in reversed(to) if address}
    for number, address in enumerate(reversed(addresses.values())):
        queue_mail(
            f"{key}-{number}" if number else key,
            to=address,
            template="applications/emails/decision.txt",
            context={"letter": letter},
            language=letter.language,
        )


def send_late_permit(permit, application):
    """Queue the letter that says that a draft may be sent late, once per permit and draft."""
    queue_mail(
        f"application-late-{permit.pk}-{application.pk}",
        to=application.email,
        template="applications/emails/late_permit.txt",
        context={
            "until_at": _in_helsinki(permit.until_at),
            "url": _address(application.language, "applications:application_link"),
        },
        language=application.language,
    )


def send_late_permit_withdrawn(permit, application):
    """Queue the letter that says that a draft may not be sent late after all."""
    queue_mail(
        f"application-late-withdrawn-{permit.pk}-{application.pk}",
        to=application.email,
        template="applications/emails/late_permit_withdrawn.txt",
        context={"url": _address(application.language, "applications:application_link")},
        language=application.language,
    )


def _in_helsinki(moment):
    return timezone.localtime(moment) if moment else None


def _address(language, name, *args):
    with translation.override(language):
        return f"{settings.SITE_URL}{reverse(name, args=args)}"


def send_new_contact(application, museum):
    """Tell a museum's contact persons that somebody new was invited to it."""
    contacts = museum.memberships.current().filter(role=Membership.Role.CONTACT)
    for contact in contacts.select_related("user"):
        queue_mail(
            f"application-new-contact-{application.pk}-{contact.user_id}",
            to=contact.user.email,
            template="applications/emails/new_contact.txt",
            context={"round": application.round},
            language=contact.user.language,
        )


def decision_reminder_key(round, number, user):
    """Return the key of the reminder of prepared decisions, one a person between two releases."""
    return f"decision-reminder-{round.pk}-{number}-{user.pk}"


def send_decision_reminder(round, number, user):
    """Tell a coordinator that prepared decisions of a round wait to be released."""
    queue_mail(
        decision_reminder_key(round, number, user),
        to=user.email,
        template="applications/emails/decision_reminder.txt",
        context={
            "round": type(round).name.of(round, user.language),
            "url": _address(user.language, "review:release", round.pk),
        },
        language=user.language,
    )


def send_place_reminder(invitation, *, days):
    """Tell an invited contact person that the place waits for them, once per ``days``."""
    queue_mail(
        f"place-reminder-{days}-{invitation.pk}",
        to=invitation.email,
        template="applications/emails/place_reminder.txt",
        context={
            "sent_at": _in_helsinki(invitation.created_at),
            "expires_at": _in_helsinki(invitation.expires_at),
            "is_expired": invitation.expires_at <= timezone.now(),
            "inviter": invitation.invited_by,
        },
        language=invitation.language,
    )


def send_unconfirmed_place(invitation, round, user):
    """Tell a coordinator that a museum's contact person has not come, without naming either."""
    queue_mail(
        f"place-unconfirmed-{invitation.pk}-{user.pk}",
        to=user.email,
        template="applications/emails/place_unconfirmed.txt",
        context={
            "round": type(round).name.of(round, user.language),
            "url": _address(user.language, "review:application_list"),
        },
        language=user.language,
    )
