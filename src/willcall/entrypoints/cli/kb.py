"""`willcall kb`: the knowledge base."""

from pathlib import Path
from typing import Annotated

import typer

from willcall.entrypoints.cli.house import AsJson, Data, open_house
from willcall.entrypoints.cli.showing import faint, show_json, strong, table

group = typer.Typer(name="kb", help="The knowledge base: what answers are taken from.", no_args_is_help=True)


@group.command(epilog="Example: willcall kb add handbook/ parking.md")
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Markdown or text files, or folders of them.")],
    data: Data = None,
) -> None:
    """Add documents; those of the same name are replaced."""
    from willcall.knowledge.documents import read_path

    found = [document for path in paths for document in read_path(path)]
    with open_house(data) as app:
        changed = app.documents.add(found)
    print(f"{len(found)} read, {changed} new or changed.")


@group.command(epilog="Example: willcall kb search 'can I bring a backpack?'")
def search(
    question: Annotated[str, typer.Argument(help="A question, or some words.")],
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many passages.")] = 5,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the documents, and show what was found."""
    from willcall.knowledge.hybrid import HybridKnowledge

    with open_house(data) as app:
        if isinstance(app.knowledge, HybridKnowledge):
            app.knowledge.wait()  # a server answers by keywords meanwhile; whoever asks once would rather have both
        answer = app.knowledge.answer(question)
        passages = app.knowledge.search(question, limit=limit)
    if as_json:
        show_json(
            {
                "answer": answer.text,
                "confidence": round(answer.confidence, 3),
                "sources": [source.id for source in answer.sources],
                "passages": [
                    {"id": p.id, "title": p.title, "uri": p.uri, "snippet": p.snippet, "score": p.score}
                    for p in passages
                ],
            }
        )
        return
    print(strong(answer.text or "I don't know: nothing in the documents supports an answer."))
    for passage in passages:
        print(f"\n{passage.score:6.2f}  {passage.title}  {faint(passage.id)}\n        {passage.snippet}")


@group.command(epilog="Example: willcall kb remove parking")
def remove(
    document: Annotated[str, typer.Argument(metavar="ID", help="As `willcall kb stats` lists it.")], data: Data = None
) -> None:
    """Delete a document for good."""
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


@group.command(epilog="Example: willcall kb stats --json")
def stats(data: Data = None, as_json: AsJson = False) -> None:
    """List the documents."""
    with open_house(data) as app:
        rows = app.documents.listing()
    if as_json:
        documents = [{"id": i, "title": t, "chunks": n, "updated_at": at.isoformat()} for i, t, n, at in rows]
        show_json({"documents": documents, "chunks": sum(row[2] for row in rows)})
        return
    table(
        ("ID", "TITLE", "CHUNKS", "UPDATED"),
        [(i, t, n, at.strftime("%Y-%m-%d %H:%M")) for i, t, n, at in rows],
        empty="No documents yet. Add some with: willcall kb add PATH",
    )
