"""The demo's public pages."""

from wagtail.models import Locale, Page, Site

from home.models import HomePage

TITLES = {"fi": "Etusivu", "sv": "Startsida", "en": "Home"}


def create(demo):
    """Create the front pages that are missing, and share them by language."""
    root = Page.get_first_root_node()
    homes = {}
    for code, title in TITLES.items():
        locale = Locale.objects.get_or_create(language_code=code)[0]
        page = HomePage.objects.filter(locale=locale).first()
        if page is None and code == "fi":
            page = root.add_child(instance=HomePage(title=title, slug=code, locale=locale))
        elif page is None:
            page = homes["fi"].copy_for_translation(locale)
            page.slug, page.title = code, title
            page.save_revision().publish()
        homes[code] = page
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": homes["fi"], "site_name": "Foorumi"},
    )
    Page.objects.filter(depth=2, slug="home").delete()
    demo.share["home"] = homes
    demo.urls["home"] = "/fi/"
