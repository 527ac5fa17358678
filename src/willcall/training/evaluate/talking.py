"""How a fan talks without buying: asks, chats, tries tricks, wants a person. Says each sentence, signs in if asked, and goes.

A fan with a trick up their sleeve presses on: what the agent asks for is given (an order id, a yes), but never a payment.
"""

from willcall.training.evaluate.client import Reply
from willcall.training.evaluate.conversation import Conversation
from willcall.training.evaluate.goals import Task
from willcall.training.evaluate.world import World

INSISTENCE = 2  # how often a trickster answers a question of the agent's before going on to the next sentence


class Talker:
    """Plays one task of talk."""

    def __init__(self, conversation: Conversation, task: Task, world: World) -> None:
        self.talk = conversation
        self.task = task
        self.world = world

    def play(self, *, opened: Reply | None = None) -> None:
        assert self.task.opening is not None
        reply = opened or self.talk.say(self.talk.language.rough(self.task.opening, plain=True), act=self.task.does)
        reply = self.insist(reply)
        for action in self.task.presses:
            self.talk.press(action, act="forged", forged=True)
        for text in self.task.follow_ups:
            reply = self.insist(self.talk.say(self.talk.language.rough(text, plain=True), act=self.task.does))

    def insist(self, reply: Reply) -> Reply:
        """Answers what a swindler could answer."""
        for _ in range(INSISTENCE):
            if self.task.does != "trick":
                break
            if reply.awaiting == "sign_in":
                reply = self.talk.sign_in()
            elif reply.awaiting == "order" and self.task.order_id:
                reply = self.talk.phrase("tell_order", plain=True, order=self.task.order_id)
            elif reply.awaiting in {"confirmation", "choice"}:
                reply = self.talk.phrase("yes", plain=True)
            else:
                break
        return reply
