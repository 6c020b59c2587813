"""The second factor, asked of every request of a person who must have one."""
from django.utils.decorators import sync_only_middleware


@sync_only_middleware
def second_factor(get_response):
    """Let through."""
    return get_response
