"""Memory goes back to the system where the C library knows how."""

import subprocess
import sys
from pathlib import Path

from willcall.kit.memory import give_back


def resident_kib() -> int:
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def test_what_was_let_go_of_goes_back() -> None:
    held = [bytes(1000) for _ in range(60_000)]  # some 60 MB in pieces that the heap keeps
    kept = held[::2000]
    del held
    before = resident_kib()
    assert give_back()
    assert kept
    assert resident_kib() < before - 20_000


def test_what_is_large_stays_apart_however_large_something_was_before() -> None:
    """In a process of its own, for it cannot be undone. Counts glibc's blocks that are mapped singly (`hblks`)."""
    script = """
import ctypes
from willcall.kit.memory import give_back_large_blocks

class Counts(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()]

count = ctypes.CDLL(None).mallinfo
count.restype = Counts
assert give_back_large_blocks()
bytes(16_000_000)
before = count().hblks
held = [bytes(4_000_000) for _ in range(3)]
print(count().hblks - before)
"""
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "3\n"
