"""The published contract of the box office over HTTP, taken from the very routes that serve it."""

from typing import Any

from willcall import __version__


def boxoffice_openapi() -> dict[str, Any]:
    """The OpenAPI 3.1 document that an operator implements so that Willcall can sell from their box office (BO8)."""
    from fastapi import FastAPI  # noqa: PLC0415 - the command line loads this only when it is asked
    from fastapi.openapi.utils import get_openapi  # noqa: PLC0415

    from willcall.access.actor import Actor  # noqa: PLC0415
    from willcall.entrypoints.api.boxoffice import boxoffice_routes  # noqa: PLC0415
    from willcall.entrypoints.api.problems import RESPONSES, Problem  # noqa: PLC0415

    class Key:
        public_key = ""

    def voided(*, event_id: str) -> str:
        return event_id

    def nobody() -> Actor:
        return Actor.anonymous()

    app = FastAPI()
    nowhere: Any = None
    app.include_router(boxoffice_routes(nowhere, nobody, signer=Key(), voided=voided), responses=RESPONSES)
    document = get_openapi(
        title="Willcall box office",
        version=__version__,
        description="What Willcall calls on an operator's side, and what its reference server serves. "
        "Errors are problem documents (RFC 9457) whose `type` ends in the error's name. "
        "A service key acts for anyone and may narrow itself with `X-Acting-Customer` and `X-Acting-Session`.",
        routes=app.routes,
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    found = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(found.pop("$defs", {}))
    schemas["Problem"] = found
    document["components"]["securitySchemes"] = {
        "service": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
        "fan": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    }
    document["security"] = [{"service": []}, {"fan": []}, {}]
    return document
