"""Questions in between: about the house, its rules, an event or its prices. Each answer is grounded or honest."""

import re
from collections.abc import Generator, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import addresses, asking, aspects, cues, facets, phrases, wanting
from willcall.agent.dialogue.flow import Aside, Flow
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import EventFact, Question, Wanted
from willcall.understanding.text import fold

_RULES = {  # the first kind that is named; reasons speak for money back only where nothing is
    "refund": (
        "refund",
        "credit",
        "cutoff",
        "cut-off",
        "cut off",
        "deadline",
        "give these back",
        "give em back",
        "money back",
        "cancellable",
        "give them back",
        "give it back",
        "return them",
    ),
    "exchange": ("exchange", "swap", "change the date", "another date", "different date", "switch"),
    "resale": ("resell", "sell them on", "sell it on", "sell my ticket", "sell them", "sell it"),
    "if away": (
        "cancel",
        "can't make",
        "can't come",
        "can't go",
        "can't attend",
        "unable to",
        "sick",
        "i'm ill",
        "im ill",
        "fall ill",
        "get ill",
        "poorly",
        "lose everything",
        "lose my money",
        "plans change",
        "something comes up",
    ),
    "upgrade": ("upgrade", "better seat"),
    "transfer": (
        "transfer",
        "give my ticket",
        "someone else",
        "friend",
        "own phone",
        "to have one of my",
        "have one of our",
    ),
    "purchase_limit": ("how many", "limit", "maximum", "max "),
    "if late": ("credit", "cutoff", "cut-off", "cut off", "deadline"),
}


def answer(flow: Flow, question: Question, *, of_several: bool = False) -> Aside:
    """Adds the answer to what will be said; returns None always (the flow goes on). Of several, one that has none is named."""
    question = replace(question, text=_ALSO.sub("", question.text))
    parts = asking.parted(question.text)
    if len(parts) > 1:
        for part in parts:
            yield from answer(flow, _part_of(question, part), of_several=True)
        return None
    if question.kind == "event":
        yield from _about_event(flow, question)
    elif question.kind == "seats":
        yield from _about_prices(flow, question)
    else:
        yield from _from_knowledge(flow, question)
    if of_several and flow.lead and flow.lead[-1].startswith(UNKNOWN[:17]):
        flow.lead[-1] = (
            f"“{_ALSO.sub('', question.text).strip(' .,;')}”: I don't know that, and I'd rather not guess. I can ask a person."
        )
    return None


def _part_of(question: Question, part: str) -> Question:
    """One of the questions put in one clause."""
    kind = question.kind
    if kind == "seats" and not cues.PRICED.search(part):
        kind = "knowledge"
    if kind in {"knowledge", "event"}:
        kind = "event" if aspects.aspect(part) is not None else "knowledge"
    return Question(kind, part, tuple(s for s in question.slots if s.text in part))


_CURT = 6  # words of a question that hangs on the one before
_OF_SEATS = re.compile(r"\b(?:seats?|tickets?|cheapest|sections?|rows?)\b", re.IGNORECASE)
_REMEMBERED = 200  # characters of a question
_OF_THE_HOUSE = frozenset(
    ["parking", "bags", "food", "children", "cameras", "re-entry", "smoking", "weather", "dress code", "wifi", "merchandise", "discounts", "payment", "fees", "delivery"]
)  # fmt: skip
"""Topics that documents speak of before any price list does."""
OVER = frozenset({"finished", "cancelled", "postponed"})
_CALLED_OFF = re.compile(
    r"\b(?:show|event|game|match|concert|gig|play|band|artist|performance)\b[^.?!]{0,12}\b(?:cancel\w*|called off|postponed|rained off|abandoned)\b|\bcancelled by you\b"
)
_ALSO = re.compile(r"\W+(?:and|also|but|plus|oh|thanks|thank you|thx|cheers|ta|pls)\W*$", re.IGNORECASE)
UNKNOWN = "I don't know that, and I'd rather not guess. If it matters, I can ask a person: just say so."


def unknown(name: str) -> str:
    """That it is not known of a show or a place."""
    return UNKNOWN.replace("know that,", f"know that of {name},")


