"""What the log costs the chat, in one paired run.

The same scripted fans in one house, each turn once with the message that rides the outbox and once without it, which of the two
comes first by turns; the verdict is the median of (with − without) ÷ without over pairs of turns. The relay's own work (redaction,
writing) happens beside the chat and is timed apart.
"""

import statistics
import tempfile
import time
from typing import Any

LIMIT_CHAT = 0.03


def run(*, quick: bool) -> dict[str, Any]:
    """Measures it.

    Returns:
        `chat_share` (what logging adds to a turn; to be at most 0.03), the figures it is made of, and `lines` for a person.
    """
    chat = _chat(pairs=60 if quick else 400)
    return chat | {
        "lines": [
            f"logging adds {chat['chat_share']:.1%} to a turn (median of {chat['pairs']} pairs; limit {LIMIT_CHAT:.0%}); mean {chat['chat_mean_share']:.1%}",
            f"a turn without: median {chat['turn_ms']} ms; beside the chat: redaction {chat['redaction_ms']} ms and writing {chat['writing_ms']} ms a turn",
        ]
    }


# -- the chat --------------------------------------------------------------------------------------------------------------


def _chat(*, pairs: int) -> dict[str, Any]:
    from willcall import settings as house
    from willcall.access.actor import Actor
    from willcall.agent.contract import ChatRequest
    from willcall.app import build
    from willcall.kit.database import UnitOfWork

    words = (
        "what's on tonight?",
        "2 tickets for the first one",
        "the cheapest",
        "is there parking nearby?",
        "no thanks, bye",
    )
    emit = UnitOfWork.emit
    silent = False

    def maybe(self: UnitOfWork, type: str, *args: Any, **kwargs: Any) -> None:
        if not (silent and type == "turn.answered"):
            emit(self, type, *args, **kwargs)

    times: dict[bool, list[float]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as folder:
        app = build(house.load({"storage.data": folder, "sandbox": True, "sample": True, "log.level": "error"}))
        UnitOfWork.emit = maybe  # type: ignore[method-assign]
        try:
            for number in range(pairs // len(words) + 2):
                conversations: dict[bool, str | None] = {True: None, False: None}
                for turn, text in enumerate(words):
                    for silent in (True, False) if (number + turn) % 2 else (False, True):
                        request = ChatRequest(message=text, conversation_id=conversations[silent])
                        started = time.perf_counter()
                        reply = app.turns.run(request, actor=Actor.anonymous(), request_id="bench")
                        spent = time.perf_counter() - started
                        conversations[silent] = reply.conversation_id
                        if number > 1:  # the first two warm up
                            times[silent].append(spent)
            relay, count = _relay(app)
        finally:
            UnitOfWork.emit = emit  # type: ignore[method-assign]
            app.close()
    without, with_log = times[True], times[False]
    shares = [(b - a) / a for a, b in zip(without, with_log, strict=True)]
    return {
        "pairs": len(shares),
        "chat_share": round(statistics.median(shares), 4),
        "chat_mean_share": round(sum(with_log) / sum(without) - 1, 4),
        "turn_ms": round(statistics.median(without) * 1000, 2),
        "redaction_ms": round(relay[0] * 1000 / count, 2),
        "writing_ms": round(relay[1] * 1000 / count, 2),
        "chat_holds": statistics.median(shares) <= LIMIT_CHAT,
    }


def _relay(app: Any) -> tuple[tuple[float, float], int]:
    """Seconds of redaction and of all the rest, for everything that waits; and how many turns that was."""
    from willcall.conversations.log.recognisers import OWN
    from willcall.kit.personal import Redactor
    from willcall.kit.relay import Relay

    spent, texts = 0.0, 0
    plain = Redactor(recognisers=OWN)

    def timed(text: str) -> str:
        nonlocal spent, texts
        started = time.perf_counter()
        redacted = plain(text)
        spent += time.perf_counter() - started
        texts += 1
        return redacted

    from willcall.conversations.log.writing import LogWriter

    started = time.perf_counter()
    Relay(app.database, [], recorders=[LogWriter(app.log.store, redact=timed)]).drain()
    whole = time.perf_counter() - started
    return (spent, whole - spent), max(1, texts // 2)
