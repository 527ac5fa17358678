"""What settles a whole message about tickets one has, in this order: which order, another day, a rule asked again, a refusal, a word of apology. Pure."""

from willcall.agent.dialogue import once_more, other_order, refusals, trading, unasked

SETTLES = (
    other_order.meant,
    trading.not_money_but_another_day,
    trading.comes_another_day,
    trading.no_money_after_all,
    trading.one_for_another,
    trading.cannot_come,
    once_more.changed_again,
    once_more.asked_of_steps,
    refusals.gives_them_away,
    refusals.argues,
    unasked.only_apologises,
    unasked.of_the_stage,
    unasked.only_explains,
)
