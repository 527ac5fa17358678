"""What is asked where only paying is left: a button that does nothing, a postcode the form wants, whose card it may be, whether it is safe.

Pure; `answers.paying` answers, and shows the ways to pay once more. What the documents know is left to them.
"""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.asked import declined
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex

_LONGEST = 160  # characters
_DEAD = r"(?:not|isn['’]?t|doesn['’]?t|don['’]?t|won['’]?t|can['’]?t|no longer|never|nothing|froze|frozen|freez\w+|stuck|blank|broken|broke|crash\w*|spinn\w+|load\w+|gr[ae]y(?:ed)?|hang\w*|gone|missing|dead)"
_TROUBLE = regex(
    rf"\b(?:buttons?(?! on (?:my|his|her|the coat))|page|screen|form|pop ?-?up|payment (?:box|page|form|thing|bit|window|screen)|pay (?:button|page|thing))\b[^.?!]{{0,24}}\b{_DEAD}\b"
    r"|\b(?:no|see any|see the|see a|seeing any|seeing the|find the|find any|find a|click the|press the|tap the|where(?:['’]?s| is| are) the)\b (?:\w+ ){0,2}(?:buttons?|payment (?:box|page|form|options?|link)|pay (?:button|link|page))\b"
    r"|\bnothing(?:['’]?s| is)? (?:happens|happened|happening|comes up|came up|loads|loaded|pops up|there (?:to (?:press|click|tap))|to (?:press|click|tap))\b"
    r"|\b(?:press(?:ed|ing)?|click(?:ed|ing)?|tap(?:ped|ping)?|hit)\b[^?!]{0,24}\b(?:and|but)\b[^.?!]{0,16}\b(?:nothing|nowt|nada|no luck|zilch)\b"
    r"|\b(?:just|keeps?|still|it['’]?s|its) (?:just |still )?(?:spinning|loading|hanging|stuck|frozen|going round|buffering)\b",
    re.IGNORECASE,
)
_FORM = regex(
    r"\b(?:zip ?codes?|zip(?! (?:line|wire|up|off))|post ?codes?|postal codes?|cvv|cvc|security code|(?:three|3)[ -]digit\w*|expiry(?: date)?|expiration date|billing address|card ?holder(?:['’]?s)? name)\b",
    re.IGNORECASE,
)
_SAFE = regex(
    r"^(?!.*\b(?:area|walk\w*|neighbou?rhood|night|streets?|kids?|children|outside|coats?|bags?|lockers?|cars?|bikes?|seats?|tickets?|stairs?)\b).*\b(?:safe|secure|security|scam\w*|trust (?:you|this|it|that)|trustworthy|legit\w*|fraud\w*|hack\w*|encrypt\w*|stolen|steal)\b(?! code)",
    re.IGNORECASE | re.DOTALL,
)
_SOMEBODYS = regex(
    r"\b(?:pay|use|put|charge|card|paying|using)\b[^.?!]{0,32}\b(?:(?:my|his|her|their|our|a) (?:\w+(?:['’]?s) )?|(?:someone|somebody)(?: else)?['’]?s )(?:mum|mom|mother|dad|father|parent|wife|husband|partner|son|daughter|brother|sister|friend|mate|boss|boyfriend|girlfriend|gf|bf|nan|uncle|aunt|cousin|else|company|work|card)(?:['’]?s)?\b(?:[^.?!]{0,16}\bcard\b)?"
    r"|\b(?:mum|mom|mother|dad|father|parents?|wife|husband|partner|son|daughter|brother|sister|friend|mate|boss|boyfriend|girlfriend|gf|bf|nan|uncle|aunt|cousin) (?:can |could )?(?:pay|paying)\b"
    r"|\bname\b[^.?!]{0,16}\bcard\b|\bcard\b[^.?!]{0,24}\b(?:in|under|with) (?:a|an|my|his|her|someone|somebody|another|different)\b[^.?!]{0,16}\bname\b|\bsomeone else['’]?s card\b",
    re.IGNORECASE,
)
_IN_CHAT = regex(
    r"\b(?:give|tell|send|read|type|text|write|put|enter)\b[^.?!]{0,24}\b(?:card|number|digits|details)\b[^.?!]{0,24}\b(?:here|in (?:the |this )?chat|to you|you)\b|\b(?:give|tell|send|read|text) (?:you|u) (?:my|the) (?:card|number|digits|details)\b"
    r"|\bwhere (?:do|can|should) (?:i|we) (?:put|enter|type|give|write)\b[^.?!]{0,16}\b(?:card|number|digits|details)\b|\b(?:saved|stored|usual) card\b|\bcard\b[^.?!]{0,16}\b(?:on file|saved|stored|from last time)\b|\b(?:have|keep|got) my card\b",
    re.IGNORECASE,
)
_MONEY = regex(
    r"\b(?:euros?|pounds|sterling|dollars?|currenc(?:y|ies)|exchange rate|conversion|convert\w*|pesos?|rupees?|francs?|zloty|yen)\b",
    re.IGNORECASE,
)
_LETS_KNOW = regex(
    r"\b(?:will|would|can|could|do) (?:you|u|i|we)\b[^.?!]{0,16}\b(?:e-?mail|text|tell|message|let (?:me|us) know|notif\w+|hear|know|get (?:an? )?(?:e-?mail|text|message))\b[^.?!]{0,24}\b(?:if|when|once|whether|that)\b[^.?!]{0,24}\b(?:fail\w*|work\w*|go(?:es)? through|went through|paid|declin\w*|done|ok|okay|success\w*)\b|\bhow (?:will|would|do) (?:i|we) know\b",
    re.IGNORECASE,
)
_SIGNS_ANEW = regex(
    r"\b(?:should|shall|must|do|could|can|would it help (?:if|to)|need to)\b[^.?!]{0,16}\b(?:sign|log)(?:ged)? ?-?out\b|\b(?:should|shall|do|can|could) (?:i|we) (?:refresh|reload|restart|start again|try another (?:browser|phone|device))\b",
    re.IGNORECASE,
)
_WAYS = regex(
    r"\b(?:can|could|may|do|does|is|are|will|would|any chance)\b[^.?!]{0,24}\b(?:pay(?:ing)?|(?<=you )(?:accept|take)|(?<=they )(?:accept|take)|accepted|accepting) (?:with|by|in|through|via|using|on)? ?(?!(?:you|it|them|this|that|now|later|tomorrow|half|part|less|more|for|the|these|those|too|also|anything|extra|to|at|on|twice)\b)\w+|\b\w+ (?:accepted|ok(?:ay)? to pay)\b|\bways? (?:can|could|to|of|do|are)\b[^.?!]{0,12}\bpay(?:ing)?\b|\bpay(?:ment)? (?:link|in person)\b|\b(?:send|give|e-?mail) me (?:a|the) (?:pay(?:ment)? )?link\b",
    re.IGNORECASE,
)
_TICKETS_NAME = regex(
    r"\b(?:what|whose|which) name\b|\bname\b[^.?!]{0,24}\b(?:on|under)\b[^.?!]{0,8}\btickets?\b|\btickets?\b[^.?!]{0,24}\b(?:in|under) (?:my|whose|what|her|his)\b",
    re.IGNORECASE,
)
_OTHERWISE = regex(
    r"\b(?:instead|other seats|different seats|cheaper|dearer|better|cancel\w*|let (?:it|them|those) go|refund\w*|exchang\w*|credit|points?|vouchers?|(?<!in )person|human|someone real|instal\w+|half|cash|less|reduced|concessions?|discounts?|seniors?|pensioners?|stands?|bars?|food|drinks?|merch\w*|inside|carers?|companions?|free|tonight|tomorrow|later)\b",
    re.IGNORECASE,
)
"""Words of a wish, or of what is answered elsewhere."""
SHOWN_BELOW = "The ways to pay are the buttons below."
_HELP = (
    (_TROUBLE, f"{SHOWN_BELOW} If they don't show or don't react, reload the page: this conversation and your seats stay as they are. If that doesn't help either, just say so and I fetch a person."),
    (_SIGNS_ANEW, "No need to: you can try again right here. If the buttons below don't react, reload the page; this conversation and your seats stay as they are."),
    (_LETS_KNOW, "You'll see right here at once whether the payment went through, and your tickets come with it."),
    (_FORM, "Fill that in as your bank has it for your card. It goes to the payment form alone: I never see it, and I need none of it in this chat."),
    (_SAFE, "You pay in the payment form below and never in the chat: I see no card number and keep none. You see the whole total before you pay, and it is taken once."),
    (_IN_CHAT, f"Please send no card number here: I take none in the chat and keep none. {SHOWN_BELOW}"),
    (_SOMEBODYS, f"Whose card it is makes no difference to me, as long as they agree. {SHOWN_BELOW} The tickets go to your account."),
)  # fmt: skip
_ONCE = "No: money is taken once, when a payment goes through; another try before that costs nothing."


