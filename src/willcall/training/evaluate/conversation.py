"""One fan's side of one conversation: says, presses, signs in when asked, remembers what was shown. Decides nothing."""

import random
from collections.abc import Mapping
from typing import Any

from willcall.training.evaluate.client import Reply, ServerFault, Site
from willcall.training.evaluate.language import Language
from willcall.training.evaluate.transcript import Transcript, Turn


class GaveUp(Exception):
    """The fan has had enough; the words say why."""


class Conversation:
    """Sends turns and keeps the transcript.

    Args:
        site: Where to.
        language: How this fan talks.
        rng: The fan's randomness.
        customer_id: Who the fan is once signed in.
        signed_in: Whether from the first word.
        patience: Turns before giving up.
        buttons: How often this fan presses a button where words would do.
    """

    def __init__(
        self,
        site: Site,
        language: Language,
        rng: random.Random,
        *,
        customer_id: str,
        signed_in: bool = False,
        patience: int = 18,
        buttons: float = 0.25,
    ) -> None:
        self.site = site
        self.language = language
        self.rng = rng
        self.customer_id = customer_id
        self.patience = patience
        self.buttons = buttons
        self.transcript = Transcript()
        self.conversation_id: str | None = None
        self.token = site.sign_in(customer_id) if signed_in else None
        self.orders: dict[str, dict[str, Any]] = {}

    # -- sending ------------------------------------------------------------------------------------------------

    def say(self, text: str, *, act: str, consents: str | None = None) -> Reply:
        """Writes a message. Raises: GaveUp, ServerFault."""
        return self._send(text, None, act, consents)

    def press(self, action: dict[str, Any], *, act: str, consents: str | None = None, forged: bool = False) -> Reply:
        """Presses a button; a `forged` one may also be refused with a 4xx. Raises: GaveUp, ServerFault."""
        return self._send(None, action, act, consents, forged=forged)

    def phrase(
        self,
        act: str,
        values: Mapping[str, str | None] | None = None,
        *,
        plain: bool = False,
        consents: str | None = None,
        **more: str | None,
    ) -> Reply:
        """Says one of the phrases of `act`."""
        return self.say(self.language.say(act, {**(values or {}), **more}, plain=plain), act=act, consents=consents)

    def prefers_buttons(self) -> bool:
        return self.rng.random() < self.buttons

    def sign_in(self) -> Reply:
        """Signs in as asked, and goes on: says so, or sends once more what was asked for."""
        last = self.transcript.turns[-1]
        self.token = self.site.sign_in(self.customer_id)
        if last.action is not None and last.action.get("type") in {"pay", "confirm"} and self.rng.random() < 0.6:
            return self.press(last.action, act=last.act, consents=last.consents)
        if last.message is not None and self.rng.random() < 0.3:
            return self.say(last.message, act=last.act, consents=last.consents)
        return self.phrase("signed_in", plain=True)

    # -- remembering ------------------------------------------------------------------------------------------------

    @property
    def last(self) -> Reply:
        return self.transcript.turns[-1].reply

    def shown(self, type: str) -> dict[str, Any] | None:
        """The latest card of that type in the whole conversation."""
        for turn in reversed(self.transcript.turns):
            card = turn.reply.card(type)
            if card is not None:
                return card
        return None

    def said(self, *acts: str) -> int:
        """How often the fan has done one of these."""
        return sum(turn.act in acts for turn in self.transcript.turns)

    # -- inside -----------------------------------------------------------------------------------------------------

    def _send(
        self,
        message: str | None,
        action: dict[str, Any] | None,
        act: str,
        consents: str | None,
        *,
        forged: bool = False,
    ) -> Reply:
        if len(self.transcript.turns) >= self.patience:
            raise GaveUp(f"{self.patience} turns and still not done")
        reply = self.site.chat(message=message, action=action, conversation_id=self.conversation_id, token=self.token)
        self.transcript.turns.append(Turn(message, action, act, consents, self.token is not None, reply))
        if forged and 400 <= reply.status < 500:
            return reply
        if reply.status != 200:
            raise ServerFault(f"{act}: POST /chat answered {reply.status}: {reply.response[:200]}")
        self.conversation_id = reply.conversation_id
        for card in reply.cards:
            if card.get("type") == "order":
                self.orders[card["order_id"]] = card
        return reply
