"""A simulated fan: a goal, a way of talking, and a customer id, let loose on a running agent.

Knows the published contract and what a season's listing shows; nothing of how the agent works.
"""

import random
from collections.abc import Mapping
from typing import Protocol

from willcall.training.evaluate.buying import Buyer, Left
from willcall.training.evaluate.client import Reply, ServerFault, Site
from willcall.training.evaluate.conversation import Conversation, GaveUp
from willcall.training.evaluate.goals import Goal, Task
from willcall.training.evaluate.keeping import Keeper
from willcall.training.evaluate.language import Language
from willcall.training.evaluate.talking import Talker
from willcall.training.evaluate.transcript import Transcript
from willcall.training.evaluate.world import World

KEEPING = {"refund", "upgrade", "exchange", "transfer", "orders", "credit"}


class Player(Protocol):
    """Plays one task in a conversation."""

    def play(self, *, opened: Reply | None = None) -> None: ...


def play(
    goal: Goal,
    *,
    site: Site,
    world: World,
    customer_id: str,
    rng: random.Random,
    human: Mapping[str, tuple[str, ...]] | None = None,
) -> Transcript:
    """Lets the fan pursue the goal to the end, however it ends.

    Args:
        goal: What is wanted.
        site: The running agent.
        world: The season as it was when the goal was made.
        customer_id: Who the fan is, once signed in.
        rng: The fan's randomness: wording, typos, buttons.
        human: Real people's phrases to use besides ours.

    Returns:
        What was said. `gave_up` or `fault` say why it ended early; a server's fault is kept, never raised.
    """
    language = Language(rng, now=world.now, typos=goal.typos, human=human)
    changes = sum(len(task.changes) + len(task.detours) for task in goal.tasks)
    patience = 14 * len(goal.tasks) + 4 * changes
    talk: Conversation | None = None
    try:
        talk = Conversation(
            site,
            language,
            rng,
            customer_id=customer_id,
            signed_in=goal.signed_in,
            patience=patience,
            buttons=goal.buttons,
        )
        reply: Reply | None = None
        if goal.joined is not None:
            reply = talk.say(language.rough(goal.joined), act="several_wishes")
        for number, task in enumerate(goal.tasks):
            if number and goal.joined is not None:
                reply = talk.last if talk.last.awaiting is not None else None
            _player(task, talk, world).play(opened=reply)
            reply = None
    except Left:
        assert talk is not None
    except GaveUp as reason:
        assert talk is not None
        talk.transcript.gave_up = str(reason)
    except ServerFault as fault:
        if talk is None:
            return Transcript(fault=str(fault))
        talk.transcript.fault = str(fault)
    assert talk is not None
    return talk.transcript


def _player(task: Task, talk: Conversation, world: World) -> Player:
    if task.does == "purchase":
        return Buyer(talk, task, world)
    return Keeper(talk, task, world) if task.does in KEEPING else Talker(talk, task, world)
