"""What each group of people may do in the admin, as one table, applied after migrate."""

from django.apps import apps
from django.contrib.auth.management import create_permissions

ALL = ("add", "change", "delete", "view")
# Group: permissions as "app.codename". Page permissions hold for the whole tree.
GROUPS = {
    "Editors": [
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        *(f"cms.{verb}_{model}" for model in ("siteimage", "sitedocument") for verb in ALL),
        *(f"wagtailcore.{verb}_collection" for verb in ("add", "change", "view")),
        *(f"cms.{verb}_footer" for verb in ("add", "change", "view")),
        *(f"home.{verb}_feedback" for verb in ("change", "view")),
    ],
    # Auditors read the event log; nothing in the admin is theirs.
    "Auditors": [],
}
PAGES = {"Editors": ["add_page", "change_page", "publish_page", "lock_page", "bulk_delete_page"]}
COLLECTIONS = {"Editors": ["add_siteimage", "change_siteimage", "choose_siteimage",
                           "add_sitedocument", "change_sitedocument", "choose_sitedocument"]}  # fmt: skip


def apply_groups(**kwargs):
    """Give each group exactly what the table says; membership stays as it is."""
    from django.contrib.auth.models import Group

    for app in apps.get_app_configs():
        create_permissions(app, verbosity=0)
    for name, wanted in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(_permissions(wanted))
        _set_pages(group, PAGES.get(name, []))
        _set_collections(group, COLLECTIONS.get(name, []))


def _permissions(names):
    from django.contrib.auth.models import Permission

    found = Permission.objects.select_related("content_type")
    by_name = {f"{p.content_type.app_label}.{p.codename}": p for p in found}
    return [by_name[name] for name in names]


def _set_pages(group, codenames):
    from django.contrib.auth.models import Permission
    from wagtail.models import GroupPagePermission, Page

    root = Page.get_first_root_node()
    if root is None:
        return
    group.page_permissions.exclude(permission__codename__in=codenames).delete()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _set_collections(group, codenames):
    from django.contrib.auth.models import Permission
    from wagtail.models import Collection, GroupCollectionPermission

    root = Collection.get_first_root_node()
    if root is None:
        return
    for permission in Permission.objects.filter(
        content_type__app_label="cms", codename__in=codenames
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
