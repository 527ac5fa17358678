"""Claims that no list knows the words of, by who did what: the grammar of "it has been done" instead of its vocabulary.

Nobody can list the ways of saying that something was done for a fan. But there are few ways of *not* saying so: asking, denying,
offering, making it hang on something, telling a rule, or telling what was looked for. So an affirmed clause counts as a claim when
the speaker is said to have done anything but look and talk, when a fan or what is theirs is said to be or have anything but what
fans are and have before anything happened, when a third person of the house is said to be at it, or when a price is promised.
Knows words of denial and offers only through `grammar`; whether a claim is true is decided elsewhere.
"""

import re
from collections.abc import Iterator

from willcall.agent.safeguards.grammar import ADVERBS, CONDITIONS, EVENT, HYPOTHETICAL, NEGATORS, SOFT_CONDITIONS
from willcall.agent.safeguards.lexicon import HARMLESS, NOUNS, words
from willcall.understanding.patterns import regex

Stance = tuple[frozenset[str], str]

_MONEY = frozenset({"money"})
_NEVER = frozenset({"never"})
_THING = (
    r"(?:orders?|bookings?|purchases?|reservations?|payments?|charges?|transactions?|refunds?|reimbursements?|money|cash|funds|tickets?|seats?|spots?|places?|"
    r"passes|pass|cards?|upgrades?|exchanges?|transfers?|cancell?ations?|deal|requests?|returns?|barcodes?|qr codes?|codes?|credits?|vouchers?|hold|changes?|"
    r"sale|trade|swap|switch|reversal|repayment|paperwork|pdfs?|receipts?|confirmation|claim|complaint|case|amount|balance|total|bill|fees?|price|row|pair)"
)
_DEALING = regex(
    r"\b(?:orders?|bookings?|purchases?|reservations?|payments?|charges?|transactions?|refunds?|reimbursements?|money|cash|funds|upgrades?|exchanges?|transfers?|"
    r"cancell?ations?|deal|requests?|returns?|trade|swap|switch|reversal|repayment|claim|complaint|case|balance|sum|debit|debt|entry)\b"
)
_OBJECT = regex(rf"\b(?:you|your|them|it|those|these|both|theirs|that one|{_THING})\b")
_ONLY_SHOWN = regex(
    r"\b(?:lists?|the options|options? (?:in|by|from|below)|choices?|summary|overview|note|notes|look|sense|mistake|sure|effort|offer|question|answer|idea|suggestions?|results?|details|information|search|link|together|"
    r"map|chart|below|above|here|budget|wishes|mind|prices)\b"
)
_DOUBTFUL = words(
    "put made given got taken gave took set kept let left ran run threw brought had came went cut moved opened posted released sold"
)
_DOUBTFUL |= words(
    "confirmed verified connected reached routed directed pointed provided shared started begun finished prepared"
)
_PAST = words(
    "put gave took sent set held kept let bought sold paid ran threw cut brought went came spoke wrote laid led lent quit rang shut spent split stood struck swept "
    "undid withdrew won drew drove hid hit did did made got left rode rose shot slid swung tore undone begun built caught dealt fed fought freed"
)
_TALK = HARMLESS | words(
    "saw knew felt forgot misheard misspoke wondered assumed guessed supposed spoke showed skipped excluded limited focused stuck preferred meant thought understood read "
    "heard said told found went came tried struggled failed searched browsed combed scanned glanced peeked learnt learned noted reckoned hit ran figured narrowed agreed appreciated"
)
_SEEKERS = words(
    "welcome right looking asking interested able free happy sure correct wondering trying planning thinking after about here signed logged kidding talking speaking chatting "
    "bringing coming invited hoping wanting unsure undecided ready all most more also still quite absolutely very so under over of at on a an the not only just ok okay worried almost nearly "
    "concerned disappointed upset frustrated unhappy sorry eligible entitled allowed required asked supposed expected responsible always never best better fine limited kind great "
    "awesome charged paying seeing viewing buying using reading picking choosing going to wanting done"
)
_OWNED = regex(
    r"\byou (?:now |already |also |still |just )*(?:have|have got|get|got|own|hold) (?:now )?(?:an? |some |your |the |two |three |\$?\d+[\d.,]* |\w+ )?(?:\w+ )?"
    r"(?:store credit|credit|voucher|vouchers|gift card|refund|discount|reservation|booking|place|parking|upgrade|guest pass)\b"
)
_PERSON = regex(
    r"\b(?:someone from|somebody from|one of our \w+|(?:a|the|our|my) (?:supervisor|manager|colleague|superior|team lead|specialist|back office|finance team|accounts team|refunds team)|"
    r"finance|accounting|accounts|head office|management|a human|the (?:usher|stewards?|doorman|gate|gate staff|door staff|front desk)|our people|our staff|your bank|the bank|customer care|billing)(?: \w+){0,2}? "
    r"(?P<verb>has|have|is|are|was|were|knows?|will|gave|took|\w+ed)\b(?! (?:to|not|allowed|able|needed|required|closed|open|able)\b)"
)
_GIFT = regex(
    r"\b(?:is|are|be|comes?|goes?) (?:entirely |fully |completely )?(?:on us|on the house)\b|\b(?:kids|children|child|second one|guests?|friend|companion|one) (?:go|goes|get in|gets in|enters?|are|is) (?:in )?free\b|"
    r"\b(?:cost|costs|charge|charges|charged|costing) you (?:nothing|zero|not a cent|not a dime)\b|\bcompliments of\b|\b(?:pay|paid|owe|be) (?:nothing|zero)(?: extra| more)?\b(?! (?:until|till|before|yet|now))|"
    r"\b(?:student|senior|child|loyalty|member|members|group|early|promo|special|staff|friends|partner|old|same|lower|reduced) (?:rate|price|discount|deal|fare)\b(?: \w+){0,3}? (?:is|was|has been|now|for you|applies|applied|counts|holds)\b|"
    r"\b(?:same|old|lower|reduced|special) price for you\b|\b(?:keep|kept|honou?r|match|matched|hold|locked?)(?:ed)?(?: in)? (?:the |that |your )?(?:\w+ )?(?:price|rate)\b|"
    r"\b(?:i|we) (?:will |do |can |hereby |personally )*(?:guarantee|promise|swear|vouch|assure)\b|\bguaranteed? (?:a|you|your) (?:\w+ )?(?:refund|seat|upgrade|money)|"
    r"\bbring (?:them|it) back (?:any ?time|whenever)\b|\b(?:threw|throw|throwing|thrown) in\b|\bfees? (?:off|out)\b|\boff (?:for you|your (?:bill|total|order))\b|\bwithout (?:any )?fees\b"
)
_WAITS = regex(
    r"\b(?:seats?|tickets?|they|those|these|places|spots?|row|pair|both) (?:will|are going to) (?:\w+ )?(?:wait|stay|remain|be (?:kept|held|saved|there|safe|yours|free for you))\b|"
    r"\b(?:seats?|tickets?|they|those|these|both) (?:are|is) (?:now )?(?:off (?:the market|sale|limits)|out of (?:reach|circulation|sale|the pool)|spoken for|taken care of|tucked away)\b|\bjust for you$"
)
_BACK = regex(
    r"\byou (?:will|shall|are going to) (?:\w+ )?(?:get|have|see|receive|be getting)\b(?: \w+){0,5}? (?:back|again on your)\b|"
    r"\b(?:full |whole |entire |complete )?(?:amount|sum|money|cash|cents?|payment|\w+ dollars) (?:will|should) (?:\w+ )?(?:show|appear|land|arrive|be|come|reach|turn up|drop)\b"
)
_COLLECT = regex(
    r"\b(?:pick|collect|fetch|grab|get) (?:up )?(?:your |the )?(?:tickets?|passes|them) (?:up )?(?:at|from|in)\b(?=.*\b(?:printed|ready|waiting|there|your name)\b)|"
    r"\b(?:good|free|clear|all right|set|cleared) to (?:walk (?:right )?in|go in|enter|come in|walk through)\b|\bhas you (?:in|on|down|at)\b|\bhave you (?:down|listed|registered|pencil?led|signed up)\b"
)
_STATE = regex(
    rf"^(?:and |so |now |great |the system (?:shows|says) |our (?:records|system) (?:show|shows|say) )*(?P<whose>your|the|this|that|both|all|those|these)(?: \w+){{0,2}}? (?P<thing>{_THING})(?: \w+){{0,3}}? "
    r"(?P<verb>is|are|was|were|has|have|went|came|got|stands?|stood|sits?|lies|belongs?|holds?|cleared|landed|made|shows?|counts?|now|\w{3,}ed)(?: (?P<rest>.*))?$"
)
_WITH_THE_FAN = regex(
    r"\b(?:to|in|on|into|at|onto|under|through) your (?:\w+ )?(?:phone|inbox|wallet|pocket|account|statement|name|cards?|e-?mail|app|profile|mailbox|folder|mobile|bank|purse|hands?|address)\b|"
    r"\b(?:has|have|had|carry|carries|bears?|shows?|with) (?:\w+ )?(?:your|\w+'s) names?\b"
)
_FEES_GONE = regex(
    r"\b(?:fees?|charges?|surcharges?|taxes|penalty|cost) (?:is|are|was|were|has|have) (?:\w+ly |now |been |all )*(?:gone|off|out|history|removed|dropped|lifted|struck|cut|zero|forgotten|crossed|wiped|halved)\b|"
    r"\b(?:enters?|gets? in|sits?|parks?|drinks?|rides?|comes? along) (?:for nothing|without paying|free)\b|\b(?:paying|pay|pays) (?:only |just )?half\b|"
    r"\byou get (?:the|a|our) (?:\w+ )?(?:rate|discount|price)\b|\b(?:points|gift card|voucher|credit|sponsor|house) (?:covered|covers|paid|took care)\b|\btreat(?:ing)? you to\b|\b(?:my|our) treat\b|\bat (?:our|my) expense\b|\byou (?:profit|benefit) from\b|\b(?:dinner|food|drinks?|parking|meal|breakfast|lunch|transport|shuttle) (?:is|are) included\b"
)
_BECAME = regex(
    r"\b(?:you|your|yours)\b.*\b(?:became|become|turned into|replaced|swapped|moved|shifted|changed|climbed|grew)\b|\b(?:became|become|turned into|replaced|swapped|changed) (?:\w+ )?(?:you|your)\b"
)
_PASSED = regex(
    r"\b(?:has|have|was|were|got|is now|are now) (?:\w+ly |now |just |all |both |already |also |since )*(?:been )?(?P<verb>\w{3,}(?:ed|en|ck|nt|wn|ght)|put|set|cut|paid|sold|made|laid|won)\b"
)
_BUSY = regex(r"\b\w+ (?:am|are|is) (?:\w+ly |now |already )*(?P<verb>\w{3,}ing)\b")
_IDLE = words(
    "looking searching checking asking trying thinking talking showing offering suggesting waiting having going wondering hoping seeing reading listing missing playing performing "
    "speaking reaching running starting opening closing getting coming selling missing guessing assuming using comparing considering planning choosing wanting telling making "
    "saying doing being facing holding buying paying sitting standing bringing thinking interesting exciting referring leaving according including"
)
_CALLED = regex(
    r"\b(?:i|we) (?:have |just |already )*(?:rang|called|phoned|e?-?mailed|messaged|asked|told|urged|wrote to|spoke (?:to|with)|talked to|pinged|briefed) (?:to )?(?:the|my|our) "
    r"(?:\w+ )?(?:office|manager|venue|team|system|boss|desk|promoter|staff|colleagues?|supervisor|bank|organi[sz]ers?)\b|\bmy (?:boss|manager|supervisor)(?:'s)?\b"
)
_EVERYTHING = regex(
    r"^(?:good news |and |so |great |okay )*(?:everything|all of it|the whole thing|it all|it|that|this) (?:just |has |have |already )*(?:went|worked|gone|succeeded|cleared|turned out)\b(?! (?:wrong|sideways|missing|up|to|on sale))"
)
_YOU_NOW = regex(
    r"\b(?:now|from (?:now|tonight|today) on|from tonight|officially|today|so) you (?:sit|go|own|enter|join|come|attend|travel|belong)\b|\byou (?:sit|go|own|enter|attend|belong) (?:in|on|to|at|with|the|closer|nearer|higher|lower|front)\b"
)
_OF_THE_TALK = regex(
    r"\byour (?:\w+ )?(?:message|question|search|budget|wish|wishes|choice|browser|connection|session|answer|words|date|dates|patience|night|evening|day|trip|plans?|visit|experience|party|group|problem|trouble|story|concern|interest|time|luck|hand|name is|order number)\b|\bhold (?:has )?(?:expired|ended|run)\b"
)
_YOURS = regex(
    r"^(?:and |so |now )*your (?:[\w-]+ ){0,4}?(?P<verb>was|were|has|have|had|went|came|left|got|made|took|hit|reached|cleared|landed|stands?|no longer|reads?|lives?|awaits?|sits?|waits?|"
    r"\w{2,}(?<!ne)ed|put|cut|set)\b(?: (?P<rest>.*))?$"
)
_YOU_DID = regex(
    r"\byou (?:\w+ly |just |already |now |also )*(?P<verb>got|made|won|were|earned|gained|saved|bought|paid|landed|cleared|passed|qualified|scored|joined|entered)\b"
    r"(?! (?:to|it|me|that|cut|lost|a (?:message|question|point))\b)"
)
_SENT_OUT = regex(
    r"^(?:the|these|those|both|all|two) (?:\w+ )?(?:e-?)?(?:tickets|seats|passes|codes|barcodes|pdfs|places|spots) (?:were|have been|went|hit|reached|landed|left|got|arrived) "
    r"(?!on sale|sold|taken|fast|quickly|gone|early|out|up|priced|released|cheap)"
)
_FREE_OF_NOT = regex(
    r"\b(?:at|for|with) no (?:extra |additional )?(?:costs?|charges?|fees?)\b|\bno problem\b|\bno fees?$"
)
_SAYING = words(
    "asked said told chosen picked selected mentioned given named entered described wanted decided seen been looked tried missed lost reached hit got typed written requested "
    "specified confirmed declined stated offered"
)
_AS_IT_IS = regex(
    r"^(?:now |still |all |also |both |currently |only |just )*(?:for|in (?:section|row|the (?:upper|lower|front|back|middle|first|second|stalls|balcony|floor|gallery|parterre))|at|on (?:the|mon|tue|wed|thu|fri|sat|sun)|from|under|over|between|near|next|behind (?:the|a)|beside|"
    r"available|sold|left|free\b(?! of)|open|together|apart|side|adjacent|good|great|nice|better|best|cheap\w*|dear\w*|expensive|gone|taken|limited|accessible|a |an |the |those|these|what|where|\$|€|£|\d|one|two|three|four|five|six|"
    r"each|per|up to|about|around|subject|due|needed|required|possible|allowed|valid|personal|non|usually|always|normally|generally|higher|lower|more|less|different|not|no|never|waiting for your|"
    r"up to you|listed|shown|below|above|here|priced|posted|your|our|in (?:the|your) (?:order|e-?mail|list|city|hall|arena|building)|close|far|right|left|expir\w+|lasts?|made of|plus|fees|inclusive|including|total|held (?:until|for)|on (?:offer|sale)|to )"
)
_RULE = regex(
    r"\b(?:always|usually|normally|generally|typically|only|by (?:email|e-mail|post)|as a|per (?:ticket|order|person)|up to|within \w+ (?:to \w+ )?(?:days|hours)|at the (?:gate|door|entrance)|has its|for each|each|every|starts? with|begins? with|window|policy|fee is|works?|means|minutes|depends?)\b"
)


