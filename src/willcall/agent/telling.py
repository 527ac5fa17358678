"""What a turn tells whoever listens, as it happens; silent from the moment a person takes the conversation over.

Knows nothing of what is said.
"""

from collections.abc import Callable

from willcall.agent.contract import ChatReply, TurnEvent
from willcall.conversations.speaker import Speakers
from willcall.conversations.store import Conversation

Emit = Callable[[TurnEvent], None]


class Silenced(Exception):
    """A person has taken the conversation over while the agent was still thinking."""


class Telling:
    """Args:
    emit: Who listens, if anybody does.
    speakers: Say who may speak.
    conversation: As the turn loaded it.
    """

    def __init__(self, emit: Emit | None, speakers: Speakers, conversation: Conversation) -> None:
        self._emit = emit
        self._speakers = speakers
        self._conversation = conversation
        self.streamed = False

    def stop_if_silenced(self) -> None:
        """Raises: Silenced, once a person has taken over: a turn under way neither acts nor speaks on."""
        if self._speakers.silenced(self._conversation):
            raise Silenced

    def tell(self, kind: str, **data: object) -> None:
        if self._emit is not None:
            self._emit(TurnEvent(type=kind, data=data))

    def stream(self, text: str) -> None:
        """Words of a brain that is still thinking. Raises: Silenced."""
        if text and self._emit is not None:
            self.stop_if_silenced()
            self.streamed = True
            self.tell("delta", text=text)

    def show(self, reply: ChatReply) -> None:
        """What has not been told yet of a reply that is stored."""
        if self._emit is None:
            return
        if reply.response and not self.streamed:
            self.tell("delta", text=reply.response)
        for card in reply.cards:
            self.tell("card", card=card.model_dump(mode="json"))
