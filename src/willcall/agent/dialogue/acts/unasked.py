"""What asks for nobody: an apology, friends who will not come, what somebody on a stage might do; and words that only lead up to asking for one.

Pure, like `hearing` and `aims`, which ask it. No case is opened and no person sent for unless somebody complains or asks.
"""

import re

from willcall.agent.dialogue import aspects, cues
from willcall.agent.dialogue.acts import people
from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_FILL = r"(?:(?:so|very|really|no+|oh|ok|okay|ah|hi|hello|hey|um+|well|thanks|thank you|anyway|again|im|i['’]?m|i am|we['’]?re|just|lol|haha|right|fine|cheers|bye)\W+)*"
_FOR = r"(?:(?:for )?(?:wast\w+|taking(?: up)?|tak\w+ up)(?: all| so much)?(?: of)? (?:your|ur|yr) time|(?:for |to )?(?:(?:keep |be )?(?:bother|bug|disturb|annoy|pester|troubl)\w*|be(?:ing)? (?:such )?(?:a |so )?(?:pain|nuisance|slow|difficult|awkward|annoying|thick|fussy|bother|dim))(?: you| u| ya)?(?: guys| again| so much| with (?:this|that|all this|all these questions|questions))?|(?:for|about) (?:all )?(?:the|my|any|that|this|all) ?(?:the |my |these )?(?:trouble|bother|inconvenience|confusion|questions?|hassle|mix-?up|typos?|spelling|fuss|delay|wait|mess|misunderstanding|back and forth|changes|mistake)|(?:about|for) (?:that|this|it)(?:\W+(?:my (?:bad|fault|mistake|error)|wrong (?:chat|window|person|one)))|(?:it was )?my (?:bad|fault|mistake|error)|wrong (?:chat|window|tab)|i['’]?m (?:so |being |really )*(?:slow|a pain|difficult|confused|annoying|new to this|thick)|im (?:so |being |really )*(?:slow|a pain|difficult|confused|annoying|new to this|thick))"
_SORRY = regex(
    rf"\W*{_FILL}(?:(?:sorry|apologies|apologise|apologize|my apologies|i apologi[sz]e|soz|pardon me|forgive me)\W+(?:guys\W+|mate\W+|again\W+)*{_FOR}|(?:i |we )?(?:didn['’]?t|did not|don['’]?t|do not) (?:mean|want|wanna|wish)(?: to)? (?:bother|bug|disturb|annoy|waste|trouble|take up)\w*(?: (?:you|u|your time|ur time))?|(?:that was |it was )?my (?:bad|fault|mistake))(?:\W+(?:thanks|thank you|then|bye|cheers|again|anyway|guys|mate|x|and|sorry|for that))*\W*",
    re.IGNORECASE,
)
_FRIENDS = rf"(?:{cues.KIN.pattern}|\b(?:my|our) (?:mates|pals|buddies|colleagues|cousins?|group|lot|date|plus one|lads|girls)\b|\b(?:they|he|she|everyone|everybody|someone|somebody|(?:one|two|three|four|five|some|most|half|all|\d)(?: of (?:us|them|the \w+))?)\b)"
_BAILED = regex(
    rf"{_FRIENDS}(?:['’](?:s|ve))?[^.?!,;]{{0,16}}\b(?:bail(?:ed|ing|s)?|(?:drop|dropp|pull|back|back|flak|duck|cr)(?:ed|ing|ied)? out|flak(?:ed|ing)|cancel\w* on (?:me|us)|ditch\w* (?:me|us)|stood (?:me|us) up|let (?:me|us) down|no longer (?:coming|free)|(?:can|could|wo)(?:n['’]?t|not) (?:come|make it)|(?:isn|aren)['’]?t coming|not coming)\b",
    re.IGNORECASE,
)
_OURS_TO_ANSWER = regex(
    r"\b(?:refund\w*|money|complain\w*|complaint|person|human|manager|rude|steward|staff|you (?:guys |lot )?(?:bailed|cancelled|canceled|let))\b",
    re.IGNORECASE,
)
_WHO = r"(?:he|she|they|the (?:comedian|comic|performer|artist|singer|band|host|magician|actors?|cast|players?|acts?))"
_ON_STAGE = regex(
    rf"\b(?:will|would|does|do|did|is|are|can|could|might|going to)\s+{_WHO}\b(?!\W+(?:ring|call|phone|contact|email|get back|reply|join|come back|help|answer|see (?:what|this|my)))[^.?!]{{0,24}}\b(?:pick\w*|talk\w*|speak\w*|shout\w*|make fun|roast\w*|heckl\w*|ask\w*|involve\w*|interact\w*|drag\w*|pull\w*|call (?:people|anyone|us|someone) (?:up|out))\b"
    r"|\b(?:pick(?:s|ed|ing)?|picks) on (?:people|us|me|you|the audience|anyone|someone|somebody|them|those|folk\w*)?\b|\b(?:be|get|getting|being) (?:picked on|roasted|heckled|dragged|pulled up|called up|hauled)\b"
    r"|\baudience (?:participation|interaction|members?)\b|\bcrowd ?work\b",
    re.IGNORECASE,
)
_ASKS_FOR_ONE = regex(
    r"\b(?:speak|talk|chat) (?:to|with) (?:a|an|the|your|some|someone|somebody|anyone|anybody|whoever)\b|\b(?:human|real person|agent|manager|supervisor|operator|representative|complain\w*|complaint)\b",
    re.IGNORECASE,
)


