"""What moving money needs, wired once per box office."""

from dataclasses import dataclass

from willcall.boxoffice.payments.ports import PaymentProvider
from willcall.kit.database import Database

LEASE_MS = 30_000
"""How long whoever began an attempt has to finish it before others look after it; longer than any provider's time-out."""


@dataclass(frozen=True, slots=True)
class Wired:
    """The database that attempts are recorded in, and the provider that they go through."""

    database: Database
    provider: PaymentProvider
