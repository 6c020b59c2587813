"""Files of plans: looked into, kept apart, and sent with care."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Event
from knowledge.models import Attachment
from tests.answers import release
from tests.factories.accounts import sign_in
from tests.factories.knowledge import AttachmentFactory, PlanFactory, member_in

PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def plan(client, db):
    """A plan, a colleague of whose museum has signed in."""
    plan = PlanFactory()
    sign_in(client, member_in(plan.participation))
    return plan


def send(client, plan, *files):
    """Send files to a plan; each is (name, bytes)."""
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("knowledge:plan_attachments", args=[plan.pk]), {"files": uploads})


def docx():
    """Return the bytes of the smallest thing that is a DOCX."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


def test_files_are_kept_under_random_names_and_written_down(client, plan):
    response = send(client, plan, ("Pöytäkirja.pdf", PDF), ("Suunnitelma.docx", docx()))

    assert response.status_code == 302
    names = list(plan.attachments.values_list("name", flat=True))
    assert names == ["Pöytäkirja.pdf", "Suunnitelma.docx"]
    for attachment in plan.attachments.all():
        assert "irja" not in attachment.file.name
        assert "uunnitelma" not in attachment.file.name
    assert Event.objects.filter(action="attachment.add", subject_id__isnull=False).count() == 2


def test_a_file_leaves_with_headers_that_keep_it_private(client, plan):
    send(client, plan, ("Pöytäkirja.pdf", PDF))
    attachment = plan.attachments.get()

    response = client.get(reverse("knowledge:attachment", args=[attachment.pk]))

    assert response.getvalue() == PDF
    release(response)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert {"ETag", "Last-Modified", "Accept-Ranges"} & set(response.headers) == set()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.pdf", b"MZ\x90\x00" + bytes(200)),
        ("tyhja.pdf", b""),
        ("kuva.svg", b"<svg onload=alert(1)>"),
        ("sivu.html", b"<script>alert(1)</script>"),
        ("paketti.docx", b"PK\x03\x04 broken"),
        ("../../etc/passwd", b"root:x:0:0"),
        ("makro.docm", b"\xd0\xcf\x11\xe0" + bytes(600)),
    ],
)
def test_what_is_no_document_is_refused_beside_the_field(client, plan, name, content):
    response = send(client, plan, (name, content))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["files"]
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/cron.d/evil.pdf", "evil.pdf"),
        ("C:\\temp\\muistio.exe", "muistio.pdf"),
        ("a\x00b\u202efdp.exe", "abfdp.pdf"),
        ("ä" * 300 + ".pdf", "ä" * 145 + ".pdf"),
    ],
)
def test_a_hostile_name_is_made_harmless(client, plan, name, kept):
    upload = SimpleUploadedFile("x.pdf", PDF)
    upload._name = name  # Django would clean it; a browser need not

    client.post(reverse("knowledge:plan_attachments", args=[plan.pk]), {"files": [upload]})

    assert list(plan.attachments.values_list("name", flat=True)) == [kept]
    assert ".." not in plan.attachments.get().file.name


def test_eleven_files_are_refused_together_and_an_eleventh_alone(client, plan):
    files = [(f"liite {n}.pdf", PDF + bytes([n])) for n in range(11)]

    assert list(send(client, plan, *files).context["form"].errors) == ["files"]
    assert not plan.attachments.exists()
    assert send(client, plan, *files[:10]).status_code == 302
    assert list(send(client, plan, files[10]).context["form"].errors) == ["files"]
    assert plan.attachments.count() == 10


def test_no_file_at_all_is_told(client, plan):
    assert list(send(client, plan).context["form"].errors) == ["files"]


def test_the_same_file_twice_is_there_once(client, plan):
    for _click in range(2):
        send(client, plan, ("Pöytäkirja.pdf", PDF))

    assert plan.attachments.count() == 1


def test_a_removed_file_leaves_the_storage(client, plan, django_capture_on_commit_callbacks):
    attachment = AttachmentFactory(plan=plan)
    storage, path = attachment.file.storage, attachment.file.name
    address = reverse("knowledge:attachment_remove", args=[attachment.pk])
    assert client.get(address).status_code == 302
    assert storage.exists(path)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)

    assert not storage.exists(path)
    assert Event.objects.filter(action="attachment.remove").count() == 1
