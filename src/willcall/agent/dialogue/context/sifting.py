"""What is settled before a wish's intent counts: how things stand, how many there may be, what only leads up to a wish, what is no small talk.

Pure, like `hearing`, which asks it.
"""

import re
from collections.abc import Sequence

from willcall.agent.dialogue import aspects, cues, tasks
from willcall.agent.dialogue.acts import lateness, matters, nods, people
from willcall.agent.dialogue.asked import asking, reductions
from willcall.agent.dialogue.context import aims, standing
from willcall.agent.dialogue.owned import owning
from willcall.agent.dialogue.wishes import several, wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Slot, Wish
from willcall.understanding.text import plain
from willcall.understanding.wants import topics

LIMIT = "What is the limit of tickets I can buy?"
WAYS_TO_PAY = regex(
    r"\b(?:apple pay|google pay|paypal|klarna|cash|cheques?|checks?|instal\w+|amex|american express|bitcoin|crypto|vouchers?|bank transfer|invoice|visa|mastercard|debit card|credit card|two cards|different currency)\b|\bwhat (?:cards?|payment\w*|ways?)\b",
    re.IGNORECASE,
)
_COMPANION_PAYS = regex(
    r"\b(?:companions?|carers?|personal assistants?|helpers?)\b[^.?!]{0,40}\b(?:pay|pays|free|full price|half[- ]price|charged?|cost)\b(?! (?:by|with|in cash)\b)|\bfree (?:companion|carer)s?\b",
    re.IGNORECASE,
)
_OF_YOU = regex(
    r"\b(?:are|r|were|who|what|do|can|have|would|did) (?:you|u|ya)\b(?! (?:do|have|sell|offer|take|accept|provide|run|allow|got|get|know if|put on|serve)\b)|\byour name\b|\b(?:joke|weather|meaning of life|marry|love me)\b",
    re.IGNORECASE,
)
CANT_YOU = regex(r"^\W*(?:can|could|wo|would|do|is|are|have|did)n?['’]?t (?:you|u|i|we|there|it)\b", re.IGNORECASE)
SURE = 0.5
COMMANDS = regex(
    r"^\W*(?:system|admin\w*|developer|root|assistant)\s*[:>\]]|\b(?:system prompt|developer mode|ignore (?:all |your |the |any |previous |prior |above )*(?:instructions|rules|prompts?)|override (?:code|mode|your)|you are now (?:a|an|in|the)\b(?! \w+ out))",
    re.IGNORECASE,
)
_AS_MANY = regex(
    r"\W*(?:(?:ok|okay|go on(?: then)?|well|so|then|just|give me|gimme|i'?ll (?:have|take|do)|we'?ll (?:have|take|do)|um+|er+|right|damn|dang|bugger|shame|ah|oh|aww*|alright|all right|fine|boo|hm+|do|take|book|get(?: me| us)?|let'?s (?:do|take|get|have))\W+)*"
    r"(?:(?:what'?s |whats |what is )?(?:the )?(?:most|max|maximum|limit)(?: (?:that )?(?:i|we|you|u) (?:can|could|may)(?: (?:have|get|buy|do|take|sell me|give (?:me|us)))?)?|as many as (?:possible|(?:you|i|we|there) (?:can|are|have)(?: (?:get|have|buy))?)|whatever the (?:max|maximum|limit|most) is|that many|how many (?:can|could|may) (?:i|we) (?:have|get|buy)|all (?:we|i) can (?:get|have|buy))"
    r"(?:\W+(?:then|please|pls|instead|allowed|per order|in one go))*\W*",
    re.IGNORECASE,
)


_REST_OF_US = regex(
    r"[\s,.;:–-]+(?:and )?(?:the )?(?:rest|others?|other (?:ones?|lot|people|two|three|four|half)|remaining \w+|everyone else|whoever'?s left)(?: of (?:us|them|the \w+))?(?: lot)? (?:can|will|could|must|have to|'ll|should|are|get to)\b[^.?!]{0,60}[.!]*\s*$",
    re.IGNORECASE,
)
"""What becomes of those who get no ticket: "do the max, the rest can sort themselves out"."""
_AGAIN = regex(r"\?|\b(?:again|repeat|say|said|pardon|what|come again|remind)\b", re.IGNORECASE)
_UNSURE = regex(
    r"\b(?:i think|not sure|unsure|did (?:i|we)|might have|may have|maybe|worried|afraid|i hope|have (?:i|we))\b[^.?!]{0,40}\b(?:wrong|mistake|right (?:date|day|one))\b",
    re.IGNORECASE,
)
"""Says that one may have bought for another day; what is wanted is said beside it."""


