"""What an applicant opens: no account, only a link or a begun draft."""

app_name = "applications"
urlpatterns = []
