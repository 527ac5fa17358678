"""Operators' passwords: hashed with scrypt (RFC 7914), compared in constant time, made at random where nobody chose one.

Parameters after the OWASP Password Storage Cheat Sheet (N = 2^15, r = 8, p = 3; 32 MiB a guess); they stand in each hash, so that
they may grow. Knows nobody's name.
"""

import base64
import hashlib
import hmac
import secrets
import unicodedata

from willcall.kit.errors import Invalid

N, R, P = 2**15, 8, 3
MEMORY = 128 * 1024 * 1024  # what OpenSSL may take; it wants a little more than 128 · N · r bytes
SHORTEST, LONGEST = 12, 200
_ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz"  # nothing that looks like something else


class WeakPassword(Invalid):
    """A password that is too short, too long, or the operator's own name."""


def require_strong(password: str, *, name: str) -> None:
    """Raises: WeakPassword."""
    if len(password) < SHORTEST:
        raise WeakPassword(f"A password has at least {SHORTEST} characters; three words do.", field="password")
    if len(password) > LONGEST:
        raise WeakPassword(f"A password has at most {LONGEST} characters.", field="password")
    if len(set(password)) < 5 or name.lower() in password.lower():
        raise WeakPassword("That password is too easy to guess; take another.", field="password")


def make_password() -> str:
    """A fresh one of 100 random bits, in groups that can be read out."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(20))
    return "-".join(letters[at : at + 5] for at in range(0, 20, 5))


def hash_password(password: str) -> str:
    """`scrypt$N$r$p$salt$hash`."""
    salt = secrets.token_bytes(16)
    return f"scrypt${N}${R}${P}${_text(salt)}${_text(_scrypt(password, salt, N, R, P))}"


def matches(password: str, hashed: str) -> bool:
    """Whether it is the password of that hash."""
    _, n, r, p, salt, expected = hashed.split("$")
    found = _scrypt(password, base64.b64decode(salt), int(n), int(r), int(p))
    return hmac.compare_digest(found, base64.b64decode(expected))


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    # However a keyboard composes its accents, it is the same password.
    plain = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(plain, salt=salt, n=n, r=r, p=p, maxmem=MEMORY, dklen=32)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
