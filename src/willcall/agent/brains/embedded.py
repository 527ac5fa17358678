"""The embedded brain: no language model. A reading, plain state, and scripts that read straight down.

Deterministic and offline; the default, and the last link of every chain. It fulfils the same interface as a language model:
it asks for tools and speaks.
"""

import re
from collections.abc import Generator

from willcall.agent.dialogue import aspects, cues, documents, fetching, phrases
from willcall.agent.dialogue.acts import consulting, lapsed, people, unasked
from willcall.agent.dialogue.answers import all_asked, questions, reckoning
from willcall.agent.dialogue.answers.reckoning import ASK_AGAIN, quote_again, where_we_were
from willcall.agent.dialogue.asked import beside_a_wish, booked
from willcall.agent.dialogue.context import aims
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.hearing import hear
from willcall.agent.dialogue.owned import just_bought, orders
from willcall.agent.dialogue.scripts import changes, handing
from willcall.agent.dialogue.scripts.purchase import purchase
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import Speech, Thought, ToolCall, ToolResult, View
from willcall.agent.state import ConversationState, Heard, Question, Shown, Task
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_ONLY_THANKS = regex(
    r"\W*(?:(?:ok|okay|great|lovely|cool|nice|alright|right|brilliant|perfect|oh|awesome|amazing|fab|sweet|ace|wonderful|excellent|super|grand|sound)\W+)*(?:many )?(?:thanks|thank you|thankyou|thx|cheers|ta)(?: (?:so much|very much|a lot|mate|love|hun|for that|for your help|anyway|though))*\W*",
    re.IGNORECASE,
)
SPECIALIST_OF = {
    "browse": "sales",
    "purchase": "sales",
    "upgrade": "upgrades",
    "refund": "support",
    "exchange": "support",
    "transfer": "support",
    "orders": "support",
    "credit": "support",
}
BANK_WAITS = (
    "Your bank is still waiting for your approval; the seats stay yours meanwhile. To pay another way, refuse it there: "
    "nothing is charged then, and you can choose again."
)
STAYS = "Your order stays as it is."
A_PROGRAM = "I'm a program that looks after tickets, not a person; I can fetch one whenever you say so."
COMES_NEXT = "One after the other; “{}” comes right after this."
_CHANGES = frozenset({"refund", "exchange", "upgrade", "transfer"})
ABILITIES = (
    "I can find events and sell you tickets, get you better seats, refund or exchange an order, hand tickets to someone "
    "else, show your orders and credit, answer questions about the venue, or fetch a person."
)


class EmbeddedBrain:
    """Understanding plus scripts. Stateless: everything lasting is in the view's state."""

    name = "embedded"

    def think(self, view: View) -> Thought:
        flow = Flow(view)
        heard = view.heard if view.heard is not None else hear(view)
        speech = yield from _respond(flow, heard)
        if not _in_a_loop(view, speech):
            return speech
        task, view.state.task, awaiting, view.state.awaiting = view.state.task, None, view.state.awaiting, None
        afresh = hear(view)
        if afresh.started:
            return (yield from _respond(Flow(view), afresh))
        view.state.task, view.state.awaiting = task, awaiting
        return speech

    def resume(self, view: View) -> Thought:
        """Goes on with the task that waits, without a new message."""
        flow = Flow(view)
        return (yield from run_task(flow, Heard(changed=True)))


def _in_a_loop(view: View, speech: Speech) -> bool:
    """Whether the fan would hear the same words a third time: then what we took them to want is wrong."""
    memo = view.state.memo
    again = memo.get("said") == speech.text and int(memo.get("same", 0)) >= 1
    return again and view.state.task is not None and view.state.quote is None


