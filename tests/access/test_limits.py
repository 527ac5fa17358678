"""The rate limit: never more than the limit in any sixty seconds, and never less than that to a patient caller.

One suite for the limiter of one process and the one that processes share.
"""

import multiprocessing
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.access.limits import CALLERS_KEPT, RateLimiter
from willcall.access.shared_limits import WAYS, SharedRateLimiter

waits = st.lists(st.floats(0, 30, allow_nan=False), max_size=120)


@contextmanager
def shared(limit: int) -> Iterator[SharedRateLimiter]:
    with tempfile.TemporaryDirectory() as folder:
        limiter = SharedRateLimiter(limit, Path(folder))
        yield limiter
        limiter.close()


@contextmanager
def alone(limit: int) -> Iterator[RateLimiter]:
    yield RateLimiter(limit)


every_limiter = pytest.mark.parametrize("make", [alone, shared])


@every_limiter
@given(waits, st.integers(1, 10))
def test_no_window_of_sixty_seconds_has_more_than_the_limit(make, pauses, limit):
    now, passed = 0.0, []
    with make(limit) as limiter:
        for pause in pauses:
            now += pause
            verdict = limiter.check("a", now=now)
            if verdict.allowed:
                passed.append(now)
    for index, at in enumerate(passed):
        assert sum(1 for other in passed[index:] if other < at + 60 - 1e-5) <= limit


@every_limiter
@given(waits, st.integers(1, 10))
def test_whoever_waits_as_long_as_told_passes(make, pauses, limit):
    now = 0.0
    with make(limit) as limiter:
        for pause in pauses:
            now += pause
            verdict = limiter.check("a", now=now)
            if not verdict.allowed:
                assert verdict.remaining == 0
                now += verdict.reset_s
                assert limiter.check("a", now=now).allowed


@every_limiter
def test_callers_are_counted_apart_and_zero_is_no_limit(make):
    with make(1) as limiter:
        assert limiter.check("a", now=0).allowed
        assert not limiter.check("a", now=1).allowed
        assert limiter.check("b", now=1).allowed
    with make(0) as limiter:
        assert limiter.check("a", now=0) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 20)), max_size=60), st.integers(1, 5))
def test_what_is_shared_counts_as_one_process_would(calls, limit):
    now = 0.0
    with shared(limit) as together, alone(limit) as one:
        for caller, pause in calls:
            now += pause
            assert together.check(caller, now=now) == one.check(caller, now=now)


def call_many(folder, limit, times, passed, go):
    limiter = SharedRateLimiter(limit, Path(folder))
    go.wait()
    passed.put(sum(limiter.check("fan", now=time.monotonic()).allowed for _ in range(times)))
    limiter.close()


def test_processes_together_let_no_more_through_than_one(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    passed, go = spawn.Queue(), spawn.Event()
    workers = [spawn.Process(target=call_many, args=(str(tmp_path), 70, 50, passed, go)) for _ in range(4)]
    for worker in workers:
        worker.start()
    go.set()
    assert sum(passed.get(timeout=120) for _ in workers) == 70
    for worker in workers:
        worker.join()


def test_a_call_that_waited_for_its_turn_forgets_nobody_who_was_counted_meanwhile():
    with shared(2) as limiter:
        assert limiter.check("a", now=10.001).allowed
        assert limiter.check("a", now=10.0).allowed
        assert not limiter.check("a", now=10.0).allowed


def test_times_of_an_earlier_start_of_the_machine_count_for_nothing(tmp_path):
    before = SharedRateLimiter(1, tmp_path)
    assert before.check("a", now=1_000_000.0).allowed
    after = SharedRateLimiter(1, tmp_path)
    assert after.check("a", now=10.0).allowed
    assert not before.check("a", now=11.0).allowed
    before.close()
    after.close()


def test_where_a_bucket_is_full_whoever_called_longest_ago_is_forgotten():
    with shared(1) as limiter:
        limiter._buckets = 1
        for number in range(WAYS + 1):
            assert limiter.check(str(number), now=float(number)).allowed
        assert not limiter.check(str(WAYS), now=20.0).allowed
        assert limiter.check("0", now=20.0).allowed


def test_memory_stays_bounded():
    limiter = RateLimiter(1)
    for number in range(CALLERS_KEPT + 10):
        limiter.check(str(number), now=0)
    assert len(limiter._calls) == CALLERS_KEPT
