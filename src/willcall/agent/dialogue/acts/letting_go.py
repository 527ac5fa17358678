"""Seats that are not wanted after all, where nothing is paid: "just let those two seats go", "nah, we'll watch it on tv".

Pure, like `hearing`, which asks it. Letting go costs no more than holding them again; "don't let them go" keeps them, and whoever
asks for something else beside it is heard for that.
"""

import re

from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_THEM = r"(?:them|it|those|these|that|this|the lot|(?:the|those|these|my|our|that|this)(?: \w+)? (?:seats?|tickets?|ones?|pair|hold|two|three|four|five|six))"
_AFTER = r"(?:\W+(?:then|thanks|thank you|cheers|sorry|please|again|now|today|tonight|for now|for today|at all|any ?more|after all|this time|this year|really|mate|actually|though|i think|i'm afraid|im afraid|tbh|lol|haha))*"
_FREES = regex(
    rf"\b(?:let|set) {_THEM} (?:both |all )?(?:go|free)\b|\b(?:release|free up|give up|un-?hold|put back|drop|bin|ditch|scrap) {_THEM}(?=\W*(?:$|[.,!;?]|and\b|then\b|please\b|thanks\b|back\b|again\b|now\b|for\b))"
    rf"|\b(?:free|give|put|throw) {_THEM} (?:up|back)(?=\W*$|\s*[.,!;])"
    rf"|\b(?:don'?t|do not|no need to|you needn'?t|you can stop|please stop|stop|you don'?t (?:have|need) to) (?:hold(?:ing)?|keep(?:ing)?|sav(?:e|ing)|reserv(?:e|ing))(?: on to)? {_THEM}\b"
    rf"|\b(?:let|so) (?:someone|somebody|some other\w*|other people|others|another fan) (?:else )?(?:can )?(?:have|take|get) (?:them|it|those|these)(?= (?:then|instead|now|please)\b|\W*$|\s*[.,!;])|\b(?:someone|somebody) else can (?:have|take) (?:them|it|those|these)(?= (?:then|instead|now|please)\b|\W*$|\s*[.,!;])",
    re.IGNORECASE,
)
_WE = r"(?:i|we)(?:['’]?ll| will| would|['’]?d| am|['’]?m|['’]?re| are| have|['’]?ve)?"
_LEAVES = regex(
    rf"\b(?:give|giving) (?:{_THEM}|the whole thing|this (?:one|show|game)) a miss\b"
    rf"|(?:^\W*|\b(?:no|nah|nope|think|so|and|but|then|sorry|ok|well) |[.,!;]\s*)(?:{_WE} )?(?:(?:just|probably|better|might|going to|gonna|have to|think|gotta|rather|maybe) )*(?:(?:pass|skip)(?: (?:on )?(?:this|that|it|them|these|those|this one|that one|this time|these ones|tonight))?(?: (?:this time|then|for now|today|thanks|on (?:it|them|that|these|those|this)))*|sit this one out|back out|bow out)(?=\W*$|\s*[.,!;])"
    rf"|(?:^\W*(?:(?:no+|nah|eh|hmm+|nope|sorry|ok|well|actually|think|so)\W+)*|\b(?:nah|no|think|guess|so|and|then|but|well) |[.,!;]\s*)(?:i|we)(?:['’]?ll| will| can|['’]?d| would)?(?: just| probably| rather| prefer to| better)* (?:watch|see|catch|follow|listen to) (?:it|that|this|the \w+|them) (?:(?:live|instead) )?(?:on|at|from) (?:the |my |our )?(?:tv|telly|television|tele|radio|sofa|couch|laptop|youtube|stream|home|pub|phone|mobile|ipad|tablet|computer|internet|netflix)\b"
    r"|\b(?:stay|staying|stop) (?:at home|home|in)\b(?: with [\w ]{1,24}?)?(?= instead|\W*$|\s*[.,!;])"
    r"|\b(?:nah|no|nope|then|ok|so|just|well|[?!.,])\W*(?:(?:i|we)(?:['’]?ll| will) )?(?:just )?(?:forget (?:it|that|about it)|scrap (?:it|that)|leave it)(?:\W+(?:then|thanks|sorry|mate|now))*(?:\W+(?:(?:that['’]?s|thats|it['’]?s|its|they['’]?re|way|just|a|bit|far|much)\W+)*(?:too (?:dear|much|expensive|pricey|steep|rich)|out of (?:my|our) (?:budget|league|range))(?: for (?:me|us))?(?:\W+(?:mate|sorry|thanks))*)?\W*$",
    re.IGNORECASE,
)
_NOT_BUYING = regex(
    rf"\b(?:do ?n['’]?t|do not) (?:book|buy|hold|order|get) (?:anything|any of (?:them|those|these)|a thing)\b|\b(?:do ?n['’]?t|do not) hold {_THEM}(?=\W*$|\s*[.,!;])"
    rf"|\b(?:do ?n['’]?t|do not|no longer) (?:actually |really |even |both )?(?:want|need|fancy)(?: to (?:buy|book|have|get|take|keep|hold))? (?:{_THEM}|any (?:tickets|seats|of (?:them|those|these))|anything){_AFTER}(?=\W*$|\s*[.,!;]|\s+(?:and|because|cos)\b)"
    rf"|\b(?:not|\w+n['’]t|never) (?:actually |really |even )?(?:buying|getting|booking|taking|purchasing|(?:going to|gonna|wanting to|here to) (?:buy|book|get|take)) (?:anything|a thing|any (?:tickets|seats|of (?:them|those|these))|tickets|seats|{_THEM})(?! (?:for|back|without|until|unless|if)\b)\b"
    rf"|\b(?:count (?:me|us) out|leave (?:me|us) out(?= of (?:it|this)\b))|(?:^\W*|[.,!;]\s*|\b(?:no|nah|then|so|sorry) )(?:i['’]?m|we['’]?re|i am|we are) out{_AFTER}(?=\W*$)"
    rf"|(?:^\W*|[.,!;]\s*|\b(?:nah|no|sorry|really|just|probably) )not for (?:me|us){_AFTER}(?=\W*$)|^\W*(?:(?:no|nah|sorry|hmm+|ok|maybe|probably|actually)\W+)*not (?:today|this time|tonight){_AFTER}\W*$",
    re.IGNORECASE,
)
_ANOTHER_TIME = regex(
    rf"(?:^\W*|[.,!;]\s*)(?:(?:no|nah|ok|well|sorry)\W+)*(?:maybe|perhaps|probably) (?:next|another|some other) time{_AFTER}\W*$",
    re.IGNORECASE,
)
_COMES_BACK = regex(
    r"\b(?:come|try|be|look|check|call|ring|pop|drop)(?:ing)? (?:back|again|in)\b[^.?!,;]{0,40}"
    r"|\b(?:need|have|want|got) to (?:talk|speak|check|ask|think|discuss)\b[^.?!,;]{0,40}|[$€£₹]?\d+(?:\.\d\d)?(?: ?(?:quid|bucks|dollars|pounds|euros))?(?: each| for (?:two|three|four|that|those))?\s*\?+",
    re.IGNORECASE,
)
"""What is said beside it and wants nothing: when somebody comes back, whom they ask first, a sum that is cried out."""
_TURNED = regex(
    r"\b(?:don['’]?t|do not|never|not|without|please don['’]?t|if (?:you|i|we)|(?:will|do|would|when|why|did) (?:you|they|it|i|we)|before (?:you|i|we)|rather than|unless (?:you|i|we))\b[^.?!,;]{0,16}$",
    re.IGNORECASE,
)
_ELSE = regex(
    r"\b(?:cheaper|less (?:dear|pricey)|other (?!half\b|time\b|people\b)|another (?!time\b|day\b)|different|closer|nearer|better (?:seats|ones)|what about|how about|what else|something|show me|book|swap|change|upgrade|refund|exchange|only (?:one|two|three|\d)|just (?:one|two|three|\d)|until|till|unless|yes|yeah|hold (?:the|row|section)|go (?:for|with)|look at|are there|is there|have you|do you|can (?:i|we)|could (?:i|we)|want|need|rather have|get me|for (?:the )?(?:mon|tue|wed|thu|fri|sat|sun)\w*)\b|\?",
    re.IGNORECASE,
)
_NO_THANKS = regex(
    r"(?:^|[.!?;]\s*|\b(?:then|so|well|ok|ah|oh)[\s,]+)(?:no+|nah|nope)[\s,]+(?:thanks?|thank you|thx|ta|cheers)\b",
    re.IGNORECASE,
)
_ASKED_TO = regex(r"\b(?:can|could|would|will) (?:you|u) (?:please |just |pls )*$", re.IGNORECASE)
_NOT_LOST = regex(
    rf"\b(?:do ?n['’]?t|do not|never) (?:want|mean|wish) to (?:lose|release|let go of|give up|drop) {_THEM}\b|\b(?:do ?n['’]?t|do not) (?:release|let go of|give up) {_THEM}\b",
    re.IGNORECASE,
)
_OTHERS_STAY = regex(
    r"\b(?:the|my|our|his|her|one|two|three|\d|he|she|they|someone|somebody)\b(?: of (?:us|them))?(?: [\w'’-]+){0,2}?(?:['’](?:s|re|ll)|['’]?s| is| are| will| has to| have to| wants to| want to)?(?: be| just| now| probably| rather| to)* $",
    re.IGNORECASE,
)
_WE_STAY = regex(
    r"\b(?:i|we|i['’]?m|we['’]?re|i['’]ll|we['’]ll|both(?: of us)?|all(?: of us)?)\b[^.?!,;]*$", re.IGNORECASE
)
"""Who stays at home: somebody of the party, who makes it fewer, or all."""
_SUPPOSES = regex(
    r"\b(?:if|unless|usually|normally|always|hostage)\b|\b(?:are|will|would|do|did|when|why) (?:you|u|they|it)\b(?! (?:please|kindly)\b)",
    re.IGNORECASE,
)
_LONGEST = 240  # characters
_OF_ANOTHER = frozenset({"event", "performer", "event_kind", "section", "row", "order_id", "email", "event_name"})
_CHANGES = frozenset({"upgrade", "exchange"})


