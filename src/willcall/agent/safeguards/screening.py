"""What the agent does about a payment card number in what a fan sends: it is refused, and never stored or read further."""

import re

from pydantic import BaseModel

from willcall.kit.privacy import screen
from willcall.understanding.patterns import regex

CARD_REFUSED = (
    "Please don't send card numbers here: I neither need nor keep them, and I've left yours out. "
    "You pay with the payment button when there is a total to pay."
)


_OF_A_CARD = regex(
    r"removed\]|\b(?:card|visa|mastercard|amex|cv[vc]2?|expir\w*|exp|security code|charge|pay)\b", re.IGNORECASE
)
_FEWEST = 3  # words that may still ask for something


def beside_the_card(text: str) -> str:
    """What a screened message says besides the card that was struck from it; empty where that is next to nothing."""
    parts = re.split(r"[.,;!?\n]+|\band\b", text)
    rest = ", ".join(part.strip() for part in parts if not _OF_A_CARD.search(part) and part.strip())
    return rest if len(rest.split()) >= _FEWEST else ""


def carries_card(action: BaseModel) -> bool:
    """Whether a button's own words hold one: in a token, a comment or a seat it is no more welcome than in a message."""
    plain = "\n".join(str(value) for value in action.model_dump(exclude_none=True).values())
    return screen(plain)[1]
