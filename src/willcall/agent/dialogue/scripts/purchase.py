"""Buying: need → event → how many → best options → hold → quote. The fan's yes and payment are the turn's business (AG1)."""

import re

from willcall.agent.dialogue import cues, footing, phrases
from willcall.agent.dialogue.flow import Aside, Flow, Script, most_each, most_in_all
from willcall.agent.dialogue.scripts import (
    advising,
    affording,
    counts,
    each_day,
    exactly,
    in_that_case,
    no_dearer,
    offering,
    recalling,
)
from willcall.agent.dialogue.wishes import suiting, wanting
from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import Speech
from willcall.agent.state import EventFact, Heard, SeatsFact, Task, Wanted
from willcall.boxoffice.contract import section_label
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Show

_MANNERS = frozenset({"front", "back", "middle", "side", "front row", "front rows", "first row", "back row"})
_SHOWN = 6
_THE_CHEAPEST = regex(r"\b(?:cheapest|lowest|least|most affordable|as cheap as|best (?:price|deal))\b", re.IGNORECASE)


def purchase(flow: Flow, task: Task, heard: Heard) -> Script:
    """Takes a purchase as far as it goes without asking the fan."""
    if heard.chosen_from == "events" and heard.chosen is not None:
        shown = flow.state.list_shown("events")
        if shown is not None and heard.chosen < len(shown.events):
            task.event = shown.events[heard.chosen]
            task.kind = "purchase"
    if task.event is None:
        speech = yield from find(flow, task)
        if speech is not None:
            return speech
    event = task.event
    assert event is not None
    flow.state.last_event = event
    if (speech := (yield from counts.not_to_be_had(flow, task, event))) is not None:
        return speech
    yield from let_go_if_changed(flow, task, event)
    if event.status in affording.OVER:
        return (yield from _over(flow, task, event))
    if task.most:
        task.quantity, task.most = task.quantity or event.max_tickets, False
    if task.quantity is None:
        listed = flow.listed_before.events if flow.listed_before is not None else []
        line = phrases.event_line(event, flow.now, priced=any(e.event_id == event.event_id for e in listed))
        needs = f"{phrases.noted(task)}: noted. " if task.accessible else ""
        return flow.say(f"{needs}{line}.", "How many tickets would you like?", awaiting="quantity")
    if task.quantity < 1:
        task.quantity = None
        return flow.say(counts.whole(event), "How many would you like?", awaiting="quantity")
    if heard.chosen_from in {"seats", "map"}:
        option = _picked(flow, heard)
        if option is not None:
            return (yield from hold(flow, task, event, option))
    return (yield from offer(flow, task, event, heard))


def _over(flow: Flow, task: Task, event: EventFact) -> Script:
    """Says that a show is off or over; goes on with its other dates, else shows what is like it."""
    task.event, gone = None, f"{phrases.event_short(event, flow.now)} {affording.OVER[event.status]}"
    if not (
        wanting.names_show(task.wanted) or task.wanted.kind
    ):  # "what's on in town this week": whatever else there is
        task.wanted.without = [*task.wanted.without, event.event_id]
        flow.lead.append(f"{gone}.")
        return (yield from find(flow, task)) or flow.say("Which date would you like?", awaiting="event")
    dates = wanting.other_dates(event, flow.view.catalogue, flow.now)
    if dates:
        flow.lead.append(f"{gone}.")
        task.wanted = Wanted(event_ids=dates)
        return (yield from find(flow, task)) or (yield from purchase(flow, task, Heard()))
    task.wanted = Wanted(event_ids=wanting.siblings(event, flow.view.catalogue))
    alike = wanting.candidates(task.wanted, flow.view.catalogue, flow.now) if task.wanted.event_ids else []
    alike = [show for show in alike if show.on]
    if not alike:
        flow.finish()
        return flow.say(f"{gone}, so there are no tickets to sell.")
    flow.lead.append(f"{gone}, and there is no other date of it.")
    return (yield from _list(flow, alike[:_SHOWN], "What is most like it:", "Would one of these do?")) or flow.say()


