"""What is done to applications, by subject."""

from applications.admission import is_unknown_contact, museum_of

from .assigning import assign, assignable_to
from .baskets import change_basket, create_basket, delete_basket, put_in, take_out, write_note
from .carrying import start_from
from .confirming import (
    answer_as_director,
    ask_director,
    remind_directors,
    save_call_rules,
)
from .conflicts import ask_anew, declare, proposed_conflicts
from .costs import save_costs
from .deciding import accept_application, prepare_basket, prepare_decision
from .diary import save_case_numbers
from .discussing import add_comment
from .drafts import save_answers, start_application
from .exporting import earlier_exports, log_bundle, log_export
from .files import add_file, remove_file
from .lateness import permit_late, round_as_for, withdraw_permit
from .letters import freeze_letters, save_letter_template
from .links import redeem_link, send_link, send_links_to
from .merging import merge_answers
from .profiling import renew_profiles
from .publishing import compile_form
from .purging import purge_applications, save_retention
from .releasing import release_decisions
from .reminding import send_reminders
from .reminding_decisions import remind_of_decisions
from .returning import put_back, put_back_what_stands
from .reviewing import save_review, save_rubric
from .sending import submit_application, take_back
from .verifying import is_true_receipt
from .writers import MOST_WRITERS, invite_writer, remove_writer

__all__ = [
    "MOST_WRITERS",
    "accept_application",
    "add_comment",
    "add_file",
    "answer_as_director",
    "ask_anew",
    "ask_director",
    "assign",
    "assignable_to",
    "change_basket",
    "compile_form",
    "create_basket",
    "declare",
    "delete_basket",
    "earlier_exports",
    "freeze_letters",
    "invite_writer",
    "is_true_receipt",
    "is_unknown_contact",
    "log_bundle",
    "log_export",
    "merge_answers",
    "museum_of",
    "permit_late",
    "prepare_basket",
    "prepare_decision",
    "proposed_conflicts",
    "purge_applications",
    "put_back",
    "put_back_what_stands",
    "put_in",
    "redeem_link",
    "release_decisions",
    "remind_directors",
    "remind_of_decisions",
    "remove_file",
    "remove_writer",
    "renew_profiles",
    "round_as_for",
    "save_answers",
    "save_call_rules",
    "save_case_numbers",
    "save_costs",
    "save_letter_template",
    "save_retention",
    "save_review",
    "save_rubric",
    "send_link",
    "send_links_to",
    "send_reminders",
    "start_application",
    "start_from",
    "submit_application",
    "take_back",
    "take_out",
    "withdraw_permit",
    "write_note",
]
