"""Addresses of the account, beside those of allauth."""

app_name = "accounts"
urlpatterns = []
