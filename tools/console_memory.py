"""How much memory a server has after how many loads of its console: `python tools/console_memory.py --loads 10000`.

Starts `willcall up` on a fresh folder with a log of ninety days, signs in, and loads again and again, one load after the other: the page, the
session, the inbox, the dashboard of 1 to 90 days, and one of the console's other views in turn. Every tenth load a fan says something, so that the
log changes. Prints resident memory (all of it, and what is no file's) as Linux tells it in `smaps_rollup`.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import httpx

from willcall.conversations.log.shelf import ConversationLog
from willcall.entrypoints.cli.bench.console import _fill
from willcall.kit.clock import system_clock
from willcall.kit.database import Database
from willcall.kit.ids import new_id
from willcall.migrations import migrate

DAYS = (1, 2, 3, 7, 7, 14, 30, 60, 90)
VIEWS = (
    ("gaps?{range}", "gaps/closed"),
    ("lists/topics?{range}&limit=500", "lists/keywords?{range}&limit=500"),
    ("lists/dropoff?{range}&limit=500", "dashboard?{range}&metric=buying&metric=orders&metric=refunds"),
    ("lists/tools?{range}&limit=500", "lists/errors?{range}&limit=500"),
    ("cost?days={days}", "dashboard?{range}&metric=cost&metric=cost_per_sale&metric=input_tokens"),
    ("opinions?{range}", "dashboard?{range}&metric=opinions&metric=satisfaction&metric=score"),
    ("metrics", "figures?days={days}&by=brain", "figures?days={days}&by=event"),
    ("drill-down/unanswered?{range}", "drill-down/turns?{range}"),
    ("alerts?state=firing", "alerts/rules", "alerts/silences", "incidents?closed=true", "drift?limit=500"),
    ("system", "operators"),
)
SAID = (
    "is there parking near the hall",
    "two tickets for friday please",
    "what time do doors open",
    "how do i get a refund",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loads", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=11_000, help="in the log to begin with")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), wanted.turns)
        command = [sys.executable, "-m", "willcall", "up", "--port", "0", "--data", folder]
        environ = os.environ | {"RATE_LIMIT_PER_MINUTE": "0"}
        with subprocess.Popen(
            command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as server:
            try:
                measure(server, wanted.loads)
            finally:
                server.terminate()


def fill(folder: Path, turns: int) -> None:
    url = f"sqlite:///{folder}/willcall.db"
    migrate(url)
    database = Database(url, clock=system_clock, ids=new_id)
    _fill(
        ConversationLog.over(database, folder / "log", ids=new_id), turns, datetime.now(UTC).replace(minute=0, second=0)
    )
    database.dispose()


def measure(server: subprocess.Popen[str], loads: int) -> None:
    told = ""
    while "said only this once" not in told:
        told += server.stdout.readline()
    [url] = re.findall(r"open at (\S+)", told)
    [password] = re.findall(r"as admin with (\S+)", told)
    chance = random.Random(7)
    first = None
    with httpx.Client(base_url=url, headers={"Origin": url}, timeout=60) as browser:
        ask(browser, "POST", "/api/session", {"name": "admin", "password": password})
        for number in range(1, loads + 1):
            load(browser, number, chance.choice(DAYS))
            if number % 10 == 0:
                ask(browser, "POST", "/chat", {"message": chance.choice(SAID)})
            if number in {1, 20, 100, 200, 500} or number % 1000 == 0:
                whole, ours = resident(server.pid)
                first = whole if number == 100 else first
                against = f", {whole / first:.3f} of after 100" if first else ""
                print(f"{number:6,} loads: {whole:.0f} MB ({ours:.0f} no file's){against}", flush=True)


def load(browser: httpx.Client, number: int, days: int) -> None:
    range_ = f"days={days}&by={'hour' if days <= 2 else 'day'}"
    others = [path.format(range=range_, days=days) for path in VIEWS[number % len(VIEWS)]]
    ask(browser, "GET", "/console")
    for path in ("session", "inbox", f"dashboard?{range_}", *others):
        ask(browser, "GET", f"/api/{path}")


def ask(browser: httpx.Client, method: str, path: str, body: dict[str, str] | None = None) -> None:
    browser.request(method, path, json=body).raise_for_status()


def resident(pid: int) -> tuple[float, float]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {name: int(rest.split()[0]) / 1024 for name, _, rest in (line.partition(":") for line in lines)}
    return sizes["Rss"], sizes["Anonymous"]


if __name__ == "__main__":
    main()
