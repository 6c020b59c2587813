"""The site's settings as the tests use them: a database, cache and files of their own."""

import os
import tempfile
from pathlib import Path

os.environ.update(
    SECRET_KEY="a key that is only for tests and opens nothing at all",
    DEBUG="0",
    DEMO="0",
    DATA_DIR=tempfile.mkdtemp(prefix="foorumi-tests-"),
    TASKS="immediate",
    CLAMD_URL="",
    CACHE_URL=os.environ.get("TEST_CACHE_URL", "locmem://tests"),
    SITE_URL="http://testserver",
)
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from cms.settings import *  # noqa: F403

Path(STATIC_ROOT).mkdir()  # noqa: F405
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
LINK_REPLY_SECONDS = 0
SHORTEST_FORM_SECONDS = 0
DEADLINE_CLOCK = "process"  # which tests can set
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