def _says_itself(flow: Flow, question: Question) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Whether the description of the show in hand is asked for, or speaks of what is asked; what it says, or that it says nothing, is the answer."""
    facet = facets.asked(question.text)
    event_id = _event_id(flow, question)
    if event_id is None or asking.of_concessions(question.text):
        return False
    got = yield from flow.use("get_event_info", event_id=event_id)
    if not got.ok:
        return False
    description, name = str(got.content.get("description") or ""), flow.fact(got.content).name
    said = facets.told(facet, description) if facet is not None else ""
    said = said or facets.in_its_words(question.text, question.slots, description)
    if said:
        flow.lead.append(f"{name}: {phrases.sentence(said)}")
    elif facet == "ages" and facets.let_in(question.text):
        return (yield from documents_say(flow, "Is there an age limit?", None))
    elif facet in {"language", "maker"}:
        flow.lead.append(unknown(name))
        return True
    return bool(said)


def _from_knowledge(flow: Flow, question: Question) -> Aside:
    if place := (yield from addresses.of_the_place(flow, question)):
        flow.lead.append(place)
        yield from documents_say(flow, aspects.without_names(question.text, question.slots), place.partition(":")[0])
        return None
    if (yield from _says_itself(flow, question)):
        return None
    event = (flow.state.task.event if flow.state.task is not None else None) or flow.state.last_event
    venue = _venue_meant(flow, question)
    if question.kind == "policy":
        words = question.text.casefold().replace("’", "'").replace("cant ", "can't ")
        kind = next((k for k, keys in _RULES.items() if any(key in words for key in keys)), None)
        if _CALLED_OFF.search(words):
            kind = None  # by whoever plays, and not by who cannot come: the documents know
        if kind == "resale" and (yield from documents_say(flow, question.text, venue)):
            return None
        if kind is not None:
            kind = {"if away": "refund", "if late": "refund", "resale": "transfer"}.get(kind, kind)
            got = yield from flow.use("get_policy", kind=kind, event_id=event.event_id if event else None)
            policy = got.content.get("policy") if got.ok else None
            if policy:
                flow.lead.append(f"{phrases.sentence(policy['text'])} ({policy['name']})")
                return None
    said = next((str(s.value) for s in question.slots if s.name == "venue" and not s.negated), None)
    asked = aspects.without_names(question.text, question.slots)
    of_event = event is not None and not said and aspects.aspect(question.text) in {"doors", "length"}
    no_kind = not any(s.name == "event_kind" for s in question.slots)
    if question.kind == "knowledge" and of_event and no_kind and not aspects.beyond_the_calendar(
        question.text, [s for s in question.slots if s.name == "when"]
    ):
        yield from _about_event(flow, question)
        return None
    own_topic = any(s.name == "topic" for s in question.slots)
    hangs_on = (
        not own_topic
        and bool(flow.asked_before)
        and len(asked.split()) <= _CURT
        and cues.POINTS.search(asked) is not None
    )
    if hangs_on and (yield from documents_say(flow, f"{flow.asked_before} {asked}", venue)):
        return None  # "is there somewhere to leave coats?" and then "does it cost owt?"
    parts = aspects.by_topic(asked, question.slots)
    if len(parts) > 1:
        told = 0
        for part in parts:
            told += yield from documents_say(flow, part, venue)
        if told:
            return None
    if (yield from documents_say(flow, asked, venue)):
        return None
    first = _OR_SHOULD.split(asked)[0]
    if first != asked and (yield from documents_say(flow, first, venue)):
        return None  # "is there decent food or should we eat before?"
    short = _TO_THE.sub("", asked)
    if short != asked and len(short.split()) > 2 and (yield from documents_say(flow, short, venue)):
        return None  # "is there a lift to the circle?"
    plain = aspects.without_kinds(asked, question.slots)
    if plain != asked and (yield from documents_say(flow, plain, venue)):
        return None  # "can I bring my rucksack to the basketball?"
    if question.kind == "knowledge" and event is not None and aspects.aspect(question.text) in {"doors", "length"}:
        yield from _about_event(flow, question)  # "what time should we get there?", of the show in hand
    elif event is not None and asking.of_concessions(question.text):
        yield from _about_prices(flow, question)
    else:
        flow.lead.append(UNKNOWN)
    return None


_TO_THE = re.compile(
    r"\s+(?:up |down )?(?:to|in|at|on|near|by|into) (?:the|my|our|your) [\w' -]{3,30}\W*$", re.IGNORECASE
)
_OR_SHOULD = re.compile(r"\W+or (?:should|shall|do|is|are|can|will|would|what|not)\b", re.IGNORECASE)


def documents_say(flow: Flow, query: str, venue: str | None) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Whether the documents answer; if they do, the answer is added with its source, and with its venue where none was in talk."""
    venue = venue or _venue_in_talk(flow)
    got = yield from flow.use("search_knowledge", query=query, venue=venue)
    text = str(got.content.get("answer") or "") if got.ok else ""
    if text:
        flow.state.memo = {**flow.state.memo, "asked": query[:_REMEMBERED]}
        title = got.content["sources"][0]["title"] if got.content.get("sources") else ""
        theirs = next((s.venue for s in flow.view.catalogue.shows if s.venue.casefold() in title.casefold()), "")
        text = f"{theirs}: {text}" if theirs and not venue else text
        flow.lead.append(f"{text} (Source: {title})" if title else text)
    return bool(text)