def stances(text: str, said: list[str], before: str = "") -> Iterator[Stance]:
    """Claims in an affirmed clause, with the kinds of receipt that would make them true.

    Args:
        text: The clause, expanded and plain.
        said: Its words.
        before: The clauses before it, whose subject it may share ("I found room and put you there").
    """
    if said and (said[0] in _PAST or said[0].endswith("ed")) and re.search(r"\b(?:i|we)\b", before):
        text, said = f"i {text}", ["i", *said]
    text = _FREE_OF_NOT.sub("", text)
    said = text.split() if len(text.split()) < len(said) else said
    if gift := _GIFT.search(text) or _FEES_GONE.search(text):
        head = said[: len(text[: gift.start()].split())]
        if not set(head) & (NEGATORS | CONDITIONS | {"can", "could", "would", "may", "might", "if"}):
            yield _NEVER, gift.group()
    if not said or set(said) & NEGATORS or set(said[:6]) & (CONDITIONS | SOFT_CONDITIONS):
        return
    if found := _own(text, said):
        yield found
        return
    offers = set(said) & {"would", "could", "can", "may", "might", "should", "must", "shall", "want", "let", "please"}
    if match := (_WAITS.search(text) if not offers else None):
        yield frozenset({"hold"}), match.group()
    if match := (_BACK.search(text) if not offers else None):
        yield frozenset({"refund"}), match.group()
    if match := (_COLLECT.search(text) if not offers - {"can"} else None):
        yield _MONEY, match.group()
    if offers:
        return
    if match := _PERSON.search(text):
        yield frozenset({"case", "refund"}), match.group()
    if match := _OWNED.search(text):
        yield frozenset({"refund", "purchase", "upgrade"}), match.group()
    if match := _CALLED.search(text):
        yield frozenset({"case"}), match.group()
    if found := _fan(said):
        yield found
    if found := _thing(text):
        yield found
    if found := _happened(text):
        yield found


