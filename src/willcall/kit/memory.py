"""Memory given back to the system: glibc keeps what threads let go of, and a server that answers from many threads grows by it."""

import ctypes
from collections.abc import Callable
from functools import cache

_M_MMAP_THRESHOLD, _LARGE = -3, 128 * 1024  # mallopt(3): the parameter's number, and the bytes glibc begins with


def give_back() -> bool:
    """Hands free memory of the C heap back to the system; whether there was a way to (glibc's `malloc_trim`), which takes some ms."""
    trim = _of_glibc("malloc_trim")
    if trim is None:
        return False
    trim(0)
    return True


def give_back_large_blocks() -> bool:
    """From now on what is large goes back to the system the moment it is let go of; whether there was a way to (glibc's `mallopt`).

    Left alone, glibc counts as large only what is larger than anything let go of so far (up to 32 MB), and puts the rest on the
    heaps of threads, where one small piece that stays behind it keeps all of it.
    """
    set_option = _of_glibc("mallopt")
    return set_option is not None and set_option(_M_MMAP_THRESHOLD, _LARGE) == 1


@cache
def _of_glibc(name: str) -> Callable[..., int] | None:
    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return None  # another C library: macOS, musl, Windows
    return found
