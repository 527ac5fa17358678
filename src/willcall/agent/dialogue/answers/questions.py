"""Questions in between: about the house, its rules, an event or its prices. Each answer is grounded or honest."""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.dialogue import aspects, cues, documents, phrases
from willcall.agent.dialogue.acts import matters
from willcall.agent.dialogue.answers import (
    addresses,
    deadlines,
    hours,
    money_back,
    no_reviews,
    part_prices,
    policies,
    proof,
    says_itself,
    where_it_lies,
)
from willcall.agent.dialogue.asked import asking, facets, from_credit, holding, of_age, referents, which_one
from willcall.agent.dialogue.context import besides, comparing, every_house, gone_by, limits, rephrasing
from willcall.agent.dialogue.flow import Aside, Flow
from willcall.agent.dialogue.owned import less_than_refused, mine
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.state import Question, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot


def answer(flow: Flow, question: Question, *, of_several: bool = False, plain: bool = False) -> Aside:
    """Adds the answer to what will be said; returns None always (the flow goes on). Of several, one that has none is named; what is `plain` is not taken apart."""
    if (yield from where_it_lies.told(flow, question)) or (yield from no_reviews.told(flow, question)):
        return None
    if over := gone_by.said(question):
        flow.lead.append(over)
        return None
    question = replace(question, text=_ALSO.sub("", question.text))
    each = [] if plain else besides.each(question)
    if each and each != [question]:
        for one in each:
            yield from answer(flow, one, of_several=of_several, plain=True)
        return None
    if (yield from limits.told_beyond(flow, question)) or less_than_refused.told_of_credit(flow, question):
        return None
    question = replace(question, text=besides.to_the_point(question.text))
    parts = [] if plain else asking.parted(question.text)
    if len(parts) > 1 and not (question.kind == "seats" and asking.of_parts_and_prices(parts)):
        for part in parts:
            yield from answer(flow, _part_of(question, part), of_several=True)
        flow.lead = documents.in_general(flow.lead)
        return None
    if question.kind == "policy" and (yield from deadlines.tell(flow, question)):
        return None
    if question.text == every_house.WEATHER:
        flow.lead.append(NO_FORECAST)
    elif question.text == from_credit.QUESTION:
        flow.lead.append(from_credit.CANT)
        flow.offer_person()
    elif question.text == holding.STANDS and flow.state.quote is not None:
        left = phrases.until(flow.state.quote.expires_at, flow.now)
        flow.lead.append(f"This stands for {left}; take your time until then.")
    elif question.text == money_back.ARRIVES:
        yield from money_back.arrives(flow)
    elif venues := addresses.of_all(flow, question):
        flow.lead.append(venues)
    elif question.text == matters.WRITTEN_TO and (yield from documents.say(flow, question.text, None, only=_MAIL)):
        pass
    elif question.text == matters.WRITTEN_TO:
        yield from _from_knowledge(flow, replace(question, text=matters.REACHED))
    elif question.kind == "event" or (aspects.of_who_and_what(question.text) and referents.in_hand(flow) is not None):
        yield from _about_event(flow, question)
    elif question.kind == "seats":
        yield from _about_prices(flow, question)
    else:
        yield from _from_knowledge(flow, question)
    if of_several and flow.lead and flow.lead[-1].startswith(UNKNOWN[:17]):
        said = _ALSO.sub("", question.text).strip(" .,;")
        own = said.casefold() in flow.view.message.casefold()  # nobody is quoted who did not say it
        flow.lead[-1] = (
            UNKNOWN if not own else (f"“{said}”: I don't know that, and I'd rather not guess. I can ask a person.")
        )
    elif (
        question.text in matters.TO_PEOPLE
        and UNKNOWN not in flow.lead
        and not flow.state.handed_off
        and flow.state.quote is None
    ):
        note = " to take note of it" if question.text == matters.LEFT_BEHIND else ""
        flow.lead.append(f"I can also ask a person{note}: just say so.")
        flow.offer_person()
    return None


def _part_of(question: Question, part: str) -> Question:
    """One of the questions put in one clause."""
    kind = question.kind
    if kind == "seats" and not (cues.PRICED.search(part) or asking.judges(part, question.slots)):
        kind = "knowledge"
    if kind in {"knowledge", "event"}:
        kind = "event" if aspects.aspect(part) is not None else "knowledge"
    both = asking.OF_BOTH.search(part) is not None
    return Question(kind, part, tuple(s for s in question.slots if s.text in part or (both and s.name == "section")))


