"""A number put right after seats were picked: they are looked for anew, and none are held for the number before."""

import pytest

ASKED = "2 for the otters on friday in 301"


@pytest.mark.parametrize(
    "said",
    [
        "4. no wait theres 3 of us",
        "2. no sorry 3 of us",
        "first one. no hang on, 3 tickets",
        "1. actually there are 3 people in our group",
        "row B. oh no, 3 of us sorry",
        "the second. actually make it 3",
    ],
)
def test_a_number_put_right_after_a_pick_is_looked_for_anew(fan, said):
    talk = fan()
    assert "three tickets" in talk.say(ASKED, said).response
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(
    "said",
    [
        "2. no worries about the aisle",
        "2. wait is there parking",
        "2. sorry, the 2 seats on the aisle please",
        "2. sorry for the wait, row B?",
        "2. sorry, 1 of us is a student",
    ],
)
def test_what_corrects_no_number_leaves_the_pick(fan, said):
    talk = fan()
    assert "I'm holding Section 301, row B" in talk.say(ASKED, said).response


def test_the_limit_of_an_upgrade_is_no_day_of_the_month(fan):
    reply = fan("cus_ida").say("show me upgrades for the foxes march 13 max 200 extra")
    assert "$13" not in reply.response
    assert "$121.00 more in all" in reply.response
    assert "Terrace, row A" in fan("cus_ida").say("upgrades for the foxes march 13 max 80 extra").response
