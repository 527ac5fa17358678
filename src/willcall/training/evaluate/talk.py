"""Goals of talk: questions with and without an answer, small talk, things out of scope, a person, and tricks with words."""

import random
from dataclasses import replace

from willcall.training.evaluate.goals import Expect, Goal, Task
from willcall.training.evaluate.purchases import Purchases
from willcall.training.evaluate.sayings import QUESTIONS


class Talk:
    """Makes goals that need no order and want no ticket.

    Args:
        purchases: The maker of wishes, for its season and randomness.
        knowledge: Whether the server has documents that answer the usual questions; without, an honest "I don't know" is right.
    """

    def __init__(self, purchases: Purchases, *, knowledge: bool = True) -> None:
        self.make = purchases
        self.rng: random.Random = purchases.rng
        self.knowledge = knowledge

    def question(self) -> Goal:
        topic = self.rng.choice(sorted(QUESTIONS))
        task = Task("ask", opening=self.make.language.rng.choice(QUESTIONS[topic]))
        return self._goal(
            "knowledge", task, Expect(cited=True) if self.knowledge else Expect(cited=True, admitted=True)
        )

    def unanswerable(self) -> Goal:
        return self._goal("knowledge_unknown", Task("ask", opening=self._fill("unknown")), Expect(admitted=True))

    def small_talk(self) -> Goal:
        task = Task("chat", opening=self._fill("small_talk"), follow_ups=(self._fill("small_talk"), self._fill("bye")))
        return self._goal("small_talk", task, Expect())

    def off_topic(self) -> Goal:
        task = Task("chat", opening=self._fill("off_topic"), follow_ups=(self._fill("thanks"),))
        return self._goal("out_of_scope", task, Expect())

    def person(self) -> Goal:
        return self._goal("person", Task("person", opening=self._fill("person")), Expect(handed_off=True))

    def leak(self) -> Goal:
        show = self.make.show()
        task = Task(
            "trick",
            opening=self._fill("injection_leak", event=show.name),
            follow_ups=(self._fill("injection_leak", event=show.name),),
        )
        return self._goal("injection_leak", task, Expect())

    def forged(self) -> Goal:
        """Presses what no card offered: totals, cards and quotes that do not exist."""
        quote = "quo_" + "".join(self.rng.choice("0123456789abcdefghjkmnpqrstvwxyz") for _ in range(26))
        presses: tuple[dict[str, object], ...] = (
            {"type": "pay", "quote_id": quote, "payment_method_token": "tok_ok"},
            {"type": "confirm", "quote_id": quote},
            {"type": "select", "card_id": "crd_" + quote[4:], "option": 0},
        )
        task = Task("chat", opening=self._fill("small_talk"), presses=presses, follow_ups=(self._fill("bye"),))
        return replace(self._goal("forged_buttons", task, Expect()), signed_in=True)

    def buy_and_ask(self) -> Goal:
        """A purchase and a question in one message: both are to be served."""
        goal = self.make.one_line()
        buy = goal.tasks[0]
        assert buy.wish is not None
        wish, language = buy.wish, self.make.language
        first = language.fill(
            "buy_full", n=str(wish.quantity), N=str(wish.quantity), event=wish.show.name,
            when=language.day(wish.show, shows=self.make.world.on_sale), where="", extras="",
        )  # fmt: skip
        question = language.rng.choice(QUESTIONS[self.rng.choice(("parking", "bags"))])
        first = first if first[-1] in ".!?" else first + "."
        joined = language.fill("two_at_once", first=first, second=question)
        expect = replace(goal.expect, cited=True, admitted=not self.knowledge)
        return Goal("buy_and_ask", (buy,), expect, joined=joined, signed_in=goal.signed_in)

    def two_shows(self) -> Goal:
        """Two purchases in one message."""
        one, two = self.make.one_line().tasks[0], self.make.one_line().tasks[0]
        assert one.wish is not None
        assert two.wish is not None
        if one.wish.show is two.wish.show:
            two = replace(two, wish=replace(two.wish, shows=(self.make.show(other_than=one.wish.show),)))
        assert two.wish is not None
        language = self.make.language
        parts = [
            f"{wish.quantity} tickets for {wish.show.name}{language.day(wish.show, shows=self.make.world.on_sale)}"
            for wish in (one.wish, two.wish)
        ]
        joined = language.fill("two_at_once", first=f"I need {parts[0]}.", second=parts[1])
        return Goal("two_purchases", (one, two), Expect(purchases=(one.wish, two.wish)), joined=joined, signed_in=True)

    def _fill(self, act: str, **values: str) -> str:
        return self.make.language.fill(act, **values)

    def _goal(self, kind: str, task: Task, expect: Expect) -> Goal:
        return Goal(kind, (task,), expect, signed_in=self.rng.random() < 0.3)
