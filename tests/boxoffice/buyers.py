"""A process full of buyers, for the race: `python buyers.py DATABASE_URL LEDGER WORKER BUYERS SEED`.

Each buyer tries to hold two of the wanted seats, confirms and pays, again and again until sold out. The bank is a ledger file that
survives the process: a line for every charge and every void, appended and flushed, so that it remembers what a killed process
had taken. Prints `ready` when the buyers are about to start and `done` when they are through.
"""

import fcntl
import json
import random
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from willcall.access.actor import Actor
from willcall.boxoffice.local import LocalBoxOffice
from willcall.boxoffice.payments.ports import Charge, Refund
from willcall.kit.clock import system_clock
from willcall.kit.database import Database
from willcall.kit.errors import WillcallError
from willcall.kit.ids import new_id
from willcall.kit.money import Money

WANTED = [f"201-{row}-{number}" for row in "ab" for number in range(1, 11)]


class LedgerBank:
    """A bank whose memory is a file; every call is idempotent by its key."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self._path.read_text().splitlines()]

    def _once(self, entry: dict) -> dict:
        with self._path.open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            for line in file.read().splitlines():
                known = json.loads(line)
                if known["key"] == entry["key"]:
                    return known
            file.write(json.dumps(entry) + "\n")
            file.flush()
        return entry

    def charge(self, *, amount, token, idempotency_key, metadata=None) -> Charge:
        time.sleep(random.uniform(0.001, 0.02))  # a bank takes its time, and that is when processes die
        entry = self._once(
            {"key": idempotency_key, "do": "charge", "amount": amount.amount, "currency": amount.currency}
        )
        time.sleep(random.uniform(0.001, 0.02))
        return Charge(entry["key"], "succeeded", amount)

    def lookup(self, *, idempotency_key) -> Charge | None:
        lines = self.lines()
        if any(line["key"] == f"{idempotency_key}:void" for line in lines):
            return Charge(idempotency_key, "voided", Money(0, "USD"))
        for line in lines:
            if line["key"] == idempotency_key:
                return Charge(idempotency_key, "succeeded", Money(line["amount"], line["currency"]))
        return None

    def void(self, *, charge_id, idempotency_key) -> Charge:
        amount = next(line["amount"] for line in self.lines() if line["key"] == charge_id)
        self._once({"key": f"{charge_id}:void", "do": "void", "amount": -amount, "currency": "USD"})
        return Charge(charge_id, "voided", Money(amount, "USD"))

    def refund(self, *, charge_id, amount, idempotency_key) -> Refund:
        raise NotImplementedError

    def net(self) -> int:
        return sum(line["amount"] for line in self.lines())


class Signer:
    def sign(self, *, ticket_id, event_id, seat_id, serial) -> str:
        return ticket_id

    def verify(self, code):
        return None


def office_on(url: str, ledger: Path) -> tuple[LocalBoxOffice, Database]:
    database = Database(url, clock=system_clock, ids=new_id, pool_size=4)
    return LocalBoxOffice(
        database, clock=system_clock, ids=new_id, payments=LedgerBank(ledger), signer=Signer()
    ), database


def buy(office: LocalBoxOffice, name: str, rng: random.Random, ledger: Path) -> None:
    fan = Actor.fan(f"cus_{name}", f"cnv_{name}")
    for attempt in range(12):
        seats = rng.sample(WANTED, 2)
        key = f"{name}-{attempt}"
        try:
            hold = office.hold_tickets(actor=fan, event_id="evt_week", seat_ids=seats, idempotency_key=f"{key}-hold")
            quote = office.quote(actor=fan, kind="purchase", hold_id=hold.hold_id)
            office.confirm_quote(actor=fan, quote_id=quote.quote_id)
            for _double_click in range(2):
                office.create_order(
                    actor=fan,
                    hold_id=hold.hold_id,
                    quote_id=quote.quote_id,
                    customer_id=fan.customer_id,
                    payment_method_token="tok_ok",
                    idempotency_key=f"{key}-pay",
                )
            return
        except WillcallError as error:
            if "locked" in str(error).lower() or error.kind == "unavailable":
                with (ledger.parent / "surprises").open("a") as file:
                    file.write(f"{error!r}\n")


def main(url: str, ledger: str, worker: str, buyers: str, seed: str) -> None:
    office, _database = office_on(url, Path(ledger))
    print("ready", flush=True)  # noqa: T201
    threads = [
        threading.Thread(
            target=buy, args=(office, f"{worker}-{n}", random.Random(f"{seed}-{worker}-{n}"), Path(ledger))
        )
        for n in range(int(buyers))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with suppress(BrokenPipeError):
        print("done", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