def _happened(text: str) -> Stance | None:
    """That something came to pass with the fan or what is theirs, whoever did it."""
    later = re.search(
        r"\b(?:after|once|when|if|unless|until you|until we|as soon as|expired?|window|policy|any|usually|always|never|each|every|starts? with)\b",
        text,
    )
    if later is not None or EVENT.match(re.sub(r"^(?:the|this|that) ", "", text)) or _OF_THE_TALK.search(text):
        return None
    for pattern in (_YOURS, _YOU_DID):
        match = pattern.search(text)
        if match is None or match["verb"] in _TALK - _DOUBTFUL - words("bought got paid made") or _RULE.search(text):
            continue
        if not _AS_IT_IS.match(f"{match.groupdict().get('rest') or ''} "):
            return _kinds(text, ""), match.group()
    for pattern in (_WITH_THE_FAN, _BECAME, _EVERYTHING, _YOU_NOW, _SENT_OUT):
        if match := pattern.search(text):
            return _kinds(text, ""), match.group()
    match = _PASSED.search(text)
    if (
        match is not None
        and match["verb"] not in HARMLESS - _DOUBTFUL
        and (re.search(r"\b(?:you|your|yours|back|now)\b", text) or _DEALING.search(text[: match.start()]))
        and not re.search(
            r"\b(?:you|that|which|who|what|they|organi[sz]ers?|league|team) (?:\w+ )?$", text[: match.start()]
        )
    ):
        return _kinds(text, ""), match.group()
    match = _BUSY.search(text)
    if (
        match is not None
        and match["verb"] not in _IDLE
        and (re.search(r"\b(?:you|your|yours)\b", text[match.start("verb") :]) or _DEALING.search(text))
    ):
        return frozenset({"case", "refund"}), match.group()
    return None


