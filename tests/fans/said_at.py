"""What people say at a given moment of a conversation, and what a clerk would do: `python -m tests.fans.said_at [MOMENT …]`.

The messages were written by people who knew the conversation up to there and nothing of the agent. A line has `m` (the message), `batch` (1: rules were mended by what failed of these; 2: written once that was done, mended since; 3: the same of later days; 4: by those who keep the rules, mended at once; 5: nothing was mended by them),
`want` (conditions that all hold afterwards, each of them words joined by " or ") and `says`? (a pattern the reply matches). The words of a condition:

- kinds of cards in the reply: `seats`, `events`, `order`, `quote`, …; a new quote of a kind: `quote:refund`
- `held:N` seats held; `kept` the very hold of before; `released`; `sec:NAME` and `row:NAME` of what is quoted; `q:N` tickets wanted
- `asks:KIND` a quote of that kind waits for the yes; `n:N` it is of N tickets; `quote-kept`, `quote-gone`; `agreed` the yes was taken
- `wait:WHAT` is awaited; `person` was called; `miss` it was not understood; `ev:NAME|DATE` the show in hand
- `!WORD` the condition does not hold; `~PATTERN` the reply matches

One row more in a moment costs some 60 ms: each is said in a season of its own.
"""

import json
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from tests.agent.talk import READER, Talk, runner

from willcall.agent.state import ConversationState
from willcall.boxoffice.sample.season import sample_season
from willcall.boxoffice.season import Season
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.kit.ids import new_id
from willcall.knowledge.evaluate.labels import over_sample
from willcall.knowledge.hybrid import HybridKnowledge
from willcall.migrations import migrate

NOW = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
BOUGHT = ["3 for the hockey game friday", "the cheapest", "yes", "PAY"]
PAYING = ["2 for the hockey game friday", "the cheapest", "yes"]
PAIR = ["2 for the hockey game friday", "the cheapest", "yes", "PAY"]
MOMENTS = {
    "open": [],
    "events": ["what's on this weekend?"],
    "seats": ["2 for the hockey game friday"],
    "quote": ["2 for the hockey game friday", "3"],
    "bought": BOUGHT,
    "refund1": [*BOUGHT, "can i give one back"],
    "upgrade": [*PAIR, "can we get better seats"],
    "exchange": [*PAIR, "swap these for another hockey game"],
    "exchange_seats": [*PAIR, "swap these for another hockey game", "the first one"],
    "upgrade_quote": [*PAIR, "can we get better seats", "the first one"],
    "handed": [*PAIR, "i want to talk to a person"],
    "second": [*PAIR, "and 4 for a concert next week"],
    "twoorders": [*PAIR, "2 tickets for a concert this month", "the first one", "the cheapest", "yes", "PAY"],
    "howmany": ["tickets for the hockey game friday please"],
    "sign_in": PAYING,
    "paying": PAYING,
    "declined": [*PAYING, "DECLINED"],
    "refund_quote": [*PAIR, "refund my tickets please"],
    "transfer": [*PAIR, "send one of my tickets to a friend"],
    "access": ["2 seats for the hockey friday, one of us uses a wheelchair"],
    "toodear": ["4 tickets for the hockey game friday under 20 each"],
    "asked": ["2 for the hockey game friday", "3", "is there parking?"],
    "refunded": [*PAIR, "refund my tickets please", "yes"],
}
BLIND = 5
"""The batch by which nothing was mended: whoever mends by a row of it makes it one of batch 3."""
_PAYS = {"PAY": "tok_ok", "DECLINED": "tok_declined"}
_MISS = re.compile(
    r"didn.t quite get|beyond me|not sure (?:what|I) |I don.t know that|couldn.t make|rephrase", re.IGNORECASE
)


def rows(moment: str) -> list[dict[str, Any]]:
    """The messages of a moment."""
    return [
        json.loads(line)
        for line in (Path(__file__).parent / "moments" / f"{moment}.jsonl").read_text("utf-8").splitlines()
    ]


def wrong(
    moment: str, *, said: Iterable[dict[str, Any]] | None = None
) -> Iterator[tuple[dict[str, Any], list[str], str]]:
    """The messages that came to something else, with what they came to and the reply."""
    with tempfile.TemporaryDirectory() as folder:
        for at, row in enumerate(rows(moment) if said is None else said):
            talk = _talk(Path(folder) / f"{at}.db", signed_in=not row.get("anon"))
            for message in MOMENTS[moment]:
                if message in _PAYS:
                    talk.pay(_PAYS[message])
                else:
                    talk.say(message)
            before = _state(talk)
            talk.say(row["m"])
            came_to = outcome(talk, before)
            if not all(_holds(condition, came_to, talk.reply.response) for condition in _conditions(row)):
                yield row, sorted(came_to), talk.reply.response
            talk.turns.database.dispose()


