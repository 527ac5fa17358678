"""Callers who show nothing: no key, no token, no cookie."""

import hashlib

from fastapi import Request


def stranger(request: Request) -> str:
    """What tells one caller who shows nothing from another: where they call from, and with what. 16 characters.

    Two strangers may choose the same Idempotency-Key; the answer to one, with the seats held for them in it, is not for the
    other. It names nobody: only a hash is kept.
    """
    address = request.client.host if request.client else ""
    seen = f"{address} {request.headers.get('user-agent', '')}"
    return hashlib.sha256(seen.encode()).hexdigest()[:16]
