"""The published HTTP contract as a simulated fan and the judge use it: chat, sandbox sign-in, and the box office's routes.

Knows nothing of how Willcall is built: whatever is asked here, a stranger with the contracts page could ask. The client
underneath is anything that sends requests like httpx does: `httpx.Client` over the network, or a test client in process.
"""

import html
import re
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

BOX_OFFICE = "/boxoffice/v1"
PATIENCE = 3  # how often a rate-limited or unreachable request is tried again


class Answer(Protocol):
    """What a client gives back; `httpx.Response` fits."""

    @property
    def status_code(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    def json(self) -> Any: ...


class Client(Protocol):
    """Anything that sends a request; `httpx.Client` and Starlette's `TestClient` fit."""

    def request(self, method: str, url: str, *, json: Any = None, headers: Any = None, params: Any = None) -> Any: ...


Connect = Callable[[], Client]
"""Makes a client of its own for one fan, so that no cookie crosses from one to another."""


class ServerFault(Exception):
    """The server broke the contract: a 5xx, a refused understandable turn, or a body that is not what was published."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of `POST /chat`; `status` other than 200 comes with the problem's `detail` as `response`."""

    status: int
    conversation_id: str
    response: str
    cards: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    awaiting: str | None = None
    handed_off: bool = False
    speaker: str = "agent"
    message_id: str = ""
    duration_ms: float = 0.0
    brain: str = ""

    def card(self, type: str) -> dict[str, Any] | None:
        """The last card of that type, if there is one."""
        return next((card for card in reversed(self.cards) if card.get("type") == type), None)


class Site:
    """A running Willcall, as one visitor reaches it.

    Args:
        client: Sends the requests.
        service_key: An operator's key; only set-up and judging use it, and both do without.
    """

    def __init__(self, client: Client, *, service_key: str | None = None) -> None:
        self._client = client
        self._key = service_key
        self._watcher: Callable[[list[str]], None] = lambda _: None

    def watch(self, watcher: Callable[[list[str]], None]) -> None:
        """Tells `watcher` the ids of all seats that this visitor is shown as theirs."""
        self._watcher = watcher

    # -- chat and identity ----------------------------------------------------------------------------------------

    def chat(
        self,
        *,
        message: str | None = None,
        action: dict[str, Any] | None = None,
        conversation_id: str | None = None,
        token: str | None = None,
    ) -> Reply:
        """Sends one turn.

        Raises:
            ServerFault: If the answer is a 5xx or is not shaped as published.
        """
        body: dict[str, Any] = {}
        if message is not None:
            body["message"] = message
        if action is not None:
            body["action"] = action
        if conversation_id is not None:
            body["conversation_id"] = conversation_id
        answer = self._send("POST", "/chat", json=body, token=token)
        data = _json(answer)
        if answer.status_code >= 500:
            raise ServerFault(f"POST /chat answered {answer.status_code}: {str(data)[:300]}")
        if answer.status_code != 200:
            return Reply(answer.status_code, conversation_id or "", str(data.get("detail", data)))
        for card in data.get("cards", ()):
            if card.get("type") == "hold":
                self._watcher(card["seat_ids"])
        try:
            state = data["state"]
            usage = data.get("usage") or {}
            return Reply(
                status=200,
                conversation_id=data["conversation_id"],
                response=data["response"],
                cards=list(data["cards"]),
                sources=list(data["sources"]),
                awaiting=state["awaiting"],
                handed_off=state["handed_off"],
                speaker=state["speaker"],
                message_id=data["message_id"],
                duration_ms=float(usage.get("duration_ms", 0.0)),
                brain=str(usage.get("brain", "")),
            )
        except (KeyError, TypeError) as error:
            raise ServerFault(f"POST /chat answered 200 without {error}") from error

    def leave(self, conversation_id: str, *, token: str | None = None) -> int:
        """`DELETE /conversations/{id}`: what a page does when it is closed for good."""
        return int(self._send("DELETE", f"/conversations/{conversation_id}", token=token).status_code)

    def sign_in(self, customer_id: str) -> str:
        """A sandbox token for that customer.

        Raises:
            ServerFault: If the server is not in sandbox mode or refuses.
        """
        answer = self._send("POST", "/auth/sandbox-token", json={"customer_id": customer_id})
        if answer.status_code != 200:
            raise ServerFault(f"POST /auth/sandbox-token answered {answer.status_code}; fans need sandbox mode")
        return str(_json(answer)["access_token"])

    def open_page(self, url: str) -> None:
        """Follows the link of a second step as a person would: opens the page and presses what there is to press."""
        answer = self._send("GET", url)
        button = re.search(r'formaction="([^"]+)"', answer.text) or re.search(
            r'<form[^>]*action="([^"]+)"', answer.text
        )
        if button:
            self._send("POST", html.unescape(button.group(1)))

    # -- the box office -------------------------------------------------------------------------------------------

    def get(
        self, path: str, params: Mapping[str, Any] | None = None, *, token: str | None = None
    ) -> tuple[int, dict[str, Any]]:
        """`GET /boxoffice/v1{path}`; status and body."""
        query = {name: value for name, value in (params or {}).items() if value is not None}
        answer = self._send("GET", BOX_OFFICE + path, params=query or None, token=token, service=token is None)
        return answer.status_code, _json(answer)

    def post(
        self, path: str, body: dict[str, Any] | None = None, *, token: str | None = None
    ) -> tuple[int, dict[str, Any]]:
        """`POST /boxoffice/v1{path}` with an idempotency key of its own; status and body."""
        answer = self._send(
            "POST",
            BOX_OFFICE + path,
            json=body or {},
            token=token,
            key=f"sim-{uuid.uuid4().hex}",
            service=token is None,
        )
        data = _json(answer)
        if path == "/holds" and answer.status_code < 300:
            self._watcher(data.get("seat_ids", []))
        return answer.status_code, data

    def delete(self, path: str, *, token: str | None = None) -> int:
        answer = self._send(
            "DELETE", BOX_OFFICE + path, token=token, key=f"sim-{uuid.uuid4().hex}", service=token is None
        )
        return int(answer.status_code)

    def orders_of(self, customer_id: str, token: str) -> list[dict[str, Any]]:
        """Every order of that customer.

        Raises:
            ServerFault: If the box office does not say.
        """
        status, body = self.get(f"/customers/{customer_id}/orders", token=token)
        if status == 404:
            return []
        if status != 200:
            raise ServerFault(f"GET /customers/{{id}}/orders answered {status}: {str(body)[:200]}")
        return list(body["orders"])

    # -- inside -----------------------------------------------------------------------------------------------------

    def _send(
        self,
        method: str,
        url: str,
        *,
        json: Any = None,
        params: Any = None,
        token: str | None = None,
        key: str | None = None,
        service: bool = False,
    ) -> Any:
        headers: dict[str, str] = {}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        if key is not None:
            headers["Idempotency-Key"] = key
        if service and self._key is not None:
            headers["X-API-Key"] = self._key
        for attempt in range(PATIENCE + 1):
            answer = self._client.request(method, url, json=json, headers=headers, params=params)
            if answer.status_code != 429 or attempt == PATIENCE:
                return answer
            time.sleep(min(float(answer.headers.get("Retry-After", 1)), 65.0))
        raise AssertionError("unreachable")


def _json(answer: Any) -> dict[str, Any]:
    if answer.status_code == 204 or not answer.text:
        return {}
    try:
        data = answer.json()
    except ValueError as error:
        if answer.status_code >= 500:
            raise ServerFault(f"{answer.status_code}: {answer.text[:200]}") from error
        return {"detail": answer.text[:300]}
    return data if isinstance(data, dict) else {"items": data}
