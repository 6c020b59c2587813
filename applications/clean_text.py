"""What applicants and reviewers send, before anything reads it."""

from django.utils.datastructures import MultiValueDict

from cms.clean_text import clean_text

__all__ = ["clean_post", "clean_text"]


def clean_post(post):
    """Return what a form sent, every value cleaned."""
    return MultiValueDict({name: [clean_text(v) for v in values] for name, values in post.lists()})
