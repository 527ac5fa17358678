"""Rules that settle a whole message before it is heard wish by wish, each of a module of its own; `hearing` asks them first, in this order."""

from willcall.agent.dialogue import (
    bettering,
    chairs,
    giving,
    lapsed,
    letting_go,
    limits,
    only_asking,
    signing,
    which_i_have,
)

RULES = (
    lapsed.wanted_again,
    letting_go.unwanted,
    giving.to_somebody,
    only_asking.of_the_rule,
    limits.of_a_show,
    which_i_have.shown_again,
    bettering.asked,
    chairs.needed,
    signing.asked,
)
