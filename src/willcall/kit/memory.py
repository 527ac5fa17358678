"""Memory given back to the system: glibc keeps what threads let go of, and a server that answers from many threads grows by it."""

import ctypes
from collections.abc import Callable
from functools import cache


def give_back() -> bool:
    """Hands free memory of the C heap back to the system; whether there was a way to (glibc's `malloc_trim`), which takes some ms."""
    trim = _trim()
    if trim is None:
        return False
    trim(0)
    return True


@cache
def _trim() -> Callable[[int], int] | None:
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None  # another C library: macOS, musl, Windows
