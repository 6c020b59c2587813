import django.db.models.deletion
import django.utils.timezone
import knowledge.models.attachments
import modelcluster.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(unique=True, verbose_name="version"),
                ),
                ("text_fi", models.TextField(verbose_name="text in Finnish")),
                ("text_sv", models.TextField(verbose_name="text in Swedish")),
                ("text_en", models.TextField(verbose_name="text in English")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "confidentiality promise",
                "verbose_name_plural": "confidentiality promises",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Heading",
            fields=[
                ("key", models.SlugField(primary_key=True, serialize=False)),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            (
                                "evaluation-model",
                                "museum evaluation and development framework",
                            ),
                            ("moi", "MOI! Museums of Impact"),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("name_fi", models.CharField(max_length=200)),
                ("name_sv", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("official_languages", models.JSONField(default=list)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="knowledge.heading",
                    ),
                ),
            ],
            options={
                "ordering": ["scheme", "position"],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("fi", "Finnish"),
                            ("sv", "Swedish"),
                            ("en", "English"),
                        ],
                        default="fi",
                        max_length=2,
                    ),
                ),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "museum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="accounts.museum",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("fi", "Finnish"),
                            ("sv", "Swedish"),
                            ("en", "English"),
                        ],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("museum", "Our museum"),
                            ("partners", "Our sparring partners"),
                            ("round", "This round"),
                        ],
                        default="museum",
                        max_length=10,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("target", "Target"),
                            ("plan", "Plan"),
                            ("trial", "Trial"),
                            ("evaluation", "Evaluation"),
                            ("sharing", "Sharing"),
                        ],
                        default="target",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                ("revision_number", models.PositiveIntegerField(default=0)),
                ("origin", models.CharField(blank=True, max_length=40)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="knowledge.participation",
                    ),
                ),
            ],
            options={
                "ordering": ["-updated_at"],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=knowledge.models.attachments.private_storage,
                        upload_to=knowledge.models.attachments.random_path,
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="knowledge.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at"],
            },
        ),
        migrations.CreateModel(
            name="PlanRevision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=150)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("target", "Target"),
                            ("plan", "Plan"),
                            ("trial", "Trial"),
                            ("evaluation", "Evaluation"),
                            ("sharing", "Sharing"),
                        ],
                        default="target",
                        max_length=10,
                    ),
                ),
                ("content", models.JSONField(default=dict)),
                ("words", models.TextField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("request_token", models.UUIDField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="knowledge.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="GivenVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="received_versions",
                        to="knowledge.participation",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="given_versions",
                        to="knowledge.plan",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="knowledge.planrevision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "name_fi",
                    models.CharField(max_length=80, verbose_name="name in Finnish"),
                ),
                (
                    "name_sv",
                    models.CharField(max_length=80, verbose_name="name in Swedish"),
                ),
                (
                    "name_en",
                    models.CharField(max_length=80, verbose_name="name in English"),
                ),
                (
                    "opens_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="call opens"
                    ),
                ),
                (
                    "closes_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="call closes"
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(blank=True, null=True, verbose_name="starts"),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ended"),
                ),
                (
                    "has_reviewers_who_decide",
                    models.BooleanField(
                        default=False,
                        help_text="Reviewers, and not only coordinators, may accept an application.",
                        verbose_name="reviewers decide",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="knowledge.promise",
                    ),
                ),
            ],
            options={
                "verbose_name": "forum round",
                "verbose_name_plural": "forum rounds",
                "ordering": [
                    models.OrderBy(
                        models.F("starts_on"), descending=True, nulls_last=True
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PromiseAcceptance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                (
                    "accepted_at",
                    models.DateTimeField(default=django.utils.timezone.now),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="knowledge.promise",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promises",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="knowledge.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanHeading",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.SlugField(verbose_name="short name")),
                (
                    "position",
                    models.PositiveSmallIntegerField(editable=False, null=True),
                ),
                (
                    "name_fi",
                    models.CharField(max_length=120, verbose_name="name in Finnish"),
                ),
                (
                    "name_sv",
                    models.CharField(max_length=120, verbose_name="name in Swedish"),
                ),
                (
                    "name_en",
                    models.CharField(max_length=120, verbose_name="name in English"),
                ),
                (
                    "help_fi",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="instructions in Finnish",
                    ),
                ),
                (
                    "help_sv",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="instructions in Swedish",
                    ),
                ),
                (
                    "help_en",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="instructions in English",
                    ),
                ),
                (
                    "round",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_headings",
                        to="knowledge.round",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.AddField(
            model_name="participation",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="participations",
                to="knowledge.round",
            ),
        ),
        migrations.CreateModel(
            name="RoundRole",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "coordinator"),
                            ("facilitator", "facilitator"),
                            ("reviewer", "reviewer"),
                        ],
                        max_length=12,
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="knowledge.round",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="round_roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(
                fields=["participation", "-updated_at"],
                name="knowledge_plans_by_change",
            ),
        ),
        migrations.AddConstraint(
            model_name="planrevision",
            constraint=models.UniqueConstraint(
                fields=("plan", "number"), name="knowledge_a_plan_has_each_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="planrevision",
            constraint=models.UniqueConstraint(
                fields=("plan", "request_token"), name="knowledge_a_form_is_saved_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="givenversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("plan", "receiver"),
                name="knowledge_a_museum_holds_one_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closes_at", None), ("opens_at", None)),
                    ("closes_at__gt", models.F("opens_at")),
                    _connector="OR",
                ),
                name="knowledge_a_call_closes_after_it_opens", violation_error_message="A call has both times or neither, and closes after it opens.",
            ),
        ),
        migrations.AddConstraint(
            model_name="promiseacceptance",
            constraint=models.UniqueConstraint(
                fields=("user", "round", "promise"),
                name="knowledge_a_promise_is_given_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="planheading",
            constraint=models.UniqueConstraint(
                fields=("round", "key"), name="knowledge_a_heading_is_in_a_round_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(
                fields=("round", "museum"), name="knowledge_a_museum_is_in_a_round_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="roundrole",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("round", "user", "role"),
                name="knowledge_a_duty_is_held_once",
            ),
        ),
    ]
