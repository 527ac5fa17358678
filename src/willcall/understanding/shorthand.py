"""Text-speak written out: "r u open b4 7", "wud u", "goin", "dont".

Only what can mean nothing else, in lower case and as a word of its own; names of the season in force are let be. What is written out is read by everyone after,
so that no rule needs to know how a thing is spelt in a hurry.
"""

import re
from collections.abc import Callable

from willcall.understanding.patterns import regex

WORDS = {
    "u": "you", "yer": "your", "urself": "yourself", "wud": "would", "wld": "would", "cud": "could", "cld": "could", "shud": "should",
    "shld": "should", "wot": "what", "wat": "what", "wut": "what", "wen": "when", "hw": "how", "b4": "before", "abt": "about", "nxt": "next", "ppl": "people",
    "wid": "with", "wiv": "with", "hav": "have", "gud": "good", "dis": "this", "dat": "that", "dem": "them", "dey": "they", "thru": "through", "jus": "just", "frm": "from",
    "cuz": "because", "bcz": "because", "bcoz": "because", "bcos": "because", "giz": "give us", "gis": "give us", "sumthing": "something", "sumthin": "something",
    "somethin": "something", "smth": "something", "anythin": "anything", "nothin": "nothing", "everythin": "everything", "sum1": "someone", "some1": "someone",
    "ne1": "anyone", "any1": "anyone", "every1": "everyone", "msg": "message", "calender": "calendar", "pic": "picture",
    "goin": "going", "doin": "doing", "lookin": "looking", "comin": "coming", "playin": "playing", "thinkin": "thinking", "standin": "standing", "sittin": "sitting",
    "seein": "seeing", "gettin": "getting", "buyin": "buying", "bookin": "booking", "waitin": "waiting", "askin": "asking", "startin": "starting", "openin": "opening",
    "payin": "paying", "bringin": "bringing", "meetin": "meeting", "drivin": "driving", "tryin": "trying", "sayin": "saying", "wantin": "wanting", "needin": "needing",
    "hopin": "hoping", "wonderin": "wondering", "havin": "having", "takin": "taking", "makin": "making", "givin": "giving", "sellin": "selling", "usin": "using",
    "tmrw": "tomorrow", "tmr": "tomorrow", "tomo": "tomorrow", "tomoz": "tomorrow", "tmw": "tomorrow", "tonite": "tonight", "tnite": "tonight", "wknd": "weekend", "wkend": "weekend",
    "dont": "don't", "dnt": "don't", "cant": "can't", "wont": "won't", "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't",
    "werent": "weren't", "havent": "haven't", "hasnt": "hasn't", "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't", "im": "i'm", "ive": "i've",
    "youre": "you're", "youve": "you've", "theyre": "they're", "theyve": "they've", "weve": "we've", "thats": "that's", "whats": "what's", "wots": "what's", "wats": "what's",
    "wheres": "where's", "whens": "when's", "hows": "how's", "whos": "who's", "heres": "here's", "theres": "there's", "hes": "he's", "shes": "she's", "itll": "it'll",
}  # fmt: skip
"""Text-speak that means one thing wherever it stands; `text.mend` knows it from here, too."""
_VERB = r"(?: (?:just|probably|prob|def|maybe|also|still|never|actually|really))? (?:take|go|have|be|do|get|pay|book|need|wait|come|think|let|try|see|give|send|leave|say|stick|pass|buy|grab|keep|ask|bring|check|look|want|like|love|prefer|rather|know|call|drive|hold|pick|choose|say|tell|skip|miss|sign)\b"
_PLACED = r"(?<!\brow )(?<!\brows )(?<!\bsection )(?<!\bsec )(?<!\bblock )(?<!\bgate )(?<!\bstand )(?<!\bdoor )(?<!\bfloor )(?<!\bbox )(?<!\bseat )(?<!\blevel )(?<!\btable )"
_ANY = regex(r"(?<![\w@#./'’&+-])(?P<word>[a-z][a-z0-9]{0,10})(?![\w@/'’&+-]|\.\w)")
_ILL = regex(rf"(?<![\w@#./'’-])(?:ill|il)(?={_VERB})")
_ID = regex(rf"(?<![\w@#./'’-])id(?={_VERB})")
_ARE = regex(
    rf"{_PLACED}(?<![\w@#./'’&+-])r(?= (?:you|u|they|these|those|the|we|there|my|our|all|both|still|not|coming|going|free|left|available|included|allowed|it|in|on)\b)|(?<=\bwe )r(?= \w)|(?<=\bthey )r(?= \w)|(?<=\byou )r(?= \w)|(?<=\bu )r(?= \w)|(?<=\bthere )r(?= \w)|(?<=s )r(?= [a-z]{{3}})"
)
_SPELT = regex(
    r"\b(?:(?P<part>row|section|block|floor|stand|seat|tier) )?(?:letter )?(?P<letter>[a-z]) (?:as in|(?(part)for|like in)) (?P=letter)[a-z]{2,}\b",
    re.IGNORECASE,
)
_WED = regex(
    r"(?<![\w@#./'’-])(?<!\bfor )(?<!\bon )(?<!\bis )(?<!\bthis )(?<!\bnext )(?<!\bor )(?<!\bshows )wed(?=(?: (?:all|both|also))? (?:(?:like|love) (?:to|an?|some|better|it|them|that|those)\b|prefer\b|rather\b))",
    re.IGNORECASE,
)
_AND = regex(rf"(?<=[a-z0-9,] ){_PLACED}n(?= [a-z0-9])")


def _told(spelt: re.Match[str]) -> str:
    """A letter without the word it was spelt by: "row C as in Charlie"."""
    return " ".join(part for part in (spelt["part"], spelt["letter"]) if part)


def written_out(text: str, of_the_season: Callable[[str], bool]) -> str:
    """A message with its text-speak written out; itself where there is none.

    Args:
        text: As said.
        of_the_season: Whether a word may be meant for a name of the catalogue.
    """

    def word(match: re.Match[str]) -> str:
        said = match["word"]
        meant = WORDS.get(said)
        return said if meant is None or of_the_season(said) else meant

    if " as in " in text or " for " in text:
        text = _SPELT.sub(_told, text)
    text = _AND.sub("and", _ARE.sub("are", text))
    return _ANY.sub(word, _WED.sub("we'd", _ID.sub("i'd", _ILL.sub("i'll", text))))
