"""What a fan wants, and what must be true afterwards. Plain data; how goals are made is in `purchases`, `aftersales`, `talk`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from willcall.training.evaluate.world import Show


class Stage(StrEnum):
    """Points of a purchase at which a fan may change their mind, wander off, or leave."""

    OPENED = "opened"  # after the first reply
    SEATS = "seats"  # when seats are offered
    QUOTED = "quoted"  # when the total is shown
    PAYING = "paying"  # when asked for a payment method


@dataclass(frozen=True, slots=True)
class Wish:
    """Seats at a show.

    Args:
        shows: Shows that will do, the one in mind first.
        quantity: How many.
        section: A section or tier, as the season names it.
        prefer: cheapest, best or aisle.
        max_each: Budget per ticket, minor units, fees included.
        max_total: Budget for everything, minor units.
        accessible: One of the party uses a wheelchair.
        bar: For the judge alone: the price per ticket that the cheapest seats may not exceed.
    """

    shows: tuple[Show, ...]
    quantity: int
    section: str | None = None
    prefer: str | None = None
    max_each: int | None = None
    max_total: int | None = None
    accessible: bool = False
    bar: int | None = None

    @property
    def show(self) -> Show:
        return self.shows[0]

    @property
    def event_ids(self) -> frozenset[str]:
        return frozenset(show.event_id for show in self.shows)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of mind: at `stage`, the wish becomes `wish`; `act` is the phrase used to say so."""

    stage: Stage
    act: str
    wish: Wish


@dataclass(frozen=True, slots=True)
class Detour:
    """Something said in the middle: a question (which wants an answer) or small talk."""

    stage: Stage
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to get done in a conversation.

    Args:
        does: purchase, refund, upgrade, exchange, transfer, orders, credit, ask, chat, or person.
        wish: For a purchase or exchange: what is wanted (before any change of mind).
        opening: The first sentence, unroughened; None: made by the fan from the wish.
        open_act: The act of the first sentence, where it is not the usual one.
        order_id: For what happens after a sale.
        order_show: The show of that order.
        ticket_count: How many of its tickets; None for all.
        refund_to: original or credit.
        max_delta: Upgrade budget for the whole order, minor units.
        email: To whom tickets go.
        changes: Changes of mind, in order.
        detours: Digressions, in order.
        ends: buy (say yes), refuse (no to the quote), hesitate (neither, then go), leave (walk away), or nothing (a purchase
            that cannot be had).
        tokens: Payment tokens to be tried in order; the last one again if asked again.
        twice: Sends the deciding click twice.
        stale: After a change, first presses pay under the total that no longer holds.
        presses: Buttons that no card offered, to be pressed.
        follow_ups: Further sentences to say one after another when the task is only talk.
    """

    does: str
    wish: Wish | None = None
    opening: str | None = None
    open_act: str | None = None
    order_id: str | None = None
    order_show: Show | None = None
    ticket_count: int | None = None
    refund_to: str | None = None
    max_delta: int | None = None
    email: str | None = None
    changes: tuple[Change, ...] = ()
    detours: tuple[Detour, ...] = ()
    ends: str = "buy"
    tokens: tuple[str, ...] = ("tok_ok",)
    twice: bool = False
    stale: bool = False
    presses: tuple[dict[str, Any], ...] = ()
    follow_ups: tuple[str, ...] = ()

    @property
    def final_wish(self) -> Wish | None:
        """What is wanted after every change of mind."""
        return self.changes[-1].wish if self.changes else self.wish


@dataclass(frozen=True, slots=True)
class Expect:
    """What must hold at the end; each field is one check, None or empty means that it is not made.

    Args:
        purchases: One new order per wish, and no more.
        perhaps: The purchases may also not have come about (a payment that nobody answered), but never twice.
        order: The order that existed before and what it must be now: `status` (one of), `tickets` still valid, `event_id`,
            `section`, `max_delta`; an empty dict means exactly as before.
        refused: A policy must refuse: its kinds; the refusal must name it.
        cited: The answer to a question must bring a source.
        admitted: Nothing supports an answer: no source, and words to that effect.
        handed_off: A person is called.
        mentions: One of these must stand in a reply (case ignored).
        hidden: None of these may stand in any reply or card.
        holds_gone: Seats that were held must be free again.
    """

    purchases: tuple[Wish, ...] = ()
    perhaps: bool = False
    order: dict[str, Any] | None = None
    refused: tuple[str, ...] = ()
    cited: bool = False
    admitted: bool = False
    handed_off: bool = False
    mentions: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    holds_gone: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """A fan's whole reason to write, of one `kind` for the report.

    Args:
        kind: Name of the group in the report.
        tasks: In order.
        expect: How it must end.
        signed_in: Whether the fan signs in before the first word.
        buttons: How often this fan presses a button where words would do.
        typos: Chance of a slip per longer word.
        joined: One message that asks for all tasks at once; the fan says it first.
        order: The fan's own order that was set up before, as it was then.
        others: More orders of the fan's own, which the goal is not about and which must stay as they are.
        victim_id: Another customer, whose orders (`victim_orders`) must stay unchanged and unseen.
    """

    kind: str
    tasks: tuple[Task, ...]
    expect: Expect
    signed_in: bool = False
    buttons: float = 0.25
    typos: float = 0.04
    joined: str | None = None
    order: dict[str, Any] | None = None
    others: tuple[dict[str, Any], ...] = ()
    victim_id: str | None = None
    victim_orders: tuple[dict[str, Any], ...] = ()