_MAIL = regex(r"\S@\w")
_CURT = 6  # words of a question that hangs on the one before
_OF_SEATS = regex(r"\b(?:seats?|tickets?|cheapest|sections?|rows?)\b", re.IGNORECASE)
_OF_THE_HOUSE = frozenset(
    ["parking", "bags", "food", "children", "cameras", "re-entry", "smoking", "weather", "dress code", "wifi", "merchandise", "discounts", "payment", "fees", "delivery"]
)  # fmt: skip
"""Topics that documents speak of before any price list does."""
_NAMES = ("event", "performer", "event_kind", "venue")
_ALSO = regex(r"\W+(?:and|also|but|plus|oh|thanks|thank you|thx|cheers|ta|pls)\W*$", re.IGNORECASE)
UNKNOWN = says_itself.UNKNOWN

NO_FORECAST = "What the weather will be I can't tell."

_ORDER_FEE = regex(r"\b(?:order|booking|service) fees?\b|\bfees? (?:per|for the whole|on each) order\b", re.IGNORECASE)
ONCE = "An order fee, where there is one, is charged once for the whole order, however many tickets are in it; the other fees are in the price of each ticket. A total names it before you pay."


_A_SPACE = regex(
    r"\binstead\b|\b(?:swap|change|replace|rather|move)\b|\bin place of\b|\bone of (?:us|these|those|them|ours)\b|\b(?:needs?|gets?|have|wants?)\b[^.?!]{0,16}\b(?:wheel\s?chair|accessible|disabled)\b",
    re.IGNORECASE,
)


def _from_knowledge(flow: Flow, question: Question) -> Aside:
    if place := (yield from addresses.of_the_place(flow, question)):
        flow.lead.append(place)
        yield from documents.say(flow, aspects.without_names(question.text, question.slots), place.partition(":")[0])
        return None
    needs = any(s.name == "accessible" and not s.negated for s in question.slots)
    if needs and flow.state.memo.get("bought") and flow.state.task is None and _A_SPACE.search(question.text):
        yield from documents.say(flow, "Are there wheelchair spaces?", referents.venue_meant(flow, question))
        flow.lead.append("To put a wheelchair space in the place of a seat you have takes a person. Shall I fetch one?")
        flow.offer_person()
        return None
    if (yield from says_itself.told(flow, question)):
        return None
    event = referents.in_hand(flow)
    venue = referents.venue_meant(flow, question)
    ruled = question.kind == "policy" or policies.ASKED.search(question.text) is not None
    if ruled and (yield from policies.told(flow, question)):
        return None
    if asking.ORDER_FEE.search(question.text):
        if not (yield from documents.say(flow, question.text, venue, only=_ORDER_FEE)):
            flow.lead.append(ONCE)
        return None
    said = next((str(s.value) for s in question.slots if s.name == "venue" and not s.negated), None)
    asked = rephrasing.bare(rephrasing.with_its_thing(aspects.without_names(question.text, question.slots)))
    named = any(s.name in {"event", "performer"} and not s.negated for s in question.slots)
    of_event = (
        (event is not None or named or referents.only_one(flow) or referents.spoken_of(flow) is not None)
        and not said
        and aspects.aspect(question.text) in {"doors", "length"}
    )
    few = not said and aspects.aspect(question.text) == "doors" and referents.few_of_the_kind(flow, question)
    of_event = of_event or few
    no_kind = named or few or not any(s.name == "event_kind" for s in question.slots)
    if (
        question.kind == "knowledge"
        and of_event
        and no_kind
        and (
            aspects.of_being_let_in(question.text)
            or not aspects.beyond_the_calendar(
                question.text, [s for s in question.slots if s.name in {"when", *(_NAMES if named or few else ())}]
            )
        )
    ):
        yield from _about_event(flow, question)
        return None
    if (
        venue is None
        and event is None
        and aspects.aspect(question.text) == "doors"
        and which_one.nobody_knows(question.text, question.slots)
    ):
        flow.lead.append(f"When doors open differs from house to house: {which_one.ASKS}.")
        flow.state.memo = {**flow.state.memo, "rule": "doors"}
        return None
    own_topic = any(s.name == "topic" for s in question.slots)
    hangs_on = (
        not own_topic
        and bool(flow.asked_before)
        and len(asked.split()) <= _CURT
        and cues.POINTS.search(asked) is not None
    )
    if (yield from proof.told(flow, asked, venue)):
        return None
    if asking.WHICH_DOOR.search(asked):
        kept = flow.state.memo.get("needs") or {}
        in_a_chair = needs or bool(kept.get("accessible")) or _IN_A_CHAIR.search(flow.view.message) is not None
        if in_a_chair and (yield from documents.say(flow, _STEP_FREE, venue, only=_WAY_IN)):
            return None
        if not (yield from documents.say(flow, asked, venue, unless=documents.DOORS_OPEN)):
            flow.lead.append(UNKNOWN)
        return None
    if hangs_on and rephrasing.stands_alone(asked) and (yield from documents.say(flow, asked, venue)):
        return None  # "and if I'm 10 minutes late?", after tickets were told of
    if hangs_on and (yield from documents.say(flow, f"{flow.asked_before} {asked}", venue)):
        return None  # "is there somewhere to leave coats?" and then "does it cost owt?"
    parts = aspects.by_topic(asked, question.slots)
    if len(parts) > 1:
        told = 0
        for part in parts:
            told += yield from documents.say(flow, part, venue)
        if told:
            return None
    told = yield from documents.say(flow, asked, venue)
    for more in rephrasing.also(asked):
        told = (yield from documents.say(flow, more, venue)) or told
    if told:
        return None
    for plainer in rephrasing.otherwise(asked):
        if (yield from documents.say(flow, plainer, venue, unless=referents.others(flow, event))):
            return None
    first = _OR_SHOULD.split(asked)[0]
    if first != asked and (yield from documents.say(flow, first, venue)):
        return None  # "is there decent food or should we eat before?"
    said_apart = re.split(r"(?<=[.!?])\s+", asked)
    for one in dict.fromkeys([said_apart[-1], *(part for part in said_apart if part.endswith("?"))]):
        if one != asked and aspects.asks(one) and (yield from documents.say(flow, one, venue)):
            return None  # "my daughter is deaf. which show has sign language", "is there a lift? her knees are bad"
    short = _TO_THE.sub("", asked)
    if short != asked and len(short.split()) > 2 and (yield from documents.say(flow, short, venue)):
        return None  # "is there a lift to the circle?"
    plain = aspects.without_kinds(asked, question.slots)
    if plain != asked and (yield from documents.say(flow, plain, venue)):
        return None  # "can I bring my rucksack to the basketball?"
    if question.kind == "knowledge" and event is not None and aspects.aspect(question.text) in {"doors", "length"}:
        yield from _about_event(flow, question)  # "what time should we get there?", of the show in hand
    elif event is not None and asking.of_concessions(question.text):
        yield from _about_prices(flow, question)
    else:
        flow.lead.append(HOW_PAID if asking.BY_CARD.search(question.text) else UNKNOWN)
    return None


