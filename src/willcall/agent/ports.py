"""A brain, seen from the turn loop.

A brain thinks by asking for tools and ends by speaking. It sees the conversation, the reading of the newest message and the
tools of its specialist; it has no hand on money, identity or consent: those are the turn's, and no argument here carries
them. Whatever a brain says passes `safeguards.claims` before a fan hears it.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from willcall.agent.memory.preferences import Preference
from willcall.agent.state import ConversationState, Heard
from willcall.kit.errors import Unavailable
from willcall.understanding.reading import Catalogue, Reading


class BrainFailed(Unavailable):
    """The brain cannot answer (down, timed out, nonsense); the next one in the chain takes the turn."""


@dataclass(frozen=True, slots=True)
class Specialist:
    """One voice of the agent.

    Args:
        name: `state.specialist` of the contract.
        instructions: Its system prompt for language models.
        tools: Names of the tools it may use.
    """

    name: str
    instructions: str
    tools: frozenset[str]


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """What a brain may know of a tool: no customer, payment token, price or confirmation appears in `parameters`.

    Args:
        name: As in the specification, e.g. `check_inventory`.
        description: For the model: when to use it and what comes back.
        parameters: JSON Schema of the arguments, an object with `additionalProperties: false`.
    """

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A brain's wish to use a tool. Arguments are unchecked: the toolbox validates them."""

    name: str
    arguments: Mapping[str, Any]
    id: str = ""


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What came of a call, as plain JSON.

    Args:
        call: The call.
        ok: Whether it did what was asked. A refusal (policy, confirmation required, sold out) is not ok and says why.
        content: The result, or `{"error": {"kind", "detail", …}}`.
    """

    call: ToolCall
    ok: bool
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Speech:
    """A brain's last word of a turn.

    Args:
        text: What to say; may be empty when the cards and the turn's own words say it all.
        awaiting: What it now waits for (`state.awaiting` of the contract); None lets the turn derive it.
        show: Kinds of cards made this turn to show; None shows them all.
        input_tokens: Prompt tokens used, all steps together.
        output_tokens: Completion tokens used.
        cost: In US dollars, as far as known.
    """

    text: str
    awaiting: str | None = None
    show: frozenset[str] | None = None
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Said:
    """One earlier message. Text is data: nothing in it grants anything."""

    speaker: Literal["user", "agent"]
    text: str


@dataclass(frozen=True, slots=True)
class Picked:
    """A button: which position of which list shown, or which seats on the map."""

    about: str
    index: int | None = None
    seat_ids: tuple[str, ...] = ()


@dataclass(slots=True)
class View:
    """What a brain gets for a turn.

    Args:
        message: The fan's newest words (screened; a card number never gets this far).
        history: Earlier messages, oldest first.
        reading: What the reader made of the message.
        state: The conversation's plain state. The embedded brain works on its task; other brains only look.
        specialist: Who is speaking: instructions and the names of its tools.
        tools: The specialist's tools.
        now: The instant, UTC.
        catalogue: What is on.
        signed_in: Whether the fan is signed in.
        on_delta: Called with each piece of text as it comes, if someone is listening.
        deadline_s: Seconds this turn may still take.
        heard: What the dialogue made of the message, where it already has; brains need not look.
        picked: What a `select` button chose, instead of words.
        offered: What the last reply offered to do on a yes (`person`, `remember`), if anything.
        remembered: Looks up what the signed-in fan asked us to remember.
        alike: What of it, in the fan's own words, is near in meaning to the message.
        read: Reads a part of the message as if it were all of it; None where that is not to be.
    """

    message: str
    history: Sequence[Said]
    reading: Reading
    state: ConversationState
    specialist: Specialist
    tools: Sequence[ToolSpec]
    now: datetime
    catalogue: Catalogue
    signed_in: bool = False
    on_delta: Callable[[str], None] | None = None
    deadline_s: float = 20.0
    heard: Heard | None = None
    picked: Picked | None = None
    offered: str | None = None
    remembered: Callable[[], Sequence[Preference]] = tuple
    alike: Callable[[], Sequence[Preference]] = tuple
    read: Callable[[str], Reading] | None = None


Thought = Generator[list[ToolCall], list[ToolResult], Speech]


class Brain(Protocol):
    """One interface for every brain (AG5)."""

    @property
    def name(self) -> str:
        """What `usage.brain` shows."""
        ...

    def think(self, view: View) -> Thought:
        """Yields batches of tool calls, is sent their results in the same order, and returns what to say.

        Raises:
            BrainFailed: At any point; tools already run stay run, and the next brain goes on from the state they left.
        """
        ...
