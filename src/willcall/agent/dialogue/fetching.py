"""People are fetched, and complaints noted for them; `people` hears who is asked for."""

import re
from collections.abc import Generator

from willcall.agent.dialogue.flow import Aside, Flow
from willcall.agent.ports import ToolCall, ToolResult
from willcall.understanding.patterns import regex

_HOW_LONG = regex(r"\bhow (?:long|soon)\b", re.IGNORECASE)


def note_complaint(flow: Flow) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Notes a complaint as a case, once in a conversation; whether there was one already."""
    state = flow.state
    if state.case_id is not None and state.memo.get("complained"):
        flow.lead.append(f"Thank you. Whoever looks into case {state.case_id} reads all that you write here.")
        return True
    state.memo = {**state.memo, "complained": True}
    subject = flow.view.message.strip()[:120] or "Complaint"
    got = yield from flow.use("open_case", subject=subject, body=flow.view.message[:500], order_id=state.last_order_id)
    number = got.content.get("case_id", "") if got.ok else ""
    flow.lead.append(
        f"I'm sorry about that. I've noted it as case {number}, and a person will look into it."
        if got.ok
        else "I'm sorry about that. Shall I fetch a person?"
    )
    return False


def note_loss(flow: Flow) -> Aside:
    """Notes what was lost as a case, once; what is told later is read with it. Where no case can be opened a person is sent for."""
    state = flow.state
    if state.case_id is not None and state.memo.get("loss"):
        flow.lead.append(f"Thank you. Whoever looks into case {state.case_id} reads all that you write here.")
        return None
    subject = f"Lost: {flow.view.message.strip()[:110]}"
    got = yield from flow.use("open_case", subject=subject, body=flow.view.message[:500])
    if not got.ok:
        return (yield from send_for_a_person(flow))
    state.memo = {**state.memo, "loss": True}
    flow.lead.append(f"I've noted what you lost as case {got.content.get('case_id', '')}, in your words.")
    return None


def send_for_a_person(flow: Flow) -> Aside:
    """Asks a person to join, and says so."""
    got = yield from flow.use("hand_off_to_human", reason=flow.view.message[:300])
    number = got.content.get("case_id", "") if got.ok else ""
    when = " How long it takes I can't say." if _HOW_LONG.search(flow.view.message[:400]) else ""
    flow.lead.append(
        f"I've asked a person to join; your case number is {number}. They will see everything we've said.{when}"
        if got.ok
        else "I could not reach a person just now; please try again in a moment."
    )
    return None