def _respond(flow: Flow, heard: Heard) -> Script:
    state = flow.state
    if heard.standing is not None:
        return (yield from reckoning.tell(flow, heard.standing))
    if heard.keeps:
        if heard.put_by:
            flow.lead.append(COMES_NEXT.format(heard.put_by))
        yield from all_asked.answered(flow, heard)
        return (yield from quote_again(flow))
    if heard.waits:
        waits = state.hold is not None or state.quote is not None or state.transfer is not None
        on = consulting.ONCE_BOUGHT if consulting.may_mean_tickets(flow.view) else ""
        return flow.say("Take your time.", on, where_we_were(flow) if waits else "", awaiting=state.awaiting)
    if heard.lets_go:
        had = state.hold is not None or state.quote is not None or state.transfer is not None
        yield from let_everything_go(flow)
        state.awaiting = None
        if had:
            flow.lead.append("All right, I've let that go; nothing was charged.")
    if heard.sorry:
        flow.lead.append("I'm sorry about that.")
    if heard.withdraws:
        yield from let_everything_go(flow)
        flow.lead.append(STAYS)
    moving = heard.changed or heard.started or heard.chosen is not None or heard.asked_more
    sends = heard.control is Intent.HAND_OFF
    grieved = heard.control is Intent.COMPLAINT and heard.started and state.task is not None
    if sends and (heard.questions or (moving and state.task is not None)) and not state.handed_off:
        yield from fetching.send_for_a_person(
            flow
        )  # and goes on: "the circle ones. can somebody call me about the lift?"
    elif grieved and state.task is not None and state.task.kind in _CHANGES:
        yield from fetching.note_complaint(flow)  # and goes on: "nobody answers! I want my money back"
    elif heard.control is Intent.CANCEL and heard.questions and not heard.started and state.pending_order_id is None:
        head = yield from _drop(flow)  # "ok never mind. is there a booking fee?"
        flow.lead.append(head)
        state.awaiting = None
    elif heard.control is Intent.COMPLAINT and heard.questions:
        again = yield from fetching.note_complaint(flow)  # and goes on: "thieves! how much are your fees"
        yield from all_asked.known(flow, heard)
        if not moving:
            ask = "" if again else "Is there something I can do right now?"
            return flow.say(where_we_were(flow) or ask, awaiting=state.awaiting)
    elif heard.control is not None:
        if heard.control is Intent.PAY:
            yield from all_asked.answered(flow, heard)  # "I'll pay. where are the tickets sent?"
        speech = yield from _control(flow, heard)
        if speech is not None:
            return speech
    beside_a_wish.noted(heard, flow.view.message, state, flow.view.reading.slots)
    yield from all_asked.answered(flow, heard)
    if moving and state.task is not None:
        _greet(flow, heard)
        if heard.put_by:
            flow.lead.append(COMES_NEXT.format(heard.put_by))
        return (yield from run_task(flow, heard))
    if state.awaiting == "sign_in" and not flow.view.signed_in and state.quote is not None and heard.accepts:
        return flow.say(where_we_were(flow), awaiting="sign_in")
    if state.awaiting == "sign_in" and flow.view.signed_in and state.task is not None:
        return (yield from run_task(flow, heard))
    if heard.questions:
        if cues.WHO_ARE_YOU.search(flow.view.message) and Intent.SMALL_TALK in heard.social:
            flow.lead.append(A_PROGRAM)
        return flow.say(where_we_were(flow), awaiting=state.awaiting)
    if heard.withdraws:
        return flow.say("Is there anything else I can do?")
    if Intent.GOODBYE in heard.social:
        return (yield from _goodbye(flow, heard))
    if heard.social:
        _greet(flow, heard)
        if Intent.THANKS in heard.social and cues.THANKS.search(flow.view.message):
            flow.lead.append("You're welcome!")
        elif cues.WHO_ARE_YOU.search(flow.view.message) or aims.YOUR_NAME.search(flow.view.message):
            if aims.YOUR_NAME.search(flow.view.message):
                flow.lead.append("I have no name of my own.")
            flow.lead.append(A_PROGRAM)
        elif unasked.says_sorry(flow.view.message):
            flow.lead.append("No trouble at all!")
        elif Intent.SMALL_TALK in heard.social and aims.of_being_up(flow.view.message):
            flow.lead.append("I'm a program, so I'm always up!")
        elif Intent.SMALL_TALK in heard.social and cues.HOW_ARE_YOU.search(flow.view.message) and not flow.lead:
            flow.lead.append("Doing well, thank you!")
        elif aims.of_tastes(flow.view.reading):
            flow.lead.append("I have no tastes of my own: I'm a program that looks after tickets.")
        elif aims.of_the_result(flow.view.message):
            flow.lead.append("Who wins I can't tell: I only look after the tickets.")
        elif not flow.lead:
            flow.lead.append("Hello!" if cues.HELLO.search(flow.view.message) else "All right!")
        served = Intent.THANKS in heard.social and bool(state.memo.get("bought") or state.last_order_id)
        sent = f"Whoever takes up case {state.case_id} reads all that you write here." if state.handed_off else ""
        ask = where_we_were(flow) or sent or ("" if served else "What can I do for you?")
        return flow.say(ask, awaiting=state.awaiting)
    if heard.restated:
        known = phrases.noted(state.task) if state.task else ""
        event = state.task.event if state.task else None
        said = f"{known}." if known else f"{phrases.event_short(event, flow.now)}." if event is not None else ""
        return flow.say(said, where_we_were(flow), awaiting=state.awaiting)
    if heard.accepts or heard.declines:
        return (yield from _yes_or_no(flow, heard))
    return (yield from _not_understood(flow, heard))


