"""One at a time by name: between threads, between processes, and after a process died holding it."""

import subprocess
import sys
import threading

from willcall.kit.database import Database
from willcall.kit.locks import NamedLocks

_HOLDS = """
import sys
from willcall.kit.clock import system_clock
from willcall.kit.database import Database
from willcall.kit.ids import new_id
from willcall.kit.locks import NamedLocks

with NamedLocks(Database(sys.argv[1], clock=system_clock, ids=new_id)).held("cnv_1"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_waits_and_is_let_in_when_the_holder_is_killed(database: Database, database_url: str) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLDS, database_url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    locks, entered = NamedLocks(database), threading.Event()

    def enter() -> None:
        with locks.held("cnv_1"):
            entered.set()

    waiting = threading.Thread(target=enter)
    waiting.start()
    try:
        assert not entered.wait(0.3)
    finally:
        other.kill()
        other.communicate()
    assert entered.wait(10)
    waiting.join()
    locks.close()


def test_what_is_held_is_free_again_afterwards_also_when_the_block_failed(database: Database) -> None:
    locks = NamedLocks(database)
    try:
        with locks.held("cnv_1"):
            raise RuntimeError
    except RuntimeError:
        pass
    again = NamedLocks(database)
    with again.held("cnv_1"):
        pass
    locks.close()
    with again.held("cnv_1"), locks.held("cnv_2"):  # another stripe; closed files are opened anew
        pass
    again.close()
    locks.close()


def test_one_thread_at_a_time(database: Database) -> None:
    locks, inside, most = NamedLocks(database), 0, 0
    guard = threading.Lock()

    def work() -> None:
        nonlocal inside, most
        for _ in range(20):
            with locks.held("cnv_1"):
                with guard:
                    inside += 1
                    most = max(most, inside)
                with guard:
                    inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    locks.close()
