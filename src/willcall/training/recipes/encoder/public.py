"""Public dialogues and utterances, mapped to our intents and slots.

Reads a data folder given as a parameter; its rows stay there. Knows the schemas of that folder (docs/how-to/rebuild-the-reader.md)
and nothing of models.
"""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from willcall.training.recipes.encoder.examples import Example, Span
from willcall.understanding.asked import asked_in
from willcall.understanding.reading import Intent
from willcall.understanding.signals import signals
from willcall.understanding.text import plain

SLOTS = {
    "event_name": "event_name", "movie_name": "event_name", "city": "city", "city_of_event": "city", "location": "city", "from_location": "city", "to_location": "city",
    "origin": "city", "destination": "city", "theater_name": "venue", "date": "date", "show_date": "date", "leaving_date": "date", "departure_date": "date",
    "departure_time": "time", "leaving_time": "time", "show_time": "time",
}  # fmt: skip
COUNTS = frozenset({"number_of_tickets", "number_of_seats", "group_size", "travelers"})
BUYS = frozenset({"BuyEventTickets", "BuyBusTicket"})
TAGS = frozenset({"event_name", "city", "venue"})

_EVENTS = {
    "buy_ticket": "buy_tickets", "transfer_ticket": "transfer", "human_agent": "hand_off", "customer_service": "hand_off", "event_organizer": "hand_off", "find_ticket": "my_orders",
    "upgrade_ticket": "upgrade_tickets", "cancel_ticket": "refund", "check_cancellation_fee": "policy", "get_refund": "refund", "information_about_tickets": "seat_info",
    "delivery_options": "knowledge", "delivery_period": "knowledge", "report_payment_issue": "complaint", "check_refund_policy": "policy", "check_privacy_policy": "policy",
    "find_upcoming_events": "find_events", "track_refund": "my_orders", "check_cancellation_policy": "policy", "information_about_type_events": "find_events", "track_cancellation": "my_orders",
    "sell_ticket": "exchange", "payment_methods": "knowledge", "pay": "pay", "change_personal_details_on_ticket": "transfer",
}  # fmt: skip
_RETAIL = {
    "cancel_order": "refund", "get_refund": "refund", "check_refund_policy": "policy", "complaint": "complaint", "contact_customer_service": "hand_off", "contact_human_agent": "hand_off",
    "payment_issue": "complaint", "recover_password": "sign_in", "create_account": "sign_in", "delete_account": "sign_in", "edit_account": "sign_in", "switch_account": "sign_in",
    "registration_problems": "sign_in", "track_order": "my_orders", "track_refund": "my_orders", "check_payment_methods": "knowledge", "delivery_options": "knowledge", "delivery_period": "knowledge",
    "check_invoice": "my_orders", "get_invoice": "my_orders", "newsletter_subscription": "knowledge",
}  # fmt: skip


def read_lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def sgd_intent(row: dict[str, Any]) -> Intent | None:
    """Our intent of a Schema-Guided Dialogue turn, from its acts."""
    acts = {act["act"] for act in row["acts"]}
    if "INFORM_INTENT" in acts:
        value = next((a["values"][0] for a in row["acts"] if a["act"] == "INFORM_INTENT"), "")
        return Intent.BUY if value in BUYS else Intent.FIND_EVENTS
    if "AFFIRM_INTENT" in acts:
        return Intent.BUY if Intent.BUY in signals(plain(row["text"]).text) else Intent.AFFIRM
    if "REQUEST" in acts:
        slots = {a.get("slot", "") for a in row["acts"] if a["act"] == "REQUEST"}
        return (
            Intent.SEAT_INFO
            if any(s in {"price", "fare", "fare_type", "seats_left"} for s in slots)
            else Intent.EVENT_INFO
        )
    if "REQUEST_ALTS" in acts:
        return Intent.FIND_EVENTS
    if "NEGATE_INTENT" in acts:
        return Intent.DENY
    if "NEGATE" in acts:
        return Intent.CHANGE if "INFORM" in acts else Intent.DENY
    if "GOODBYE" in acts:
        return Intent.GOODBYE
    if "AFFIRM" in acts:
        return Intent.AFFIRM
    if "SELECT" in acts:
        return Intent.AFFIRM if "INFORM" not in acts else Intent.INFORM
    if "THANK_YOU" in acts:
        return Intent.THANKS
    return Intent.INFORM if "INFORM" in acts else None


