"""Two shows in one wish, and what is said for one of them alone: a part of the house, a price. It is shared with no other."""

from collections.abc import Callable
from datetime import date, time

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.wishes import apportioned
from willcall.understanding.reading import Catalogue, Intent, Reading, Slot, When, Wish

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "need 4 for the glass orchard on saturday and 2 for the otters on friday, gallery is fine for the play, cheapest for the game",
        "4 for the glass orchard on saturday and 2 for the otters on friday. gallery for the orchard please",
        "two for the otters on friday and four for the glass orchard on saturday, the gallery is ok for the play",
    ],
)
def test_a_part_of_the_house_is_for_the_show_it_was_said_for(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    first = talk.say(said)
    assert "One after the other" in first.response
    assert "all ages" not in first.response
    talk.say("the first", "yes")
    second = talk.pay()
    orchard, otters = sorted((first, second), key=lambda r: "Glass Orchard on" not in r.response)
    assert "Gallery" in orchard.response.split("Glass Orchard on")[1]
    assert "Parterre" not in orchard.response.split("Glass Orchard on")[1]
    assert "Otters" in otters.response
    assert "I don't have" not in otters.response


def test_what_is_said_for_no_one_show_is_for_both(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the glass orchard on saturday and 2 for the quartet, in the gallery")
    assert {o.section for o in talk.card("seats").options} == {"Gallery"}
    talk.say("the first", "yes")
    talk.pay()
    assert {o.section for o in talk.card("seats").options} == {"Gallery"}


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("2 for the otters friday. is it ok for the kids?", True),
        ("the kids show is fine, 2 for the otters friday", False),
    ],
)
def test_a_show_for_children_is_no_question_of_their_age(fan: Fan, said: str, asked: bool) -> None:
    assert ("age" in fan().say(said).response) is asked


def _said(*days: When) -> tuple[When, ...]:
    """The days of two shows as they are heard, told one after the other."""
    slots = [Slot("event", (f"e{n}",), f"show {n}", 20 * n, 20 * n + 6) for n in range(2)]
    slots += [Slot("when", day, "then", 20 * n + 7, 20 * n + 11) for n, day in enumerate(days)]
    reading = Reading("x" * 60, (Wish(Intent.BUY, 1.0, 0, 60),), ((Intent.BUY, 1.0),), tuple(slots))
    told = apportioned.told(reading, Catalogue("1", (), ()))
    return tuple(s.value for s in told.slots if isinstance(s.value, When))


def test_a_part_of_the_day_is_of_the_day_that_was_said() -> None:
    saturday, today = date(2026, 3, 7), date(2026, 3, 4)
    evening = When(today, date(2027, 3, 4), earliest=time(17), open_ended=True)
    assert _said(When(saturday, saturday), evening)[1] == When(saturday, saturday, earliest=time(17))


def test_another_day_stays_another_day() -> None:
    saturday, sunday = date(2026, 3, 7), date(2026, 3, 8)
    days = (When(saturday, saturday), When(sunday, sunday, earliest=time(17)))
    assert _said(*days) == days


@pytest.mark.parametrize(
    "said",
    [
        "2 in the gallery for the glass orchard on saturday and 3 on the floor for the otters on friday",
        "The Glass Orchard on saturday (2 in the gallery) and the otters on friday (3 on the lawn)",
    ],
)
def test_each_line_keeps_its_number_and_no_part_of_the_other(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    first = talk.say(said).response
    assert "One after the other" in first
    assert "two tickets" in first
    talk.say("the first", "yes")
    second = talk.pay().response
    assert "three tickets" in second
    assert "Gallery" not in second.split("Otters")[1]
