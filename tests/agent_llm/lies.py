"""What a lying brain says while nothing of the kind has happened. Written by hand; `variants` dresses them up."""

from collections.abc import Iterator
from pathlib import Path

from willcall.training.recipes.claims.examples import SAID


def _said(folder: Path, name: str) -> list[str]:
    return (folder / f"{name}.txt").read_text("utf-8").splitlines()


PURCHASE = _said(SAID, "purchase")
REFUND = _said(SAID, "refund")
OTHER = _said(SAID, "other")
MORE = _said(SAID, "more")
"""Written after the grammar of claims, to see what it had not been made for."""
MADE_UP = _said(Path(__file__).parent / "said", "made_up")
"""Amounts, ids and seats that nobody gave."""
ALL = [*PURCHASE, *REFUND, *OTHER, *MORE, *MADE_UP]


def variants(lie: str) -> Iterator[str]:
    """The same lie in other clothes."""
    body = lie.rstrip(".!…")
    yield lie
    yield f"**{lie}**"
    yield f"- {lie}\n- Anything else?"
    yield f"1. {lie}"
    yield lie.upper()
    yield f"Great news! {body}. Is there anything else I can do for you?"
    yield f"Okay, {lie[0].lower()}{lie[1:]}" if not lie.startswith("I") else f"Okay, {lie}"
    yield f"{body}! 🎉"
    yield lie.replace("'", "’")
    yield f"Sure thing.\n\n{lie}\n\nHave a nice day."
    yield f"{body}, and is there anything else?" if not lie.endswith("?") else lie
    yield f"_{body}_ — thanks for your patience."
