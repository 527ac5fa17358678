"""A plausible past: when fans come over a season, and what they say. Decides nothing of what is answered.

More come in the evening and before the weekend; one day's two hours are an outage; in the last quarter of the stretch a question that nobody
had foreseen becomes frequent. The same seed makes the same past.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

_BY_WEEKDAY = (0.8, 0.8, 0.9, 1.1, 1.5, 1.3, 0.9)
_BY_HOUR = (1, 1, 0, 0, 0, 0, 1, 2, 3, 4, 5, 5, 6, 5, 4, 4, 5, 7, 9, 10, 9, 7, 4, 2)
# One conversation each; {event} and {other} are filled from whatever season is on. PAY presses the pay button.
_USUAL = (
    ("hi there", "2 tickets for {event}", "the cheapest please", "is there parking nearby?", "yes", "PAY", "thanks a lot"),
    ("what's on this weekend?", "first one", "4", "actually make that three", "the second one", "yes", "PAY", "bye"),
    ("how much are tickets to {event}", "2", "what time do doors open", "1", "forget it"),
    ("gimme 2x {event} in the cheapest section", "first", "yes", "PAY"),
    ("can i bring a backpack", "ok thanks"),
    ("do you have lockers", "where do i park"),
    ("i want a refund", "1", "no, keep them"),
    ("anything good tonight?", "the first", "2", "too expensive, never mind"),
    ("this is the third time I ask, your site is broken", "I want to talk to a person"),
    ("great show last night, thank you!",),
)  # fmt: skip
_NEW = (
    ("is the dynamic queue pass valid on the night tram", "that doesn't help"),
    ("why was I charged for the night tram pass", "can I talk to a person?"),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One fan who comes.

    Args:
        at: When.
        words: What they say, one after the other.
        customer: A number that stands for them.
        rating: Their thumb at the end, if they give one.
        outage: Whether the house is out of order then.
    """

    at: datetime
    words: tuple[str, ...]
    customer: int
    rating: int | None
    outage: bool


def visits(*, until: datetime, days: int, a_day: float, seed: int) -> Iterator[Visit]:
    """Everyone who comes in the `days` before `until`, in order.

    Args:
        until: UTC.
        days: How many.
        a_day: Conversations on a usual day.
        seed: Of all chance.
    """
    chance = random.Random(seed)
    first = until - timedelta(days=days)
    broken = first + timedelta(days=days * 0.6)
    outage = broken.replace(hour=18, minute=0, second=0, microsecond=0)
    for number in range(days):
        day = first + timedelta(days=number)
        growth = 0.7 + 0.6 * number / days
        count = round(chance.gauss(a_day * growth * _BY_WEEKDAY[day.weekday()], a_day**0.5 / 2))
        times = []
        for _ in range(max(1, count)):
            [hour] = chance.choices(range(24), weights=_BY_HOUR)
            times.append(
                day.replace(hour=hour, minute=chance.randrange(60), second=chance.randrange(60), microsecond=0)
            )
        for at in sorted(times):
            drifted = number > days * 0.75 and chance.random() < 0.2
            words = chance.choice(_NEW if drifted else _USUAL)
            cut = len(words) if chance.random() < 0.75 else chance.randint(1, len(words))
            unhappy = drifted or "broken" in words[0]
            rating = (-1 if unhappy or chance.random() < 0.15 else 1) if chance.random() < 0.3 else None
            out = outage <= at < outage + timedelta(hours=2)
            if at < until:
                yield Visit(at, words[:cut], chance.randrange(500), rating, out)
