"""The agent's tools in a person's hands: with the box office's own authority, for the fan of one conversation.

Money still moves only on the fan's yes: what a person puts to the fan is a quote, and the consent guard lets nobody else agree to it.
Whatever is done or shown needs the lease of that conversation; only looking does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from willcall.access.actor import Actor
from willcall.agent.contract import Card, TurnState
from willcall.agent.handoff import Person, said
from willcall.agent.ports import ToolCall
from willcall.agent.specialists.counter import Counter
from willcall.agent.specialists.registry import specs
from willcall.agent.specialists.toolbox import Toolbox
from willcall.agent.state import ConversationState
from willcall.agent.wired import Wired
from willcall.cases.inbox import answered
from willcall.conversations.store import Turn
from willcall.kit.errors import Invalid, NotFound

LOOKING = frozenset(
    {
        "find_events",
        "get_event_info",
        "check_inventory",
        "check_upgrades",
        "get_policy",
        "search_knowledge",
        "list_orders",
        "get_order",
        "get_credit",
    }
)
DOING = frozenset(
    {"hold_tickets", "release_hold", "quote", "show_quote", "upgrade_tickets", "request_refund", "exchange_tickets"}
)
DESK_TOOLS = LOOKING | DOING
_ASKED = "confirmation_required"  # no failure here: the quote is on the table, the fan's yes is missing


class NoSuchTool(NotFound):
    """Not among what a person may use here."""


class ToolRefused(Invalid):
    """The box office or the tool said no; the message says why."""


@dataclass(frozen=True, slots=True)
class Used:
    """What came of it.

    Args:
        result: What the tool answered.
        cards: What it leaves to show.
        message_id: Of what was said to the fan with it, if anything was.
    """

    result: Mapping[str, Any]
    cards: list[Card]
    message_id: str | None = None


class DeskTools:
    """Args:
    wired: What turns are made with.
    """

    def __init__(self, wired: Wired) -> None:
        self._wired = wired

    def offered(self) -> list[dict[str, Any]]:
        """Every tool: name, what it is for, the schema of its arguments, whether it only looks."""
        return [
            {
                "name": spec.name,
                "description": spec.description,
                "parameters": spec.parameters,
                "looks_only": spec.name in LOOKING,
            }
            for spec in specs(DESK_TOOLS)
        ]

    def use(
        self,
        *,
        conversation_id: str,
        person: Person,
        name: str,
        arguments: Mapping[str, Any],
        token: int | None = None,
        say: str | None = None,
    ) -> Used:
        """Runs a tool; with `say`, what it leaves to show goes to the fan with these words.

        Args:
            conversation_id: Whose fan it is for.
            person: Who uses it.
            name: One of those offered.
            arguments: Its arguments.
            token: Of their lease; needed for all but looking.
            say: Words for the fan; None to keep the result to oneself.

        Raises:
            NoSuchTool, ToolRefused, NothingSaid, NotSpeaking, NoSuchConversation.
        """
        if name not in DESK_TOOLS:
            raise NoSuchTool(f"There is no tool {name[:60]!r} at the desk.", field="name", tools=sorted(DESK_TOOLS))
        words = None if say is None else said(say)
        acts = name in DOING or words is not None
        wired = self._wired
        with wired.locks.held(conversation_id):
            conversation = wired.store.load(conversation_id)
            if acts:
                wired.speakers.require(conversation, token=token)
            state = ConversationState.model_validate_json(conversation.state)
            counter = Counter(
                conversation_id=conversation_id,
                actor=Actor("service", conversation.customer_id, conversation_id),
                state=state,
                boxoffice=wired.boxoffice,
                knowledge=wired.knowledge,
                desk=wired.desk,
                guard=wired.guard,
                now=wired.clock(),
                ids=wired.ids,
                attempt=f"{conversation_id}:{wired.ids('use')}",
                payment_methods=wired.payment_methods,
                hold_seconds=wired.hold_seconds,
            )
            done = Toolbox(counter, DESK_TOOLS).run(ToolCall(name, dict(arguments), "desk"))
            error = done.content.get("error") if not done.ok else None
            if error is not None and error["kind"] != _ASKED:
                faults = "; ".join(f"{fault['field']}: {fault['detail']}" for fault in error.get("errors", []))
                raise ToolRefused(f"{error['detail']} {faults}".strip(), field=error.get("field") or "arguments")
            result = done.content if error is None else {"quote": error.get("quote")}
            if not acts:
                return Used(result, counter.cards)
            assert token is not None
            state.awaiting = counter.awaited()
            message_id = self._keep(counter, conversation_id, token, person, words)
        return Used(result, counter.cards, message_id)

    def _keep(
        self, counter: Counter, conversation_id: str, token: int, person: Person, words: str | None
    ) -> str | None:
        wired, state = self._wired, counter.state
        plain = state.model_dump_json()
        with wired.database.write() as unit:
            if words is None:
                wired.speakers.keep_state(unit, conversation_id=conversation_id, token=token, state=plain)
                return None
            stands = TurnState(
                specialist=state.specialist,
                flow=state.task.kind if state.task is not None else None,
                speaker="person",
                handed_off=state.handed_off,
                awaiting=state.awaiting,
            )
            body = {
                "by": person.name,
                "cards": [card.model_dump(mode="json") for card in counter.cards],
                "sources": [source.model_dump(mode="json") for source in counter.sources],
                "state": stands.model_dump(mode="json"),
            }
            turn = Turn(wired.ids("msg"), "person", words, unit.now, body=body)
            answered(unit, conversation_id=conversation_id)
            return wired.speakers.say(unit, conversation_id=conversation_id, token=token, turn=turn, state=plain)
