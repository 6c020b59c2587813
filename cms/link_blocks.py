"""Links that an editor chooses, for the footer and for the ends of sections."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class LinkBlock(blocks.StructBlock):
    """A link to a page of the site, or elsewhere."""

    text = blocks.CharBlock(label=_("text"), max_length=120)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    url = blocks.URLBlock(label=_("address elsewhere"), required=False)

    class Meta:
        icon = "link"

    def clean(self, value):
        """Ask for exactly one of the two ways to lead somewhere."""
        value = super().clean(value)
        if bool(value.get("page")) == bool(value.get("url")):
            raise blocks.StructBlockValidationError(
                {"page": ValidationError(_("Choose a page or give an address, not both."))}
            )
        return value


class LinkColumnBlock(blocks.StructBlock):
    """A column of links in the footer."""

    heading = blocks.CharBlock(label=_("heading"), max_length=60)
    links = blocks.ListBlock(LinkBlock(), label=_("links"), min_num=1, max_num=8)

    class Meta:
        icon = "list-ul"


class LinkColumnsBlock(blocks.StreamBlock):
    """The footer's columns of links."""

    column = LinkColumnBlock(label=_("column of links"))
