from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default = True


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's pages of people, with forms that leave passwords and addresses alone."""

    user_viewset = "accounts.viewsets.UserViewSet"
