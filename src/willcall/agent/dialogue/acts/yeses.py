"""Remarks beside a yes: a laugh, a sigh, who pays, who will be pleased, a word on fate. Pure.

A remark is taken out of the message, and what is left must be a plain yes by itself. So a remark can never carry a wish: what is
open in it (who, and what becomes of them) holds no word of a condition, a question, a number, a seat or a day. Where a yes is the
deed itself (money back, tickets handed on) only noises, haste and pity are taken out, and what is left must say yes out loud.
"""

import re

from willcall.agent.state import ShownQuote
from willcall.kit.money import exponent
from willcall.understanding.answers import plain_yes
from willcall.understanding.company import KIN, KIN_MANY
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Reading

_LONGEST = 160  # characters of a yes with its remarks
_TAKEN = "\x00"  # stands where a remark was

_GASPS = r"(?:a*(?:ha){2,}h?|hah?|(?:he){2,}|lo+l|lmao|rofl|mm+|ee+k|eep|oo+f|ouch|gulp|oops|phew|whew|sigh|a+w+|yikes|gosh|golly|blimey|crikey|jee+z|gee+z|me+h|u+gh+|a+r+gh+|pf+t*|ble+h|cor|omg|oh my (?:god|days|word|goodness)|dear me|my oh my|bah|(?:oh )?heck|hey ho|sheesh)"
_HURRY = r"(?:(?:as soon|as quick(?:ly)?|quick(?:ly)?|as fast) as (?:possible|you can)|at (?:the|your) earliest(?: convenience)?|(?:but |and )?(?:be )?(?:quick(?:ly)?|hurry(?: up)?|asap|now)(?: quick)?(?: before (?:she|he|they|everyone|somebody|someone)(?:['’]?re| are)? (?:leaves?|go(?:es)?|sells? out|gone|all gone|else does|gets (?:here|home|back)|sees?))?|before (?:i|we|he|she|they) (?:changes? (?:my|our|his|her|their) minds?|cr(?:y|ies))|before (?:someone|somebody|anyone|anybody) else does|before (?:someone|somebody|anyone|anybody)(?: else)? (?:grabs|takes|buys|gets|snaps up|nabs|nicks) (?:them|it|these|those)|(?:before|or) they(?:['’]?re| are| will be|['’]?ll be) (?:all )?gone)"
_NOTED = r"(?:(?:and |,)?(?:sorry for the (?:trouble|hassle|bother)|thanks for being (?:so )?(?:quick|nice|kind|helpful|patient|fast))|(?:i |we )?(?:know|understand|get it|accept) (?:about )?the fees?(?: (?:are|is) (?:kept|gone|lost|not refunded))?|even without the fees?|(?:it|that|something)(?:['’]?s| is) better than nothing|(?:that['’]?s |ah |ok |okay )?(?:good|nice|useful|handy|helpful) to know|noted|(?:that )?makes sense|(?:that['’]?s |that is )?fair(?: (?:enough|play|does?|point))?)"
_PITY = r"(?:(?:it['’]?s |that['’]?s |its |thats )?(?:such |what )?a (?:real |great |bit of a )?(?:shame|pity)|(?:shame|pity)(?: (?:tho|though|really))?|sad times|oh dear)"
_FIRMLY = regex(rf"(?<![\w'’])(?:{_GASPS}|{_HURRY}|{_NOTED}|{_PITY})(?![\w'’])", re.IGNORECASE)

