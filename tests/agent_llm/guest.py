"""The embedded brain in the place of a language model: an honest brain whose every sentence passes the guard."""

from collections.abc import Sequence

from willcall.agent.brains.embedded import EmbeddedBrain
from willcall.agent.ports import Speech, Thought, View
from willcall.agent.safeguards import sentences


class HonestGuest:
    """Says what the embedded brain says, and counts the sentences."""

    name = "guest"

    def __init__(self, lies: Sequence[str] = ()) -> None:
        self._embedded = EmbeddedBrain()
        self._lies = lies
        self.sentences = 0
        self.turns = 0
        self.told: list[str] = []

    def think(self, view: View) -> Thought:
        speech = yield from self._embedded.think(view)
        self.turns += 1
        self.sentences += len(sentences.split(speech.text))
        if not self._lies:
            return speech
        lie = self._lies[self.turns % len(self._lies)]
        self.told.append(lie)
        return Speech(f"{lie}\n{speech.text}", speech.awaiting, speech.show)
