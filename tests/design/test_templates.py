"""What every template keeps to: no inline style or script, nothing unescaped, known icons."""

import re

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = {str(path.relative_to(FOLDER)): path.read_text() for path in FOLDER.rglob("*.html")}
ICONS = {path.stem for path in (FOLDER / "icons").glob("*.svg")}
ICON_TAG = re.compile(r"""\{% icon ["']([\w-]+)["']""")
ICON_ARGUMENT = re.compile(r"""\{% (?:tag|notice)[^%]* icon=["']([\w-]+)["']""")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_inline_style_or_handler(name):
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:", TEMPLATES[name])


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_script_is_a_file(name):
    scripts = re.findall(r"<script(.*?)>(.*?)</script>", TEMPLATES[name], re.DOTALL)

    assert [content for _, content in scripts if content.strip()] == []
    assert all("src=" in attributes for attributes, _ in scripts)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_escapes_all_text(name):
    assert not re.findall(r"\|\s*safe\b|autoescape off", TEMPLATES[name])


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_icons_of_a_template_exist(name):
    used = ICON_TAG.findall(TEMPLATES[name]) + ICON_ARGUMENT.findall(TEMPLATES[name])

    assert set(used) - ICONS == set()
