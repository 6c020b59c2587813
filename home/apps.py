from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self):
        """Take in what the workspace releases."""
        from cms import releases
        from home.releases import address_of, publish, withdraw

        releases.register(publish=publish, withdraw=withdraw, address_of=address_of)
