"""What a form was shown with, so that a later save can tell whose words are newer.

A step's page carries a fingerprint of each stored answer. It tells a change of one's
own from a change of somebody else without keeping every earlier text.
"""

import hashlib
import json

LENGTH = 12


def fingerprint(value):
    """Return a short hash of an answer; whatever holds nothing has the same."""
    value = value if _holds_anything(value) else None
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:LENGTH]


def _holds_anything(value):
    if isinstance(value, dict):
        return any(map(_holds_anything, value.values()))
    if isinstance(value, list):
        return any(map(_holds_anything, value))
    return bool(value)


def write_base(step, answers):
    """Return the fingerprints of a step's answers as the text of a hidden field."""
    ids = [question.id for question in step.answerable]
    return " ".join(f"{id}:{fingerprint(answers.get(id))}" for id in ids)


def read_base(text):
    """Return the fingerprints in such a text; anything else in it is passed over."""
    pairs = (part.partition(":") for part in (text or "").split())
    return {id: value for id, mark, value in pairs if mark}
