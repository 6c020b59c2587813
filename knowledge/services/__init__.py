"""What is done in the workspace."""

from .attachments import attach_file, attach_files, copy_attachment, remove_attachment
from .audiences import change_audience, give_version
from .exchange import announce, revise_offer, wish_to_host, withdraw_offer
from .plans import open_plan, record_opening, revise_plan
from .rounds import accept_promise, admit_museum
from .sparring import (
    answer_advice,
    draft_advice,
    drop_advice,
    finish_step,
    give_advice,
    offer_plan,
    promise_step,
    revise_advice,
    share_advice,
    unshare_advice,
)

__all__ = [
    "accept_promise",
    "admit_museum",
    "announce",
    "answer_advice",
    "attach_file",
    "attach_files",
    "change_audience",
    "copy_attachment",
    "draft_advice",
    "drop_advice",
    "finish_step",
    "give_advice",
    "give_version",
    "offer_plan",
    "open_plan",
    "promise_step",
    "record_opening",
    "remove_attachment",
    "revise_advice",
    "revise_offer",
    "revise_plan",
    "share_advice",
    "unshare_advice",
    "wish_to_host",
    "withdraw_offer",
]
