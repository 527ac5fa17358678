"""Whether a small child needs a ticket or pays: "my kid is 3, does she need a ticket", "do under 2s pay", "can my baby sit on my lap". Pure.

What the documents say of children's tickets is answered; nobody is counted, nothing is paid and no show is looked for by it.
"""

import re

from willcall.understanding.patterns import regex

NEEDS = "Do babies and small children need a ticket, or can they sit on a lap?"
_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_OLD = rf"{_COUNT}[ -]?(?:years?|yrs?|months?|mths?|weeks?|y|m)[ -]?(?:olds?|o)?"
_LITTLE = rf"(?:kids?|child(?:ren)?|toddlers?|bab(?:y|ies)|newborns?|infants?|little (?:ones?|boys?|girls?|guys?)|sons?|daughters?|boys?|girls?|lads?|grandkids?|grandsons?|granddaughters?|nephews?|nieces?|twins|teenagers?|teens?|{_OLD}|(?:under|below|over)[ -]?{_COUNT}(?:['’]?s)?)"
_WHOSE = r"(?:(?:my|our|the|a|an|his|her|any|small|young|little|youngest|oldest|eldest) ){0,3}"
_CHILD = rf"{_WHOSE}(?:{_OLD} )?{_LITTLE}"
_WHO = rf"(?:{_CHILD}|she|he|they|it)"
_LEAD = r"\W*(?:(?:hi|hey|hello|ok|okay|oh|and|but|so|also|btw|by the way|sorry|um+|quick question|question|just|one (?:more )?(?:thing|question)|wait|yes|yeah|well|actually|before (?:that|i (?:book|buy|pay)))\W+)*"
_IS = r"(?:['’]?s|['’]re| is| are| will be| turns?| just turned| has just turned)?(?: (?:only|just|nearly|almost|about|under|still|not (?:even|yet)))*"
_AGE = rf"(?:{_CHILD}|he|she|they){_IS}(?: {_COUNT}(?: and a half)?(?:[ -]?(?:years?|yrs?|months?|weeks?|mths?|y|m)(?:[ -]?(?:olds?|o))?)?|,? (?:aged?|of) {_COUNT}(?: (?:months?|years?))?)"
_HAS = rf"(?:i|we)(?:['’]ve| have| ?am| ?are|['’]m|['’]re|ve)?(?: also)?(?: got| having| bringing| taking| coming with| got)?(?: with (?:me|us))? (?:an? |my |our |the |{_COUNT} )?{_CHILD}(?:,? \(?(?:(?:is|who is|who['’]s|aged?) )*{_COUNT}(?:[ -]?(?:years?|yrs?|months?|weeks?)(?:[ -]?olds?)?)?\)?)?(?: (?:too|as well|with (?:me|us)|on (?:my|our) lap))?"
_TOLD = rf"(?:{_AGE}|{_HAS})"
_TICKET = r"(?:(?:an?|his|her|their|own|full|any|separate|extra|child|kids?['’]?s?|proper) ){0,3}(?:tickets?|tix|seats?|ones?|place)"
_NEED = rf"(?:need|require|have to (?:have|buy|pay|get)|has to (?:have|buy|get)|must (?:have|pay)|want)(?: (?:to (?:have|buy|pay(?: for)?|get|book)))?(?: {_TICKET}| to pay| (?:full price|anything))?"
_LAP = r"(?:sit|go|be|stay|come|travel)(?: in)? on (?:my|our|the|a|your|somebody['’]?s|someone['’]?s|his|her|mum['’]?s|dad['’]?s)(?: (?:mum|mom|dad|mother|father)['’]?s)? (?:lap|knee)s?"
_FREE = r"(?:go|get(?: in)?|come(?: in)?|enter|be|in)(?: in)?(?: for)? (?:free|nothing)|(?:pay(?:ing)?|cost|charged?)(?: (?:anything|extra|full price|the same|too|as well|for (?:a )?(?:tickets?|seats?)))?"
_BUYS = r"(?:need to )?(?:buy|get|have|book|pay(?: for)?|purchase|need)"
_HOW_OLD = rf"(?:he|she|they|it)(?:['’]?s|['’]?re| is| are)(?: (?:only|just|nearly|almost|about|under))* {_COUNT}(?:[ -]?(?:years?|yrs?|months?|weeks?|mths?|y|m)(?:[ -]?(?:olds?|o))?)?"
_TAIL = rf"(?:\W+(?:{_HOW_OLD}|too|as well|then|please|pls|thanks|though|at all|for (?:this|that|it|the (?:show|game|match|gig|play|concert))|or (?:not|what|is (?:it|he|she) free|(?:is|are) (?:it|he|she|they) free|can (?:he|she|they|it) (?:sit on|go on|be on|come on) (?:my|our|a) (?:lap|knee)|do(?:es)? (?:he|she|they) (?:go|get in) free|free)|right|yeah|ok|anyone know))*\W*"
_ASKED_OF = (
    rf"(?:do|does|will|would|must|should|dose) WHO(?: (?:also|even|still|really|actually))? (?:{_NEED}|{_FREE})"
    rf"|(?:can|could|may|will|would|is it (?:ok|okay|alright|fine|possible) (?:for|if)|is) WHO(?: (?:just|be allowed to|allowed to|to|still))? (?:{_LAP}|{_FREE}|free)"
    rf"|(?:is|are) (?:it |there |tickets? )?(?:an? |any )?(?:free|charge|charged|ticket (?:needed|required)|cost|extra)(?: ticket)? for WHO"
    rf"|(?:is|are) WHO free(?: of charge)?"
)
_FOR_THE_CHILD = (
    rf"(?:do|must|should|will|would) (?:i|we) (?:have to |also |still |even )*{_BUYS} {_TICKET} (?:for|too for) WHO"
    rf"|(?:does|do) WHO count(?: as (?:a|one) (?:ticket|person|seat))?"
    r"|(?:what|which|from (?:what|which)|at (?:what|which)) age (?:do|does|must|should) (?:they|kids|children|a child|you|people) (?:need|have to|pay|start paying|get)[^.?!]{0,24}"
)
_HIM = r"(?:him|her|them|it|that)"


def _of(pattern: str, who: str) -> str:
    return pattern.replace("WHO", who)


_ABOUT = regex(
    rf"{_LEAD}(?:{_TOLD}\W+(?:(?:so|and|but|then)\W+)*)?(?:{_of(_ASKED_OF, _CHILD)}|{_of(_FOR_THE_CHILD, _CHILD)}|{_CHILD} free(?=\W*$)){_TAIL}",
    re.IGNORECASE,
)
_ABOUT_THEM = regex(
    rf"{_LEAD}{_TOLD}\W+(?:(?:so|and|but|then)\W+)*(?:{_of(_ASKED_OF, _WHO)}|{_of(_FOR_THE_CHILD, _HIM)}|free){_TAIL}",
    re.IGNORECASE,
)
_HINT = regex(rf"\b{_LITTLE}\b", re.IGNORECASE)
_LONGEST = 160  # characters


def asked(text: str) -> bool:
    """Whether it is only asked if a small child needs a ticket, or pays."""
    if len(text) > _LONGEST or _HINT.search(text) is None:
        return False
    return _ABOUT.fullmatch(text) is not None or _ABOUT_THEM.fullmatch(text) is not None
