"""Problem documents (RFC 9457) of a box office turned back into the errors that caused them.

The last part of `type` names the error (`urn:willcall:problem:seats-taken`); where it says nothing, the status decides.
"""

import inspect
from typing import Any

from willcall.boxoffice import errors as boxoffice_errors
from willcall.boxoffice.errors import (
    HoldExpired,
    NoSuchEvent,
    NoSuchHold,
    NoSuchOrder,
    NoSuchQuote,
    NoSuchTicket,
    PaymentDeclined,
    PolicyRefused,
    QuoteExpired,
    SeatsTaken,
)
from willcall.kit import errors as kit_errors
from willcall.kit.errors import (
    Conflict,
    Denied,
    Gone,
    Invalid,
    Limited,
    NotFound,
    Unauthenticated,
    Unavailable,
    WillcallError,
)
from willcall.kit.idempotency import KeyReused

CORE = {"type", "title", "status", "detail", "request_id", "errors", "instance", "field"}


class BoxOfficeUnavailable(Unavailable):
    """The operator's box office does not answer, or answers nonsense."""

    title = "The box office does not answer"


_BY_STATUS: dict[int, type[WillcallError]] = {
    400: Invalid,
    401: Unauthenticated,
    402: PaymentDeclined,
    403: Denied,
    404: NotFound,
    409: Conflict,
    410: Gone,
    422: Invalid,
    429: Limited,
}


_BY_PLACE: dict[tuple[int, str], type[WillcallError]] = {
    (404, "events"): NoSuchEvent,
    (404, "holds"): NoSuchHold,
    (404, "quotes"): NoSuchQuote,
    (404, "orders"): NoSuchOrder,
    (404, "tickets"): NoSuchTicket,
    (410, "holds"): HoldExpired,
    (410, "quotes"): QuoteExpired,
    (410, "orders"): QuoteExpired,
}


def _kebab(name: str) -> str:
    return "".join("-" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("-")


_BY_NAME: dict[str, type[WillcallError]] = {
    _kebab(name): found
    for module in (kit_errors, boxoffice_errors)
    for name, found in inspect.getmembers(module, inspect.isclass)
    if issubclass(found, WillcallError) and found is not WillcallError
} | {"key-reused": KeyReused}


def known_type(body: Any) -> type[WillcallError] | None:
    """The error that a problem document names, if it is one of ours."""
    name = str(body.get("type", "")) if isinstance(body, dict) else ""
    for mark in "/#":
        name = name.replace(mark, ":")
    return _BY_NAME.get(name.rpartition(":")[2])


def as_error(status: int, body: Any, *, about: str = "") -> WillcallError:
    """The error behind an answer that is not a success.

    Args:
        status: The HTTP status.
        body: The decoded JSON, or None.
        about: The first part of the path: what a plain 404 or 410 is about.
    """
    document = body if isinstance(body, dict) else {}
    kind = known_type(document)
    if kind in {None, NotFound, Gone} and (status, about) in _BY_PLACE:
        kind = _BY_PLACE[status, about]
    elif kind in {None, Conflict} and status == 409 and isinstance(document.get("seat_ids"), list):
        kind = SeatsTaken
    if kind is None:
        if status >= 500:
            return BoxOfficeUnavailable(f"The box office answered {status}. Try again in a moment.")
        kind = _BY_STATUS.get(status, Invalid)
        if status == 422 and ("policy" in document or "policy_id" in document):
            kind = PolicyRefused
    detail = document.get("detail") or document.get("title") or f"The box office answered {status}."
    found = document.get("errors")
    first = found[0] if isinstance(found, list) and found and isinstance(found[0], dict) else {}
    field = first.get("field") if isinstance(first.get("field"), str) else None
    facts = {name: value for name, value in document.items() if name not in CORE and name.isidentifier()}
    return kind(str(detail)[:2000], field=field, **facts)
