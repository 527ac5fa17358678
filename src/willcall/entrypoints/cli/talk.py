"""Two ways to the agent for the terminal: in this process, or a running server by its URL. Knows nothing of how it is shown."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from willcall.access.actor import Actor
from willcall.kit.errors import Invalid, Unavailable

if TYPE_CHECKING:
    from willcall.app import App

Hear = Callable[[str], None]
"""Called with each piece of text as it comes."""


class ServerRefused(Invalid):
    """The server said no, in its own words."""


class ServerGone(Unavailable):
    """Nobody answers at that address."""


class Line(Protocol):
    """A line to the agent; both kinds take and give the plain JSON of `POST /chat`."""

    def say(self, request: dict[str, Any], hear: Hear) -> dict[str, Any]: ...

    def sign_in(self, customer_id: str) -> None: ...

    def url(self, path: str) -> str: ...


class InProcess:
    """Talks to the house wired in this process.

    Args:
        app: The house.
    """

    def __init__(self, app: "App") -> None:
        self._app = app
        self._actor = Actor.anonymous(app.ids("ses"))

    def say(self, request: dict[str, Any], hear: Hear) -> dict[str, Any]:
        from willcall.agent.contract import ChatRequest, TurnEvent

        def emit(event: TurnEvent) -> None:
            if event.type == "delta":
                hear(str(event.data.get("text", "")))

        reply = self._app.turns.run(
            ChatRequest.model_validate(request), actor=self._actor, request_id=self._app.ids("req"), emit=emit
        )
        spoken: dict[str, Any] = reply.model_dump(mode="json")
        return spoken

    def sign_in(self, customer_id: str) -> None:
        if self._app.greet_customer is not None:
            self._app.greet_customer(customer_id)
        self._actor = Actor.fan(customer_id, self._actor.session)

    def url(self, path: str) -> str:
        return path


class OverHttp:
    """Talks to a server.

    Args:
        url: Where it is, e.g. `http://127.0.0.1:8080`.
        token: A fan's bearer token, or None to be a stranger at first.
        key: A service key, for servers that ask for one.
    """

    def __init__(self, url: str, *, token: str | None = None, key: str | None = None) -> None:
        import httpx

        self._httpx = httpx
        headers = {**({"Authorization": f"Bearer {token}"} if token else {}), **({"X-API-Key": key} if key else {})}
        self._client = httpx.Client(base_url=url.rstrip("/"), headers=headers, timeout=httpx.Timeout(120, connect=5))

    def say(self, request: dict[str, Any], hear: Hear) -> dict[str, Any]:
        try:
            with self._client.stream("POST", "/chat/stream", json=request) as answer:
                if answer.status_code != 200:
                    answer.read()
                    raise ServerRefused(_said(answer))
                name = ""
                for line in answer.iter_lines():
                    field, _, value = line.partition(":")
                    if field == "event":
                        name = value.strip()
                    elif field == "data":
                        data = json.loads(value)
                        if name == "delta":
                            hear(str(data.get("text", "")))
                        elif name == "done":
                            reply: dict[str, Any] = data
                            return reply
                        elif name == "error":
                            raise ServerRefused(str(data.get("detail", data)))
        except self._httpx.HTTPError as error:
            raise ServerGone(f"{self._client.base_url} does not answer: {error}") from error
        raise ServerGone(f"{self._client.base_url} hung up before it had finished.")

    def sign_in(self, customer_id: str) -> None:
        try:
            answer = self._client.post("/auth/sandbox-token", json={"customer_id": customer_id})
        except self._httpx.HTTPError as error:
            raise ServerGone(f"{self._client.base_url} does not answer: {error}") from error
        if answer.status_code != 200:
            raise ServerRefused("This server has no sandbox: give a fan's token with --token.")
        self._client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def url(self, path: str) -> str:
        return str(self._client.base_url.join(path))


def _said(answer: Any) -> str:
    try:
        problem = answer.json()
        return str(problem.get("detail") or problem.get("title") or answer.status_code)
    except ValueError:
        return f"The server answered {answer.status_code}."