_DOES_WITHOUT = regex(
    r"\W*(?:(?:ok|okay|fine|right|well|alright|then|so|hm+|oh|no|nah|just|i['’]?ll do|we['’]?ll do|let['’]?s go)\W+)*(?:without|no|skip|leave out|drop|forget)(?: (?:the|a|an|any|that))? [a-z]+(?: [a-z]+)?(?:\W+(?:then|thanks|please|pls|for now|and|but|so))*\W*",
    re.IGNORECASE,
)


_STILL_THERE = regex(r"\b(?:still|same|stay\w*|remain\w*|again|keep\w*|as now|where we are)\b", re.IGNORECASE)


def beside_the_point(wish: Wish, reading: Reading) -> bool:
    """Whether a wish of several only leads up to another: "just got paid. Anything better?", "ugh, my sitter bailed. Can I get a refund?"."""
    others = [other for other in reading.wishes if other is not wish]
    text = reading.text[wish.start : wish.end]
    if wish.intent is Intent.REPEAT and others and not _AGAIN.search(text):
        return True  # "sorry wait, how much is the balcony"
    if wish.intent in {Intent.KNOWLEDGE, Intent.INFORM} and others and _DOES_WITHOUT.fullmatch(text):
        return True  # "ok without parking. what if i can't make it"
    if wish.intent is Intent.UPGRADE and _STILL_THERE.search(text):
        return any(o.intent is Intent.EXCHANGE for o in others)  # "move to saturday, still in the stalls"
    if wish.intent is Intent.REFUND:
        return bool(others) and not owning.GOES_BACK.search(plain(text).text)  # "a refunnd" is one
    if wish.intent is Intent.EXCHANGE and _UNSURE.search(text):
        return any(other.intent in {Intent.EVENT_INFO, Intent.ORDERS, Intent.KNOWLEDGE} for other in others)
    backs = any(o.intent is Intent.REFUND and owning.GOES_BACK.search(reading.text[o.start : o.end]) for o in others)
    return wish.intent is Intent.COMPLAINT and backs and not cues.WRONGED.search(text)


def goes_on(wish: Wish, reading: Reading) -> bool:
    """Whether something else is looked for after what is dropped, in the same message."""
    return any(
        other.start > wish.start
        and other.intent in {Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.SEAT_INFO}
        and (wanting.names_event(several.slots_of(other, reading)) or cues.WHATS_ON.search(reading.text))
        for other in reading.wishes
    )


def where_things_stand(view: View, heard: Heard) -> bool:
    """Whether the message only asks how things stand: what that comes to, whether it was paid, what we were doing."""
    state, reading = view.state, view.reading
    about = None if reading.intent is Intent.GOODBYE else standing.asked(view)
    if about == "price" and state.memo.get("asked"):
        heard.questions.append(
            Question("knowledge", reading.text, ())
        )  # "how much is it?", of the parking just told of
    elif about == "where" and state.handed_off and people.only_sends_away(reading.text):
        heard.standing = about  # "I didn't ask for anybody to be called in"
    elif about == "where" and state.quote is None and state.task is not None:
        heard.changed = heard.asked_more = True
    elif about == "where" and state.quote is None:
        heard.control = Intent.HELP
    else:
        heard.standing = about
    return about is not None


_LEAVES = regex(
    r"(?:^|[.!,;]|\b(?:no+|nah|nope|so|just|ok|then|we'?ll|i'?ll|let'?s)\b)\W*(?:leave (?:it|that|them)|forget (?:it|that|about it)|never ?mind|nvm|scrap (?:it|that)|don'?t bother|not bothered)(?: (?:then|thanks|thank you|mate|now|for now|sorry|please|so))*\W*$",
    re.IGNORECASE,
)
_DONT = regex(
    r"\W*(?:no+|nope|nah|stop|wait)\b[^.?!]{0,4}[.,!? ]+\W*(?:please )?(?:don'?t|do not|dont) (?:book|buy|take|hold|charge|get|order)(?: (?:that|this|it|them|these|those|me))?\b",
    re.IGNORECASE,
)
_ONLY_MONEY = frozenset({"max_price", "preference"})