def _picked(flow: Flow, heard: Heard) -> SeatsFact | None:
    if heard.chosen_from == "map" and flow.view.picked is not None:
        ids = list(flow.view.picked.seat_ids)
        return SeatsFact(seat_ids=ids, section="", row="", numbers=[], each=0, total=0)
    shown = flow.state.list_shown("seats")
    if shown is None or heard.chosen is None or heard.chosen >= len(shown.seats):
        return None
    return shown.seats[heard.chosen]


def let_go_if_changed(flow: Flow, task: Task, event: EventFact) -> Aside:
    """Seats held for another event or number are let go: they are not what a yes would mean any more."""
    held = flow.state.hold
    if held is None or (
        held.event_id == event.event_id and (task.quantity is None or task.quantity == len(held.seat_ids))
    ):
        return None
    yield from flow.use("release_hold", hold_id=held.hold_id)
    return None


def find(
    flow: Flow, task: Task, *, leave_out: frozenset[str] = frozenset(), verb: str = "Which one would you like?"
) -> Aside:
    """Settles which event is meant; returns words to say when it cannot, None when `task.event` is set."""
    view, wanted = flow.view, task.wanted
    shows = wanting.candidates(wanted, view.catalogue, flow.now, leave_out=leave_out)
    if wanted.empty:
        shows = recalling.favourites_first(flow, shows)
    if task.advice is not None and (few := (yield from advising.listed(flow, task, shows))):
        return (yield from _list(flow, few, "", verb))
    young = (
        (task.quantity is None or not wanting.names_show(wanted)) and len(shows) > 1 and suiting.asked_for(view.message)
    )
    if young:
        suited = yield from suiting.for_children(shows)
        if not suited:
            flow.lead.append("No show here says that it is for children, and I'd rather not guess.")
        elif len({s.name for s in suited}) < len({s.name for s in shows}):
            return (yield from _list(flow, suited[:_SHOWN], "Said to be for children and families:", verb))
    if wanted.unknown and not (wanted.event_ids or wanted.performer):
        flow.lead.append(f"I can't find “{wanted.unknown}” on our calendar.")
        wanted.unknown = None
        if wanted.empty:
            return (yield from _list(flow, shows[:_SHOWN], "Here is what's coming up:", verb))
    if wanted.empty and (task.prefer != "cheapest" or task.budget_major is not None):
        if task.budget_major is not None:
            head, shows = yield from affording.within(flow, task, shows)
            return (yield from _list(flow, shows[:_SHOWN], head, verb))
        gone = task.kind in BUYING and cues.GONE_BY.search(view.message)
        head = "That has been and gone. Here is what's coming up:" if gone else "Here is what's coming up:"
        return (yield from _list(flow, shows[:_SHOWN], head, verb))
    meant = None if shows else wanting.as_meant(wanted, view.catalogue, flow.now, view.message, leave_out=leave_out)
    if meant is not None:
        task.wanted = wanted = meant
        shows = wanting.candidates(wanted, view.catalogue, flow.now, leave_out=leave_out)
    if not shows:
        near, gave = wanting.relaxed(wanted, view.catalogue, flow.now, leave_out=leave_out)
        if not near:
            task.wanted = type(wanted)(without=wanted.without)
            upcoming = wanting.candidates(task.wanted, view.catalogue, flow.now, leave_out=leave_out)
            if not upcoming and wanted.without:
                task.wanted = type(wanted)()
                upcoming = wanting.candidates(task.wanted, view.catalogue, flow.now, leave_out=leave_out)
            if not upcoming:
                flow.finish()
                return flow.say("There is nothing on sale at the moment.")
            why = "There is nothing on that date." if wanted.when is not None else "I can't find that on our calendar."
            return (yield from _list(flow, upcoming[:_SHOWN], f"{why} Coming up:", verb))
        why = {"date": "on that date", "place": "there", "date and place": "then and there"}.get(gave, "like that")
        task.wanted = task.wanted.model_copy(update={"when": None} if "date" in gave else {})
        return (yield from _list(flow, near[:_SHOWN], f"There is nothing {why}. The nearest I have:", verb))
    if wanted.pick is not None and shows:
        to_come = [s for s in shows if s.starts_at > flow.now] or shows  # the next one is none that has begun
        shows = to_come[:1] if wanted.pick == "first" else shows[-1:]
    if len(shows) == 1 and wanting.only_looks(flow.state, view.reading, shows[0].event_id):
        return (yield from _list(flow, shows, "Here is what there is:", "Would you rather have that one?"))
    if len(shows) == 1:
        got = yield from flow.use("get_event_info", event_id=shows[0].event_id)
        if not got.ok:
            task.wanted = type(wanted)()
            return flow.say(phrases.sentence(got.why), "Which event would you like?", awaiting="event")
        task.event = flow.fact(got.content)
        return None
    fitting = (yield from affording.affordable(flow, task, shows)) if task.budget_major is not None else shows
    dear, shows = not fitting, fitting or shows
    head = "Here is what fits:"
    if len(shows) > _SHOWN:
        head = f"{phrases.count(len(shows)).capitalize()} events fit; the first of them:"
        spread = each_day.of_a_few_days(shows, wanted.when, _SHOWN)
        if spread is not None:
            head, shows = f"{phrases.count(len(shows)).capitalize()} events fit; some of each day:", spread
    if task.prefer == "cheapest" and task.budget_major is None:
        shows = yield from affording.by_price(flow, shows)
        head = "Cheapest first:"
    head = "Nothing that fits costs so little; the nearest:" if dear else head
    return (yield from _list(flow, shows[:_SHOWN], head, verb))


