"""What was said and pressed, turn by turn, with what a judge needs to know of each: and the same for a person to read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from willcall.training.evaluate.client import Reply


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange.

    Args:
        message: What the fan wrote, if anything.
        action: What the fan pressed, if anything.
        act: The fan's own word for what this was: `buy`, `yes`, `pay`, `change_quantity` …
        consents: The quote that the fan meant to agree to with it.
        signed_in: Whether the fan's token was sent.
        reply: What came back.
    """

    message: str | None
    action: dict[str, Any] | None
    act: str
    consents: str | None
    signed_in: bool
    reply: Reply

    def cards(self, type: str) -> Iterator[dict[str, Any]]:
        yield from (card for card in self.reply.cards if card.get("type") == type)


@dataclass(slots=True)
class Transcript:
    """A whole conversation."""

    turns: list[Turn] = field(default_factory=list)
    gave_up: str | None = None
    fault: str | None = None

    def cards(self, type: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Every card of that type with the number of its turn."""
        for number, turn in enumerate(self.turns):
            for card in turn.cards(type):
                yield number, card


def to_markdown(transcript: Transcript, *, title: str) -> str:
    """The conversation for a person: who said what, and one line per card."""
    lines = [f"### {title}", ""]
    for turn in transcript.turns:
        mark = " (signed in)" if turn.signed_in else ""
        said = turn.message if turn.message is not None else f"[presses {_pressed(turn.action)}]"
        lines.append(f"**Fan**{mark} _{turn.act}_: {said}")
        reply = turn.reply
        status = "" if reply.status == 200 else f" [{reply.status}]"
        lines.append(f"**Willcall**{status}: {reply.response.strip() or '(nothing)'}")
        lines.extend(f"  - {_card(card)}" for card in reply.cards)
        if reply.sources:
            lines.append(f"  - sources: {', '.join(str(source.get('title')) for source in reply.sources)}")
        lines.extend([f"  - awaiting: {reply.awaiting}", ""])
    if transcript.gave_up:
        lines.append(f"_The fan gave up: {transcript.gave_up}_")
    if transcript.fault:
        lines.append(f"_Broken off: {transcript.fault}_")
    return "\n".join(lines) + "\n"


def _pressed(action: dict[str, Any] | None) -> str:
    return "nothing" if action is None else " ".join(f"{value}" for value in action.values())


def _card(card: dict[str, Any]) -> str:
    type = card.get("type")
    match type:
        case "events":
            shown = "; ".join(f"{o['name']} {o['starts_at'][:16]} {o['venue']}" for o in card["options"])
        case "seats":
            shown = "; ".join(
                f"{len(o['seat_ids'])} in {o['section']} row {o['row']} at {o['price_each']['text']}"
                for o in card["options"]
            )
        case "hold":
            shown = f"{len(card['seat_ids'])} seats until {card['expires_at']}"
        case "quote":
            items = ", ".join(f"{item['label']} {item['amount']['text']}" for item in card["items"])
            shown = f"{card['kind']} {card['total']['text']} ({items}) {card['quote_id']}"
        case "payment":
            shown = f"{card['total']['text']}{' second step' if card.get('next_action') else ''}"
        case "order":
            shown = f"{card['order_id']} {card['status']} {card['total']['text']}, {len(card['tickets'])} tickets"
        case "choices":
            shown = "; ".join(str(option.get("label")) for option in card.get("options", []))
        case _:
            shown = ", ".join(f"{k}={v}" for k, v in card.items() if k not in {"id", "type"})[:200]
    return f"{type}: {shown}"