def gives_up(view: View, heard: Heard) -> bool:
    """Whether what was offered is left, with a word on why: "nah, 116 is silly. leave it"."""
    state, text = view.state, view.reading.text
    if nods.says_book(text):
        return False
    waits = state.task is not None and state.task.kind in BUYING and state.awaiting is not None
    if waits and state.quote is not None and _DONT.match(text) and state.pending_order_id is None:
        heard.lets_go = True
        if any(s.name in wanting.EVENT_SLOTS for s in view.reading.slots) or cues.WHICH.search(text):
            state.task, state.later = None, []
            tasks.take_up(
                "purchase", view.reading.slots, view, heard, text
            )  # "no, don't book this. the next game I can make"
        else:
            heard.lets_go, heard.control = False, Intent.CANCEL
        return True
    left = (
        (_LEAVES.search(text[-80:]) or cues.NO_THANKS.search(text[-80:])) is not None
        and "?" not in text
        and all(s.name in _ONLY_MONEY for s in view.reading.slots)
    )
    if not waits or not left or state.pending_order_id is not None:
        return False
    heard.control = Intent.CANCEL
    return True


def as_many_as_there_may_be(view: View, heard: Heard) -> bool:
    """Whether the number of tickets is told as the most there may be: "go on then, that many"; or that is asked for."""
    state, text = view.state, view.reading.text
    task = state.task
    waits = state.awaiting == "quantity" and task is not None and task.kind in BUYING and task.event is not None
    if (
        not waits
        or not _AS_MANY.fullmatch(_REST_OF_US.sub("", text[:200]))
        or any(s.name in {"quantity", "max_price"} for s in view.reading.slots)
    ):
        return False
    assert task is not None
    assert task.event is not None
    if aspects.asks(text) or re.search(r"\bwhat", text, re.IGNORECASE):
        heard.questions.append(Question("policy", LIMIT, ()))
    else:
        task.quantity, heard.changed = task.event.max_tickets, True
    return True


def still_choosing(state: ConversationState, text: str) -> bool:
    """Whether "can we sit closer?" is about seats not bought yet."""
    task = state.task
    return task is not None and task.kind in BUYING and task.event is not None and not cues.OWNED.search(text)


_OF_BETTER = regex(
    r"\b(?:up ?grad\w*|better|mov(?:e|ed|ing)|swap\w*|switch\w*|chang(?:e|ing)|extra|more|instead|closer|nearer|my|our|have|got)\b",
    re.IGNORECASE,
)


def wants_seats_yet(state: ConversationState, text: str, slots: Sequence[Slot]) -> bool:
    """Whether so many tickets are wished for, of a show that was asked about, where nothing is bought that could be bettered."""
    told = {s.name for s in slots if not s.negated}
    spoken_of = bool(state.memo.get("about")) or state.last_event is not None
    free = state.task is None and spoken_of and not state.memo.get("bought") and state.list_shown("orders") is None
    return free and "quantity" in told and _OF_BETTER.search(text) is None and cues.OWNED.search(text) is None


def tells_where_to_sit(state: ConversationState, text: str, slots: Sequence[Slot]) -> bool:
    """Whether a clause beside a purchase that just began says how its seats shall be, and is no wish for better ones than somebody has."""
    owned = cues.OWNED.search(re.sub(r"\bhave to\b", "", text, flags=re.IGNORECASE))
    buying = state.task is not None and state.task.kind in BUYING and owned is None
    return buying and "upgrad" not in text.casefold() and {s.name for s in slots} == {"preference"}


_UNANSWERED = regex(
    r"^\W*(?:(?:but|no|hey|hello|um+|sorry|well|ok)\W+)*(?:you|u|ya) (?:did ?n['’]?t|never|have ?n['’]?t|haven['’]?t)(?: really| actually)? (?:say|said|tell|told|answer(?:ed)?|mention(?:ed)?)(?: (?:me|us))?(?: (?:it|that))?\b\W*(?P<what>.*)$",
    re.IGNORECASE | re.DOTALL,
)


def unanswered(text: str) -> str | None:
    """What is said not to have been answered: "you didn't say which language"; None where nothing is missed, empty where it is not said what."""
    match = _UNANSWERED.match(text)
    return None if match is None else match["what"].strip(" .!?")


def talks_of_a_show(text: str, slots: Sequence[Slot]) -> bool:
    """Whether small talk asks of a show: "is the show on Thursday any good?"."""
    dated = cues.A_SHOW.search(text) is not None and any(s.name == "when" for s in slots)
    return aspects.asks(text) and (wanting.names_event(slots) or dated)


def missed(text: str, slots: tuple[Slot, ...], state: ConversationState) -> list[Question]:
    """What is said not to have been answered, thing by thing: "about the kids price. also hows the view" are two questions."""
    known = state.last_event is not None or (state.task is not None and state.task.event is not None)
    found: list[Question] = []
    for piece in re.split(r"[.;?!]+\s+(?:(?:and|also|plus)\W+)*|,?\s+also\s+", text):
        said = piece.strip(" .,;")
        if said:
            of_seats, of_prices = asking.judges(said, slots), asking.of_concessions(said)
            found.append(
                Question("seats" if of_seats else "event" if known and not of_prices else "knowledge", said, slots)
            )
    return found