_KIN = rf"(?:{KIN}|{KIN_MANY}|family|bank (?:manager|account)|account|wallet|purse|credit card|overdraft|savings|accountant)"
_WHO = rf"(?:he|she|(?:my|our|the) (?:poor |dear |little |old )?{_KIN}|mum|mom|dad|nan|grandad|hubby)"
_IS = r"(?:['’]?s|['’]?re| is| are| will be|['’]?ll be)"
_HARMLESS = (
    # who pays
    r"(?:it['’]?s |this (?:one )?is |this one['’]?s |they['’]?re )?(?:my (?:treat|shout|round)|(?:all )?on me)(?: (?:this time|tonight|today))?",
    rf"(?:{_WHO})['’]?s (?:treat|shout)|{_WHO}{_IS} (?:paying|treating (?:me|us)|buying)(?: for (?:it|this|them))?|{_WHO} (?:owes me(?: one)?|can pay me back|can owe me)",
    r"(?:i['’]?m|i am) (?:paying|buying|treating (?:him|her|them|us))",
    # what it is for
    rf"(?:and |as |because |cos )?(?:it['’]?s|it is|its|they['’]?re|they are|these are|this is) (?:all )?(?:(?:a|an|his|her|their|my|our) )?(?:early |late |big |little |surprise )?(?:present|gift|treat|surprise)?(?: ?(?:for|from) (?:my|our|his|her|their|the) {_KIN}(?:['’]?s(?: \w+)? (?:birthday|anniversary|graduation|retirement|present|gift))?| ?for (?:me|us|him|her))",
    r"(?:and |as |because |cos )?(?:it['’]?s|it is|its|for) (?:my|our|his|her|their|a) (?:(?:\d+(?:st|nd|rd|th)|first|big) )?(?:birthday|anniversary|honeymoon|hen do|stag do|graduation|retirement|present|gift|treat|special occasion)",
    r"(?:it['’]?s |its )?(?:payday|christmas|xmas)(?: after all)?",
    # on fate
    r"(?:well,? )?(?:you|we) only live once|yolo|life['’]?s (?:too )?short|life is (?:too )?short|you can['’]?t take it with you|(?:it['’]?s )?only money|in for a penny,?(?: in for a pound)?|here goes(?: nothing)?|wish (?:me|us) luck|fingers crossed(?: (?:for the weather|(?:it|that it) (?:doesn['’]?t|does not|won['’]?t) rain))?|touch wood|(?:oh )?what the (?:hell|heck)|(?:ah |oh )?(?:sod|screw|hang|stuff|bugger) (?:it|the expense)|it is what it is|oh (?:sod it|bugger it)|needs must",
    r"(?:we['’]?re|we are|i['’]?m|i am|he['’]?s|she['’]?s) worth it|(?:i|we) (?:both |really )?(?:deserve|['’]?ve earned|have earned) (?:it|this|a treat)|treat (?:ourselves|myself|yourself)|(?:i|we) must be (?:mad|crazy|insane)|(?:i['’]?m|we['’]?re|i am) (?:mad|crazy|an idiot|such an idiot)|(?:i['’]?ll|we['’]?ll|i will|i may|i might) (?:probably |so |totally )?regret (?:it|this|that)(?: later)?|i know i shouldn['’]?t",
    r"there goes (?:my|our|the) (?:(?!(?:but|yes|yeah|if|not|no|so|unless)\b)\w+ )?(?!(?:but|yes|yeah|if|not|no|so|unless)\b)\w+|(?:it['’]?s |its |that['’]?s )?beans on toast (?:for a (?:week|month|year)|for (?:weeks|months)|now|again)|(?:please )?don['’]?t tell (?:him|her|anyone|(?:my|the) (?:wife|husband|missus|hubby|boss|mum|mom|dad|partner|girlfriend|boyfriend|bank manager))|(?:(?<=it )|(?<=em ))already|(?:i['’]?ve |we['’]?ve )?been (?:waiting|dying) (?:so long|years|ages|forever|for this|to see (?:them|him|her|this))(?: for (?:this|them))?|(?:i['’]?m |im )?so excited(?: i could (?:scream|cry|burst))?|my (?:phone|battery|phone battery) is (?:dying|about to die)",
    r"(?:i['’]?ll|we['’]?ll|i will|we will|let['’]?s|lets) (?:just )?(?:risk|chance) it|(?:i['’]?ll|we['’]?ll) take (?:the|that|my|our) (?:risk|chances?)",
    # on the price and the talk itself
    r"(?:and |which is |that['’]?s |thats |it['’]?s |its |all |well |just |even )*(?:within|under|in|inside|below) (?:my|our|the)? ?budget(?: too| as well| even)?",
    r"(?:(?:it|that)(?:['’]?s| is)|thats|its|they(?:['’]?re| are))? ?(?:a (?:bit|tad|touch|little)|rather|quite|pretty|fairly|very) (?:steep|pric(?:e)?y|dear|expensive)|(?:it|that)(?:['’]?s| is) (?:steep|pric(?:e)?y|dear|expensive|a lot(?: of money)?|not cheap)|(?:it |that )?hurts|not (?:exactly )?cheap|(?:at )?full price(?: it is)?",
    r"(?:you|you['’]?ve|you have) (?:win|got me|convinced me|persuaded me|talked me into it)|(?:i )?can['’]?t (?:complain|argue|grumble)(?: (?:at|with|about) (?:that|it|the price|those))?|i (?:suppose|guess)(?: so)?|that['’]?s (?:the ones?|me|us)(?: and (?:my|the) [a-z]+)?(?: sorted| done)?|thats (?:the ones?|me|us)(?: and (?:my|the) [a-z]+)?(?: sorted| done)?|(?:h*um+|h+m+|uh+|er+m?)",
    r"all (?:of them|of it|of those)|(?:the )?whole lot|the lot",
    # a shrug
    r"whatever(?=\s*[,.!])",
    # on the talk, right before the yes: "you're not answering. skip it, book"
    r"(?:well |ok |so )?(?:you['’]?re|youre|u r|you are) (?:still )?not (?:answering|listening|helping)(?: (?:me|that|it|my question))?|(?:(?:no|nah|ok|oh)[\s,]+)?(?:skip|forget(?: about)?|don['’]?t (?:worry|bother)(?: about| with)?|leave(?: out)?|scrap) (?:it|that|(?:the|my) question|(?:the )?(?!seats?\b|tickets?\b|them\b|those\b|these\b|order\b|booking\b|hold\b|everything\b|all\b|one\b|ones\b|both\b|the\b|this\b|me\b|us\b|hockey\b|game\b|show\b)(?:parking|car|train|bus|hotel|food|drinks?|dinner|merch\w*|programme|question|lift|elevator|wi-?fi|bags?|coats?|cloakroom))(?=[\s,.;!-]+(?:just |please |ok |yes )*(?:book|buy|go ahead|take)\b)|(?:never ?mind|nvm|whatever)(?=[\s,.;!-]+(?:just |please |ok |yes )*(?:book|buy|go ahead|take|do it)\b)",
    # how it is paid, which is chosen next
    r"(?:w|w/|with|on|using|by|via) (?:my |the |our )?(?:(?:saved|usual|same|credit|debit|visa|master ?card|amex|american express|apple|google) ?)+(?:card|pay)?",
)
_CLOSED = regex(rf"(?<![\w'’])(?:{'|'.join(_HARMLESS)})(?![\w'’])", re.IGNORECASE)
_PERSUADED = regex(  # says yes by itself
    r"(?<![\w'’])(?:(?:you['’]?ve|you have|you) twisted my arm|(?<!don['’]t )(?<!dont )twist my arm(?: why don['’]?t (?:you|ya))?|(?:you['’]?ve|you have) sold (?:me|it)|(?:i |we )?can['’]?t (?:say no|refuse)(?: to (?:that|it|those))?|right you are)(?![\w'’])",
    re.IGNORECASE,
)
_OF_SOMEBODY = regex(  # "my wife will kill me", "he'll have to behave", "she's been a fan since she was little"
    rf"(?<![\w'’])(?:that |and |because |cos )?{_WHO}(?:['’]ll|['’]s|['’]re|['’]d better|ll| will| is| are| has| have| had better| can(?!['’])| must| deserves?| hates?| loves?| adores?)\b(?P<what>[^.?!;,\n]{{2,60}}?)(?=\s*(?:$|[.!;,\n]|\b(?:but|so|and)\s+(?:yes|yeah|yep|ok|okay|sure|book|go|let['’]?s|take|put|grab)\b|\b(?:yes|yeah|yep|yup)\b))",
    re.IGNORECASE,
)
_HOLDS_BACK = regex(
    r"\d|\b(?:is|are|was|were|will|do|does|did|am|has|have) (?:there|it|they|that|this|these|those|you|we|i|he|she)\b|\b(?:but|if|unless|until|till?|when\w*|once|while|before|after|first|provided|long as|depend\w*|maybe|perhaps|probably|possibly|might|may|could|would|should|can|cannot|not|no|never|nobody|none|without"
    r"|what|which|who|whose|how|why|where|whether|need\w*|want\w*|wish\w*|prefer\w*|ask\w*|check\w*|see|seeing|look\w*|think\w*|decid\w*|choos\w*|pick\w*|know|tell|say|says|said|saying|agree\w*|approv\w*|confirm\w*|sign|let|lets|call\w*|ring\w*|text\w*|mail\w*|email\w*|message\w*|write|reply|answer\w*|talk\w*|speak\w*|ok|okay|happy with"
    r"|sit\w*|stand\w*|seat\w*|row|aisle|front|back|middle|cent(?:re|er)|view|near\w*|close\w*|far|further|section|block|stalls|circle|balcony|gallery|box|floor|upper|lower|level|tier|tickets?|places?|spot|side|together|stairs?|steps"
    r"|com(?:e|es|ing)|join\w*|bring\w*|too|also|well|along|plus|extra|another|other\w*|else|different|instead|rather|chang\w*|swap\w*|switch\w*|mov(?:e|ing)|cancel\w*|refund\w*|return\w*|exchang\w*|upgrad\w*|transfer\w*|send\w*|post|cheap\w*|bigger|more|less|fewer|only|except|discount\w*|code|free|price|cost|fees?|charge\w*|card|cash|paypal|invoice|split|share|pay\w*|lend\w*"
    r"|today|tonight|tomorrow|later|next|week\w*|month|\w+day|morning|afternoon|evening|minute|hour|soon|wait\w*|hold\w*|stop\w*|quit|leav\w*|pass|skip|forget"
    r"|wheel\w*|chair|walk\w*|deaf|blind|pregnant|crutch\w*|disab\w*|access\w*|carer|autis\w*|allerg\w*|ill|sick|poorly|unwell|hospital|died|dead|away|busy|working|out|unable|buy\w*|book\w*|order\w*|get|gets|getting|own|himself|herself|alone|name\w*|student|senior|child|one|two|three|four|five|six|seven|eight|nine|ten|half|both|couple|pair)\b|n['’]?t\b",
    re.IGNORECASE,
)
_JOINED = regex(  # a remark's place, with what joined it to the rest
    rf"[\s,]*(?:\b(?:but|and|so|though|tho|cos|because|as|since)\b)?[\s,.!;-]*{_TAKEN}[\s,.!;-]*(?:\b(?:but|and|so|though|tho|still|anyway)\b[\s,]*)*",
    re.IGNORECASE,
)
_TRAILING = regex(r"^(\W*(?:yes|yeah|yep|ok|okay))[\s,]+(?:though|tho)\b", re.IGNORECASE)
_NODS = regex(
    r"\W*(?:go(?:\W+go)*|all good(?: (?:here|(?:with|to) (?:me|us)|on (?:my|our) end))?|(?:perfect|great|lovely|brilliant|yes|ok)\W+that['’]?s (?:exactly |just )?what (?:we|i) wanted)\W*",
    re.IGNORECASE,
)
_WHY_NOT = regex(r"\W*(?:(?:and|ah|oh|well|so|then|ok)\W+)*why not(?:\W+(?:then|eh|indeed))*\W*", re.IGNORECASE)
_REFUSED = regex(r"n['’]t\b|\b(?:not|no|cannot|only)\b", re.IGNORECASE)
_ALOUD = regex(
    r"\b(?:yes|yeah|yep|yup|aye|mm[- ]?hmm?|go (?:ahead|for it)|do it|please do|confirm|refund (?:it|them|me|us|both)|send (?:it|them)|swap (?:it|them))\b",
    re.IGNORECASE,
)
_OUT_LOUD = regex(
    r"\b(?:yes|yeah|yep|yup|aye|book|buy|go (?:ahead|for it|on)|do it|let['’]?s|lets|take|put (?:us|me) down|grab|deal|sold)\b",
    re.IGNORECASE,
)
_LUKEWARM = regex(r"\b(?:h+m+|me+h|steep|expensive|pricey|dear|too much|a lot)\b", re.IGNORECASE)
_TOLD = frozenset({"event", "performer", "event_kind", "event_name", "preference", "topic", "kept"})
"""What may be read out of a remark without any harm; every other detail (a day, a number, a seat) is a wish."""


