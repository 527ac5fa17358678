"""People behind the desk: who asks for one, what is asked of the one who was sent for, and what is no complaint.

Pure, like `hearing` and `owning`, which ask it.
"""

import re

from willcall.agent.dialogue import aspects, cues
from willcall.agent.dialogue.wishes import whereabouts
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Standing
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading

CALL_ME = regex(
    r"(?<!do i )(?<!can i )(?<!could i )(?<!do we )(?<!to )\b(?:open|raise|log|file|create|start) (?:me )?(?:a|an|the|my) (?:case|support ticket|ticket with (?:support|someone|somebody))\b(?! (?:of|for)\b)|\bget (?:someone|somebody|a (?:person|human|manager)) to (?:look (?:at|into)|check on|sort|deal with|fix|see to) (?:it|this|that|me out)\b|"
    r"\b(?:someone|somebody|anyone|anybody|a (?:person|human|manager|colleague|member of (?:the )?staff)|your (?:team|staff|boss|manager|people))\b[^.?!]{0,30}\b(?:ring|call|phone|contact|email|get back to|reach|speak to|talk to)\s+(?:me|us)\b",
    re.IGNORECASE,
)
HUMAN = regex(r"\b(?:human|real person|person|operator|representative|agent)\b", re.IGNORECASE)
ASK_SOMEBODY = regex(
    r"\b(?:ask|get|fetch|find|bring|call|put me through to|pass me(?: on)? to)\b(?: me)?[^.?!]{0,8}\b(?:a (?:real |actual )?(?:person|human|colleague|manager)|someone|somebody)\b"
    r"|\b(?:can|could|want|need|like) (?:someone|somebody|a person|a human|one of your (?:people|staff|team))(?: (?:to|please|just))* (?:check|look|have a look|call|ring|help|sort|contact|deal)(?=\W*$|\s+(?:this|it|that|me|us|for it|into|with (?:it|this|that)|my (?:order|booking|payment|refund)|please)\b)",
    re.IGNORECASE,
)
_SOMEBODY = regex(
    r"\b(?:check|ask|talk|speak|chat|confirm|discuss)\b[^.?!]{0,24}\b(?:with|to) (?:somebody|someone|a (?:real |actual )?(?:person|human|colleague|member of staff))\b"
    r"|\b(?<!do i )(?<!do we )(?:want|need|like|get|have|send|fetch)\b[^.?!]{0,12}\b(?:someone|somebody|a (?:real |actual )?(?:person|human)|anyone)(?: there)?\b (?:to |who can |that can )?(?:just )?(?:(?:tell|call|ring|phone|message|contact|email|text) (?:me|us)\b(?! (?:when|the seat|which))|help (?:me|us)\b(?! (?:to|up|in|get)\b)|talk to|get back to)"
    r"|(?<!don't )(?<!dont )(?<!not )(?<!never )\b(?:ask|get|fetch|call|bring(?: in)?|involve|send for) (?:me )?(?:somebody|someone|one|a person|a human|a colleague|anyone|anybody) (?:real )?(?:from|on|in|of|at) (?:your|ur|the|yr) (?:team|staff|office|people|colleagues|company|side|box office|desk|crew|folks|lot)\b"
    r"|\b(?:can|could|would|will) (?:you|u|ya) (?:please |pls |just |maybe )?(?:ask|check with|talk to|speak to) (?:your|ur|the) (?:colleagues?|boss|manager|supervisor|team|people|staff|box office)\b"
    r"|^\W*(?:(?:no|ok|okay|just|i said|i want|i need|get me|then|so|well|right|fine|alright|all right|yes|yeah|sod it|in that case|ugh|hm+|screw it|forget it)\W+)*(?:a |an )?(?:real |actual )?(?:person|human)\b(?:\W+(?:please|pls|then|about)\b|\W*$)"
    r"|[.,;!]\s*(?:just )?(?:i (?:just )?(?:want|need|wanna talk to|demand)|get me|give me|fetch me|let me (?:talk|speak) to)\W+(?:a |an )?(?:real |actual |live )?(?:person|human|manager|supervisor|agent)(?: being)?\b(?:\W+(?:please|pls|then|now|about)\b|\W*$)"
    r"|(?<!don't )(?<!dont )(?<!not )\b(?:fetch|get me|bring in|connect me (?:to|with)|hand me (?:over )?to|put me through to) (?:a |an |the )?(?:real |actual |live )?(?:person|human|colleague|manager|agent)\b",
    re.IGNORECASE,
)
"""Somebody is to see to something: "can you check about the lift with somebody"."""
_PASS_IT_ON = regex(r"\bpass (?:it|this|that)(?: on)? to (?:someone|somebody|a person)\b(?! else)", re.IGNORECASE)
_WHEN = regex(
    r"\b(?:how long|when|what time|how soon)\b[^.?!]{0,30}\b(?:someone|somebody|anyone|a person|a human|the person|you guys|you lot)\b[^.?!]{0,20}\b(?:get back|gets back|call|calls|ring|rings|answer|answers|reply|replies|respond|contact|join|joins|be here|here|come|there)\b"
    r"|\b(?:how long|when|how soon)\b[^.?!]{0,12}\b(?:will|would|do) (?:they|he|she)\b[^.?!]{0,12}\b(?:get back|call|ring|answer|reply|respond|contact|join|take|be)\b"
    r"|^\W*(?:(?:ok|so|and|right)\W+)*(?:what happens (?:now|next|then)|what(?:'s| is) next|any (?:news|update)|is there (?:any )?(?:news|an update))\W*$|\b(?:i|we) (?:want|need)\b[^.?!]{0,24}\blook(?:s|ing)? into it\b|\bis (?:anyone|anybody|someone|somebody|the person|the human|a person) (?:there|here|coming|looking|around)(?: yet| now)?\W*$"
    r"|\bhow (?:long|much longer) (?:do|must|will|should|have) (?:i|we)\b[^.?!]{0,12}\b(?:to )?wait(?:ing)?\W*$"
    r"|\bhow long (?:till|until|til|before) (?:i|we)\b[^.?!]{0,12}\b(?:hear|get (?:a|an) (?:answer|reply|call))\b"
    r"|\b(?:how long|when|how soon)\b[^.?!]{0,24}\b(?:someone|somebody|person|human|people)\b[^.?!]{0,16}\b(?:turns? up|shows? up|appears?|arrives?|comes? on|takes? over)\b"
    r"|\b(?:will|is|are|does) (?:someone|somebody|anyone|anybody|they)\b[^.?!]{0,12}\b(?:call|ring|phone|text|contact|message)(?:ing)? (?:me|us)\b(?! (?:my|the|our|a)\b)"
    r"|\b(?:when|how soon) (?:will|do|would|can) (?:i|we)\b[^.?!]{0,12}\b(?:hear(?: back| from (?:you|someone|somebody|them|anyone))?|get (?:a|an) (?:answer|reply|call))\W*$",
    re.IGNORECASE,
)
_HOW_LONG = regex(
    r"\W*(?:(?:ok|so|and|right|great|thanks)\W+)*how long (?:will|does|is|would) (?:it|that|this)(?: (?:take|be|going to take|gonna take))+(?: roughly| about)?\W*",
    re.IGNORECASE,
)
_DETAILS = regex(
    r"\bmy (?:number|phone|mobile|cell|e-?mail|email|name|address)(?: number| address)?(?: is|'s|:)|\b(?:call|ring|text|reach|e-?mail) me (?:on|at)\b|^\W*(?:so\s+|well\s+)?(?:it'?s|this is|its) (?:about|regarding|to do with|concerning)\b|^\W*[\w.+-]+@[\w-]+\.\w+\W*$|^\W*\+?\d[\d ()-]{6,}\W*$",
    re.IGNORECASE,
)
WAITS = regex(
    r"\b(?:i'?ll|i will|i'?d rather|we'?ll|we will|happy to|i can|i am|i'?m|ok|okay|fine|thanks) (?:just )?wait(?:ing)?(?: (?:here|a bit))?(?: for (?:the |a |an |your |their )?(?:person|human|someone|somebody|call|reply|answer|them|him|her|it|that))?(?: (?:please|thanks?|then|thank you|for now))*\W*$",
    re.IGNORECASE,
)
ABOUT = regex(r"^\W*(?:so\s+|well\s+)?(?:it'?s|this is|its) (?:about|regarding|to do with|concerning)\b", re.IGNORECASE)
_ONE = r"(?:(?:real |actual |live )?(?:person|human)(?: being)?|agent|manager|supervisor|someone|somebody|anyone|anybody|people)"
NO_PERSON = regex(
    r"\b(?:don'?t worry|no need|forget (?:it|that|the (?:person|human))|never ?mind|nvm|cancel that|not to worry|s'?ok|it'?s (?:ok|fine))\b[^.?!]{0,30}\b(?:do it (?:here|with you|myself|now)|(?:carry|go|crack) on|with you|sort it (?:here|now)|here)\b"
    rf"|\b(?:don'?t|do not|no longer|not) (?:really |actually )?(?:need|want) (?:to (?:speak|talk) (?:to|with) )?(?:an? |the |any )?{_ONE}(?: (?:any ?more|now|then|for (?:that|this|it)|thanks|thank you))*(?=\W*$|\s*[.,;!])"
    rf"|\bno (?:need (?:for|to (?:ask|get|fetch|bother|involve|call|send for)) )?(?:an? |the |any )?{_ONE}(?: (?:is |was )?(?:needed|required|necessary))?(?=\W*$|\s*[.,;!]| (?:thanks|thank you|please|then|just)\b)"
    rf"|\b(?:don'?t|do not|no need to|needn'?t) (?:you )?(?:ask|get|fetch|bother|involve|call|send for) (?:an? |the |any )?{_ONE}(?: (?:from|on|in|of|at) (?:your|ur|the) \w+)?(?=\W*$|\s*[.,;!])"
    rf"|\b(?:did ?n['’]?t|did not|never) mean(?:t)? to (?:call|ask for|contact|get|fetch|bother|disturb|involve|send for)(?: (?:an? |the |any )?{_ONE})?"
    rf"|\b(?:did ?n['’]?t|did not|never) (?:ask(?:ed)?|want(?:ed)?|need(?:ed)?)(?: (?:for|you to (?:call|fetch|get|ask)))? (?:an? |the |any )?{_ONE}(?: (?:to (?:be )?\w+(?: in)?|called in|in|here))*(?=\W*$|\s*[.,;!])"
    rf"|\bwithout (?:a |any )?{_ONE} (?:needed|involved|joining)\b",
    re.IGNORECASE,
)
"""Nobody is to be fetched: "no person needed", "dont bother anyone", "no need for a human, thanks"."""
_FEW_LEFT = 3  # words


