"""Pages beside the tree: search, and what machines ask for."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from wagtail.models import Page

from cms.pages import reachable
from home.models import StandardPage
from home.search import add_excerpts, find_pages, words_of

PAGE_SIZE = 10


def search(request):
    """Search the public pages of the language."""
    query = request.GET.get("q", "")
    words = words_of(query)
    listing = None
    if words:
        listing = Paginator(find_pages(words), PAGE_SIZE).get_page(request.GET.get("page"))
        listing.object_list = list(listing.object_list)
        add_excerpts(listing.object_list, words)
    context = {"query": " ".join(words), "was_asked": "q" in request.GET, "listing": listing}
    return render(request, "home/search.html", context)


def sitemap(request):
    """List every page that search engines may show, with its other languages."""
    hidden = StandardPage.objects.filter(is_hidden=True).values("pk")
    pages = reachable(Page.objects.filter(depth__gt=1).exclude(pk__in=hidden))
    pages = pages.select_related("locale").order_by("path")
    translations = {}
    for page in pages:
        page.address = page.get_full_url(request)
        translations.setdefault(page.translation_key, []).append(page)
    for page in pages:
        page.others = translations[page.translation_key]
    context = {"pages": pages, "default": settings.LANGUAGE_CODE}
    response = render(request, "home/sitemap.xml", context, content_type="application/xml")
    patch_cache_control(response, public=True, max_age=3600)
    return response


def robots(request):
    """Tell robots where the sitemap is, and that the admin is nothing for them."""
    address = request.build_absolute_uri(reverse("home_files:sitemap"))
    text = f"User-agent: *\nDisallow: /admin/\n\nSitemap: {address}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
