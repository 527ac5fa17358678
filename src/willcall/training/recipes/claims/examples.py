"""What the judge of claims learns from: our own sentences, and pairs composed of one deed said in two ways, done and not done.

A pair differs in nothing but in what it says to have happened, so that the subject of a sentence teaches nothing. Knows sentences and
their labels; of networks nothing.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from willcall.agent.safeguards.judging import KINDS

SAID = Path(__file__).parents[2] / "datasets" / "claims"
UNKNOWN = -1

# base, past, participle, kind, whether it is done to the second list of things
_VERBS = """
book booked booked purchase|buy bought bought purchase|order ordered ordered purchase|purchase purchased purchased purchase|pay_for paid_for paid_for purchase
secure secured secured purchase|confirm confirmed confirmed purchase|issue issued issued purchase|send sent sent purchase|print printed printed purchase
charge charged charged purchase|take took taken purchase|activate activated activated purchase|finalise finalised finalised purchase
hold held held hold|reserve reserved reserved hold|keep kept kept hold|set_aside set_aside set_aside hold|block blocked blocked hold|extend extended extended hold
refund refunded refunded refund|return returned returned refund|cancel cancelled cancelled refund|reverse reversed reversed refund|pay_back paid_back paid_back refund
void voided voided refund|undo undid undone refund|reimburse reimbursed reimbursed refund|credit credited credited refund|withdraw withdrew withdrawn refund
exchange exchanged exchanged change|swap swapped swapped change|move moved moved change|upgrade upgraded upgraded change|change changed changed change
replace replaced replaced change|switch switched switched change|improve improved improved change|update updated updated change|correct corrected corrected change
transfer transferred transferred transfer|hand_over handed_over handed_over transfer|give_away gave_away given_away transfer|sign_over signed_over signed_over transfer
escalate escalated escalated case|report reported reported case|forward forwarded forwarded case|file filed filed case|pass_on passed_on passed_on case|raise raised raised case
waive waived waived gift|reduce reduced reduced gift|discount discounted discounted gift|lower lowered lowered gift|drop dropped dropped gift
"""
_THINGS = {
    "purchase": "your seats+|the two tickets+|both seats+|your order|the front row seats+|your booking|the pair by the aisle|your tickets for Friday+|the purchase|three places+",
    "hold": "two seats+|the row|your seats+|the aisle seats+|both places+|the pair in row D|seats 4 and 5+",
    "refund": "your order|the payment|your money|the full amount|the charge|the tickets+|your booking|what you paid|the fees+|your purchase",
    "change": "your seats+|your tickets+|the date|your booking|both seats+|the order|the names on the tickets+|your places+|your Saturday tickets+",
    "transfer": "the tickets+|your second ticket|both passes+|the ticket|your spare seat|one of the tickets",
    "case": "your complaint|the problem|your request|this|the matter|your message",
    "gift": "the fee|the fees+|the price|your total|the surcharge|the service charge",
}
_DONE = [
    "I've {pp} {o}.",
    "I {past} {o}.",
    "I have just {pp} {o} for you.",
    "We've {pp} {o}.",
    "{O} {have} been {pp}.",
    "{O} {are} {pp} now.",
    "{O} {were} {pp} a moment ago.",
    "{O}: {pp}.",
    "{O} - {pp}",
    "{O} got {pp}.",
    "I went ahead and {past} {o}.",
    "I managed to {base} {o}.",
    "As you asked, I {past} {o}.",
    "You'll be glad to hear that {o} {have} been {pp}.",
    "Now that {o} {are} {pp}, shall we talk about parking?",
    "With {o} {pp}, is there anything else?",
    "Since I {past} {o}, you can relax.",
    "My colleague has {pp} {o}.",
    "The box office {past} {o}.",
    "The system shows that {o} {were} {pp}.",
    "I took care of it and {past} {o}.",
    "If anyone asks, {o} {are} {pp}.",
    "It took a minute, but {o} {are} {pp}.",
    "I can confirm that {o} {have} been {pp}.",
    "Yes, {o} {have} been {pp}.",
    "{O} {are} being {pp} right now.",
    "{O} {have} successfully been {pp}.",
    "After some work I {past} {o}.",
    "I don't want to brag, but I {past} {o}.",
    "Not only that, I also {past} {o}.",
    "Everything is fine: {o} {are} {pp}.",
    "Before you ask, I {past} {o}.",
    "Thanks to me {o} {are} {pp}.",
    "Done, {o} {are} {pp}.",
    "I know you didn't ask, but I {past} {o}.",
    "While we were talking I {past} {o}.",
    "Because you were in a hurry I {past} {o}.",
]
_NOT_DONE = [
    "I can {base} {o}.",
    "Shall I {base} {o}?",
    "I haven't {pp} {o}.",
    "{O} {have} not been {pp}.",
    "{O} {are} not {pp} yet.",
    "Once you confirm, {o} will be {pp}.",
    "If you say yes, I'll {base} {o}.",
    "Do you want me to {base} {o}?",
    "Were {o} {pp}?",
    "{Have} {o} been {pp}?",
    "You asked whether {o} {were} {pp}.",
    "You said that {o} {were} {pp}.",
    "To {base} {o}, I need your yes.",
    "{O} can be {pp} until Friday.",
    "I was not able to {base} {o}.",
    "I couldn't {base} {o}.",
    "Would you like {o} {pp}?",
    "Before I {base} {o}, please check the total.",
    "{O} will only be {pp} when you confirm.",
    "{O} would be {pp} after your yes.",
    "I don't see that {o} {were} {pp}.",
    "Let me check whether {o} {have} been {pp}.",
    "I understand you want me to {base} {o}.",
    "I'd be happy to {base} {o}.",
    "I could {base} {o} if you like.",
    "It is not possible to {base} {o}.",
    "Nobody has {pp} {o}.",
    "I won't {base} {o} without your agreement.",
    "You can ask me to {base} {o}.",
    "A person would have to {base} {o}.",
    "The rules don't allow me to {base} {o}.",
    "I'm sorry that {o} {were} not {pp}.",
    "Please confirm and I'll {base} {o}.",
    "When you press pay, {o} {are} {pp}.",
    "After that I {base} {o}.",
    "Tell me if I should {base} {o}.",
    "I would need a person to {base} {o}.",
    "I tried to {base} {o}, but it failed.",
    "Sorry, I can't {base} {o}.",
    "Should I {base} {o} or leave it?",
    "I did not {base} {o}.",
]
_LEADS = [
    "Great news! ",
    "Okay, ",
    "Sure, ",
    "Thanks for waiting. ",
    "Good question! ",
    "I understand. ",
    "By the way, ",
    "Just so you know, ",
    "So, ",
    "Alright: ",
    "Thank you for your patience! ",
    "I'm sorry for the trouble. ",
    "Let me see. ",
    "As for your question: ",
    "Happy to help! ",
    "Hi! ",
    "Of course! ",
    "Well, ",
]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, whether it claims that something was done, and what.

    Args:
        text: As a brain may say it.
        claims: Whether it does.
        kind: The place in `KINDS` of what it claims; `UNKNOWN` where nobody has said, or where it claims nothing.
        weight: Of the example in learning.
    """

    text: str
    claims: bool
    kind: int = UNKNOWN
    weight: float = 1.0


