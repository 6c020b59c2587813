from django.db import migrations


def add_owners(apps, schema_editor):
    """Make a writer of the address with which each application was begun."""
    application_model = apps.get_model("applications", "Application")
    writer_model = apps.get_model("applications", "Writer")
    link_model = apps.get_model("applications", "ApplicationLink")
    begun = application_model.objects.exclude(email="").only("pk", "email", "created_at")
    for application in begun.iterator():
        writer = writer_model.objects.create(
            application=application,
            email=application.email,
            is_owner=True,
            invited_at=application.created_at,
        )
        link_model.objects.filter(application=application).update(writer=writer)


class Migration(migrations.Migration):
    dependencies = [("applications", "0008_writers_share_a_draft")]
    operations = [migrations.RunPython(add_owners, migrations.RunPython.noop)]
