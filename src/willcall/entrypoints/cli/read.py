"""`willcall read`: what a reader makes of a sentence, and why; or of a file of them, so that anyone can score it.

The reader is Willcall's own, on the season of the data directory (the sample where there is none), or a model directory that `willcall train encoder` wrote.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from willcall.entrypoints.cli.house import AsJson, Data, open_house
from willcall.entrypoints.cli.intents import Intents, named
from willcall.entrypoints.cli.read_files import readings
from willcall.entrypoints.cli.read_showing import show_understood, show_why
from willcall.entrypoints.cli.showing import show_json

if TYPE_CHECKING:
    from willcall.app import App

Model = Annotated[
    Path | None, typer.Option("--model", metavar="DIR", help="A model directory, instead of Willcall's own reader.")
]
History = list[tuple[str, str]]


def read(
    text: Annotated[str | None, typer.Argument(help="What a fan might say.")] = None,
    source: Annotated[
        Path | None, typer.Option("--in", metavar="FILE", help="JSON lines with a text each; - for standard input.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where the readings of --in go.")] = None,
    model: Model = None,
    after: Annotated[
        str | None, typer.Option("--after", metavar="WORDS", help="What the agent said just before TEXT.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also why: rules, and the nearest training examples.")
    ] = False,
    season: Annotated[
        list[Path] | None,
        typer.Option("--season", metavar="FILE", help="Read on this season instead; may be repeated."),
    ] = None,
    intents: Intents = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Show what a reader understands, how sure it is, and why.

    With --in, a line of JSON for each line: intent, confidence, out_of_scope, slots.
    """
    if (text is None) == (source is None):
        raise typer.BadParameter("give a TEXT, or a file with --in")
    if source is not None and (explain or after):
        raise typer.BadParameter("--explain and --after go with a TEXT, not with --in")
    if text is None and out is None and as_json:
        raise typer.BadParameter("--in writes JSON lines anyway")
    history = [("agent", after)] if after else []
    if season and (model is not None or data is not None):
        raise typer.BadParameter("--season goes with our own reader on no data directory")
    among = named(intents, model)
    if model is None:
        with _house(data, season or []) as app:
            _run(_own(app), text, history, source, out, explain=explain, as_json=as_json)
    else:
        _run(_trained(model, among), text, history, source, out, explain=explain, as_json=as_json)


Read = Callable[[str, History, bool], dict[str, Any]]


def _run(
    reader: Read,
    text: str | None,
    history: History,
    source: Path | None,
    out: Path | None,
    *,
    explain: bool,
    as_json: bool,
) -> None:
    if source is None:
        found = reader(text or "", history, explain)
        if as_json:
            show_json(found)
        else:
            show_understood(found)
            if explain:
                show_why(found)
        return
    target = sys.stdout if out is None else out.open("w", encoding="utf-8")
    try:
        for found in readings(source, lambda said, before: reader(said, before, False)):
            target.write(json.dumps(found, ensure_ascii=False, default=str) + "\n")
    finally:
        if target is not sys.stdout:
            target.close()


@contextmanager
def _house(data: Path | None, season: list[Path]) -> "Iterator[App]":
    """The house of a data directory; where there is none, one for a moment, with the season named or the sample."""
    from willcall.settings import load

    storage = load().storage
    if not season and (data is not None or storage.database_url is not None or storage.data.exists()):
        with open_house(data) as app:
            yield app
        return
    with TemporaryDirectory(prefix="willcall-read-") as folder, open_house(Path(folder), sample=not season) as app:
        if season:
            from willcall.boxoffice.loading import read_season
            from willcall.boxoffice.operations.load_season import load_season

            with app.database.write() as unit:
                load_season(unit, read_season(season))
        yield app


def _own(app: Any) -> Read:
    """The house's reader on the house's season."""
    from willcall.agent.catalogue import CatalogueCache
    from willcall.entrypoints.cli.read_own import OwnReader

    return OwnReader(app.reader, app.clock, CatalogueCache(app.boxoffice, app.clock)).read


def _trained(folder: Path, among: tuple[str, ...]) -> Read:
    from willcall.understanding.trained import TrainedModel

    model = TrainedModel(folder)

    def read_one(text: str, history: History, explain: bool) -> dict[str, Any]:
        before = [{"speaker": speaker, "text": words} for speaker, words in history]
        said = model.read(text, history=before, among=among)
        found = {"text": text, **said.as_dict()} if explain else said.as_dict()
        if explain:
            near = model.nearest(said.sentence)
            found["why"] = {
                "ranking": [[intent, round(sure, 4)] for intent, sure in said.ranking[:5]],
                "nearest": [{"text": n.text, "intent": n.intent, "similarity": n.similarity} for n in near],
            }
        return found

    return read_one