_IN_A_CHAIR = regex(r"\b(?:w|with|in|using|for|has|have) (?:the|a|my|his|her) (?:wheel ?)?chair\b", re.IGNORECASE)
_STEP_FREE = "Where is the step-free entrance?"
_WAY_IN = regex(r"\b(?:step-?free|entrances?|ramps?|level access|gates?|doors?)\b", re.IGNORECASE)
HOW_PAID = "The ways to pay are shown with the total; you choose one there."
_TO_THE = regex(r"\s+(?:up |down )?(?:to|in|at|on|near|by|into) (?:the|my|our|your) [\w' -]{3,30}\W*$", re.IGNORECASE)
_OR_SHOULD = regex(r"\W+or (?:should|shall|do|is|are|can|will|would|what|not)\b", re.IGNORECASE)


_OF_A_TIME = regex(
    r"\b(?:what time|when)\b[^.?!]{0,20}\b(?:start|begin|kick|tip|doors?|open|on)\w*\b|\b(?:kick-?off|tip-?off|start(?:ing)?|door|curtain)[ -]?(?:time|up)s?\b",
    re.IGNORECASE,
)


def _about_event(flow: Flow, question: Question) -> Aside:
    named = any(s.name in {"event", "performer", "when"} for s in question.slots)
    if not named and (place := (yield from addresses.of_the_place(flow, question))):
        flow.lead.append(place)
        return None
    only_place = addresses.WHERE_IS.search(question.text) and any(s.name == "venue" for s in question.slots)
    if only_place and not wanting.names_event(question.slots):
        yield from _from_knowledge(flow, question)
        return None
    asks_of_it = facets.asked(question.text) is not None or of_age.of_a_show(question.text)
    if asks_of_it and (yield from says_itself.told(flow, question)):
        return None
    meant = referents.event_meant(flow, question)
    shows = wanting.candidates(meant, flow.view.catalogue, flow.now) if isinstance(meant, Wanted) else []
    if len(shows) > 1 and (listed := flow.state.list_shown("orders")) is not None:
        theirs = {order.event_id for order in listed.orders}  # "the derby ones. when do doors open for that?"
        shows = [s for s in shows if s.event_id in theirs] or shows
    elif len(shows) > 1 and (own := (yield from mine.dates_of(flow, flow.view.message))):
        shows = [s for s in shows if s.event_id in own] or shows
    if meant is None and _OF_A_TIME.search(question.text) and (only := (yield from mine.only_date(flow))):
        meant = Wanted(event_ids=[only])
        shows = wanting.candidates(meant, flow.view.catalogue, flow.now)
    if isinstance(meant, Wanted) and not shows and meant.when is not None and wanting.names_show(meant):
        shows = wanting.candidates(meant.model_copy(update={"when": None}), flow.view.catalogue, flow.now)
        if shows:
            flow.lead.append(_NOT_THEN)
    if meant is None or (isinstance(meant, Wanted) and not shows):
        yield from _from_knowledge(flow, question)
        return None
    asked = aspects.aspect(question.text)
    beyond = aspects.beyond_the_calendar(question.text, question.slots)
    told = False
    if beyond and asked in {None, "when"}:
        venue = shows[0].venue if isinstance(meant, Wanted) else meant.venue
        whole = aspects.without_names(question.text, question.slots)
        told = yield from documents.say(flow, whole, venue)
        last = re.split(r"(?<=[.!])\s+", whole)[-1]
        if not told and last != whole:
            told = yield from documents.say(flow, last, venue)  # "my wife is deaf. do you have captioned shows?"
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
    if (
        asked == "when"
        and event.status in hours.OVER
        and (later := (yield from hours.next_of(flow, event))) is not None
    ):
        flow.lead.append(f"{phrases.event_line(event, flow.now)}. The next: {phrases.event_line(later, flow.now)}.")
        flow.state.last_event = later
        return None
    description = str(got.content.get("description") or "")
    opens = hours.opens(flow, event, got.content.get("doors_at"))
    if asked == "doors" and not opens:
        whole = aspects.without_names(question.text, question.slots)
        if (yield from documents.say(flow, whole, event.venue)):
            return None  # the rule of the house, where the show has no hour of its own
        flow.lead.append(hours.NO_DOORS)
    if (
        asked in {None, "people"}
        and beyond
        and not told
        and _NOT_THEN not in flow.lead
        and not _touches(description, beyond)
    ):
        if description in flow.lead:
            flow.lead.append(UNKNOWN)  # to another question in the same breath that was told
            return None
        flow.lead.append("All I know of it is this:" if description else UNKNOWN)
    if asked == "length" and event.ends_at is not None:
        flow.lead.append(hours.length(event))
        if opens and _DOORS.search(question.text):
            flow.lead.append(f"Doors open at {opens}.")
        elif beyond and not _touches(description, beyond) and question.text.count("?") > 1:
            flow.lead.append("More than that I don't know.")
        return None
    if not description and aspects.of_its_sort(question.text):
        flow.lead.append(f"It is listed as {event.kind}; more than that I don't know of it.")
    line = phrases.event_line(event, flow.now)
    if opens:
        line += f"; doors open at {opens}"
    flow.lead.append(line + ".")
    if description:
        flow.lead.append(description)
    return None


