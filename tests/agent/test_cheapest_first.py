"""The cheapest, where they are asked for: none that costs more stands before one that costs less."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "cheapest 4 together for the otters on friday",
        "cheapest two for the otters on friday",
        "the 2 cheapest seats for the otters on friday",
    ],
)
def test_they_are_listed_by_price(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    offers = talk.card("seats").options
    prices = [offer.price_each.amount for offer in offers]
    assert prices == sorted(prices)
    assert [offer.section for offer in offers[:2]] == ["301", "301"]
