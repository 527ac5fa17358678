"""How long a turn of the embedded brain takes, against the encoder alone and the database's own commits, in one run.

The measure: over the recorded turns, the 95th percentile of (turn − its write transactions × the median commit) is to be at most
five times the median encoder call on the same texts, on one thread. Knows the agent only through its door.
"""

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

FACTOR = 5.0
# One conversation each; {event}, {other} and {venue} are filled from whatever season is on. PAY presses the pay button.
_SCRIPTS = (
    (
        "hi there",
        "2 tickets for {event}",
        "the cheapest please",
        "is there parking nearby?",
        "yes",
        "PAY",
        "thanks a lot",
    ),
    ("what's on this weekend?", "first one", "4", "actually make that three", "the second one", "no thanks", "bye"),
    (
        "how much are tickets to {event}",
        "ok me and my two kids",
        "what time do doors open",
        "1",
        "yes but four",
        "forget it",
    ),
    (
        "anything at {venue} next week under 60 bucks each",
        "the first",
        "a pair",
        "aisle if possible",
        "2",
        "ok book it",
        "PAY",
    ),
    ("where are my tickets", "can i bring a backpack", "any better seats for my order", "1", "no", "who are you"),
    ("i want a refund", "1", "no, keep them", "let me swap them for another night", "1", "1", "no thank you"),
    ("gimme 2x {event} in the cheapest section, and can i take photos?", "no, i meant {other}", "first", "never mind"),
    (
        "do you sell car insurance",
        "hello??",
        "wheelchair seats for {event}, 2 of us",
        "the first one",
        "nope",
        "goodbye",
    ),
)


def run(*, quick: bool = False) -> dict[str, Any]:
    """Plays scripted fans until 1,000 turns (quick: 200) are recorded, then times encoder and commit on the same machine.

    Returns:
        `turn_p95_ms`, `encoder_median_ms`, `commit_median_ms`, `net_p95_ms` (turns less their commits), `ratio` (net p95 over the
        median encoder call; to be at most 5) and `lines` for a person.
    """
    from sqlalchemy import event, insert

    from willcall import settings as house
    from willcall.access.actor import Actor
    from willcall.app import build
    from willcall.kit.idempotency import idempotency
    from willcall.understanding.encoder import Encoder

    wanted = 200 if quick else 1_000
    with tempfile.TemporaryDirectory() as folder:
        app = build(
            house.load({"storage.data": folder, "sandbox": True, "sample": True, "log.level": "error"})
        )
        commits = 0

        def count(_connection: object) -> None:
            nonlocal commits
            commits += 1

        event.listen(app.database.engine, "commit", count)
        shows = app.boxoffice.find_events(limit=200)
        texts: list[str] = []
        spent: list[tuple[float, int]] = []
        for number, words in enumerate(_conversations(shows)):
            actor = Actor.fan(f"cus_bench{number % 50}")
            conversation: str | None = None
            quote: str | None = None
            for text in words:
                request = _request(text, conversation, quote)
                if request is None:
                    continue
                before = commits
                started = time.perf_counter()
                reply = app.turns.run(request, actor=actor, request_id="bench")
                spent.append((time.perf_counter() - started, commits - before))
                conversation = reply.conversation_id
                quote = next((c.quote_id for c in reply.cards if c.type == "payment"), quote)
                texts.append(text)
            if len(spent) >= wanted + len(_SCRIPTS[0]):
                break
        spent, texts = spent[len(_SCRIPTS[0]) :], texts[len(_SCRIPTS[0]) :]  # the first conversation warms up
        encoder = Encoder()
        calls = [_timed(lambda text=text: encoder.encode(text)) for text in texts if text != "PAY"]  # type: ignore[misc]

        def one_row(index: int) -> None:
            with app.database.write() as unit:
                row = {"scope": "bench", "key": str(index), "fingerprint": "", "answer": {}, "created_at_ms": 0}
                unit.connection.execute(insert(idempotency), row)

        writes = [_timed(lambda index=index: one_row(index)) for index in range(300)]  # type: ignore[misc]
        app.close()
    commit, call = statistics.median(writes), statistics.median(calls)
    net = [seconds - number * commit for seconds, number in spent]
    p95, net_p95 = _percentile([s for s, _ in spent], 95), _percentile(net, 95)
    ratio = net_p95 / call
    found = {
        "turns": len(spent),
        "turn_median_ms": statistics.median(s for s, _ in spent) * 1000,
        "turn_p95_ms": p95 * 1000,
        "encoder_median_ms": call * 1000,
        "commit_median_ms": commit * 1000,
        "commits_per_turn": statistics.mean(n for _, n in spent),
        "net_p95_ms": net_p95 * 1000,
        "ratio": ratio,
        "limit": FACTOR,
        "holds": ratio <= FACTOR,
    }
    rounded = {name: round(value, 3) if isinstance(value, float) else value for name, value in found.items()}
    return rounded | {
        "lines": [
            f"{rounded['turns']} turns: median {rounded['turn_median_ms']} ms, P95 {rounded['turn_p95_ms']} ms, "
            f"{rounded['commits_per_turn']} commits each",
            f"encoder alone on the same texts: median {rounded['encoder_median_ms']} ms; a commit: {rounded['commit_median_ms']} ms",
            f"P95 less commits is {rounded['ratio']} × the encoder (limit {FACTOR:g})",
        ]
    }


def _conversations(shows: list[Any]) -> Any:
    """Scripts over the season's events, again and again."""
    number = 0
    while True:
        show, other = shows[number % len(shows)], shows[(number * 7 + 3) % len(shows)]
        script = _SCRIPTS[number % len(_SCRIPTS)]
        yield [t.format(event=show.name, other=other.name, venue=show.venue) for t in script]
        number += 1


def _request(text: str, conversation: str | None, quote: str | None) -> Any:
    from willcall.agent.contract import ChatRequest, Pay
    from willcall.boxoffice.payments.sandbox import TOKENS

    if text != "PAY":
        return ChatRequest(message=text, conversation_id=conversation)
    if quote is None:
        return None
    return ChatRequest(
        conversation_id=conversation, action=Pay(type="pay", quote_id=quote, payment_method_token=next(iter(TOKENS)))
    )


def _timed(work: Any) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _percentile(values: list[float], percent: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]
