"""Yes and no. This gates money: `plain_yes` is true only when every word of a message belongs to a plain yes.

It works by exclusion: a yes must be there, and nothing may be left over once words that change nothing (thanks, please)
are taken away. Any other word, number, question mark or contrary word makes it no consent. It does not know what was asked.
"""

import re
from functools import lru_cache
from typing import Literal

from willcall.understanding.text import plain

Answer = Literal["yes", "no", "mixed", "none"]
LONGEST = 120  # nobody says a plain yes in more characters

_IT = r"(?:it|them|that|these|those|this|'em|em|(?:the|my|these|those|both) (?:tickets?|seats?))"

_YES = (
    rf"yes(?:sir)?|yeah|yep|yup|yessir|aye|si|sure thing|sure|of course|ofc|certainly|absolutely|definitely|totally|affirmative|indeed|"
    r"correct|that(?:'s| is) (?:correct|right|it|the one|perfect|great|fine|good|ok|okay)|right(?! now| away)|exactly|"
    r"confirm(?:ed)?(?: (?:it|that|this|the order|my order|the purchase|the booking|the refund|the upgrade|the exchange))?|i confirm(?: (?:it|that|this|the order|the purchase|the booking))?|"
    rf"go ahead|go for it|go on|do it|do that|do this|let'?s do (?:it|this|that)|let us do (?:it|this|that)|let's go|"
    rf"(?:book|take) (?:it|them|that|these|those|this|'em|em)|i(?:'ll| will| want to| would like to|'d like to) (?:take|buy|have|book|confirm|get|purchase|accept|proceed|pay) ?(?:{_IT})?|"
    r"(?:proceed|continue)(?: with (?:it|that|this|the (?:booking|order|purchase|payment|refund|exchange|upgrade)))?|process (?:it|the order|the payment)|place (?:the|my) order|complete (?:the|my) (?:purchase|order|booking)|finali[sz]e (?:it|the order)|make the purchase|make it happen|ship it|lock (?:it|them) in|"
    r"sounds (?:good|great|perfect|fine|right|awesome|lovely|like a plan)|looks (?:good|great|right|correct|fine|perfect)|perfect|works for me|that works|that will work|that'll work|that'll do|that will do|"
    r"i(?:'m| am) (?:in|sure|good with that|happy with that|ok with that|okay with that|fine with that)|i (?:agree|accept|approve|do)|agreed|accepted|approved|deal|you bet|by all means|"
    r"ok|okay|fine|alright|all right|roger|please do|yes i am|yes it is|i want it|"
    r"pay(?: now| it)?|charge (?:it|me|my card|the card)|"
    r"y|uh-?huh|mhm|mm-?hmm|(?:hell|heck) (?:yes|yeah)|for sure|100%|👍|✅|✔|👌|🙌|🆗"
)  # fmt: skip
# Naming the deed agrees to that deed alone: "refund them" is no yes to a purchase.
_YES_TO = {
    "purchase": rf"(?:book|buy|purchase|order|reserve|take|get) {_IT}(?: for me)?",
    "upgrade": rf"(?:upgrade|move) (?:{_IT}|me|us)|(?:take|get) {_IT}",
    "refund": rf"refund (?:{_IT}|me|us|(?:the|my) order)",
    "exchange": rf"(?:swap|exchange|change|switch) {_IT}|(?:take|get) {_IT}",
    "transfer": rf"(?:send|transfer|give|hand over) {_IT}",
}
_YES_FILLER = (
    r"please|thanks|thank you|so much|very much|a lot|cheers|man|mate|buddy|dude|bro|sir|ma'am|madam|friend|then|now|right now|right away|just|oh|ah|well|so|and|"
    r"great|cool|awesome|nice|lovely|excellent|wonderful|amazing|brilliant|good|super|sweet|wow|yay|haha|lol|that|this|it|is|for me|to me|with me|for us|to us|"
    r"i would|i'd like that|i would like that|i'd love that|i would love that|i'd love to|you can|can you|could you|would you|do|"
    r"the (?:order|purchase|booking|tickets|seats|payment|refund|upgrade|exchange)|🎉|😀|😊|🙂|😄|😁|🙏|❤|🔥|🥳|🤩"
)
# Any of these, anywhere, and it is no plain yes.
_CONTRARY = (
    r"no+|nope|nah|nay|negative|not|never|\w+n't|do not|cannot|stop|cancel\w*|wait|hold on|hang on|hold off|forget|nevermind|never mind|scratch|maybe|perhaps|later|unless|"
    r"except|but|however|actually|instead|rather|without|wrong|incorrect|if|or|hmm+|unsure|undo|abort|decline|refuse|reject|skip|leave|yet|first|changed|"
    r"another|different|other|else|why|what|when|where|which|who|how|does|did|said|should|👎|❌|🚫"
)

