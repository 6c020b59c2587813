"""Texts with paragraphs, headings, lists, stress and links, kept as lines anyone can type.

A blank line parts paragraphs; ``## `` begins a heading, ``- `` and ``1. `` an item;
``**so**`` is strong, ``*so*`` emphatic, ``[words](https://…)`` a link; a backslash makes
the mark after it an ordinary letter. What the editor in a browser sends is HTML: it is
cleaned and kept as the same lines, so that searches, comparisons and the form without
JavaScript read what people wrote.
"""

import html
import re
from html.parser import HTMLParser

import nh3
from django.utils.safestring import mark_safe

TAGS = {"p", "br", "h3", "ul", "ol", "li", "strong", "em", "a"}
# What other programs call the same.
SAME_AS = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
SCHEMES = {"https", "http", "mailto"}
LINK_RELATIONS = "noopener noreferrer nofollow"

_ITEM = re.compile(r"(?:(-)|(\d{1,3})\.) +(.*)")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(((?:https?://|mailto:)[^\s()<>\"]+)\)")
_STRONG = re.compile(r"\*\*(?=[^\s*])(.{1,500}?)(?<=[^\s*])\*\*", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{1,500}?)(?<=[^\s*])\*(?![\w*])", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\*\[\]#.-])")
# An escaped mark stands as a private letter while the others are read.
_HIDDEN = 0xE000


def to_html(text, level=3):
    """Return lines as safe HTML with only the tags of ``TAGS``, headings at ``level``."""
    hidden = _ESCAPED.sub(lambda match: chr(_HIDDEN + ord(match[1])), _without_private(text))
    blocks = re.split(r"\n\s*\n", hidden.strip())
    made = "".join(_block(block) for block in blocks if block.strip())
    shown = "".join(chr(ord(c) - _HIDDEN) if 0 <= ord(c) - _HIDDEN < 128 else c for c in made)
    # Whatever somebody typed is escaped: these are tags.
    return mark_safe(re.sub(r"(?<=<)(/?)h3>", rf"\1h{level}>", clean(shown)))


def to_lines(source):
    """Return HTML from an editor as lines; what is not of ``TAGS`` leaves only its words."""
    reader = _Reader()
    reader.feed(clean(re.sub(r"(</?)(b|i|h[12456])(?=[\s>])", _rename, source, flags=re.I)))
    reader.close()
    return reader.lines()


def to_words(text):
    """Return lines as plain text without marks, as excerpts and letters show it."""
    return "\n".join(
        html.unescape(re.sub(r"<[^>]+>", "", part)).strip()
        for part in re.split(r"<br>|</(?:p|li|h3)>", to_html(text))
    ).strip()


def clean(source):
    """Return HTML with nothing but the tags of ``TAGS`` and safe links."""
    return nh3.clean(
        source,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=LINK_RELATIONS,
    )


def _rename(match):
    return match[1] + SAME_AS[match[2].lower()]


def _without_private(text):
    return re.sub(r"[\ue000-\ue07f]", "", text)


def _block(block):
    """Return a paragraph, a heading, or a list with the paragraph before it."""
    made, items, kind, lines = [], [], "", []

    def end_lines():
        if lines:
            made.append(f"<p>{_inline(chr(10).join(lines))}</p>")
            lines.clear()

    def end_items():
        if items:
            made.append(
                f"<{kind}>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</{kind}>"
            )
            items.clear()

    for raw in block.split("\n"):
        line = re.sub(r"\s+", " ", raw).strip()
        if match := _ITEM.fullmatch(line):
            end_lines()
            if items and kind != ("ul" if match[1] else "ol"):
                end_items()
            kind = "ul" if match[1] else "ol"
            items.append(match[3])
        elif line.startswith("## "):
            end_lines()
            end_items()
            made.append(f"<h3>{_inline(line[3:])}</h3>")
        elif items and raw.startswith("  "):
            items[-1] += f"\n{line}"
        else:
            end_items()
            lines.append(line)
    end_lines()
    end_items()
    return "".join(made)


def _inline(text):
    text = html.escape(text, quote=False)
    text = _LINK.sub(r'<a href="\2">\1</a>', text)
    text = _STRONG.sub(r"<strong>\1</strong>", text)
    return _EMPHASIS.sub(r"<em>\1</em>", text).replace("\n", "<br>")


def _escape(words):
    """Return words whose stars and brackets are not read as marks."""
    words = words.replace("\\", "\\\\")
    words = re.sub(r"(?<!\s)\*|\*(?!\s)", r"\\*", words)
    return re.sub(r"\[(?=[^\[\]]*\]\()", r"\\[", words)


def _escape_starts(text):
    """Return lines of which none begins an item or a heading."""
    text = re.sub(r"^([^\S\n]*)(-(?= )|#(?=# ))", r"\1\\\2", text, flags=re.M)
    return re.sub(r"^([^\S\n]*\d{1,3})\.(?= )", r"\1\\.", text, flags=re.M)


class _Reader(HTMLParser):
    """Turns cleaned HTML into blocks of lines."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.words, self.lists, self.links = [], [], [], []
        self.is_item, self.count = False, 0

    def lines(self):
        """Return the blocks, parted by blank lines; items of one list follow each other.

        The kind of an item's block is the number of its list.
        """
        self._end("")
        parts = []
        for kind, text in self.blocks:
            joined = parts and isinstance(kind, int) and parts[-1][0] == kind
            parts.append((kind, ("\n" if joined else "\n\n" if parts else "") + text))
        return "".join(text for _, text in parts)

    def handle_starttag(self, tag, attrs):
        if tag in {"ul", "ol"}:
            self._end("")
            # A list within a list goes on as the one around it, if it is of the same kind.
            same = self.lists and self.lists[-1][0] == tag
            self.count += 1
            self.lists.append([tag, 0, self.lists[-1][2] if same else self.count])
        elif tag in {"p", "h3", "li"}:
            if not (tag == "p" and self.is_item and not "".join(self.words).strip()):
                self._end("")
            if tag == "li":
                self.is_item = True
                if self.lists:
                    self.lists[-1][1] += 1
        elif tag == "br":
            self.words.append("\n")
        elif tag in {"strong", "em"}:
            self.words.append("**" if tag == "strong" else "*")
        elif tag == "a":
            self.links.append(dict(attrs).get("href"))
            self.words.append("[" if self.links[-1] else "")

    def handle_endtag(self, tag):
        if tag in {"ul", "ol"}:
            self._end("")
            if self.lists:
                self.lists.pop()
        elif tag in {"p", "li", "h3"}:
            self._end(tag)
            if tag == "li":
                self.is_item = False
        elif tag in {"strong", "em"}:
            self.words.append("**" if tag == "strong" else "*")
        elif tag == "a" and self.links:
            href = self.links.pop()
            self.words.append(f"]({href})" if href else "")

    def handle_data(self, data):
        self.words.append(_escape(re.sub(r"\s+", " ", data)))

    def _end(self, tag):
        text = "\n".join(line.strip(" ") for line in "".join(self.words).split("\n")).strip()
        self.words = []
        if not text:
            return
        if tag == "h3":
            self.blocks.append(("heading", "## " + text.replace("\n", " ")))
        elif self.is_item:
            tag, number, list_id = self.lists[-1] if self.lists else ("ul", 1, 0)
            mark = "- " if tag == "ul" else f"{number}. "
            first, *more = text.split("\n")
            more = [f"\n  {_escape_starts(line)}" for line in more]
            self.blocks.append((list_id, mark + first + "".join(more)))
        else:
            self.blocks.append(("paragraph", _escape_starts(text)))
