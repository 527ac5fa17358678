"""What every house is asked: by which words each matter is known, and the plain question that answers it. Pure; `besides` looks for them."""

import re
from dataclasses import dataclass
from typing import Literal

from willcall.agent.dialogue.acts import lateness, matters
from willcall.agent.dialogue.asked import at_a_hold, nearby, reductions, stairs
from willcall.agent.dialogue.context import limits
from willcall.agent.dialogue.owned import less_than_refused
from willcall.understanding.patterns import regex


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing asked for.

    Args:
        said: The words that ask for it, in a clause of their own.
        named: What it is called in a question that names several; None where `said` is all there is.
        kind: Of the plain question.
        plain: The question that answers it; empty where its own words do.
        alone: Whether a question of it alone is better put in plain words.
        unless: Words with which it is something else.
    """

    said: re.Pattern[str]
    named: re.Pattern[str] | None
    kind: Literal["knowledge", "policy", "event", "seats"]
    plain: str
    alone: bool = False
    unless: re.Pattern[str] | None = None


def _words(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.IGNORECASE)


_ASKS = r"(?:what|wat|wot|when|wen|where|how|is|are|r|do|does|did|can|could|will|would|any|got|have|has|know|tell me|wonder\w*|about|and|also)(?:['’]?s)?\b[^.?!]{0,24}?\b"
_BAR = r"(?:(?:a|any|an|some) (?:\w+ )?bars?\b|the bar\b(?= (?:open|close)|\W*\?)|bars?(?= (?:open|there|inside|at the)\b))"
_LOOP = r"(?:hearing|induction|audio|t-?) ?loops?\b"
_HARD_OF_HEARING = r"(?:hearing aids?|hard of hearing|head ?sets?|assistive listening|deaf)\b"
DELIVERY = "How do I get my tickets?"
COLLECTED = "Can I pick up my tickets at the desk?"
ON_FILE = "Is my card kept on file?"
START = "When does it start?"
STEP_FREE = "Is there a step-free way in, and an elevator?"
WEATHER = "What will the weather be like?"
MATTERS: dict[str, Matter] = {
    "doors": Matter(
        _words(
            rf"\bdoor ?times?\b|{_ASKS}(?:the )?doors\b(?! (?:do|does|should|can|must|is|to|for (?:the )?(?:disabled|wheelchairs?)|side|are near)\b)|^\W*doors\b\W*(?:$|what|when|wat)|\bdoors\W*\?"
        ),
        _words(r"\bdoor ?times?\b|\bdoors\b(?! to\b)|\bopening times?\b"),
        "event",
        "When do doors open?",
        unless=_words(
            r"\b(?:by|near|at|from|to|next|side|stage|which|what|through|beside|behind|main) (?:the )?doors\b|\bdoors? (?:close|shut|lock)"
        ),
    ),
    "ages": Matter(
        _words(
            r"\bage (?:limit|restriction|rating|range|minimum|requirement|thing|question|bit|rule)s?\b|\b(?:is|are) (?:it|this|that|they|the \w+) (?:an? )?(?:1[0-9]|2[01]) ?\+|\b(?:1[0-9]|2[01])\+\W*\?"
            r"|\b(?:suitable|ok|okay|appropriate|fine|alright|all right|right) for (?:(?:an?|my|our|the) )?(?:\d{1,2}|four|five|six|seven|eight|nine|ten|eleven|twelve)\b[- ]?(?:yrs?|years?|y/?o)\b"
        ),
        _words(r"\bage (?:limit|restriction|rating|range)s?\b|\b(?:1[0-9]|2[01]) ?\+(?!\w)"),
        "event",
        "Is there an age limit?",
        unless=_words(r"\b(?:beer|wine|alcohol|drinks?|drinking|bar|alone|on (?:his|her|their) own)\b"),
    ),
    "least age": Matter(
        _words(r"\b(?:min(?:imum)?|lowest|youngest)\.? ages?\b"),
        None,
        "event",
        "Is there an age limit?",
        alone=True,
        unless=_words(r"\b(?:beer|wine|alcohol|drinks?|drinking|bar|alone|on (?:his|her|their) own)\b"),
    ),
    "floor": Matter(
        _words(
            r"\b(?:standing|stand)\b[^.?!,]{0,12}\bor\b[^.?!,]{0,12}\b(?:seated|sitting|sit|seats?|all[- ]seater)\b|\b(?:seated|sitting|sit|seats)\b[^.?!,]{0,12}\bor\b[^.?!,]{0,12}\b(?:standing|stand)\b"
            r"|\b(?:is|are|if) (?:it|that|they|this|there)(?:['’]?s)?(?: is| are)? (?:all |only |just |fully )?(?:standing|seated)\b(?! (?:together|next|beside|near|apart|in)\b)|\b(?:if|is) its (?:standing|seated)\b|\b(?:which|what) (?:ones?|parts?|sections?|bits?|areas?)(?: of \w+)? (?:is|are|r)(?: the)? standing\b"
        ),
        None,
        "seats",
        at_a_hold.FLOOR,
        alone=True,
        unless=_words(r"\b(?:allowed|can|may) (?:to |i |we )?(?:stand|dance)\b|\ball (?:\w+ )?sit\b"),
    ),
    "step-free": Matter(
        _words(
            r"\bstep[- ]?free\b(?=[^.!]*\?)|\b(?:how|where|which way|can|could|is there|a way)\b[^.?!]{0,40}\b(?:get|go|come|way|enter|entrance|in|up)\b[^.?!]{0,24}\b(?:without|with no|avoid\w*) (?:any |the |using |taking )*(?:stairs|steps)\b"
            r"|\b(?:can['’]?t|cannot|can not|hard to|trouble with|struggles? with|bad with|no good (?:on|with))\b[^.?!,]{0,12}\b(?:many |any |the |too many |lots of )?(?:stairs|steps)\b[^.!]{0,40}\b(?:which|what|where)\b[^.!]{0,12}\b(?:parts?|seats?|section|level|sit|should|would|best)\b"
        ),
        None,
        "knowledge",
        STEP_FREE,
        alone=True,
        unless=_words(r"\b(?:how many|park\w*|toilets?|loos?)\b"),
    ),
    "weather": Matter(
        _words(
            r"\b(?:what|how|hows|whats|wats)(?:['’]?s| is| will| are| about)?\b[^.?!]{0,12}\bweather\b(?! (?:policy|rule))|\b(?:is it|will it|is it gonna|gonna|going to) (?:be |to )?(?:rain|snow|sunny|cold|warm|hot|freezing)(?:ing|y)?\b(?! (?:off|it out|inside|in (?:there|the)))"
        ),
        None,
        "knowledge",
        WEATHER,
        alone=True,
        unless=_words(r"\b(?:if|refund\w*|cancel\w*|outdoor|roof|covered|food|inside)\b"),
    ),
    "stairs": Matter(
        stairs.IN_A_PART,
        None,
        "knowledge",
        stairs.STAIRS,
        alone=True,
        unless=_words(
            r"\b(?:station|tram|bus|metro|car park|parking|toilets?|loos?|refund\w*|exchang\w*|transfer\w*)\b"
        ),
    ),
    "cloakroom": Matter(
        _words(
            r"\b(?:is there|are there|have you|do (?:you|u|they) have|got|any|where(?:['’]?s| is)?)\b[^.?!]{0,16}\b(?:cloak ?rooms?|coat ?check)\b"
        ),
        None,
        "knowledge",
        "Is there a cloakroom?",
    ),
    "dress code": Matter(
        _words(
            r"\b(?:what|whats|is there|any|wots?)\b[^.?!]{0,12}\bdress code\b|\bwhat (?:do|should|shall|must) (?:i|we|you|people) wear\b"
        ),
        None,
        "knowledge",
        "Is there a dress code?",
    ),
    "car park": Matter(
        _words(
            r"\b(?:is|are) there (?:any |some |free )?(?:car )?parking\b|(?:^|\b(?:i|we|ill|we['’]?ll|also|and|will) )\W*need (?:some |car |a )?parking(?: space| spot)?(?: too| as well| also)?\W*$|\bwhere (?:can|do|could|should) (?:i|we|you) park\b"
        ),
        None,
        "knowledge",
        "Is there parking?",
        unless=_words(r"\b(?:disabled|accessible|blue badge|handicap\w*|wheelchairs?|refund\w*|how much|cost|free)\b"),
    ),
    "lift": Matter(
        _words(rf"{_ASKS}(?:lifts?|elevators?|escalators?)\b"),
        _words(r"\b(?:lifts?|elevators?|escalators?)\b"),
        "knowledge",
        "Is there an elevator?",
        unless=_words(r"\blift (?:home|there|back|to|from|me|us)\b|\b(?:give|gave|gets?) (?:me|us|him|her) a lift\b"),
    ),
    "hearing": Matter(
        _words(rf"{_ASKS}{_HARD_OF_HEARING}"),
        _words(rf"\b{_HARD_OF_HEARING}"),
        "knowledge",
        matters.HEARING,
        unless=_words(r"\b(?:seats?|rows?|sit)\b"),
    ),
    "loop": Matter(
        _words(rf"{_ASKS}{_LOOP}"), _words(rf"\b{_LOOP}"), "knowledge", "", unless=_words(r"\b(?:seats?|rows?|sit)\b")
    ),
    "interpreters": Matter(
        _words(rf"{_ASKS}(?:sign language|bsl|asl|interpreters?|caption(?:s|ing)|audio descri\w+)\b"),
        None,
        "knowledge",
        "",
        unless=_words(r"\b(?:seats?|rows?|sit|which|(?:signed|interpreted|captioned) \w+|performances?|shows?)\b"),
    ),
    "round about": Matter(nearby.AROUND, None, "knowledge", nearby.ROUND_ABOUT, alone=True),
    "bar": Matter(
        _words(rf"{_ASKS}{_BAR}"),
        _words(rf"\b{_BAR}"),
        "knowledge",
        "Is there a bar?",
        unless=_words(
            r"\bbar (?:seats?|stools?|tickets?|ones?|row|section|table|prices?)\b|\bbar(?:,| row| seat)|\b(?:sushi|salad|snack|juice) bar\b|\bhow much\b|\bafterwards?\b|\bnear(?:by|est)?\b"
        ),
    ),
    "bar again": Matter(
        _words(r"\bthe bar (?:thing|question|bit|part)\b"), None, "knowledge", "Is there a bar?", alone=True
    ),
    "children": Matter(
        _words(
            r"\b(?:do|does|will|must|should|are|is) (?:(?:the|my|our) )?(?:kids?|children|child|little ones|toddlers?)\b[^.?!]{0,12}\b(?:full (?:price|whack|fare)|half price|pay (?:the same|less|full|half|adult)|reduced|cheaper|a discount)\b"
        ),
        None,
        "knowledge",
        reductions.CHILDREN,
        alone=True,
    ),
    "groups": Matter(
        _words(
            r"\b(?:do|any|is there|are there|have|what about|how about|offer)\b[^.?!]{0,16}\bgroup (?:bookings?|sales|orders?|tickets)\b"
        ),
        None,
        "knowledge",
        "Is there a discount for groups?",
        alone=True,
    ),
    "parking": Matter(
        _words(rf"{_ASKS}(?:parking|car ?parks?|(?:i|we|you|people|to) park)\b(?! (?:end|side|stand)\b)"),
        None,
        "knowledge",
        "",
        unless=_words(r"\b(?:disabled|accessible|blue badge|handicap\w*|wheelchairs?)\b"),
    ),
    "accessible parking": Matter(
        _words(
            rf"{_ASKS}(?:(?:disabled|accessible|blue badge|handicap\w*) (?:parking|spaces?|bays?)|park\w*(?: space| spot| bay)?s? for (?:the )?(?:disabled|handicapped|wheelchairs?))\b"
        ),
        _words(
            r"\b(?:disabled|accessible|blue badge|handicap\w*) (?:parking|car park)\b|\bpark\w*(?: spaces?| spots?| bays?)? (?:\w+ ){0,2}for (?:the )?(?:disabled|handicapped|wheelchairs?)\b"
        ),
        "knowledge",
        "Is there accessible parking?",
    ),
    "delivery": Matter(
        _words(
            r"\b(?:where|how)(?:['’]?s| is| are| r| do| does| will| would| am)?\b[^.?!]{0,12}\btickets?\b[^.?!]{0,12}\b(?:sent|delivered|come|arrive|go|reach me|get (?:here|to me|to us)|e-?mailed)\b(?! (?:back|in)\b)"
            r"|\bhow (?:do|will|can|would|am|are) (?:i|we)\b[^.?!]{0,12}\b(?:get|receive|be sent) (?:the|my|our|them|these|those)(?: \w+)? ?(?:tickets?)?(?: then| after| once i(?:['’]?ve)? paid)?\W*(?:$|\?)(?<!back)"
            r"|\b(?:will|are|do|does|is|r)(?: the| my| our)? (?:tickets|they|you|u)(?: gonna| going to)?(?: be| get)? (?:e-?mail(?:ed|ing)?|post(?:ed|ing)?|mail(?:ed|ing)?|text(?:ed)?|sent)\b(?! (?:about|to (?:my|a|the) friend))(?=[^.?!]{0,16}(?:$|[?.!])|(?: the| my| our)? (?:tickets|them|em)\b)"
        ),
        None,
        "knowledge",
        DELIVERY,
        alone=True,
        unless=_words(
            r"\b(?:changes?|cancel\w*|postponed|she|he|her|his|their|friend|receipt|invoice|refund\w*|money|back|cheap\w*|cloakroom)\b|@"
        ),
    ),
    "collecting": Matter(
        _words(
            r"\b(?:can|could|may|do|should|where|how)\b[^.?!]{0,16}\b(?:collect|pick(?: them| it| my tickets| the tickets)? up)\b[^.?!]{0,24}\b(?:tickets?|them|(?:at|from|on) (?:the )?(?:door|box office|desk|counter|window|venue|night|gate|entrance|ticket office))\b"
        ),
        None,
        "knowledge",
        COLLECTED,
        alone=True,
        unless=_words(
            r"\b(?:friend|mate|someone|somebody|husband|wife|mother|mum|mom|brother|she|he|her|his|their|they|lost|found|id|what time|when|until|how late)\b"
        ),
    ),
    "late": Matter(
        _words(
            r"\bstill (?:get|come|go|be let|let (?:us|me)) in\b|\b(?:get|let|come|go|walk)(?: us| me)? in(?:side)?\b[^.?!]{0,8}\b(?:if|when|once|after|now|as|since)\b[^.?!]{0,12}\b(?:started|begun|start(?:s)?|under ?way|already (?:on|going))\b"
        ),
        None,
        "knowledge",
        lateness.COME_LATE,
        alone=True,
        unless=_words(r"\b(?:re-?enter|back in|without|id|forgot|lost|screenshot)\b"),
    ),
    "card on file": Matter(
        _words(
            r"\b(?:my|the|a) (?:saved|stored|usual|registered) card\b|\bcard (?:on file|saved|stored)\b|\b(?:do|have|did|u|you) (?:u|you|ya|they)?\b[^.?!]{0,10}\b(?:have|got|keep|kept|saved?|stored?|remember)(?: still)? my (?:\w+ )?card\b"
        ),
        None,
        "knowledge",
        ON_FILE,
        alone=True,
        unless=_words(r"\b(?:refund\w*|charged|id card|gift card|lost|found)\b"),
    ),
    "view": Matter(
        _words(r"\b(?:how|what)(?:['’]?s| is| are)? the views?\b(?! (?:on|of (?:the )?(?:refund|policy)))"),
        None,
        "seats",
        "",
    ),
    "fees": Matter(
        _words(
            r"\bhow much\b[^.?!]{0,16}\b(?:service |booking |ticket |order |the )?fees?\b|\b(?:what|wot)(?:['’]?s|s| is| are| r)? (?:the|your|those|these) (?:service |booking |ticket )?fees?\b|\bfees?\b[^.!]{0,16}\bhow much (?:are|is|r) (?:they|it|that)\b"
        ),
        None,
        "knowledge",
        "What fees are there?",
        alone=True,
        unless=_words(
            r"\b(?:refund\w*|exchang\w*|swap\w*|transfer\w*|upgrad\w*|mov(?:e|ing)|chang\w*|cancel\w*|park\w*|order fee|late fee|bag|coat|wait|once|per|included?|in that|back)\b"
        ),
    ),
    "the rest of us": Matter(
        _words(
            r"\b(?:how|where|what|when)\b[^.?!]{0,16}\bthe (?:others?|rest|remaining)\b(?: (?:\d+|one|two|three|four|five|six|of (?:us|them)|people|ones?))*[^.?!]{0,16}\b(?:get|theirs|come|do|sit|buy|tickets?)\b|\b(?:what|how) about the (?:other|remaining) (?:\d+|two|three|four|five|six)\b|\bquestion about the (?:others?|rest)\b"
        ),
        None,
        "policy",
        limits.THE_REST,
        alone=True,
        unless=_words(r"\bget in\b|\b(?:refund\w*|seats? (?:go|are)|rows?|money|cost|price|options?|shows?|dates?)\b"),
    ),
    "for good": Matter(
        _words(
            r"\b(?:so|does|do|is|are|mean|means)\b[^.?!]{0,40}\b(?:never|not ever|can['’]?t ever|no way)\b[^.?!]{0,16}\b(?:refund\w*|exchang\w*|returned?|swapped|money back)\b"
        ),
        None,
        "policy",
        "",
    ),
    "as credit": Matter(
        _words(
            r"\b(?:so|what about|how about|maybe|or|can|could|then|even|not)\b[^.?!]{0,24}\b(?:venue |store |account )?(?:credit|vouchers?)\b(?! cards?)[^.?!]{0,12}(?:$|\?|\.)"
        ),
        None,
        "policy",
        less_than_refused.AS_CREDIT,
        unless=_words(r"\bcredit (?:card|note on)\b|\bgift\b"),
    ),
    "which hour": Matter(
        _words(
            r"\b(?:noon|midnight|midday|\d{1,2}(?:[:.]\d\d)? ?[ap]m|\d{1,2}[:.]\d\d)\b[^?]{0,60}\b(?:which is it|which one is (?:it|right)|so which)\b"
        ),
        None,
        "event",
        START,
        alone=True,
    ),
    "start": Matter(
        _words(
            r"\b(?:kick ?-?offs?|start(?:ing)?|curtain(?: up)?|tip ?-?off|show) ?times?\b(?! (?:on|of) (?:the )?refund)|\bwh?at time (?:is|does|do|s)?\b[^.?!]{0,24}\b(?:start|kick off|begin)\b"
        ),
        None,
        "event",
        START,
        alone=False,
        unless=_words(r"\b(?:latest|last|park\w*|bus|train|sale|sell\w*|bar|parking|shuttle)\b"),
    ),
}
