"""The blocks of which public pages are made."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

WORDS = ["bold", "italic", "link", "document-link"]
TEXT = ["h2", "h3", "ol", "ul", *WORDS]


class StepBlock(blocks.StructBlock):
    """One step of a round. Without a last day it is never marked as what is going on."""

    title = blocks.CharBlock(label=_("title"), max_length=80)
    when = blocks.CharBlock(label=_("when, in words"), max_length=80, required=False)
    text = blocks.TextBlock(label=_("text"), max_length=400, required=False)
    ends_on = blocks.DateBlock(
        label=_("last day"),
        required=False,
        help_text=_("The first step whose last day is ahead is shown as going on."),
    )


class CardBlock(blocks.StructBlock):
    """A card that leads on by its title."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    title_in_english = blocks.CharBlock(
        label=_("rest of the title, in English"),
        max_length=80,
        required=False,
        help_text=_("A name that is English on every page, read aloud as such."),
    )
    text = blocks.TextBlock(label=_("text"), max_length=500)
    page = blocks.PageChooserBlock(label=_("page"), required=False)

    class Meta:
        icon = "doc-empty"


class FactBlock(blocks.StructBlock):
    """A cost, or another fact, with its picture."""

    icon = blocks.ChoiceBlock(
        label=_("picture"),
        choices=[
            ("train-front", _("train")),
            ("clock", _("clock")),
            ("rotate-cw", _("turn")),
            ("users", _("people")),
            ("calendar", _("calendar")),
            ("utensils", _("food")),
        ],
        default="clock",
    )
    name = blocks.CharBlock(label=_("name"), max_length=60)
    text = blocks.CharBlock(label=_("text"), max_length=200)


class QuoteBlock(blocks.StructBlock):
    """What somebody said, and who."""

    text = blocks.TextBlock(label=_("quotation"), max_length=500)
    who = blocks.CharBlock(label=_("who"), max_length=120)
    about = blocks.CharBlock(label=_("about what and when"), max_length=160, required=False)
    ornament = blocks.RegexBlock(
        label=_("short name of the museum"),
        regex=r"^[a-z0-9-]{1,60}$",
        required=False,
        help_text=_("Draws the museum's ornament beside its name: small letters a–z and hyphens."),
    )

    class Meta:
        icon = "openquote"
        label = _("quotation")
        template = "blocks/quote.html"


class TitledBlock(blocks.StructBlock):
    """A block with a heading and perhaps a sentence under it."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    introduction = blocks.TextBlock(label=_("introduction"), max_length=400, required=False)


class CardsBlock(TitledBlock):
    """Cards beside each other."""

    cards = blocks.ListBlock(CardBlock(), label=_("cards"), min_num=1, max_num=12)

    class Meta:
        icon = "grip"
        label = _("cards")
        template = "blocks/cards.html"


class TimetableBlock(TitledBlock):
    """The steps of a round in order."""

    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=1, max_num=12)

    class Meta:
        icon = "calendar-alt"
        label = _("timetable")
        template = "blocks/timetable.html"


class ConditionsBlock(TitledBlock):
    """A numbered list, each with a title and what it means."""

    conditions = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("title"), max_length=160)),
                ("text", blocks.TextBlock(label=_("text"), max_length=600, required=False)),
            ]
        ),
        label=_("conditions"),
        min_num=1,
    )

    class Meta:
        icon = "list-ol"
        label = _("numbered conditions")
        template = "blocks/conditions.html"


class CostBoxBlock(TitledBlock):
    """What taking part costs, at a glance."""

    facts = blocks.ListBlock(FactBlock(), label=_("facts"), min_num=1, max_num=6)

    class Meta:
        icon = "clipboard-list"
        label = _("cost box")
        template = "blocks/cost_box.html"


class CostTableBlock(TitledBlock):
    """What taking part costs, row by row, in hours and money."""

    rows = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("what", blocks.CharBlock(label=_("what"), max_length=120)),
                ("hours", blocks.CharBlock(label=_("working time"), max_length=80, required=False)),
                ("money", blocks.CharBlock(label=_("money"), max_length=80, required=False)),
                ("note", blocks.CharBlock(label=_("note"), max_length=200, required=False)),
            ]
        ),
        label=_("rows"),
        min_num=1,
    )

    class Meta:
        icon = "table"
        label = _("cost table")
        template = "blocks/cost_table.html"


class NoticeBlock(blocks.StructBlock):
    """Something to notice."""

    tone = blocks.ChoiceBlock(
        label=_("tone"),
        choices=[("info", _("for information")), ("ok", _("good news")), ("warn", _("warning"))],
        default="info",
    )
    text = blocks.RichTextBlock(label=_("text"), features=WORDS)

    class Meta:
        icon = "info-circle"
        label = _("notice")
        template = "blocks/notice.html"


class ContactsBlock(TitledBlock):
    """People who answer questions."""

    people = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("name", blocks.CharBlock(label=_("name"), max_length=120)),
                ("role", blocks.CharBlock(label=_("role"), max_length=160, required=False)),
                ("email", blocks.EmailBlock(label=_("e-mail address"), required=False)),
                ("phone", blocks.CharBlock(label=_("telephone"), max_length=40, required=False)),
            ]
        ),
        label=_("people"),
        min_num=1,
    )

    class Meta:
        icon = "group"
        label = _("contact people")
        template = "blocks/contacts.html"


class QuestionsBlock(TitledBlock):
    """Questions that open to their answers."""

    questions = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("question", blocks.CharBlock(label=_("question"), max_length=200)),
                ("answer", blocks.RichTextBlock(label=_("answer"), features=["ul", "ol", *WORDS])),
            ]
        ),
        label=_("questions"),
        min_num=1,
    )

    class Meta:
        icon = "help"
        label = _("questions and answers")
        template = "blocks/questions.html"


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("document"))
    text = blocks.CharBlock(label=_("what it is"), max_length=200, required=False)

    class Meta:
        icon = "doc-full"
        label = _("document")
        template = "blocks/document.html"


class PictureBlock(blocks.StructBlock):
    """A picture; without words for who cannot see it, it is decoration."""

    image = ImageChooserBlock(label=_("image"))
    alternative = blocks.CharBlock(
        label=_("the picture in words"),
        max_length=250,
        required=False,
        help_text=_("What the picture tells. Leave empty if it only decorates."),
    )
    caption = blocks.CharBlock(label=_("caption"), max_length=250, required=False)

    class Meta:
        icon = "image"
        label = _("picture")
        template = "blocks/picture.html"


class StoryBlock(blocks.StreamBlock):
    """What a page tells, part by part."""

    text = blocks.RichTextBlock(label=_("text"), features=TEXT, template="blocks/text.html")
    conditions = ConditionsBlock()
    timetable = TimetableBlock()
    cost_box = CostBoxBlock()
    cost_table = CostTableBlock()
    cards = CardsBlock()
    notice = NoticeBlock()
    quote = QuoteBlock()
    contacts = ContactsBlock()
    questions = QuestionsBlock()
    document = DocumentBlock()
    picture = PictureBlock()

    class Meta:
        template = "blocks/story.html"