def asked(view: View, heard: Heard) -> bool:
    """Whether it is asked how paying goes, or told that it does not go on."""
    state, reading = view.state, view.reading
    text = reading.text
    if state.quote is None or state.quote.kind != "purchase" or state.awaiting not in {"payment", "confirmation"}:
        return False
    if len(text) > _LONGEST or _OTHERWISE.search(text):
        return False
    if state.awaiting == "confirmation" and _SAYS_YES.search(text):
        return False  # "is my card safe with you? yes book"
    if not declined.twice(text) and declined.asked(state, text):
        return False
    if any(s.name in {"quantity", "when", "ordinal", "row", "max_price", "order_id", "email"} for s in reading.slots):
        return False
    troubled = state.awaiting == "payment" and any(w.search(text) for w in (_TROUBLE, _FORM, _SOMEBODYS))
    if not troubled and "?" not in text and not aspects.asks(text) and not _ASKS.search(text):
        return False
    if not (
        troubled or declined.twice(text) or _MONEY.search(text) or _WAYS.search(text) or _TICKETS_NAME.search(text)
    ) and not any(words.search(text) for words, _ in _HELP):
        return False
    heard.standing, heard.understood = "at the till", True
    return True


_SAYS_YES = regex(r"\b(?:yes|yeah|yep|yup|sure|ok|okay|book|go ahead|do it|take)\b", re.IGNORECASE)
_ASKS = regex(
    r"^\W*(?:(?:ok|okay|so|and|but|hm+|er+m*|wait|sorry|hi|hey)\W+)*(?:can|could|do|does|is|are|will|would|should|shall|must|where|how|what|whose|which)\b|\b(?:worried|not sure|afraid|nervous|wondering)\b",
    re.IGNORECASE,
)


def matter(text: str) -> str:
    """What may be said to it here; "" where the documents, or the quote, have to answer."""
    if declined.twice(text):
        return _ONCE
    return next((answer for words, answer in _HELP if words.search(text)), "")


def of_a_name(text: str) -> bool:
    """Whether it is asked which name the tickets are under."""
    return _TICKETS_NAME.search(text) is not None


def of_the_currency(text: str) -> bool:
    """Whether it is asked in which money it is charged."""
    return _MONEY.search(text) is not None
