"""Turns, one conversation at a time: the door through which every channel speaks with the agent.

Turns of one conversation run one at a time, on whatever worker; what a turn did is keyed by its number, so that a repeated or
interrupted one has its effect once.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from willcall.access.actor import Actor
from willcall.agent.contract import (
    ChatReply,
    ChatRequest,
    TurnEvent,
)
from willcall.agent.course import Course
from willcall.agent.logged import failed
from willcall.agent.state import ConversationState
from willcall.agent.wired import Wired, acting, may_speak
from willcall.conversations.store import Conversation, NoSuchConversation
from willcall.kit.errors import Unavailable, WillcallError
from willcall.kit.privacy import screen

HISTORY = 12


class TurnRunner(Wired):
    """Runs turns; safe to call from several threads."""

    def run(
        self,
        request: ChatRequest,
        *,
        actor: Actor,
        request_id: str,
        channel: str = "chat",
        emit: Callable[[TurnEvent], None] | None = None,
    ) -> ChatReply:
        """One turn.

        Args:
            request: What the fan sent.
            actor: Who they are, from a verified token; a service without a fan's token counts as nobody in particular.
            request_id: Joins logs.
            channel: `chat`, `v1`, `cli`, …
            emit: Told of words, cards and text as they come.

        Raises:
            NoSuchConversation: Also for someone else's.
        """
        message, had_card_number = screen(request.message or "")
        if message and not had_card_number:
            self.reader.expect(message)
        if request.conversation_id is None:
            now = self.clock()
            conversation = Conversation(
                self.ids("cnv"), None, channel, "{}", "agent", 0, now, now, session=actor.session, new=True
            )
            return self._watched(Course(self, request, conversation, [], actor, request_id, channel, emit))
        with self.locks.held(request.conversation_id):
            conversation, history = self.store.load_with_history(request.conversation_id, HISTORY)
            if not may_speak(conversation, actor):
                raise NoSuchConversation(
                    f"There is no conversation {request.conversation_id!r}.", field="conversation_id"
                )
            return self._watched(Course(self, request, conversation, history, actor, request_id, channel, emit))

    def _watched(self, course: Course) -> ChatReply:
        """The turn; if it comes to nothing, the log hears of it, unless that fails too."""
        try:
            return course.run()
        except Exception as error:
            if not isinstance(error, WillcallError) or isinstance(error, Unavailable):
                with suppress(Exception), self.database.write() as unit:
                    unit.emit("error.occurred", course.request_id, failed(course, error), source="/agent")
            raise

    def end(self, conversation_id: str, *, completed: bool = True, by: str = "closing") -> None:
        """Closes a conversation and frees what it holds; ending twice is no error. `by`: closing, or silence."""
        with self.locks.held(conversation_id):
            conversation = self.store.load(conversation_id)
            if conversation.closed:
                return
            state = ConversationState.model_validate_json(conversation.state)
            owner = conversation.customer_id
            actor = acting(conversation, Actor.anonymous() if owner is None else Actor.fan(owner))
            for hold_id in {h for h in (state.hold and state.hold.hold_id, state.quote and state.quote.hold_id) if h}:
                if state.pending_order_id is None:
                    self.boxoffice.release_hold(actor=actor, hold_id=hold_id)
            state.hold, state.quote, state.awaiting = None, None, None
            conversation.state = state.model_dump_json()
            conversation.closed = True
            with self.database.write() as unit:
                self.store.save(unit, conversation, [])
                if completed:
                    unit.emit("conversation.completed", conversation_id, {"by": by}, source="/conversations")

    def close_idle(self, *, silent_for: timedelta) -> int:
        """Completes conversations in which nobody has spoken for that long; how many."""
        silent = self.store.idle(before=self.clock() - silent_for)
        for conversation_id in silent:
            self.end(conversation_id, by="silence")
        return len(silent)