def _list(flow: Flow, shows: list[Show], head: str, verb: str) -> Aside:
    before = flow.listed_before
    known = phrases.noted(flow.state.task) if flow.state.task is not None else ""
    fits = not head.startswith(("There is nothing", "Nothing that fits"))
    if fits and before is not None and known and [e.event_id for e in before.events] == [s.event_id for s in shows]:
        head = f"{known}: noted. Which of these?"  # a detail was added, and the date is still open
    elif any(s.name == "accessible" and not s.negated for s in flow.view.reading.slots):
        head = f"{known}: noted. {head}" if known else head
    got = yield from flow.use("find_events", event_ids=[s.event_id for s in shows])
    if not got.ok or not got.content["events"]:
        return flow.say("I can't see the calendar right now; please try again in a moment.")
    events = [flow.fact(e) for e in got.content["events"]]
    on_sale = [e for e in events if e.status not in affording.OVER]
    task = flow.state.task
    if len(on_sale) == 1 < len(events) and task is not None and task.wanted.event_ids:
        task.event = on_sale[0]  # the other dates of that show are off
        flow.lead += [
            f"{phrases.event_short(e, flow.now)} {affording.OVER[e.status]}."
            for e in events
            if e.status in affording.OVER
        ]
        return None
    if on_sale and len(on_sale) < len(events):
        events = on_sale
        yield from flow.use("find_events", event_ids=[e.event_id for e in on_sale])
    lines = phrases.numbered([phrases.event_line(e, flow.now) for e in events])
    return flow.say(head, lines, verb, awaiting="event")


