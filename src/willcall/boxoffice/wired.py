# ruff: noqa: PLC0415 - a bank's library is loaded where it is the bank
"""The box office and who takes its payments, made of this room's settings. Knows no other room."""

from pathlib import Path
from typing import TYPE_CHECKING

from willcall.boxoffice.config import BoxOfficeSection
from willcall.boxoffice.ports import BoxOffice
from willcall.kit.clock import Clock
from willcall.kit.database import Database
from willcall.kit.errors import Invalid

if TYPE_CHECKING:
    from willcall.boxoffice.delivery.ports import TicketSigner
    from willcall.boxoffice.payments.ports import PaymentProvider
    from willcall.boxoffice.payments.sandbox import SandboxPayments


def open_payments(
    section: BoxOfficeSection, *, sandbox: bool, public_url: str | None, database: Database, clock: Clock
) -> "tuple[SandboxPayments | None, PaymentProvider]":
    """The bank of the sandbox, None where real money moves, and who takes payments.

    Args:
        section: What is wished.
        sandbox: Whether this house is one.
        public_url: Where fans come back to after a second step.
        database: Where the sandbox keeps its bank.
        clock: The time.

    Raises:
        Invalid: If what a bank needs is missing.
    """
    wanted = "sandbox" if section.payments == "none" and sandbox else section.payments
    if wanted == "sandbox":
        from willcall.boxoffice.payments.sandbox import SandboxPayments

        bank = SandboxPayments(database)
        return bank, bank
    if wanted == "stripe":
        try:
            from willcall.boxoffice.payments.stripe import StripePayments
        except ModuleNotFoundError as missing:
            raise Invalid(
                "Stripe needs its own library, which is not installed: pip install -e '.[stripe]' (docs/how-to/go-to-production.md).",
                field="boxoffice.payments",
            ) from missing
        if section.stripe_key is None or public_url is None:
            raise Invalid(
                "Stripe needs BOXOFFICE__STRIPE_KEY, and SERVER__PUBLIC_URL to send fans back to after a second step.",
                field="boxoffice.stripe_key",
            )
        return None, StripePayments(api_key=section.stripe_key.get_secret_value(), return_url=public_url, clock=clock)
    from willcall.boxoffice.payments.none import NoPayments

    return None, NoPayments()


def open_signer(data: Path) -> "TicketSigner":
    """Who signs tickets, with the key that this installation keeps in `data`."""
    from willcall.boxoffice.delivery.qr import Ed25519Signer, signing_seed

    return Ed25519Signer(signing_seed(data))


def open_box_office(
    section: BoxOfficeSection, *, database: Database, payments: "PaymentProvider", signer: "TicketSigner"
) -> BoxOffice:
    """The box office of this house, or another's over HTTP.

    Args:
        section: What is wished.
        database: Where this house's box office keeps its books.
        payments: Who takes payments.
        signer: Who signs tickets.

    Raises:
        Invalid: If another's box office is named without our key there.
    """
    if section.remote_url is not None:
        from willcall.boxoffice.remote import RemoteBoxOffice
        from willcall.boxoffice.remote.wire import Patience

        if section.remote_key is None:
            raise Invalid(
                "A box office elsewhere needs our key there: BOXOFFICE__REMOTE_KEY.", field="boxoffice.remote_key"
            )
        patience = Patience(timeout_s=section.remote_timeout_seconds)
        return RemoteBoxOffice(section.remote_url, api_key=section.remote_key.get_secret_value(), patience=patience)
    from willcall.boxoffice.local import LocalBoxOffice

    return LocalBoxOffice(database, clock=database.clock, ids=database.ids, payments=payments, signer=signer)


def load_sample(database: Database, boxoffice: BoxOffice) -> None:
    """Loads the sample season into a box office of ours that has no events."""
    if boxoffice.find_events(include_past=True, limit=1):
        return
    from willcall.boxoffice.operations.load_season import load_season
    from willcall.boxoffice.sample.season import sample_season

    with database.write() as unit:
        load_season(unit, sample_season(unit.now))


def greet(database: Database, customer_id: str) -> None:
    """Makes a customer if there is none by that id."""
    from willcall.boxoffice.store.orders import ensure_customer

    with database.write() as unit:
        ensure_customer(unit.connection, customer_id)