def only_sends_away(text: str) -> bool:
    """Whether nothing is said but that nobody is to be fetched; "no person needed, can I send them on then?" asks for more."""
    match = NO_PERSON.search(text)
    rest = text[: match.start()] + text[match.end() :] if match is not None else text
    return match is not None and len(rest.split()) <= _FEW_LEFT and "?" not in rest


def sent_away(view: View, heard: Heard) -> None:
    """Ends the wait for a person whom somebody does not want beside what they go on with: "dont need a person, just tell me …"; the case stays."""
    state = view.state
    goes_on = state.handed_off and heard.control is not Intent.HAND_OFF and heard.standing is None
    if goes_on and NO_PERSON.search(view.message[:400]):
        state.handed_off = False


NEEDS_ACCOUNT = regex(
    r"\b(?:does|do|will|would) (?:she|he|they|my \w+)\b[^.?!]{0,12}\b(?:need|have) (?:to )?(?:an? account|sign (?:in|up)|register|log ?in|an? app|the app)\b",
    re.IGNORECASE,
)
RECIPIENT_ASKS = regex(
    r"\b(?:how|when|where)\b[^.?!]{0,12}\b(?:do|does|will|can|would) (?:she|he|they|my \w+|the other \w+)\b[^.?!]{0,12}\b(?:get|receive|see|open|use|have) (?:it|them|theirs|his|hers|the (?:tickets?|codes?))\W*$|"
    + NEEDS_ACCOUNT.pattern,
    re.IGNORECASE,
)
"""Of whoever tickets are handed to: "how does she get it", "does he need an account"."""
RECIPIENT = "Does the person I send a ticket to need an account?"
_AMENDS = regex(
    r"\b(?:apolog\w*|compensat\w*|goodwill|gesture|disciplin\w*|make (?:it|this|that) (?:right|up)|(?:talk|word) (?:to|with) (?:him|her|them|that (?:man|woman|steward))|take action|(?:written|noted|recorded|put|included|mentioned)\b[^.?!]{0,12}\b(?:down|case|file|report|complaint))\b",
    re.IGNORECASE,
)
"""What somebody wants of a complaint beside money: it is for whoever takes the case up."""
_FOR_THE_PERSON = regex(
    r"\b(?:put|add|write|note|include|mention|attach)\b[^.?!]{0,24}\b(?:note|case|file|person|human|them|colleague|ticket|request|message|down)\b|\b(?:tell|let|inform) (?:them|him|her|the (?:person|human|colleague|team))\b|\bpass (?:it|that|this)\b|\b(?:gst|vat|tax) (?:number|no\.?|invoice|bill|id)\b|\b(?:need|want|about) (?:a |an |the |my )?(?:proper )?(?:\w+ )?invoice\b",
    re.IGNORECASE,
)
_ANYONE = regex(
    r"\W*(?:(?:hello+|hi+|hey+|hallo|ok|so|um|er)\W+)*(?:(?:is )?(?:any|some)(?:one|body)(?: (?:there|here|home|around|reading|listening|at all|alive|in))+|(?:are )?(?:you|u) (?:still )?there|still (?:there|waiting)|hello+\?+)\W*",
    re.IGNORECASE,
)
_CURT = 5  # words
_SURE_WISH = 0.6
_SELLING = frozenset({"event", "quantity", "seats", "confirmation", "payment", "second_step"})