def unwanted(view: View, heard: Heard) -> bool:
    """Whether what is offered or held, and not paid for, is not wanted any more; then it is let go."""
    state, text = view.state, view.reading.text
    if state.pending_order_id is not None or state.transfer is not None or len(text) > _LONGEST:
        return False
    if state.awaiting == "payment" or _SUPPOSES.search(text):
        return False  # who is about to pay takes leave in plainer words; and "will you let them go if I don't pay"
    if state.quote is not None and state.quote.kind == "purchase" and _NOT_LOST.search(text):
        heard.keeps = True
        return True
    of_a_change = state.quote is not None and state.quote.kind in _CHANGES
    buying = state.quote is None or state.quote.kind == "purchase"
    choosing = state.task is not None and state.task.kind in BUYING and state.awaiting is not None
    if not (of_a_change or (buying and (state.hold is not None or choosing))):
        return False
    found = _LEAVES.search(text) or _ANOTHER_TIME.search(text)
    if found is None and buying:
        held = state.hold is not None or state.quote is not None
        found = _NOT_BUYING.search(text) or (_FREES.search(text) if held else None)
    if found is None:
        return False
    before, rest = text[: found.start()], text[: found.start()] + " ; " + text[found.end() :]
    stays_in = re.match(r"\W*(?:stay|stop)", found.group(), re.IGNORECASE)
    if stays_in and _OTHERS_STAY.search(before) and not _WE_STAY.search(before):
        return False  # "no 4, the kid is staying home"
    asked_to = _ASKED_TO.search(before)
    if _TURNED.search(before) and not asked_to:
        return False  # "don't let them go"
    if asked_to:
        rest = rest.replace("?", " ")
    refused = list(_NO_THANKS.finditer(before))
    if refused:
        rest = rest[
            refused[-1].end() :
        ]  # what was asked before a plain no is over: "so no refunds? no thanks, I'll leave it"
    if _ELSE.search(_COMES_BACK.sub(" ", rest)):
        return False  # "nah we'll pass on those, is there anything cheaper?"
    inside = found.span()
    about = [s for s in view.reading.slots if not (refused and s.start < refused[-1].start())]
    if any(s.name in _OF_ANOTHER and not s.negated and not _within(inside, s.start) for s in about):
        return False
    heard.control = Intent.CANCEL
    return True


def _within(span: tuple[int, int], at: int) -> bool:
    return span[0] <= at < span[1]
