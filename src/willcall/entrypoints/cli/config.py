"""`willcall config`: the settings in force."""

from pathlib import Path
from typing import Annotated

import typer

from willcall.entrypoints.cli.house import AsJson, Data, open_house
from willcall.entrypoints.cli.showing import show_json, table


def config(
    check: Annotated[bool, typer.Option("--check", help="Try every connection too.")] = False,
    data: Data = None,
    file: Annotated[Path | None, typer.Option("--config", metavar="FILE", help="A YAML file of settings.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the settings in force and where each came from; secrets are masked."""
    from willcall.settings import load

    settings = load({"storage.data": data}, config=file)
    lines = settings.explain()
    checks = _try_everything(data) if check else {}
    if as_json:
        show_json(
            {
                "settings": [
                    {"path": o.path, "value": o.value, "source": o.source, "variable": o.variable} for o in lines
                ],
                **({"checks": {name: problem or "ok" for name, problem in checks.items()}} if check else {}),
            }
        )
    else:
        table(("SETTING", "VALUE", "FROM", "VARIABLE"), [(o.path, o.value, o.source, o.variable) for o in lines])
        if check:
            print()
            table(("CONNECTION", "ANSWER"), [(name, problem or "ok") for name, problem in checks.items()])
    if any(checks.values()):
        raise typer.Exit(1)


def _try_everything(data: Path | None) -> dict[str, str | None]:
    """Each connection's name → what is wrong, or None."""
    from willcall.kit.errors import WillcallError

    found: dict[str, str | None] = {}
    with open_house(data) as app:
        for name, attempt in app.ready.items():
            try:
                attempt()
                found[name] = None
            except WillcallError as error:
                found[name] = error.detail
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
                found[name] = f"{type(error).__name__}: {error}"
    return found