def wanted(text: str, view: View) -> bool:
    """Whether a clause asks for a person: by name, to be called, or in the words one was offered in."""
    return CALL_ME.search(text) is not None or _SOMEBODY.search(text) is not None or _takes_one(text, view)


def _takes_one(text: str, view: View) -> bool:
    """Whether a short message asks for a person in the words one was offered in: "yes, ask a person"."""
    offered = "ask a person" in str(view.state.memo.get("said") or "")
    if offered and _DO_ASK.search(text[:400]):
        return True
    if len(text.split()) > _CURT + 2 or view.state.hold is not None:
        return False
    return ASK_SOMEBODY.search(text) is not None or (offered and _PASS_IT_ON.search(text) is not None)


_DO_ASK = regex(
    r"(?:^|[.!?]\s)\W*(?:(?:yes|yeah|ok|okay|please|pls|do|then|can you|could you|would you|and|no|well|just)\W+)*(?:ask|get|fetch) (?:a (?:real |actual )?(?:person|human)|someone|somebody)\b",
    re.IGNORECASE,
)
_REPORTS = regex(
    r"\W*(?:(?:yes|yeah|yep|ok|okay|please|pls|sure|great|thanks|no|well|so|then|and|but|oh)\W+)*(?:(?:can|could|will|would|may) (?:you|u|ya|i|we|someone|somebody)(?: (?:please|pls|just|maybe))*|please|just|do|i'?d like (?:you )?to|i want (?:you )?to|i(?:'?d)? need (?:you )?to|let'?s|how do (?:i|we))? ?"
    r"(?:report|log|note|file|record|register|pass on|hand on|flag|escalate|look into|chase|take (?:a )?note of|open a case(?: (?:for|about))?|put in a report(?: (?:for|about))?|tell (?:them|someone|somebody))(?: (?:it|this|that|about (?:it|this|that)|my (?:lost )?\w+|a (?:loss|report|case)))*"
    r"(?: (?:for (?:me|us)|to (?:them|someone|somebody|the venue)|please|pls|then|as (?:lost|missing)|as well|too|on))*\W*",
    re.IGNORECASE,
)
"""Words for handing on what was told, where a person was offered: "can you report it for me"."""


