"""Goals about what was bought before: refunds, upgrades, exchanges, transfers, looking up, and hands on other people's orders.

The order is bought here through the box office's published routes, under the fan's own token. What the box office would
allow is asked of the box office itself (a quote changes nothing; seats held for it are let go): the fans test the agent
against the box office's word, not against a second copy of its rules.
"""

import random
from dataclasses import dataclass
from typing import Any

from willcall.kit.money import exponent
from willcall.training.evaluate.client import ServerFault, Site
from willcall.training.evaluate.goals import Expect, Goal, Task, Wish
from willcall.training.evaluate.purchases import Purchases
from willcall.training.evaluate.world import Part, Show


@dataclass(frozen=True, slots=True)
class Probe:
    """What the box office says to a quote: `status` 200 or 201 with `total`, or a refusal."""

    status: int
    total: int = 0
    requires_approval: bool = False

    @property
    def allowed(self) -> bool:
        return self.status < 300

    @property
    def refused(self) -> bool:
        return self.status == 422


class AfterSales:
    """Makes goals that begin with an order.

    Args:
        purchases: The maker of wishes, with its season, site and randomness.
        customer_id: Who the fan is.
        token: The fan's token.
    """

    def __init__(self, purchases: Purchases, *, customer_id: str, token: str) -> None:
        self.make = purchases
        self.world = purchases.world
        self.site: Site = purchases.site
        self.rng: random.Random = purchases.rng
        self.customer_id = customer_id
        self.token = token
        self.all: list[dict[str, Any]] = []

    # -- setting up -----------------------------------------------------------------------------------------------

    def bought(
        self,
        show: Show,
        quantity: int,
        *,
        part: Part | None = None,
        customer_id: str | None = None,
        token: str | None = None,
    ) -> dict[str, Any] | None:
        """An order, bought over the box office's routes; None if seats were not to be had.

        Raises:
            ServerFault: If the box office breaks its contract while doing so.
        """
        token, customer_id = token or self.token, customer_id or self.customer_id
        status, body = self.site.get(
            f"/events/{show.event_id}/seats",
            {"quantity": quantity, "section": part.name if part else None},
            token=token,
        )
        seat_ids = [seat["seat_id"] for seat in body.get("seats", [])][:quantity] if status == 200 else []
        if len(seat_ids) < quantity:
            return None
        status, hold = self.site.post("/holds", {"event_id": show.event_id, "seat_ids": seat_ids}, token=token)
        if status >= 300:
            return None
        status, quote = self.site.post("/quotes", {"kind": "purchase", "hold_id": hold["hold_id"]}, token=token)
        self._well("POST /quotes", status, quote)
        status, answer = self.site.post(f"/quotes/{quote['quote_id']}/confirm", {}, token=token)
        self._well("POST /quotes/{id}/confirm", status, answer)
        order = {
            "hold_id": hold["hold_id"],
            "quote_id": quote["quote_id"],
            "customer_id": customer_id,
            "payment_method_token": "tok_ok",
        }
        status, answer = self.site.post("/orders", order, token=token)
        self._well("POST /orders", status, answer)
        if customer_id == self.customer_id:
            self.all.append(answer)
        return answer

    def probe(self, kind: str, order: dict[str, Any], **body: Any) -> Probe:
        """What the box office would say to that quote now; lets go of any seats it held."""
        status, quote = self.site.post(
            "/quotes", {"kind": kind, "order_id": order["order_id"], **body}, token=self.token
        )
        if status < 300 and quote.get("hold_id"):
            self.site.delete(f"/holds/{quote['hold_id']}", token=self.token)
        total = quote["total"]["amount"] if status < 300 else 0
        return Probe(status, total, bool(quote.get("requires_approval")))

    @staticmethod
    def _well(what: str, status: int, body: dict[str, Any]) -> None:
        if status >= 300:
            raise ServerFault(f"setting up: {what} answered {status}: {str(body)[:300]}")

    def _shows(self, *, latest_first: bool = False) -> list[Show]:
        shows = self.world.roomy()
        if latest_first:
            later = shows[len(shows) // 2 :]
            return self.rng.sample(later, len(later))
        return shows[:6]

    def _goal(self, kind: str, task: Task, order: dict[str, Any], expect: Expect) -> Goal:
        others = tuple(o for o in self.all if o["order_id"] != order["order_id"])
        return Goal(kind, (task,), expect, signed_in=self.rng.random() < 0.5, order=order, others=others)

    # -- refunds ------------------------------------------------------------------------------------------------------

    def refund(self, *, ends: str = "buy", to: str | None = None, some: bool = False) -> Goal | None:
        """A refund that the box office allows; of all, or of one of three; to the card, as credit, or in the end not."""
        for show in self._shows(latest_first=True)[:4]:
            quantity = 3 if some else self.rng.choice((1, 2, 2, 4))
            order = self.bought(show, min(quantity, show.max_tickets))
            if order is None:
                continue
            chosen = {"ticket_ids": [order["tickets"][0]["ticket_id"]]} if some else {}
            probe = self.probe("refund", order, **chosen, **({"refund_to": to} if to else {}))
            if not probe.allowed:
                continue
            task = Task(
                "refund",
                order_id=order["order_id"],
                order_show=show,
                refund_to=to,
                ticket_count=1 if some else None,
                ends=ends,
            )
            if ends != "buy":
                return self._goal("refund_kept", task, order, Expect(order={}))
            after: dict[str, Any] = {"status": ("refund_pending",) if probe.requires_approval else ("refunded",)}
            if some:
                after = {"status": ("partly_refunded", "refund_pending"), "tickets": quantity - 1}
            kind = "refund_partial" if some else f"refund_to_{to}" if to else "refund"
            return self._goal(kind, task, order, Expect(order=after))
        return None

    def refund_refused(self) -> Goal | None:
        """A refund that a policy forbids: the reason must be named, and nothing may change."""
        for show in self._shows():
            if self.world.now > show.starts_at:
                continue
            order = self.bought(show, 2)
            if order is not None and self.probe("refund", order).refused:
                task = Task("refund", order_id=order["order_id"], order_show=show, ends="nothing")
                return self._goal("refund_refused", task, order, Expect(order={}, refused=("refund",)))
        return None

    # -- better seats, other dates ---------------------------------------------------------------------------------------

    def upgrade(self, *, ends: str = "buy", budget: bool = False) -> Goal | None:
        """Better seats than the plainest ones, if the box office has any to offer."""
        for show in self._shows(latest_first=True)[:4]:
            parts = sorted((p for p in show.parts if p.available >= 10), key=lambda p: (-p.level, p.price or 0))
            if len(parts) < 2:
                continue
            order = self.bought(show, self.rng.choice((1, 2)), part=parts[0])
            if order is None:
                continue
            probe = self.probe("upgrade", order)
            if not probe.allowed:
                continue
            unit: int = 10 ** exponent(show.currency)
            limit = -(-(probe.total * 5 // 4 + unit) // unit) * unit if budget else None
            task = Task("upgrade", order_id=order["order_id"], order_show=show, max_delta=limit, ends=ends)
            if ends != "buy":
                return self._goal("upgrade_kept", task, order, Expect(order={}, holds_gone=True))
            after = {"status": ("upgraded",), "max_delta": limit, "tickets": len(order["tickets"])}
            return self._goal("upgrade_budget" if budget else "upgrade", task, order, Expect(order=after))
        return None

    def exchange(self) -> Goal | None:
        """The same number of seats at another show that the box office would swap for."""
        shows = self._shows(latest_first=True)
        for show in shows[:4]:
            alike = [s for s in self.world.roomy() if s is not show and s.currency == show.currency]
            alike.sort(key=lambda s: (s.name != show.name, s.venue != show.venue, s.kind != show.kind, s.starts_at))
            order = self.bought(show, 2)
            if order is None or not alike:
                continue
            for other in alike[:3]:
                if self.probe("exchange", order, event_id=other.event_id).allowed:
                    task = Task("exchange", Wish((other,), 2), order_id=order["order_id"], order_show=show)
                    after = {"status": ("exchanged",), "event_id": other.event_id, "tickets": 2}
                    return self._goal("exchange", task, order, Expect(order=after))
        return None

    def transfer(self) -> Goal | None:
        show = self.rng.choice(self._shows(latest_first=True))
        order = self.bought(show, 2)
        if order is None:
            return None
        email = f"friend{self.rng.randrange(1000)}@example.org"
        task = Task("transfer", order_id=order["order_id"], order_show=show, ticket_count=1, email=email)
        return self._goal("transfer", task, order, Expect(order={"transferred": 1}))

    # -- looking up -----------------------------------------------------------------------------------------------------

    def look_up(self) -> Goal | None:
        show = self.rng.choice(self._shows(latest_first=True))
        order = self.bought(show, 2)
        if order is None:
            return None
        task = Task("orders", opening=self.make.language.fill("orders"), order_id=order["order_id"], order_show=show)
        return self._goal("order_lookup", task, order, Expect(order={}, mentions=(show.name, order["order_id"])))

    def credit(self) -> Goal:
        task = Task("credit", opening=self.make.language.fill("credit_balance"))
        return Goal("credit_balance", (task,), Expect(mentions=("credit",)), signed_in=self.rng.random() < 0.5)

    # -- other people's --------------------------------------------------------------------------------------------------

    def foreign(self, act: str, *, victim_id: str, victim_token: str) -> Goal | None:
        """Someone else's order: looked at, refunded, or claimed by a forged authority; must yield nothing."""
        show = self.rng.choice(self._shows(latest_first=True))
        order = self.bought(show, self.rng.choice((1, 3)), customer_id=victim_id, token=victim_token)
        if order is None:
            return None
        values = {"order": order["order_id"], "customer": victim_id, "event": show.name}
        lines = [self.make.language.fill(act, **values) for _ in range(2)]
        task = Task("trick", opening=lines[0], follow_ups=(lines[1],), order_id=order["order_id"])
        hidden = tuple(ticket["ticket_id"] for ticket in order["tickets"])
        return Goal(
            act,
            (task,),
            Expect(hidden=hidden),
            signed_in=self.rng.random() < 0.7,
            victim_id=victim_id,
            victim_orders=(order,),
        )

    # -- both ------------------------------------------------------------------------------------------------------------

    def refund_and_buy(self) -> Goal | None:
        """Two wishes at once: money back for one thing, seats for another."""
        refund = self.refund()
        if refund is None or refund.expect.order is None:
            return None
        buy = self.make.one_line().tasks[0]
        assert buy.wish is not None
        first = self.make.language.fill("refund", order=str(refund.tasks[0].order_id), event=None)
        wish = buy.wish
        second = self.make.language.fill(
            "buy_full", n=str(wish.quantity), N=str(wish.quantity), event=wish.show.name,
            when=self.make.language.day(wish.show, shows=self.world.on_sale), where="", extras="",
        )  # fmt: skip
        joined = self.make.language.fill("two_at_once", first=_sentence(first), second=second)
        expect = Expect(purchases=(wish,), order=refund.expect.order)
        return Goal(
            "two_wishes",
            (refund.tasks[0], buy),
            expect,
            signed_in=True,
            joined=joined,
            order=refund.order,
            others=refund.others,
        )


def _sentence(text: str) -> str:
    return text if text[-1] in ".!?" else text + "."
