"""What the agent does about a payment card number in what a fan sends: it is refused, and never stored or read further."""

from pydantic import BaseModel

from willcall.kit.privacy import screen

CARD_REFUSED = (
    "Please don't send card numbers here: I neither need nor keep them, and I've left yours out. "
    "You pay with the payment button when there is a total to pay."
)


def carries_card(action: BaseModel) -> bool:
    """Whether a button's own words hold one: in a token, a comment or a seat it is no more welcome than in a message."""
    plain = "\n".join(str(value) for value in action.model_dump(exclude_none=True).values())
    return screen(plain)[1]
