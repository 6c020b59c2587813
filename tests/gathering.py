"""The texts to translate, as makemessages finds them."""

import os
import shutil
import subprocess
import sys

import polib
from django.conf import settings

FOLDERS = ["cms", "home", "accounts", "knowledge", "applications", "templates"]


def gather(folder):
    """Return every msgid of the code and templates, gathered in a copy under ``folder``."""
    if not (folder / "manage.py").exists():
        for name in FOLDERS:
            shutil.copytree(
                settings.BASE_DIR / name, folder / name, ignore=shutil.ignore_patterns("*.pyc")
            )
        shutil.copy(settings.BASE_DIR / "manage.py", folder)
        (folder / "locale" / "fi" / "LC_MESSAGES").mkdir(parents=True)
        subprocess.run(
            [sys.executable, "manage.py", "makemessages", "-l", "fi", "--no-location"],
            cwd=folder,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings"},
            check=True,
            capture_output=True,
        )
    found = polib.pofile(str(folder / "locale/fi/LC_MESSAGES/django.po"))
    return {entry.msgid for entry in found}
