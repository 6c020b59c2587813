"""What is done to applications, by subject."""

from .assigning import assign, assignable_to
from .conflicts import ask_anew, declare, proposed_conflicts
from .deciding import accept_application
from .discussing import add_comment
from .drafts import save_answers, start_application
from .files import add_file, remove_file
from .links import send_link, send_links_to
from .publishing import compile_form
from .reviewing import save_review, save_rubric
from .sending import submit_application, take_back

__all__ = [
    "accept_application",
    "add_comment",
    "add_file",
    "ask_anew",
    "assign",
    "assignable_to",
    "compile_form",
    "declare",
    "proposed_conflicts",
    "remove_file",
    "save_answers",
    "save_review",
    "save_rubric",
    "send_link",
    "send_links_to",
    "start_application",
    "submit_application",
    "take_back",
]
