"""What the buttons of a card mean: a choice from a list shown, an opinion on a message, anything while a person speaks."""

from dataclasses import dataclass

from willcall.agent import settlement
from willcall.agent.contract import Action, Confirm, Decline, GiveFeedback, Pay, Select
from willcall.agent.ports import Picked
from willcall.agent.specialists.counter import Counter
from willcall.agent.state import ConversationState
from willcall.agent.wired import Wired
from willcall.conversations.store import NoSuchConversation


def picked(state: ConversationState, action: Select) -> tuple[Picked | None, str]:
    """What a `select` chose, and the words that stand for it in the transcript; no choice when the list is not current."""
    if action.seat_ids:
        return Picked("map", None, tuple(action.seat_ids)), f"[chose {len(action.seat_ids)} seats on the map]"
    shown = next((s for s in state.shown if s.card_id == action.card_id), None)
    if shown is None or action.option is None:
        return None, "That list is no longer current; here is where we are. What would you like?"
    items = shown.events or shown.seats or shown.orders or shown.values
    if action.option >= len(items):
        return None, f"There is no option {action.option} in that list; it has {len(items)}, counted from 0."
    if shown.about == "choices":
        return Picked("choices", action.option), shown.values[action.option]
    return Picked(shown.about, action.option), f"[chose option {action.option + 1}]"


def feedback(wired: Wired, conversation_id: str, action: GiveFeedback) -> str:
    """Keeps a thumb up or down on a message of this conversation. Raises: NoSuchConversation for any other message."""
    owner, _ = wired.store.message(action.message_id)
    if owner != conversation_id:
        raise NoSuchConversation(f"There is no message {action.message_id!r} here.", field="message_id")
    with wired.database.write() as unit:
        wired.store.add_feedback(
            unit,
            message_id=action.message_id,
            conversation_id=owner,
            rating=action.rating,
            comment=action.comment,
        )
    return "Thank you, noted."


@dataclass(frozen=True, slots=True)
class Pressed:
    """What became of a button while a person speaks.

    Args:
        said: What stands for it in the transcript.
        outcome: What the agent would have said; for the person.
        awaiting: What is waited for now.
    """

    said: str = ""
    outcome: str = ""
    awaiting: str | None = None


def pressed(wired: Wired, counter: Counter, action: Action | None) -> Pressed:
    """What code alone decides: yes, no and payment under the quote last shown. All else is left to the person."""
    state = counter.state
    match action:
        case Confirm():
            said, settled = "[confirm]", settlement.confirm(counter, action.quote_id, said="[confirm button]")
        case Pay():
            counter.payment_token = action.payment_method_token
            said, settled = "[pay]", settlement.pay(counter, action.quote_id)
        case Decline():
            said, settled = "[not now]", settlement.decline(counter)
        case Select():
            return Pressed(picked(state, action)[1], awaiting=state.awaiting)
        case GiveFeedback():
            return Pressed("[feedback]", feedback(wired, counter.conversation_id, action), state.awaiting)
        case None:
            return Pressed(awaiting=state.awaiting)
        case _:
            return Pressed("[a person, please]", awaiting=state.awaiting)
    if settled.done:
        state.task = None
    return Pressed(said, settled.text, settled.awaiting)