def _conditions(row: dict[str, Any]) -> list[str]:
    return [*row["want"], *([f"~{row['says']}"] if row.get("says") else [])]


def _holds(condition: str, came_to: set[str], reply: str) -> bool:
    return any(_is_so(word, came_to, reply) for word in condition.split(" or "))


def _is_so(word: str, came_to: set[str], reply: str) -> bool:
    if word.startswith("~"):
        return re.search(word[1:], reply, re.IGNORECASE) is not None
    return word[1:] not in came_to if word.startswith("!") else word in came_to


def outcome(talk: Talk, before: ConversationState) -> set[str]:
    """What the last message came to, in the words of a condition."""
    after, cards = _state(talk), talk.reply.cards
    kinds = {card.type for card in cards}
    out: set[str] = kinds | {f"quote:{card.kind}" for card in cards if card.type == "quote"}
    if after.hold is not None:
        out.add(f"held:{len(after.hold.seat_ids)}")
        if before.hold is not None and before.hold.hold_id == after.hold.hold_id:
            out.add("kept")
    elif before.hold is not None and "order" not in kinds:
        out.add("released")
    if before.quote is not None:
        same = after.quote is not None and after.quote.quote_id == before.quote.quote_id
        out |= {"quote-kept"} if same else {"quote-gone"} if after.quote is None else set()
        out |= {"agreed"} if after.quote is None and "order" in kinds else set()
    if after.transfer is not None:
        out |= {"asks:transfer", f"n:{len(after.transfer.ticket_ids)}"}
    if after.quote is not None:
        out |= {f"asks:{after.quote.kind}", f"n:{after.quote.count}"}
        if after.quote.kind == "purchase" and after.quote.seats:
            section, row, _ = after.quote.seats[0]
            out |= {f"sec:{section}", f"sec:Section {section}", f"row:{row}"}
    if after.task is not None:
        out |= {f"q:{after.task.quantity}"} if after.task.quantity else set()
        event = after.task.event
        out |= {f"ev:{event.name}|{event.starts_at:%Y-%m-%d}"} if event is not None else set()
    out |= {f"wait:{talk.awaiting}"} if talk.awaiting else set()
    out |= {"agreed"} if talk.awaiting in {"sign_in", "payment"} else set()
    out |= {"person"} if talk.reply.state.handed_off else set()
    return out | ({"miss"} if _MISS.search(talk.reply.response) else set())


def _state(talk: Talk) -> ConversationState:
    if talk.conversation_id is None:
        return ConversationState()
    conversation = talk.turns.store.load(talk.conversation_id)
    assert conversation is not None
    return ConversationState.model_validate_json(conversation.state)


@cache
def _season() -> Season:
    return sample_season(NOW)


@cache
def _knowledge() -> HybridKnowledge:
    """By words and by meaning, as a house that runs searches; encoded once, in some ten seconds."""
    return over_sample(READER)


def _talk(path: Path, *, signed_in: bool) -> Talk:
    clock = FixedClock(NOW)
    migrated = path.with_name("migrated.db")
    if not migrated.exists():
        migrate(f"sqlite:///{migrated}")
    shutil.copy(migrated, path)
    database = Database(f"sqlite:///{path}", clock=clock, ids=new_id, pool_size=2)
    return Talk(runner(database, clock, _season(), knowledge=_knowledge()), "cus_fay" if signed_in else None)


def main(moments: list[str]) -> None:
    """Prints the messages that came to something else, and the share of the others."""
    total: Counter[bool] = Counter()
    for moment in moments or list(MOMENTS):
        bad = list(wrong(moment))
        for row, came_to, reply in bad:
            told = [
                f"--- {row['m']}",
                f"want {' & '.join(_conditions(row))}",
                f"came to {' '.join(came_to)}",
                f"{reply[:200]!r}",
            ]
            sys.stdout.write("\n    ".join(told) + "\n")
        count = len(rows(moment))
        total.update({True: count - len(bad), False: len(bad)})
        sys.stdout.write(f"{moment}: {count - len(bad)} of {count}" + "\n")
    sys.stdout.write(f"all: {total[True] / total.total():.3f} of {total.total()}" + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
