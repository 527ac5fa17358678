"""`willcall kb gaps`, `answer` and `dismiss`: what fans asked in vain, and what an operator does about it."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from willcall.entrypoints.cli.house import AsJson, Data, open_house
from willcall.entrypoints.cli.showing import faint, show_json, strong, table

Question = Annotated[str, typer.Argument(metavar="QUESTION", help="As `willcall kb gaps` lists it.")]


def add_to(group: typer.Typer) -> None:
    """Adds the commands to `willcall kb`."""
    group.command("gaps", epilog="Example: willcall kb gaps --days 30")(gaps)
    group.command("answer", epilog="Example: willcall kb answer 'is there a cloakroom?' --text 'Yes, at gate B, $5 an item.'")(answer)  # fmt: skip
    group.command("dismiss", epilog="Example: willcall kb dismiss 'who won last night?'")(dismiss)


def gaps(
    days: Annotated[int, typer.Option(help="Today and the days before it.")] = 30,
    closed: Annotated[bool, typer.Option("--closed", help="Those that were closed, instead.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=500, help="How many.")] = 50,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List what fans asked that nothing answers, or whose answer they did not like."""
    from willcall.insights.stretch import Stretch

    with open_house(data) as app:
        app.chores["messages"]()
        if closed:
            done = app.gaps.closed(most=limit)
        else:
            stretch = Stretch.last_days(days, now=app.clock(), zone=app.settings.insight.time_zone)
            found = app.gaps.open(stretch, most=limit)
    if closed:
        if as_json:
            show_json({"closed": [asdict(one) for one in done]})
            return
        rows = [(c.at.strftime("%Y-%m-%d %H:%M"), c.outcome, c.document_id, c.question) for c in done]
        table(("WHEN", "OUTCOME", "DOCUMENT", "QUESTION"), rows, empty="No gap was closed yet.")
        return
    if as_json:
        show_json({"gaps": [asdict(gap) for gap in found]})
        return
    table(
        ("UNANSWERED", "NOT LIKED", "LAST", "QUESTION"),
        [(g.unanswered or None, g.disliked or None, g.last.strftime("%Y-%m-%d"), g.question) for g in found],
        empty="Every question of these days found an answer, and nobody disliked one.",
    )
    if found:
        print(faint("\nAnswer one: willcall kb answer QUESTION --text '…'"))


def answer(
    question: Question,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="What the next fan who asks is told.")] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="The same from a file of Markdown; - for standard input."),
    ] = None,
    title: Annotated[str, typer.Option(help="What the source is called in an answer.")] = "",
    asked: Annotated[list[str] | None, typer.Option("--asked", help="Another way of asking; may be repeated.")] = None,
    category: Annotated[str, typer.Option(help="In a word, such as parking.")] = "",
    venue: Annotated[str, typer.Option(help="The only venue it holds for.")] = "",
    event: Annotated[str, typer.Option(help="The only event it holds for.")] = "",
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question: the answer becomes a document, and the gap is closed."""
    from willcall.insights.gaps.page import Page

    if (text is None) == (file is None):
        raise typer.BadParameter("Give the answer as --text or as --file.")
    words = text if text is not None else sys.stdin.read() if str(file) == "-" else Path(str(file)).read_text("utf-8")
    page = Page(question, words, title=title, asked=asked or (), category=category, venue=venue, event_id=event)
    with open_house(data) as app:
        wait = getattr(app.knowledge, "wait", None)
        if wait is not None:
            wait()
        done = app.gaps.answer(page, by=None)
    if as_json:
        show_json(asdict(done))
        return
    print(f"{done.document_id}: {done.outcome}.")
    print(f"Whoever asks hears: {strong(done.heard)}" if done.heard else "It is not found by the question yet: say more of its words in the answer.")  # fmt: skip
    for one in done.also:
        print(f"  answered too: {one}")


def dismiss(question: Question, data: Data = None) -> None:
    """Say that a question needs no answer here; it is listed again if it is asked again."""
    with open_house(data) as app:
        app.gaps.dismiss(question, by=None)
    print("Dismissed.")
