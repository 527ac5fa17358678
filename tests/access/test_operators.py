"""Operators: first password, roles, sessions that end, forged and borrowed cookies."""

import threading
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import jwt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from willcall.access.operators.passwords import WeakPassword, hash_password, make_password, matches
from willcall.access.operators.roster import (
    BadOperator,
    LastAdmin,
    NameTaken,
    NoSuchOperator,
    Operators,
    RoleTooLow,
    WrongPassword,
)
from willcall.access.operators.sessions import ConsoleSession, ConsoleSessions
from willcall.access.sessions import PageSession, Sessions
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

SECRET = b"0123456789abcdef0123456789abcdef"


@pytest.fixture
def operators(database: Database) -> Operators:
    return Operators(database)


def test_the_first_password_is_made_once_however_many_start_at_once(operators: Operators) -> None:
    together = threading.Barrier(4)

    def start(_: int) -> str | None:
        together.wait()
        return operators.first()

    with ThreadPoolExecutor(4) as pool:
        made = [password for password in pool.map(start, range(4)) if password]
    assert len(made) == 1
    assert operators.first() is None
    assert operators.authenticate(name="Admin", password=made[0]).role == "admin"


def test_no_password_is_kept_only_its_hash(operators: Operators, database: Database) -> None:
    _, password = operators.add(name="ann", role="agent")
    with database.read() as connection:
        kept = " ".join(map(str, connection.execute(text("SELECT * FROM operators")).one()))
    assert password not in kept
    assert "scrypt$32768$8$3$" in kept


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "ann-ann-ann-1", "x" * 201])
def test_weak_passwords_are_refused(operators: Operators, password: str) -> None:
    with pytest.raises(WeakPassword):
        operators.add(name="ann", role="agent", password=password)


@pytest.mark.parametrize(("name", "role"), [("", "agent"), ("a b", "agent"), ("ann", "boss"), ("x" * 65, "agent")])
def test_impossible_operators_are_refused(operators: Operators, name: str, role: str) -> None:
    with pytest.raises(BadOperator):
        operators.add(name=name, role=role)


def test_names_are_one_persons_whatever_their_case(operators: Operators) -> None:
    operators.add(name="Ann", role="agent")
    with pytest.raises(NameTaken):
        operators.add(name="ANN", role="viewer")


def test_a_wrong_name_and_a_wrong_password_look_alike(operators: Operators) -> None:
    operators.add(name="ann", role="agent")
    said = set()
    for name in ("ann", "nobody"):
        with pytest.raises(WrongPassword) as wrong:
            operators.authenticate(name=name, password="not the password")
        said.add(wrong.value.detail)
    assert len(said) == 1


def test_someone_switched_off_cannot_sign_in_and_the_last_admin_stays(operators: Operators) -> None:
    operators.first()
    _, password = operators.add(name="ann", role="agent")
    operators.change(name="ann", active=False)
    with pytest.raises(WrongPassword):
        operators.authenticate(name="ann", password=password)
    for change in ({"active": False}, {"role": "viewer"}):
        with pytest.raises(LastAdmin):
            operators.change(name="admin", **change)
    operators.change(name="ann", role="admin", active=True)
    assert operators.change(name="admin", role="viewer").role == "viewer"


def test_a_new_password_or_role_ends_every_session(operators: Operators) -> None:
    ann, old = operators.add(name="ann", role="agent")
    new = operators.reset(name="ann")
    with pytest.raises(WrongPassword):
        operators.authenticate(name="ann", password=old)
    after = operators.authenticate(name="ann", password=new)
    assert after.generation > ann.generation
    assert operators.change(name="ann", role="viewer").generation > after.generation
    with pytest.raises(NoSuchOperator):
        operators.reset(name="nobody")


def test_a_role_reaches_as_far_as_it_reaches(operators: Operators) -> None:
    ann, _ = operators.add(name="ann", role="agent")
    ann.require("viewer")
    ann.require("agent")
    with pytest.raises(RoleTooLow):
        ann.require("admin")


def test_a_forged_borrowed_or_old_cookie_is_nobodys(clock: FixedClock) -> None:
    sessions = ConsoleSessions(SECRET, seconds=3600)
    sealed = sessions.seal(ConsoleSession("opr_1", 1), now=clock())
    assert sessions.open(sealed, now=clock()) == ConsoleSession("opr_1", 1)
    claims = jwt.decode(sealed, options={"verify_signature": False})
    forged = [
        jwt.encode(claims, SECRET, algorithm="HS256"),
        jwt.encode(claims, None, algorithm="none"),
        sealed[:-2] + "xx",
        Sessions(SECRET, seconds=3600).seal(PageSession("opr_1", "opr_1"), now=clock()),
        "x" * 5000,
        "",
    ]
    assert [sessions.open(value, now=clock()) for value in forged] == [None] * len(forged)
    assert sessions.open(sealed, now=clock() + timedelta(seconds=3601)) is None


@settings(max_examples=5, deadline=None)
@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_a_hash_knows_its_own_password_only(password: str, other: str) -> None:
    hashed = hash_password(password)
    assert matches(password, hashed)
    alike = unicodedata.normalize("NFKC", other) == unicodedata.normalize("NFKC", password)
    assert matches(other, hashed) is alike


def test_made_passwords_differ_and_can_be_read_out() -> None:
    made = {make_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(password) == 23 and not set(password) & set("01lo") for password in made)
