"""How tickets are handed on, told to somebody who has none in hand, and whether that is all that was asked."""

import re
from collections.abc import Generator

from willcall.agent.dialogue import documents
from willcall.agent.dialogue.flow import Flow
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import Heard, Task, Wanted
from willcall.understanding.patterns import regex

_HANDED_ON = "How do I transfer tickets to a friend?"
HERE = "To hand one on, just tell me here."
_MAY = regex(
    r"\b(?:can|could|may|might|would|do|am|are) (?:i|we|you|people|one)\b|\b(?:is it|are they|are tickets|can tickets|how (?:do|does|can|would|to))\b",
    re.IGNORECASE,
)
_TO_BE_DONE = regex(
    r"\b(?:(?:my|our) (?:\w+ )?(?:tickets?|tix|seats?|orders?|bookings?)|mine|ours|please|pls|now|today|i need|i want|want to|need to|can you|could you|i['’]?ve|i have|i(?:['’]d| would) like)\b",
    re.IGNORECASE,
)


def told(flow: Flow, task: Task, heard: Heard) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Tells how it works where no address was said for the tickets; whether it did."""
    if task.kind == "transfer" and not task.recipient_email and heard.started:
        return (yield from documents.say(flow, _HANDED_ON, None))
    return False


def only_asked(text: str, wanted: Wanted) -> bool:
    """Whether it is asked if tickets may be handed on, and none of theirs is to be now: "can I transfer a ticket to a friend?"."""
    return wanted.empty and _MAY.search(text) is not None and _TO_BE_DONE.search(text) is None
