"""The agent's tools in the hands of somebody's program, under that caller's authority and no more.

A stranger's program may look and hold, a fan's acts for that fan, the operator's own for anyone it names. Whatever it calls, money
moves only on the fan's own yes to exactly that quote: without it a tool changes nothing, answers `confirmation_required` with the
quote, and leaves the quote in a conversation that the fan can open and agree in. Knows no protocol.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from willcall.access.actor import Actor
from willcall.agent import settlement
from willcall.agent.contract import TurnState
from willcall.agent.desk_tools import LOOKING
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.specialists.counter import Counter, as_json
from willcall.agent.specialists.registry import EVERY_TOOL, specs
from willcall.agent.specialists.toolbox import Toolbox
from willcall.agent.state import ConversationState
from willcall.agent.wired import Wired, may_speak
from willcall.conversations.store import Conversation, NoSuchConversation, Turn
from willcall.kit.errors import WillcallError
from willcall.kit.privacy import screen

CHANNEL = "mcp"
PROGRAM_TOOLS = EVERY_TOOL - {"route"}
PAYING = frozenset({"create_order", "upgrade_tickets", "exchange_tickets"})
OF_SOMEONE = PAYING | {
    "hold_tickets",
    "release_hold",
    "quote",
    "list_orders",
    "get_order",
    "get_credit",
    "check_upgrades",
    "request_refund",
    "transfer_tickets",
    "open_case",
    "hand_off_to_human",
}
WAITING = frozenset({"confirmation_required", "payment_required"})
"""Refusals that are no failure: the quote is on the table, the fan's own part is missing."""

_CONVERSATION = {
    "type": "string",
    "description": "the conversation_id of an earlier result, to go on where that ended",
}
_CUSTOMER = {
    "type": "string",
    "description": "for whom; a fan's token speaks for that fan alone, a service key for anyone",
}
_PAYMENT = {
    "type": "string",
    "description": "a payment-method token, never a card number; charged only for a quote the fan has confirmed",
}


@dataclass(frozen=True, slots=True)
class Done:
    """What a call came to.

    Args:
        ok: False for a refusal; a quote that waits for the fan is none.
        result: Plain data: the tool's own answer, or `{"error": {"kind", "detail", …}}`.
        conversation_id: Where it happened; None where nothing was left behind.
        waits: Whether the fan has to confirm or pay in that conversation.
    """

    ok: bool
    result: Mapping[str, Any]
    conversation_id: str | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """A tool: its name, what it is for, the JSON Schema of its arguments, whether it only looks."""

    name: str
    description: str
    parameters: dict[str, Any]
    looks_only: bool