def agrees(text: str, reading: Reading, *, about: str, held: int, last_said: str) -> bool:
    """Whether a purchase, or a change that has to be paid, is agreed to with remarks beside it: "my wife will kill me but yes".

    Args:
        text: The words, with what the quote says already as "it".
        reading: Of the message.
        about: What is quoted.
        held: How many tickets that is.
        last_said: By the agent: after a refusal "why not" asks.
    """
    if len(text) > _LONGEST or "?" in text or _TAKEN in text:
        return False
    if _LUKEWARM.search(text) and _OUT_LOUD.search(text) is None:
        return False  # "ok a bit steep"
    told = {s.name for s in reading.slots if not (s.name == "quantity" and s.value == held)}
    if told & {"quantity", "accessible"}:
        return False
    left = _OF_SOMEBODY.sub(lambda m: m.group() if _HOLDS_BACK.search(m["what"]) else _TAKEN, text)
    somebody, rest = left != text, _bare(left)
    if somebody and told - _TOLD:
        return False
    if _NODS.fullmatch(rest) or (_WHY_NOT.fullmatch(rest) and _REFUSED.search(last_said) is None):
        return not somebody
    return plain_yes(rest, about=about) and (not somebody or _OUT_LOUD.search(rest) is not None)


def leans(text: str) -> bool:
    """Whether a message is all agreeing, though perhaps not out loud, so that it refuses nothing: "mm ok", "go on then, twist my arm"."""
    return len(text) <= _LONGEST and "?" not in text and _TAKEN not in text and plain_yes(_bare(text), about="purchase")


