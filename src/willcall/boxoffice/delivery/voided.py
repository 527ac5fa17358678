"""The list of ticket codes of an event that open no door any more, signed so that a scanner can trust the file.

A code says who may come in as of when it was made; a refund, an exchange or a transfer afterwards cannot change what a guest has
saved. A scanner without a network is handed this list shortly before the doors open. Signed with the key of the tickets, under
a prefix of its own, so that neither passes for the other. Knows nothing of orders.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from willcall.boxoffice.delivery.ports import TicketSigner
from willcall.boxoffice.delivery.qr import vouches
from willcall.kit.errors import Invalid

PREFIX = "WCV1"


@dataclass(frozen=True, slots=True)
class VoidedList:
    """What a genuine list says.

    Args:
        event_id: The event whose tickets it is about.
        as_of: When it was made; what happened later is not in it.
        tickets: By ticket, the least serial that still opens the door; None where none does.
    """

    event_id: str
    as_of: datetime
    tickets: Mapping[str, int | None]

    def bars(self, ticket_id: str, serial: int) -> str:
        """Why a genuine code opens no door; empty when the list has nothing against it."""
        if ticket_id not in self.tickets:
            return ""
        least = self.tickets[ticket_id]
        if least is None:
            return "given back or exchanged"
        return "replaced by a newer code" if serial < least else ""


def write(found: VoidedList, signer: TicketSigner) -> str:
    """The list as one JSON document with its signature."""
    body: dict[str, Any] = {
        "event_id": found.event_id,
        "as_of": found.as_of.isoformat().replace("+00:00", "Z"),
        "tickets": dict(found.tickets),
    }
    return json.dumps(body | {"signature": signer.vouch(_signed(body))})


def read(text: str, public_key: str) -> VoidedList:
    """A list that was handed over.

    Args:
        text: The document.
        public_key: As for tickets.

    Raises:
        Invalid: If it is not a list, was changed, or is signed by someone else.
    """
    try:
        document = json.loads(text)
        body = {name: document[name] for name in ("event_id", "as_of", "tickets")}
        signature, event_id, tickets = document["signature"], body["event_id"], body["tickets"]
        as_of = datetime.fromisoformat(body["as_of"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Invalid("That is not a list of voided tickets.", field="voided") from error
    if not isinstance(signature, str) or not vouches(_signed(body), signature, public_key):
        raise Invalid("The list of voided tickets is not signed with this key, or was changed.", field="voided")
    return VoidedList(event_id, as_of, tickets)


def _signed(body: Mapping[str, Any]) -> str:
    return f"{PREFIX}:{json.dumps(body, sort_keys=True, separators=(',', ':'))}"