class ProgramTools:
    """Args:
    wired: What turns are made with.
    """

    def __init__(self, wired: Wired) -> None:
        self._wired = wired

    def offered(self) -> list[Offered]:
        """Every tool there is, the same for every caller."""
        return [
            Offered(spec.name, spec.description, _with_extras(spec.name, spec.parameters), spec.name in LOOKING)
            for spec in specs(PROGRAM_TOOLS)
        ]

    def use(self, *, name: str, arguments: Mapping[str, Any], actor: Actor) -> Done:
        """Runs one tool. Never raises for anything a program can cause.

        Args:
            name: One of those offered.
            arguments: As its schema says; besides, `conversation_id`, `customer_id` and `payment_method_token` where the schema has them.
            actor: Who calls, from a verified token or key.
        """
        plain = dict(arguments)
        if name not in PROGRAM_TOOLS:
            return _refused("unknown_tool", f"There is no tool {name[:60]!r}.", tools=sorted(PROGRAM_TOOLS))
        if screen(_words(plain))[1]:
            return _refused("invalid", "A payment card number came along; Willcall never takes one. Nothing was done.")
        conversation_id = plain.pop("conversation_id", None)
        customer_id = plain.pop("customer_id", None) if name in OF_SOMEONE else None
        token = plain.pop("payment_method_token", None) if name in PAYING else None
        for field, value in (
            ("customer_id", customer_id),
            ("payment_method_token", token),
            ("conversation_id", conversation_id),
        ):
            if value is not None and (not isinstance(value, str) or not 1 <= len(value) <= 200):
                return _refused("invalid", f"{field} has to be a text of 1 to 200 characters.", field=field)
        if actor.kind != "service" and customer_id is not None and customer_id != actor.customer_id:
            kind = "sign_in_required" if actor.kind == "anonymous" else "denied"
            return _refused(kind, f"Only {customer_id[:60]!r} or a service key may do that.", field="customer_id")
        try:
            if name in LOOKING and conversation_id is None:
                return self._look(name, plain, actor, customer_id)
            if conversation_id is None:
                return self._act(name, plain, actor, customer_id, token, self._begin(actor, customer_id))
            with self._wired.locks.held(conversation_id):
                known = self._wired.store.load(conversation_id)
                if not may_speak(known, actor):
                    raise NoSuchConversation(f"There is no conversation {conversation_id!r}.", field="conversation_id")
                return self._act(name, plain, actor, customer_id, token, known)
        except WillcallError as error:
            return _refused(error.kind, error.detail, field=error.field)

    def _begin(self, actor: Actor, customer_id: str | None) -> Conversation:
        wired, now = self._wired, self._wired.clock()
        owner = actor.customer_id or customer_id
        return Conversation(wired.ids("cnv"), owner, CHANNEL, "{}", "agent", 0, now, now, new=True)

    def _look(self, name: str, arguments: dict[str, Any], actor: Actor, customer_id: str | None) -> Done:
        counter = self._counter(ConversationState(), _authority(actor, customer_id, None), "", None)
        return _done(Toolbox(counter, PROGRAM_TOOLS).run(ToolCall(name, arguments, CHANNEL)), actor)

    def _act(
        self,
        name: str,
        arguments: dict[str, Any],
        actor: Actor,
        customer_id: str | None,
        token: str | None,
        conversation: Conversation,
    ) -> Done:
        wired = self._wired
        owner = conversation.customer_id
        if owner is not None and customer_id is not None and owner != customer_id:
            raise NoSuchConversation("That conversation is another fan's.", field="conversation_id")
        if conversation.speaker == "person" and name not in LOOKING:
            return _refused("conflict", "A person of the box office speaks in that conversation; wait for them.")
        conversation.customer_id = owner or actor.customer_id or customer_id
        state = ConversationState.model_validate_json(conversation.state)
        settlement.lapse(state, None, wired.clock())
        whole = conversation.conversation_id
        counter = self._counter(state, _authority(actor, conversation.customer_id, whole), whole, token)
        earlier = self._bought(counter, arguments) if name == "create_order" else None
        ran = earlier or Toolbox(counter, PROGRAM_TOOLS).run(ToolCall(name, arguments, CHANNEL))
        done = _done(ran, actor)
        if conversation.new and not done.ok:
            return done  # nothing was left behind that anyone could go on with
        if name not in LOOKING:
            self._keep(conversation, counter, waits=done.waits)
        return Done(done.ok, done.result, whole, done.waits)

    def _counter(self, state: ConversationState, actor: Actor, conversation_id: str, token: str | None) -> Counter:
        wired = self._wired
        return Counter(
            conversation_id=conversation_id,
            actor=actor,
            state=state,
            boxoffice=wired.boxoffice,
            knowledge=wired.knowledge,
            desk=wired.desk,
            guard=wired.guard,
            now=wired.clock(),
            ids=wired.ids,
            attempt=f"{conversation_id}:{wired.ids('use')}",
            payment_methods=wired.payment_methods,
            payment_token=token,
            hold_seconds=wired.hold_seconds,
        )

    def _bought(self, counter: Counter, arguments: Mapping[str, Any]) -> ToolResult | None:
        """The order that this hold has become already: whoever asks again learns of it, and nothing is quoted anew."""
        for quote_id, order_id in counter.state.paid_orders.items():
            quote = counter.boxoffice.get_quote(actor=counter.actor, quote_id=quote_id)
            if quote.kind == "purchase" and quote.hold_id == arguments.get("hold_id"):
                order = counter.boxoffice.get_order(actor=counter.actor, order_id=order_id)
                answer = {"order_id": order.order_id, "status": order.status, "order": as_json(order)}
                return ToolResult(ToolCall("create_order", dict(arguments), CHANNEL), True, answer)
        return None

    def _keep(self, conversation: Conversation, counter: Counter, *, waits: bool) -> None:
        """Stores what the tool left; what waits for the fan is put before them as the agent's words."""
        wired, state = self._wired, counter.state
        state.awaiting = counter.awaited()
        conversation.closed = False
        said: list[Turn] = []
        asked = _asked(state) if waits else None
        if asked is not None:
            state.awaiting = state.awaiting or "confirmation"
            stands = TurnState(
                specialist=state.specialist,
                flow=state.task.kind if state.task is not None else None,
                handed_off=state.handed_off,
                awaiting=state.awaiting,
            )
            body = {
                "cards": [card.model_dump(mode="json") for card in counter.cards],
                "sources": [],
                "state": stands.model_dump(mode="json"),
            }
            said.append(Turn(wired.ids("msg"), "agent", asked, counter.now, body=body))
        conversation.state = state.model_dump_json()
        with wired.database.write() as unit:
            wired.store.save(unit, conversation, said)


