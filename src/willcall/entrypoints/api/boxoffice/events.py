"""What is on, what is free and what the rules are: nothing here needs a name."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Event, Inventory, SeatMap
from willcall.boxoffice.errors import PolicyRefused
from willcall.boxoffice.ports import BoxOffice
from willcall.entrypoints.api.boxoffice.callers import Callers
from willcall.entrypoints.api.boxoffice.requests import Events, Id, Instant, Minor, Policies, PolicyInForce, instant
from willcall.kit.errors import NotFound


class NoSuchPolicy(NotFound):
    """The house has no rule of that kind."""


def event_routes(box_office: BoxOffice, callers: Callers) -> APIRouter:
    """Routes for looking."""
    routes = APIRouter()
    Anyone = Annotated[Actor, Depends(callers.anyone)]  # noqa: N806 - types made here, for the dependencies are arguments

    @routes.get("/events", operation_id="find_events")
    def find_events(
        *,
        query: Annotated[str | None, Query(max_length=300)] = None,
        from_: Annotated[Instant, Query(alias="from")] = None,
        to: Instant = None,
        kind: Annotated[str | None, Query(max_length=60)] = None,
        venue: Annotated[str | None, Query(max_length=120)] = None,
        city: Annotated[str | None, Query(max_length=120)] = None,
        include_past: bool = False,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        event_ids: Annotated[list[Id] | None, Query(max_length=200, description="exactly these, in this order")] = None,
    ) -> Events:
        """Events in order of start; with `query`, the best match first."""
        found = box_office.find_events(
            query=query,
            starts_after=instant(from_, field="from"),
            starts_before=instant(to, field="to", end_of_day=True),
            kind=kind,
            venue=venue,
            city=city,
            include_past=include_past,
            limit=limit,
            event_ids=event_ids,
        )
        return Events.model_construct(events=found)

    @routes.get("/events/{event_id}", operation_id="get_event_info")
    def get_event(event_id: str) -> Event:
        return box_office.get_event_info(event_id=event_id)

    @routes.get("/events/{event_id}/seats", operation_id="check_inventory")
    def check_inventory(
        *,
        event_id: str,
        quantity: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
        section: Annotated[str | None, Query(max_length=80)] = None,
        max_price: Annotated[Minor | None, Query()] = None,
        accessible: bool = False,
        wheelchairs: Annotated[int, Query(ge=0, le=50)] = 0,
        prefer: Literal["best", "cheapest", "aisle"] = "best",
        limit: Annotated[int, Query(ge=1, le=100)] = 5,
    ) -> Inventory:
        """Best available seats that go together.

        `max_price` is for each, fees included, in minor units; `wheelchairs` is how many wheelchair spaces are needed where it
        is more than the one of `accessible`.
        """
        try:
            return box_office.check_inventory(
                event_id=event_id,
                quantity=quantity,
                section=section or None,
                max_price=max_price,
                accessible=accessible,
                wheelchairs=wheelchairs,
                prefer=prefer,
                limit=limit,
            )
        except PolicyRefused as refused:
            refused.field = refused.field or "quantity"  # nothing else here is a policy's business
            raise

    @routes.get("/events/{event_id}/seat-map", operation_id="get_seat_map")
    def get_seat_map(event_id: str, actor: Anyone) -> SeatMap:
        return box_office.get_seat_map(event_id=event_id, actor=actor)

    @routes.get("/policies", operation_id="list_policies")
    def list_policies() -> Policies:
        return Policies.model_construct(policies=box_office.list_policies())

    @routes.get("/policies/{kind}", operation_id="get_policy")
    def get_policy(
        kind: str,
        event_id: Annotated[str | None, Query(max_length=80)] = None,
        tier: Annotated[str | None, Query(max_length=80)] = None,
    ) -> PolicyInForce:
        """The policy of a kind that is in force there, most specific first."""
        policy = box_office.get_policy(kind=kind, event_id=event_id, tier=tier)
        if policy is None:
            raise NoSuchPolicy(f"There is no policy of kind {kind[:80]!r}.", field="kind")
        return PolicyInForce.model_construct(policy=policy)

    return routes
