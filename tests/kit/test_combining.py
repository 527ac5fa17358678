"""Requests that come while one is being served are served together."""

import threading
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from willcall.kit.combining import Combiner


class Counter:
    """Serves numbers, slowly when told to: keeps what it served together."""

    def __init__(self, most=64):
        self.batches = []
        self.go_on = threading.Event()
        self.go_on.set()
        self.busy = threading.Event()
        self.combiner = Combiner(self.serve, marks=lambda asked: [asked % 10], most=most)

    def serve(self, batch):
        self.busy.set()
        assert self.go_on.wait(30)
        self.batches.append(list(batch))
        if any(asked == 13 for asked in batch):
            raise RuntimeError("no luck")
        return [ValueError(asked) if asked == 7 else asked * 2 for asked in batch]

    def gather(self, first, others):
        """Asks `first`, and `others` while that is being served; what came of each."""
        self.go_on.clear()
        with ThreadPoolExecutor(len(others) + 1) as crowd:
            jobs = [crowd.submit(self.combiner.ask, first)]
            assert self.busy.wait(30)
            for number, asked in enumerate(others):
                jobs.append(crowd.submit(self.combiner.ask, asked))
                while len(self.combiner._queue) <= number:
                    pass
            self.go_on.set()
            return [job.exception(30) or job.result() for job in jobs]


def test_one_alone_is_served_at_once():
    counter = Counter()
    assert counter.combiner.ask(4) == 8
    assert counter.batches == [[4]]


def test_those_who_wait_are_served_together_and_each_gets_their_own_answer():
    counter = Counter()
    assert counter.gather(1, [2, 3, 4]) == [2, 4, 6, 8]
    assert counter.batches == [[1], [2, 3, 4]]


def test_an_error_is_its_own_requests_alone():
    counter = Counter()
    found = counter.gather(1, [2, 7, 3])
    assert isinstance(found[2], ValueError)
    assert [found[0], found[1], found[3]] == [2, 4, 6]


def test_what_the_batch_raises_goes_to_all_of_it_and_to_nobody_else():
    counter = Counter()
    found = counter.gather(1, [2, 13])
    assert found[0] == 2
    assert all(isinstance(one, RuntimeError) for one in found[1:])
    assert counter.combiner.ask(5) == 10


def test_two_that_touch_the_same_are_served_one_after_the_other():
    counter = Counter()
    counter.gather(1, [2, 12, 3, 22])
    assert counter.batches == [[1], [2, 3], [12], [22]]


def test_a_batch_has_an_end():
    counter = Counter(most=2)
    counter.gather(1, [2, 3, 4, 5, 6])
    assert counter.batches == [[1], [2, 3], [4, 5], [6]]


def test_an_interrupted_server_leaves_nobody_waiting():
    served = []

    def serve(batch):
        served.append(list(batch))
        if batch == ["first"]:
            busy.set()
            assert go_on.wait(30)
            raise KeyboardInterrupt
        return batch

    busy, go_on = threading.Event(), threading.Event()
    combiner = Combiner(serve, marks=lambda _: [])
    with ThreadPoolExecutor(2) as crowd:
        first = crowd.submit(combiner.ask, "first")
        assert busy.wait(30)
        second = crowd.submit(combiner.ask, "second")
        while not combiner._queue:
            pass
        go_on.set()
        assert isinstance(first.exception(30), KeyboardInterrupt)
        assert second.result(30) == "second"


@given(st.lists(st.integers(0, 200).filter(lambda n: n not in {7, 13}), min_size=1, max_size=40), st.integers(1, 8))
def test_everybody_is_served_once_whatever_they_touch(wishes, most):
    counter = Counter(most=most)
    with ThreadPoolExecutor(8) as crowd:
        assert list(crowd.map(counter.combiner.ask, wishes)) == [2 * asked for asked in wishes]
    assert sorted(asked for batch in counter.batches for asked in batch) == sorted(wishes)
    for batch in counter.batches:
        assert len(batch) <= most
        assert len({asked % 10 for asked in batch}) == len(batch)
