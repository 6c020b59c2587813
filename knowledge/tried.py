"""Others who tried this: experiences beside a target that is being written."""

from collections import defaultdict

from knowledge.models import Experience

MOST, MOST_READ = 3, 60


def tried(user, keys):
    """Return a few experiences of others that a person may read, newest first, by heading key.

    Two queries at most, however many keys.
    """
    keys = set(keys) - {"", "other", None}
    if not keys:
        return {}
    found = (
        Experience.objects.visible_to(user)
        .filter(themes__in=keys)
        .exclude(pk__in=Experience.objects.owned_by(user))
        .select_related("participation__museum")
        .distinct()
        .order_by("-updated_at", "-pk")
        .prefetch_related("themes")[:MOST_READ]
    )
    by_key = defaultdict(list)
    for experience in found:
        for theme in experience.themes.all():
            if theme.pk in keys and len(by_key[theme.pk]) < MOST:
                by_key[theme.pk].append(experience)
    return dict(by_key)


def add_tried(user, rows):
    """Give each row of a form of targets ``tried``: the experiences of its heading."""
    chosen = {row.prefix: str(row["key"].value() or "") for row in rows}
    found = tried(user, chosen.values())
    for row in rows:
        row.tried = found.get(chosen[row.prefix], [])
