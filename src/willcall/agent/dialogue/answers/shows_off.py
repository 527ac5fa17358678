"""Money for a show that was called off: all of it, fees included, whatever the rule of money back says of shows that are on.

That is what the box office does (`boxoffice.operations.quote_refund`); how it comes is told by the documents, where they know.
"""

from collections.abc import Generator

from willcall.agent.dialogue import documents, phrases
from willcall.agent.dialogue.asked import referents, ruled
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import EventFact, Question, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Show

RULE = "What was paid for a show that is cancelled goes back in full, with all fees."
ASKED = "Do I get my money back if the show is cancelled?"
HERE = "For your own order, sign in and say so: I'll quote the refund right here."
_MONEY = regex(r"\b(?:refund\w*|money|cash|paid|pay|reimburs\w*|get (?:it|that|anything|something) back|owed|fees?)\b")
_IN_GENERAL = regex(
    r"\b(?:cancel+ed|called[- ]off) (?:shows?|events?|games?|matche?s?|concerts?|gigs?|plays?|performances?|tickets?|dates?|nights?)\b|\b(?:shows?|events?|games?|matches|concerts?|gigs?|plays?|dates|something)\b[^.?!]{0,16}\b(?:(?:is|are|get|gets|been|was|were) cancel+ed|called off)\b"
)
_SAYS_OFF = regex(r"\b(?:cancel+ed|called off)\b")

Steps = Generator[list[ToolCall], list[ToolResult], bool]


def spoken_of(words: str) -> bool:
    """Whether shows that are cancelled are spoken of, and no tickets that somebody cancels."""
    return _IN_GENERAL.search(words) is not None


def told(flow: Flow, question: Question) -> Steps:
    """Whether it was told what becomes of the money for a show that is off: the one meant, or any."""
    words = ruled.plainly(question.text)
    if ruled.kind_asked(words) not in {"refund", "if away"} and not _MONEY.search(words):
        return False
    event = yield from _meant(flow, question)
    if event is None and not spoken_of(words):
        return False
    if event is not None:
        flow.lead.append(f"{phrases.event_short(event, flow.now)} has been cancelled.")
    if not (yield from documents.say(flow, ASKED, event.venue if event is not None else None, only=_SAYS_OFF)):
        flow.lead.append(RULE)
    if event is not None and not flow.view.signed_in:
        flow.lead.append(HERE)
    return True


def _meant(flow: Flow, question: Question) -> Generator[list[ToolCall], list[ToolResult], EventFact | None]:
    """The show that is asked about, where it was cancelled."""
    known = referents.in_hand(flow)
    said = [s for s in question.slots if s.name in wanting.EVENT_SLOTS and not s.negated]
    if wanting.names_event(said) or known is None:
        about = referents.event_meant(flow, question)
        if not wanting.names_event(said) and not isinstance(about, Wanted):
            return None
        shows = _off(flow, question, about if isinstance(about, Wanted) else None)
        if len({show.name for show in shows}) != 1:
            return None
        got = yield from flow.use("get_event_info", event_id=shows[0].event_id)
        known = flow.fact(got.content) if got.ok else None
    if known is None or known.status != "cancelled":
        return None
    flow.state.last_event = known
    return known


def _off(flow: Flow, question: Question, about: Wanted | None) -> list[Show]:
    """The shows asked about that are off: those named, else those spoken of."""
    said = [s for s in question.slots if s.name in wanting.EVENT_SLOTS and not s.negated]
    if wanting.names_event(said):
        meant = [s for s in flow.view.catalogue.shows if wanting.fits_event(said, s, flow.view.catalogue)]
    else:
        ids = about.event_ids if about is not None else []
        meant = [s for s in flow.view.catalogue.shows if s.event_id in ids]
    dated = any(s.name == "when" for s in said)
    says_so = spoken_of(ruled.plainly(question.text)) or _SAYS_OFF.search(question.text.casefold()) is not None
    off = [s for s in meant if not s.on]
    return off if dated or says_so or len(off) == len(meant) else []