def unmistakable(text: str, *, about: str, quote: ShownQuote | None = None) -> bool:
    """Whether a deed that follows at once is agreed to out loud, with no more beside it than a noise, haste, or what is quoted: "mm yeah go for it"."""
    if len(text) > _LONGEST or "?" in text or _TAKEN in text:
        return False
    whole = _MHM.sub("mhm yes", text)
    if quote is not None and quote.kind == "refund" and quote.refund_to != "credit":
        whole = _TO_THE_CARD.sub("it", whole, count=1)
        sum_of_it = abs(quote.total) // 10 ** exponent(quote.currency)
        whole = re.sub(rf"(?<![\w.,]){sum_of_it}(?= is better than nothing)", "it", whole, count=1)
    rest = _without(_FIRMLY.sub(_TAKEN, _WHOLE.sub("them", whole, count=1)))
    return _ALOUD.search(rest) is not None and plain_yes(rest, about=about, firm=True)


def out_loud(text: str) -> bool:
    """Whether a yes is said in so many words, or the deed is named: "ok great" may be a yes to something else."""
    return _ALOUD.search(text) is not None or _NAMED.search(text) is not None


_NAMED = regex(r"\b(?:refund|exchange|swap|return|money back|transfer|please|sure|of course)\b", re.IGNORECASE)


