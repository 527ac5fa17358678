"""The rate limit: never more than the limit in any sixty seconds, and never less than that to a patient caller."""

from hypothesis import given
from hypothesis import strategies as st

from willcall.access.limits import CALLERS_KEPT, RateLimiter

waits = st.lists(st.floats(0, 30, allow_nan=False), max_size=120)


@given(waits, st.integers(1, 10))
def test_no_window_of_sixty_seconds_has_more_than_the_limit(pauses, limit):
    limiter, now, passed = RateLimiter(limit), 0.0, []
    for pause in pauses:
        now += pause
        verdict = limiter.check("a", now=now)
        if verdict.allowed:
            passed.append(now)
    for index, at in enumerate(passed):
        assert sum(1 for other in passed[index:] if other < at + 60 - 1e-5) <= limit


@given(waits, st.integers(1, 10))
def test_whoever_waits_as_long_as_told_passes(pauses, limit):
    limiter, now = RateLimiter(limit), 0.0
    for pause in pauses:
        now += pause
        verdict = limiter.check("a", now=now)
        if not verdict.allowed:
            assert verdict.remaining == 0
            now += verdict.reset_s
            assert limiter.check("a", now=now).allowed


def test_callers_are_counted_apart_and_zero_is_no_limit():
    limiter = RateLimiter(1)
    assert limiter.check("a", now=0).allowed
    assert not limiter.check("a", now=1).allowed
    assert limiter.check("b", now=1).allowed
    assert RateLimiter(0).check("a", now=0) is None


def test_memory_stays_bounded():
    limiter = RateLimiter(1)
    for number in range(CALLERS_KEPT + 10):
        limiter.check(str(number), now=0)
    assert len(limiter._calls) == CALLERS_KEPT