def takes_up_the_offer(text: str, view: View) -> bool:
    """Whether somebody asks that what was told is handed on, where a person was offered to do so."""
    offered = "ask a person" in str(view.state.memo.get("said") or "")
    return offered and _REPORTS.fullmatch(text[:200]) is not None


_SAYS_YES = regex(r"\b(?:yes|yeah|yep|yup|please|do|sure)\b", re.IGNORECASE)


def only_thanks(text: str) -> bool:
    """Whether "ok thanks" takes leave of what was told, and takes up no offer."""
    return cues.THANKS.search(text) is not None and _SAYS_YES.search(text) is None


def only_agrees_to_one(view: View) -> bool:
    """Whether a plain yes follows the offer of a person, and nothing waits that it could confirm."""
    state, reading = view.state, view.reading
    if view.offered != "person" or reading.answer != "yes" or reading.slots:
        return False
    plain = all(wish.intent in {Intent.AFFIRM, Intent.THANKS} for wish in reading.wishes)
    plain = plain and not only_thanks(reading.text)
    return plain and state.quote is None and state.transfer is None and state.pending_order_id is None


def may_be_fetched(view: View) -> bool:
    """Whether a yes can only be to the person who was offered beside a list: of several it says nothing, and nothing is held."""
    state = view.state
    if state.quote is not None or state.transfer is not None or state.handed_off:
        return False
    latest = state.latest
    listed = len(latest.events) + len(latest.seats) + len(latest.orders) if latest is not None else 0
    open_list = state.awaiting in {"event", "seats", "order"} and listed > 1
    return (open_list or state.awaiting is None) and "ask a person" in str(state.memo.get("said") or "")


