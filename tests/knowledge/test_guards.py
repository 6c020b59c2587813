"""Views, forms and letters of the workspace get objects through a rule of sight only."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RULES = {
    "answerable_by",
    "archivable_by",
    "asked_of",
    "by_token",
    "contains",
    "coordinated_by",
    "counted_by",
    "decidable_by",
    "editable_by",
    "endable_by",
    "given_by",
    "joined_by",
    "known_in_round_to",
    "listed_to",
    "none",
    "of",
    "of_colleagues",
    "outlined_to",
    "owned_by",
    "read_by",
    "open_to",
    "reviewed_by",
    "run_by",
    "staffed_by",
    "told_to",
    "visible_to",
    "withdrawable_by",
    "without_word_of",
    "written_by",
}
# Bare managers that hold nothing confidential, or are narrowed in another way that is told.
ALLOWED = {
    ("knowledge/documents/parts.py", "Heading", "all"),  # the models' public headings
    ("knowledge/exporting/material.py", "Heading", "all"),  # the same
    ("knowledge/forms/filters.py", "Museum", "filter"),  # by seats that are visible_to
    ("knowledge/forms/filters.py", "Round", "filter"),  # entered, or with plans opened
    ("knowledge/forms/plans.py", "Heading", "all"),  # the models' public headings
    ("knowledge/forms/search.py", "Heading", "all"),  # the same
    ("knowledge/forms/experiences.py", "Heading", "all"),  # the same
    ("knowledge/forms/experiences.py", "Round", "filter"),  # of experiences that are visible_to
    ("knowledge/today_experiences.py", "Consent", "waiting"),  # of experiences editable_by
    ("knowledge/views/offers.py", "Heading", "filter"),  # the same
    ("knowledge/expertise.py", "ExperienceRevision", "filter"),  # of experiences visible_to
    ("knowledge/emails.py", "User", "filter"),  # to whom a letter is addressed
    ("knowledge/forms/promises.py", "PromiseAcceptance", "filter"),  # the operator's form
    ("knowledge/views/helpers.py", "Invitation", "open"),  # to a round that is coordinated
    ("knowledge/views/leaving.py", "Membership", "current"),  # of a seat that is visible_to
    ("knowledge/pairs.py", "Heading", "all"),  # the models' public headings
    ("knowledge/search/finding.py", "SearchEntry", "filter"),  # texts of files found visible
    ("knowledge/search/finding.py", "SearchTerm", "filter"),  # never shown: looked for again
    ("knowledge/today.py", "Event", "filter"),  # the person's own openings
}
PLACES = [
    "knowledge/views/*.py",
    "knowledge/documents/*.py",
    "knowledge/exporting/*.py",
    "knowledge/forms/*.py",
    "knowledge/expertise.py",
    "knowledge/news.py",
    "knowledge/pairs.py",
    "knowledge/search/finding.py",
    "knowledge/threads.py",
    "knowledge/today.py",
    "knowledge/today_experiences.py",
    "knowledge/tried.py",
    "knowledge/emails.py",
    "knowledge/templatetags/*.py",
]


def bare_managers(source):
    """Yield (model, method) of every ``Model.objects.method`` that is no rule of sight.

    A manager that is passed on without a method has the method ``None``.
    """
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    managers = {"objects", "_default_manager", "_base_manager"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in managers:
            parent = parents[node]
            method = parent.attr if isinstance(parent, ast.Attribute) else None
            if method not in RULES:
                yield ast.unparse(node.value), method


def test_no_manager_is_used_without_a_rule_of_sight():
    files = [path for place in PLACES for path in sorted(ROOT.glob(place))]
    found = {
        (path.relative_to(ROOT).as_posix(), model, method)
        for path in files
        for model, method in bare_managers(path.read_text())
    }

    assert len(files) > 10
    assert found == ALLOWED


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Plan.objects.all()", [("Plan", "all")]),
        ("Plan.objects.filter(pk=pk).visible_to(user)", [("Plan", "filter")]),
        ("get_object_or_404(Plan.objects, pk=pk)", [("Plan", None)]),
        ("plans = models.Plan._default_manager.get(pk=1)", [("models.Plan", "get")]),
        ("Plan.objects.visible_to(user).filter(pk=pk)", []),
        ("get_object_or_404(Plan, pk=pk)", []),
    ],
)
def test_the_guard_bites(source, found):
    assert list(bare_managers(source)) == found


def test_no_view_hands_a_bare_model_to_a_shortcut():
    """``get_object_or_404(Plan, …)`` would look past every rule."""
    shortcuts = {"get_object_or_404", "get_list_or_404"}
    bare = [
        (path.name, ast.unparse(node))
        for path in ROOT.glob("knowledge/views/*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in shortcuts
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id[0].isupper()
    ]

    assert bare == []
