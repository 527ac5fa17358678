"""Who follows which conversation: one look at the database for all streams of this process, however many there are.

A turn that ends in this process is told at once; what another worker or a person wrote is seen at the next look. Streams are
counted: each costs a connection for as long as somebody listens. Knows nothing of what is sent.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Collection, Mapping
from dataclasses import dataclass, field

from willcall.conversations.store import Glimpse
from willcall.entrypoints.api.running import Runner
from willcall.kit.errors import Limited, Unavailable
from willcall.kit.telemetry import get_logger

LOOK_EVERY_S = 0.5
MOST_EACH = 20
RETRY_AFTER_S = 10

Look = Callable[[Collection[str]], Mapping[str, Glimpse]]

log = get_logger("entrypoints.api")


class TooManyStreams(Unavailable):
    """This process follows as many conversations as it may."""


class TooManyOfYours(Limited):
    """One caller follows as many conversations as one may."""


@dataclass(slots=True)
class Watch:
    """One conversation, for all who follow it."""

    latest: Glimpse
    followers: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class Following:
    """Looks for all who follow.

    Args:
        look: Says how conversations stand, in one query; synchronous.
        runner: Runs it in a thread.
        stopping: Whether the process is about to end; streams then end too.
        most: Streams at a time.
        every_s: Seconds between looks.
    """

    def __init__(
        self, look: Look, runner: Runner, *, stopping: Callable[[], bool], most: int, every_s: float = LOOK_EVERY_S
    ) -> None:
        self._look, self._runner, self._stopping = look, runner, stopping
        self._most, self._every_s = most, every_s
        self._watches: dict[str, Watch] = {}
        self._callers: Counter[str] = Counter()
        self._nudged = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    def admit(self, caller: str | None) -> Callable[[], None]:
        """A place for one more stream; call what is returned when it ends.

        Args:
            caller: Who it is for; None for a caller whose number of streams is not limited.

        Raises:
            TooManyStreams, TooManyOfYours: With the seconds to wait.
        """
        if caller is not None and self._callers[caller] >= MOST_EACH:
            raise TooManyOfYours(
                f"You follow {MOST_EACH} conversations already; end one first.", retry_after_s=RETRY_AFTER_S
            )
        if self._callers.total() >= self._most:
            raise TooManyStreams(
                f"This server follows {self._most} conversations already; try again in a moment.",
                retry_after_s=RETRY_AFTER_S,
            )
        place = caller or ""
        self._callers[place] += 1
        left = False

        def leave() -> None:
            nonlocal left
            if left:
                return
            left = True
            self._callers[place] -= 1
            if not self._callers[place]:
                del self._callers[place]

        return leave

    async def changes(self, conversation_id: str, known: Glimpse) -> AsyncGenerator[Glimpse]:
        """How the conversation stands, now and after every change, until the process ends or nobody listens."""
        watch = self._watches.setdefault(conversation_id, Watch(known))
        watch.followers += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._keep_looking())
        try:
            latest = known
            while not self._stopping():
                changed = watch.changed
                if watch.latest.turns >= latest.turns:
                    latest = watch.latest
                yield latest
                await changed.wait()
        finally:
            watch.followers -= 1
            if not watch.followers:
                self._watches.pop(conversation_id, None)

    def nudge(self, conversation_id: str | None) -> None:
        """Something was just said in this process: whoever follows hears of it now."""
        if conversation_id in self._watches:
            self._nudged.set()

    async def look(self) -> None:
        """One look, for all."""
        found = await self._runner.work(self._look, list(self._watches))
        for conversation_id, glimpse in found.items():
            watch = self._watches.get(conversation_id)
            if watch is not None and watch.latest != glimpse:
                watch.latest = glimpse
                self._tell(watch)

    async def _keep_looking(self) -> None:
        while self._watches and not self._stopping():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._nudged.wait(), self._every_s)
            self._nudged.clear()
            try:
                await self.look()
            except Exception:  # the next look may well succeed; nobody's stream ends for this one
                log.exception("conversations could not be looked at")
        for watch in self._watches.values():
            self._tell(watch)

    def _tell(self, watch: Watch) -> None:
        changed, watch.changed = watch.changed, asyncio.Event()
        changed.set()