def offer(flow: Flow, task: Task, event: EventFact, heard: Heard) -> Script:
    """Shows the best seats that fit, or holds at once where the fan left no choice open."""
    assert task.quantity is not None
    yield from recalling.recall(flow, task, event, heard)
    yield from footing.told(flow, task, event)
    if task.otherwise is not None and task.below is not None:
        cheaper, instead = yield from in_that_case.cheaper(flow, task, event, task.otherwise, task.below)
        return (
            offering.offered(flow, task, event, cheaper, "")
            if cheaper
            else (yield from hold(flow, task, event, instead))
        )
    if task.otherwise is not None:
        return (yield from hold(flow, task, event, (yield from in_that_case.settled(flow, task, event))))
    if task.nearer_than:
        return (yield from no_dearer.shown(flow, task, event, most_each(task, event.currency)))
    if task.below is not None or task.above is not None:
        return (yield from no_dearer.compared(flow, task, event))
    if task.numbers and (those := (yield from exactly.those(flow, task, event))) is not None:
        return offering.offered(flow, task, event, those, "")
    budget = most_each(task, event.currency)
    keep, row = task.keep_section, task.keep_row
    got = yield from flow.use(
        "check_inventory",
        event_id=event.event_id,
        quantity=task.quantity,
        section=keep or task.section,
        max_price=budget,
        wheelchairs=task.accessible or None,
        prefer=task.prefer,
        rows=[row] if keep and row else task.rows or None,
        without=footing.left_out(task),
        dearer=task.dearer or None,
        thrifty=task.thrifty or None,
    )
    task.keep_section = task.keep_row = None
    if not got.ok and keep:
        return (yield from offer(flow, task, event, heard))  # there is no such part that day
    if not got.ok and task.section and got.error.get("field") == "section":
        flow.lead.append(no_such_section(task, event.name))
        return (yield from offer(flow, task, event, heard))
    if not got.ok:
        return _no_seats(flow, task, got.why, refused=got.refused)
    options = [SeatsFact.model_validate(o) for o in got.content["options"]]
    whole_budget = most_in_all(task, event.currency)
    options = [o for o in options if whole_budget is None or o.total <= whole_budget]
    if options and options[0].adjacent and keep and not heard.asked_more:
        moved = f" {got.content['missing']} The nearest there:" if got.content.get("missing") else ""
        flow.lead.append(f"Changed to {phrases.tickets(task.quantity)}.{moved}")
        return (yield from hold(flow, task, event, options[0]))
    if not options and task.section and task.section.casefold() in _MANNERS:
        task.section, task.prefer = None, task.prefer or "best"
        return (yield from offer(flow, task, event, heard))
    if not options and (yield from footing.over_budget(flow, task, event)):
        return (yield from offer(flow, task, event, heard))
    if not options and task.without:
        outside = " and ".join(section_label(w) for w in task.without if w.casefold() not in _MANNERS)
        flow.lead.append(f"Outside {outside} I have nothing that fits." if outside else "")
        task.without = []
        return (yield from offer(flow, task, event, heard))
    if not options and footing.looks_low(task):
        task.few_steps = False
        flow.lead.append("I have nothing that fits and is not upstairs.")
        return (yield from offer(flow, task, event, heard))
    if not options and recalling.let_go(task):
        flow.lead = ["I looked for what you asked me to remember, but nothing here fits it; this is without:"]
        return (yield from offer(flow, task, event, heard))
    if not options:
        return (yield from _less(flow, task, event, budget))
    said = any(
        s.name == "preference" and s.value == "cheapest" and _THE_CHEAPEST.search(s.text)
        for s in flow.view.reading.slots
    )  # "not too dear" leaves a choice open
    settled = options[0].adjacent and flow.state.awaiting == "seats" and not heard.asked_more
    if said and settled and not heard.started:
        return (yield from hold(flow, task, event, options[0]))
    if got.content.get("missing"):
        flow.lead.append(f"{got.content['missing']} The nearest{' to it' if task.thrifty else ''} I have:")
    low = footing.low(flow, task, options)
    return offering.offered(
        flow, task, event, options, " ".join(p for p in (str(got.content.get("note") or ""), low) if p)
    )


def no_such_section(task: Task, name: str) -> str:
    """Says that an event has no such section, unless it was only a manner of speaking ("at the front"); forgets it."""
    said, task.section = str(task.section), None
    return "" if said.casefold() in _MANNERS else f"There is no {section_label(said)} at {name}."


def _no_seats(flow: Flow, task: Task, why: str, *, refused: bool) -> Speech:
    if refused:
        task.quantity = None
        return flow.say(phrases.sentence(why), "How many would you like?", awaiting="quantity")
    task.section = None
    return flow.say(phrases.sentence(why), "What would you like instead?", awaiting="seats")