def sgd(folder: Path, part: str) -> Iterator[Example]:
    """Turns of ticketing dialogues."""
    for row in read_lines(folder / "sgd_ticketing" / f"{part}.jsonl"):
        spans = tuple(Span(SLOTS[s["name"]], s["start"], s["end"]) for s in row["slots"] if s["name"] in SLOTS)
        agent = next((h["text"] for h in reversed(row["history"]) if h["speaker"] == "agent"), None)
        asked = "nothing" if agent is None else asked_in(agent)
        names = tuple((s.name, row["text"][s.start : s.end]) for s in spans if s.name in TAGS)
        yield Example(row["text"], sgd_intent(row), asked, spans, names, "sgd")


def bitext(folder: Path, part: str, each: int | None = None, seed: int = 0) -> Iterator[Example]:
    """Templated support utterances, at most `each` of one of their intents."""
    for name, mapping in (("bitext_events", _EVENTS), ("bitext_retail", _RETAIL)):
        kept: dict[str, list[Example]] = {}
        for row in read_lines(folder / name / f"{part}.jsonl"):
            intent = _bitext_intent(row["intent"], row["text"].lower(), mapping)
            if intent is not None:
                kept.setdefault(row["intent"], []).append(Example(row["text"], intent, "nothing", None, (), name))
        for examples in kept.values():
            random.Random(seed).shuffle(examples)
            yield from examples[:each]


def _bitext_intent(said: str, text: str, mapping: dict[str, str]) -> Intent | None:
    intent = mapping.get(said)
    if intent is None or (said == "pay" and "transfer" in text):
        return None
    if said == "sell_ticket" and not re.search(r"ex?cha?n|chang|swap|trad", text):
        return Intent.POLICY
    if said == "payment_methods" and not re.search(r"option|method|way|how", text):
        return Intent.PAY
    return Intent(intent)


_ARGUMENTS = {
    "name.movie": "event_name",
    "name.theater": "venue",
    "location": "city",
    "date.showing": "date",
    "time.showing": "time",
    "time.preference": "time",
    "num.tickets": "quantity",
}


def tickettalk(folder: Path, part: str) -> Iterator[tuple[Example, dict[str, str]]]:
    """Human turns of movie dialogues with the spans that later API arguments quote from them; intents are not annotated.

    Of the dialogues of one file, each user turn once, with the arguments known by then (slot → value).
    """
    seen: set[tuple[str, str]] = set()
    for row in read_lines(folder / "tickettalk_api" / f"human_{part}.jsonl"):
        turns = row["context"]
        arguments: dict[str, list[str]] = {}
        calls = [turn["args"] for turn in turns if turn.get("args")] + (
            [row["target"]["args"]] if row["target"].get("args") else []
        )
        for call in calls:
            for name, value in call.items():
                if name in _ARGUMENTS and isinstance(value, str):
                    arguments.setdefault(_ARGUMENTS[name], []).append(value.strip("\"' .!?"))
        agent = None
        for index, turn in enumerate(turns):
            if turn["role"] == "agent" and turn.get("text"):
                agent = turn["text"]
            if turn["role"] != "user" or not turn.get("text") or (row["family"], turn["text"]) in seen:
                continue
            seen.add((row["family"], turn["text"]))
            spans = _quoted(turn["text"], arguments)
            complete = (bool(calls) and any(t.get("args") for t in turns[index + 1 :])) or (
                bool(row["target"].get("args")) and turn is turns[-1]
            )
            yield (
                Example(
                    turn["text"],
                    None,
                    "nothing" if agent is None else asked_in(agent),
                    spans if complete or spans else None,
                    tuple((s.name, turn["text"][s.start : s.end]) for s in spans if s.name in TAGS),
                    "tickettalk",
                ),
                {name: values[-1] for name, values in arguments.items()},
            )


def _quoted(text: str, arguments: dict[str, list[str]]) -> tuple[Span, ...]:
    folded = text.lower()
    out: list[Span] = []
    for name, values in arguments.items():
        for value in sorted(set(values), key=len, reverse=True):
            if len(value) < 2 and name != "quantity":
                continue
            match = re.search(rf"(?<!\w){re.escape(value.lower())}(?!\w)", folded)
            if match and not any(match.start() < s.end and s.start < match.end() for s in out):
                out.append(Span(name, match.start(), match.end()))
    return tuple(sorted(out, key=lambda s: s.start))
