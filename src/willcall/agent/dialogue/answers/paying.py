"""Answers what is asked where only paying is left (`asked.at_the_till`): what may be said here, by the quote, or from the documents."""

import re

from willcall.agent.dialogue import documents, phrases
from willcall.agent.dialogue.asked import at_the_till
from willcall.agent.dialogue.flow import Flow, Script
from willcall.understanding.patterns import regex

_UNDER_A_NAME = "Does the name on the ticket have to match my ID?"
_HOW_TO_PAY = "Which ways to pay are there?"
_PAYS = regex(r"\b(?:pay|paid|card|cards)\b", re.IGNORECASE)


def tell(flow: Flow, back: str) -> Script:
    """The answer, and the ways to pay once more where paying is what is awaited."""
    state, text = flow.state, flow.view.message
    quote = state.quote
    if state.awaiting == "payment":
        yield from flow.use("show_quote")
    said = at_the_till.matter(text)
    if at_the_till.of_a_name(text) and (yield from documents.say(flow, _UNDER_A_NAME, None)):
        said = ""
    elif not said and at_the_till.of_the_currency(text) and quote is not None:
        total = phrases.money(quote.total, quote.currency)
        said = f"Your total is {total}, and that is what is charged. With a card of another currency your bank converts it, at its own rate."
    elif not said and not (yield from documents.say(flow, _HOW_TO_PAY, None, only=_PAYS)):
        said = at_the_till.SHOWN_BELOW
    return flow.say(said, back, awaiting=state.awaiting)
