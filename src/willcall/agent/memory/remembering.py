"""Remembering for a fan, in conversation: asking whether it may, keeping, showing, forgetting. Words and code, no brain.

Nothing is kept before the fan has said so after being asked in plain words, or of anyone who is not signed in. "Remember that" and a yes to
the question mean the memory alone: they are heard here and never reach a quote, and where a quote waits for a yes the question is not asked.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from willcall.agent.memory.preferences import Preference, dump, in_words, lasting, load, merged, told
from willcall.agent.state import ConversationState
from willcall.cases import settled
from willcall.conversations.store import Conversation, MemoryStore
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import Database
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Reading

OFFER = "remember"
ALIKE = 0.45
"""The cosine from which on what a fan once said matters to what they say now."""
_BUSY = frozenset({"confirmation", "payment", "second_step", "sign_in"})

_KEEP = regex(
    r"\W*(?:(?:yes|okay|ok|sure)\W*)?(?:please )?remember (?:that|it|this)(?: for (?:me|next time))?(?: please)?\W*",
    re.IGNORECASE,
)
_KEEP_THIS = regex(
    r"\W*(?:please |can you |could you |would you )*remember (?:that |this[:,]? |for next time )?(?:i|i'm|my|we|our)\b[^.!?\n]*[.!?\s]*",
    re.IGNORECASE,
)
_SHOW = regex(
    r"\W*(?:so |and )?(?:what|which things) (?:do|did|have) you (?:know|remember|remembered|got|have|keep|kept|stored?) (?:about|of|on) me\W*"
    r"|\W*(?:do|what do) you remember(?: anything)?(?: about)? me\W*|\W*(?:show|tell) me (?:what you (?:know|remember) about me|my (?:preferences|memory))\W*"
    r"|\W*what have you (?:remembered|kept)\W*",
    re.IGNORECASE,
)
_FORGET_ALL = regex(
    r"\W*(?:please )?(?:forget|erase|delete|remove|wipe) (?:(?:everything|all)(?: of (?:it|that))?(?: that)?(?: (?:you|u) (?:know|remember|have|kept|keep))?"
    r" ?(?:about|of|on) me|(?:everything|all)(?: that)? you (?:know|remember|have kept|keep)|me|my (?:preferences|memory)"
    r"|what you (?:know|remember)(?: about me)?)(?: please)?\W*",
    re.IGNORECASE,
)
_FORGET_EVERYTHING = regex(
    r"\W*(?:please )?(?:forget|erase|delete) (?:everything|all of (?:it|that))(?: please)?\W*", re.IGNORECASE
)
_FORGET_THAT = regex(
    r"\W*(?:please )?(?:forget|erase|delete|don't remember) (?:that|it|this)(?: again)?(?: please)?\W*", re.IGNORECASE
)
_FORGET_THIS = regex(
    r"\W*(?:please )?(?:forget|erase|don't remember)(?: about)?(?: that)? (?P<what>(?:i|i'm|my|we|our)\b[^.!?\n]*)[.!?\s]*",
    re.IGNORECASE,
)


class House(Protocol):
    """What is asked of what turns are made with."""

    database: Database
    memories: MemoryStore
    reader: Any


def of_turn(house: House, conversation: Conversation, customer_id: str | None, now: datetime) -> "Remembering":
    """The memory of a turn's fan."""
    encode = getattr(house.reader, "encode", None)
    return Remembering(
        house.database, house.memories, encode, conversation=conversation, customer_id=customer_id, now=now
    )