def only_apologises(view: View, heard: Heard) -> bool:
    """Whether nothing is said but that somebody is sorry: "sorry for wasting your time"."""
    if view.reading.slots or not says_sorry(view.message):  # the reading leaves a leading "sorry" out
        return False
    heard.social.append(Intent.SMALL_TALK)
    heard.understood = True
    return True


def says_sorry(text: str) -> bool:
    """Whether a message is an apology and nothing else."""
    return len(text) <= _LONGEST and _SORRY.fullmatch(text) is not None


_LONGEST = 120  # characters
_WANTS = regex(
    r"\b(?:want|need|get|give|refund\w*|money|cancel\w*(?! on\b)|instead|only|just|less|fewer|change|swap|move|book|buy|tickets?|make it|now|please|pls|can|could)\b",
    re.IGNORECASE,
)
OF_THE_STAGE = "What does the performer do with the audience?"


def of_the_stage(view: View, heard: Heard) -> bool:
    """Whether it is asked what a performer may do with people who sit there: "would I have to sit where he picks on people"."""
    text, slots = view.reading.text, view.reading.slots
    if _ON_STAGE.search(text) is None or _ASKS_FOR_ONE.search(text) or len(text) > _LONGEST:
        return False
    if any(s.name not in {"topic", "section", "row", "event_kind", "preference"} for s in slots):
        return False
    if slots and not aspects.asks(text):
        return False  # "I don't want to be picked on, the back please"
    heard.questions = [Question("knowledge", OF_THE_STAGE, ())]
    heard.understood = True
    return True


def only_explains(view: View, heard: Heard) -> bool:
    """Whether somebody only tells why nothing came of it: "3 of us, two bailed", after a no, with nothing in hand."""
    state, text = view.state, view.reading.text
    busy = state.quote is not None or state.hold is not None or state.transfer is not None or state.awaiting is not None
    if busy or state.memo.get("bought") or state.last_order_id is not None or len(text) > _LONGEST:
        return False
    if any(s.name != "quantity" for s in view.reading.slots) or aspects.asks(text) or _WANTS.search(text):
        return False
    if _BAILED.search(text) is None or _OURS_TO_ANSWER.search(text):
        return False
    heard.social.append(Intent.SMALL_TALK)
    heard.understood = True
    return True


_NUMBER = r"(?:(?:tele)?phone |tel\.? |contact |box office )?(?:numbers?|no\.?)"
_CALLS = r"(?:call|ring|phone|telephone|dial|reach|try|contact)"
_ONE = r"(?:you|u|somebody|someone|anyone|anybody|the (?:box office|venue|theatre|theater|house|stadium|arena|hall)|your (?:box office|office|people|team))"
WHERE_TO = regex(
    r"\b(?:what(?:['’]?s| is| are)|is there|are there|do (?:you|u|ya) have|have (?:you|u) (?:got )?|got|any)\b[^.?!]{0,24}\b(?:phone|telephone|complaints?|contact|customer \w+|support|help) ?(?:phone )?(?:numbers?|lines?|no\.?|hotlines?|e-?mails?(?: address)?|address(?:es)?)\b(?! (?:is|was)\b)"
    r"|\b(?:what(?:['’]?s| is)|is there|do (?:you|u) have)\b[^.?!]{0,16}\b(?:number|hotline|e-?mail|address)\b[^.?!]{0,12}\b(?:for|to)\b[^.?!]{0,12}\bcompl[a-z]*\b"
    r"|\b(?:who|where|how) (?:do|can|could|should|would) (?:i|we|you|one)\b[^.?!]{0,20}\b(?:complain|(?:make|file|lodge|send|raise|put in) a (?:formal |written )?complaint|complaints?)\b"
    rf"|\b(?:the|a|any|your|ur|what|which|whats|what['’]s) {_NUMBER} (?:(?:of|for|at) {_ONE}|(?:to|(?:that |which )?(?:i|we|he|she|they) (?:can|could|should|may)|(?:do|can|should|may) (?:i|we|he|she|they)) {_CALLS})\b"
    rf"|\b{_CALLS}\b[^.?!]{{0,24}}[.?!,;]*\s*(?:(?:and|so|but|on|ok)\s+)?(?:what|which|whats|what['’]s)(?: is|['’]?s)?(?: the| your)? {_NUMBER}\W*$"
    rf"|\b(?:just|only)(?: \w+){{0,2}} (?:the|a|your) {_NUMBER}(?: please| pls| thanks)?\W*$"
    r"|\b(?:is there|do (?:you|u) have|have (?:you|u)(?: got)?|got) an e-?mail\b"
    rf"|\b(?:what(?:['’]?s| is)|give me|have|know|need|want)\b[^.?!]{{0,8}}\b(?:(?:your|an|any|ur) e-?mail(?: address)?|the e-?mail(?: address)? (?:of|for) {_ONE})(?: please| pls| then| again)*\W*$"
    rf"|\b(?:can|could|may|how do|how can|where do|where can) (?:i|we|she|he|they)\b(?: just| please)? (?:phone|ring|call|telephone|e-?mail) {_ONE}(?: (?:up|directly|instead|then|about (?:it|this|that)))?\W*(?:$|[?.!])",
    re.IGNORECASE,
)
"""Where a complaint is sent, or which number there is: asked, and nothing complained of."""
_NEEDS_ONE = regex(
    r"(?:^|[.?!;,–—-]\s*|\b(?:and|because|cos|coz|as|so)\s+)(?:i|we)(?:['’]d)?(?: (?:really|just|urgently|do|would|badly))* (?:need|want|like|have|must|wanna|gotta)(?: to)? (?:talk|speak|chat) (?:to|with) (?:some(?:body|one)|any(?:body|one)|a (?:real |live |actual )?(?:person|human(?: being)?)|one of (?:you|your \w+))\b",
    re.IGNORECASE,
)
"""A person is wished for in so many words, whatever number is asked for beside it."""
_LIKE_ASKING = frozenset({Intent.COMPLAINT, Intent.HAND_OFF, Intent.SIGN_IN, Intent.ORDERS, Intent.OUT_OF_SCOPE})
_COMPLAINS = regex(r"\bcomplain\w*", re.IGNORECASE)


