"""A short list for whoever seeks advice: by kind, time and price, and by what shows say of themselves. What somebody would enjoy is not known here, and that is said."""

from collections.abc import Generator, Sequence
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.flow import Flow, most_each
from willcall.agent.dialogue.wishes import suiting
from willcall.agent.ports import Speech, ToolCall, ToolResult
from willcall.agent.state import Task
from willcall.understanding.kinds import SPORT, is_kind
from willcall.understanding.reading import Show

_FEW = 4
_ASKED, _AT_ONCE = 36, 12  # shows whose prices are asked for
_EVENING = 17  # o'clock, where it is on
_FOR_TWO = ("theatre", "concert", "comedy", "musical", "opera", "ballet", "classical", "jazz", "cabaret")
_FOR_FRIENDS = ("comedy", "concert", SPORT, "festival", "cabaret")


def listed(flow: Flow, task: Task, shows: Sequence[Show]) -> Generator[list[ToolCall], list[ToolResult], list[Show]]:
    """The few to show; what they were taken for is said before. None where there are no two to choose from."""
    occasion, task.advice = task.advice, None
    coming = [s for s in shows if s.on and s.starts_at > flow.now]
    if task.budget_major is not None:
        within = yield from _within(flow, task, coming)
        if not within:
            flow.lead.append("I see nothing that costs so little.")
            return _varied(coming)
        coming = list(within)
        if len({_act(s) for s in coming}) == 1:
            flow.lead.append("Only these keep to your budget:")
            return coming[:_FEW]
    if len({_act(s) for s in coming}) < 2:
        return []
    if occasion == "children":
        told = yield from suiting.for_children(coming)
        few = told[:_FEW] if len({_act(s) for s in told}) == 1 else _varied(told)
        flow.lead.append(
            "These say of themselves that they are for children or families:"
            if told
            else "None of these says that it is for children, and I'd rather not guess; the earliest in the day come first:"
        )
        return few or sorted(_one_of_each(coming), key=_clock)[:_FEW]
    kinds = {"two": _FOR_TWO, "friends": _FOR_FRIENDS}.get(str(occasion))
    fitting = [s for s in coming if kinds and any(is_kind(s.kind, k) for k in kinds) and _clock(s) >= _EVENING]
    if kinds and len({_act(s) for s in fitting}) > 1:
        what = "theatre, music and comedy" if occasion == "two" else "comedy, music and games"
        out = "For an evening for two" if occasion == "two" else "For a night out with friends"
        flow.lead.append(f"What you would enjoy I can't know. {out} I'd look at {what}, in the evening:")
        return _varied(fitting)
    few = _varied(coming)
    several = len({s.kind for s in few}) > 1
    flow.lead.append(
        "What you would enjoy I can't know, so here is a bit of everything, soonest first:"
        if several and len(few) > 2
        else "What you would enjoy I can't know; these are the next ones:"
    )
    return few


def _within(
    flow: Flow, task: Task, shows: Sequence[Show]
) -> Generator[list[ToolCall], list[ToolResult], Sequence[Show]]:
    """Those that have tickets within the budget; none where there are none."""
    asked = _one_of_each(shows)[:_ASKED]
    cheap: set[str] = set()
    for some in (asked[at : at + _AT_ONCE] for at in range(0, len(asked), _AT_ONCE)):
        got = yield from flow.use("find_events", event_ids=[s.event_id for s in some], limit=len(some))
        facts = [flow.fact(e) for e in got.content["events"]] if got.ok else []
        cheap |= {
            f.event_id for f in facts if f.from_price is not None and f.from_price <= (most_each(task, f.currency) or 0)
        }
    acts = {_act(s) for s in asked if s.event_id in cheap}
    return [s for s in shows if _act(s) in acts]


def _varied(shows: Sequence[Show]) -> list[Show]:
    """A few different acts, of as many kinds as there are, in the order given."""
    names = _one_of_each(shows)
    first: dict[str, Show] = {}
    for show in names:
        first.setdefault(show.kind, show)
    chosen = list(first.values())[:_FEW]
    chosen += [s for s in names if s not in chosen][: _FEW - len(chosen)]
    return [s for s in names if s in chosen]


def _act(show: Show) -> str:
    """Who is to be seen: a team, whoever it plays against, else the show by its name."""
    return show.performers[0] if show.performers else show.name


def _one_of_each(shows: Sequence[Show]) -> list[Show]:
    """The first show of each act."""
    first: dict[str, Show] = {}
    for show in shows:
        first.setdefault(_act(show), show)
    return list(first.values())


def _clock(show: Show) -> float:
    """When in the day it begins, in hours."""
    begins = show.starts_at.astimezone(ZoneInfo(show.time_zone))
    return begins.hour + begins.minute / 60


def of_seats(flow: Flow) -> Speech:
    """Which of the seats listed are best by the plan, and which cost least; how one sees from there is not known."""
    shown, task = flow.state.list_shown("seats"), flow.state.task
    offers = shown.seats if shown is not None else []
    currency = task.event.currency if task is not None and task.event is not None else flow.view.catalogue.currency
    cheap = min(range(len(offers)), key=lambda i: (offers[i].each, i))
    dear = max(range(len(offers)), key=lambda i: (offers[i].each, -i))
    low = offers[cheap]
    price = phrases.money(low.each, currency) + " each" if len(low.seat_ids) > 1 else phrases.money(low.total, currency)
    least = f"number {cheap + 1} costs least, {price}"
    by_plan = task is None or task.prefer in {None, "best"}
    best = "By the plan of the house the first is the best of these" if by_plan else ""
    if offers[cheap].each == offers[dear].each:
        said = f"{best or 'They'}{'; they' if best else ''} all cost the same."
    elif cheap == 0:
        said = f"{best}, and it costs least, too." if best else f"{least[0].upper()}{least[1:]}."
    else:
        said = f"{best}; {least}." if best else f"{least[0].upper()}{least[1:]}."
    return flow.say(
        said,
        "How well one sees from there I can't tell.",
        "Which of the seats would you like?",
        awaiting="seats",
    )
