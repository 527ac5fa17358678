"""`willcall sim history`: lets simulated fans talk to the real agent in the past, and puts what happened into the log, marked as simulated.

The agent, its box office and its clock are a house of their own for each week, thrown away afterwards; nothing is sold in the real one.
The log gets what it would have got: through the outbox, the relay's writer and its redaction.
"""

import contextlib
import tempfile
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from willcall.entrypoints.cli.house import Data, open_house

if TYPE_CHECKING:
    from willcall.app import App
    from willcall.conversations.log.writing import LogWriter
    from willcall.training.evaluate.history import Visit


def history(
    days: Annotated[int, typer.Option(min=1, max=366, help="How far back it goes.")] = 90,
    a_day: Annotated[float, typer.Option("--a-day", min=1, max=2000, help="Conversations on a usual day.")] = 12,
    seed: Annotated[int, typer.Option(help="The same seed makes the same past.")] = 1,
    data: Data = None,
) -> None:
    """Write a simulated past into the log, so that figures and charts have something to show."""
    from willcall.insights.figures import Figures
    from willcall.insights.stretch import Stretch
    from willcall.kit.errors import Conflict
    from willcall.training.evaluate.history import visits

    with open_house(data) as app:
        stretch = Stretch.last_days(days, now=app.clock())
        known = Figures(app.log.reader, clock=app.clock).of(["simulated_turns"], stretch)[0].values["simulated_turns"]
        if known:
            raise Conflict(
                f"The log already holds {known} simulated turns of these days; a second past would double them."
            )
        written = 0
        planned = visits(until=app.clock(), days=days, a_day=a_day, seed=seed)
        for week, fans in groupby(planned, key=lambda visit: visit.at.date().isocalendar()[:2]):
            records = _week(app, list(fans))
            written += app.log.archive.add(records)
            print(f"{week[0]}-W{week[1]:02d}: {sum(r['kind'] == 'turn' for r in records):,} turns")
    print(f"{written:,} records, all marked as simulated.")


class _Collector:
    """Takes what the relay would write into the log."""

    def __init__(self, writer: "LogWriter") -> None:
        self._writer = writer
        self.records: list[dict[str, Any]] = []

    def prepare(self, messages: Sequence[Any]) -> Any:
        made = self._writer.records(messages)

        def write(_unit: Any, ids: Collection[str]) -> None:
            self.records += [r for message_id, found in made.items() if message_id in ids for r in found]

        return write


def _week(real: "App", fans: "list[Visit]") -> list[dict[str, Any]]:
    from willcall import settings as house
    from willcall.app import build
    from willcall.kit.clock import FixedClock
    from willcall.kit.relay import Relay

    clock = FixedClock(fans[0].at.astimezone(UTC))
    with tempfile.TemporaryDirectory() as folder:
        given = {"storage.data": folder, "sandbox": True, "sample": True, "log.level": "error"}
        app = build(house.load(given, environ={}), clock=clock)
        try:
            shows = app.boxoffice.find_events(limit=50)
            public = [name for s in shows for name in (s.name, s.venue, s.city, *s.performers)]
            collector = _Collector(
                real.log.writer(keep=lambda: public, feel=real.feel, simulated=True, source=app.database)
            )
            for fan in fans:
                clock.now = max(clock.now, fan.at)
                app.chores["box office"]()
                app.chores["conversations"]()
                _visit(app, clock, fan, [s.name for s in shows if s.starts_at > clock.now] or ["tonight"])
            clock.now += timedelta(hours=2)
            app.chores["conversations"]()
            Relay(app.database, [], recorders=[collector]).drain(batches=10_000)
        finally:
            app.close()
    return collector.records


def _visit(app: "App", clock: Any, fan: "Visit", events: "Iterable[str]") -> None:
    from willcall.agent.contract import ChatRequest, Pay
    from willcall.boxoffice.payments.sandbox import TOKENS

    names = list(events)
    event, other = names[fan.customer % len(names)], names[fan.customer * 7 % len(names)]
    conversation: str | None = None
    quote: str | None = None
    reply = None
    for words in fan.words:
        action = None
        if words == "PAY":
            if quote is None:
                break
            action = Pay(type="pay", quote_id=quote, payment_method_token=next(iter(TOKENS)))
        text = None if action else words.format(event=event, other=other)
        reply = _say(app, ChatRequest(message=text, action=action, conversation_id=conversation), fan)
        if reply is None:
            return
        conversation = reply.conversation_id
        quote = next((card.quote_id for card in reply.cards if card.type == "payment"), quote)
        clock.now += timedelta(seconds=8 + fan.customer % 40)
    if reply is not None and fan.rating is not None:
        with contextlib.suppress(Exception), app.database.write() as unit:
            app.conversations.add_feedback(
                unit, message_id=reply.message_id, conversation_id=reply.conversation_id, rating=fan.rating
            )


def _say(app: "App", request: Any, fan: "Visit") -> Any:
    """The reply; None where the house is out of order."""
    from willcall.access.actor import Actor

    turns: Any = app.turns
    catalogue = turns.catalogue
    if fan.outage:
        turns.catalogue = _out_of_order
    try:
        return turns.run(request, actor=Actor.fan(f"cus_sim{fan.customer}"), request_id=f"sim_{fan.customer}")
    except ConnectionError:
        return None
    finally:
        turns.catalogue = catalogue


def _out_of_order() -> Any:
    raise ConnectionError("a simulated outage")
