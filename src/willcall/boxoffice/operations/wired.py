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

    @property
    def lease_ms(self) -> int:
        """The lease of a charge; a provider that always answers sooner may say so by a `lease_ms` of its own."""
        return int(getattr(self.provider, "lease_ms", LEASE_MS))
