"""What is done in the workspace."""

from .allocating import (
    confirm_allocation,
    declare_conflict,
    propose_allocation,
    rule_pair,
    unrule_pair,
    withdraw_conflict,
)
from .attachments import attach_file, attach_files, copy_attachment, remove_attachment
from .audiences import change_audience, give_version
from .exchange import announce, revise_offer, wish_to_host, withdraw_offer
from .experiences import begin_experience, revise_experience, withdraw_experience
from .feeds import close_feed, open_feed
from .hosting import mark_of, move_turn, order_turns
from .leaving import belongings_of, change_part, leave_museum, leave_round
from .matches import answer_match, ask_match, finish_match, open_match
from .meetings import (
    cancel_meeting,
    forget_needs,
    plan_meeting,
    revise_meeting,
    sign_up,
    write_memo,
)
from .notices import (
    choose_mail,
    forget_notices,
    mute_plan,
    read_notices,
    stop_mail,
    unmute_plan,
)
from .plans import open_plan, record_export, record_opening, revise_plan
from .releasing import (
    ask_consents,
    decline_consent,
    give_consent,
    release_experience,
    withdraw_consent,
)
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
from .writing import (
    add_progress_update,
    continue_plan,
    drop_draft,
    keep_draft,
    name_version,
    remove_progress_update,
)

__all__ = [
    "accept_promise",
    "add_progress_update",
    "admit_museum",
    "announce",
    "answer_advice",
    "answer_match",
    "ask_consents",
    "ask_match",
    "attach_file",
    "attach_files",
    "begin_experience",
    "belongings_of",
    "cancel_meeting",
    "change_audience",
    "change_part",
    "choose_mail",
    "close_feed",
    "confirm_allocation",
    "continue_plan",
    "copy_attachment",
    "declare_conflict",
    "decline_consent",
    "draft_advice",
    "drop_advice",
    "drop_draft",
    "finish_match",
    "finish_step",
    "forget_needs",
    "forget_notices",
    "give_advice",
    "give_consent",
    "give_version",
    "keep_draft",
    "leave_museum",
    "leave_round",
    "mark_of",
    "move_turn",
    "mute_plan",
    "name_version",
    "offer_plan",
    "open_feed",
    "open_match",
    "open_plan",
    "order_turns",
    "plan_meeting",
    "promise_step",
    "propose_allocation",
    "read_notices",
    "record_export",
    "record_opening",
    "release_experience",
    "remove_attachment",
    "remove_progress_update",
    "revise_advice",
    "revise_experience",
    "revise_meeting",
    "revise_offer",
    "revise_plan",
    "rule_pair",
    "share_advice",
    "sign_up",
    "stop_mail",
    "unmute_plan",
    "unrule_pair",
    "unshare_advice",
    "wish_to_host",
    "withdraw_conflict",
    "withdraw_consent",
    "withdraw_experience",
    "withdraw_offer",
    "write_memo",
]
