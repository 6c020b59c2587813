"""What anyone reads: the schemas of exports, which tell of no application."""

from django.urls import path

from applications.views import exporting

app_name = "schemas"
urlpatterns = [
    path("applications-<int:version>.json", exporting.schema, name="applications"),
]
