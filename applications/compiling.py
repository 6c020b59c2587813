"""From the blocks an editor built to what a form version holds."""

# Kinds whose answers always go to the same part of the plan.
IMPLIED = {"people": "participants", "targets": "targets"}
SETTINGS = ("limit", "megabytes", "lowest", "highest", "allows_unknown")
FLAGS = ("sight", "is_personal", "allows_secret")
TEXTS = ("label", "help", "missing", "unit", "text_label")


def definition_of(page):
    """Return the structure of a page's form, without a word of what it says."""
    return {"steps": [_step(block) for block in page.form]}


def _step(block):
    questions = [_question(question) for question in block.value["questions"]]
    return {"id": block.id, "questions": questions}


def _question(block):
    """Return what a question is, without a word of what it says."""
    value, kind = block.value, block.block_type
    definition = {
        "id": block.id,
        "kind": kind,
        "is_required": bool(value.get("required")),
        "maps_to": IMPLIED.get(kind) or value.get("maps_to") or "",
    }
    for name in SETTINGS:
        if value.get(name) not in (None, ""):
            setting = value[name]
            definition[name] = setting if isinstance(setting, (bool, int)) else str(setting)
    if "options" in value:
        definition["options"] = [code for code, _ in _options(value)]
    return definition | _conditions(value)


def _conditions(value):
    """Return when a question is shown, who sees it and how it is kept, where that is set."""
    found = {name: value[name] for name in FLAGS if value.get(name)}
    if condition := value.get("shown_if"):
        question, _, code = condition.partition(":")
        found["shown_if"] = {"question": question, "codes": [code]}
    return found


def _options(value):
    """Return pairs of a code and an option; one without a code is known by its block's id."""
    blocks = value["options"].bound_blocks
    return [(block.value["code"] or block.id, block.value) for block in blocks]


def texts_of(page):
    """Return every text of a page's form by the id of what it belongs to."""
    texts = {}
    for step in page.form:
        texts[step.id] = _filled(step.value, ("title", "introduction"))
        for question in step.value["questions"]:
            texts[question.id] = _filled(question.value, TEXTS)
            if "options" in question.value:
                for code, option in _options(question.value):
                    texts[f"{question.id}.{code}"] = _filled(option, ("label", "help"))
    return texts


def _filled(value, names):
    return {name: str(value[name]) for name in names if value.get(name)}
