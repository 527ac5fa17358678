"""Words that lead into a message, or trail after it, and mean nothing: "ok so", "hey there,", "um"; "lol", "cheers mate".

They are left out before anything is read, since each would shift the reading of all the rest. What may itself be an answer
("ok", "right", "no thanks") stays, unless more is said that leaves no doubt.
"""

import re

from willcall.understanding.answers import answer
from willcall.understanding.patterns import regex

_WHOM = r"there|again|all|everyone|everybody|team|folks|guys|mate|sir|madam|so|now"
_LEAD = regex(
    r"\W*(?:(?P<sure>u+m+|u+h+m*|er+m*|hm+|mm+|(?:oh |ah )?(?:ok(?:ay|ey)?|kk?|al+right(?:y)?|all right|right|cool|great)[,. ]+(?:so|then|now|well)(?: then)?)"
    rf"|(?:(?:oh|ah+|aha|ooh?|well|so|yo|hey+a?|hi+(?:ya)?|hello+|hullo|howdy|gidday|gday|wotcha|kia ora|bonjour|ciao|aloha|oi|ey up|hola|good (?:morning|afternoon|evening|day)|g'?day)(?: (?:{_WHOM})){{0,2}}(?:,? and)?"
    r"|basically|btw|by the way|any ?ways?|honestly|tbh|to be honest|(?:quick|silly|stupid|dumb) (?:question|one|q)|excuse me|pardon me"
    r"|(?P<sorry>(?:sorry|apologies|pardon)(?: (?:to|for) (?:bother|bothering|trouble|troubling|disturb|disturbing)(?: you)?(?: again)?| about this| again)?(?:,? but)?)"
    r"|(?P<stop>(?:oh )?(?:wait|hang on|hold on|one (?:sec|second|moment|minute)|just a (?:sec|second|moment|minute)|one (?:more |other )?thing|just checking|out of (?:interest|curiosity)|before (?:that|i forget|i decide|i do|we do|i say yes)))"
    rf")|(?:look(?: here)?|listen|see|like|you know(?: what)?|y'?know|greetings|mornin|(?:morning|afternoon|evening)(?: (?:{_WHOM}))?|dear (?:sir|madam|team|all))(?=\s*[,.:;!~\-–—…]))"
    r"(?P<mark>\s*[,.:;!~\-–—…][\s,.:;!~\-–—…]*|\s+)",
    re.IGNORECASE,
)
# What follows without a mark must begin as sentences do, lest a name be cut ("Hello Dolly", "So Long Sally").
_BEGINS = regex(
    r"(?:i|i'?(?:d|m|ve|ll)|we|we'?(?:d|re|ve|ll)|my|me|our|its?|it'?s|he|she|they|you|there|there'?s|that|that'?s|this|these|those|the|an?|any|some|is|are|am|was|were|do|does|did|don'?t|can|can'?t|could|would|will|"
    r"should|may|might|have|has|had|how|how'?s|what|what'?s|when|when'?s|where|where'?s|which|who|who'?s|why|for|from|on|in|at|to|of|with|if|give|get|got|gimme|book|buy|want|wanna|need|looking|show|tell|"
    r"yes|yeah|yep|yup|sure|let|let'?s|help|find|send|swap|change|cancel|refund|move|make|put|try|just|only|maybe|actually|please|pls|plz|no|not|two|one|three|four|five|six|seven|eight|\d+|both|tickets?|"
    r"about|after|before|um+|uh+|er+m*|hm+|so|well|ok|okay|look|listen|basically|btw|hi|hey|hello|oh|like|sorry|quick|anyway|and|but)\b",
    re.IGNORECASE,
)
# With these alone a lead is an answer or a greeting of its own: "alright then, thanks", "hey you".
_NOTHING_MORE = regex(
    r"\W*(?:(?:thanks?|thank you|ta|cheers|please|mate|great|good|fine|cool|ok|okay|perfect|lovely|bye|there|again|hello|hi|hey|you|sir|madam)\b\W*)*",
    re.IGNORECASE,
)
_TAKES_BACK = regex(
    r"(?:not?|i meant?|the|it|it'?s|make|just|only|actually|\d+|one|two|three|four|five|six)\b", re.IGNORECASE
)


_ASKS = regex(
    r"(?:is|are|am|was|do|does|did|can|could|would|will|should|may|what|what'?s|when|when'?s|where|where'?s|how|how'?s|which|who|who'?s|why|any)\b",
    re.IGNORECASE,
)
_TRAIL = regex(
    r"(?<!\b(?:my|an|to|by))(?<!\b(?:a|&))(?<!\b(?:the|her|his|our|and|for|old))(?<!\b(?:best|good|with))[\s,.!~\-–—…]+(?:l+o+l+|lmao|haha\w*|hehe\w*|x{2,}|eh|innit|bruv|fam|mate|bro|dude|ta|cheers|(?:many )?thanks(?: (?:a lot|so much|very much|again|in advance))?|thank you(?: (?:so much|very much|again|in advance))?|thx|ty|:\)|:d|;\)|:-\)|🙏|😂|😅|🙂|😊)(?P<end>[\s.!~…]*)$",
    re.IGNORECASE,
)
_YOU_HAVE = regex(
    r"(?P<what>\b(?:the|your) (?:latest|last|earliest|soonest)(?: (?:date|one|game|show|night|gig|match|day))?)"
    r"(?: that)? you(?:['’]?ve| have)(?: got| left| available| there)*(?=[\s.!?]*$)",
    re.IGNORECASE,
)
_NEARLY = regex(
    r"^\W*(?:i |we )?(?:was|were)(?: just| nearly| almost)? (?:gonna|going to|about to|tempted to) (?:say|pick|choose|go (?:for|with)|take|have|get|book)\b[^.;!?]{2,40}?,? but,? (?:nah|no|nope|actually|on second thoughts?|then again)[\s,.–—-]+(?=\w)",
    re.IGNORECASE,
)
"""What was nearly said: "was gonna say floor but nah, club 1"."""
_FEWEST = 3  # words that must be left


def without_leads(text: str) -> str:
    """`text` from where it begins to say something to where it ends to; all of it where it says no more than manners."""
    start = 0
    for _ in range(5):
        lead = _LEAD.match(text, start)
        if lead is None:
            break
        rest = text[lead.end() :]
        if _NOTHING_MORE.fullmatch(rest) or not (lead["sure"] or lead["mark"].strip() or _BEGINS.match(rest)):
            break
        if lead["stop"] and not _ASKS.match(rest):
            break  # "wait, I meant Friday"
        if lead["sorry"] and _TAKES_BACK.match(rest):
            break  # "sorry, three"
        start = lead.end()
    said = _NEARLY.sub("", text[start:])
    for _ in range(3):
        trail = _TRAIL.search(said)
        if trail is None or len(said[: trail.start()].split()) < _FEWEST or answer(said) in {"yes", "no"}:
            break
        said = said[: trail.start()]
    return _YOU_HAVE.sub(r"\g<what>", said)