_OF_PEOPLE = regex(
    r"\b(?:human|person|people|someone|somebody|anyone|anybody|agent|operator|representative|manager|staff|steward|supervisor|help|assist\w*|complain\w*|through|speak|talk|call|ring|phone|contact|team|desk|scan\w*)\b",
    re.IGNORECASE,
)


def nobody_asked_for(text: str, view: View) -> bool:
    """Whether what was read as asking for a person asks for none, and tells what seats are wanted: "I just can't do steps, a normal seat please"."""
    task = view.state.task
    told = {s.name for s in view.reading.slots} & {
        "accessible",
        "preference",
        "section",
        "row",
        "quantity",
        "max_price",
    }
    told |= {s.name for s in whereabouts.with_bare_section(view.reading.slots, view)} & {"section", "row"}
    return (
        task is not None
        and task.kind in {"browse", "purchase", "upgrade", "exchange"}
        and bool(told)
        and not _OF_PEOPLE.search(text)
    )


def beside_a_pick(text: str, view: View) -> bool:
    """Whether a person is asked for in the words that also pick seats: "do ask a person about the steps. But hold those two"."""
    return "ask a person" in str(view.state.memo.get("said") or "") and _DO_ASK.search(text[:400]) is not None


_DEAR = regex(r"\b(?:rip[- ]?off|expensive|over-?priced|pric(?:e)?y|too much|dear|steep|greedy)\b", re.IGNORECASE)


def no_complaint(text: str, view: View) -> bool:
    """Whether what was read as a complaint says nothing of a wrong: "oh how embarrassing, I'll try my other card", "three dollars is a rip-off"."""
    if cues.WRONGED.search(text):
        return False
    return view.state.awaiting in _SELLING or _DEAR.search(text) is not None or refused_before(view)


def refused_before(view: View) -> bool:
    """Whether the last thing said was that others' orders are not shown; insisting on it is no complaint."""
    said = str(view.state.memo.get("said") or "")
    return said.startswith(OTHERS_ORDERS) or "only look at your own" in said or STANDS_FIRM in said


STANDS_FIRM = "I can make no exception: an order opens only to the account that bought it, whoever knows its number."
OTHERS_ORDERS = "I can only look at your own orders, and change nobody else's."
_INSISTS = regex(
    r"\b(?:he|she|they)(?:'s| is| are|'re)? (?:\w+ )?(?:said|says|told|knows|knew|wants|asked|won'?t mind|doesn'?t mind|is fine|fine with)\b|\b(?:his|her|their) (?:name|seats?|tickets?|orders?|bookings?)\b|\bones? (?:\w+ ){1,2}(?:bought|booked|has)\b|\b(?:he|she)'?s my\b|\bc(?:ome |['’]?m)on\b|\b(?:i['’]?m|im|i am) (?:his|her|their) \w+\b|\b(?:his|her|their) e-?mail\b|\b(?:what|which \w+) (?:he|she) (?:bought|booked|ordered|has|got)\b|\b(?:refund|cancel|get) (?:her|him)\b"
    r"|\b(?:he|she|they|my \w+)(?:'s| has|'ve| have)? (?:gave|given|sent|forwarded|let|allowed|authori[sz]ed|trusts?) (?:me|us)\b|\b(?:i|we)(?:'ve| have)(?: got)? (?:his|her|their|the) (?:\w+ )?(?:number|permission|consent|ok|e-?mail|id|password|confirmation)\b"
    r"|\bexceptions?\b|\bjust this once\b|\b(?:on|in) (?:his|her|their|my \w+'s) behalf\b|\bbend the rules?\b|\bwhy not\W*$",
    re.IGNORECASE,
)


def insists(view: View) -> bool:
    """Whether somebody insists on seeing another's order after the refusal: "come on, he said it's fine"."""
    if any(s.name == "order_id" for s in view.reading.slots) or "ord_" in view.reading.text:
        return False  # "sorry, the number is …"
    return refused_before(view) and _INSISTS.search(view.reading.text) is not None


_MONEY = regex(r"\b(?:refund\w*|money back|cancel\w*|exchang\w*|swap\w*)\b", re.IGNORECASE)


