"""What is done in the workspace."""

from .attachments import attach_file, attach_files, copy_attachment, remove_attachment
from .audiences import change_audience, give_version
from .plans import open_plan, record_opening, revise_plan
from .rounds import accept_promise, admit_museum

__all__ = [
    "accept_promise",
    "admit_museum",
    "attach_file",
    "attach_files",
    "change_audience",
    "copy_attachment",
    "give_version",
    "open_plan",
    "record_opening",
    "remove_attachment",
    "revise_plan",
]
