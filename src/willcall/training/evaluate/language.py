"""How fans name things: shows, days, numbers, money, seats. Turns a wish into words; seeded; knows no season by heart.

A show is named by what its listing says of it: its name, a performer or the last word of one, an alias. A day is named
in the venue's zone, and only in ways that a sensible person would read in one way.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from willcall.kit.money import Money, exponent
from willcall.training.evaluate.harder import HARDER
from willcall.training.evaluate.noise import roughen
from willcall.training.evaluate.phrases import BUYING
from willcall.training.evaluate.sayings import SAYINGS
from willcall.training.evaluate.world import Show

PHRASES = {**BUYING, **SAYINGS}
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PARTIES: dict[int, tuple[str, ...]] = {
    1: ("just me", "only myself", "just for me"),
    2: ("me and my wife", "my friend and I", "my mom and me", "the two of us", "a couple of friends"),
    3: ("me, my wife and our son", "my two kids and me", "me and two buddies", "the three of us"),
    4: ("me, my husband and our two kids", "me and three friends", "my wife, our two girls and me", "the four of us"),
    5: ("me and my four cousins", "the five of us", "two adults and three kids"),
    6: ("me and five colleagues", "the six of us", "half a dozen people", "four adults and two kids"),
}


class Language:
    """One fan's way of speaking.

    Args:
        rng: The fan's own randomness.
        now: When the conversation takes place, UTC.
        typos: Chance of a slip per longer word.
        human: Phrases of real people by act (see `heldout`), used half of the time where there are some.
        hard: How often one of the harder phrases is used, where there are some.
    """

    def __init__(
        self,
        rng: random.Random,
        *,
        now: datetime,
        typos: float = 0.04,
        human: Mapping[str, tuple[str, ...]] | None = None,
        hard: float = 0.3,
    ) -> None:
        self.rng = rng
        self.now = now
        self.typos = typos
        self.human = human or {}
        self.hard = hard
        self.keep: frozenset[str] = frozenset()

    def say(self, act: str, values: Mapping[str, str | None], *, plain: bool = False) -> str:
        """One of the phrases for `act`, filled in and roughened.

        Args:
            act: A key of `phrases.PHRASES`.
            plain: No fillers, for short answers.
            values: What fills the braces; phrases that need one that is missing are not used.
        """
        return self.rough(self.fill(act, **values), plain=plain)

    def fill(self, act: str, **values: str | None) -> str:
        """Like `say`, but not roughened: a part of a longer sentence."""
        real = self.human.get(act, ()) if self.rng.random() < 0.5 else ()
        ours = HARDER.get(act, ()) if self.rng.random() < self.hard else ()
        for phrases in (real, ours, PHRASES[act]):
            fitting = [phrase for phrase in phrases if _fits(phrase, values)]
            if fitting:
                return self.rng.choice(fitting).format(**values)
        raise KeyError(f"no phrase of {act!r} can be said with {sorted(values)}")

    def rough(self, text: str, *, plain: bool = False) -> str:
        return roughen(text, self.rng, typos=self.typos, keep=self.keep, plain=plain)

    def number(self, n: int) -> str:
        return NUMBERS[n] if n < len(NUMBERS) and self.rng.random() < 0.45 else str(n)

    def count_of_tickets(self, n: int) -> str | None:
        """`n` tickets in other words than a number and the word; None where there are none."""
        ways = {
            1: ("a ticket", "one single ticket", "a seat"),
            2: ("a pair of tickets", "two tix", "2x tickets", "a couple of tickets"),
        }
        return self.rng.choice(ways[n]) if n in ways else self.rng.choice((f"{n}x tickets", f"{n} tix"))

    def party(self, n: int) -> str | None:
        """`n` people, not as a number; None where nobody would say so. "A couple of friends" is not among them for 2 buyers."""
        options = [p for p in _PARTIES.get(n, ()) if p != "a couple of friends"]
        return self.rng.choice(options) if options else None

    def money(self, amount: int, currency: str) -> str:
        """A whole amount of money as people write it; `amount` in minor units and whole in major ones."""
        major = amount // 10 ** exponent(currency)
        sign = Money(0, currency).text.strip("0.,").strip()
        ways = [
            f"{sign}{major}" if len(sign) == 1 else f"{major} {currency}",
            f"{major} {_word(currency)}",
            f"{major} {currency}",
        ]
        return self.rng.choice(ways)

    def event(self, show: Show, *, among: Sequence[Show] = ()) -> str:
        """A way to name the show: most often its name, else a performer, its last word, or an alias, if these say enough.

        Args:
            show: The one meant.
            among: All shows; a short name is used only if every show it fits has the same name, or one of the same teams.
        """
        roll = self.rng.random()
        options: list[str] = []
        if show.performers and roll < 0.65:
            performer = show.performers[0] if roll < 0.45 else self.rng.choice(show.performers)
            options = [performer]
            if len(show.performers) == 2:  # teams are called by their last word; nobody says "Company" for a company
                options += [_nick(performer), f"the {_nick(performer)}"]
                a, b = show.performers
                options += [
                    f"{_nick(a)} vs {_nick(b)}",
                    f"{_nick(a)} {_nick(b)}",
                    f"{a} against {b}",
                    f"{_nick(b)} at {_nick(a)}",
                ]
                options += [f"the {_nick(performer)} game", f"the {_nick(performer)} {show.kind} game"]
        elif show.aliases and roll < 0.75:
            options = list(show.aliases)
        if not options and ":" in show.name:
            options = [show.name.split(":")[0], show.name.split(":", 1)[1].strip()]
        if not options and roll > 0.85:
            options = [show.name.removeprefix("The ").removeprefix("A ")]
        options = [name for name in options if len(name) > 3 and _only(name, show, among)] or [show.name]
        return self.rng.choice(options)

    def day(self, show: Show, *, shows: Sequence[Show] = ()) -> str:
        """When the show is, with its preposition: " tonight", " on Friday", " on the 3rd of March".

        Args:
            show: The show.
            shows: Those it must be told apart from; a vague way is used only if none of these shares it.
        """
        local, today = show.local, self.now.astimezone(ZoneInfo(show.time_zone)).date()
        away = (local.date() - today).days
        month, weekday, n = _MONTHS[local.month - 1], _WEEKDAYS[local.weekday()], local.day
        ways = [
            f" on {month} {n}",
            f" on the {_nth(n)} of {month}",
            f" on {n} {month}",
            f" on {weekday} the {_nth(n)}",
            f" on {weekday}, {month} {n}",
            f" on {month[:3]} {n}",
            f" {month[:3]} {_nth(n)}",
            f" {weekday[:3]} {n} {month[:3]}",
        ]
        if away == 0:
            ways = [" tonight", " this evening", " today"] if local.hour >= 17 else [" today"]
        elif away == 1:
            ways = [" tomorrow", " tomorrow night" if local.hour >= 18 else " tomorrow"]
        elif away <= 6:
            ways += [f" this {weekday}", f" on {weekday}", f" {weekday}", f" this coming {weekday}"]
            if away == 2:
                ways.append(" the day after tomorrow")
            if show.local.hour >= 17:
                ways += [f" {weekday} night", f" on {weekday} evening"]
        elif away <= 27 and local.date().month == today.month:
            ways.append(f" on the {_nth(n)}")
        same_day = [other for other in shows if other is not show and other.local.date() == local.date()]
        if same_day:
            return f"{self.rng.choice(ways)} at {self.clock(local)}"
        return self.rng.choice(ways)

    def clock(self, local: datetime) -> str:
        hour, minute = local.hour % 12 or 12, local.minute
        return f"{hour}{f':{minute:02d}' if minute else ''}{self.rng.choice(('pm', ' pm') if local.hour >= 12 else ('am', ' am'))}"

    def weekend(self, show: Show) -> str | None:
        """Says " this weekend" if the show is on the coming Saturday or Sunday."""
        today = self.now.astimezone(ZoneInfo(show.time_zone)).date()
        saturday = today + timedelta(days=(5 - today.weekday()) % 7 if today.weekday() != 6 else -1)
        return " this weekend" if show.local.date() in {saturday, saturday + timedelta(days=1)} else None


def _fits(phrase: str, values: Mapping[str, str | None]) -> bool:
    """Whether everything in braces is there; a day that stands alone must also be named."""
    return all(values.get(slot) is not None and (slot != "When_bare" or values[slot]) for slot in _slots(phrase))


def _slots(phrase: str) -> list[str]:
    return [part.split("}")[0] for part in phrase.split("{")[1:]]


def _nth(n: int) -> str:
    return f"{n}{'th' if 10 <= n % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def _nick(name: str) -> str:
    words = name.split()
    return words[-1] if len(words) > 1 else name


def _only(name: str, show: Show, among: Sequence[Show]) -> bool:
    """Whether a listener would think of this show, another date of it, or another match of the same teams, only."""
    bare = name.lower().removeprefix("the ").removesuffix(" game").removesuffix(f" {show.kind}")
    words = set(bare.replace(" vs ", " ").replace(" against ", " ").replace(" at ", " ").split())
    for other in among:
        kin = len(show.performers) > 1 and set(other.performers) & set(show.performers)
        if kin or other.name == show.name:
            continue
        said = " ".join((other.name, *other.performers, *other.aliases, other.venue, other.city, other.kind)).lower()
        if bare in said or (len(words) == 1 and words & set(said.replace(":", " ").split())):
            return False
    return True


def _word(currency: str) -> str:
    return {"USD": "dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen"}.get(currency, currency)
