"""The life of an alert, and the rules of who may do what when; pure."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.insights.alerts.life import (
    MOVES,
    AlertSettled,
    Patience,
    Watch,
    due_for_escalation,
    require_move,
    settle,
    step,
)

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
LOOKS = st.lists(
    st.tuples(st.sampled_from(["breach", "clear", "unknown", "settle"]), st.integers(0, 4000)), max_size=60
)


def walk(looks, patience):
    """(instant, what was seen, what happened, phase) of each look."""
    watch, now = Watch(), NOW
    for seen, seconds in looks:
        now += timedelta(seconds=seconds)
        if seen == "settle":
            watch, happened = settle(watch, now=now), None
        else:
            watch, happened = step(watch, seen, now=now, patience=patience)
        yield now, seen, happened, watch.phase


@given(LOOKS, st.integers(0, 600), st.integers(0, 600), st.integers(60, 3600))
def test_whatever_is_seen_alerts_fire_and_end_in_turn(looks, before, clear, lapse):
    patience = Patience(timedelta(seconds=before), timedelta(seconds=clear), timedelta(seconds=lapse))
    firing = False
    for _, seen, happened, phase in walk(looks, patience):
        if happened == "fired":
            assert not firing
            assert seen == "breach"
            firing = True
        elif happened in {"resolved", "lapsed"}:
            assert firing
            assert seen == ("clear" if happened == "resolved" else "unknown")
            firing = False
        elif seen == "settle":
            firing = False
        assert firing == (phase == "firing")


@given(LOOKS, st.integers(1, 900))
def test_nothing_fires_before_it_lasted(looks, before):
    patience = Patience(before=timedelta(seconds=before))
    since = None
    for now, seen, happened, _ in walk(looks, patience):
        if happened == "fired":
            assert since is not None
            assert now - since >= timedelta(seconds=before)
        if seen != "settle":
            since = None if seen != "breach" else since or now


def test_what_a_person_called_done_fires_again_only_after_it_was_gone():
    looks = [("breach", 0), ("settle", 5), ("breach", 5), ("breach", 5), ("clear", 5), ("clear", 301), ("breach", 5)]
    happened = [h for _, _, h, _ in walk(looks, Patience())]
    assert happened == ["fired", None, None, None, None, None, "fired"]


def test_a_short_moment_of_quiet_resolves_nothing():
    looks = [("breach", 0), ("clear", 10), ("breach", 200), ("clear", 200), ("clear", 299), ("clear", 1)]
    assert [h for _, _, h, _ in walk(looks, Patience())] == ["fired", None, None, None, None, "resolved"]


def test_an_alert_of_which_nothing_is_known_stays_and_then_lapses():
    looks = [("breach", 0), ("unknown", 60), ("unknown", 3599), ("unknown", 1)]
    assert [h for _, _, h, _ in walk(looks, Patience())] == ["fired", None, None, "lapsed"]


@pytest.mark.parametrize("state", MOVES)
@pytest.mark.parametrize("wanted", MOVES)
def test_only_legal_moves_are_made(state, wanted):
    if wanted in MOVES[state]:
        require_move("alt_1", state, wanted)
    else:
        with pytest.raises(AlertSettled, match="alt_1"):
            require_move("alt_1", state, wanted)


@pytest.mark.parametrize(
    ("state", "level", "minutes", "every", "due"),
    [("firing", 0, 15, 15, True), ("firing", 0, 14, 15, False), ("acknowledged", 0, 99, 15, False),
     ("firing", 3, 99, 15, False), ("firing", 0, 99, 0, False)],
)  # fmt: skip
def test_only_what_nobody_answers_is_said_again(state, level, minutes, every, due):
    last = NOW - timedelta(minutes=minutes)
    assert due_for_escalation(state, level=level, last=last, now=NOW, every=timedelta(minutes=every)) is due
