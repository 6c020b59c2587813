"""What is done to applications, by subject."""

from .deciding import accept_application, is_unknown_contact, museum_of
from .drafts import save_answers, start_application
from .files import add_file, remove_file
from .lateness import permit_late, round_as_for
from .links import send_link, send_links_to
from .merging import merge_answers
from .publishing import compile_form
from .reminding import send_reminders
from .sending import submit_application, take_back
from .verifying import is_true_receipt

__all__ = [
    "accept_application",
    "add_file",
    "compile_form",
    "is_true_receipt",
    "is_unknown_contact",
    "merge_answers",
    "museum_of",
    "permit_late",
    "remove_file",
    "round_as_for",
    "save_answers",
    "send_link",
    "send_links_to",
    "send_reminders",
    "start_application",
    "submit_application",
    "take_back",
]