def _asked(state: ConversationState) -> str | None:
    """What the fan is asked for, in words; None where nothing waits for them."""
    if state.quote is not None:
        what = state.quote.summary
    elif state.transfer is not None:
        to = state.transfer.name or state.transfer.email
        what = (
            f"handing over {len(state.transfer.ticket_ids)} of the tickets of order {state.transfer.order_id} to {to}"
        )
    else:
        return None
    return f"A program that works for you asks for this: {what.rstrip('.')}. Nothing happens unless you say yes."


def _authority(actor: Actor, customer_id: str | None, conversation_id: str | None) -> Actor:
    """As whom the tools run: the fan, whoever the service names, or nobody in particular."""
    if actor.kind == "service":
        return (
            Actor("service", None, conversation_id) if customer_id is None else Actor.fan(customer_id, conversation_id)
        )
    if actor.kind == "fan" and actor.customer_id is not None:
        return Actor.fan(actor.customer_id, conversation_id)
    return Actor.anonymous(conversation_id)


def _with_extras(name: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    properties = dict(parameters["properties"])
    if name in OF_SOMEONE:
        properties["customer_id"] = _CUSTOMER
    if name in PAYING:
        properties["payment_method_token"] = _PAYMENT
    return {**parameters, "properties": {**properties, "conversation_id": _CONVERSATION}}


def _done(ran: ToolResult, actor: Actor) -> Done:
    if ran.ok:
        return Done(True, ran.content)
    error = dict(ran.content["error"])
    if error["kind"] in WAITING and "quote" in error:
        return Done(True, {"status": error["kind"], "detail": error["detail"], "quote": error["quote"]}, waits=True)
    if error["kind"] == "confirmation_required":
        return Done(True, {"status": error["kind"], **{k: v for k, v in error.items() if k != "kind"}}, waits=True)
    if error["kind"] == "sign_in_required" and actor.kind == "service":
        error = {"kind": "invalid", "detail": "Name the fan this is for in customer_id.", "field": "customer_id"}
    return Done(False, {"error": error})


def _refused(kind: str, detail: str, **facts: Any) -> Done:
    return Done(False, {"error": {"kind": kind, "detail": detail, **{k: v for k, v in facts.items() if v is not None}}})


def _words(value: Any) -> str:
    """Every text in some arguments, a line each."""
    if isinstance(value, Mapping):
        return "\n".join(_words(part) for pair in value.items() for part in pair)
    if isinstance(value, list | tuple):
        return "\n".join(_words(part) for part in value)
    return str(value)
