"""The blocks of which public pages are made."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class StoryBlock(blocks.StreamBlock):
    """Text of a page."""

    paragraph = blocks.RichTextBlock(label=_("text"))
