"""Questions in between: about the house, its rules, an event or its prices. Each answer is grounded or honest."""

from zoneinfo import ZoneInfo

from willcall.agent.dialogue import phrases, wanting
from willcall.agent.dialogue.flow import Aside, Flow
from willcall.agent.state import EventFact, Question, Wanted

_RULES = {
    "refund": ("refund", "money back", "cancel", "can't make", "sick"),
    "exchange": ("exchange", "swap", "change the date", "another date", "different date", "switch"),
    "upgrade": ("upgrade", "better seat"),
    "transfer": ("transfer", "give my ticket", "someone else", "friend"),
    "purchase_limit": ("how many", "limit", "maximum", "max "),
}


def answer(flow: Flow, question: Question) -> Aside:
    """Adds the answer to what will be said; returns None always (the flow goes on)."""
    if question.kind == "event":
        yield from _about_event(flow, question)
    elif question.kind == "seats":
        yield from _about_prices(flow, question)
    else:
        yield from _from_knowledge(flow, question)
    return None


def _from_knowledge(flow: Flow, question: Question) -> Aside:
    event = flow.state.task.event if flow.state.task is not None else flow.state.last_event
    if question.kind == "policy":
        words = question.text.casefold()
        kind = next((k for k, keys in _RULES.items() if any(key in words for key in keys)), None)
        if kind is not None:
            got = yield from flow.use("get_policy", kind=kind, event_id=event.event_id if event else None)
            policy = got.content.get("policy") if got.ok else None
            if policy:
                flow.lead.append(f"{phrases.sentence(policy['text'])} ({policy['name']})")
                return None
    got = yield from flow.use("search_knowledge", query=question.text, venue=event.venue if event else None)
    text = str(got.content.get("answer") or "") if got.ok else ""
    if text:
        title = got.content["sources"][0]["title"] if got.content.get("sources") else ""
        flow.lead.append(f"{text} (Source: {title})" if title else text)
    else:
        flow.lead.append("I don't know that, and I'd rather not guess. If it matters, I can ask a person: just say so.")
    return None


def _event_meant(flow: Flow, question: Question) -> EventFact | Wanted | None:
    said = [s for s in question.slots if s.name in wanting.EVENT_SLOTS]
    known = (flow.state.task.event if flow.state.task is not None else None) or flow.state.last_event
    if known is not None and (not said or wanting.fits_event(said, known, flow.view.catalogue)):
        return known
    return wanting.merged(Wanted(), said) if said else None


def _about_event(flow: Flow, question: Question) -> Aside:
    meant = _event_meant(flow, question)
    if meant is None:
        yield from _from_knowledge(flow, question)
        return None
    if isinstance(meant, Wanted):
        shows = wanting.candidates(meant, flow.view.catalogue, flow.now)
        if not shows:
            yield from _from_knowledge(flow, question)
            return None
        event_id = shows[0].event_id
    else:
        event_id = meant.event_id
    got = yield from flow.use("get_event_info", event_id=event_id)
    if not got.ok:
        flow.lead.append(phrases.sentence(got.why))
        return None
    event = flow.fact(got.content)
    flow.state.last_event = event
    line = phrases.event_line(event, flow.now)
    doors = got.content.get("doors_at")
    if doors:
        opens = flow.fact_time(str(doors)).astimezone(ZoneInfo(event.time_zone)).strftime("%I:%M %p").lstrip("0")
        line += f"; doors open at {opens}"
    flow.lead.append(line + ".")
    if got.content.get("description"):
        flow.lead.append(str(got.content["description"]))
    if "door" not in question.text.casefold():
        return None
    return None


def _about_prices(flow: Flow, question: Question) -> Aside:
    meant = _event_meant(flow, question)
    if isinstance(meant, Wanted):
        shows = wanting.candidates(meant, flow.view.catalogue, flow.now)
        event_id = shows[0].event_id if shows else None
    else:
        event_id = meant.event_id if meant is not None else None
    if event_id is None:
        yield from _from_knowledge(flow, question)
        return None
    got = yield from flow.use("get_event_info", event_id=event_id)
    if not got.ok:
        flow.lead.append(phrases.sentence(got.why))
        return None
    event = flow.fact(got.content)
    flow.state.last_event = event
    tiers: dict[str, str] = {}
    for section in got.content["sections"]:
        if section["from"] and section["available"]:
            tiers.setdefault(section["tier"], section["from"])
    prices = "; ".join(f"{tier} from {price}" for tier, price in tiers.items())
    flow.lead.append(
        f"{phrases.event_short(event, flow.now)}: {prices}, fees included."
        if prices
        else f"{phrases.event_short(event, flow.now)} is sold out."
    )
    return None
