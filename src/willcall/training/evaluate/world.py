"""The season as a fan can see it: what `GET /boxoffice/v1/events` and its neighbours show, and nothing else.

Goals are made from this, so no name of any season is written down anywhere in the simulator.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from willcall.training.evaluate.client import ServerFault, Site


@dataclass(frozen=True, slots=True)
class Part:
    """A section of one event: `price` is the cheapest seat in it, fees included, minor units (None: not said)."""

    name: str
    tier: str
    level: int
    price: int | None
    available: int


@dataclass(frozen=True, slots=True)
class Show:
    """One event of the season."""

    event_id: str
    name: str
    kind: str
    performers: tuple[str, ...]
    aliases: tuple[str, ...]
    venue: str
    city: str
    starts_at: datetime
    time_zone: str
    status: str
    currency: str
    from_price: int | None
    available: int | None
    max_tickets: int
    parts: tuple[Part, ...] = ()

    @property
    def local(self) -> datetime:
        """When it starts, in the venue's zone."""
        return self.starts_at.astimezone(ZoneInfo(self.time_zone))


@dataclass(frozen=True, slots=True)
class Policy:
    policy_id: str
    kind: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class World:
    """The whole season at one moment.

    Args:
        now: When it was looked at, UTC.
        on_sale: What has not begun and is not cancelled, earliest first.
        past: What is over.
        policies: The house's rules.
    """

    now: datetime
    on_sale: tuple[Show, ...]
    past: tuple[Show, ...]
    policies: tuple[Policy, ...]

    def show(self, event_id: str) -> Show | None:
        return next((show for show in (*self.on_sale, *self.past) if show.event_id == event_id), None)

    def roomy(self, at_least: int = 24) -> list[Show]:
        """Shows with enough free seats that a handful of fans do not sell them out."""
        return [show for show in self.on_sale if show.available is None or show.available >= at_least]

    def kinds(self) -> list[str]:
        return sorted({show.kind for show in self.on_sale})

    def alike(self, shows: Iterable[Show], **facts: str) -> list[Show]:
        """Those shows whose named attributes equal `facts`."""
        return [show for show in shows if all(getattr(show, name) == value for name, value in facts.items())]


def look(site: Site) -> World:
    """Reads the season from a running server.

    Raises:
        ServerFault: If the box office does not answer as published.
    """
    now = datetime.now(UTC)
    status, body = site.get(
        "/events", {"from": _instant(now - timedelta(days=60)), "include_past": "true", "limit": 200}
    )
    if status != 200 or "events" not in body:
        status, body = site.get("/events")
    if status != 200 or "events" not in body:
        raise ServerFault(f"GET /boxoffice/v1/events answered {status}: {str(body)[:200]}")
    listed = {event["event_id"]: event for event in body["events"]}
    ahead_status, ahead = site.get("/events", {"limit": 200})
    if ahead_status == 200:
        listed |= {event["event_id"]: event for event in ahead.get("events", [])}
    shows = []
    for event_id, brief in listed.items():
        detail_status, detail = site.get(f"/events/{event_id}")
        shows.append(_show({**brief, **(detail if detail_status == 200 else {})}))
    shows.sort(key=lambda show: (show.starts_at, show.event_id))
    soon = now + timedelta(minutes=20)
    policy_status, policies = site.get("/policies")
    return World(
        now=now,
        on_sale=tuple(s for s in shows if s.status == "scheduled" and s.starts_at > soon),
        past=tuple(s for s in shows if s.status == "finished" or s.starts_at < now - timedelta(hours=8)),
        policies=tuple(
            Policy(p.get("policy_id", ""), p.get("kind", ""), p.get("name", ""), p.get("text", ""))
            for p in (policies.get("policies") or policies.get("items") or [] if policy_status == 200 else [])
        ),
    )


def _show(event: dict[str, Any]) -> Show:
    price = event.get("from_price")
    currency = event.get("currency") or (price or {}).get("currency") or ""
    return Show(
        event_id=event["event_id"],
        name=event["name"],
        kind=event["kind"],
        performers=tuple(event.get("performers") or ()),
        aliases=tuple(event.get("aliases") or ()),
        venue=event["venue"],
        city=event.get("city") or "",
        starts_at=datetime.fromisoformat(event["starts_at"]),
        time_zone=event["time_zone"],
        status=event["status"],
        currency=currency,
        from_price=price["amount"] if price else None,
        available=event.get("available"),
        max_tickets=event.get("max_tickets") or 8,
        parts=tuple(
            Part(
                s["name"],
                s.get("tier", ""),
                s.get("level", 1),
                (s.get("price_from") or {}).get("amount"),
                s.get("available", 0),
            )
            for s in event.get("sections") or ()
        ),
    )


def _instant(at: datetime) -> str:
    return at.replace(microsecond=0).isoformat().replace("+00:00", "Z")
