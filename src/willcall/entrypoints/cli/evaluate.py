"""`willcall evaluate`: what the parts that learn are worth, on data with answers."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from willcall.entrypoints.cli.house import AsJson, open_house
from willcall.entrypoints.cli.intents import Intents, named
from willcall.entrypoints.cli.showing import faint, show_json, strong, table

if TYPE_CHECKING:
    from willcall.understanding.trained import TrainedModel

group = typer.Typer(name="evaluate", help="What the parts that learn are worth.", no_args_is_help=True)

_TOLD = (
    ("intent_accuracy", "intent, all rows"),
    ("in_scope_accuracy", "intent, rows in scope"),
    ("out_of_scope_recall", "out of scope, recall"),
    ("false_alarm_rate", "out of scope, false alarms"),
    ("slot_f1", "slots, F1 of exact spans"),
    ("joint_goal_accuracy", "joint goal"),
    ("expected_calibration_error", "expected calibration error"),
    ("confidence_auroc", "confidence tells right from wrong, AUROC"),
)
FLOAT = "encoder.float32.onnx"


@group.callback()
def _parts() -> None:
    pass


@group.command(epilog="Example: willcall evaluate understanding --model models/mine --data test.jsonl --json")
def understanding(
    test: Annotated[Path, typer.Option("--data", metavar="FILE", help="Labelled messages, JSON lines.")],
    model: Annotated[
        Path | None, typer.Option("--model", metavar="DIR", help="A model directory, instead of Willcall's own reader.")
    ] = None,
    slot_map: Annotated[
        Path | None,
        typer.Option("--slot-map", metavar="FILE", help="A JSON object of slot names, so that two schemas agree."),
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(
            "--float", metavar="FILE", help=f"The float32 graph to compare with (default: DIR/{FLOAT} if there)."
        ),
    ] = None,
    intents: Intents = None,
    house: Annotated[
        Path | None,
        typer.Option("--house", metavar="DIR", help="Whose season the own reader reads on (default: data)."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Score a reader on labelled messages: intents, out of scope, slots, state, calibration, speed."""
    from willcall.training.datasets.understanding import read_slot_map, rows
    from willcall.training.evaluate.readers import of_model, of_reader
    from willcall.training.evaluate.understanding import evaluate

    names = read_slot_map(slot_map) if slot_map else {}
    among = named(intents, model)
    if model is None:
        from willcall.agent.catalogue import CatalogueCache

        with open_house(house) as app:
            catalogue = CatalogueCache(app.boxoffice, app.clock)
            figures = evaluate(rows(test), of_reader(app.reader, catalogue(), app.clock()), slot_map=names)
    else:
        from willcall.understanding.trained import TrainedModel

        trained = TrainedModel(model)
        figures = evaluate(rows(test), of_model(trained, among=among), slot_map={**trained.slot_map, **names})
        figures["megabytes"] = round(sum(f.stat().st_size for f in model.iterdir() if f.name != FLOAT) / 1e6, 1)
        figures |= _against_float(trained, test, compare, {**trained.slot_map, **names}, figures, among)
    figures = {"data": str(test), "model": str(model or "Willcall's own reader"), **figures}
    if as_json:
        show_json(figures)
    else:
        _show(figures)


def _against_float(
    trained: "TrainedModel",
    test: Path,
    named: Path | None,
    names: Mapping[str, str],
    figures: dict[str, Any],
    among: tuple[str, ...],
) -> dict[str, Any]:
    """What the float32 graph makes of the same rows, and how much longer it takes; nothing where there is none."""
    from itertools import islice

    from willcall.training.datasets.understanding import rows
    from willcall.training.evaluate.readers import of_model
    from willcall.training.evaluate.speed import side_by_side
    from willcall.training.evaluate.understanding import evaluate
    from willcall.understanding.trained import TrainedModel

    file = named or trained.folder / FLOAT
    if not file.is_file() and named is None:
        return {}
    full = TrainedModel(trained.folder, encoder=str(file.resolve()))
    found = evaluate(rows(test), of_model(full, among=among), slot_map=names)
    kept = ("intent_accuracy", "in_scope_accuracy", "out_of_scope_recall", "false_alarm_rate", "slot_f1")
    lost = {name: round(found[name] - figures[name], 4) for name in kept if found.get(name) is not None}
    times = side_by_side(list(islice(rows(test), 300)), of_model(trained), of_model(full))
    return {"float32": {name: found[name] for name in lost}, "lost_to_int8": lost, "speed": times}


def _show(figures: dict[str, Any]) -> None:
    print(strong(f"{figures['rows']} rows, {figures['model']}"))
    for name, words in _TOLD:
        if figures.get(name) is not None:
            print(f"  {figures[name]:.4f}  {words}")
    if figures["latency_ms"]:
        print(f"  {figures['latency_ms']['median']:.2f} ms  median, one message on one thread")
    for title in ("intents", "slots"):
        rows = [(name, *scores.values()) for name, scores in list(figures[title].items())[:40]]
        if rows:
            print()
            table((title.upper(), *(next(iter(figures[title].values())))), rows)
    if len(figures["intents"]) > 40:
        print(faint(f"and {len(figures['intents']) - 40} more intents (--json shows all)"))
