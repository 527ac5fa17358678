"""What plain words of yes or no mean for the quote last shown, or for tickets that wait to be handed on (AG4).

Decides by code that reads the fan's own words; what follows from it is settlement's business.
"""

from dataclasses import replace

from willcall.agent import settlement
from willcall.agent.dialogue import cues, quoting
from willcall.agent.dialogue.intents import ASKS, STARTS
from willcall.agent.settlement import Settled
from willcall.agent.specialists.counter import Counter
from willcall.understanding.answers import plain_yes, yes_after_a_word
from willcall.understanding.reading import Intent, Reading

# Whatever else a fan says on coming back from signing in leaves what they had agreed to as it was.
_SOMETHING_NEW = (
    ASKS | set(STARTS) | {Intent.CANCEL, Intent.DENY, Intent.CHANGE, Intent.HAND_OFF, Intent.COMPLAINT, Intent.HELP}
)


def consent(counter: Counter, reading: Reading, said: str, *, elsewhere: bool) -> Settled | None:
    """What `said` settles; None when it means neither yes nor no to what was asked.

    Args:
        counter: Where the quote is.
        reading: Of the words.
        said: The fan's words as typed.
        elsewhere: It came through a door where a yes is not the fan's own.
    """
    state, awaiting = counter.state, counter.state.awaiting
    quote = state.quote
    if awaiting == "confirmation" and state.transfer is not None and quote is None and not elsewhere:
        miscounted = quoting.miscounts(said, len(state.transfer.ticket_ids))
        if plain_yes(said, about="transfer", firm=True) and not miscounted:
            return settlement.transfer(counter)
        return settlement.decline(counter) if reading.answer == "no" else None
    if quote is None or awaiting not in {"confirmation", "payment", "sign_in"}:
        return None
    if reading.answer == "no":
        return None if cues.LATER.fullmatch(said) else settlement.decline(counter)
    if quote.kind != "purchase" and quoting.miscounts(said, quote.count):
        return None
    held = len(state.hold.seat_ids) if state.hold is not None and quote.kind == "purchase" else 0
    seats = state.list_shown("seats")
    listed = len(seats.seats) if seats is not None else 0
    agrees = plain_yes(said, about=quote.kind, firm=quote.total <= 0, held=held, listed=listed)
    beside = quoting.agreed_beside(said, quote) if not agrees and awaiting != "sign_in" else None
    agrees = agrees or beside is not None
    if not agrees and quote.total > 0 and not reading.slots:
        agrees = yes_after_a_word(said, about=quote.kind)
    if awaiting == "sign_in":
        agreed = state.memo.get("yes_to") == quote.quote_id and counter.actor.kind == "fan"
        agrees = agreed and (agrees or (not reading.slots and reading.intent not in _SOMETHING_NEW))
    if elsewhere and (agrees or reading.answer == "yes"):
        link = f"/?conversation={counter.conversation_id}"
        return Settled(f"To confirm and pay, open {link} on this site; a yes counts only there.", "confirmation")
    if not agrees:
        return None
    settled = settlement.confirm(counter, quote.quote_id, said=said)
    return replace(settled, asked=beside) if settled.done and beside else settled