_NO = (
    r"no+|nope|nah|nay|negative|not (?:now|today|really|yet|that|this|those|these|interested|at all|at the moment|for me|for now|necessary|needed|right now)|"
    r"(?:please )?(?:don't|do not)(?: (?:do|book|buy|want|charge|confirm|pay|proceed|refund|upgrade|exchange|cancel|swap|change|bother)(?: (?:it|them|that|those|these|any|anything|me|my card|this|them))?)?|"
    r"i (?:don't|do not)(?: (?:think so|want (?:it|that|them|those|these|this|to)))?|cancel(?: (?:it|that|this|everything|the order))?|stop(?: it| that)?|forget (?:it|about it|that)|never ?mind|leave it|"
    r"i'd rather not|i would rather not|rather not|i'll pass|pass|decline|(?:absolutely|definitely|certainly|of course) not|hell no|no way|"
    r"(?:that's|that is|it's|it is) (?:wrong|incorrect|not right|not it|too (?:much|expensive))|incorrect|wrong|nothing|none(?: of (?:them|those|these|the above))?|neither|maybe later|perhaps later|"
    r"(?:maybe )?(?:some other|another) time|i(?:'ve)? changed my mind|changed my mind|too (?:expensive|much)|👎|❌|🚫|n|"
    r"that(?:'s| is| will be| would be|'ll be)? all|that will be it|that's it|i(?:'m| am) (?:good|all set|fine)|all set|not anymore|no longer|no more|no need"
)
_NO_FILLER = (
    r"please|thanks|thank you|so much|very much|a lot|for now|right now|now|at the moment|today|then|just|sorry|oh|ah|well|man|mate|actually|i said|said|ok|okay|i need|all i need|i think|it's fine|"
    r"for (?:your|the|all your|all the) help|and|it|for me|with (?:it|that|this)|thing|else|really|you've been (?:very )?helpful|again|to that|everything|😂|🙂|😊|🙏"
)

_SAYS_YES, _YES_FILLS, _SAYS_NO, _NO_FILLS, _CONTRARY_RE = (
    re.compile(rf"(?<!\S)(?:{alternatives})(?!\S)") for alternatives in (_YES, _YES_FILLER, _NO, _NO_FILLER, _CONTRARY)
)
_SAYS_YES_TO = {about: re.compile(rf"(?<!\S)(?:{_YES}|{deed})(?!\S)") for about, deed in _YES_TO.items()}
_SPACE = re.compile(r"\s+")
_POINTS = re.compile(r"[.!,;:~*\"()\-]+(?!\S)|(?<!\S)[.!,;~*\"(]+")
_STRETCH = re.compile(r"([a-z])\1{2,}")
_STRETCHED = {
    "yess": "yes", "yees": "yes", "okk": "ok", "yepp": "yep", "yupp": "yup", "suree": "sure", "yeahh": "yeah", "yeess": "yes", "pleasee": "please", "noo": "no",
    "yeess!": "yes", "ohh": "oh", "yaa": "yeah", "yass": "yes", "oo": "oh", "soo": "so",
}  # fmt: skip
_EMOJI = re.compile("([\U0001f300-\U0001faff\u2600-\u27bf])")
_MODIFIERS = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f]")


def plain_yes(text: str, *, about: str | None = None) -> bool:
    """Whether `text` is a plain yes and nothing besides: the only words that may confirm a charge.

    "yes please", "go ahead", "sounds good, do it" are; "yes but three", "yes?", "ok cancel", "yeah no" are not.

    Args:
        text: As typed.
        about: What was asked: `purchase`, `upgrade`, `refund`, `exchange` or `transfer`. "Refund them" is a yes to a refund alone.
    """
    if len(text) > LONGEST or "?" in text:
        return False
    said = _words(text)
    says = _SAYS_YES_TO.get(about or "", _SAYS_YES)
    return bool(said) and not _CONTRARY_RE.search(said) and _is_only(said, says, _YES_FILLS)


def plain_no(text: str) -> bool:
    """Whether `text` refuses or declines, and nothing besides."""
    if len(text) > LONGEST or "?" in text:
        return False
    return _is_only(_words(text), _SAYS_NO, _NO_FILLS)


def answer(text: str) -> Answer:
    """Plain yes, plain no, a yes or no with something attached, or neither."""
    if plain_yes(text):
        return "yes"
    if plain_no(text):
        return "no"
    words = _words(text).split()
    if _SAYS_YES.match(" ".join(words[:4])) or _SAYS_NO.match(" ".join(words[:4])):
        return "mixed"
    return "none"


@lru_cache(maxsize=512)
def _words(text: str) -> str:
    """Plain words between single spaces, without points, stretched letters cut short."""
    said = _MODIFIERS.sub("", plain(text).text)
    said = _POINTS.sub(" ", _EMOJI.sub(r" \1 ", said).replace(",", " ").replace("..", " "))
    said = _POINTS.sub(" ", said)
    words = [_STRETCH.sub(r"\1\1", word) for word in _SPACE.split(said) if word]
    return " ".join(_STRETCHED.get(word, word) for word in words)


def _is_only(said: str, needed: re.Pattern[str], filler: re.Pattern[str]) -> bool:
    """Whether something `needed` is in `said` and only `filler` is left without it."""
    rest, count = needed.subn(" ", said)
    if not count:
        return False
    before = ""
    while rest.strip() and rest != before:
        before = rest
        rest = _SPACE.sub(" ", filler.sub(" ", rest)).strip()
    return not rest.strip()
