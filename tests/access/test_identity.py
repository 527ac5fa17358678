"""Keys, cookies and who they make of a caller."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.access.identity import Authenticator, BadKey
from willcall.access.keys import ServiceKeys
from willcall.access.secret_file import load_or_make
from willcall.access.sessions import PageSession, Sessions
from willcall.access.tokens import BadToken, Tokens
from willcall.kit.clock import FixedClock

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
SECRET = b"s" * 32


@pytest.fixture
def clock():
    return FixedClock(NOW)


@pytest.fixture
def door(clock):
    return Authenticator(
        keys=ServiceKeys({"operator": "right"}),
        tokens=Tokens(secret=SECRET),
        sessions=Sessions(SECRET, seconds=3600),
        clock=clock,
    )


def test_a_key_with_a_fans_token_is_the_fan_counted_by_the_key(door):
    found = door.identify(key="right", token=door.tokens.issue("cus_1", now=NOW), cookie=None)
    assert (found.actor.kind, found.actor.customer_id, found.caller) == ("fan", "cus_1", "key:operator")


def test_a_key_makes_a_service_and_a_wrong_one_makes_nobody(door):
    assert door.identify(key="right", token=None, cookie=None).actor.kind == "service"
    with pytest.raises(BadKey):
        door.identify(key="wrong", token=door.tokens.issue("cus_1", now=NOW), cookie=None)


def test_a_token_makes_a_fan_and_beats_the_cookie(door):
    cookie = door.sessions.seal(PageSession("ses_1", "cus_2"), now=NOW)
    found = door.identify(key=None, token=door.tokens.issue("cus_1", now=NOW), cookie=cookie)
    assert (found.actor.customer_id, found.actor.session, found.by) == ("cus_1", "ses_1", "token")


def test_a_cookie_makes_a_fan_until_it_is_too_old(door, clock):
    cookie = door.sessions.seal(PageSession("ses_1", "cus_1"), now=NOW)
    assert door.identify(key=None, token=None, cookie=cookie).actor.customer_id == "cus_1"
    clock.advance(seconds=3601)
    assert door.identify(key=None, token=None, cookie=cookie).actor.kind == "anonymous"


def test_a_cookie_is_no_token_and_a_token_no_cookie_even_with_one_secret(door):
    cookie = door.sessions.seal(PageSession("ses_1", "cus_1"), now=NOW)
    with pytest.raises(BadToken):
        door.identify(key=None, token=cookie, cookie=None)
    token = door.tokens.issue("cus_1", now=NOW)
    assert door.identify(key=None, token=None, cookie=token).by == "nothing"


@given(st.text(max_size=100))
def test_no_text_is_a_cookie_or_a_key(text):
    assert Sessions(SECRET, seconds=60).open(text, now=NOW) is None
    assert ServiceKeys({"operator": "a key that hypothesis will not guess 81c7"}).match(text) is None


def test_keys_are_kept_as_hashes_only():
    keys = ServiceKeys({"operator": "right"})
    assert "right" not in repr(vars(keys))


def test_the_house_secret_is_made_once_whoever_comes_first(tmp_path):
    path = tmp_path / "deep" / "house.key"
    found = set()
    start = threading.Barrier(8)

    def take():
        start.wait()
        found.add(load_or_make(path))

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1
    assert load_or_make(path) in found
    assert path.stat().st_mode & 0o077 == 0
    assert [p.name for p in path.parent.iterdir()] == ["house.key"]


def test_an_expired_cookie_is_judged_by_the_clock_that_is_handed_in():
    sessions = Sessions(SECRET, seconds=10)
    sealed = sessions.seal(PageSession("ses_1"), now=NOW - timedelta(days=400))
    assert sessions.open(sealed, now=NOW - timedelta(days=400)) == PageSession("ses_1")
    assert sessions.open(sealed, now=NOW) is None
