"""What really happened and what is really known in a conversation: the receipts that a brain's words are held against.

Filled by the turn from the results of tools, never from a brain's words. Plain data, so that it is saved with the
conversation. Knows nothing of sentences beyond the amounts, ids and seats that stand in operators' texts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from willcall.agent.safeguards import amounts as speech
from willcall.agent.safeguards import seats as seating
from willcall.agent.safeguards.sentences import plain
from willcall.kit.money import Money, exponent
from willcall.understanding.patterns import regex

ID = regex(r"\b[a-z]{2,8}_[0-9a-z]{6,}\b")

_BY_TOOL = {
    "hold_tickets": "hold",
    "extend_hold": "extend",
    "release_hold": "release",
    "confirm_quote": "consent",
    "transfer_tickets": "transfer",
    "open_case": "case",
    "hand_off_to_human": "case",
}
_BY_STATUS = {
    ("create_order", "confirmed"): "purchase",
    ("finish_payment", "confirmed"): "purchase",
    ("finish_payment", "upgraded"): "upgrade",
    ("finish_payment", "exchanged"): "exchange",
    ("upgrade_tickets", "upgraded"): "upgrade",
    ("exchange_tickets", "exchanged"): "exchange",
    ("request_refund", "refunded"): "refund",
    ("request_refund", "partly_refunded"): "refund",
    ("request_refund", "cancelled"): "refund",
    ("request_refund", "refund_pending"): "refund_pending",
}
_SEEN = {
    "confirmed": ("purchase",),
    "upgraded": ("purchase", "upgrade"),
    "exchanged": ("purchase", "exchange"),
    "refund_pending": ("purchase", "refund_pending"),
    "partly_refunded": ("purchase", "refund"),
    "refunded": ("purchase", "refund", "cancel"),
    "cancelled": ("cancel",),
}
_KEEP_TEXTS = 60


@dataclass(slots=True)
class Deed:
    """Something that was done in this conversation: what, in which turn, for which amounts and how many tickets."""

    kind: str
    turn: int
    amounts: list[tuple[int, str]] = field(default_factory=list)
    quantity: int = 0


@dataclass(slots=True)
class Ledger:
    """The receipts of one conversation. Fields are plain data; use the methods to fill them."""

    turn: int = 0
    deeds: list[Deed] = field(default_factory=list)
    amounts: dict[str, list[int]] = field(default_factory=dict)  # currency → minor units, sign dropped
    totals: dict[str, list[int]] = field(default_factory=dict)  # those of them that are totals, differences or payments
    named: list[str] = field(default_factory=list)  # amounts the fan named, major units
    ids: list[str] = field(default_factory=list)
    seats: dict[str, list[str]] = field(default_factory=dict)  # "section|row" → seat numbers
    orders: dict[str, str] = field(default_factory=dict)  # id → status
    quotes: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # id of an open quote → kind, total, hold
    holds: dict[str, int] = field(default_factory=dict)  # id of a live hold → seats
    texts: list[str] = field(default_factory=list)  # operators' words, plain
    fan: list[str] = field(default_factory=list)  # the fan's words, plain

    # -- filling -----------------------------------------------------------------------------------------------------

    def begin_turn(self, words: str = "") -> None:
        """A new message of the fan's. Their words are no receipt; they only let a brain repeat a limit they named."""
        self.turn += 1
        said = plain(words)
        if not said:
            return
        self.fan = [*self.fan[-19:], said[:2000]]
        for spoken in speech.find(said):
            self.named += [str(value) for value in spoken.values if str(value) not in self.named]
        for number in re.findall(r"\d+(?:[.,]\d+)?", said):
            value = number.replace(",", ".")
            if value not in self.named:
                self.named.append(value)
        self.named = self.named[-200:]

    def record(self, tool: str, result: Any) -> None:
        """What a tool did and answered; a failed tool has no receipt and is not recorded.

        Args:
            tool: The tool's or operation's name (`hold_tickets`, `create_order`, `confirm_quote`, …).
            result: A shape of the contract, or the same as JSON.
        """
        value = _tree(result)
        status = value.get("status") if isinstance(value, Mapping) else None
        kind = _BY_TOOL.get(tool) or _BY_STATUS.get((tool, str(status)))
        if status == "confirmation_required":
            self.saw(value)
            return
        if (
            isinstance(value, Mapping)
            and isinstance(value.get("hold_id"), str)
            and {"expires_at", "quote_id"} & set(value) == {"expires_at"}
        ):
            self._hold(value)
        self.saw(value)
        if kind is not None:
            self.did(kind, value)

    def did(self, kind: str, result: Any = None) -> None:
        """Something was done: `purchase`, `upgrade`, `exchange`, `refund`, `refund_pending`, `transfer`, `hold`, …"""
        value = _tree(result) if result is not None else {}
        found = [(abs(money.amount), money.currency) for _, money in _moneys(value)]
        quantity = 0
        if isinstance(value, Mapping):
            inner = value.get("order")
            value = inner if isinstance(inner, Mapping) else value
            parts = value.get("tickets") or value.get("seat_ids") or value.get("ticket_ids") or []
            quantity = sum(
                1 for part in parts if not isinstance(part, Mapping) or part.get("status") in (None, "valid")
            )
        spent = [
            name for name, (of, _, _) in self.quotes.items() if of == kind or (of, kind) == ("refund", "refund_pending")
        ]
        for name in spent:
            _, total, hold = self.quotes.pop(name)
            amount, _, currency = total.partition(" ")
            found.append((abs(int(amount)), currency))
            self.holds.pop(hold, None)
        if kind == "release" and isinstance(value, Mapping):
            gone = str(value.get("hold_id"))
            self.holds.pop(gone, None)
            self.quotes = {name: quote for name, quote in self.quotes.items() if quote[2] != gone}
        self.deeds.append(Deed(kind, self.turn, sorted(set(found)), quantity))

    def forget_open(self, *, but: Iterable[str | None] = ()) -> None:
        """Holds and quotes have run out or were let go, but for those of these ids."""
        keep = frozenset(but)
        self.holds = {name: seats for name, seats in self.holds.items() if name in keep}
        self.quotes = {name: quote for name, quote in self.quotes.items() if name in keep}

    def saw(self, result: Any) -> None:
        """Facts from a tool or a passage: amounts, ids, seats, statuses, texts. No deed follows from seeing."""
        value = _tree(result)
        for key, money in _moneys(value):
            _put(self.amounts, money)
            if key in ("total", "price_delta", "delta", "paid", "refunded", "credit", "balance"):
                _put(self.totals, money)
        for node in _nodes(value):
            self._node(node)
        for key, text in _strings(value):
            if ID.fullmatch(text):
                if text not in self.ids:
                    self.ids.append(text)
            elif len(text) > 3 and key not in ("code", "digest"):
                self._text(text)

    # -- reading -----------------------------------------------------------------------------------------------------

    def done(self, kinds: Iterable[str], *, this_turn: bool = False) -> list[Deed]:
        """The deeds of any of `kinds`."""
        wanted = frozenset(kinds)
        return [deed for deed in self.deeds if deed.kind in wanted and (not this_turn or deed.turn == self.turn)]

    def states(self) -> set[str]:
        """What the orders seen in this conversation say has happened to them at some time."""
        return {kind for status in self.orders.values() for kind in _SEEN.get(status, ())}

    def knows_amount(self, spoken: speech.Spoken) -> bool:
        """Whether an amount as said is one that some tool or text gave, in that currency."""
        return any(_is(spoken, minor, currency) for currency, values in self.amounts.items() for minor in values)

    def is_total(self, spoken: speech.Spoken) -> bool:
        return any(_is(spoken, minor, currency) for currency, values in self.totals.items() for minor in values)

    def knows_number(self, figure: str) -> bool:
        """Whether a number stands in an operator's text, whatever it counts there."""
        return any(re.search(rf"(?<![\w.,]){re.escape(figure)}(?![\w.,]?\w)", text) for text in self.texts)

    def fan_named(self, spoken: speech.Spoken) -> bool:
        """Whether the fan said that number themself."""
        return any(Decimal(name) in spoken.values for name in self.named)

    # -- keeping -----------------------------------------------------------------------------------------------------

    def dump(self) -> dict[str, Any]:
        """As JSON data."""
        data = {name: getattr(self, name) for name in self.__slots__}
        data["deeds"] = [[deed.kind, deed.turn, deed.amounts, deed.quantity] for deed in self.deeds]
        return data

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> "Ledger":
        """The inverse of `dump`, also after a trip through JSON."""
        fields = {name: data[name] for name in cls.__slots__ if name in data}
        fields["deeds"] = [
            Deed(kind, turn, [(int(minor), str(currency)) for minor, currency in paid], quantity)
            for kind, turn, paid, quantity in data.get("deeds", [])
        ]
        fields["quotes"] = {name: (quote[0], quote[1], quote[2]) for name, quote in data.get("quotes", {}).items()}
        return cls(**fields)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _hold(self, value: Mapping[str, Any]) -> None:
        if value.get("status") in (None, "live"):
            seats = value.get("seat_ids") or (value.get("quote") or {}).get("seats") or ()
            self.holds = {str(value["hold_id"]): len(seats)}  # one live hold per conversation
        else:
            self.holds.pop(str(value["hold_id"]), None)

    def _node(self, node: Mapping[str, Any]) -> None:
        status = str(node.get("status"))
        if isinstance(node.get("quote_id"), str) and "total" in node and "kind" in node:
            if status in ("open", "confirmed", "None", "confirmation_required"):
                total = next((money for key, money in _moneys(node) if key == "total"), None)
                if total is not None:
                    kind, hold = str(node["kind"]), str(node.get("hold_id") or "")
                    self.quotes[node["quote_id"]] = (kind, f"{total.amount} {total.currency}", hold)
            else:
                self.quotes.pop(node["quote_id"], None)
        elif isinstance(node.get("order_id"), str) and "status" in node and ("total" in node or "placed_at" in node):
            self.orders[node["order_id"]] = status
        if isinstance(node.get("section"), str):
            numbers = [str(n) for n in node.get("numbers") or ([node["number"]] if "number" in node else [])]
            self._seat(node["section"], str(node.get("row") or ""), numbers)
        for section in node.get("sections") or ():
            if isinstance(section, Mapping) and isinstance(section.get("name"), str):
                for name in (section["name"], *(section.get("aliases") or ())):
                    self._seat(str(name), "", [])

    def _seat(self, section: str, row: str, numbers: list[str]) -> None:
        known = self.seats.setdefault(f"{seating.name(section)}|{row.lower()}", [])
        known += [number.lower() for number in numbers if number.lower() not in known]

    def _text(self, text: str) -> None:
        said = plain(text)
        if said in self.texts:
            return
        self.texts = [*self.texts[-_KEEP_TEXTS:], said[:4000]]
        for spoken in speech.find(said):
            for value in spoken.values:
                for currency in spoken.currencies or ("*",):
                    known = self.amounts.setdefault(currency, [])
                    minor = int(value * 10 ** exponent(currency))
                    if minor not in known:
                        known.append(minor)
        for place in seating.find(said):
            self._seat(place.section or "", place.row or "", list(place.numbers))
        self.ids += [name for name in ID.findall(said) if name not in self.ids]


