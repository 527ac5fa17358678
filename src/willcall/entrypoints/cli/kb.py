"""`willcall kb`: the knowledge base."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from willcall.entrypoints.cli.house import AsJson, Data, open_house
from willcall.entrypoints.cli.kb_showing import Meter, explained, reported
from willcall.entrypoints.cli.showing import faint, show_json, strong, table

if TYPE_CHECKING:
    pass

group = typer.Typer(name="kb", help="The knowledge base: what answers are taken from.", no_args_is_help=True)


@group.command(epilog="Example: willcall kb add handbook/ prices.csv https://help.example.com/parking")
def add(
    places: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…", help="Files (Markdown, text, HTML, JSON, CSV, PDF), folders of them, or allowed addresses."
        ),
    ],
    workers: Annotated[
        int | None, typer.Option(min=0, max=64, help="Processes that read (default: knowledge.workers).")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Add documents; of what is there already, only what changed is replaced. Can be interrupted and run again."""
    from willcall.kit.errors import Invalid
    from willcall.knowledge.ingest.adding import Report

    wishes = {} if workers is None else {"knowledge__workers": workers}
    report = Report()
    with open_house(data, **wishes) as app:
        total = app.ingestion.check(places)
        try:
            with Meter(total, quiet=as_json) as meter:
                app.ingestion.add(places, progress=meter.show, report=report)
        except KeyboardInterrupt:
            reported(report, total=total, as_json=as_json)
            raise typer.Exit(130) from None
    reported(report, total=total, as_json=as_json)
    if report.documents["refused"]:
        raise Invalid(f"{report.documents['refused']} of {total} were refused; the rest was added.")


@group.command(epilog="Example: willcall kb search 'can I bring a backpack?' --explain")
def search(
    question: Annotated[str, typer.Argument(help="A question, or some words.")],
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many passages.")] = 5,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each stage of the search did.")] = False,
    category: Annotated[str | None, typer.Option(help="Only documents of this category.")] = None,
    venue: Annotated[str | None, typer.Option(help="Only documents of this venue, or of none.")] = None,
    event: Annotated[str | None, typer.Option(help="Only documents of this event, or of none.")] = None,
    language: Annotated[str | None, typer.Option(help="Only documents in this language, or an unknown one.")] = None,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what holds on this day (default: today).")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the documents, and show what was found."""
    from willcall.knowledge.hybrid import HybridKnowledge
    from willcall.knowledge.ports import Explanation, Filters

    with open_house(data) as app:
        if isinstance(app.knowledge, HybridKnowledge):
            app.knowledge.wait()  # a server answers by keywords meanwhile; whoever asks once would rather have both
            filters: Filters = Filters(
                category=category,
                venue=venue,
                event_id=event,
                language=language,
                on=on.date() if on else app.clock().date(),
            )
            found = app.knowledge.explain(question, limit=limit, filters=filters)
        else:
            found = Explanation(tuple(app.knowledge.search(question, limit=limit)), ())
        answer = app.knowledge.answer(question, venue=venue, event_id=event)
    if as_json:
        shown = {
            "answer": answer.text,
            "confidence": round(answer.confidence, 3),
            "sources": [source.id for source in answer.sources],
            "passages": [
                {"id": p.id, "title": p.title, "uri": p.uri, "snippet": p.snippet, "score": p.score}
                for p in found.passages
            ],
        }
        show_json({**shown, "stages": [asdict(stage) for stage in found.stages]} if explain else shown)
        return
    print(strong(answer.text or "I don't know: nothing in the documents supports an answer."))
    for passage in found.passages:
        print(f"\n{passage.score:6.2f}  {passage.title}  {faint(passage.id)}\n        {passage.snippet}")
    if explain:
        explained(found.stages)


@group.command(epilog="Example: willcall kb remove parking")
def remove(
    document: Annotated[str, typer.Argument(metavar="ID", help="As `willcall kb stats` lists it.")], data: Data = None
) -> None:
    """Delete a document for good: its text, its facts, its vectors."""
    with open_house(data) as app:
        app.documents.remove(document)
    print(f"Removed {document}.")


@group.command(epilog="Example: willcall kb sample")
def sample(data: Data = None) -> None:
    """Add the sample documents."""
    from willcall.knowledge.sample import documents

    found = documents()
    with open_house(data) as app:
        changed = app.documents.add(found)
    print(f"{len(found)} sample documents, {changed} new or changed.")


@group.command(epilog="Example: willcall kb stats --json   or   willcall kb stats parking-rates")
def stats(
    document: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One document: its remarks and its facts.")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List the documents, or show what is known of one."""
    with open_house(data) as app:
        rows = app.documents.listing()
        if document is not None:
            one = app.documents.get(document)
            facts = [asdict(fact) for fact in app.documents.facts(document)]
            if as_json:
                show_json({"document": asdict(one), "facts": facts})
                return
            print(strong(one.title), faint(one.uri))
            for note in one.notes:
                print(f"  ! {note}")
            table(
                ("OF", "FACT", "KIND", "AS WRITTEN", "WHERE"),
                [(f["subject"], f["name"], f["kind"], f["text"], f["place"]) for f in facts],
                empty="No facts: no table or list of names and values.",
            )
            return
    if as_json:
        show_json(
            {
                "documents": [asdict(row) for row in rows],
                "chunks": sum(row.chunks for row in rows),
                "facts": sum(row.facts for row in rows),
            }
        )
        return
    table(
        ("ID", "TITLE", "CHUNKS", "FACTS", "CATEGORY", "UPDATED", "REMARKS"),
        [
            (
                r.id,
                r.title,
                r.chunks,
                r.facts,
                r.category,
                r.updated_at.strftime("%Y-%m-%d %H:%M"),
                len(r.notes) or None,
            )
            for r in rows
        ],
        empty="No documents yet. Add some with: willcall kb add PATH",
    )
