"""What the reader makes of one message: intents, slots, and whether it says yes.

Plain data. Knows nothing of the conversation's task; what a reading means for it is the dialogue's business.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Literal


class Intent(StrEnum):
    """What a fan may want. The encoder's heads are trained on these names."""

    FIND_EVENTS = "find_events"  # what's on, browse
    BUY = "buy_tickets"
    EVENT_INFO = "event_info"  # when, where, who plays: about an event
    SEAT_INFO = "seat_info"  # prices, availability, views
    UPGRADE = "upgrade_tickets"
    REFUND = "refund"
    EXCHANGE = "exchange"
    TRANSFER = "transfer"
    CREDIT = "credit"  # my balance
    ORDERS = "my_orders"  # where are my tickets, what did I buy
    POLICY = "policy"  # may I, what are the rules of refunds, exchanges, …
    KNOWLEDGE = "knowledge"  # parking, bags, doors, food, access, …
    CHOOSE = "choose"  # picks from what was offered
    INFORM = "inform"  # answers a question, adds a detail
    CHANGE = "change"  # corrects a detail already given
    AFFIRM = "affirm"
    DENY = "deny"
    CANCEL = "cancel_task"  # drop what we are doing
    PAY = "pay"
    SIGN_IN = "sign_in"
    REPEAT = "repeat"
    GREET = "greet"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    SMALL_TALK = "small_talk"
    HELP = "help"  # what can you do
    COMPLAINT = "complaint"
    HAND_OFF = "hand_off"  # a person, please
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Slot:
    """A detail found in the text, normalised.

    Names and types of `value`:

        event       tuple[str, ...]   event ids, best first
        performer   str               as the catalogue spells it
        venue       str               as the catalogue spells it
        city        str               as the catalogue spells it, or as said if it is not there
        event_kind  str               as the catalogue spells it
        event_name  str               said to be a show, team or artist, but the catalogue has no such thing
        when        When
        quantity    int
        kept        int | "half"      how many tickets stay, where others go back
        max_price   PriceBound
        section     str               as said or as the catalogue spells it: section, level or tier
        row         str
        seat        str
        preference  str               best | cheapest | aisle | together | front | middle | view | quiet | steps (hard for somebody)
        accessible  int               wheelchair spaces needed
        order_id    str
        ticket_id   str
        ordinal     int               0-based position in what was shown; -1 is the last
        email       str
        person      str
        refund_to   str               original | credit
        topic       str               of a knowledge or policy question
    """

    name: str
    value: Any
    text: str
    start: int
    end: int
    confidence: float = 1.0
    negated: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of local calendar time: days inclusive, times of day optional.

    Args:
        first: First day.
        last: Last day; the same for a single day.
        earliest: Not before this time of day.
        latest: Not after this time of day.
        weekdays: Only these weekdays (0 = Monday) within the stretch; empty for all. Lets "a Friday" stay open.
        open_ended: A weekday or part of day only, so it narrows what is on offer rather than naming a date.
    """

    first: date
    last: date
    earliest: time | None = None
    latest: time | None = None
    weekdays: tuple[int, ...] = ()
    open_ended: bool = False

    def contains(self, local: datetime) -> bool:
        """Whether a local (venue-zone) start time lies within."""
        if not self.first <= local.date() <= self.last:
            return False
        if self.weekdays and local.weekday() not in self.weekdays:
            return False
        clock = local.time().replace(tzinfo=None)
        return (self.earliest is None or clock >= self.earliest) and (self.latest is None or clock <= self.latest)


@dataclass(frozen=True, slots=True)
class PriceBound:
    """A budget: minor units, of the season's currency when `currency` is None.

    `major` is the number as said, since minor units depend on the event's currency.
    """

    major: float
    currency: str | None = None
    per: Literal["each", "total"] | None = None
    bound: Literal["max", "min", "about"] = "max"


@dataclass(frozen=True, slots=True)
class Wish:
    """One of the things a message asks for; most messages have one."""

    intent: Intent
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything understood of one message.

    Args:
        text: The message as said.
        wishes: At least one, in the order said; the strongest of each clause.
        ranking: Intents of the whole message, best first, with calibrated confidence.
        slots: In order of position.
        answer: Whether the message as a whole is a plain yes or no; `mixed` is a yes or no with a change attached
            ("yes, but three"), which never counts as consent.
        correcting: It revises something said before ("actually", "make that", "no, the Friday one").
        out_of_scope: Confidence that none of our intents fits, 0 to 1.
        encoded: False when the encoder was off or failed and only rules read this.
    """

    text: str
    wishes: tuple[Wish, ...]
    ranking: tuple[tuple[Intent, float], ...]
    slots: tuple[Slot, ...]
    answer: Literal["yes", "no", "mixed", "none"] = "none"
    correcting: bool = False
    out_of_scope: float = 0.0
    encoded: bool = True

    @property
    def intent(self) -> Intent:
        return self.wishes[0].intent

    def first(self, name: str) -> Slot | None:
        """The first slot of that name that is not negated."""
        return next((slot for slot in self.slots if slot.name == name and not slot.negated), None)

    def value(self, name: str) -> Any | None:
        slot = self.first(name)
        return None if slot is None else slot.value


@dataclass(frozen=True, slots=True)
class Show:
    """An event as the reader needs to know it. The catalogue is handed in; nothing of any season is built in."""

    event_id: str
    name: str
    performers: tuple[str, ...]
    aliases: tuple[str, ...]
    kind: str
    venue: str
    city: str
    starts_at: datetime  # UTC
    time_zone: str
    on: bool = True  # neither cancelled nor postponed


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is on, as data for name matching.

    Args:
        version: Changes when anything here changes, so that what is derived from it can be cached.
        shows: Every event a fan may mean.
        sections: Section, level and tier names with their aliases.
        currency: The season's main currency.
        time_zone: The zone "tonight" is meant in.
    """

    version: str
    shows: tuple[Show, ...] = ()
    sections: tuple[str, ...] = ()
    currency: str = "USD"
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Context:
    """What came before, as far as reading needs it.

    Args:
        now: The instant, UTC.
        history: Up to four earlier turns, oldest first, as (speaker, text); speaker is `user` or `agent`.
        awaiting: What the agent just asked for (`state.awaiting` of the contract), or None.
        catalogue: What is on.
    """

    now: datetime
    catalogue: Catalogue
    history: tuple[tuple[Literal["user", "agent"], str], ...] = field(default=())
    awaiting: str | None = None
