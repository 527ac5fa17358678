"""Another day named after the prices of one: "and Sunday?" is asked of the same show, on the day beside the one spoken of. Pure."""

from willcall.agent.dialogue.wishes import nights, wanting
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question, Wanted
from willcall.understanding.reading import Slot, When

_PRICES = "How much are tickets?"


def asked(view: View, heard: Heard) -> bool:
    """Whether only a day is named where prices of another day were just told; then those of that day are told."""
    state = view.state
    busy = state.task is not None or state.quote is not None or state.hold is not None or state.transfer is not None
    if busy or state.last_event is None or not _priced(str(state.memo.get("said") or "")):
        return False
    day = nights.day_beside(view)
    if day is None:
        return False
    text = view.reading.text
    slot = Slot("when", When(day, day), text, 0, len(text))
    wanted = wanting.instead(state.last_event, [slot], [], view.catalogue, view.now)
    shows = wanting.candidates(wanted, view.catalogue, view.now)
    if not shows:
        return False
    state.last_event = None  # what is bought now is for that day
    about = Wanted(event_ids=[shows[0].event_id])
    state.memo = {**state.memo, "about": about.model_dump(mode="json")}
    event = Slot("event", (shows[0].event_id,), text, 0, len(text))
    heard.questions, heard.understood = [Question("seats", _PRICES, (event,))], True
    return True


def _priced(said: str) -> bool:
    """Whether what was said last were the prices of a show."""
    return "fees included" in said and "1. " not in said and " from " in said
