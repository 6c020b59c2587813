"""What holds in the admin for the models of every app."""

from wagtail import hooks
from wagtail.admin.auth import permission_denied

from cms.kept import KeptPolicy


@hooks.register("before_bulk_action")
def keep_many(request, action_type, objects, action_class):
    """Refuse to delete many of what is kept: this action asks no policy of a snippet's pages."""
    pages = [getattr(each, "snippet_viewset", None) for each in objects]
    is_kept = any(
        isinstance(getattr(each, "permission_policy", None), KeptPolicy) for each in pages
    )
    return permission_denied(request) if action_type == "delete" and is_kept else None
