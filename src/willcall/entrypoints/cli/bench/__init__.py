"""`willcall bench`: measured speed, as ratios against a baseline of the same run.

A benchmark is a module beside this one with `run(*, quick) -> dict`: plain JSON whose `lines` say it to a person.
"""

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from willcall.entrypoints.cli.house import AsJson
from willcall.entrypoints.cli.showing import show_json, strong

ON_REQUEST = frozenset({"million"})
"""Too long to be among "all"."""


def names() -> list[str]:
    """The benchmarks there are; none is imported."""
    return sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def bench(
    which: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME…]", help=f"Of: {', '.join(names())}; all but million by default."),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Fewer rounds: a glance, not a number to publish.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure, and report ratios against a stated baseline."""
    unknown = sorted(set(which or ()) - set(names()))
    if unknown:
        raise typer.BadParameter(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(names())}")
    found: dict[str, Any] = {}
    for name in which or sorted(set(names()) - ON_REQUEST):
        found[name] = import_module(f"{__name__}.{name}").run(quick=quick)
        if not as_json:
            print(strong(name))
            for line in found[name].get("lines", ()):
                print("  " + line)
    if as_json:
        show_json(found)
