"""Writes docs/reference from the code: settings, command line, HTTP, events. `--check` only says what is out of date.

Usage: python docs/make_reference.py [--check]
"""

import ast
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "willcall"
OUT = ROOT / "docs" / "reference"
HEAD = "<!-- Made from the code by `make docs`; do not edit. -->\n\n"


def cell(text: Any) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def rows(*columns: str, of: Iterator[tuple[Any, ...]] | list[tuple[Any, ...]]) -> str:
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    return "\n".join(lines + ["| " + " | ".join(cell(value) for value in row) + " |" for row in of]) + "\n"


def settings_page() -> str:
    from willcall.settings import load

    with tempfile.TemporaryDirectory() as empty:
        found = load(environ={}, directory=Path(empty)).explain()
    table = rows(
        "setting",
        "environment",
        "default",
        "what it is for",
        of=[
            (
                f"`{o.path}`",
                f"`{o.variable}`",
                "" if o.value is None or o.value in ("", []) else f"`{o.value}`",
                o.description,
            )
            for o in found
        ],
    )
    return (
        f"{HEAD}# Settings\n\nLater sources win: the defaults below, a YAML file (`WILLCALL_CONFIG`, else `willcall.yaml`), `.env`, the "
        f"environment, the\ncommand line. `willcall config` shows what is in force and where each value came from.\n\n{table}"
    )


def commands_page() -> str:
    from typer.main import get_command

    from willcall.entrypoints.cli.commands import application

    def walk(command: Any, path: str) -> Iterator[str]:
        if hasattr(command, "commands"):
            for name, child in command.commands.items():
                yield from walk(child, f"{path} {name}")
            return
        options = []
        for parameter in command.params:
            shown = (
                " ".join(parameter.opts)
                if parameter.param_type_name == "option"
                else (parameter.metavar or parameter.name.upper())
            )
            if parameter.metavar and parameter.param_type_name == "option":
                shown += f" {parameter.metavar}"
            options.append((f"`{shown}`", getattr(parameter, "help", "") or ""))
        yield f"## {path}\n\n{' '.join((command.help or '').split())}\n"
        if options:
            yield rows("argument or option", "", of=options)
        if command.epilog:
            yield f"    {command.epilog.removeprefix('Example: ')}\n"

    intro = "Exit codes: 0 done, 1 the work failed (one line on standard error; the traceback with `--debug`), 2 wrong usage.\n"
    return f"{HEAD}# Command line\n\n{intro}\n" + "\n".join(walk(get_command(application), "willcall"))


def openapi() -> dict[str, Any]:
    from willcall.app import build
    from willcall.entrypoints.api.application import create_app
    from willcall.settings import load

    with tempfile.TemporaryDirectory() as folder:
        wanted = {"storage.data": folder, "sandbox": True, "log.level": "error"}
        app = build(load(wanted, environ={}, directory=Path(folder)))
        try:
            from starlette.testclient import TestClient

            document: dict[str, Any] = TestClient(create_app(app)).get("/openapi.json").json()
        finally:
            app.close()
    return document


def http_page(document: dict[str, Any]) -> str:
    found = [
        (f"`{method.upper()} {path}`", about.get("summary", ""), (about.get("description") or "").split("\n")[0])
        for path, methods in document["paths"].items()
        for method, about in methods.items()
    ]
    table = rows("request", "name", "what it does", of=found)
    return (
        f"{HEAD}# HTTP\n\nThe whole contract is OpenAPI: [`openapi.json`](openapi.json), and served at `/openapi.json` with pages at `/docs`. "
        f"The part\nthat your own ticketing system fulfils is [`boxoffice.json`](boxoffice.json). Errors are problem documents (RFC 9457).\n\n{table}"
    )


def emitted() -> list[tuple[str, str, str]]:
    """Every event the code emits: its type, its source, and the files; `*` where the code fills in a word."""
    found: list[tuple[str, str, str]] = []
    for path in sorted(SOURCE.rglob("*.py")):
        module = ast.parse(path.read_text("utf-8"))
        constants = {
            target.id: node.value.value
            for node in module.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(module):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "emit"):
                continue
            source = next((keyword.value for keyword in node.keywords if keyword.arg == "source"), None)
            if source is None:
                continue
            where = source.value if isinstance(source, ast.Constant) else constants.get(getattr(source, "id", ""), "")
            place = path.relative_to(SOURCE).as_posix()
            found += [(name, str(where), place) for name in _texts(node.args[0], constants)]
    places: dict[tuple[str, str], list[str]] = {}
    for name, where, place in sorted(set(found)):
        places.setdefault((name, where), []).append(f"`{place}`")
    return [(name, where, ", ".join(files)) for (name, where), files in places.items()]


def _texts(node: ast.expr, constants: dict[str, Any]) -> list[str]:
    """The texts an expression may be, as far as they stand in it; `*` where they do not."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return _texts(node.body, constants) + _texts(node.orelse, constants)
    if isinstance(node, ast.JoinedStr):
        return ["".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)]
    if isinstance(node, ast.Name) and node.id in constants:
        return [str(constants[node.id])]
    return []


def events_page() -> str:
    table = rows("type", "source", "emitted in", of=[(f"`dev.willcall.{t}`", f"`{s}`", p) for t, s, p in emitted()])
    return (
        f"{HEAD}# Events\n\nCloudEvents 1.0, written to the outbox in the transaction of the change they tell of. `subject` is the id of what it "
        f"happened to;\n`data` holds ids and amounts, no personal data.\n\n{table}"
    )


def as_json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def pages() -> dict[str, str]:
    """File name → what it has to say."""
    from willcall.entrypoints.api.boxoffice.openapi import boxoffice_openapi

    document = openapi()
    return {
        "settings.md": settings_page(),
        "command-line.md": commands_page(),
        "http.md": http_page(document),
        "events.md": events_page(),
        "openapi.json": as_json(document),
        "boxoffice.json": as_json(boxoffice_openapi()),
    }


def main() -> int:
    OUT.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, text in pages().items():
        path = OUT / name
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.write_text(text, "utf-8")
    print("docs/reference: " + (", ".join(stale) if stale else "up to date"))
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
