"""The box office over HTTP (BO8): what a remote Willcall calls on an operator's side, and our reference server of it.

One router over the `BoxOffice` port, whatever fulfils it. A service key acts for anyone, and may narrow itself to one fan or
session (`X-Acting-Customer`, `X-Acting-Session`); a fan's token reaches that fan's records; with neither there are events, seats,
holds and policies. Knows neither how callers prove who they are nor how errors are rendered.
"""

from collections.abc import Callable
from typing import Any, Protocol

from fastapi import APIRouter

from willcall.boxoffice.ports import BoxOffice
from willcall.entrypoints.api.boxoffice.callers import Callers
from willcall.entrypoints.api.boxoffice.events import event_routes
from willcall.entrypoints.api.boxoffice.files import Voided, file_routes
from willcall.entrypoints.api.boxoffice.holds import hold_routes
from willcall.entrypoints.api.boxoffice.orders import order_routes
from willcall.entrypoints.api.boxoffice.tickets import ticket_routes
from willcall.kit.clock import Clock, system_clock

PREFIX = "/boxoffice/v1"


class PublishesKey(Protocol):
    """A ticket signer that has something to tell door scanners."""

    @property
    def public_key(self) -> str: ...


def boxoffice_routes(
    box_office: BoxOffice,
    get_actor: Callable[..., Any],
    *,
    signer: PublishesKey | None = None,
    voided: Voided | None = None,
    clock: Clock = system_clock,
) -> APIRouter:
    """Routes under `/boxoffice/v1`.

    Args:
        box_office: What is served.
        get_actor: FastAPI dependency that gives the `Actor` of a request.
        signer: Whose public key `GET /ticket-key` shows.
        voided: What makes `GET /events/{id}/voided-tickets`; None where tickets are another house's.
        clock: The time of calendar files.
    """
    routes = APIRouter(prefix=PREFIX, tags=["box office"])
    callers = Callers(get_actor)
    for of_noun in (event_routes, hold_routes, order_routes, ticket_routes):
        routes.include_router(of_noun(box_office, callers))
    routes.include_router(
        file_routes(
            box_office,
            callers.known,
            clock=clock,
            public_key=None if signer is None else signer.public_key,
            voided=voided,
        )
    )
    return routes
