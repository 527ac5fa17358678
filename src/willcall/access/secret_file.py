"""A secret that this installation makes for itself, once, and keeps in its data directory."""

import contextlib
import os
import secrets
from pathlib import Path


def load_or_make(path: Path, *, size: int = 32) -> bytes:
    """The secret in `path`; made there first if there is none, readable by the owner only.

    Safe when several processes start at once: the first to link its file wins, and all read that one.
    """
    try:
        return _read(path)
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(size))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    return _read(path)


def _read(path: Path) -> bytes:
    secret = bytes.fromhex(path.read_text().strip())
    if len(secret) < 16:
        raise ValueError(f"{path} does not hold a secret; delete it to have a new one made (everyone signs in again)")
    return secret
