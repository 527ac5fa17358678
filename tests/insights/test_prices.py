"""A turn costs what the table said on its day."""

from datetime import UTC, datetime

import pytest

from willcall.insights.prices import BadPrices, Prices

TABLE = """
date: 2026-11-21
source: the invoice of October
prices:
  - {brain: openai, since: 2026-01-01, input: 2.0, output: 8.0}
  - {brain: openai, since: 2026-10-01, input: 1.0, output: 4.0}
"""


def at(year, month, day):
    return int(datetime(year, month, day, 12, tzinfo=UTC).timestamp() * 1000)


def test_a_turn_costs_what_the_table_said_on_its_day(tmp_path):
    path = tmp_path / "prices.yaml"
    path.write_text(TABLE)
    prices = Prices.read(path)
    assert prices.of("openai", 1_000_000, 500_000, at(2026, 9, 30)) == 6.0
    assert prices.of("openai", 1_000_000, 500_000, at(2026, 10, 1)) == 3.0
    assert prices.of("openai", 1_000_000, 0, at(2025, 12, 31)) == 0.0
    assert prices.of("embedded", 9, 9, at(2026, 10, 1)) == 0.0
    assert (str(prices.date), prices.source) == ("2026-11-21", "the invoice of October")


@pytest.mark.parametrize(
    "text", ["", "prices: 3", "date: 2026-11-21\nsource: x\nprices: [{brain: a}]", "[", TABLE.replace("2.0", "-2.0")]
)
def test_a_table_that_makes_no_sense_is_refused_with_its_name(tmp_path, text):
    path = tmp_path / "prices.yaml"
    path.write_text(text)
    with pytest.raises(BadPrices, match=r"prices\.yaml"):
        Prices.read(path)


def test_the_table_in_the_package_can_be_read():
    assert Prices.read().of("embedded", 10, 10, at(2026, 11, 21)) == 0.0
