"""What groups may do in the admin."""

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from cms.groups import GROUPS, apply_groups
from tests.factories.accounts import UserFactory


def codenames(group):
    """Return the permissions of a group as "app.codename"."""
    return {
        f"{p.content_type.app_label}.{p.codename}"
        for p in group.permissions.select_related("content_type")
    }


def test_a_group_has_what_the_table_says_and_no_more(db):
    group = Group.objects.get_or_create(name="Editors")[0]
    group.permissions.add(Permission.objects.get(codename="delete_user"))

    apply_groups()

    assert codenames(group) == set(GROUPS["Editors"])


def test_applying_keeps_who_is_in_a_group(db):
    editor = UserFactory(groups=[Group.objects.get_or_create(name="Editors")[0]])

    call_command("migrate", verbosity=0)

    assert [group.name for group in editor.groups.all()] == ["Editors"]
    assert editor.may_enter_admin()


def test_an_editor_may_publish_anywhere_and_an_auditor_not_enter(db):
    apply_groups()

    pages = Group.objects.get(name="Editors").page_permissions
    assert {each.permission.codename for each in pages.all()} >= {"change_page", "publish_page"}
    assert codenames(Group.objects.get(name="Auditors")) == set()
