"""Lines become HTML and HTML becomes lines; nothing else comes through."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.differences import compare
from knowledge.forms.rich_text import MOST_TAGS, RichTextArea
from knowledge.markup import to_html, to_lines, to_words

TEXT = """Ensimmäinen kappale,
toinen rivi.

## Äänet kuuluviin

- yksi *paino*
- kaksi **vahva**

1. ensin
2. sitten

[Lisää](https://museo.example/a_b?c=1&d=2)"""
HTML = (
    "<p>Ensimmäinen kappale,<br>toinen rivi.</p><h3>Äänet kuuluviin</h3>"
    "<ul><li>yksi <em>paino</em></li><li>kaksi <strong>vahva</strong></li></ul>"
    "<ol><li>ensin</li><li>sitten</li></ol>"
    '<p><a href="https://museo.example/a_b?c=1&amp;d=2" rel="noopener noreferrer nofollow">'
    "Lisää</a></p>"
)


def test_lines_and_html_say_the_same():
    assert to_html(TEXT) == HTML
    assert to_lines(HTML) == TEXT
    assert to_words(TEXT).startswith("Ensimmäinen kappale,\ntoinen rivi.\nÄänet kuuluviin\nyksi")


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<script>alert(1)</script><p>Sana</p>", "Sana"),
        ('<p onclick="x()">Sana</p>', "Sana"),
        ('<p><a href="javascript:alert(1)">Sana</a></p>', "Sana"),
        ('<img src=x onerror="alert(1)"><p>Sana', "Sana"),
        ("<h1>Otsikko</h1><p><b>vahva</b> <i>paino</i></p>", "## Otsikko\n\n**vahva** *paino*"),
        ("<p>- ei lista</p><p>1. ei numero</p>", "\\- ei lista\n\n1\\. ei numero"),
        ("<ul><li><p>eka</p><ul><li><p>sisä</p></li></ul></li></ul>", "- eka\n- sisä"),
        ("<p></p>", ""),
    ],
)
def test_html_that_is_not_ours_leaves_its_words(source, lines):
    assert to_lines(source) == lines


def test_what_looks_like_html_in_lines_is_words():
    assert to_html("<b>x</b> & [a](javascript:b)") == (
        "<p>&lt;b&gt;x&lt;/b&gt; &amp; [a](javascript:b)</p>"
    )


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="aå *-#1.[]()\n\\<>&_:/", max_size=40))
def test_a_text_edited_and_not_changed_reads_the_same(text):
    shown = to_html(text)

    assert to_html(to_lines(shown)) == shown


@pytest.mark.parametrize("tag", ["<br>", "<ul><li>", "<p>x"])
def test_tags_without_end_are_read_as_far_as_people_write(tag):
    sent = {"why": f"<p>Alku{tag * 12_000}loppu</p>", "why-html": "1"}

    lines = RichTextArea().value_from_datadict(sent, {}, "why")

    assert lines.startswith("Alku")
    assert lines.count("\n") <= 2 * MOST_TAGS
    assert "loppu" not in lines


def test_thousands_of_equal_lines_are_compared():
    lines = "a\n" * 3_000

    assert compare(f"{lines}b", f"{lines}c") == [
        ("same", lines),
        ("removed", "b"),
        ("added", "c"),
    ]
