"""`--intents A,B`: the intents that can be meant where a model directory reads, of those that it knows."""

from pathlib import Path
from typing import Annotated

import typer

Intents = Annotated[
    str | None,
    typer.Option(
        "--intents",
        metavar="NAME,…",
        help="The only intents that can be meant, as a service's schema lists them; with --model.",
    ),
]


def named(intents: str | None, model: Path | None) -> tuple[str, ...]:
    """The names that were given; none means all. Our own reader has no use for them.

    Raises:
        typer.BadParameter: If there is no model, or no name.
    """
    if intents is None:
        return ()
    if model is None:
        raise typer.BadParameter("--intents goes with --model")
    names = tuple(name.strip() for name in intents.split(",") if name.strip())
    if not names:
        raise typer.BadParameter("--intents names none")
    return names
