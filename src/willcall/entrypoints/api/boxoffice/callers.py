"""Under whose authority a request of the box office runs, and whose its Idempotency-Key is.

Knows neither how callers prove who they are (a dependency tells) nor what they may do with it.
"""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Header, Request

from willcall.access.actor import Actor
from willcall.entrypoints.api.strangers import stranger
from willcall.kit.errors import Denied, Unauthenticated
from willcall.kit.privacy import require_no_card


class SignInFirst(Unauthenticated):
    """The records of a fan, or a change of theirs, by nobody in particular."""


class NotActing(Denied):
    """Only a service key may speak for someone."""


class Callers:
    """Types for the routes' parameters, made from the dependency that recognises a caller.

    Args:
        get_actor: FastAPI dependency that gives the `Actor` of a request.
    """

    def __init__(self, get_actor: Callable[..., Any]) -> None:
        def acting(
            actor: Annotated[Actor, Depends(get_actor)],
            customer: Annotated[
                str | None,
                Header(alias="X-Acting-Customer", max_length=80, description="service keys: act as this fan"),
            ] = None,
            session: Annotated[
                str | None,
                Header(alias="X-Acting-Session", max_length=120, description="service keys: whose holds these are"),
            ] = None,
        ) -> Actor:
            if not customer and not session:
                return actor
            if actor.kind != "service":
                raise NotActing("Only a service key can act for someone.", field="X-Acting-Customer")
            require_no_card(customer, field="X-Acting-Customer")
            require_no_card(session, field="X-Acting-Session")
            return Actor.fan(customer, session) if customer else Actor.anonymous(session)

        def signed_in(
            actor: Annotated[Actor, Depends(acting)], original: Annotated[Actor, Depends(get_actor)]
        ) -> Actor:
            # Behind a service key even a fan who has not signed in may be quoted: the caller keeps the session.
            if actor.kind == "anonymous" and original.kind != "service":
                raise SignInFirst("Sign in with a fan's bearer token, or use a service key.")
            return actor

        def key(
            request: Request,
            actor: Annotated[Actor, Depends(get_actor)],
            given: Annotated[
                str | None,
                Header(
                    alias="Idempotency-Key",
                    min_length=1,
                    max_length=180,
                    description="repeating a write with the same key returns its first answer; with another body it is 409",
                ),
            ] = None,
        ) -> str | None:
            require_no_card(given, field="Idempotency-Key")
            if given is None or actor.kind != "anonymous" or actor.session is not None:
                return given
            return f"{given}@{stranger(request)}"

        self.anyone = acting
        self.known = signed_in
        self.key = key
