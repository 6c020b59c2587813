#!/usr/bin/env python3
"""Django's command line, for this site."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main():
    """Run the command; a wrong setting ends in one sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Settings: {error}")


if __name__ == "__main__":
    main()
