"""What must be done every second or so (holds that expire, conversations that fall silent), in exactly one process of this machine.

Whoever holds the lock does it; the kernel frees the lock when that process dies, and another takes over. Doing a chore twice
harms nothing, so machines that share a database need no further agreement.
"""

import asyncio
import fcntl
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from willcall.app import App
from willcall.kit.telemetry import get_logger

EVERY_S = 1.0

log = get_logger("entrypoints.api")


class Duty:
    """The right to do the chores.

    Args:
        path: The lock's file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def mine(self) -> bool:
        """Whether this process has it, taking it if it is free."""
        if self._descriptor is not None:
            return True
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def give_up(self) -> None:
        """Lets another process have it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


async def do_chores(app: App) -> None:
    """Does them until cancelled; slow ones each at its own pace, so that no other waits for them."""
    duty = Duty(app.settings.storage.data / "chores.lock")
    slow = [{name: chore} for name, chore in app.slow_chores.items()]
    try:
        await asyncio.gather(*(_keep_doing(duty, chores) for chores in (app.chores, *slow)))
    finally:
        duty.give_up()


async def _keep_doing(duty: Duty, chores: Mapping[str, Callable[[], int]]) -> None:
    """A chore that fails is logged and tried again the next time."""
    while True:
        if duty.mine():
            for name, chore in chores.items():
                try:
                    await asyncio.to_thread(chore)
                except Exception as error:  # whatever it is, the other chores and the next second go on
                    log.warning("chore failed", chore=name, exc_info=error)
        await asyncio.sleep(EVERY_S)