def answers_question(state: ConversationState, slots: Sequence[Slot], intent: Intent) -> bool:
    """Whether something read as "cancel", "pay" … rather answers what was just asked."""
    if intent in {Intent.HAND_OFF, Intent.COMPLAINT, Intent.REPEAT, Intent.CANCEL}:
        return False
    return state.awaiting == "quantity" and any(s.name == "quantity" for s in slots)


def asks_and_pays_not(text: str) -> bool:
    """Whether what was read as paying asks of ways to pay, or of something else: "what time do gates open and can I take a bag"."""
    if not aspects.asks(text):
        return False
    if _COMPANION_PAYS.search(text) or _OTHERS_PAY.search(text):
        return True  # "does the companion pay?", "do students pay less"
    others = any(topic.value not in {"payment", "fees"} for topic in topics(text.casefold())) or asking.of_bringing(
        text
    )
    ways = WAYS_TO_PAY.search(text) is not None or asking.BY_CARD.search(text) is not None
    return ways or (others and not _PAYS.search(text))


_OTHERS_PAY = regex(
    r"^\W*(?:(?:and|but|so|ok|also|btw|oh|hi|wait)\W+)*(?:do|does|will|would|must|should|has|have|who) (?!(?:i|we|you|u|it|this|that)\b)(?:the |my |our |an? )?(?:[\w'’-]+ ){0,3}?(?:(?:also|even|still|have to|has to|need to|get to) )*pays?\b(?! (?:you|for (?:these|those|them|it) now))",
    re.IGNORECASE,
)
_PAYS = regex(r"\b(?:pay\w*|check ?out|card|charge|book|buy|purchase|confirm|go ahead)\b", re.IGNORECASE)


def as_documents_put_it(text: str) -> str:
    """What is asked, or, of a thing left behind and of whoever tickets are handed to, what it comes to: "my brolly's still under the seat" is not about rain."""
    if matters.left_behind(text):
        return matters.LEFT_BEHIND
    if lateness.asked(text):
        return lateness.COME_LATE
    if _COMPANION_PAYS.search(text):
        return reductions.COMPANION
    return people.RECIPIENT if people.RECIPIENT_ASKS.search(text) else text


_OF_THE_PLACE = regex(
    r"\b(?:shows?|events?|games?|tickets?|seats?|venues?|theatres?|theaters?|arenas?|halls?|doors?|bars?|food|drinks?|park\w*|bags?|bring|allowed|open|close|lifts?|toilets?|sell|have you got|do (?:you|they) (?:do|have|sell|offer))\b",
    re.IGNORECASE,
)


def asks_of_the_house(text: str) -> bool:
    """Whether what was read as small talk asks for something: it is a question, and not one of how we are or what we are."""
    of_us = cues.HOW_ARE_YOU.search(text) or cues.WHO_ARE_YOU.search(text) or _OF_YOU.search(text)
    if _EXCLAIMS.search(text) and "?" not in text:
        return False  # "can't wait for Saturday"
    if aims.of_being_up(text) or (aims.chats(text) and not topics(text.casefold()) and not _OF_THE_PLACE.search(text)):
        return False  # "you up? haha can't sleep"
    return aspects.asks(text) and not of_us and not cues.HELLO.search(text)


_EXCLAIMS = regex(
    r"^\W*(?:(?:i|we|omg|so|oh|honestly|just|really)\W+)*(?:can['’]?t|cannot|can not) (?:wait|believe)\b", re.IGNORECASE
)
_ASKS_OF = regex(
    r"^\W*(?:and |but |so |also )?(?:(?:what|where|when|how|which|who)\b|(?:do|does|did|can|could|will|would|is|are|may) (?:i|you|u|we|they|it|the|there|my|our|he|she)\b)",
    re.IGNORECASE,
)


def asked_beside(text: str) -> str:
    """What is asked after a word of thanks or greeting; empty where that is all, or where it is asked of us."""
    _lead, _, rest = text.partition(next(iter(re.findall(r"[,.!;]+\s", text)), "\0"))
    of_us = cues.HOW_ARE_YOU.search(rest) or cues.WHO_ARE_YOU.search(rest) or _OF_YOU.search(rest)
    asks = "?" in rest or _ASKS_OF.search(rest) is not None
    return rest if asks and len(rest.split()) > 3 and not of_us else ""