_TO_BE_NOTED = regex(
    r"\b(?:note|add|write|mention|tell|pass|put|let|remember)\b[^.?!]{0,40}\b(?:your|the) (?:colleagues?|person|people|team|staff|human|co-?worker|boss|manager|box office)\b"
    r"|\b(?:your|the) (?:colleagues?|person|people|team|human|co-?worker)\b (?:to|should|must|needs? to|has to|ought to) (?:know|hear|read|see|be told)\b",
    re.IGNORECASE,
)


STAYS_OPEN = regex(
    r"\b(?:leave|keep|let)\b[^.?!]{0,8}\b(?:case|ticket|complaint)\b[^.?!]{0,12}\bopen\b|\b(?:leave|keep) it open\b|\b(?:don['’]?t|dont|do not) close (?:it|(?:the|my|that) (?:case|complaint))\b",
    re.IGNORECASE,
)


_ITS_NUMBER = regex(
    r"\b(?:what|which|remind me|tell me|give me|lost|forgot)\b[^.?!]{0,24}\bcase (?:number|no\.?|id|ref(?:erence)?)\b|\b(?:my|the) case (?:number|no\.?|id|ref(?:erence)?) (?:again|pls|please)\b",
    re.IGNORECASE,
)


def of_a_case(state: ConversationState, reading: Reading) -> Standing | None:
    """What is said to, or asked of, the person who was sent for."""
    told = {s.name for s in reading.slots if not s.negated}
    if state.case_id is None or state.quote is not None or "when" in told:
        return None
    case_told = state.case_id in str(state.memo.get("said") or "")
    how_long = any(_HOW_LONG.fullmatch(part) for part in re.split(r"(?<=[?.!])\s+", reading.text))
    if _WHEN.search(reading.text) or (how_long and case_told) or _ITS_NUMBER.search(reading.text):
        return "person"
    if state.handed_off and _ANYONE.fullmatch(reading.text):
        return "person"
    if STAYS_OPEN.search(reading.text):
        return "noted"
    if _TO_BE_NOTED.search(reading.text) and not aspects.asks(reading.text) and not _MONEY.search(reading.text):
        return "noted"  # "please note that for your colleague", whatever is on the table
    if _AMENDS.search(reading.text) and not _MONEY.search(reading.text) and state.task is None:
        return "noted"
    for_them = state.handed_off and _FOR_THE_PERSON.search(reading.text) is not None and state.task is None
    if for_them and not told & {"event", "performer", "quantity", "email"}:
        return "noted"
    wishes = {wish.intent for wish in reading.wishes if wish.confidence >= _SURE_WISH}
    detail = state.handed_off and state.awaiting != "choice" and _DETAILS.search(reading.text)
    busy = aspects.asks(reading.text) or wishes & {Intent.REFUND, Intent.EXCHANGE, Intent.UPGRADE}
    return "noted" if detail and not busy else None


_OF_PEOPLE = regex(
    r"\b(?:humans?|persons?|people(?! (?:get|go|come|sit|fit|use|enter|share|on|in|per|to a|with|under|over))|some(?:one|body)|any(?:one|body)|agents?|operators?|reps?|representatives?|managers?|supervisors?|boss|staff|team|colleagues?|employees?|workers?|clerks?|guy|lady|advis[eo]rs?|assistants?|bots?|robots?|machines?|ai|real|live|speak|talk|chat|call(?:s|ed|ing|back)?|ring|dial|contact|reach|connect\w*|escalat\w*|complain\w*|support|service|help\w*|desk|hotline|line|(?<!my )(?<!my phone )number|through to|who)\b",
    re.IGNORECASE,
)
"""Words of somebody to talk to; without any of them nobody is called."""
_HELPER = regex(
    r"\b(?:some(?:one|body)|any(?:one|body)|staff|stewards?|people) (?:there |around |on hand )?(?:to|who(?: can)?|that can) (?:help|show|meet|guide|push|assist|take|lead|carry|direct) (?:us|me|him|her|them|my \w+|our \w+)\b[^.?!]{0,24}\b(?:at|to (?:the|my|our)|in (?:the|through)|on (?:the|arriv\w*)|when|with (?:the|his|her|my)|up (?:the|to)|there|inside|seats?|door|gate|entrance|stairs)\b",
    re.IGNORECASE,
)


def of_nobody(text: str) -> bool:
    """Whether there is no word of anybody to talk to, so that nobody is called: "can we all get in on my phone"."""
    return _OF_PEOPLE.search(text) is None


def who_helps_there(text: str) -> bool:
    """Whether it is asked if somebody helps at the house: "will there be someone to help us at the door"."""
    return _HELPER.search(text) is not None
