"""Texts with marks as blocks of runs, for writers that know no HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from knowledge.markup import to_html


@dataclass
class Run:
    """Words in one manner; ``href`` is where they lead, or empty."""

    text: str
    is_strong: bool = False
    is_emphatic: bool = False
    href: str = ""


@dataclass
class Block:
    """A paragraph (``p``), a heading (``h3``) or an item (``ul``, ``ol``).

    Items with the same ``list_number`` are one list.
    """

    kind: str
    list_number: int = 0
    runs: list = field(default_factory=list)


def blocks_of(text):
    """Return the lines of ``knowledge.markup`` as blocks; a line end is a run "\\n"."""
    reader = _Reader()
    reader.feed(to_html(text))
    reader.close()
    return [block for block in reader.blocks if block.runs]


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.lists = [], 0
        self.kind, self.open, self.href = "", [], ""

    def handle_starttag(self, tag, attrs):
        if tag in {"ul", "ol"}:
            self.kind = tag
            self.lists += 1
        elif tag in {"p", "h3", "li"}:
            is_item = tag == "li"
            self.blocks.append(Block(self.kind if is_item else tag, self.lists if is_item else 0))
        elif tag == "br":
            self._add("\n")
        elif tag == "a":
            self.href = dict(attrs).get("href", "")
        else:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag == "a":
            self.href = ""
        elif tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data):
        self._add(data)

    def _add(self, text):
        if self.blocks:
            run = Run(text, "strong" in self.open, "em" in self.open, self.href)
            self.blocks[-1].runs.append(run)
