"""Read settings from the environment, with a clear sentence when one is wrong."""

import json
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# Django drops a third of a cache that holds more than 300 entries: with it would go what is
# counted against who guesses passwords.
MOST_CACHED = 50_000
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name, default=None):
    """Return a text; without a default it must be set."""
    value = os.environ.get(name, default)
    if value is None or (value == "" and default is None):
        raise ImproperlyConfigured(f"{name} must be set; see .env.example.")
    return value


def flag(name, default):
    """Return a yes or no: 1, true, yes, on, or 0, false, no, off."""
    value = os.environ.get(name, str(int(default))).strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not “{value}”.")
    return value in TRUE


def count(name, default):
    """Return a whole number of 0 or more."""
    value = text(name, str(default)).strip()
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a number of 0 or more, not “{value}”.")
    return int(value)


def address(name, default):
    """Return the address of a site, without a slash at its end."""
    value = text(name, default).rstrip("/")
    url = urlsplit(value)
    if url.scheme not in {"http", "https"} or not url.hostname or url.path:
        raise ImproperlyConfigured(f"{name} must be like https://foorumi.example, not “{value}”.")
    return value


def names(name, default=""):
    """Return a list of words separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def identity_providers(name):
    """Return the OpenID Connect providers of a JSON list, as allauth's apps.

    Each has id, name, server_url, client_id and secret; nothing else is taken.
    """
    try:
        found = json.loads(text(name, "") or "[]")
        return [
            {
                "provider_id": each["id"],
                "name": each["name"],
                "client_id": each["client_id"],
                "secret": each["secret"],
                "settings": {"server_url": each["server_url"], "oauth_pkce_enabled": True},
            }
            for each in found
        ]
    except (ValueError, TypeError, KeyError) as error:
        raise ImproperlyConfigured(
            f"{name} must be a JSON list of providers, each with id, name, server_url, "
            "client_id and secret; see .env.example."
        ) from error


def origin(url):
    """Return the scheme and host of an address, as a policy names them."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def database(name, default):
    """Return a database's settings from an address such as postgres://user@host/name.

    SQLite waits 20 s for a lock and takes it at the start of a transaction, so that
    two writers queue instead of failing; PostgreSQL keeps a pool of connections.
    """
    value = text(name, default)
    try:
        config = dj_database_url.parse(value)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"{name} is not an address of a database.") from error
    if config["ENGINE"].endswith("sqlite3"):
        config["CONN_MAX_AGE"] = 600
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    elif config["ENGINE"].endswith("postgresql"):
        config.setdefault("OPTIONS", {})["pool"] = True
    return config


def cache(name, default):
    """Return a cache's settings from redis://…, locmem:// or db://table."""
    value = text(name, default)
    scheme, place = urlsplit(value).scheme, urlsplit(value).netloc
    backends = {
        "redis": ("django.core.cache.backends.redis.RedisCache", value),
        "rediss": ("django.core.cache.backends.redis.RedisCache", value),
        "locmem": ("django.core.cache.backends.locmem.LocMemCache", place),
        "db": ("django.core.cache.backends.db.DatabaseCache", place),
    }
    if scheme not in backends:
        raise ImproperlyConfigured(f"{name} must begin with redis://, db:// or locmem://.")
    backend, location = backends[scheme]
    options = {} if scheme.startswith("redis") else {"MAX_ENTRIES": MOST_CACHED}
    return {"BACKEND": backend, "LOCATION": location, "OPTIONS": options}


def email(name, default):
    """Return Django's e-mail settings from smtp://…, smtps://…, file:///folder or console://."""
    value = text(name, default)
    url = urlsplit(value)
    backends = "django.core.mail.backends"
    if url.scheme == "file":
        return {
            "EMAIL_BACKEND": f"{backends}.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(url.path),
        }
    if url.scheme == "console":
        return {"EMAIL_BACKEND": f"{backends}.console.EmailBackend"}
    if url.scheme not in {"smtp", "smtps", "smtp+tls"}:
        raise ImproperlyConfigured(
            f"{name} must begin with smtp://, smtps://, smtp+tls://, file:// or console://."
        )
    return {
        "EMAIL_BACKEND": f"{backends}.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname or "localhost",
        "EMAIL_PORT": url.port or {"smtps": 465, "smtp+tls": 587}.get(url.scheme, 25),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_USE_TLS": url.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 10,
    }


def storage(name, default, **options):
    """Return a file storage's settings from file:///folder or s3://bucket?endpoint_url=…."""
    value = text(name, default)
    url = urlsplit(value)
    if url.scheme == "file":
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": unquote(url.path), **options},
        }
    if url.scheme == "s3":
        extra = {key: values[-1] for key, values in parse_qs(url.query).items()}
        return {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {"bucket_name": url.netloc, "querystring_expire": 60, **extra},
        }
    raise ImproperlyConfigured(f"{name} must begin with file:// or s3://.")


def scanner(name, default):
    """Return the address of a clamd server, tcp://host:port or unix:///path, "" for none."""
    value = text(name, default)
    url = urlsplit(value)
    if value and not (
        (url.scheme == "tcp" and url.hostname) or (url.scheme == "unix" and url.path)
    ):
        raise ImproperlyConfigured(
            f"{name} must be like tcp://localhost:3310 or unix:///run/clamav/clamd.ctl."
        )
    return value


def secret(name, folder, *, keep):
    """Return a secret from the environment, or one kept in a file of ``folder``.

    Only a demonstration or a developer's site may keep its own (``keep``).
    """
    if value := os.environ.get(name):
        return value
    if not keep:
        raise ImproperlyConfigured(f"{name} must be set; see .env.example.")
    path = Path(folder) / name.lower()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()
