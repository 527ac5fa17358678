"""What settles a whole message before its wishes are heard one by one. Pure, like `hearing`, which asks it first."""

from willcall.agent.dialogue.acts import (
    arriving,
    consulting,
    lapsed,
    letting_go,
    otherwise,
    picked_and_asked,
    picking,
    remarked,
    resuming,
    still_there,
    taking_leave,
    tongues,
    unasked,
)
from willcall.agent.dialogue.answers import for_so_many, money_back, quoting
from willcall.agent.dialogue.asked import (
    at_a_hold,
    codes,
    haggling,
    holding,
    in_that_event,
    only_asking,
    pointing,
    practical,
    reductions,
    rule_of_a_show,
    signing,
    stairs,
)
from willcall.agent.dialogue.context import (
    and_that_day,
    budgets,
    chairs,
    comparing,
    limits,
    numbered,
    recommending,
    sifting,
)
from willcall.agent.dialogue.owned import (
    aisle_seat,
    bettering,
    delivery,
    fewer,
    giving,
    in_my_place,
    less_than_refused,
    no_hand_over,
    once_more,
    other_order,
    rather_moved,
    refusals,
    stand_in,
    staying,
    trading,
    which_i_have,
)
from willcall.agent.dialogue.scripts import handing
from willcall.agent.dialogue.wishes import elsewhen
from willcall.agent.ports import View
from willcall.agent.state import Heard

_SAID_ONLY = (
    taking_leave.said,
    codes.only_one,
    resuming.comes_and_goes,
    consulting.asks_first,
    consulting.others_agree,
    giving.before_it_is_bought,
    arriving.said,
    stand_in.comes,
    reductions.told_or_asked,
)
"""Whole messages that pass for a wish by a word or a number in them, and are none: asked before anything else looks at them."""
_RULES = (
    tongues.foreign,
    lapsed.wanted_again,
    letting_go.unwanted,
    picking.takes_them,
    no_hand_over.meant,
    in_my_place.told,
    giving.to_somebody,
    and_that_day.asked,
    aisle_seat.asked,
    at_a_hold.said,
    picked_and_asked.said,
    rule_of_a_show.asked,
    in_that_event.asked,
    only_asking.of_the_rule,
    limits.of_a_show,
    which_i_have.shown_again,
    delivery.asked,
    bettering.asked,
    chairs.needed,
    stairs.asked,
    signing.asked,
    less_than_refused.asked,
    recommending.asked,
    haggling.asked,
    holding.asked,
    practical.asked,
    still_there.asked,
    for_so_many.asked,
    sifting.where_things_stand,
    pointing.asked_of_one,
    otherwise.wished,
    remarked.chosen,
    numbered.wished,
    handing.points_out,
    staying.told,
    fewer.of_one_of_us,
    other_order.meant,
    trading.not_money_but_another_day,
    trading.comes_another_day,
    trading.no_money_after_all,
    trading.one_for_another,
    trading.cannot_come,
    once_more.changed_again,
    once_more.asked_of_steps,
    refusals.argues,
    unasked.only_apologises,
    unasked.of_the_stage,
    unasked.only_explains,
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


def only_said(view: View, heard: Heard) -> bool:
    """Whether the message wishes for nothing, though its words may look like it."""
    return any(rule(view, heard) for rule in _SAID_ONLY)


def settled(view: View, heard: Heard) -> bool:
    """Whether the message as a whole is one thing, and `heard` says which."""
    return any(rule(view, heard) for rule in _RULES)