class Remembering:
    """A fan's memory in one turn; looked up at most once, and only when it is asked for.

    Args:
        database: For writing.
        store: Where memories are.
        encode: Turns words into a vector; None to find by kind alone.
        conversation: The turn's; brings along what is remembered, where it was loaded as this fan's.
        customer_id: The signed-in fan; None for anyone else, of whom nothing is remembered.
        now: The instant.
    """

    def __init__(
        self,
        database: Database,
        store: MemoryStore,
        encode: Callable[[str], Any] | None,
        *,
        conversation: Conversation,
        customer_id: str | None,
        now: datetime,
    ) -> None:
        self._database, self._store, self._encode = database, store, encode
        self._customer_id, self._now = customer_id, now
        came_along = not conversation.new and conversation.customer_id is not None
        self._kept: list[Preference] | None = load(conversation.remembered) if came_along else None
        self._allowed: bool | None = conversation.remembered is not None if came_along else None

    # -- looking -------------------------------------------------------------------------------------------------------

    def kept(self) -> list[Preference]:
        """What is remembered of the fan."""
        if self._kept is None:
            found = self._store.of(self._customer_id) if self._customer_id is not None else None
            self._kept, self._allowed = load(found.kept if found else None), found is not None
        return self._kept

    def alike(self, message: str) -> list[Preference]:
        """What the fan told in their own words that is near in meaning to what they say now, nearest first."""
        own = [one for one in self.kept() if one.vector]
        if not own or self._encode is None:
            return []
        import numpy as np  # noqa: PLC0415

        asked = np.asarray(self._encode(message), dtype=np.float32)
        near = []
        for one in own:
            vector = np.frombuffer(bytes.fromhex(one.vector), dtype=np.float16).astype(np.float32)
            cosine = float(vector @ asked) if vector.shape == asked.shape else 0.0
            if cosine >= ALIKE:
                near.append((cosine, one))
        return [one for _, one in sorted(near, key=lambda pair: -pair[0])]

    # -- talking -------------------------------------------------------------------------------------------------------

    def obey(self, message: str, state: ConversationState, reading: Reading, *, offered: bool) -> str | None:
        """What to say to a message that is about the memory and nothing else; None for any other.

        Args:
            message: The fan's words.
            state: Of the conversation; what waits for a yes to be remembered is in its memo.
            reading: Of the message.
            offered: The reply before asked whether to remember, and nothing else waited for a yes.
        """
        spoke_of_it = bool(state.memo.pop("of_memory", False))
        if offered and reading.answer == "no" and state.memo.pop("remember", None) is not None:
            return "All right, I won't."
        keeps = _KEEP.fullmatch(message) or (offered and reading.answer == "yes" and not reading.slots)
        if (
            not keeps
            and "remember" not in message.lower()
            and not re.search(r"\b(?:forget|erase|delete|wipe|know)\b", message, re.IGNORECASE)
        ):
            return None
        text = self._commanded(message, state, reading, keeps=bool(keeps), spoke_of_it=spoke_of_it)
        if text is not None:
            state.memo = {**state.memo, "of_memory": True}
        return text

    def _commanded(
        self, message: str, state: ConversationState, reading: Reading, *, keeps: bool, spoke_of_it: bool
    ) -> str | None:
        everything = _FORGET_ALL.fullmatch(message) or (spoke_of_it and _FORGET_EVERYTHING.fullmatch(message))
        one = _FORGET_THIS.fullmatch(message)
        about = keeps or _KEEP_THIS.fullmatch(message) or _SHOW.fullmatch(message) or everything or one
        if not about and not (spoke_of_it and _FORGET_THAT.fullmatch(message)):
            return None
        if self._customer_id is None:
            state.memo.pop("remember", None)
            return "I remember things only for fans who are signed in; of you I keep nothing beyond this conversation."
        if keeps:
            waiting = load(state.memo.pop("remember", None))
            if not waiting:
                return "What shall I remember? Say it like this: “remember that I like the aisle”."
            self._keep(waiting, said=message)
            return f"I'll remember that you {in_words(waiting)}. Ask “what do you know about me?” or say “forget that” whenever you like."
        if everything:
            state.memo.pop("remember", None)
            return (
                "I've forgotten everything you asked me to remember."
                if self._erase(cases_too=True)
                else "There is nothing to forget: I remember nothing of you."
            )
        if one is not None:
            return self._forget(
                [p.kind for p in told(replace(reading, text=one["what"]), at_ms=0, asked=True)], one["what"]
            )
        if _FORGET_THAT.fullmatch(message):
            last = self.kept()[-1:]
            return (
                self._forget([], "", exactly=last) if last else "There is nothing to forget: I remember nothing of you."
            )
        if _SHOW.fullmatch(message):
            return self._shown()
        news = told(reading, at_ms=to_epoch_ms(self._now), asked=True)
        busy = state.awaiting in _BUSY and not (self.kept() or self._allowed)
        # Where a quote waits for a yes nothing else is asked that a yes could be meant for.
        said = f"If I should remember for next time that you {in_words(news)}, say “remember that”; nothing else has changed."
        return self._noticed(news, state, ask=not busy) or (said if busy and news else None)

    def notice(self, reading: Reading, state: ConversationState) -> str:
        """A line after the reply, where the message also told what the fan likes in general; "" where it did not."""
        if self._customer_id is None or not lasting(reading.text):
            return ""
        found = told(reading, at_ms=to_epoch_ms(self._now))
        news = (
            [one for one in found if (one.kind, one.value) not in {(k.kind, k.value) for k in self.kept()}]
            if found
            else []
        )
        if not news:
            return ""
        return self._noticed(news, state, ask=not state.memo.get("asked_memory")) or ""

    def _noticed(self, news: list[Preference], state: ConversationState, *, ask: bool) -> str | None:
        if not news:
            return None
        self.kept()
        if self._allowed:
            self._keep(news, said="")
            state.memo = {**state.memo, "of_memory": True}
            return f"I'll remember that you {in_words(news)}; “forget that” undoes it."
        state.memo = {**state.memo, "remember": dump(news)}
        if not ask or state.awaiting in _BUSY:
            return None
        state.memo = {**state.memo, "asked_memory": True, "of_memory": True}
        if state.awaiting is None:
            state.memo = {**state.memo, "offer": OFFER}
        return (
            f"Shall I remember for next time that you {in_words(news)}? Say “remember that”, and I keep it with your account; "
            "you can see it or have it forgotten at any time."
        )

    def _shown(self) -> str:
        kept = self.kept()
        if not kept:
            return "Beyond your orders and this conversation I remember nothing of you."
        lines = "\n".join(
            f"- You {one.words} ({datetime.fromtimestamp(one.at_ms / 1000, self._now.tzinfo):%d %B %Y})."
            for one in kept
        )
        return f"This is what you asked me to remember:\n{lines}\nSay “forget everything you know about me”, or “forget that I …”, and it is gone."

    # -- changing ------------------------------------------------------------------------------------------------------

    def _keep(self, news: list[Preference], *, said: str) -> None:
        assert self._customer_id is not None
        with_vectors = [replace(one, vector=self._vector(one.said)) if one.kind == "other" else one for one in news]
        self._kept, self._allowed = merged(self.kept(), with_vectors), True
        with self._database.write() as unit:
            self._store.keep(unit, customer_id=self._customer_id, kept=dump(self._kept), consented=said)

    def _vector(self, words: str) -> str:
        if self._encode is None:
            return ""
        import numpy as np  # noqa: PLC0415

        return np.asarray(self._encode(words), dtype=np.float16).tobytes().hex()

    def _forget(self, kinds: list[str], what: str, exactly: list[Preference] | None = None) -> str:
        gone = exactly or [one for one in self.kept() if one.kind in kinds and one.kind != "other"]
        gone = gone or self.alike(what)[:1]
        if not gone:
            return "I don't remember that of you. Ask “what do you know about me?” to see what I do."
        assert self._customer_id is not None
        self._kept = [one for one in self.kept() if one not in gone]
        if not self._kept:
            self._erase()
        else:
            with self._database.write() as unit:
                self._store.keep(unit, customer_id=self._customer_id, kept=dump(self._kept), consented="")
        return f"Forgotten: that you {in_words(gone)}."

    def _erase(self, *, cases_too: bool = False) -> bool:
        assert self._customer_id is not None
        with self._database.write() as unit:
            had = self._store.erase(unit, customer_id=self._customer_id)
            if cases_too:
                settled.forget(unit, subject=self._customer_id)
        self._kept, self._allowed = [], False
        return had