def as_meant(intent: Intent, text: str) -> Intent:
    """The intent of a clause that was read as a complaint, or as asking for a person, and is neither."""
    if (
        intent in _LIKE_ASKING
        and WHERE_TO.search(text)
        and not _NEEDS_ONE.search(text)
        and not cues.WRONGED.search(_COMPLAINS.sub("", people.NO_PERSON.sub("", text)))
    ):
        return Intent.KNOWLEDGE  # "what's your complaints number"
    if intent not in {Intent.COMPLAINT, Intent.HAND_OFF} or _ASKS_FOR_ONE.search(text):
        return intent
    if _ON_STAGE.search(text):
        return Intent.KNOWLEDGE  # "would I have to sit where he picks on people"
    bailed = _BAILED.search(text) is not None and not _OURS_TO_ANSWER.search(text) and not cues.WRONGED.search(text)
    return Intent.INFORM if bailed else intent  # "3 of us, two bailed"


_A_CROWD = 12
"""From so many on a person asked for sells them: no order holds as many."""


_WAITS = regex(
    r"\bhow (?:much longer|long|many (?:\w+ )?(?:minutes|hours|days|weeks))\b[^.?!]{0,16}\b(?:must|should|do|does|will|am|are|have)\b[^.?!]{0,12}\b(?:i|we)\b[^.?!]{0,12}\bwait(?:ing)?\b",
    re.IGNORECASE,
)
"""How long one waits for somebody: said beside asking for a person, it is for them."""


_IS_AFFLICTED = regex(
    r"\W*(?:(?:and|but|because|cos|as|since|sorry|oh)\W+)*(?:i|we|he|she|they|(?:my|our|his|her|their|the|one|two|both|some)(?: of)?(?: (?:my|our|the|them|us))?(?: [\w'’-]+){0,2}?)(?:['’](?:s|re|m|ve)| is| are| am| was| were| has| have| had| got| had to)\b[^.?!]*\b(?:hospital|ill|sick|unwell|poorly|hurt|injured|accident|surgery|operation|covid|flu|died|passed away|funeral|broken?|chickenpox)\b[^?]*",
    re.IGNORECASE,
)
"""Why a person is asked for, told and not asked: "they're in hospital"."""


def only_the_person(view: View, heard: Heard) -> None:
    """Leaves out what only led up to asking for a person, and asks nothing: "I know you have rules. Can I speak to someone"; and the wish of a crowd."""
    if heard.control in {Intent.HAND_OFF, Intent.COMPLAINT}:
        heard.questions = [q for q in heard.questions if not _IS_AFFLICTED.fullmatch(q.text)]
    if heard.control is Intent.HAND_OFF:
        crowd = any(
            s.name == "quantity" and isinstance(s.value, int) and s.value > _A_CROWD for s in view.reading.slots
        )
        if crowd and view.state.hold is None and view.state.task is not None and view.state.task.kind in BUYING:
            asking.note_show(view.reading.slots, view.state)
            view.state.task, view.state.awaiting, heard.started, heard.changed = None, None, False, False
        heard.questions = [q for q in heard.questions if aspects.asks(q.text) and not _WAITS.search(q.text)]
