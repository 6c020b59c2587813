"""Requests that no browser sends and files that nobody should: a sentence or a 4xx, never a 500."""

import io
import zipfile
from urllib.parse import quote_plus

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Application, ApplicationFile
from tests.answers import release
from tests.applications.conftest import errors_on, upload
from tests.factories.applications import PROJECT_SENT, block_id, documents, fields, name_of

FORM = "application/x-www-form-urlencoded"
PDF = documents()["Suunnitelma ä.pdf"]
TITLE, WHY = name_of("title"), name_of("why")
PART = f'--x\r\nContent-Disposition: form-data; name="{TITLE}"\r\n\r\nOtsikko\r\n'

# What is sent: its body, its content type, and the statuses that are an answer.
RAW = {
    "a lone surrogate": (f"{TITLE}=%ED%A0%80a&continue=1", FORM, {200}),
    "half a letter": (f"{TITLE}=%C3&continue=1", FORM, {200}),
    "bytes that are no text": (f"{TITLE}=%FF%FE%00&continue=1", FORM, {200}),
    "overlong slashes": (f"{TITLE}=%C0%AF&continue=1", FORM, {200}),
    "half an escape": (f"{TITLE}=%E4%&continue=1", FORM, {200}),
    "no fields": ("", FORM, {200}),
    "a field without a name": ("=x&continue=1", FORM, {200}),
    "two of one field": (f"{TITLE}=a&{TITLE}=b&continue=1&continue=1", FORM, {200}),
    "only a button": ("continue=1", FORM, {200}),
    "an unknown button": ("explode=1", FORM, {200}),
    "a field of Python": ("__class__=x&q-__proto__=x&continue=1", FORM, {200}),
    "another alphabet": (f"{TITLE}=%E4&continue=1", f"{FORM}; charset=iso-8859-1", {200, 400}),
    "an alphabet that is none": (f"{TITLE}=a&continue=1", f"{FORM}; charset=klingon", {200, 400}),
    "UTF-16": (f"{TITLE}=a".encode("utf-16"), f"{FORM}; charset=utf-16", {200, 400}),
    "JSON": ('{"continue": 1}', "application/json", {200, 400, 415}),
    "XML": ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "text/xml", {200}),
    "text": ("continue=1", "text/plain", {200}),
    "no type at all": ("continue=1", "", {200, 400}),
    "parts that end in the middle": (PART, "multipart/form-data; boundary=x", {200, 400}),
    "parts without a boundary": (PART, "multipart/form-data", {400}),
    "parts with another boundary": (PART, "multipart/form-data; boundary=y", {200, 400}),
    "a boundary of 5000 letters": (PART, f"multipart/form-data; boundary={'x' * 5000}", {200, 400}),
    "a part without a name": (
        "--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--", "multipart/form-data; boundary=x",
        {200, 400},
    ),
    "a file where text belongs": (
        f'--x\r\nContent-Disposition: form-data; name="{TITLE}"; filename="a.txt"\r\n\r\na\r\n--x--',
        "multipart/form-data; boundary=x", {200},
    ),
    "a part coded in a wrong way": (
        f'--x\r\nContent-Disposition: form-data; name="{TITLE}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n***\r\n--x--",
        "multipart/form-data; boundary=x", {200, 400},
    ),
    "1001 fields": ("&".join(f"f{n}=1" for n in range(1001)), FORM, {400, 413}),
    "a thousand semicolons": (f"{TITLE}={';' * 1000}&continue=1", FORM, {200}),
}  # fmt: skip


@pytest.mark.parametrize("what", RAW)
def test_no_request_breaks_the_form(applicant, what):
    body, content_type, statuses = RAW[what]
    applicant.start()
    address = applicant.address("step", 2)

    response = applicant.client.generic("POST", address, body, content_type=content_type)

    assert response.status_code in statuses
    assert '<html lang="fi"' in response.text
    assert applicant.get("step", 2).status_code == 200
    assert applicant.step(2, **PROJECT_SENT).status_code == 302


