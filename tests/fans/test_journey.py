"""A crowd of fans against the whole product in process: on the sample season, and on seasons nobody has seen."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from willcall.app import build
from willcall.boxoffice.loading import read_season
from willcall.boxoffice.operations.load_season import load_season
from willcall.entrypoints.api.application import create_app
from willcall.settings import load
from willcall.training.evaluate.client import Connect
from willcall.training.evaluate.simulate import Report, failures_markdown, in_process, simulate

from ..seasons import europe, island  # noqa: TID252 - tests are no package that has a name

Serve = Callable[[Path | None], Connect]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Serves the product on a season file, or on the sample season."""
    with ExitStack() as stack:

        def start(season: Path | None) -> Connect:
            given = {
                "sandbox": True,
                "sample": season is None,
                "storage.data": tmp_path / "data",
                "access.rate_limit_per_minute": 0,
            }
            app = build(load(given, environ={}, directory=tmp_path))
            stack.callback(app.close)
            if season is not None:
                with app.database.write() as unit:
                    load_season(unit, read_season([season]))
            return in_process(stack.enter_context(TestClient(create_app(app))))

        yield start


def passes(report: Report, *, least: float) -> None:
    assert report.pass_hat(1) >= least, failures_markdown(report.failures)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_fans_get_what_they_want_from_the_sample_season(serve: Serve):
    report = simulate(serve(None), fans=40, k=2, seed=7, concurrency=2)
    assert len(report.trials) >= 70
    passes(report, least=0.95)
    assert report.pass_hat(2) >= 0.9


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_fans_get_what_they_want_from_a_season_nobody_has_seen(serve: Serve, tmp_path: Path):
    report = simulate(serve(europe.write(tmp_path)), fans=40, k=2, seed=8, concurrency=2, knowledge=False)
    assert len(report.trials) >= 70
    passes(report, least=0.95)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_money_without_a_minor_unit_is_no_trouble(serve: Serve, tmp_path: Path):
    kinds = ["purchase_one_line", "purchase_budget", "card_declined", "change_quantity", "quote_refused", "upgrade"]
    report = simulate(serve(island.write(tmp_path)), fans=12, k=1, seed=9, kinds=kinds, concurrency=2, knowledge=False)
    passes(report, least=0.9)
