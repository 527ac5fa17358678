"""Where a fan agrees to what a program asked for. Knows addresses alone."""

from collections.abc import Callable

from willcall.settings import Settings


def chat_address(settings: Settings) -> str:
    """How fans reach the chat page: the public address, else where `up` and `serve` listen by these settings."""
    if settings.server.public_url is not None:
        return settings.server.public_url.rstrip("/")
    host = "127.0.0.1" if settings.server.host in {"0.0.0.0", "::"} else settings.server.host  # noqa: S104 - what a browser can open
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.server.port}"


def to_confirm(base_url: str) -> Callable[[str], str]:
    """The address at which a conversation is opened, by its id."""
    return lambda conversation_id: f"{base_url.rstrip('/')}/?conversation={conversation_id}"
