"""What a revision tells of targets, offers, needs and hosting."""

from applications.questionnaire import Questionnaire

TOLD = ("offers", "needs", "hosting")
TEXTS = {"short_text", "long_text"}
CHOSEN = {"choice", "choices"}


def facts_of(revision, own, newest):
    """Return what counts in a balance, in the shape of ``Profile.facts``.

    ``own`` is the form version that was filled in. A question that ``newest`` still has
    means what that one says; one that has been removed means what it meant.
    """
    questions = own.questions
    meanings = {id: question["maps_to"] for id, question in (questions | newest.questions).items()}
    facts = {"targets": [], "other_targets": [], "words": {name: [] for name in TOLD}}
    facts |= {name: [] for name in TOLD}
    for id, question in questions.items():
        value, told = revision.answers.get(id), meanings[id]
        if not value:
            continue
        if told == "targets":
            _add_targets(facts, value)
        elif told in TOLD and question["kind"] in CHOSEN:
            codes = [value] if isinstance(value, str) else value
            facts[told] += [code for code in codes if code not in facts[told]]
        elif told in TOLD and question["kind"] in TEXTS:
            facts["words"][told] += [line.strip() for line in value.splitlines() if line.strip()]
    return facts


def _add_targets(facts, rows):
    for row in rows:
        if row["key"] and row["key"] != "other":
            facts["targets"].append(row["key"])
        elif row["other"]:
            facts["other_targets"].append(row["other"])


def labels_of(versions, language):
    """Return {"themes": {code: text}, "hosting": {code: text}} of form versions, newest first.

    Offers and needs share their themes. A code that no version knows is not there.
    """
    labels = {"themes": {}, "hosting": {}}
    for version in versions:
        form = Questionnaire(version, language)
        for told in TOLD:
            kept = labels["hosting" if told == "hosting" else "themes"]
            for question in form.mapped_to(told):
                if question.kind in CHOSEN:
                    for code in question.codes:
                        kept.setdefault(code, question.marked(question.option_text(code)))
    return labels