_MHM = regex(r"\bmm[- ]?hm+\b", re.IGNORECASE)
_WHOLE = regex(r"\b(?:all of (?:them|it|those)|the (?:whole )?lot|everything)\b", re.IGNORECASE)
_TO_THE_CARD = regex(
    r"\b(?:(?:put|send|pay) (?:it|them|that|(?:the |my )?money|the refund) )?(?:(?:the |my )?(?:money|refund) )?(?:(?:straight|right|just|go(?:es)?) )*(?:back )?"
    r"(?:(?:on ?to|to|on|into) (?:(?:the|my|our|that|this) )?(?:same |original ){0,2}card(?: (?:(?:that )?(?:i|we) (?:paid|used|booked|bought)(?: (?:with|on|it with|them with))?))?(?! (?:of|ending|number|from)\b)|to (?:how|the way|what|where) (?:i|we) paid(?: with| from| it)?)\b",
    re.IGNORECASE,
)


def _bare(text: str) -> str:
    """The words without what is harmless beside a yes to something that is still to be paid."""
    told = _FIRMLY.sub(_TAKEN, _CLOSED.sub(_TAKEN, _MHM.sub("mhm", text)))
    return _TRAILING.sub(r"\1", _without(_PERSUADED.sub("go on then", told)))


def _without(text: str) -> str:
    """The words, where each remark and what joined it is gone."""
    return _JOINED.sub(". ", text).strip(" .,;!") if _TAKEN in text else text
