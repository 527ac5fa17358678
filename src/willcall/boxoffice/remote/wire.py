"""Requests to an operator's box office: authentication, time limits, bounded retries with jitter, a circuit breaker.

Every request may be sent again: it reads, it is idempotent by nature, or it carries an idempotency key. Knows HTTP; nothing of seats or orders.
"""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from willcall.access.actor import Actor
from willcall.boxoffice.errors import PaymentUnresolved
from willcall.boxoffice.remote.breaker import Breaker
from willcall.boxoffice.remote.problems import BoxOfficeUnavailable, as_error, known_type
from willcall.kit.errors import Unauthenticated, WillcallError

RETRIED = {429, 502, 503, 504}
LONGEST_PAUSE_S = 2.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how often to try.

    Args:
        timeout_s: For one attempt: to connect, to send, and between two pieces of an answer.
        retries: Attempts after the first.
        pause_s: Mean pause before the first retry; it doubles.
        failures: How many in a row open the breaker.
        rest_s: How long the breaker then lets the other side rest.
    """

    timeout_s: float = 10.0
    retries: int = 2
    pause_s: float = 0.1
    failures: int = 5
    rest_s: float = 15.0


class Wire:
    """Speaks to one box office.

    Args:
        base_url: Where its `/boxoffice/v1` is.
        api_key: Our service key there.
        patience: How long and how often to try.
        transport: For tests.
        sleep: Waits between attempts.
    """

    def __init__(
        self,
        base_url: str,
        *,
        api_key: str,
        patience: Patience,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = httpx.Client(
            base_url=base_url.rstrip("/") + "/",
            headers={"X-API-Key": api_key, "Accept": "application/json", "User-Agent": "willcall"},
            timeout=httpx.Timeout(patience.timeout_s, connect=min(patience.timeout_s, 5.0)),
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=16),
            transport=transport,
            follow_redirects=False,
        )
        self._patience = patience
        self._sleep = sleep
        self._breaker = Breaker(failures=patience.failures, rest_s=patience.rest_s, monotonic=monotonic)

    def close(self) -> None:
        """Hangs up."""
        self._client.close()

    def call(
        self,
        method: str,
        path: str,
        *,
        actor: Actor | None = None,
        params: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
        key: str | None = None,
        moves_money: bool = False,
    ) -> Any:
        """One exchange; returns the decoded JSON of a success.

        Args:
            method: The HTTP method.
            path: Under `/boxoffice/v1`.
            actor: For whom; None for what anyone may see.
            params: Query parameters; those that are None are left out.
            body: JSON; members that are None are left out.
            key: Idempotency key.
            moves_money: A lost answer is then `PaymentUnresolved`, for money may have moved.

        Raises:
            WillcallError: Whatever the other side says, as the error that it was there.
            BoxOfficeUnavailable: It does not answer, or not in time, or nonsense.
        """
        headers = _acting(actor)
        if key is not None:
            headers["Idempotency-Key"] = key
        wanted = {name: _plain(value) for name, value in (params or {}).items() if value is not None}
        sent = None if body is None else {name: value for name, value in body.items() if value is not None}
        for attempt in range(self._patience.retries + 1):
            last = attempt == self._patience.retries
            if not self._breaker.allows():
                raise BoxOfficeUnavailable("The box office has not answered for a while; it is tried again shortly.")
            healthy = False
            try:
                response = self._client.request(method, path.lstrip("/"), params=wanted, json=sent, headers=headers)
                document = _decoded(response)
                healthy = response.status_code < 500 or known_type(document) is not None
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
                if last:
                    raise BoxOfficeUnavailable("The box office cannot be reached. Try again in a moment.") from error
                self._pause(attempt, None)
                continue
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                if last:
                    raise _lost(moves_money) from error
                self._pause(attempt, None)
                continue
            finally:
                self._breaker.report(ok=healthy)
            if response.is_success:
                if document is None and response.status_code != 204:
                    raise _lost(moves_money)
                return document
            again = response.status_code in RETRIED and (known_type(document) is None or response.status_code == 429)
            if again and not last:
                self._pause(attempt, response.headers.get("Retry-After"))
                continue
            if moves_money and response.status_code >= 500 and known_type(document) is None:
                raise _lost(moves_money)
            raise _meant(as_error(response.status_code, document, about=path.partition("/")[0]), actor)
        raise AssertionError("unreachable")

    def _pause(self, attempt: int, wished: str | None) -> None:
        """Full jitter (M. Brooker, Exponential Backoff and Jitter, 2015), never longer than two seconds."""
        pause = random.uniform(0, min(LONGEST_PAUSE_S, 2 * self._patience.pause_s * 2**attempt))
        if wished is not None and wished.isdigit():
            pause = min(LONGEST_PAUSE_S, max(pause, float(wished)))
        self._sleep(pause)


def _acting(actor: Actor | None) -> dict[str, str]:
    """For whom we speak: narrows what our service key may do to what that fan or session may do."""
    headers: dict[str, str] = {}
    if actor is not None and actor.kind != "service":
        if actor.customer_id:
            headers["X-Acting-Customer"] = actor.customer_id
        headers["X-Acting-Session"] = actor.session or "-"
    return headers


def _plain(value: Any) -> str | list[str]:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return [str(one) for one in value]
    return str(value)


def _decoded(response: httpx.Response) -> Any:
    try:
        return response.json() if response.content else None
    except ValueError:
        return None


def _lost(moves_money: bool) -> WillcallError:
    if moves_money:
        return PaymentUnresolved(
            "The box office's answer was lost. The attempt will be settled or voided and never charged twice; look again shortly."
        )
    return BoxOfficeUnavailable("The box office did not answer as it should. Try again in a moment.")


def _meant(error: WillcallError, actor: Actor | None) -> WillcallError:
    """A 401 to our service key is our trouble, not the fan's."""
    if isinstance(error, Unauthenticated) and actor is not None and actor.kind != "anonymous":
        return BoxOfficeUnavailable("The box office does not accept Willcall's service key.")
    return error
