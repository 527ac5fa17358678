"""Every error as a problem document (RFC 9457): from our error kinds, from validation, from routing, from surprises.

The one place where a kind becomes an HTTP status.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, TypeVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from willcall.kit.errors import Invalid, WillcallError
from willcall.kit.telemetry import get_logger

Model = TypeVar("Model", bound=BaseModel)

STATUS = {
    "invalid": 422,
    "unauthenticated": 401,
    "denied": 403,
    "not_found": 404,
    "conflict": 409,
    "gone": 410,
    "refused": 422,
    "declined": 402,
    "limited": 429,
    "unavailable": 503,
}
RETRY_AFTER_S = 2
TITLES = {
    400: "The request cannot be read",
    404: "Not found",
    405: "Method not allowed",
    413: "The request is too large",
    415: "Unsupported media type",
    500: "Something went wrong on our side",
}
_CORE = {"type", "title", "status", "detail", "request_id", "errors"}
_SECRETIVE = ("token", "secret", "password", "key", "card", "data")

log = get_logger("entrypoints.api")


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    field: str = Field(description="dotted path, e.g. action.quote_id")
    detail: str


class Problem(BaseModel):
    """A problem document (RFC 9457); some carry more members, such as `seat_ids` or `policy`."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[FieldProblem] | None = None


RESPONSES: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "A problem document",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}
"""For `responses=` of every route."""


class Unreadable(Invalid):
    """The body is not the JSON it should be; answered with 400."""

    title = TITLES[400]


def problem(
    request_id: str,
    *,
    status: int,
    title: str,
    detail: str,
    type: str = "about:blank",
    errors: Sequence[Mapping[str, str]] = (),
    facts: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """One problem document as a response."""
    body: dict[str, Any] = {
        "type": type,
        "title": title,
        "status": status,
        "detail": detail,
        "request_id": request_id,
    }
    if errors:
        body["errors"] = list(errors)
    body.update({name: value for name, value in (facts or {}).items() if name not in _CORE})
    return Response(
        json.dumps(body, default=str, ensure_ascii=True).encode(),
        status,
        headers=dict(headers or {}),
        media_type="application/problem+json",
    )


def from_error(error: WillcallError, request_id: str) -> Response:
    """The problem document of one of our errors."""
    status = 400 if isinstance(error, Unreadable) else STATUS.get(error.kind, 500)
    headers = {}
    if status == 503:
        headers["Retry-After"] = str(error.facts.get("retry_after_s", RETRY_AFTER_S))
    elif status == 429:
        headers["Retry-After"] = str(error.facts.get("retry_after_s", 60))
    elif status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="willcall"'
    return problem(
        request_id,
        status=status,
        title=error.title,
        detail=error.detail,
        type=f"urn:willcall:problem:{_kebab(type(error).__name__)}",
        errors=[{"field": error.field, "detail": error.detail}] if error.field else (),
        facts=error.facts,
        headers=headers,
    )


def parse(model: type[Model], body: bytes) -> Model:
    """The request body as `model`, read once by pydantic's own JSON parser.

    Raises:
        Unreadable: If it is not JSON; says at which line and column.
        Invalid: If fields are wrong; `errors` in the facts lists them all.
    """
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        _raise(error.errors(include_url=False, include_context=False), body)


def _raise(found: Sequence[Any], body: bytes | None) -> NoReturn:
    if found and found[0]["type"] == "json_invalid":
        where = found[0]["msg"].removeprefix("Invalid JSON: ")
        raise Unreadable(f"The body is not valid JSON: {where}.", field="body") from None
    errors = field_problems(found, _loaded(body))
    summary = "; ".join(f"{each['field']}: {each['detail']}" for each in errors[:5])
    failure = InvalidFields(summary[:1000])
    failure.errors = errors
    raise failure from None


class InvalidFields(Invalid):
    """One or more fields are wrong."""

    errors: list[dict[str, str]]


def field_problems(found: Sequence[Any], root: Any) -> list[dict[str, str]]:
    """Pydantic's findings as `{"field", "detail"}`, each naming the value unless it may be a secret.

    Args:
        found: `ValidationError.errors()`.
        root: What was validated, to tell a field's name from the tag of a union.
    """
    problems = []
    for each in found[:50]:
        path, node = [], root
        for part in each["loc"]:
            if isinstance(node, dict) and part not in node and part != each["loc"][-1]:
                continue  # the tag of a union, not a field
            path.append(str(part))
            node = node.get(part) if isinstance(node, dict) else _item(node, part)
        field = ".".join(path) or "body"
        message = each["msg"].removeprefix("Value error, ")
        detail = message[:1].lower() + message[1:]
        value = each.get("input")
        plain = isinstance(value, str | int | float | bool) and not any(word in field.lower() for word in _SECRETIVE)
        if plain and each["type"] != "missing":
            shown = repr(value)
            detail += f", not {shown if len(shown) <= 60 else shown[:57] + '…'}"
        problems.append({"field": field, "detail": _clean(detail)})
    return problems


def install(app: FastAPI) -> None:
    """Makes every error of `app` a problem document."""

    async def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, WillcallError)
        if isinstance(error, InvalidFields):
            return problem(
                _id(request),
                status=422,
                title=error.title,
                detail=error.detail,
                type="urn:willcall:problem:invalid",
                errors=error.errors,
            )
        return from_error(error, _id(request))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        found = error.errors()
        if found and found[0]["type"] == "json_invalid":
            position = found[0]["loc"][-1]
            reason = found[0].get("ctx", {}).get("error", "syntax error")
            detail = _clean(f"The body is not valid JSON: {reason} at character {position}.")
            return from_error(Unreadable(detail, field="body"), _id(request))
        stripped = [{**each, "loc": _without_place(each["loc"])} for each in found]
        errors = field_problems(stripped, error.body)
        summary = "; ".join(f"{each['field']}: {each['detail']}" for each in errors[:5])
        return problem(
            _id(request),
            status=422,
            title=Invalid.title,
            detail=summary[:1000],
            type="urn:willcall:problem:invalid",
            errors=errors,
        )

    async def routing(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        status = error.status_code
        if status == 404:
            detail = f"There is nothing at {request.url.path[:200]!r}."
        elif status == 405:
            allowed = (error.headers or {}).get("Allow", "another method")
            detail = f"{request.method} is not possible at {request.url.path[:200]!r}; try {allowed}."
        else:
            detail = str(error.detail)
        title = TITLES.get(status, "The request failed")
        return problem(_id(request), status=status, title=title, detail=_clean(detail), headers=error.headers)

    app.add_exception_handler(WillcallError, ours)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, routing)


def surprise(request_id: str) -> Response:
    """What a caller sees of a defect of ours: nothing but the id to report."""
    return problem(
        request_id,
        status=500,
        title=TITLES[500],
        detail="Something went wrong on our side; it was logged. Try again, and report the request_id if it stays.",
    )


def _id(request: Request) -> str:
    return str(getattr(request.state, "request_id", ""))


def _without_place(loc: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(loc[1:]) if loc and loc[0] in {"body", "query", "path", "header", "cookie"} else tuple(loc)


def _loaded(body: bytes | None) -> Any:
    try:
        return json.loads(body or b"null")
    except (ValueError, RecursionError):
        return None


def _item(node: Any, part: Any) -> Any:
    return node[part] if isinstance(node, list) and isinstance(part, int) and part < len(node) else None


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _kebab(name: str) -> str:
    return "".join("-" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("-")