def _less(flow: Flow, task: Task, event: EventFact, budget: int | None) -> Script:
    """Nothing fits: says what stood in the way and shows what there is."""
    assert task.quantity is not None
    missing = phrases.tickets(task.quantity)
    if task.section:
        missing += f" in {section_label(task.section)}"
    whole = most_in_all(task, event.currency)
    if budget is not None:
        missing += (
            f" at up to {phrases.money(whole, event.currency)} in all"
            if whole
            else f" at up to {phrases.money(budget, event.currency)} each"
        )
    missing += offering.with_access(task)
    for section, most in ((None, budget), (task.section, None), (None, None)):
        if (section, most) == (task.section, budget):
            continue
        if section is None and most is None and task.section and budget is not None:
            flow.lead.clear()
        got = yield from flow.use(
            "check_inventory",
            event_id=event.event_id,
            quantity=task.quantity,
            section=section,
            max_price=most,
            wheelchairs=task.accessible or None,
            prefer="cheapest" if budget is not None else task.prefer,
        )
        if got.ok and got.content["options"]:
            options = [SeatsFact.model_validate(o) for o in got.content["options"]]
            why = yield from affording.why_none(flow, event, task.section if section is None else None, missing)
            flow.lead.append(f"{why} The closest I have:")
            task.section = section
            if most is None:
                task.budget_major = None
            return offering.offered(flow, task, event, options, str(got.content.get("note") or ""))
    if event.available == 0:
        task.quantity = None
        flow.finish()
        return flow.say(f"I'm sorry, {phrases.event_short(event, flow.now)} is sold out.")
    parts = [] if task.accessible else (yield from affording.parts_left(flow, event, task.quantity))
    if len(parts) > 1 and sum(number for _, number in parts) >= task.quantity:
        wanted, task.quantity = phrases.tickets(task.quantity), None
        *few, last = [f"{phrases.count(number)} in {section_label(name)}" for name, number in parts]
        spread = f"{', '.join(few)} and {last}"
        return flow.say(
            f"I don't have {wanted} for {phrases.event_short(event, flow.now)} in one part of the house. There are {spread}.",
            "I can sell them one part after the other: how many shall I begin with, and where?",
            awaiting="quantity",
        )
    most = yield from affording.most_left(flow, task, event)
    left = f"The most I have is {phrases.tickets(most)}." if most else ""
    wanted = phrases.tickets(task.quantity) + offering.with_access(task)
    task.quantity = None
    return flow.say(
        f"I'm sorry, I don't have {wanted} for {phrases.event_short(event, flow.now)}, in any part or at any price.",
        left,
        "Would another number of tickets do, or another date?",
        awaiting="quantity",
        show=(),
    )


def hold(flow: Flow, task: Task, event: EventFact, option: SeatsFact) -> Script:
    """Holds the seats and reads out the quote."""
    got = yield from flow.use("hold_tickets", event_id=event.event_id, seat_ids=option.seat_ids)
    if not got.ok:
        if got.kind == "conflict" and heard_taken(got.error):
            if option.unreserved and (others := (yield from exactly.as_good(flow, event, option))) is not None:
                return (yield from hold(flow, task, event, others))
            flow.lead.append("Someone was quicker: those seats have just gone.")
            return (yield from offer(flow, task, event, Heard(asked_more=True)))
        return flow.say(phrases.sentence(got.why), "What would you like instead?", awaiting="seats")
    task.chosen, task.quantity, task.options = option, len(option.seat_ids), []
    if flow.state.hold is not None:
        flow.state.hold.event, flow.state.hold.offer = event, option
    if fold(option.row) not in map(fold, task.rows):
        task.rows = []  # taken though another row was wished for, which is not looked for again
    return flow.say(offering.quote_text(flow, got.content["quote"], event), awaiting="confirmation")


def heard_taken(error: object) -> bool:
    return isinstance(error, dict) and error.get("name") == "SeatsTaken"
