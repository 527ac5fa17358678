"""What the intents are to the dialogue: what starts a task, what asks, what steers, what is politeness."""

from willcall.agent.state import TaskKind
from willcall.understanding.reading import Intent

STARTS: dict[Intent, TaskKind] = {
    Intent.FIND_EVENTS: "browse",
    Intent.BUY: "purchase",
    Intent.UPGRADE: "upgrade",
    Intent.REFUND: "refund",
    Intent.EXCHANGE: "exchange",
    Intent.TRANSFER: "transfer",
    Intent.ORDERS: "orders",
    Intent.CREDIT: "credit",
}
ASKS = {Intent.KNOWLEDGE, Intent.POLICY, Intent.EVENT_INFO, Intent.SEAT_INFO}
CONTROLS = {Intent.CANCEL, Intent.REPEAT, Intent.HAND_OFF, Intent.COMPLAINT, Intent.HELP, Intent.SIGN_IN, Intent.PAY}
AFTER_SALES = {Intent.REFUND, Intent.EXCHANGE, Intent.TRANSFER, Intent.ORDERS}
URGENCY = [
    Intent.REPEAT,
    Intent.HELP,
    Intent.SIGN_IN,
    Intent.PAY,
    Intent.CANCEL,
    Intent.COMPLAINT,
    Intent.HAND_OFF,
]  # of two in one message, the later here is what matters
SOCIAL = {Intent.GREET, Intent.THANKS, Intent.GOODBYE, Intent.SMALL_TALK}