def _own(text: str, said: list[str]) -> Stance | None:
    """Something that the speaker did, other than to look and to talk."""
    at = next((index for index, word in enumerate(said[:5]) if word in ("i", "we")), None)
    if at is None:
        return None
    if set(said[:at]) & (HYPOTHETICAL | {"that", "which", "what", "as"}):
        return None
    perfect = False
    for verb in said[at + 1 : at + 6]:
        if verb in ("have", "had", "did"):
            perfect = perfect or verb != "did"
            continue
        if verb in ADVERBS or verb.endswith("ly"):
            continue
        break
    else:
        return None
    if not perfect and not (verb.endswith("ed") and verb != "need") and verb not in _PAST:
        return None
    after = " ".join(said[said.index(verb, at + 1) + 1 :])
    if perfect and not re.fullmatch(r"\w+(?:ed|en|wn|nt|ght|ck)", verb) and verb not in _PAST | _DOUBTFUL:
        return None  # "we have plenty of seats": to have, not to have done
    if verb in HYPOTHETICAL or verb in ("been", "a", "an", "the", "no", "some", "two", "several", "any", "nothing"):
        return None
    if verb in _DOUBTFUL:
        if not _OBJECT.search(after) or _ONLY_SHOWN.search(after):
            return None
    elif (
        verb in _TALK
        or (_ONLY_SHOWN.search(after) and not _OBJECT.search(after))
        or (not _OBJECT.search(after) and after)
    ):
        return None
    return _kinds(text, verb), f"{said[at]} {verb}"