def run_task(flow: Flow, heard: Heard) -> Script:
    """Runs the current task's script as far as it goes."""
    task = flow.state.task
    assert task is not None
    if flow.state.pending_order_id is not None and task.kind in BUYING:
        return flow.say(BANK_WAITS, awaiting="second_step")
    flow.state.misses = 0
    flow.state.specialist = SPECIALIST_OF[task.kind]
    speech = yield from _script(flow, task, heard)
    following = flow.state.task
    if task.kind not in _CHANGES or following is None or following is task or speech.awaiting is not None:
        return speech
    flow.lead.append(speech.text)  # that could not be done; what else was wished is not forgotten for it
    return (yield from run_task(flow, Heard(changed=True)))


def _script(flow: Flow, task: Task, heard: Heard) -> Script:
    match task.kind:
        case "browse" | "purchase":
            return (yield from purchase(flow, task, heard))
        case "upgrade":
            return (yield from changes.upgrade(flow, task, heard))
        case "refund":
            return (yield from changes.refund(flow, task, heard))
        case "exchange":
            return (yield from changes.exchange(flow, task, heard))
        case "transfer":
            return (yield from handing.transfer(flow, task, heard))
        case "orders":
            return (yield from orders.look(flow, task, heard))
        case "credit":
            return (yield from orders.credit(flow, task))


def _greet(flow: Flow, heard: Heard) -> None:
    if Intent.GREET in heard.social:
        flow.lead.insert(0, "Hello!")


def _say_again(flow: Flow) -> Script:
    """What was said last; of seats that are held with the time that is left by now."""
    said, quote = str(flow.state.memo.get("said") or ABILITIES), flow.state.quote
    if quote is not None and flow.state.awaiting == "sign_in" and booked.of_the_seats(flow.view.message):
        return (yield from quote_again(flow))
    if quote is None or quote.kind != "purchase" or flow.state.awaiting != "confirmation":
        return flow.say(said, awaiting=flow.state.awaiting)
    if "The seats are yours for" in said:
        return (yield from quote_again(flow))
    kept = [line for line in said.split("\n") if not line.startswith("I'm still holding your seats")]
    return flow.say(*kept, where_we_were(flow), awaiting=flow.state.awaiting)


