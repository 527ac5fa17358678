"""Checks tickets at a door without a network: `python -m willcall.boxoffice.delivery.scanner --key KEY --voided FILE [CODE…]`.

Codes come as arguments, or one a line from a scanner on standard input. Each gets one line of JSON; the exit code is 1 if any was bad.
A genuine code may have been given back since; the list of voided tickets, fetched before the doors open, says which.
Remembers what it saw while it runs, so that a code (or an older one of the same ticket) lets nobody in twice.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from willcall.boxoffice.delivery.qr import verify_offline
from willcall.boxoffice.delivery.voided import VoidedList, read
from willcall.kit.errors import Invalid


def scan(
    codes: Iterable[str],
    *,
    key: str,
    event_id: str | None,
    out: TextIO,
    voided: Sequence[VoidedList] = (),
) -> bool:
    """Judges codes one by one; whether all were good.

    Args:
        codes: As read from tickets.
        key: The public key.
        event_id: What is on tonight; None lets tickets of any event pass.
        out: Where the verdicts go.
        voided: Lists of codes that open no door any more.
    """
    seen: dict[str, int] = {}
    good = True
    for code in codes:
        if not code.strip():
            continue
        ticket = verify_offline(code, key)
        if ticket is None:
            verdict: dict[str, object] = {"ok": False, "reason": "not a genuine ticket"}
        else:
            reason = ""
            if event_id is not None and ticket.event_id != event_id:
                reason = "for another event"
            elif barred := next((why for each in voided if (why := each.bars(ticket.ticket_id, ticket.serial))), ""):
                reason = barred
            elif ticket.ticket_id in seen:
                reason = (
                    "already used" if ticket.serial <= seen[ticket.ticket_id] else "already used by an earlier holder"
                )
            else:
                seen[ticket.ticket_id] = ticket.serial
            verdict = {
                "ok": not reason,
                "reason": reason or "welcome",
                "ticket_id": ticket.ticket_id,
                "event_id": ticket.event_id,
                "seat_id": ticket.seat_id,
                "serial": ticket.serial,
            }
        good = good and bool(verdict["ok"])
        out.write(json.dumps(verdict) + "\n")
        out.flush()
    return good


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="scanner", description="Check ticket codes offline.")
    parser.add_argument("--key", required=True, help="the public key, from GET /boxoffice/v1/ticket-key")
    parser.add_argument("--event", help="accept tickets of this event only")
    parser.add_argument(
        "--voided", action="append", type=Path, default=[], metavar="FILE", help="a list of voided tickets"
    )
    parser.add_argument("codes", nargs="*", help="codes; without any they are read from standard input")
    given = parser.parse_args(arguments)
    try:
        lists = [read(path.read_text("utf-8"), given.key) for path in given.voided]
        for each in lists:
            sys.stderr.write(f"{len(each.tickets)} codes of {each.event_id} closed as of {each.as_of.isoformat()}\n")
        codes = given.codes or sys.stdin
        return 0 if scan(codes, key=given.key, event_id=given.event, out=sys.stdout, voided=lists) else 1
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except Invalid as error:
        sys.stderr.write(error.detail + "\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
