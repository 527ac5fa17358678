"""Every room's tables, on the one `MetaData`: whatever lives in a room's `store.py` or `store/`, and the kit's own."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import MetaData

import willcall
from willcall.kit import tables


def metadata() -> MetaData:
    """The tables that the whole of Willcall has."""
    root = Path(willcall.__file__).parent
    names = {"willcall.kit.outbox", "willcall.kit.idempotency"}
    for path in [*root.rglob("store.py"), *root.rglob("store/tables.py")]:
        names.add("willcall." + ".".join(path.relative_to(root).with_suffix("").parts))
    for name in sorted(names):
        import_module(name)
    return tables.metadata