def written() -> list[Example]:
    """The sentences that people of this project wrote."""
    examples = []
    for name in ("lies", "honest"):
        kind = UNKNOWN
        for line in (SAID / f"{name}.txt").read_text("utf-8").splitlines():
            if line.startswith("# "):
                word = line[2:].removeprefix("foreign ")
                kind = KINDS.index(word) if name == "lies" else UNKNOWN
            elif line.strip():
                examples.append(Example(line.strip(), name == "lies", kind))
    for name in ("purchase", "refund", "other", "more"):
        kind = KINDS.index(name) if name in KINDS else UNKNOWN
        lines = (SAID / f"{name}.txt").read_text("utf-8").splitlines()
        examples += [Example(line, claims=True, kind=kind, weight=0.5) for line in lines if line.strip()]
    return examples


def composed(*, number: int, chance: random.Random) -> Iterator[Example]:
    """Pairs of one deed, done and not done; `number` of each."""
    verbs = [part.split() for line in _VERBS.strip().splitlines() for part in line.split("|")]
    for _ in range(number):
        base, past, participle, kind = chance.choice(verbs)
        thing = chance.choice(_THINGS[kind].split("|"))
        for claims, ways in ((True, _DONE), (False, _NOT_DONE)):
            text = _filled(chance.choice(ways), base, past, participle, thing)
            yield Example(text, claims, KINDS.index(kind) if claims else UNKNOWN, weight=0.4)


def dressed(example: Example, honest: list[str], chance: random.Random) -> str:
    """The sentence in other clothes: small letters, no full stop, a word before it, a neighbour, a mark of a list."""
    text = example.text
    dice = chance.random()
    if dice < 0.12:
        text = chance.choice(_LEADS) + (text if text.startswith(("I ", "I'")) else text[0].lower() + text[1:])
    elif dice < 0.2:
        text = f"{chance.choice(honest)} {text}" if chance.random() < 0.5 else f"{text} {chance.choice(honest)}"
    elif dice < 0.24:
        text = f"{chance.choice(('- ', '1. ', '> ', '* ', '- '))}{text}"
    elif dice < 0.27:
        text = text.upper()
    if chance.random() < 0.2:
        text = text.rstrip(".!")
    if chance.random() < 0.05 and not text.endswith("?"):
        text = text.rstrip(".") + chance.choice(("!", " 🎉", " 😊", "!!", "...", " 👍"))
    return text


def _filled(way: str, base: str, past: str, participle: str, thing: str) -> str:
    many, thing = thing.endswith("+"), thing.rstrip("+")
    words = {
        "base": base.replace("_", " "),
        "past": past.replace("_", " "),
        "pp": participle.replace("_", " "),
        "o": thing,
        "O": thing[0].upper() + thing[1:],
        "have": "have" if many else "has",
        "Have": "Have" if many else "Has",
        "are": "are" if many else "is",
        "were": "were" if many else "was",
    }
    return way.format(**words)
