"""How a fan buys: answers what is asked, checks what is offered against the wish, objects, changes their mind, pays, or goes.

Reads only what a person or a client of the published contract reads: the words, the cards, `state.awaiting`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from willcall.training.evaluate.client import Reply
from willcall.training.evaluate.conversation import Conversation, GaveUp
from willcall.training.evaluate.goals import Change, Detour, Stage, Task, Wish
from willcall.training.evaluate.language import ORDINALS
from willcall.training.evaluate.offers import fitting_options, quote_faults
from willcall.training.evaluate.world import Show, World

_ORDER = (Stage.OPENED, Stage.SEATS, Stage.QUOTED, Stage.PAYING)


class Buyer:
    """Plays one purchase.

    Args:
        conversation: The fan's side of it.
        task: The purchase.
        world: The season, to name shows by.
    """

    def __init__(self, conversation: Conversation, task: Task, world: World) -> None:
        assert task.wish is not None
        self.talk = conversation
        self.task = task
        self.world = world
        self.wish: Wish = task.wish
        self.changes: list[Change] = list(task.changes)
        self.detours: list[Detour] = list(task.detours)
        self.tokens = list(task.tokens)
        self.before = set(conversation.orders)
        self.stalls = 0
        self.objections: dict[str, int] = {}

    # -- the loop -----------------------------------------------------------------------------------------------------

    def play(self, *, opened: Reply | None = None) -> None:
        """Until bought, refused, or given up. `opened`: the purchase was already asked for, and this came back."""
        reply = opened or self.open()
        while not self.done(reply):
            reply = self.answer(reply)
        if self.task.ends == "buy" and self.new_orders() and self.talk.rng.random() < 0.3:
            self.talk.phrase("thanks", plain=True)

    def new_orders(self) -> list[str]:
        good = {"confirmed", "upgraded", "exchanged"}
        return [o for o, card in self.talk.orders.items() if o not in self.before and card["status"] in good]

    def done(self, reply: Reply) -> bool:
        if self.new_orders():
            return True
        return self.talk.said("bye") > 0 or reply.handed_off

    def answer(self, reply: Reply) -> Reply:
        """The fan's next turn after `reply`."""
        if reply.awaiting == "sign_in":
            return self.talk.sign_in()
        stage = self.stage(reply)
        if self.detours and self.reached(stage, self.detours[0].stage):
            detour = self.detours.pop(0)
            return self.talk.say(self.talk.language.rough(detour.text, plain=True), act="detour")
        if self.changes and self.reached(stage, self.changes[0].stage):
            return self.change(self.changes.pop(0))
        if self.task.ends == "leave" and stage in {Stage.QUOTED, Stage.PAYING}:
            return self.leave()
        if self.task.ends == "hesitate" and stage in {Stage.QUOTED, Stage.PAYING}:
            doubts = self.talk.said("not_yes")
            return self.talk.phrase("not_yes" if doubts < 2 else "bye", plain=True)
        if self.task.ends == "refuse" and stage in {Stage.QUOTED, Stage.PAYING}:
            return self.refuse(reply)
        if self.task.ends == "nothing" and len(self.talk.transcript.turns) >= 4:
            return self.refuse(reply)
        answers: dict[str | None, Callable[[Reply], Reply]] = {
            "event": self.tell_event,
            "quantity": self.tell_quantity,
            "seats": self.pick_seats,
            "confirmation": self.decide,
            "payment": self.pay,
            "second_step": self.second_step,
            "choice": self.choose,
            "order": self.restate,
        }
        return answers.get(reply.awaiting, self.stalled)(reply)

    def stage(self, reply: Reply) -> Stage:
        if reply.awaiting in {"payment", "second_step"}:
            return Stage.PAYING
        if reply.awaiting == "confirmation" or reply.card("quote"):
            return Stage.QUOTED
        if reply.awaiting == "seats" or reply.card("seats"):
            return Stage.SEATS
        return Stage.OPENED

    def reached(self, stage: Stage, wanted: Stage) -> bool:
        if stage is Stage.OPENED and wanted is Stage.OPENED:
            return True
        return _ORDER.index(stage) >= _ORDER.index(wanted)

    # -- saying what is wanted --------------------------------------------------------------------------------------------

    def open(self) -> Reply:
        task, language = self.task, self.talk.language
        if task.opening is not None:
            return self.talk.say(language.rough(task.opening), act="buy")
        if task.open_act is not None:
            return self.talk.phrase(task.open_act, n=language.number(self.wish.quantity))
        party = language.party(self.wish.quantity)
        values = self.values(vague=True) | {"tickets": language.count_of_tickets(self.wish.quantity)}
        if party and self.talk.rng.random() < 0.25:
            return self.talk.phrase("buy_party", values, party=party)
        return self.talk.phrase("buy_full", values, n=(n := language.number(self.wish.quantity)), N=n.capitalize())

    def values(self, *, vague: bool = False) -> dict[str, str | None]:
        """What fills a phrase about the show: its name, day, place, and wishes about seats."""
        show, language = self.wish.show, self.talk.language
        day = language.day(show, shows=self.world.on_sale) if not vague or self.talk.rng.random() < 0.7 else ""
        weekend = language.weekend(show)
        if vague and weekend and self.talk.rng.random() < 0.3:
            day = weekend
        where = self.talk.rng.choice((f" at {show.venue}", f" in {show.city}" if show.city else "", "", "", ""))
        return {
            "event": language.event(show, among=self.world.on_sale),
            "when": day,
            "When_bare": day.strip(),
            "where": where,
            "extras": self.extras(),
        }

    def extras(self) -> str:
        wish, language, currency = self.wish, self.talk.language, self.wish.show.currency
        extra = ""
        if wish.section:
            extra += language.fill("want_section", section=wish.section)
        if wish.prefer:
            extra += language.fill(f"want_{wish.prefer}")
        if wish.max_each is not None:
            extra += language.fill("want_budget_each", budget=language.money(wish.max_each, currency))
        if wish.max_total is not None:
            extra += language.fill("want_budget_total", budget=language.money(wish.max_total, currency))
        if wish.accessible:
            extra += language.fill("want_access")
        return extra

    def change(self, change: Change) -> Reply:
        old, self.wish = self.wish, change.wish
        values = {
            **self.values(),
            "n": self.talk.language.number(self.wish.quantity),
            "old": str(old.quantity),
            "section": self.wish.section or "",
        }
        return self.talk.phrase(change.act, values)

    def restate(self, _reply: Reply) -> Reply:
        n = self.talk.language.number(self.wish.quantity)
        return self.talk.phrase("buy_full", self.values(), n=n, N=n.capitalize())

    def stalled(self, reply: Reply) -> Reply:
        """Nothing was asked: remind, restate, then give up."""
        self.stalls += 1
        if self.task.ends in {"nothing", "refuse"} and not self.changes and self.stalls > 1:
            return self.refuse(reply)
        if self.stalls > 4:
            raise GaveUp("nothing is asked and nothing happens")
        if reply.card("events"):
            return self.tell_event(reply)
        if reply.card("seats"):
            return self.pick_seats(reply)
        if self.talk.said("detour") and self.stalls == 1 and self.talk.rng.random() < 0.5:
            return self.talk.phrase("go_on", plain=True)
        return self.restate(reply)

    # -- answering ----------------------------------------------------------------------------------------------------

    def tell_event(self, reply: Reply) -> Reply:
        card = reply.card("events")
        options = card["options"] if card else []
        fits = [i for i, option in enumerate(options) if option["event_id"] in self.wish.event_ids]
        self.count("event", limit=5)
        if card is None or not fits:
            return self.talk.phrase("tell_event", self.values(), plain=True)
        at = fits[0]
        if self.talk.prefers_buttons():
            return self.talk.press({"type": "select", "card_id": card["id"], "option": at}, act="pick_event")
        shown = self.world.show(options[at]["event_id"]) or self.wish.show
        nth_works = at < len(ORDINALS) and len(options) > 1
        if nth_works and self.talk.rng.random() < 0.4:
            return self.talk.phrase("pick_nth", plain=True, nth=ORDINALS[at], digit=str(at + 1))
        self.wish = _with_show_first(self.wish, shown)
        others = [s for o in options if (s := self.world.show(o["event_id"]))]
        day = self.talk.language.day(shown, shows=others)
        return self.talk.phrase(
            "tell_which",
            plain=True,
            event=self.talk.language.event(shown, among=self.world.on_sale),
            when=day,
            When_bare=day.strip() if sum(o.local.date() == shown.local.date() for o in others) == 1 else None,
            where=f" at {shown.venue}",
        )

    def tell_quantity(self, _reply: Reply) -> Reply:
        self.count("quantity", limit=4)
        party = self.talk.language.party(self.wish.quantity)
        if party and self.talk.rng.random() < 0.3:
            return self.talk.phrase("tell_party", plain=True, party=party)
        if self.wish.quantity > 1000:
            return self.refuse(_reply)
        return self.talk.phrase("tell_quantity", plain=True, n=self.talk.language.number(self.wish.quantity))

    def pick_seats(self, reply: Reply) -> Reply:
        card = reply.card("seats") or self.talk.shown("seats")
        if card is None:
            return self.restate(reply)
        if card["event_id"] not in self.wish.event_ids:
            return self.object("event")
        fits = fitting_options(card, self.wish)
        if not fits:
            return self.object(self.first_fault(card))
        at = fits[0] if self.wish.prefer or self.talk.rng.random() < 0.6 else self.talk.rng.choice(fits)
        if self.talk.prefers_buttons():
            return self.talk.press({"type": "select", "card_id": card["id"], "option": at}, act="pick_seats")
        if at == 0 and self.talk.rng.random() < 0.4:
            return self.talk.phrase("pick_any", plain=True)
        if at < len(ORDINALS) and self.talk.rng.random() < 0.7:
            return self.talk.phrase("pick_nth", plain=True, nth=ORDINALS[at], digit=str(at + 1))
        alike = [o for o in card["options"] if o["section"] == card["options"][at]["section"]]
        if len(alike) == 1:
            return self.talk.phrase("pick_section", plain=True, section=_section_words(card["options"][at]["section"]))
        return self.talk.phrase("pick_nth", plain=True, nth=ORDINALS[min(at, 9)], digit=str(at + 1))

    def first_fault(self, card: dict[str, Any]) -> str:
        """Which part of the wish no option meets."""
        wish = self.wish
        if all(len(o["seat_ids"]) != wish.quantity for o in card["options"]):
            return "quantity"
        if wish.section and not fitting_options(card, Wish(wish.shows, wish.quantity, section=wish.section)):
            return "section"
        return "budget" if wish.max_each is not None or wish.max_total is not None else "access"

    def object(self, fault: str) -> Reply:
        """No, not that; says what was wanted."""
        if self.task.ends in {"nothing", "refuse"} and self.objections.get(fault, 0) >= 1:
            return self.refuse(self.talk.last)
        self.count(f"object_{fault}", limit=3)
        self.objections[fault] = self.objections.get(fault, 0) + 1
        wish, language = self.wish, self.talk.language
        money = None
        if wish.max_each is not None:
            money = language.money(wish.max_each, wish.show.currency) + " each"
        elif wish.max_total is not None:
            money = language.money(wish.max_total, wish.show.currency) + " in total"
        hold = self.talk.shown("hold")
        values = {
            **self.values(),
            "n": language.number(wish.quantity),
            "section": wish.section or "",
            "budget": money or "",
        }
        values["old"] = str(len(hold["seat_ids"])) if hold else None
        return self.talk.phrase(f"object_{fault}", values)

    def choose(self, reply: Reply) -> Reply:
        self.count("choice", limit=4)
        card = reply.card("choices")
        if card and card.get("options"):
            if self.talk.prefers_buttons():
                return self.talk.press({"type": "select", "card_id": card["id"], "option": 0}, act="choose")
            return self.talk.say(str(card["options"][0]["label"]), act="choose")
        if reply.card("events"):
            return self.tell_event(reply)
        return self.pick_seats(reply) if reply.card("seats") else self.restate(reply)

    # -- the total ----------------------------------------------------------------------------------------------------

    def decide(self, reply: Reply) -> Reply:
        """Looks at the total and agrees, or says what is wrong with it."""
        quote = reply.card("quote") or self.talk.shown("quote")
        if quote is None:
            self.count("confirmation", limit=3)
            return self.talk.phrase("yes", plain=True)
        faults = quote_faults(quote, self.talk, self.wish)
        if faults:
            return self.object(faults[0])
        self.count("yes", limit=4)
        quote_id = quote["quote_id"]
        payment = reply.card("payment")
        if payment and self.tokens and self.talk.rng.random() < 0.4 and not (self.changes or self.detours):
            return self.pay(reply)
        if self.talk.prefers_buttons():
            action = {"type": "confirm", "quote_id": quote_id}
            if self.task.twice:
                self.talk.press(action, act="confirm", consents=quote_id)
            return self.talk.press(action, act="confirm", consents=quote_id)
        act = "yes_buy" if self.talk.rng.random() < 0.3 else "yes"
        return self.talk.phrase(act, plain=True, consents=quote_id)

    def pay(self, reply: Reply) -> Reply:
        """Presses pay under the total, with the next card in the wallet."""
        quote = self.talk.shown("quote")
        payment = reply.card("payment") or self.talk.shown("payment")
        shown = payment or quote
        if shown is None:
            self.count("payment", limit=2)
            return self.talk.phrase("go_on", plain=True)
        if quote is not None and quote["quote_id"] == shown["quote_id"]:
            faults = quote_faults(quote, self.talk, self.wish)
            if faults:
                return self.object(faults[0])
        if not self.tokens:
            return self.refuse(reply)
        first = next((card["quote_id"] for _, card in self.talk.transcript.cards("quote")), None)
        if self.task.stale and first != shown["quote_id"] and not self.talk.said("pay_stale"):
            stale = {"type": "pay", "quote_id": first, "payment_method_token": "tok_ok"}
            self.talk.press(stale, act="pay_stale", forged=True)
        token = self.tokens.pop(0)
        if not self.tokens and token != "tok_declined":  # noqa: S105 - a sandbox token's published name
            self.tokens.append(token)
            self.count("pay", limit=3)
        action = {"type": "pay", "quote_id": shown["quote_id"], "payment_method_token": token}
        answer = self.talk.press(action, act="pay", consents=shown["quote_id"])
        if answer.awaiting == "sign_in" and token not in self.tokens:
            self.tokens.insert(0, token)
        if self.task.twice and answer.awaiting != "sign_in":
            self.talk.press(action, act="pay_again", consents=shown["quote_id"])
        return answer

    def second_step(self, reply: Reply) -> Reply:
        self.count("second_step", limit=3)
        payment = reply.card("payment") or self.talk.shown("payment")
        url = ((payment or {}).get("next_action") or {}).get("url")
        if url:
            self.talk.site.open_page(url)
        return self.talk.phrase("paid_second_step", plain=True)

    # -- going --------------------------------------------------------------------------------------------------------

    def refuse(self, reply: Reply) -> Reply:
        """No to the offer, then goodbye."""
        quote = reply.card("quote")
        if quote and self.talk.prefers_buttons():
            self.talk.press({"type": "decline", "quote_id": quote["quote_id"]}, act="decline")
        elif quote or self.talk.rng.random() < 0.7:
            self.talk.phrase("no_thanks", plain=True)
        return self.talk.phrase("bye", plain=True)

    def leave(self) -> Reply:
        """Closes the page without a word, as `DELETE` tells the server, or says goodbye."""
        if self.talk.conversation_id and self.talk.rng.random() < 0.5:
            self.talk.site.leave(self.talk.conversation_id, token=self.talk.token)
            raise Left
        return self.talk.phrase("bye", plain=True)

    def count(self, what: str, *, limit: int) -> None:
        """Counts how often something was needed; gives up when it was asked too often."""
        self.objections[f"n_{what}"] = self.objections.get(f"n_{what}", 0) + 1
        if self.objections[f"n_{what}"] > limit + len(self.task.changes) + len(self.task.detours):
            raise GaveUp(f"{what} came up {self.objections[f'n_{what}']} times")


class Left(Exception):
    """The fan closed the page, as meant; no failure."""


def _with_show_first(wish: Wish, show: Show) -> Wish:
    if show.event_id not in wish.event_ids:
        return wish
    rest = tuple(s for s in wish.shows if s.event_id != show.event_id)
    return replace(wish, shows=(show, *rest))


def _section_words(name: str) -> str:
    """Says "section 12" for a bare number or letter, else the name itself."""
    return name if len(name) > 3 else f"section {name}"
