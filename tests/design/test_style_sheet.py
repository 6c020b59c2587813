"""The style sheet: small files, all of them used, one small download."""

import re
import shutil

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage

from cms.static import HashedStaticFilesStorage, bundle_css, squeeze

FOLDER = settings.BASE_DIR / "static"
FILES = {str(path.relative_to(FOLDER)): path for path in (FOLDER / "css").rglob("*.css")}
PATHS = {name: (StaticFilesStorage(location=FOLDER), name) for name in FILES}


@pytest.fixture(scope="module")
def bundle():
    return bundle_css("css/site.css", PATHS)


@pytest.mark.parametrize("name", FILES)
def test_a_style_sheet_has_at_most_120_lines(name):
    assert len(FILES[name].read_text().splitlines()) <= 120


def test_the_entry_imports_every_style_sheet_of_the_site():
    imported = re.findall(r'@import url\("([^"]+)"\)', FILES["css/site.css"].read_text())

    own_entries = {"css/site.css", "css/admin.css"}
    assert sorted(f"css/{name}" for name in imported) == sorted(FILES.keys() - own_entries)


def test_all_css_is_at_most_14_kb_compressed(bundle):
    assert len(brotli.compress(bundle.encode())) <= 14_000


def test_the_bundle_imports_nothing(bundle):
    assert "@import" not in bundle


def test_every_custom_property_that_is_read_is_set(bundle):
    read = set(re.findall(r"var\((--[\w-]+)\)", bundle))

    assert read - set(re.findall(r"(--[\w-]+):", bundle)) == set()


def test_squeezing_keeps_what_is_in_strings():
    assert squeeze('a { content: " ,  " ; /* why */ }\n') == 'a{content: " ,  "}'


def test_collecting_hashes_the_bundle_and_the_fonts_it_names(tmp_path):
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    storage = HashedStaticFilesStorage(location=tmp_path)
    source = StaticFilesStorage(location=FOLDER)
    names = [str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()]

    list(storage.post_process({name: (source, name) for name in names}))

    served = (tmp_path / storage.stored_name("css/site.css")).read_text()
    fonts = re.findall(r"url\(\"\.\./fonts/([\w.-]+)\"\)", served)
    assert "@import" not in served
    assert sorted(font.split(".")[0] for font in fonts) == [
        "heading-latin",
        "heading-sami",
        "text-latin",
        "text-sami",
    ]
    assert all((tmp_path / "fonts" / font).exists() for font in fonts)