def _venue_in_talk(flow: Flow) -> str | None:
    """The venue of the show in hand, of the one last shown or of the one bought."""
    event = (flow.state.task.event if flow.state.task is not None else None) or flow.state.last_event
    if event is not None:
        return event.venue
    bought = flow.state.memo.get("bought") or {}
    return next((s.venue for s in flow.view.catalogue.shows if s.event_id == bought.get("event_id")), None)


def _venue_meant(flow: Flow, question: Question) -> str | None:
    """The venue asked about: the one named, or the one where all shows are that may be meant."""
    said = next((str(s.value) for s in question.slots if s.name == "venue" and not s.negated), None)
    meant = _event_meant(flow, question) if said is None else None
    if isinstance(meant, Wanted):
        there = {show.venue for show in wanting.candidates(meant, flow.view.catalogue, flow.now)}
        return there.pop() if len(there) == 1 else None if wanting.names_show(meant) else _venue_in_talk(flow)
    return said or (meant.venue if meant is not None else _venue_in_talk(flow))


def _event_meant(flow: Flow, question: Question) -> EventFact | Wanted | None:
    of_them = aspects.of_who_and_what(question.text)  # "what kind of music do they play?" names no kind
    said = [s for s in question.slots if s.name in wanting.EVENT_SLOTS and not (of_them and s.name == "event_kind")]
    known = (flow.state.task.event if flow.state.task is not None else None) or flow.state.last_event
    near = [wanting.near(s, known) for s in said] if known is not None else said
    if known is not None and (not said or wanting.fits_event(near, known, flow.view.catalogue)):
        return known
    if said:
        return wanting.merged(Wanted(), said)
    task = flow.state.task
    return task.wanted if task is not None and wanting.names_show(task.wanted) else None


def _event_id(flow: Flow, question: Question) -> str | None:
    """The show asked about, the soonest where several fit; None where there is none."""
    meant = _event_meant(flow, question)
    if not isinstance(meant, Wanted):
        return None if meant is None else meant.event_id
    shows = wanting.candidates(meant, flow.view.catalogue, flow.now)
    return shows[0].event_id if shows else None


def _about_event(flow: Flow, question: Question) -> Aside:
    named = any(s.name in {"event", "performer", "when"} for s in question.slots)
    if not named and (place := (yield from addresses.of_the_place(flow, question))):
        flow.lead.append(place)
        return None
    only_place = addresses.WHERE_IS.search(question.text) and any(s.name == "venue" for s in question.slots)
    if only_place and not wanting.names_event(question.slots):
        yield from _from_knowledge(flow, question)
        return None
    if facets.asked(question.text) is not None and (yield from _says_itself(flow, question)):
        return None
    meant = _event_meant(flow, question)
    shows = wanting.candidates(meant, flow.view.catalogue, flow.now) if isinstance(meant, Wanted) else []
    if len(shows) > 1 and (listed := flow.state.list_shown("orders")) is not None:
        theirs = {order.event_id for order in listed.orders}  # "the derby ones. when do doors open for that?"
        shows = [s for s in shows if s.event_id in theirs] or shows
    if meant is None or (isinstance(meant, Wanted) and not shows):
        yield from _from_knowledge(flow, question)
        return None
    asked = aspects.aspect(question.text)
    beyond = aspects.beyond_the_calendar(question.text, question.slots)
    told = False
    if beyond and asked in {None, "when"}:
        venue = shows[0].venue if isinstance(meant, Wanted) else meant.venue
        whole = aspects.without_names(question.text, question.slots)
        told = yield from documents_say(flow, whole, venue)
        last = re.split(r"(?<=[.!])\s+", whole)[-1]
        if not told and last != whole:
            told = yield from documents_say(flow, last, venue)  # "my wife is deaf. do you have captioned shows?"
        if told and asked != "when":
            return None
    got = yield from flow.use(
        "get_event_info", event_id=shows[0].event_id if isinstance(meant, Wanted) else meant.event_id
    )
    if not got.ok:
        flow.lead.append(phrases.sentence(got.why))
        return None
    event = flow.fact(got.content)
    flow.state.last_event = event
    if asked == "when" and event.status in OVER and (later := (yield from _next_of(flow, event))) is not None:
        flow.lead.append(f"{phrases.event_line(event, flow.now)}. The next: {phrases.event_line(later, flow.now)}.")
        flow.state.last_event = later
        return None
    description = str(got.content.get("description") or "")
    opens = _opens(flow, event, got.content.get("doors_at"))
    if asked in {None, "people"} and beyond and not told and not _touches(description, beyond):
        flow.lead.append("All I know of it is this:" if description else UNKNOWN)
    if asked == "length" and event.ends_at is not None:
        flow.lead.append(_length(event))
        if opens and _DOORS.search(question.text):
            flow.lead.append(f"Doors open at {opens}.")
        elif beyond and not _touches(description, beyond) and question.text.count("?") > 1:
            flow.lead.append("More than that I don't know.")
        return None
    line = phrases.event_line(event, flow.now)
    if opens:
        line += f"; doors open at {opens}"
    flow.lead.append(line + ".")
    if description:
        flow.lead.append(description)
    return None


