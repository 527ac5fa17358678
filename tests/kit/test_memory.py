"""Memory goes back to the system where the C library knows how."""

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
