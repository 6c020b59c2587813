"""Every address of the site. What is not declared public here asks for sign-in."""

from allauth.account.views import logout
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms import views
from cms.doors import hidden_from_others, sign_in_instead

# In front of Wagtail's own doors, which know of no second factor.
admin_doors = [
    path("admin/login/", sign_in_instead),
    path("admin/logout/", logout),
    path("admin/password_reset/", sign_in_instead),
    path("admin/password_reset/<path:rest>", sign_in_instead),
    path("documents/authenticate_with_password/<path:rest>", sign_in_instead),
]
page_doors = [path("_util/<path:rest>", sign_in_instead)]

# Open to anyone, within Wagtail's own rules of publication and privacy.
public_files = [
    path("documents/", include(wagtaildocs_urls)),
    path("kehra/<slug:slug>.svg", views.whorl, name="whorl"),
    path("media/images/<str:name>", views.picture, name="picture"),
    path("", include("home.urls.files")),
    path("schemas/", include("applications.urls.schemas")),
]
public_pages = [
    path(_("search-the-site/"), include("home.urls.pages")),
    path("", include(wagtail_urls)),
]

# Open to who holds a link or has begun an application in this browser.
applicants = [path(_("application/"), include("applications.urls.applicants"))]

# Sign-in itself, and invitations.
account = [
    path(_("account/"), include("accounts.urls")),
    path(_("account/"), include("allauth.urls")),
]

# For people who have signed in, and never kept in a cache.
workspace = [path(_("workspace/"), include("knowledge.urls"))]
review = [path(_("applications/"), include("applications.urls.reviewers"))]

# For whoever watches the machine.
health = [
    path("health/live", views.health_live),
    path("health/ready", views.health_ready),
]

urlpatterns = [
    *decorate_urlpatterns(health, login_not_required),
    *admin_doors,
    *decorate_urlpatterns([path("admin/", include(wagtailadmin_urls))], hidden_from_others),
    *decorate_urlpatterns(public_files, login_not_required),
    *i18n_patterns(
        *decorate_urlpatterns(account, never_cache),
        *decorate_urlpatterns([*workspace, *review], never_cache),
        *decorate_urlpatterns(decorate_urlpatterns(applicants, never_cache), login_not_required),
        *page_doors,
        *decorate_urlpatterns(public_pages, login_not_required),
    ),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
