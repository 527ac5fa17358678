"""How a fan deals with what they already have: refunds, upgrades, exchanges, transfers, and looking things up.

Reads only the published reply. Whether a policy allows it is for the box office to say; the fan argues with nobody.
"""

from collections.abc import Callable

from willcall.training.evaluate.client import Reply
from willcall.training.evaluate.conversation import Conversation, GaveUp
from willcall.training.evaluate.goals import Task
from willcall.training.evaluate.language import ORDINALS
from willcall.training.evaluate.world import Show, World

CHANGED = {
    "refund": {"refunded", "refund_pending", "partly_refunded"},
    "upgrade": {"upgraded"},
    "exchange": {"exchanged"},
}


class Keeper:
    """Plays one task about an order."""

    def __init__(self, conversation: Conversation, task: Task, world: World) -> None:
        self.talk = conversation
        self.task = task
        self.world = world
        self.asked: dict[str, int] = {}
        self.quoted: str | None = None

    def play(self, *, opened: Reply | None = None) -> None:
        """Until it is done, refused, or given up."""
        reply = opened or self.open()
        while not self.done(reply):
            reply = self.answer(reply)

    def open(self) -> Reply:
        if self.task.opening is not None:
            return self.talk.say(self.talk.language.rough(self.task.opening), act=self.task.does)
        act = {("refund", "credit"): "refund_credit"}.get((self.task.does, self.task.refund_to or ""), self.task.does)
        if self.task.does == "refund" and self.task.ticket_count is not None:
            act = "refund_part"
        return self.talk.phrase(act, self.values())

    def values(self) -> dict[str, str | None]:
        task, language = self.task, self.talk.language
        show = task.wish.show if task.does == "exchange" and task.wish else task.order_show
        extras = ""
        if task.max_delta is not None and task.order_show is not None:
            extras = language.fill("want_delta", budget=language.money(task.max_delta, task.order_show.currency))
        own = self.name(task.order_show)
        return {
            "event": self.name(show),
            "old": own,
            "when": language.day(show, shows=self.world.on_sale) if show else "",
            "order": task.order_id,
            "n": language.number(task.ticket_count) if task.ticket_count else None,
            "email": task.email,
            "extras": extras,
        }

    def name(self, show: Show | None) -> str | None:
        if show is None:
            return None
        name = self.talk.language.event(show, among=self.world.on_sale)
        return name.removeprefix("the ").removesuffix(" game")  # "my Ravens tickets", not "my the Ravens game tickets"

    # -- the loop -----------------------------------------------------------------------------------------------------

    def done(self, reply: Reply) -> bool:
        if reply.handed_off or self.talk.said("bye"):
            return True
        task = self.task
        card = self.talk.orders.get(task.order_id or "")
        if task.does in CHANGED and card is not None and card["status"] in CHANGED[task.does]:
            return reply.awaiting not in {"confirmation", "payment", "second_step", "sign_in"}
        if task.does in {"orders", "credit"}:
            return reply.awaiting is None
        if reply.awaiting is not None:
            return False
        if task.does == "transfer" or reply.card("case"):
            return self.talk.said("yes") > 0 or self.asked.get("idle", 0) > 1
        return task.ends != "buy" or self.asked.get("idle", 0) > 1

    def answer(self, reply: Reply) -> Reply:
        if reply.awaiting == "sign_in":
            return self.talk.sign_in()
        answers: dict[str | None, Callable[[Reply], Reply]] = {
            "order": self.tell_order,
            "confirmation": self.decide,
            "payment": self.pay,
            "choice": self.choose,
            "seats": self.pick_seats,
            "event": self.tell_event,
            "quantity": self.tell_quantity,
        }
        return answers.get(reply.awaiting, self.idle)(reply)

    def idle(self, _reply: Reply) -> Reply:
        self.count("idle", limit=3)
        return self.talk.phrase("are_we_done", plain=True) if self.talk.said("yes", "confirm") else self.open()

    # -- answering ----------------------------------------------------------------------------------------------------

    def tell_order(self, reply: Reply) -> Reply:
        self.count("order", limit=4)
        card = reply.card("choices")
        options = card.get("options", []) if card else []
        at = next((i for i, o in enumerate(options) if self.task.order_id in (o.get("order_id"), o.get("value"))), None)
        if card and at is not None and self.talk.prefers_buttons():
            return self.talk.press({"type": "select", "card_id": card["id"], "option": at}, act="pick_order")
        if at is not None and at < len(ORDINALS) and len(options) > 1 and self.talk.rng.random() < 0.4:
            return self.talk.phrase("pick_nth", plain=True, nth=ORDINALS[at], digit=str(at + 1))
        act = "tell_order_event" if self.task.order_show and self.talk.rng.random() < 0.4 else "tell_order"
        values = self.values() | {"event": self.name(self.task.order_show)}
        return self.talk.phrase(act, values, plain=True)

    def decide(self, reply: Reply) -> Reply:
        """Agrees to what is shown if it is what was asked for."""
        quote = reply.card("quote")
        if quote is None:
            self.count("yes", limit=3)
            return self.talk.phrase("yes", plain=True)
        self.quoted = quote["quote_id"]
        done = self.talk.orders.get(self.task.order_id or "", {}).get("status") in CHANGED.get(self.task.does, set())
        if self.task.ends != "buy" or done:  # what was wanted has been done already: this is too much
            return self.refuse(reply)
        limit = self.task.max_delta
        if quote["kind"] != self.task.does:
            self.count("wrong_kind", limit=2)
            return self.open()
        if limit is not None and quote["total"]["amount"] > limit and self.task.order_show is not None:
            self.count("delta", limit=2)
            money = self.talk.language.money(limit, self.task.order_show.currency)
            return self.talk.phrase("object_budget", budget=f"{money} on top")
        self.count("yes", limit=3)
        if self.talk.prefers_buttons():
            action = {"type": "confirm", "quote_id": self.quoted}
            return self.talk.press(action, act="confirm", consents=self.quoted)
        return self.talk.phrase("yes", plain=True, consents=self.quoted)

    def pay(self, reply: Reply) -> Reply:
        self.count("pay", limit=3)
        shown = reply.card("payment") or reply.card("quote") or self.talk.shown("quote")
        if shown is None:
            return self.talk.phrase("go_on", plain=True)
        if self.task.ends != "buy":
            return self.refuse(reply)
        token = self.task.tokens[min(self.asked["pay"] - 1, len(self.task.tokens) - 1)]
        action = {"type": "pay", "quote_id": shown["quote_id"], "payment_method_token": token}
        return self.talk.press(action, act="pay", consents=shown["quote_id"])

    def choose(self, reply: Reply) -> Reply:
        """Refund or credit, an upgrade from a list, or whatever else is offered."""
        self.count("choice", limit=4)
        card = reply.card("choices")
        if reply.card("seats"):
            return self.pick_seats(reply)
        options = card.get("options", []) if card else []
        if any(o.get("order_id") for o in options):
            return self.tell_order(reply)
        if self.task.does == "refund":
            wanted = self.task.refund_to or "original"
            at = next(
                (i for i, o in enumerate(options) if wanted in f"{o.get('value', '')} {o.get('label', '')}".lower()),
                None,
            )
            if card and at is not None and self.talk.prefers_buttons():
                return self.talk.press({"type": "select", "card_id": card["id"], "option": at}, act="choose")
            return self.talk.phrase(f"say_{wanted}", plain=True)
        if card and options and self.talk.prefers_buttons():
            return self.talk.press({"type": "select", "card_id": card["id"], "option": 0}, act="choose")
        return self.talk.say(str(options[0]["label"]), act="choose") if options else self.open()

    def pick_seats(self, reply: Reply) -> Reply:
        self.count("seats", limit=3)
        card = reply.card("seats")
        if card is None or not card["options"]:
            return self.open()
        limit = self.task.max_delta
        deltas = [(o.get("price_delta") or {}).get("amount") for o in card["options"]]
        fits = [i for i, delta in enumerate(deltas) if limit is None or delta is None or delta <= limit]
        if not fits:
            return self.refuse(reply)
        at = self.talk.rng.choice(fits)
        if self.talk.prefers_buttons() or at >= len(ORDINALS):
            return self.talk.press({"type": "select", "card_id": card["id"], "option": at}, act="pick_seats")
        return self.talk.phrase("pick_nth", plain=True, nth=ORDINALS[at], digit=str(at + 1))

    def tell_event(self, reply: Reply) -> Reply:
        self.count("event", limit=3)
        if self.task.does == "orders":
            return self.talk.phrase("orders_again", plain=True)
        if self.task.does != "exchange":
            return self.open()  # nobody asked for another show
        show = self.task.wish.show if self.task.wish else self.task.order_show
        card = reply.card("events")
        if show is None:
            return self.open()
        at = next((i for i, o in enumerate(card["options"]) if o["event_id"] == show.event_id), None) if card else None
        if card and at is not None and self.talk.prefers_buttons():
            return self.talk.press({"type": "select", "card_id": card["id"], "option": at}, act="pick_event")
        where = f" at {show.venue}"
        day = self.talk.language.day(show, shows=self.world.on_sale)
        return self.talk.phrase("tell_event", plain=True, event=self.name(show), when=day, where=where)

    def tell_quantity(self, _reply: Reply) -> Reply:
        self.count("quantity", limit=3)
        if not self.task.ticket_count and self.asked["quantity"] > 1:
            return self.open()
        n = self.talk.language.number(self.task.ticket_count) if self.task.ticket_count else "all of them"
        return (
            self.talk.phrase("tell_quantity", plain=True, n=n)
            if self.task.ticket_count
            else self.talk.say(n, act="tell_quantity")
        )

    def refuse(self, reply: Reply) -> Reply:
        quote = reply.card("quote")
        if quote and self.talk.prefers_buttons():
            self.talk.press({"type": "decline", "quote_id": quote["quote_id"]}, act="decline")
        else:
            self.talk.phrase("no_thanks", plain=True)
        return self.talk.phrase("bye", plain=True)

    def count(self, what: str, *, limit: int) -> None:
        self.asked[what] = self.asked.get(what, 0) + 1
        if self.asked[what] > limit:
            raise GaveUp(f"{what} came up {self.asked[what]} times")
