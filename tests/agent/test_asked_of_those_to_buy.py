"""What may become of tickets that are only wished for is answered at once, and waits as no change of an order."""

import pytest


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("2 for the otters on saturday in 301; can i get my money back later on?", "until 24 hours"),
        ("2 for the otters on friday in 301. can i get a refund later on?", "until 24 hours"),
    ],
)
def test_what_may_become_of_the_tickets_is_answered_at_once(fan, said, told):
    talk = fan("cus_ida")
    reply = talk.say(said)
    assert told in reply.response
    assert "two tickets" in reply.response
    talk.say("1", "yes")
    assert talk.pay().response.endswith("right here.")


def test_a_change_of_tickets_they_have_waits_until_the_purchase_is_done(fan):
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301. and upgrade my foxes tickets please", "1", "yes")
    assert "Better seats for Marlow Otters vs. Pine Foxes" in talk.pay().response
