"""What plain words of yes or no mean for the quote last shown, or for tickets that wait to be handed on (AG4).

Decides by code that reads the fan's own words; what follows from it is settlement's business.
"""

from willcall.agent import settlement
from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.acts import (
    consulting,
    nods,
    open_yes,
    resuming,
    taking_leave,
    tempers,
    to_the_offer,
    yeses,
)
from willcall.agent.dialogue.answers import money_back, quoting
from willcall.agent.dialogue.intents import ASKS, STARTS
from willcall.agent.dialogue.owned import turned_down
from willcall.agent.dialogue.wishes import part
from willcall.agent.settlement import Settled
from willcall.agent.specialists.counter import Counter
from willcall.agent.state import AT_A_HOLD
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
        miscounted = quoting.miscounts(said, len(state.transfer.ticket_ids)) or (
            _in_part(counter, len(state.transfer.ticket_ids)) and quoting.says_all(said)
        )
        agreed = plain_yes(said, about="transfer", firm=True) or yeses.unmistakable(said, about="transfer")
        if agreed and not miscounted:
            return settlement.transfer(counter)
        return (
            settlement.decline(counter) if reading.answer == "no" or tempers.refuses(reading, of_sale=False) else None
        )
    if quote is None or awaiting not in AT_A_HOLD:
        return None
    if quote.kind == "purchase" and tempers.wants_it_kept(said):
        return None
    if taking_leave.nothing_more(said):
        return None  # "that's it then" is no no, and no yes either
    if reading.answer == "no":
        return None if consulting.wants_time(said) else settlement.decline(counter)
    if tempers.refuses(reading, of_sale=quote.kind != "refund") or (
        quote.kind == "refund" and tempers.goes_after_all(reading)
    ):
        return settlement.decline(counter)
    if quote.kind in {"upgrade", "exchange"} and tempers.keeps_theirs(reading):
        return settlement.decline(counter)
    if quote.kind != "purchase" and turned_down.turned_down(said, _held(counter), of_refund=quote.kind == "refund"):
        return settlement.decline(counter)
    if quote.kind != "purchase" and quoting.miscounts(said, quote.count):
        return None
    if quote.kind != "purchase" and _in_part(counter, quote.count) and quoting.says_all(said):
        return None
    if quoting.means_money(said, quote) or (quote.kind == "refund" and money_back.another_place(said)):
        return None
    held = len(state.hold.seat_ids) if state.hold is not None and quote.kind == "purchase" else 0
    if held and quoting.miscounts(said, held):
        return None
    seats = state.list_shown("seats")
    listed = len(seats.seats) if seats is not None else 0
    named = nods.without_what_is_held(said, state) if quote.kind == "purchase" else said
    agrees = plain_yes(named, about=quote.kind, firm=quote.total <= 0, held=held, listed=listed)
    if not agrees and quote.total > 0 and not reading.slots:
        agrees = yes_after_a_word(said, about=quote.kind)
    if not agrees and quote.kind == "purchase" and not {s.name for s in reading.slots} - {"section", "preference"}:
        agrees = nods.yes_with_a_sigh(said)
    if not agrees and awaiting == "confirmation":
        agrees = open_yes.says(nods.without_the_total(named, quote), reading, held or quote.count, about=quote.kind)
    if not agrees and awaiting != "sign_in":
        agrees = _with_a_remark(counter, reading, named, held)
    if awaiting == "sign_in":
        agreed = state.memo.get("yes_to") == quote.quote_id and counter.actor.kind == "fan"
        agrees = agreed and (agrees or _says_nothing_new(reading, said))
        agrees = agrees or (quote.total > 0 and _says_yes_itself(named, quote.kind))
    if quote.total <= 0 and state.memo.get("put") == quote.quote_id and not yeses.out_loud(said):
        agrees = False  # "ok great", to what was done, is none to what was put in the same breath
    if elsewhere and (agrees or reading.answer == "yes"):
        return agree(counter, said, elsewhere=True)
    if not agrees:
        return None
    return agree(counter, said, elsewhere=False)


def agree(counter: Counter, said: str, *, elsewhere: bool) -> Settled:
    """What follows from a yes to what waits for one."""
    quote = counter.state.quote
    if elsewhere:
        link = f"/?conversation={counter.conversation_id}"
        return Settled(f"To confirm and pay, open {link} on this site; a yes counts only there.", "confirmation")
    return settlement.transfer(counter) if quote is None else settlement.confirm(counter, quote.quote_id, said=said)


def _says_nothing_new(reading: Reading, said: str) -> bool:
    """Whether somebody who is back from signing in says no more than that: no wish, no question, nobody who comes too or stays away."""
    wishes = reading.slots or reading.intent in _SOMETHING_NEW or aspects.asks(said)
    return not wishes and resuming.only_back(said)


def _says_yes_itself(said: str, about: str) -> bool:
    """Whether somebody who signed in before they had said yes says it now; "yes, I'm in" may be of the signing in."""
    aloud = yeses.out_loud(said) or (about == "purchase" and to_the_offer.says_hold(said, asked_else=True))
    return plain_yes(said, about=about, firm=True) and aloud and not resuming.of_signing_in(said)


def _with_a_remark(counter: Counter, reading: Reading, named: str, held: int) -> bool:
    """Whether the quote is agreed to with a harmless remark beside it; the more follows from it, the less may be."""
    quote, waits = counter.state.quote, counter.state.awaiting == "confirmation"
    if quote is None or quote.total <= 0:
        if quote is None:
            return False
        plainly = nods.without_the_total(named, quote)
        return yeses.unmistakable(plainly, about=quote.kind, quote=quote)
    last = str(counter.state.memo.get("said", ""))
    return waits and yeses.agrees(named, reading, about=quote.kind, held=held or quote.count, last_said=last)


def _held(counter: Counter) -> int:
    """How many tickets the order in hand has."""
    task = counter.state.task
    return len(part.in_hand(task)) if task is not None and task.order is not None else 0


def _in_part(counter: Counter, count: int) -> bool:
    """Whether fewer tickets are spoken of than the order in hand has."""
    task = counter.state.task
    return task is not None and task.order is not None and count < len(part.in_hand(task))
