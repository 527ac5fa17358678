"""Writes the next revision by comparing a migrated database with the tables."""

import sys

from sqlalchemy import create_engine

from willcall.migrations import HERE, configuration, head, migrate


def main(database_url: str, why: str) -> None:
    from alembic import command  # noqa: PLC0415

    existing = list((HERE / "versions").glob("[0-9]*_*.py"))
    if existing:
        migrate(database_url)
    number = f"{int(head()) + 1:04d}" if existing else "0001"
    with create_engine(database_url).connect() as connection:
        command.revision(configuration(connection), why, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
