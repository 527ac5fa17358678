"""Agreeing to what is on the table without saying which, and what is no agreement."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

import pytest

from willcall.agent.dialogue.hearing import hear
from willcall.agent.dialogue.wishes.choosing import choose
from willcall.agent.ports import Specialist, View
from willcall.agent.state import ConversationState, EventFact, Shown, Task, Wanted
from willcall.understanding.reading import Catalogue, Intent, Reading, Show, Slot, When, Wish

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
SALES = Specialist("sales", "", frozenset())
Answer = Literal["yes", "no", "mixed", "none"]


def event(number: int, name: str = "The Glass Orchard", day: int = 1) -> EventFact:
    return EventFact(
        event_id=f"evt_{number}", name=name, kind="theatre", venue="Hall", city="Marlow Falls", starts_at=NOW + timedelta(days=day),
        time_zone="UTC", status="on_sale", currency="USD", max_tickets=8,
    )  # fmt: skip


def catalogue(events: Sequence[EventFact]) -> Catalogue:
    shows = tuple(Show(e.event_id, e.name, (), (), e.kind, e.venue, e.city, e.starts_at, "UTC") for e in events)
    return Catalogue("test", shows)


def heard_by(
    state: ConversationState, text: str, intents: Sequence[Intent], answer: Answer = "none", **slots: Any
) -> View:
    """Says `text`, read as given, each intent on an even share of the words."""
    share = len(text) // len(intents) + 1
    wishes = tuple(Wish(intent, 0.9, i * share, min((i + 1) * share, len(text))) for i, intent in enumerate(intents))
    found = tuple(Slot(name, value, text, len(text) - 1, len(text)) for name, value in slots.items())
    reading = Reading(text, wishes, ((intents[0], 0.9),), found, answer)
    events = [e for shown in state.shown for e in shown.events]
    view = View(text, (), reading, state, SALES, (), NOW, catalogue(events))
    view.heard = hear(view)
    return view


def offered(*events: EventFact, task: Task | None = None, awaiting: str | None = "event") -> ConversationState:
    state = ConversationState(task=task, awaiting=awaiting)
    state.show(Shown(card_id="crd_1", about="events", events=list(events)))
    return state


def settled(state: ConversationState) -> str | None:
    return state.task.event.event_id if state.task is not None and state.task.event is not None else None


@pytest.mark.parametrize(
    ("text", "intents", "answer"),
    [
        ("That would be lovely.", [Intent.AFFIRM], "none"),
        ("Yes! Where is the hall?", [Intent.AFFIRM, Intent.EVENT_INFO], "mixed"),
        ("Suits me, I'll have it.", [Intent.AFFIRM, Intent.BUY], "none"),
    ],
)
def test_a_yes_in_any_words_takes_the_only_event_offered(text: str, intents: list[Intent], answer: Answer) -> None:
    state = offered(event(1), task=Task(kind="browse"))
    view = heard_by(state, text, intents, answer)
    assert settled(state) == "evt_1"
    assert view.heard is not None
    assert view.heard.changed
    assert [q.kind for q in view.heard.questions] == (["event"] if Intent.EVENT_INFO in intents else [])


@pytest.mark.parametrize(
    ("text", "intents", "answer"),
    [
        ("Nice, but what else is on?", [Intent.AFFIRM, Intent.FIND_EVENTS], "mixed"),
        ("Fine, something different though", [Intent.AFFIRM], "mixed"),
        ("no", [Intent.DENY], "no"),
        ("Where is the hall?", [Intent.EVENT_INFO], "none"),
    ],
)
def test_looking_on_and_asking_take_nothing(text: str, intents: list[Intent], answer: Answer) -> None:
    state = offered(event(1), task=Task(kind="browse"))
    heard_by(state, text, intents, answer)
    assert settled(state) is None


def test_a_yes_to_nothing_that_was_asked_takes_nothing() -> None:
    state = offered(event(1), task=Task(kind="browse"), awaiting=None)
    heard_by(state, "lovely", [Intent.AFFIRM])
    assert settled(state) is None


def test_tickets_asked_for_are_for_the_event_on_the_table() -> None:
    state = offered(event(1), task=Task(kind="browse"), awaiting=None)
    heard_by(state, "get me two tickets", [Intent.BUY], quantity=2)
    assert settled(state) == "evt_1"
    assert state.task is not None
    assert (state.task.kind, state.task.quantity) == ("purchase", 2)


@pytest.mark.parametrize(
    "slots", [{"event_name": "Hamlet"}, {"city": "Elsewhere"}, {"when": When(date(2026, 5, 1), date(2026, 5, 1))}]
)
def test_tickets_for_something_else_are_not_for_the_event_on_the_table(slots: dict[str, Any]) -> None:
    state = offered(event(1), task=Task(kind="browse"), awaiting=None)
    heard_by(state, "two tickets for that one there", [Intent.BUY], quantity=2, **slots)
    assert settled(state) is None


def test_another_day_asked_for_since_is_not_forgotten() -> None:
    task = Task(kind="purchase", wanted=Wanted(when=When(date(2026, 5, 1), date(2026, 5, 1))))
    state = offered(event(1), task=task, awaiting=None)
    heard_by(state, "i need two tickets", [Intent.BUY], quantity=2)
    assert settled(state) is None


def test_a_number_with_an_event_on_the_table_begins_a_purchase() -> None:
    state = offered(event(1), awaiting=None)
    heard_by(state, "two tickets", [Intent.INFORM], quantity=2)
    assert settled(state) == "evt_1"


def test_a_yes_to_several_dates_of_one_show_means_the_show_and_leaves_the_date_open() -> None:
    state = offered(event(1), event(2, day=9), task=Task(kind="browse"))
    heard_by(state, "sounds lovely", [Intent.AFFIRM])
    assert settled(state) is None
    assert state.task is not None
    assert set(state.task.wanted.event_ids) == {"evt_1", "evt_2"}


def test_a_yes_to_a_list_of_different_shows_says_nothing() -> None:
    state = offered(event(1), event(2, "Otters"), task=Task(kind="browse"))
    heard_by(state, "sounds lovely", [Intent.AFFIRM])
    assert settled(state) is None
    assert state.task is not None
    assert state.task.wanted.empty


def test_a_purchase_put_aside_is_taken_up_again_by_buying() -> None:
    aside = Task(kind="purchase", event=event(1), quantity=3)
    state = ConversationState(task=Task(kind="credit"), later=[aside])
    heard_by(state, "ok, buy the tickets", [Intent.BUY])
    assert settled(state) == "evt_1"
    assert state.task is not None
    assert state.task.quantity == 3
    assert state.later == []


def test_another_purchase_is_not_the_one_put_aside() -> None:
    aside = Task(kind="purchase", event=event(1), quantity=3)
    state = ConversationState(task=Task(kind="credit"), later=[aside])
    heard_by(state, "another two tickets", [Intent.BUY], quantity=2)
    assert settled(state) is None
    assert state.later == [aside]


@pytest.mark.parametrize("text", ["never mind, i want one ticket", "Hold on. I need just one", "scratch that, one"])
def test_a_changed_mind_that_says_what_instead_gives_nothing_up(text: str) -> None:
    state = ConversationState(task=Task(kind="purchase", event=event(1), quantity=4))
    view = heard_by(state, text, [Intent.CANCEL], quantity=1)
    assert view.heard is not None
    assert view.heard.control is None
    assert state.task is not None
    assert state.task.quantity == 1


@pytest.mark.parametrize("slots", [{}, {"quantity": 4}])
def test_giving_up_in_so_many_words_gives_it_up(slots: dict[str, Any]) -> None:
    state = ConversationState(task=Task(kind="purchase", event=event(1), quantity=4))
    view = heard_by(state, "i changed my mind, cancel the tickets", [Intent.CANCEL], **slots)
    assert view.heard is not None
    assert view.heard.control is Intent.CANCEL


def test_paying_for_a_number_of_tickets_is_buying_them() -> None:
    state = offered(event(1), task=Task(kind="browse"), awaiting=None)
    view = heard_by(state, "i want to pay for three tickets", [Intent.PAY], quantity=3)
    assert view.heard is not None
    assert view.heard.control is None
    assert settled(state) == "evt_1"


def test_any_other_is_not_whichever() -> None:
    text = "Any others?"
    reading = Reading(text, (Wish(Intent.FIND_EVENTS, 0.9, 0, len(text)),), ((Intent.FIND_EVENTS, 0.9),), ())
    shown = Shown(card_id="crd_1", about="events", events=[event(1), event(2, day=5)])
    assert choose(shown, reading, eager=True) == []


def test_a_place_that_is_not_on_the_list_chooses_nothing_from_it() -> None:
    text = "in Elsewhere on the fifth"
    day = When(date(2026, 3, 5), date(2026, 3, 5))
    slots = (Slot("city", "Elsewhere", "Elsewhere", 3, 12), Slot("when", day, "the fifth", 16, 25))
    reading = Reading(text, (Wish(Intent.INFORM, 0.9, 0, len(text)),), ((Intent.INFORM, 0.9),), slots)
    shown = Shown(card_id="crd_1", about="events", events=[event(1), event(2, day=5)])
    assert choose(shown, reading, eager=True) == []
