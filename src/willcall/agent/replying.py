"""What goes to the fan's channel when a turn is over. Decides nothing."""

import time
from typing import Protocol

from willcall.agent.contract import ChatReply, TurnState, Usage
from willcall.agent.specialists.counter import Counter
from willcall.agent.specialists.toolbox import Toolbox
from willcall.agent.state import ConversationState
from willcall.conversations.store import Conversation


class Turned(Protocol):
    """What is asked of a turn's working memory."""

    conversation: Conversation
    state: ConversationState
    counter: Counter
    toolbox: Toolbox
    tokens: list[int]
    brain: str
    cost: float
    started: float
    request_id: str


def made_of(turn: Turned, text: str, awaiting: str | None, message_id: str) -> ChatReply:
    """The reply to a turn.

    Args:
        turn: The turn.
        text: The words; complete without the cards.
        awaiting: What is waited for now.
        message_id: The reply's.
    """
    state, conversation = turn.state, turn.conversation
    return ChatReply.model_construct(
        conversation_id=conversation.conversation_id,
        message_id=message_id,
        response=text,
        cards=turn.counter.cards,
        sources=turn.counter.sources,
        state=TurnState(
            specialist=state.specialist,
            flow=state.task.kind if state.task is not None else None,
            speaker=conversation.speaker,
            handed_off=state.handed_off,
            awaiting=awaiting,
            ended=conversation.closed,
        ),
        usage=Usage(
            brain=turn.brain,
            duration_ms=round((time.perf_counter() - turn.started) * 1000, 3),
            tools=turn.toolbox.used,
            input_tokens=turn.tokens[0],
            output_tokens=turn.tokens[1],
            cost=turn.cost,
        ),
        request_id=turn.request_id,
    )
