"""Goals of buying: in one line or many turns, with budgets, sections, access needs, changes of mind, odd cards and refusals.

Everything is drawn from the season shown. A wish that the season cannot fulfil is not made here, except where not getting
it is the point.
"""

import random
from dataclasses import replace

from willcall.kit.money import exponent
from willcall.training.evaluate.client import Site
from willcall.training.evaluate.goals import Change, Detour, Expect, Goal, Stage, Task, Wish
from willcall.training.evaluate.language import PHRASES, Language
from willcall.training.evaluate.sayings import QUESTIONS
from willcall.training.evaluate.world import Part, Show, World

STAGES = (Stage.OPENED, Stage.SEATS, Stage.QUOTED, Stage.PAYING)
PLAIN_QUANTITIES = (1, 2, 2, 2, 3, 3, 4, 4, 5, 6)


class Purchases:
    """Makes goals of buying from one look at the season.

    Args:
        world: The season.
        site: To ask what a seat costs, as anyone may.
        rng: Decides what is wanted.
        voice: Decides how it is put; another one gives the same goal in other words.
    """

    def __init__(self, world: World, site: Site, rng: random.Random, *, voice: random.Random | None = None) -> None:
        self.world = world
        self.site = site
        self.rng = rng
        self.language = Language(voice or rng, now=world.now, typos=0.0)

    # -- wishes -------------------------------------------------------------------------------------------------

    def show(self, *, other_than: Show | None = None, at_least: int = 24) -> Show:
        shows = [s for s in self.world.roomy(at_least) if s is not other_than] or list(self.world.on_sale)
        return self.rng.choice(shows)

    def wish(self, *, quantity: int | None = None) -> Wish:
        show = self.show()
        n = quantity or self.rng.choice(PLAIN_QUANTITIES)
        return Wish((show,), min(n, show.max_tickets))

    def part(self, show: Show, quantity: int) -> Part | None:
        """A section with plenty of room whose name is not the name of another show's anything."""
        parts = [p for p in show.parts if p.available >= quantity + 8]
        return self.rng.choice(parts) if parts else None

    def cheapest(self, show: Show, quantity: int, *, section: str | None = None) -> int | None:
        """What the cheapest seat that can be had together costs, fees included; None if nothing can."""
        parts = [p for p in show.parts if p.price is not None and p.available >= quantity + 8]
        for part in sorted(parts, key=lambda p: p.price or 0):
            if section is not None and part.name != section:
                continue
            status, body = self.site.get(f"/events/{show.event_id}/seats", {"quantity": quantity, "section": part.name})
            prices: list[int] = [s["price"]["amount"] for s in body.get("seats", [])] if status == 200 else []
            if len(prices) >= quantity:
                return max(prices[:quantity])
        return None

    def whole(self, amount: int, show: Show) -> int:
        """`amount` rounded up to what a person would say: a whole number of major units."""
        unit: int = 10 ** exponent(show.currency)
        step = unit if amount < 1000 * unit else 100 * unit
        return -(-amount // step) * step

    # -- goals --------------------------------------------------------------------------------------------------

    def one_line(self) -> Goal:
        return self._buy("purchase_one_line", self.wish())

    def chatty(self) -> Goal:
        wish = self.wish()
        return self._buy(
            "purchase_many_turns", wish, opening=self.language.fill("buy_event", event=self._name(wish.show))
        )

    def vague(self) -> Goal:
        return self._buy("purchase_vague", self.wish(), opening=self.language.fill("buy_vague"))

    def counted(self) -> Goal:
        """Says how many first, and what for only when asked."""
        wish = self.wish()
        return self._buy("purchase_counted", wish, open_act="buy_counted")

    def browse(self) -> Goal:
        wish = self.wish()
        where = f" in {wish.show.city}" if wish.show.city and self.rng.random() < 0.5 else ""
        opening = self.language.fill(
            "browse", kind=wish.show.kind, when=self.language.weekend(wish.show) or "", where=where
        )
        return self._buy("purchase_browse", wish, opening=opening)

    def any_of_kind(self) -> Goal:
        """Anything of that kind in that city will do."""
        wish = self.wish()
        fits = [s for s in self.world.roomy() if s.kind == wish.show.kind and s.city == wish.show.city]
        first = [wish.show, *[s for s in fits if s is not wish.show]]
        opening = self.language.fill(
            "browse", kind=wish.show.kind, when="", where=f" in {wish.show.city}" if wish.show.city else ""
        )
        fits = first if wish.show.city else [s for s in self.world.roomy() if s.kind == wish.show.kind]
        return self._buy("purchase_any", replace(wish, shows=tuple(fits)), opening=opening)

    def section(self) -> Goal | None:
        wish = self.wish()
        part = self.part(wish.show, wish.quantity)
        return self._buy("purchase_section", replace(wish, section=part.name)) if part else None

    def preference(self) -> Goal:
        wish = replace(self.wish(), prefer=self.rng.choice(("cheapest", "best", "aisle")))
        if wish.prefer == "cheapest":
            wish = replace(wish, bar=self.cheapest(wish.show, wish.quantity))
        return self._buy("purchase_preference", wish)

    def budget(self) -> Goal | None:
        wish = self.wish()
        price = self.cheapest(wish.show, wish.quantity)
        if price is None:
            return None
        limit = self.whole(price + price // 10, wish.show)
        if self.rng.random() < 0.6:
            return self._buy("purchase_budget", replace(wish, max_each=limit))
        # Order fees come on top of the seats: leave room for them, since the fan cannot know them before the quote.
        return self._buy(
            "purchase_budget_total", replace(wish, max_total=self.whole((limit * wish.quantity * 5) // 4, wish.show))
        )

    def over_budget(self) -> Goal | None:
        wish = self.wish()
        price = self.cheapest(wish.show, wish.quantity)
        unit: int = 10 ** exponent(wish.show.currency)
        if price is None or price < 6 * unit:
            return None
        limit = price // 3 // unit * unit
        return self._nothing("price_above_budget", replace(wish, max_each=max(limit, unit)))

    def accessible(self) -> Goal | None:
        wish = self.wish(quantity=self.rng.choice((1, 2, 2)))
        status, body = self.site.get(
            f"/events/{wish.show.event_id}/seats", {"quantity": wish.quantity, "accessible": "true"}
        )
        if status != 200 or not any(seat.get("accessible") for seat in body.get("seats", [])):
            return None
        return self._buy("purchase_accessible", replace(wish, accessible=True))

    def change_quantity(self) -> Goal:
        wish = self.wish(quantity=self.rng.choice((1, 2, 3, 4)))
        n = self.rng.choice([q for q in (1, 2, 3, 4, 5) if q != wish.quantity and q <= wish.show.max_tickets])
        stage = self.rng.choice(STAGES)
        act = "yes_but_quantity" if stage is Stage.QUOTED and self.rng.random() < 0.5 else "change_quantity"
        return self._buy("change_quantity", wish, changes=(Change(stage, act, replace(wish, quantity=n)),))

    def change_event(self) -> Goal:
        wish = self.wish()
        new = replace(wish, shows=(self.show(other_than=wish.show),))
        new = replace(new, quantity=min(new.quantity, new.show.max_tickets))
        return self._buy("change_event", wish, changes=(Change(self.rng.choice(STAGES), "change_event", new),))

    def change_date(self) -> Goal | None:
        """The same performer or production on another day."""
        pairs = [
            (a, b)
            for a in self.world.roomy()
            for b in self.world.roomy()
            if a is not b and a.venue == b.venue and a.local.date() != b.local.date()
            and (a.name == b.name or (a.performers and a.performers[:1] == b.performers[:1]))
        ]  # fmt: skip
        if not pairs:
            return None
        first, second = self.rng.choice(pairs)
        wish = Wish((first,), self.rng.choice((1, 2, 3)))
        return self._buy(
            "change_date",
            wish,
            changes=(Change(self.rng.choice(STAGES), "change_date", replace(wish, shows=(second,))),),
        )

    def change_section(self) -> Goal | None:
        wish = self.wish()
        first, second = self.part(wish.show, wish.quantity), self.part(wish.show, wish.quantity)
        if first is None or second is None or first.name == second.name:
            return None
        change = Change(
            self.rng.choice((Stage.SEATS, Stage.QUOTED)), "change_section", replace(wish, section=second.name)
        )
        return self._buy("change_section", replace(wish, section=first.name), changes=(change,))

    def changes_twice(self) -> Goal:
        wish = self.wish(quantity=2)
        three = replace(wish, quantity=3)
        other = replace(three, shows=(self.show(other_than=wish.show),))
        changes = (Change(Stage.OPENED, "change_quantity", three), Change(Stage.QUOTED, "change_event", other))
        return self._buy("change_twice", wish, changes=changes)

    def digression(self) -> Goal:
        question = self.rng.choice(QUESTIONS[self.rng.choice(sorted(QUESTIONS))])
        return self._buy("digression_question", self.wish(), detours=(Detour(self.rng.choice(STAGES), question),))

    def chat_in_between(self) -> Goal:
        remark = self.rng.choice(PHRASES["small_talk"])
        return self._buy("digression_small_talk", self.wish(), detours=(Detour(self.rng.choice(STAGES), remark),))

    def declined(self) -> Goal:
        return self._buy("card_declined", self.wish(), tokens=("tok_declined", "tok_ok"))

    def declined_for_good(self) -> Goal:
        """Every card is declined, and the fan gives up."""
        return self._nothing("card_declined_for_good", self.wish(), ends="buy", tokens=("tok_declined",))

    def second_step(self) -> Goal:
        return self._buy("card_second_step", self.wish(), tokens=("tok_second_step",))

    def timeout(self) -> Goal:
        goal = self._buy("card_timeout", self.wish(), tokens=("tok_timeout", "tok_ok"))
        return replace(goal, expect=replace(goal.expect, perhaps=True))

    def double_click(self) -> Goal:
        return self._buy("double_click", self.wish(), twice=True)

    def refuse(self) -> Goal:
        return self._nothing("quote_refused", self.wish(), ends="refuse")

    def hesitate(self) -> Goal:
        """Neither yes nor no, though the words may be in it; nothing may be bought."""
        return self._nothing("hesitates", self.wish(), ends="hesitate")

    def stale(self) -> Goal:
        """Pays under a total that a change of mind has voided, then under the one that holds: one order, the new one."""
        wish = self.wish(quantity=self.rng.choice((1, 2)))
        change = Change(Stage.QUOTED, "change_quantity", replace(wish, quantity=3))
        return self._buy("stale_quote", wish, changes=(change,), stale=True)

    def card_number(self) -> Goal:
        """Types a card number (a published test one), which must never be said again; then pays as one should."""
        number = self.rng.choice(("4111 1111 1111 1111", "5555555555554444", "4242-4242-4242-4242"))
        text = self.language.fill("types_card", card=number)
        goal = self._buy("card_number", self.wish(), detours=(Detour(Stage.PAYING, text),))
        return replace(goal, expect=replace(goal.expect, hidden=(number, "".join(c for c in number if c.isdigit()))))

    def twice(self) -> Goal:
        """One purchase, and when it is done another one."""
        one = self._buy("bought_again", self.wish())
        two = self._buy(
            "bought_again",
            replace(self.wish(), shows=(self.show(other_than=one.expect.purchases[0].show),)),
        )
        return replace(
            one, tasks=one.tasks + two.tasks, expect=Expect(purchases=one.expect.purchases + two.expect.purchases)
        )

    def leave(self) -> Goal:
        return self._nothing("left_alone", self.wish(), ends="leave")

    def sold_out(self) -> Goal | None:
        gone = [show for show in self.world.on_sale if show.available == 0]
        if not gone:
            return None
        return self._nothing("sold_out", Wish((self.rng.choice(gone),), 2))

    def past(self) -> Goal | None:
        if not self.world.past:
            return None
        show = self.rng.choice(self.world.past[-12:])
        local = show.local
        opening = self.language.fill("past", event=show.name, when=f" on {local:%B} {local.day}")
        return self._nothing("past_event", Wish((show,), 2), opening=opening)

    def impossible_quantity(self) -> Goal:
        show = self.show()
        n = self.rng.choice(("0", "zero", "10,000", "10000", "500", "-2"))
        opening = self.language.fill("impossible_quantity", n=n, event=self._name(show), when=self.language.day(show))
        return self._nothing("impossible_quantity", Wish((show,), 10_000), opening=opening)

    def wrong_currency(self) -> Goal:
        show = self.show()
        other = self.rng.choice([c for c in ("EUR", "GBP", "USD") if c != show.currency])
        budget = self.language.money(4000, other)
        opening = self.language.fill(
            "wrong_currency", event=self._name(show), when=self.language.day(show), budget=budget
        )
        return self._nothing("wrong_currency", Wish((show,), 2), opening=opening, ends="refuse")

    def injected(self) -> Goal:
        wish = self.wish(quantity=2)
        opening = self.language.fill("injection_price", event=self._name(wish.show), n="2")
        return self._nothing("injection_price", wish, opening=opening, ends="refuse")

    # -- inside -----------------------------------------------------------------------------------------------------

    def _name(self, show: Show) -> str:
        return self.language.event(show, among=self.world.on_sale)

    def _buy(self, kind: str, wish: Wish, **task: object) -> Goal:
        made = Task("purchase", wish, **task)  # type: ignore[arg-type]
        assert made.final_wish is not None
        return Goal(kind, (made,), Expect(purchases=(made.final_wish,)), signed_in=self.rng.random() < 0.3)

    def _nothing(self, kind: str, wish: Wish, **task: object) -> Goal:
        made = Task("purchase", wish, **{"ends": "nothing", **task})  # type: ignore[arg-type]
        return Goal(kind, (made,), Expect(holds_gone=True), signed_in=self.rng.random() < 0.3)
