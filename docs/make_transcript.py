"""Writes the README's conversation: said to the real agent on the sample season, in this process, at a fixed instant.

Usage: python docs/make_transcript.py [--check]

The clock and the ids are fixed, so the same code gives the same words. Only what the agent says itself is shown.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- conversation: made by docs/make_transcript.py -->", "<!-- /conversation -->"
NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)

FAN = (
    "hey, got 2 tikets for the hockey game friday? under 60 bucks each",
    "the second one",
    "wait, is there parking?",
    "actually make that three",
    "ok book it",
    "pay tok_ok",
    "my friend can't come, can i get my money back for all of them?",
    "yes please",
)


def counting() -> Callable[[str], str]:
    """Ids that count, so that the same conversation has the same ones."""
    counts: Counter[str] = Counter()

    def make(prefix: str) -> str:
        counts[prefix] += 1
        return f"{prefix}_{counts[prefix]:026d}"

    return make


def conversation() -> str:
    """The conversation as Markdown."""
    from willcall.app import build
    from willcall.entrypoints.cli.cards import Offers
    from willcall.entrypoints.cli.talk import InProcess
    from willcall.kit.clock import FixedClock
    from willcall.settings import load

    lines = []
    with tempfile.TemporaryDirectory() as folder:
        wanted = {"storage.data": folder, "sandbox": True, "sample": True, "log.level": "error"}
        app = build(load(wanted, environ={}, directory=Path(folder)), clock=FixedClock(NOW), ids=counting())
        try:
            line, offers, known = InProcess(app), Offers(), None
            line.sign_in("cus_you")
            for said in FAN:
                word, _, rest = said.partition(" ")
                action = offers.payment(rest) if word == "pay" else offers.choice(int(said)) if said.isdigit() else None
                request = {"action": action} if action else {"message": said}
                reply = line.say({**request, "conversation_id": known}, lambda _: None)
                known = reply["conversation_id"]
                offers.note(reply["cards"])
                shown = {"pay": "*presses Pay*"}.get(word, said) if action else said
                lines.append(f"> **Fan:** {shown if not (action and said.isdigit()) else f'*presses {said}*'}")
                lines.append(">")
                lines += ["> **Willcall:** " + "<br>".join(reply["response"].strip().splitlines()), ">"]
        finally:
            app.close()
    return "\n".join(lines[:-1])


def main() -> int:
    text = README.read_text("utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    made = f"{before}{BEGIN}\n\n{conversation()}\n\n{END}{after}"
    if made == text:
        print("README: the conversation is up to date")
        return 0
    if "--check" in sys.argv:
        print("README: the conversation is not what the agent says now; run make docs")
        return 1
    README.write_text(made, "utf-8")
    print("README: the conversation was written anew")
    return 0


if __name__ == "__main__":
    sys.exit(main())
