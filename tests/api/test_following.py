"""Following conversations: one look for all who follow, and no more of them than the house can carry."""

import asyncio
import threading
from collections.abc import Collection, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, aclosing

import httpx
import pytest

from willcall.conversations.store import Glimpse
from willcall.entrypoints.api.following import MOST_EACH, Following, TooManyOfYours, TooManyStreams


def run(work: Coroutine[object, object, None]) -> None:
    """In a thread of its own: a browser's driver may keep a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


START = Glimpse(2, "agent", None, closed=False)


class Twin:
    """A store and a runner: counts looks, and says what it was told to say."""

    def __init__(self) -> None:
        self.looks: list[set[str]] = []
        self.stands: dict[str, Glimpse] = {}
        self.broken = False
        self.looked = asyncio.Event()

    def __call__(self, wanted: Collection[str]) -> dict[str, Glimpse]:
        self.looks.append(set(wanted))
        self.looked.set()
        if self.broken:
            raise OSError("the disk is gone")
        return {name: stand for name, stand in self.stands.items() if name in wanted}

    async def work(self, function, *args):
        await asyncio.sleep(0)
        return function(*args)


def hub(twin, *, most=10_000, stopping=lambda: False):
    """Looks only when nudged, so that a test decides when."""
    return Following(twin, twin, stopping=stopping, most=most, every_s=3600)


def test_however_many_follow_the_database_is_asked_once():
    async def main():
        twin = Twin()
        watching = hub(twin)
        names = [f"cnv_{number}" for number in range(50)]
        heard, all_know = [], asyncio.Event()

        async def follow(name):
            async with aclosing(watching.changes(name, START)) as changes:
                async for now in changes:
                    heard.append((name, now.turns))
                    if len(heard) == 200:
                        all_know.set()
                    if now.turns > 2:
                        return

        followers = [asyncio.create_task(follow(name)) for name in names for _ in range(4)]
        await all_know.wait()
        assert twin.looks == []
        twin.stands = {name: Glimpse(4, "agent", None, closed=False) for name in names}
        watching.nudge("cnv_elsewhere")
        watching.nudge("cnv_7")
        await asyncio.gather(*followers)
        assert twin.looks == [set(names)]
        assert sorted(heard) == sorted([(name, turns) for name in names for turns in (2, 4) for _ in range(4)])
        await asyncio.sleep(0)
        watching.nudge("cnv_7")  # nobody follows any more: nothing is looked at
        assert len(twin.looks) == 1

    run(main())


def test_a_look_that_fails_ends_nobodys_stream():
    async def main():
        twin = Twin()
        watching = hub(twin)
        async with aclosing(watching.changes("cnv_1", START)) as changes:
            assert await anext(changes) == START
            twin.broken = True
            watching.nudge("cnv_1")
            await twin.looked.wait()
            twin.broken, twin.stands = False, {"cnv_1": Glimpse(3, "person", None, closed=False)}
            waiting = asyncio.ensure_future(anext(changes))
            await asyncio.sleep(0)
            watching.nudge("cnv_1")
            assert (await waiting).speaker == "person"

    run(main())


def test_streams_end_when_the_process_does():
    async def main():
        twin, stopping = Twin(), threading.Event()
        watching = hub(twin, stopping=stopping.is_set)
        async with aclosing(watching.changes("cnv_1", START)) as changes:
            assert await anext(changes) == START
            waiting = asyncio.ensure_future(anext(changes, None))
            await asyncio.sleep(0)
            stopping.set()
            watching.nudge("cnv_1")
            assert await waiting is None

    run(main())


def test_places_are_counted_and_given_back_once():
    async def main():
        watching = hub(Twin(), most=3)
        leave = [watching.admit(name) for name in ("a", "a", None)]
        with pytest.raises(TooManyStreams):
            watching.admit("b")
        leave[0]()
        leave[0]()
        watching.admit("b")
        with pytest.raises(TooManyStreams):
            watching.admit("c")

    run(main())


def test_one_caller_takes_so_many_places_and_no_more():
    async def main():
        watching = hub(Twin())
        for _ in range(MOST_EACH):
            watching.admit("a")
        with pytest.raises(TooManyOfYours):
            watching.admit("a")
        watching.admit("b")
        for _ in range(2 * MOST_EACH):
            watching.admit(None)

    run(main())


def begin(served):
    said = served.client.post("/chat", json={"message": "hello"}).json()
    return f"/conversations/{said['conversation_id']}/stream"


def test_a_stream_too_many_is_503_until_another_ends(serve):
    served = serve(server__max_streams=2)
    path = begin(served)
    with served.client.stream("GET", path) as one, served.client.stream("GET", path) as two:
        assert one.status_code == two.status_code == 200
        refused = served.client.get(path)
        assert refused.status_code == 503
        assert int(refused.headers["Retry-After"]) > 0
        assert "2 conversations" in refused.json()["detail"]
        assert served.client.post("/chat", json={"message": "still"}).status_code == 200
    for _ in range(500):  # the server hears of the clients' leaving a moment later
        try:
            with served.client.stream("GET", path) as again:
                if again.status_code == 200:
                    return
        except httpx.TransportError:
            continue
    pytest.fail("the places were not given back")


def test_one_callers_streams_too_many_are_429(served):
    path = begin(served)
    with ExitStack() as open_streams:
        for _ in range(MOST_EACH):
            assert open_streams.enter_context(served.client.stream("GET", path)).status_code == 200
        refused = served.client.get(path)
        assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (429, "too-many-of-yours")
        assert int(refused.headers["Retry-After"]) > 0
        with served.client.stream("GET", path, headers={"User-Agent": "another"}) as other:
            assert other.status_code == 200
