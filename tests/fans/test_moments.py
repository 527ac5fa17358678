"""What is said at a moment comes to what a clerk would do, for the most part; the floors are what was reached, less what chance may take."""

import pytest

from . import said_at

FLOORS = {
    "open": 0.92,
    "events": 0.90,
    "seats": 0.88,
    "quote": 0.88,
    "bought": 0.88,
    "refund1": 0.78,
    "upgrade": 0.80,
    "exchange": 0.82,
}


@pytest.mark.parametrize("moment", said_at.MOMENTS)
def test_most_messages_come_to_what_a_clerk_would_do(moment: str) -> None:
    bad = [row["m"] for row, _, _ in said_at.wrong(moment)]
    assert 1 - len(bad) / len(said_at.rows(moment)) >= FLOORS[moment], bad


def test_nothing_is_agreed_to_that_no_clerk_would_take_for_a_yes() -> None:
    """Money and tickets move by a yes alone, so here not one may be wrong."""
    for moment in ("quote", "refund1"):
        no_yes = [row for row in said_at.rows(moment) if "!agreed" in row["want"]]
        assert len(no_yes) > 40
        only = [row | {"want": ["!agreed"], "says": None} for row in no_yes]
        assert [row["m"] for row, _, _ in said_at.wrong(moment, said=only)] == []
