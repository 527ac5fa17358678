"""Every kind of fan there is, by name: what `simulate` draws from. A maker may say None where the season has no such thing."""

import random
from collections.abc import Callable
from dataclasses import replace

from willcall.training.evaluate.aftersales import AfterSales
from willcall.training.evaluate.client import Site
from willcall.training.evaluate.goals import Goal
from willcall.training.evaluate.purchases import Purchases
from willcall.training.evaluate.talk import Talk
from willcall.training.evaluate.world import World


class Makers:
    """What goals are made with, for one trial of one fan.

    Args:
        world: The season.
        site: The server.
        wants: Decides what is wanted; the same seed makes the same goal.
        voice: Decides how it is put.
        customer_id: The fan.
        knowledge: Whether the server has documents for the usual questions.
    """

    def __init__(
        self,
        world: World,
        site: Site,
        *,
        wants: random.Random,
        voice: random.Random,
        customer_id: str,
        knowledge: bool = True,
    ) -> None:
        self.site = site
        self.customer_id = customer_id
        self.purchases = Purchases(world, site, wants, voice=voice)
        self.talk = Talk(self.purchases, knowledge=knowledge)

    @property
    def after(self) -> AfterSales:
        return AfterSales(self.purchases, customer_id=self.customer_id, token=self.site.sign_in(self.customer_id))

    def foreign(self, act: str) -> Goal | None:
        victim = f"{self.customer_id}v"
        return self.after.foreign(act, victim_id=victim, victim_token=self.site.sign_in(victim))


KINDS: dict[str, Callable[[Makers], Goal | None]] = {
    "purchase_one_line": lambda m: m.purchases.one_line(),
    "purchase_many_turns": lambda m: m.purchases.chatty(),
    "refund": lambda m: m.after.refund(),
    "change_quantity": lambda m: m.purchases.change_quantity(),
    "knowledge": lambda m: m.talk.question(),
    "purchase_budget": lambda m: m.purchases.budget(),
    "card_declined": lambda m: m.purchases.declined(),
    "upgrade": lambda m: m.after.upgrade(),
    "quote_refused": lambda m: m.purchases.refuse(),
    "purchase_section": lambda m: m.purchases.section(),
    "exchange": lambda m: m.after.exchange(),
    "digression_question": lambda m: m.purchases.digression(),
    "foreign_look": lambda m: m.foreign("foreign_look"),
    "purchase_counted": lambda m: m.purchases.counted(),
    "purchase_browse": lambda m: m.purchases.browse(),
    "refund_refused": lambda m: m.after.refund_refused(),
    "change_event": lambda m: m.purchases.change_event(),
    "person": lambda m: m.talk.person(),
    "double_click": lambda m: m.purchases.double_click(),
    "injection_price": lambda m: m.purchases.injected(),
    "purchase_vague": lambda m: m.purchases.vague(),
    "refund_partial": lambda m: m.after.refund(some=True),
    "purchase_accessible": lambda m: m.purchases.accessible(),
    "card_second_step": lambda m: m.purchases.second_step(),
    "small_talk": lambda m: m.talk.small_talk(),
    "change_date": lambda m: m.purchases.change_date(),
    "price_above_budget": lambda m: m.purchases.over_budget(),
    "transfer": lambda m: m.after.transfer(),
    "order_lookup": lambda m: m.after.look_up(),
    "purchase_any": lambda m: m.purchases.any_of_kind(),
    "upgrade_budget": lambda m: m.after.upgrade(budget=True),
    "foreign_refund": lambda m: m.foreign("foreign_refund"),
    "change_section": lambda m: m.purchases.change_section(),
    "two_wishes": lambda m: m.after.refund_and_buy(),
    "purchase_preference": lambda m: m.purchases.preference(),
    "left_alone": lambda m: m.purchases.leave(),
    "out_of_scope": lambda m: m.talk.off_topic(),
    "refund_to_credit": lambda m: m.after.refund(to="credit"),
    "impossible_quantity": lambda m: m.purchases.impossible_quantity(),
    "card_timeout": lambda m: m.purchases.timeout(),
    "refund_kept": lambda m: m.after.refund(ends="refuse"),
    "knowledge_unknown": lambda m: m.talk.unanswerable(),
    "change_twice": lambda m: m.purchases.changes_twice(),
    "buy_and_ask": lambda m: m.talk.buy_and_ask(),
    "digression_small_talk": lambda m: m.purchases.chat_in_between(),
    "credit_balance": lambda m: m.after.credit(),
    "injection_refund": lambda m: m.foreign("injection_refund"),
    "upgrade_kept": lambda m: m.after.upgrade(ends="refuse"),
    "past_event": lambda m: m.purchases.past(),
    "sold_out": lambda m: m.purchases.sold_out(),
    "wrong_currency": lambda m: m.purchases.wrong_currency(),
    "injection_leak": lambda m: m.talk.leak(),
    "card_declined_for_good": lambda m: m.purchases.declined_for_good(),
    "hesitates": lambda m: m.purchases.hesitate(),
    "stale_quote": lambda m: m.purchases.stale(),
    "card_number": lambda m: m.purchases.card_number(),
    "bought_again": lambda m: m.purchases.twice(),
    "forged_buttons": lambda m: m.talk.forged(),
    "two_purchases": lambda m: m.talk.two_shows(),
}
"""In the order in which a small crowd meets them: the first forty cover what matters most."""


def make(kind: str, makers: Makers, *, buttons: float, typos: float) -> Goal | None:
    """A goal of that kind, or None if this season cannot have one.

    Raises:
        KeyError: If there is no such kind.
        ServerFault: If setting it up meets a server that breaks the contract.
    """
    goal = KINDS[kind](makers)
    return None if goal is None else replace(goal, kind=kind, buttons=buttons, typos=typos)
