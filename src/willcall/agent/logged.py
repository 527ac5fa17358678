"""What a turn tells the log: ids and figures in the message that leaves with it; its words stay in the transcript."""

import time
from typing import Any, Protocol

from willcall.agent.contract import ChatRequest
from willcall.agent.specialists.toolbox import Toolbox
from willcall.agent.state import ConversationState
from willcall.conversations.store import Conversation, Turn
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.understanding.reading import Intent, Reading


class Turning(Protocol):
    """What is asked of a turn's working memory."""

    conversation: Conversation
    reading: Reading | None
    state: ConversationState
    request: ChatRequest
    toolbox: Toolbox
    channel: str
    brain: str
    request_id: str
    started: float
    unanswered: bool


def tell_the_log(unit: UnitOfWork, turn: Turning, heard: Turn, reply_id: str, *, closing: bool) -> None:
    """Tells, with the turn just stored, what it was; and that it closed the conversation, where it did.

    Args:
        unit: The turn's transaction.
        turn: The turn.
        heard: The fan's message.
        reply_id: The answer's id; the fan's message's where the agent did not speak.
        closing: Whether the conversation ended with it.
    """
    conversation, reading, state = turn.conversation, turn.reading, turn.state
    action = turn.request.action
    event = (state.task and state.task.event) or state.last_event
    spoke = conversation.speaker == "agent"
    data: dict[str, Any] = {
        "conversation_id": conversation.conversation_id,
        "began_ms": to_epoch_ms(conversation.created_at),
        "channel": turn.channel,
        "said": heard.message_id,
        "number": conversation.turns - (1 if spoke else 0),
        "answered": action is not None or not spoke or not (turn.unanswered or state.misses or _beyond_us(turn)),
    }
    if not spoke:
        data |= {"speaker": "person", "brain": "person"}
    if action is not None:
        data["action"] = action.type
    elif reading is not None:
        intent, confidence = reading.ranking[0] if reading.ranking else (reading.wishes[0].intent, 1.0)
        data |= {"intent": str(intent), "confidence": round(float(confidence), 3)}
    if event is not None:
        data["event_id"] = event.event_id
    unit.emit("turn.answered", reply_id if spoke else heard.message_id, data, source="/agent")
    if closing:
        about = {"by": "goodbye", "began_ms": data["began_ms"]}
        unit.emit("conversation.completed", conversation.conversation_id, about, source="/conversations")


def _beyond_us(turn: Turning) -> bool:
    """Whether nothing here could be done about what was said."""
    reading = turn.reading
    out = reading is not None and bool(reading.ranking) and reading.ranking[0][0] == Intent.OUT_OF_SCOPE
    return out and not turn.toolbox.used


def failed(course: Turning, error: BaseException) -> dict[str, Any]:
    """The data of `error.occurred` for a turn that came to nothing."""
    conversation = course.conversation
    return {
        "room": "agent",
        "error": type(error).__name__,
        "request_id": course.request_id,
        "channel": course.channel,
        "brain": course.brain,
        "duration_ms": round((time.perf_counter() - course.started) * 1000, 3),
        "conversation_id": conversation.conversation_id,
        "began_ms": to_epoch_ms(conversation.created_at),
        "number": conversation.turns + 1,
    }
