"""What is said at a moment comes to what a clerk would do, for the most part; the floors are what was reached, less a message or two."""

import pytest

from . import said_at

FLOORS = {"open": 0.95, "events": 0.93, "seats": 0.93, "quote": 0.95, "bought": 0.95, "refund1": 0.90, "upgrade": 0.91, "exchange": 0.93, "exchange_seats": 0.91, "upgrade_quote": 0.90, "handed": 0.82, "second": 0.82, "twoorders": 0.80, "howmany": 0.86, "sign_in": 0.82, "paying": 0.82, "declined": 0.82, "refund_quote": 0.81, "transfer": 0.80, "access": 0.90, "toodear": 0.91, "asked": 0.86, "refunded": 0.93}  # fmt: skip


@pytest.mark.parametrize("moment", said_at.MOMENTS)
def test_most_messages_come_to_what_a_clerk_would_do(moment: str) -> None:
    said = [row for row in said_at.rows(moment) if row["batch"] != said_at.BLIND]
    bad = [row["m"] for row, _, _ in said_at.wrong(moment, said=said)]
    assert 1 - len(bad) / len(said) >= FLOORS[moment], bad


def test_most_messages_of_which_nothing_was_mended_do_so_too() -> None:
    """What the agent is worth to the next who comes: 190 of 210 when they were first said."""
    blind = {m: [row for row in said_at.rows(m) if row["batch"] == said_at.BLIND] for m in said_at.MOMENTS}
    bad = [row["m"] for moment, said in blind.items() for row, _, _ in said_at.wrong(moment, said=said)]
    assert sum(map(len, blind.values())) == 210
    assert len(bad) <= 22, bad


def test_nothing_is_agreed_to_that_no_clerk_would_take_for_a_yes() -> None:
    """Money and tickets move by a yes alone, so here not one may be wrong."""
    for moment in ("quote", "refund1", "upgrade_quote", "refund_quote"):
        no_yes = [row for row in said_at.rows(moment) if "!agreed" in row["want"]]
        assert len(no_yes) > 40
        only = [row | {"want": ["!agreed"], "says": None} for row in no_yes]
        assert [row["m"] for row, _, _ in said_at.wrong(moment, said=only)] == []
