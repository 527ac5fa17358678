"""What settles a whole message before its wishes are heard one by one. Pure, like `hearing`, which asks it first."""

from willcall.agent.dialogue import (
    bettering,
    budgets,
    chairs,
    comparing,
    elsewhen,
    giving,
    haggling,
    handing,
    lapsed,
    letting_go,
    limits,
    money_back,
    numbered,
    only_asking,
    picking,
    pointing,
    quoting,
    rather_moved,
    sifting,
    signing,
    still_there,
    theirs,
    tongues,
    which_i_have,
)
from willcall.agent.ports import View
from willcall.agent.state import Heard

_RULES = (
    tongues.foreign,
    lapsed.wanted_again,
    letting_go.unwanted,
    giving.to_somebody,
    only_asking.of_the_rule,
    limits.of_a_show,
    which_i_have.shown_again,
    bettering.asked,
    chairs.needed,
    signing.asked,
    haggling.asked,
    still_there.asked,
    sifting.where_things_stand,
    pointing.asked_of_one,
    picking.takes_them,
    numbered.wished,
    handing.points_out,
    *theirs.SETTLES,
    rather_moved.asked,
    quoting.under_quote,
    money_back.sent_elsewhere,
    quoting.takes_the_only_one,
    elsewhen.asked,
    limits.asked,
    budgets.asks_of_a_part,
    comparing.other_seats,
    comparing.other_shows,
    sifting.as_many_as_there_may_be,
)
"""In this order: the first that makes something of the message has it."""


def settled(view: View, heard: Heard) -> bool:
    """Whether the message as a whole is one thing, and `heard` says which."""
    return any(rule(view, heard) for rule in _RULES)
