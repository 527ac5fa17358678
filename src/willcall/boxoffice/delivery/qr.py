"""Signed ticket codes and their QR pictures (BO7).

A code is `WC1:<ticket>:<event>:<seat>:<serial>:<signature>`: plain ASCII, each part percent-encoded, signed with Ed25519 (RFC
8032) over everything before the last colon. Whoever has the public key can check it with no network and no database; only
whether a later code replaced it (the serial) and whether the guest is already in must be asked or remembered at the door.

Knows nothing of orders, and of keys only how to keep one: made on first use in the data folder, readable by its owner alone.
"""

import base64
import binascii
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from willcall.access.secret_file import load_or_make
from willcall.boxoffice.delivery.ports import SignedTicket
from willcall.kit.errors import Invalid

PREFIX = "WC1"
KEY_FILE = "ticket-signing.key"
MAX_CODE_LENGTH = 1000


class Ed25519Signer:
    """The `TicketSigner` of the house.

    Args:
        seed: 32 secret bytes (RFC 8032's private key). `signing_seed` keeps one in a folder.
    """

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self._public = self._private.public_key()

    @property
    def public_key(self) -> str:
        """What a door scanner needs: 43 characters of base64url."""
        return _to_text(self._public.public_bytes_raw())

    def sign(self, *, ticket_id: str, event_id: str, seat_id: str, serial: int) -> str:
        """The text that the QR code shows. Ed25519 is deterministic: the same ticket and serial give the same code."""
        body = ":".join([PREFIX, *(quote(part, safe="") for part in (ticket_id, event_id, seat_id)), str(serial)])
        return f"{body}:{_to_text(self._private.sign(body.encode()))}"

    def vouch(self, text: str) -> str:
        """A signature over any other text than a code."""
        return _to_text(self._private.sign(text.encode()))

    def verify(self, code: str) -> SignedTicket | None:
        """What the code says, or None when it is not one of ours."""
        return _read(code, self._public)


def verify_offline(code: str, public_key: str) -> SignedTicket | None:
    """Checks a scanned ticket with nothing but the public key; no network, no database.

    Args:
        code: The text read from the QR code.
        public_key: As `Ed25519Signer.public_key` and `GET /boxoffice/v1/ticket-key` show it.

    Returns:
        What the genuine code says; None when it is forged, damaged or someone else's.

    Raises:
        Invalid: If the public key itself is unusable.
    """
    return _read(code, _public_key(public_key))


def vouches(text: str, signature: str, public_key: str) -> bool:
    """Whether the house signed exactly this text. Raises: Invalid, if the public key is unusable."""
    key = _public_key(public_key)
    try:
        key.verify(_from_text(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def signing_seed(folder: Path) -> bytes:
    """The house's secret signing key; made on first use, by whichever process is first.

    Args:
        folder: The data folder. The file is `ticket-signing.key` in it, readable by its owner alone.

    Raises:
        Invalid: If the file is there but does not hold a key.
    """
    try:
        seed = load_or_make(folder / KEY_FILE, size=32)
    except ValueError:
        seed = b""
    if len(seed) != 32:
        raise Invalid(
            f"{folder / KEY_FILE} does not hold a signing key (64 hexadecimal digits); restore it from a backup."
        )
    return seed


def qr_svg(code: str, *, scale: float = 4) -> str:
    """A picture of a code as stand-alone SVG with a quiet zone, black on white whatever the page's colours.

    Args:
        code: What to show.
        scale: Pixels per module.
    """
    import segno  # noqa: PLC0415 - only who draws needs it

    drawn: str = segno.make(code, error="m", micro=False).svg_inline(
        scale=scale, border=4, dark="#000", light="#fff", omitsize=True
    )
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Ticket QR code" ', 1)


def _read(code: str, key: Ed25519PublicKey) -> SignedTicket | None:
    code = code.strip()
    if len(code) > MAX_CODE_LENGTH or not code.isascii():
        return None
    parts = code.split(":")
    if len(parts) != 6 or parts[0] != PREFIX or not parts[4].isdigit():
        return None
    try:
        key.verify(_from_text(parts[5]), code.rpartition(":")[0].encode())
    except (InvalidSignature, ValueError):
        return None
    return SignedTicket(unquote(parts[1]), unquote(parts[2]), unquote(parts[3]), int(parts[4]))


@lru_cache(maxsize=8)
def _public_key(text: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(_from_text(text.strip()))
    except ValueError as error:
        raise Invalid(f"{text[:60]!r} is not a ticket key: 43 characters of base64url.", field="public_key") from error


def _to_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _from_text(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
