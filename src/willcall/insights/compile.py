"""Compiles the panels to SQL, for DuckDB and for BigQuery, and writes the text beside this module.

    python -m willcall.insights.compile            writes it
    python -m willcall.insights.compile --check    says whether what is there is what the panels say now

Needs the extra `insight` (Ibis); what it writes does not.
"""

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "compiled"
DIALECTS = ("duckdb", "bigquery")
_MARK = {"duckdb": "$", "bigquery": "@"}


def compiled() -> dict[str, str]:
    """File name → SQL, such as `duckdb/turns.by_period.sql`."""
    import ibis  # noqa: PLC0415 - 400 ms, and only developers need it

    from willcall.insights.panels import CUTS, FROM_MS, PANELS, SILENT_MS, TO_MS  # noqa: PLC0415

    names = {FROM_MS: "from_ms", TO_MS: "to_ms", SILENT_MS: "silent_ms"}
    found: dict[str, str] = {}
    for dialect in DIALECTS:
        for panel, define in PANELS.items():
            for cut in CUTS:
                sql = str(ibis.to_sql(define(cut, _percentile(dialect)), dialect=dialect, pretty=True))
                for number, name in names.items():
                    sql = sql.replace(str(number), _MARK[dialect] + name)
                found[f"{dialect}/{panel}.by_{cut}.sql"] = sql.strip() + "\n"
    return found


def _percentile(dialect: str) -> Any:
    """Exact where the database can; BigQuery aggregates only approximate ones (APPROX_QUANTILES)."""
    if dialect == "bigquery":
        return lambda column, q: column.approx_quantile(q)
    return lambda column, q: column.quantile(q)


def stale() -> list[str]:
    """Files that are missing, superfluous or not what the panels say."""
    wanted = compiled()
    there = {path.relative_to(HERE).as_posix(): path.read_text("utf-8") for path in HERE.glob("*/*.sql")}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def main() -> int:
    names = stale()
    if "--check" not in sys.argv:
        wanted = compiled()
        for name in names:
            path = HERE / name
            if name in wanted:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(wanted[name], "utf-8")
            else:
                path.unlink()
    sys.stdout.write(f"{', '.join(names) or 'up to date'}\n")
    return 1 if names and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