def _control(flow: Flow, heard: Heard) -> Script:
    state = flow.state
    match heard.control:
        case Intent.HAND_OFF:
            if state.handed_off and state.case_id is not None:
                return (yield from reckoning.tell(flow, "person"))
            yield from fetching.send_for_a_person(flow)
            return flow.say(awaiting=state.awaiting)
        case Intent.COMPLAINT:
            again = yield from fetching.note_complaint(flow)
            ask = "" if again else "Is there something I can do right now?"
            return flow.say(where_we_were(flow) or ask, awaiting=state.awaiting)
        case Intent.CANCEL:
            return (yield from _cancel(flow))
        case Intent.REPEAT:
            return (yield from _say_again(flow))
        case Intent.HELP if state.awaiting == "second_step":
            return flow.say(phrases.HOW_TO_APPROVE, awaiting=state.awaiting)
        case Intent.HELP:
            return flow.say(ABILITIES, where_we_were(flow) or "What shall it be?", awaiting=state.awaiting)
        case Intent.SIGN_IN:
            if flow.view.signed_in:
                if state.quote is not None:
                    return (yield from quote_again(flow))
                if state.task is not None:
                    return (yield from run_task(flow, heard))
                return flow.say("You're signed in.", where_we_were(flow), awaiting=state.awaiting)
            return flow.say("You can sign in right here.", awaiting="sign_in")
        case Intent.PAY:
            if state.quote is not None and state.quote.total <= 0:
                return (yield from quote_again(flow))
            if state.quote is not None:
                yield from flow.use("show_quote")
                amount = phrases.money(state.quote.total, state.quote.currency)
                if state.awaiting == "sign_in" and not flow.view.signed_in:
                    return flow.say(f"{amount} in all. Please sign in first; you pay right after.", awaiting="sign_in")
                return flow.say(f"{amount} to pay: choose how below.", awaiting=state.awaiting or "payment")
            if state.task is not None:
                return (yield from run_task(flow, heard))
            return flow.say("There is nothing to pay at the moment.", "What would you like to do?")
    return flow.say(ABILITIES)


def _cancel(flow: Flow) -> Script:
    head = yield from _drop(flow)
    return flow.say(head, "Is there anything else I can do?")


def _drop(flow: Flow) -> Generator[list[ToolCall], list[ToolResult], str]:
    """Ends what was being done, and says so."""
    state = flow.state
    had = state.hold is not None or state.quote is not None or state.transfer is not None
    bought = state.transfer is not None or (state.quote is not None and state.quote.kind != "purchase")
    paid_for = just_bought.stands(state)
    lapsed.let_go(state)
    yield from let_everything_go(flow)
    state.task = None
    state.later = []
    state.shown = []
    if bought or paid_for:
        return STAYS if bought else just_bought.STANDS
    return "All right, I've let that go; nothing was charged." if had else "All right, let's leave that."


def let_everything_go(flow: Flow) -> Script:
    """Frees held seats and forgets the quote."""
    state = flow.state
    state.transfer = None
    held = {h for h in (state.hold and state.hold.hold_id, state.quote and state.quote.hold_id) if h}
    for hold_id in held:
        yield from flow.use("release_hold", hold_id=hold_id)
    state.hold, state.quote = None, None
    return flow.say()


def _goodbye(flow: Flow, heard: Heard) -> Script:
    yield from let_everything_go(flow)
    flow.state.task = None
    flow.state.later = []
    flow.state.memo = {**flow.state.memo, "closed": True}
    left = heard.lets_go and not flow.state.memo.get("bought") and not cues.BYE.search(flow.view.message)
    gone = flow.state.memo.get("refunded_all")
    bye = "Goodbye, and until another time!" if gone else "Goodbye, and enjoy the show!"
    return flow.say("All right, nothing is booked. Until another time!" if left else bye)


