"""What machines ask for, in no language."""

from django.urls import path

from home import views

app_name = "home_files"
urlpatterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
