"""What reviewers and coordinators open."""

app_name = "review"
urlpatterns = []
