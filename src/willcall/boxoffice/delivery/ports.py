"""What a door scanner reads: signed ticket codes.

Knows nothing of orders or payments. `serial` counts a ticket's codes: a transfer or re-issue raises it, and only the
code with the latest serial opens the door.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SignedTicket:
    """What a genuine code says."""

    ticket_id: str
    event_id: str
    seat_id: str
    serial: int


class TicketSigner(Protocol):
    """Signs tickets so that a scanner can check them without a network."""

    def sign(self, *, ticket_id: str, event_id: str, seat_id: str, serial: int) -> str:
        """The text that the QR code shows. Deterministic: the same ticket and serial give the same code."""
        ...

    def vouch(self, text: str) -> str:
        """A signature over any other text than a code; `qr.vouches` checks it with the public key."""
        ...

    def verify(self, code: str) -> SignedTicket | None:
        """What the code says, or None when it is not one of ours."""
        ...