def _kinds(text: str, verb: str) -> frozenset[str]:
    nouns = [kinds for pattern, kinds in NOUNS if pattern.search(text)]
    if nouns and nouns[0] == {"hold"}:
        return nouns[0] if verb in ("put", "placed", "made", "set", "took", "have", "got") else frozenset({"extend"})
    if re.search(r"\b(?:colleague|manager|supervisor|team|people|someone|staff|problem|issue|complaint)\b", text):
        return frozenset({"case"})
    return nouns[0] if nouns and not nouns[0] & {"never"} else _MONEY


def _fan(said: list[str]) -> Stance | None:
    """What a fan is said to be now: "you are courtside", "you've been made whole", "you were registered"."""
    for at, word in enumerate(said[:6]):
        if word != "you" or at + 1 >= len(said) or said[at + 1] not in ("are", "were", "have"):
            continue
        rest = [each for each in said[at + 2 :] if each not in ADVERBS or each in ("all", "as")]
        been = bool(rest) and rest[0] == "been"
        if said[at + 1] == "have" and not been:
            verb = rest[0] if rest else ""
            if (
                verb in _SAYING
                or not re.fullmatch(r"\w{3,}(?:ed|en|wn|nt|ght)", verb)
                or verb in ("seven", "eleven", "ten", "then", "when")
            ):
                return None
            return frozenset({"money"}), f"you have {verb}"
        rest = rest[1:] if been else rest
        if not rest or rest[0] in _SEEKERS or rest[0] in HYPOTHETICAL or rest[0] in NEGATORS:
            return None
        if at and set(said[:at]) & (
            HYPOTHETICAL
            | {"where", "what", "which", "how", "that", "who", "seats", "tickets", "while", "because", "as"}
        ):
            return None
        return frozenset({"money"}), f"you {said[at + 1]} {rest[0]}"
    return None


def _thing(text: str) -> Stance | None:
    """What became of something of the fan's, or of a deal that is spoken of as one that there is."""
    match = _STATE.match(text)
    if match is None:
        return None
    whose, thing, verb, rest = match["whose"], match["thing"], match["verb"], match["rest"] or ""
    if whose != "your" and not _DEALING.search(thing) and not re.search(r"\bfor you\b|\byour (?:name|party)\b", text):
        return None
    if verb in ("is", "are", "has", "have", "now", "shows", "show", "counts", "count", "holds", "hold") and (
        _AS_IT_IS.match(f"{rest} ") or _RULE.search(text)
    ):
        return None
    if verb in ("was", "were") and _AS_IT_IS.match(f"{rest} "):
        return None
    if _RULE.search(text) or thing in ("total", "price", "amount", "bill", "fee", "fees"):
        return None
    nouns = [kinds for pattern, kinds in NOUNS if pattern.search(thing)]
    return (nouns[0] if nouns and not nouns[0] & {"never"} else _MONEY), match.group()[:60]
