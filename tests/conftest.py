"""What every test may use: a database of its own, on SQLite and on PostgreSQL alike.

PostgreSQL is at `TEST_POSTGRES_URL` (or the local default). Where there is none, its tests are listed as not run at the end;
with `CI=true` they fail instead.
"""

import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from tests.browser import CHROMIUM, SWITCHES

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.kit.ids import new_id
from willcall.migrations import migrate

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/test")
NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
_not_run: set[str] = set()

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("willcall", deadline=None)
settings.load_profile("willcall")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "willcall.db"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A migrated PostgreSQL database, made for this session and dropped after it."""
    admin = create_engine(make_url(POSTGRES).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    name = f"willcall_test_{secrets.token_hex(6)}"
    try:
        with admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    except OperationalError as error:
        if os.environ.get("CI", "").lower() == "true":
            raise
        _not_run.add(f"PostgreSQL does not answer at {make_url(POSTGRES).render_as_string(hide_password=True)}")
        pytest.skip(f"PostgreSQL does not answer: {error.orig}")
    url = make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    migrate(url)
    yield url
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """The session's PostgreSQL database, emptied."""
    engine = create_engine(make_url(postgres_server).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        names = connection.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'")
        ).all()
        if names:
            connection.execute(text("TRUNCATE " + ", ".join(f'"{name}"' for name in names) + " RESTART IDENTITY"))
    engine.dispose()
    return postgres_server


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.service)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty, migrated database; the test runs on SQLite and on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def database(database_url: str, clock: FixedClock) -> Iterator[Database]:
    """An empty, migrated database whose clock the test moves; on SQLite and on PostgreSQL."""
    made = Database(database_url, clock=clock, ids=new_id, pool_size=4)
    yield made
    made.dispose()


@pytest.fixture
def sqlite_database(sqlite_url: str, clock: FixedClock) -> Iterator[Database]:
    """The same on SQLite alone, for tests to which the kind of database makes no difference."""
    made = Database(sqlite_url, clock=clock, ids=new_id, pool_size=4)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator["Playwright"]:
    """One for the whole run: a second one in the same process does not start."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright_driver: "Playwright") -> Iterator["Browser"]:
    if not Path(CHROMIUM).exists():
        reason = f"the browser tests: no Chromium at {CHROMIUM} (apt-get install chromium, or set CHROMIUM)"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        _not_run.add(reason)
        pytest.skip(reason)
    browser = playwright_driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
    yield browser
    browser.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if terminalreporter.config.option.markexpr == "not train and not stores":
        _not_run.update(("what needs torch: make test-train", "LanceDB, pgvector and Vertex AI: make test-stores"))
    for line in sorted(_not_run):
        terminalreporter.write_line(f"NOT RUN: {line}", yellow=True)