def _yes_or_no(flow: Flow, heard: Heard) -> Script:
    state = flow.state
    fetched = flow.view.offered == "person" or people.may_be_fetched(flow.view)
    if heard.accepts and fetched and not people.only_thanks(flow.view.message):
        return (yield from _control(flow, Heard(control=Intent.HAND_OFF)))
    if heard.accepts and state.awaiting == "confirmation" and (state.quote is not None or state.transfer is not None):
        paid_next = state.quote is not None and state.quote.kind == "purchase"
        sure = "" if paid_next else "This can't be undone, so I want to be sure."
        return flow.say(sure, where_we_were(flow), "Yes or no?", awaiting="confirmation")
    if heard.declines:
        if state.awaiting == "confirmation" and (state.quote is not None or state.transfer is not None):
            return (yield from _cancel(flow))
        if state.awaiting in {"seats", "event", "order", "choice"} and state.task is not None:
            return flow.say(_other_way(state), awaiting=state.awaiting)
        if state.awaiting is None:
            return flow.say("All right. I'm here if you need anything.")
        return (yield from _cancel(flow))
    if heard.accepts and _ONLY_THANKS.fullmatch(flow.view.message):
        return flow.say("You're welcome!", where_we_were(flow), awaiting=state.awaiting)
    if state.awaiting == "event" and len(state.latest.events if state.latest else []) > 1:
        return flow.say("Which of them? Say a number from the list, or a date.", awaiting="event")
    if state.awaiting == "seats" and len(state.latest.seats if state.latest else []) > 1:
        asked_which = str(state.memo.get("said", "")).endswith(ASK_AGAIN["seats"])
        if state.task is not None and _no_real_choice(state.task, state.latest) and not asked_which and state.latest:
            return (yield from run_task(flow, Heard(chosen=0, chosen_from=state.latest.about)))
        return flow.say("Which of them? Say “the first”, “the cheapest” or a section.", awaiting="seats")
    if state.task is not None:
        return (yield from run_task(flow, heard))
    return flow.say("What can I do for you?", ABILITIES)


def _no_real_choice(task: Task, shown: Shown | None) -> bool:
    """Whether a yes to several seats can only mean the first: they cost the same, or the first is the kind that was asked for."""
    if shown is None or task.kind not in {"purchase", "upgrade"}:
        return False
    alike = len({(s.each, s.delta, s.tier) for s in shown.seats}) == 1
    return alike or (task.kind == "purchase" and task.prefer in {"cheapest", "aisle"})


def _other_way(state: ConversationState) -> str:
    if state.awaiting == "seats":
        return "What would suit you better: another section, cheaper seats, another date?"
    if state.awaiting == "event":
        return "What would you like to see instead? Tell me a team, an artist, a place or a date."
    return "All right. What would you like instead?"


def _not_understood(flow: Flow, heard: Heard) -> Script:
    state = flow.state
    if _ONLY_THANKS.fullmatch(flow.view.message):
        return flow.say("You're welcome!", where_we_were(flow), awaiting=state.awaiting)
    settling = state.awaiting in {"confirmation", "payment"} and not aspects.asks(flow.view.message)
    if heard.out_of_scope and not settling:
        if aspects.asks(flow.view.message) and (yield from documents.say(flow, flow.view.message, None)):
            return flow.say(where_we_were(flow), awaiting=state.awaiting)
        return flow.say(
            "That's beyond me, I'm afraid: I look after tickets and this venue.",
            where_we_were(flow) or ABILITIES,
            awaiting=state.awaiting,
        )
    if aspects.asks(flow.view.message) and not settling and not heard.understood:
        yield from questions.answer(flow, Question("knowledge", flow.view.message, flow.view.reading.slots))
        return flow.say(where_we_were(flow), awaiting=state.awaiting)
    state.misses += 1
    if state.task is not None and state.awaiting is None and state.misses == 1:
        return (
            yield from run_task(flow, Heard(asked_more=True))
        )  # "wait, I do want them": what was let go is shown again
    again = where_we_were(flow)
    if state.misses >= 3:
        flow.offer_person()
        return flow.say("I'm sorry, I still don't follow. Shall I fetch a person?", again, awaiting=state.awaiting)
    if again:
        return flow.say("I didn't quite get that.", again, awaiting=state.awaiting)
    return flow.say("I'm not sure I follow.", ABILITIES)