def test_latin_letters_in_another_alphabet_are_not_garbled_in_silence(applicant):
    """A form posted as ISO-8859-1 is either read as such or refused, never stored as rubbish."""
    sent = fields(**{**PROJECT_SENT, "title": "Näyttely"})
    body = "&".join(
        f"{name}={quote_plus(str(value), encoding='latin-1', errors='replace')}"
        for name, values in sent.items()
        for value in (values if isinstance(values, list) else [values])
    )
    applicant.start()

    applicant.client.generic(
        "POST", applicant.address("step", 2), f"{body}&continue=1",
        content_type=f"{FORM}; charset=iso-8859-1",
    )  # fmt: skip

    assert Application.objects.get().answers.get(block_id("title")) in (None, "Näyttely")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_verbs_do_nothing(applicant, method):
    applicant.start()

    response = applicant.client.generic(method, applicant.address("step", 2), "continue=1")

    assert response.status_code == 405


def zipped(**members):
    """Return an archive with members by name, dots written as two underscores."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return buffer.getvalue()


REFUSED = {
    "a picture with a script": ("kuva.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"),
    "a page": ("plan.pdf", b"<!DOCTYPE html><script>alert(1)</script>"),
    "a program called PDF": ("plan.pdf", b"MZ\x90\x00" + b"\x00" * 900),
    "a program of two names": ("plan.pdf.exe", b"MZ\x90\x00" * 99),
    "an ELF": ("plan.docx", b"\x7fELF" * 99),
    "an empty file": ("tyhjä.pdf", b""),
    "a bare zip": ("plan.docx", zipped(a__txt="x")),
    "an archive of zeros": ("pommi.zip", zipped(a=b"\0" * 30_000_000)),
    "an ODT that says it is another": ("plan.odt", zipped(mimetype="text/html", content__xml="x")),
    "the end of a zip alone": ("plan.docx", b"PK\x05\x06" + b"\0" * 18),
    "a zip cut short": ("plan.docx", documents()["Suunnitelma ä.docx"][:200]),
    "RTF": ("plan.rtf", rb"{\rtf1\ansi plan}"),
    "text": ("plan.txt", b"plan"),
    "a table": ("plan.csv", b"=cmd|' /C calc'!A0"),
    "a script": ("plan.sh", b"#!/bin/sh\nrm -rf /\n"),
    "a picture": ("plan.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 99),
    "PHP": ("plan.php", b"<?php system($_GET['c']);"),
    "PostScript": ("plan.pdf", b"%!PS-Adobe-3.0\n"),
    "a PDF that begins far away": ("plan.pdf", b"\0" * 2000 + PDF),
}  # fmt: skip


def test_no_file_that_is_something_else_is_kept(applicant):
    applicant.start()
    for what, (name, data) in REFUSED.items():
        response = applicant.step(2, button="add", plan=upload(name, data), **PROJECT_SENT)

        assert response.status_code == 200, what
        assert len(errors_on(response)) == 1, what
        assert "Näyttely on vanha." in response.text
        assert not ApplicationFile.objects.exists(), what


NAMES = {
    "<script>alert(1)</script>.pdf": "script>.pdf",
    '"><img src=x onerror=alert(1)>.pdf': '"><img src=x onerror=alert(1)>.pdf',
    "=cmd|'.pdf": "=cmd|'.pdf",
    "fdp\u202eexe.pdf": "fdpexe.pdf",
    "Čáhci Ŋ đ ŧ ž.pdf": "Čáhci Ŋ đ ŧ ž.pdf",
    "👩🏽‍🏫.pdf": "👩🏽🏫.pdf",
    "CON.pdf": "CON.pdf",
    "%2e%2e%2fetc.pdf": "%2e%2e%2fetc.pdf",
    "plan.pdf.": "plan.pdf",
    "plan.exe.pdf": "plan.exe.pdf",
}


@pytest.mark.parametrize("sent", NAMES)
def test_a_name_of_a_file_is_only_a_name(applicant, sent):
    file = upload("x.pdf", b"<html><script>alert(1)</script>" + PDF)
    file._name = sent

    applicant.start().step(2, button="add", plan=file, **PROJECT_SENT)
    row = ApplicationFile.objects.get()
    page = applicant.get("step", 2)
    answer = applicant.client.get(reverse("applications:application_file", args=[row.pk]))
    release(answer)

    assert row.name == NAMES[sent]
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_stranger_s_post_changes_nothing(applicant, call):
    applicant.start()
    address = applicant.address("step", 2)

    response = Client().post(address, {**fields(**PROJECT_SENT), "continue": "1"})

    assert response.status_code == 404
    assert block_id("title") not in Application.objects.get().answers
