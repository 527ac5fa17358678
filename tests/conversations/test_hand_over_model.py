"""Every interleaving of a small model of hand-over, explored against the real store.

Two messages of the fan (each a turn of the agent: lock and load, then think and store), a person who takes over, replies and
gives back, another who tries to take over, takes by force or not, and one crash of anybody between any two steps, after which
their client tries again. Each step is one transaction of the real code; a branch is undone by SQLite's savepoints, and states met
before are not entered again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, text

from willcall.conversations.speaker import NotSpeaking, Speakers, Taken
from willcall.conversations.store import Conversation, ConversationStore, Turn
from willcall.kit.database import UnitOfWork
from willcall.kit.ids import new_id
from willcall.migrations.rooms import metadata

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
HERE = "cnv_1"


class OneConnection:
    """A database of one connection, whose commits can be taken back."""

    def __init__(self) -> None:
        self.engine = create_engine("sqlite://", connect_args={"isolation_level": None})
        self.connection: Connection = self.engine.connect()
        metadata().create_all(self.connection)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        yield self.connection

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        unit = UnitOfWork(self.connection, now=NOW, ids=new_id)
        self.connection.exec_driver_sql("SAVEPOINT unit")
        try:
            yield unit
            unit.flush()
        except BaseException:
            self.connection.exec_driver_sql("ROLLBACK TO unit")
            raise
        finally:
            self.connection.exec_driver_sql("RELEASE unit")


@dataclass(frozen=True)
class Actor:
    """One process: where it stands and what it remembers. `pc` None: finished."""

    name: str
    pc: str | None
    seen: tuple[str, int, int] | None = None  # what a turn loaded: speaker, turns, floor
    token: int | None = None
    told: str | None = None  # what its client has been told in the end


@dataclass(frozen=True)
class World:
    """Everything outside the database.

    Args:
        actors: The processes.
        lock: Who holds the conversation's lock.
        crashes: How many may still happen.
        spans: For each person's time on the floor: how many messages there were when it began and when it ended.
    """

    actors: tuple[Actor, ...]
    lock: str | None
    crashes: int
    spans: tuple[tuple[int, int | None], ...] = ()


class Model:
    def __init__(self, *, force: bool) -> None:
        self.db = OneConnection()
        self.store = ConversationStore(self.db)  # type: ignore[arg-type]
        self.speakers = Speakers(self.db, self.store)  # type: ignore[arg-type]
        self.force = force
        self.visited: set[Any] = set()
        self.steps = self.ends = 0
        with self.db.write() as unit:
            self.store.save(unit, Conversation(HERE, None, "chat", "{}", "agent", 0, NOW, NOW, new=True), [])
        self.db.connection.exec_driver_sql("BEGIN")

    # -- the processes --------------------------------------------------------------------------------------------------

    def start(self, name: str) -> Actor:
        return Actor(name, {"F": "load", "A": "take", "B": "take"}[name[0]])

    def enabled(self, world: World, actor: Actor) -> bool:
        needs_lock = actor.pc in {"load", "return"}
        return actor.pc is not None and not (needs_lock and world.lock is not None)

    def step(self, world: World, actor: Actor) -> tuple[Actor, str | None, World]:
        """The process after its next step, who holds the lock then, and the world."""
        do: Callable[[World, Actor], tuple[Actor, str | None, World]] = getattr(self, f"do_{actor.pc}")
        return do(world, actor)

    def do_load(self, world: World, actor: Actor) -> tuple[Actor, str | None, World]:
        now = self.store.load(HERE)
        return replace(actor, pc="finish", seen=(now.speaker, now.turns, now.floor)), actor.name, world

    def do_finish(self, world: World, actor: Actor) -> tuple[Actor, str | None, World]:
        assert actor.seen is not None
        speaker, turns, floor = actor.seen
        here = Conversation(HERE, None, "chat", "{}", speaker, turns, NOW, NOW, floor=floor)  # type: ignore[arg-type]
        heard = Turn(actor.name, "user", f"{actor.name} asks", NOW)
        with self.db.write() as unit:
            if speaker == "person":
                self.speakers.hear(unit, here, heard)
                told = ""
            else:
                answer = Turn(f"{actor.name}'", "agent", f"answer to {actor.name}", NOW)
                delivered = self.speakers.finish_turn(unit, here, heard=heard, answer=answer)
                told = answer.text if delivered else ""
        return replace(actor, pc=None, seen=None, told=told), None, world

    def do_take(self, world: World, actor: Actor) -> tuple[Actor, str | None, World]:
        before = self.store.load(HERE)
        try:
            with self.db.write() as unit:
                lease = self.speakers.take_over(
                    unit, conversation_id=HERE, operator_id=actor.name, force=self.force and actor.name == "B"
                )
        except Taken:
            return replace(actor, pc=None, told="taken"), world.lock, world
        spans = world.spans
        if before.speaker == "agent":
            spans = (*spans, (before.turns, None))
        return replace(actor, pc="say", token=lease.token), world.lock, replace(world, spans=spans)

    def do_say(self, world: World, actor: Actor) -> tuple[Actor, str | None, World]:
        assert actor.token is not None
        words = Turn(actor.name, "person", f"{actor.name} helps", NOW)
        try:
            with self.db.write() as unit:
                self.speakers.say(unit, conversation_id=HERE, token=actor.token, turn=words, key=f"key of {actor.name}")
        except NotSpeaking:
            return replace(actor, pc=None, told="not speaking"), world.lock, world
        return replace(actor, pc="return", told="said"), world.lock, world

    def do_return(self, world: World, actor: Actor) -> tuple[Actor, str | None, World]:
        return replace(actor, pc="returned"), actor.name, world

    def do_returned(self, world: World, actor: Actor) -> tuple[Actor, str | None, World]:
        assert actor.token is not None
        try:
            with self.db.write() as unit:
                self.speakers.give_back(unit, conversation_id=HERE, token=actor.token)
        except NotSpeaking:
            return replace(actor, pc=None), None, world
        now = self.store.load(HERE)
        spans = (*world.spans[:-1], (world.spans[-1][0], now.turns))
        return replace(actor, pc=None), None, replace(world, spans=spans)

    def after_crash(self, actor: Actor) -> Actor | None:
        """What the client does next: begin again where the server may not have done it; None if it has nothing to do again."""
        if actor.name[0] == "F":
            return self.start(actor.name) if actor.pc == "finish" else None
        if actor.pc == "say":
            return replace(self.start(actor.name))  # taking over again gives the same lease
        if actor.pc == "return":
            return replace(actor, pc="say")  # the reply was stored, its client does not know: the same key again
        return replace(actor, pc="return") if actor.pc == "returned" else None

    # -- exploring ------------------------------------------------------------------------------------------------------

    def explore(self, world: World, depth: int = 0) -> None:
        self.check(world)
        key = (world, self.stored())
        if key in self.visited:
            return
        self.visited.add(key)
        moves = [actor for actor in world.actors if self.enabled(world, actor)]
        if not moves:
            assert all(actor.pc is None for actor in world.actors), "somebody waits for ever"
            self.ends += 1
            self.check_end(world)
            return
        for actor in moves:
            self.db.connection.exec_driver_sql(f"SAVEPOINT s{depth}")
            changed, lock, after = self.step(world, actor)
            self.steps += 1
            actors = tuple(changed if other is actor else other for other in world.actors)
            self.explore(replace(after, actors=actors, lock=lock), depth + 1)
            self.db.connection.exec_driver_sql(f"ROLLBACK TO s{depth}")
            self.db.connection.exec_driver_sql(f"RELEASE s{depth}")
        if world.crashes:
            for actor in world.actors:
                again = self.after_crash(actor)
                if again is not None:
                    actors = tuple(again if other is actor else other for other in world.actors)
                    lock = None if world.lock == actor.name else world.lock
                    self.explore(replace(world, actors=actors, lock=lock, crashes=world.crashes - 1), depth + 1)

    def stored(self) -> tuple[Any, ...]:
        rows = self.db.connection.execute(text("SELECT number, message_id, speaker, body FROM turns ORDER BY number"))
        row = self.db.connection.execute(text("SELECT speaker, floor, held_by, turns FROM conversations")).one()
        return tuple(tuple(r) for r in rows), tuple(row)

    # -- what holds ------------------------------------------------------------------------------------------------------

    def check(self, world: World) -> None:
        said, (speaker, _floor, held_by, turns) = self.stored()
        assert [row[0] for row in said] == list(range(1, turns + 1)), "numbers without gap or repetition"
        assert len({row[1] for row in said}) == len(said), "nothing twice"
        assert (speaker == "person") == (held_by is not None)
        for began, ended in world.spans:
            inside = [row for row in said if row[0] > began and (ended is None or row[0] <= ended)]
            assert not [row for row in inside if row[2] == "agent"], f"the agent spoke after a take-over: {said}"
        for row in said:
            if row[2] == "person":
                assert any(b < row[0] and (e is None or row[0] <= e) for b, e in world.spans), "a person out of turn"

    def check_end(self, world: World) -> None:
        said, _ = self.stored()
        ids = [row[1] for row in said]
        for actor in world.actors:
            if actor.name[0] == "F":
                assert ids.count(actor.name) == 1, f"the fan's words are there once: {said}"
                answered = f"{actor.name}'" in ids
                if actor.told is not None:
                    assert answered == bool(actor.told), "told is stored, stored is told"
                if answered:
                    assert ids.index(f"{actor.name}'") == ids.index(actor.name) + 1
            elif actor.told == "said":
                assert ids.count(actor.name) == 1, "a reply that was taken is there once"


@pytest.mark.parametrize("force", [False, True], ids=["one wins", "by force"])
@pytest.mark.parametrize("crashes", [0, 2])
def test_no_interleaving_lets_the_fan_hear_two_voices_or_loses_a_word(*, force: bool, crashes: int) -> None:
    model = Model(force=force)
    actors = tuple(model.start(name) for name in ("F1", "F2", "A", "B"))
    model.explore(World(actors, lock=None, crashes=crashes))
    print(f"{len(model.visited)} states, {model.steps} steps, {model.ends} ends")  # noqa: T201
    assert model.ends > 10
    assert len(model.visited) > 300


def test_the_model_sees_a_store_without_fencing() -> None:
    """The same exploration over a store that does not compare tokens finds the second voice: the test can fail."""
    model = Model(force=False)

    def careless(unit: UnitOfWork, conversation: Conversation, *, heard: Turn, answer: Turn) -> bool:
        now = model.store.load(HERE)
        conversation.floor, conversation.turns = now.floor, now.turns
        model.store.save(unit, conversation, [heard, answer])
        return True

    model.speakers.finish_turn = careless  # type: ignore[method-assign]
    actors = tuple(model.start(name) for name in ("F1", "A"))
    with pytest.raises(AssertionError, match="after a take-over"):
        model.explore(World(actors, lock=None, crashes=0))
