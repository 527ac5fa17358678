"""Rate limiting across the processes of one machine: the same exact sliding log as `limits`, in a small mapped file.

Each caller has a slot with the times of its latest calls; a lock on the file makes a check one step for all processes, and is
let go by the system when one is killed. Monotonic time is the same for all processes of a machine; times from before a restart
of the machine lie in the future and count for nothing. Several machines count apart from each other.
"""

import fcntl
import hashlib
import math
import mmap
import os
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from willcall.access.limits import ROUNDING_S, WINDOW_S, RateLimiter, Verdict

WAYS = 8
MOST_SLOTS = 8192
MOST_BYTES = 4 * 1024 * 1024
LATE_S = 5.0
"""How long a call may wait for its turn to be counted; those counted meanwhile have later times than its own."""
_HEAD = struct.Struct("<8sII")  # whose, where the oldest time stands, how many there are
_TIME = struct.Struct("<d")


class SharedRateLimiter:
    """Counts calls per caller, whichever process they come to.

    Args:
        per_minute: The limit; 0 for none.
        folder: Where the file is; the same for all processes. Another limit is another file.

    Raises:
        OSError: If the disk has no room for it.
    """

    def __init__(self, per_minute: int, folder: Path) -> None:
        self.per_minute = per_minute
        self._lock = threading.Lock()
        if per_minute == 0:
            return
        self._slot = _HEAD.size + _TIME.size * per_minute
        slots = max(WAYS, min(MOST_SLOTS, MOST_BYTES // self._slot) // WAYS * WAYS)
        self._buckets = slots // WAYS
        self._file = os.open(folder / f"rate-limits-{per_minute}.bin", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with self._alone():  # whoever comes second must not empty what the first has counted
            # Taken now, for a page of a mapped file that finds no room on the disk kills the process.
            there = os.fstat(self._file).st_size
            if there < slots * self._slot:
                os.pwrite(self._file, bytes(slots * self._slot - there), there)
        self._map = mmap.mmap(self._file, slots * self._slot)

    def check(self, caller: str, *, now: float) -> Verdict | None:
        """Counts one call, unless the limit is reached.

        Args:
            caller: A key, a fan or an address.
            now: Monotonic seconds of this machine.

        Returns:
            The verdict, or None where there is no limit.
        """
        if self.per_minute == 0:
            return None
        whose = hashlib.blake2b(caller.encode(), digest_size=8).digest()
        with self._alone():
            at = self._find(whose)
            known, oldest, count = _HEAD.unpack_from(self._map, at)
            if known != whose:
                oldest = count = 0
            while count and not now - WINDOW_S + ROUNDING_S < self._time(at, oldest) <= now + LATE_S:
                oldest, count = (oldest + 1) % self.per_minute, count - 1
            allowed = count < self.per_minute
            if allowed:
                newest = (oldest + count) % self.per_minute
                _TIME.pack_into(self._map, at + _HEAD.size + _TIME.size * newest, now)
                count += 1
            _HEAD.pack_into(self._map, at, whose, oldest, count)
            reset = max(1, math.ceil(self._time(at, oldest) + WINDOW_S - now))
        return Verdict(allowed, self.per_minute, self.per_minute - count, reset)

    def close(self) -> None:
        """Lets the file go."""
        if self.per_minute:
            self._map.close()
            os.close(self._file)

    def _find(self, whose: bytes) -> int:
        """Where the caller's slot is: theirs, or else the one of eight whose last call is longest ago."""
        first = int.from_bytes(whose, "little") % self._buckets * WAYS
        places = [(first + way) * self._slot for way in range(WAYS)]
        for at in places:
            if self._map[at : at + len(whose)] == whose:
                return at
        return min(places, key=self._last)

    def _last(self, at: int) -> float:
        _, oldest, count = _HEAD.unpack_from(self._map, at)
        return -math.inf if count == 0 else self._time(at, (oldest + count - 1) % self.per_minute)

    def _time(self, at: int, index: int) -> float:
        (found,) = _TIME.unpack_from(self._map, at + _HEAD.size + _TIME.size * index)
        return float(found)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._lock:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)


Limiter = RateLimiter | SharedRateLimiter


def open_limiter(per_minute: int, *, processes: int, folder: Path) -> Limiter:
    """The limiter for so many processes of one machine."""
    return RateLimiter(per_minute) if processes == 1 else SharedRateLimiter(per_minute, folder)
