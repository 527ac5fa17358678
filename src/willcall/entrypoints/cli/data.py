"""`willcall data`: the files that training takes and measures are taken on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from willcall.entrypoints.cli.house import AsJson, Data, open_house
from willcall.entrypoints.cli.showing import show_json, strong, table

if TYPE_CHECKING:
    from willcall.training.datasets.heard import ReaderWithVectors
    from willcall.understanding.ports import Reader

group = typer.Typer(name="data", help="Data to learn from and to measure on.", no_args_is_help=True)


@group.callback()
def _files() -> None:
    pass


@group.command(epilog="Example: willcall data check train.jsonl --eval test.jsonl")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Understanding or chat data, JSON lines.")],
    against: Annotated[
        Path | None, typer.Option("--eval", metavar="FILE", help="What will be measured on: no row may be in both.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say what is wrong with a data file: line by line, as a whole, and against the file it will be judged by."""
    from willcall.training.datasets.checking import check as look

    report = look(file, against=against)
    if as_json:
        show_json(report.as_dict())
    else:
        print(
            strong(
                f"{report.rows:,} rows of {report.kind} data, {len(report.intents)} intents, {len(report.slots)} slots"
            )
        )
        for problem in report.problems[:40]:
            print(f"{problem.grade:<8} {problem}")
        if report.counts:
            print()
            table(("WHAT", "HOW OFTEN"), report.counts.most_common())
        print("Fit to train on." if not report.errors else f"Not fit to train on: {report.errors} errors.")
    if report.errors:
        raise typer.Exit(1)


@group.command(epilog="Example: willcall data uncertain --out to-label.jsonl --count 50 --known train.jsonl")
def uncertain(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where the rows to label go.")],
    count: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 50,
    days: Annotated[int, typer.Option(min=1, max=3_650, help="Of conversations of so many days.")] = 30,
    known: Annotated[
        Path | None, typer.Option("--known", metavar="FILE", help="Labelled already: messages like those are left out.")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Pick the messages the reader was least sure of, redacted, from fans who consented; ready to label."""
    from datetime import timedelta

    from willcall.access.store import LearningConsents
    from willcall.agent.catalogue import CatalogueCache
    from willcall.training.datasets.heard import heard
    from willcall.training.datasets.lines import write_lines
    from willcall.training.datasets.uncertain import choose
    from willcall.training.datasets.understanding import rows

    with open_house(data) as app:
        catalogue = CatalogueCache(app.boxoffice, app.clock)()
        reader = _with_vectors(app.reader)
        consents = LearningConsents(app.database)
        since = app.clock() - timedelta(days=days)
        found = list(heard(app.conversations, consents, reader, catalogue, since=since))
        learnt = [] if known is None else [reader.encode(row.text) for row in rows(known)]
        chosen = choose(found, count, known=learnt)
    write_lines(out, [one.as_row() for one in chosen])
    if as_json:
        show_json({"heard": len(found), "chosen": len(chosen), "out": str(out)})
        return
    print(f"{len(found)} messages of fans who consented, {len(chosen)} to label in {out}.")
    if not found:
        print("Nobody has consented yet, or nobody has spoken: willcall privacy consent CUSTOMER_ID")


@group.command(epilog="Example: willcall data label to-label.jsonl --into train.jsonl --eval test.jsonl")
def label(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Rows that a person labelled.")],
    into: Annotated[Path, typer.Option("--into", metavar="FILE", help="The training file that they join.")],
    held_out: Annotated[
        Path | None, typer.Option("--eval", metavar="FILE", help="What is measured on: none of it may be learnt.")
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Intents and slots never seen before are meant.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check labelled rows and add them to a training file; nothing is written while one is wrong."""
    from willcall.training.datasets.labelling import merge
    from willcall.understanding.features import INTENTS, SLOTS

    done = merge(file, into=into, held_out=held_out, also=[*map(str, INTENTS), *SLOTS], anything=new)
    if as_json:
        show_json(done.as_dict())
    else:
        for fault in done.faults[:40]:
            print(fault.detail)
        left = f"{done.unlabelled} not labelled yet, {done.known} known already, {done.held_out} of the evaluation left out"
        print(f"{0 if done.faults else len(done.added)} rows added to {into}; {left}.")
    if done.faults:
        raise typer.Exit(1)


def _with_vectors(reader: "Reader") -> "ReaderWithVectors":
    from willcall.kit.errors import Unavailable
    from willcall.understanding.reader import EncoderReader

    if not isinstance(reader, EncoderReader) or not reader.warm():
        raise Unavailable("The encoder did not load, and without it there is no telling what is alike.")
    return reader