def _is(spoken: speech.Spoken, minor: int, currency: str) -> bool:
    if spoken.currencies and currency != "*" and currency not in spoken.currencies:
        return False
    digits = exponent(currency)
    return any(value * 10**digits == minor for value in spoken.values)


def _put(where: dict[str, list[int]], money: Money) -> None:
    known = where.setdefault(money.currency, [])
    if abs(money.amount) not in known:
        known.append(abs(money.amount))


def _tree(value: Any) -> Any:
    """Models as dictionaries; anything else as it is."""
    if isinstance(value, BaseModel):
        return value.model_dump()
    if isinstance(value, Money):
        return {"amount": value.amount, "currency": value.currency}
    if isinstance(value, Mapping):
        return {key: _tree(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_tree(part) for part in value]
    if hasattr(value, "__slots__") and hasattr(value, "__dataclass_fields__"):
        return {name: _tree(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _nodes(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        for part in value.values():
            yield from _nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from _nodes(part)


_PRICED = frozenset(
    (
        "total",
        "price",
        "price_each",
        "each",
        "delta",
        "price_delta",
        "from_price",
        "price_from",
        "face_value",
        "fees",
        "paid",
        "refunded",
        "credit",
    )
)


def _moneys(value: Any, key: str = "", currency: str | None = None) -> Iterator[tuple[str, Money]]:
    """Every amount with the name of its field: Money as JSON, or bare minor units beside or below a `currency`."""
    if isinstance(value, Mapping):
        amount, own = value.get("amount"), value.get("currency")
        if isinstance(own, str) and re.fullmatch("[A-Z]{3}", own):
            currency = own
            if type(amount) is int:
                yield key, Money(amount, own)
                return
        for name, part in value.items():
            if type(part) is int and name in _PRICED and currency is not None:
                yield name, Money(part, currency)
            else:
                yield from _moneys(part, name, currency)
    elif isinstance(value, list):
        for part in value:
            yield from _moneys(part, key, currency)


def _strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _strings(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part, key)
