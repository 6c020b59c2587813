"""Wagtail tells that a page was published; there is no other place to hear it."""

from django.dispatch import receiver
from wagtail.signals import page_published

from applications.models import CallPage
from applications.services import compile_form


@receiver(page_published, sender=CallPage)
def publish_form(instance, revision=None, **kwargs):
    """Make a form version of the call if its form changed in any language."""
    compile_form(instance, by=getattr(revision, "user", None))