_NOT_THEN = "Not on that date. The next:"
_DOORS = regex(r"\bdoors?\b|\bgates? open\b|\bget in\b", re.IGNORECASE)


def _touches(description: str, words: Sequence[str]) -> bool:
    """Whether a description speaks of any of the words."""
    said = description.casefold()
    return any(word in said for word in words)


def _compared(flow: Flow, question: Question) -> list[str]:
    """The next date of each of the shows whose prices are asked for side by side; empty where that is not asked."""
    if not comparing.compares_shows(question.text, question.slots):
        return []
    shows = [Wanted(event_ids=list(s.value)) for s in question.slots if s.name == "event" and not s.negated]
    found = [wanting.candidates(show, flow.view.catalogue, flow.now)[:1] for show in shows]
    return list(dict.fromkeys(s.event_id for some in found for s in some))


def _about_prices(flow: Flow, question: Question) -> Aside:
    topics = {str(s.value) for s in question.slots if s.name == "topic"}
    if asking.ORDER_FEE.search(question.text):
        flow.lead.append(ONCE)
        return None
    if topics & _OF_THE_HOUSE and not _OF_SEATS.search(question.text):
        venue = next((str(s.value) for s in question.slots if s.name == "venue" and not s.negated), None)
        asked = aspects.without_kinds(aspects.without_names(question.text, question.slots), question.slots)
        if (yield from documents.say(flow, asked, venue)):
            return None
        if not topics & {"discounts", "fees"}:
            flow.lead.append(UNKNOWN)
            return None
    if asking.of_concessions(question.text) and (
        yield from documents.say(flow, question.text, referents.venue_meant(flow, question))
    ):
        return None
    several = referents.all_meant(flow, question) or _compared(flow, question)
    for one in several[:-1]:
        slots = tuple(s for s in question.slots if s.name not in wanting.EVENT_SLOTS)
        yield from _about_prices(flow, replace(question, slots=(*slots, Slot("event", (one,), "", 0, 0))))
    event_id = several[-1] if several else referents.event_id_meant(flow, question)
    if event_id is None:
        yield from _from_knowledge(flow, question)
        return None
    got = yield from flow.use("get_event_info", event_id=event_id)
    if not got.ok:
        flow.lead.append(phrases.sentence(got.why))
        return None
    event = flow.fact(got.content)
    flow.state.last_event = event
    part_prices.tell(flow, question, event, got.content["sections"])
    return None
