from .contact import FeedbackPage
from .experiences import ExperienceIndexPage, ExperiencePage
from .feedback import Feedback
from .front import HomePage
from .news import NewsIndexPage, NewsPage
from .standard import StandardPage
from .statements import AccessibilityStatementPage

__all__ = [
    "AccessibilityStatementPage",
    "ExperienceIndexPage",
    "ExperiencePage",
    "Feedback",
    "FeedbackPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "StandardPage",
]
