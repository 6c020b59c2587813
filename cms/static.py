"""Static files as they are served: hashed names, compressed, one style sheet."""

import posixpath
import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLE_SHEET = "css/site.css"
IMPORT = re.compile(r'@import url\("(?P<path>[^":]+)"\)( layer\((?P<layer>\w+)\))?;')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACES = re.compile(r"\s+")
SPACE_BESIDE_MARKS = re.compile(r" ?([{};,>]) ?")


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage, with one style sheet made of those that it imports.

    In development a browser follows the imports of ``css/site.css``. Here they are put
    in their place before names are hashed, so a page asks for one file. Only
    ``css/fonts.css`` may name other files: an address is read from the css folder.
    """

    def post_process(self, paths, dry_run=False, **options):
        """Bundle the style sheet, then hash and compress every file."""
        if STYLE_SHEET in paths and not dry_run:
            bundle = bundle_css(STYLE_SHEET, paths)
            self.delete(STYLE_SHEET)
            self._save(STYLE_SHEET, ContentFile(bundle.encode()))
            paths = {**paths, STYLE_SHEET: (self, STYLE_SHEET)}
        yield from super().post_process(paths, dry_run, **options)


def bundle_css(name, paths):
    """Return a style sheet with its imports in their place, without comments and spaces.

    ``paths`` maps names to (storage, path), as collectstatic hands them over.
    """
    storage, path = paths[name]
    with storage.open(path) as file:
        css = file.read().decode()

    def imported(match):
        target = posixpath.join(posixpath.dirname(name), match["path"])
        content = bundle_css(target, paths)
        return f"@layer {match['layer']}{{{content}}}" if match["layer"] else content

    return squeeze(IMPORT.sub(imported, css))


def squeeze(css):
    """Return CSS without comments and needless spaces; strings keep theirs."""
    parts = re.split(r'("[^"]*")', COMMENT.sub("", css))
    for index in range(0, len(parts), 2):
        parts[index] = SPACE_BESIDE_MARKS.sub(r"\1", SPACES.sub(" ", parts[index]))
    return "".join(parts).strip().replace(";}", "}")