_DOORS = re.compile(r"\bdoors?\b|\bgates? open\b|\bget in\b", re.IGNORECASE)


def _opens(flow: Flow, event: EventFact, doors: object) -> str:
    """When the doors open, in the venue's own time; empty where that is not known."""
    if not doors:
        return ""
    return flow.fact_time(str(doors)).astimezone(ZoneInfo(event.time_zone)).strftime("%I:%M %p").lstrip("0")


def _next_of(flow: Flow, event: EventFact) -> Generator[list[ToolCall], list[ToolResult], EventFact | None]:
    """The next date of a show whose date in question is off."""
    others = wanting.candidates(
        Wanted(event_ids=wanting.siblings(event, flow.view.catalogue)), flow.view.catalogue, flow.now
    )
    if not others:
        return None
    got = yield from flow.use("find_events", event_ids=[s.event_id for s in others[:6]])
    facts = [flow.fact(e) for e in got.content["events"]] if got.ok else []
    return next((fact for fact in facts if fact.status not in OVER), None)


def _touches(description: str, words: Sequence[str]) -> bool:
    """Whether a description speaks of any of the words."""
    said = description.casefold()
    return any(word in said for word in words)


def _length(event: EventFact) -> str:
    """How long a show lasts, from when it starts and ends."""
    assert event.ends_at is not None
    zone = ZoneInfo(event.time_zone)
    start, end = (at.astimezone(zone).strftime("%I:%M %p").lstrip("0") for at in (event.starts_at, event.ends_at))
    minutes = round((event.ends_at - event.starts_at).total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    lasts = " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest else [])])
    return f"{event.name} is planned to last {lasts}, from {start} to about {end}."


def _about_prices(flow: Flow, question: Question) -> Aside:
    topics = {str(s.value) for s in question.slots if s.name == "topic"}
    if topics & _OF_THE_HOUSE and not _OF_SEATS.search(question.text):
        venue = next((str(s.value) for s in question.slots if s.name == "venue" and not s.negated), None)
        asked = aspects.without_kinds(aspects.without_names(question.text, question.slots), question.slots)
        if (yield from documents_say(flow, asked, venue)):
            return None
        if not topics & {"discounts", "fees"}:
            flow.lead.append(UNKNOWN)
            return None
    if asking.of_concessions(question.text) and (yield from documents_say(flow, question.text, _venue_meant(flow, question))):
        return None
    event_id = _event_id(flow, question)
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
    named = {fold(str(s.value)) for s in question.slots if s.name == "section" and not s.negated}
    there = [s for s in got.content["sections"] if named & {fold(n) for n in (s["name"], s["tier"], *s["aliases"])}]
    for section in there or got.content["sections"]:
        if section["from"] and section["available"]:
            tiers.setdefault(section["name"] if there else section["tier"], section["from"])
    prices = "; ".join(f"{tier} from {price}" for tier, price in tiers.items())
    flow.lead.append(
        f"{phrases.event_short(event, flow.now)}: {prices}, fees included."
        if prices
        else f"{phrases.event_short(event, flow.now)} is sold out."
    )
    if asking.of_concessions(question.text):
        flow.lead.append("Those are all the prices I have; I know of none that is only for children or other groups.")
    elif asking.judges(question.text):
        flow.lead.append("Which is better, and what you see from there, I can't judge; a limited view is marked on the seat where I know of it.")
    return None
