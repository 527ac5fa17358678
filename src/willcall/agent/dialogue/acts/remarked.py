"""A choice beside a remark: "raked again, first option", "same as last time but first row"; and what is a mere remark beside a yes. Pure.

Only a choice that could stand alone, with nothing beside it that asks, refuses or wishes for something else.
"""

import itertools
import re
from dataclasses import replace

from willcall.agent.dialogue.wishes.choosing import choose
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.company import KIN, KIN_MANY
from willcall.understanding.patterns import regex

_BETWEEN = regex(r"\s*(?:[,.;!:–—]+|\s-\s|\bbut\b)\s*", re.IGNORECASE)
_NTH = r"(?:first|second|third|fourth|fifth|last|top|1st|2nd|3rd|4th|5th)"
_TAKES = r"(?:(?:ok|okay|yes|right|so|then|just|maybe|i['’]?ll|we['’]?ll|i|we|let['’]?s|take|have|do|go|going|with|for|give|gimme|me|us|hold|book|grab|get|want|like|['’]?d|would|please)\W+)*"
_A_CHOICE = regex(
    rf"\W*{_TAKES}(?:(?:the |your )?{_NTH} (?:option|one|pair|choice|seats?|lot|set|row|on (?:the|your) list)|(?:option|number|no\.?|choice|row) (?:\d|one|two|three|four|five|[a-z]{{1,2}}))(?:\W+(?:please|pls|then|thanks|thank you|it is|for me|for us|will do|is fine|mate|ta))*\W*",
    re.IGNORECASE,
)
_SAYS_MORE = regex(
    r"\?|\b(?:no|not|nah|nope|never|none|\w+n['’]t|cant|dont|wont|isnt|arent|wait|hang on|hold on|if|unless|or|how|what|which|when|where|why|who|is (?:it|that|there)|are (?:they|there|those)|can|could|do you|does|did you|have you|cancel|forget|leave|instead|refund|exchange|swap|change|upgrade|transfer|send|person|human|someone|speak|talk|call|help|cheaper|better|other|another|else|different|more|less|than|too (?:dear|much|far|high|expensive|pricey)|expensive|steep|show me|tell me|as well|also|and then|plus|after)\b",
    re.IGNORECASE,
)
_LONGEST = 120  # characters
_OF_CHOICE = frozenset({"ordinal", "row"})
_HARMLESS = frozenset({"topic", "sentiment"})


def chosen(view: View, heard: Heard) -> bool:
    """Whether one of the seats or shows listed is chosen beside a remark that wants nothing."""
    state, reading = view.state, view.reading
    about = {"seats": "seats", "event": "events"}.get(state.awaiting or "")
    shown = state.list_shown(about) if about is not None else None
    if shown is None or state.task is None or state.task.kind == "upgrade" or len(reading.text) > _LONGEST:
        return False
    ends = [0, *(m.end() for m in _BETWEEN.finditer(reading.text)), len(reading.text)]
    clauses = [(a, b) for a, b in itertools.pairwise(ends) if reading.text[a:b].strip(" ,.;!:–—-")]
    picks = [(a, b) for a, b in clauses if _A_CHOICE.fullmatch(_trimmed(reading.text[a:b]))]
    if len(picks) != 1 or len(clauses) < 2:
        return False
    start, end = picks[0]
    rest = reading.text[:start] + " " + reading.text[end:]
    here = tuple(s for s in reading.slots if start <= s.start < end and s.name in _OF_CHOICE and not s.negated)
    beside = [s for s in reading.slots if s not in here and s.name not in _HARMLESS]
    beside = [s for s in beside if not (s.name == "quantity" and s.value == state.task.quantity)]
    if not here or beside or _SAYS_MORE.search(re.sub(r"\bbut\s*$", "", _trimmed(rest), flags=re.IGNORECASE)):
        return False
    found = choose(shown, replace(reading, text=reading.text[start:end], slots=here), eager=False)
    if len(found) != 1:
        return False
    heard.chosen, heard.chosen_from = found[0], about
    return True


def says_more(text: str) -> bool:
    """Whether what is said beside a choice asks, refuses or wishes for something: then it is no mere remark."""
    return _SAYS_MORE.search(text) is not None


_DISLIKES = regex(
    r"\b(?:no|not|never|\w+n['’]t|cant|dont|isnt|arent|too|unless|or|if|bad|worse|worst|awful|rubbish|terrible|horrible|dear|dearer|pricey|pricier|expensive|steep|far|taken|gone|hate|without|but|except|instead|rather)\b|n['’]t\b",
    re.IGNORECASE,
)


def dislikes(text: str) -> bool:
    """Whether a remark turns down what it speaks of, or takes it only on a condition: "row C is too far"."""
    return _DISLIKES.search(text) is not None


def _trimmed(text: str) -> str:
    return re.sub(r"\s*(?:[,.;!:–—]+|\bbut)\s*$", "", text.strip(), flags=re.IGNORECASE)


_PUT_BY = regex(
    r"(?:ok(?:ay)? )?(?:never ?mind|forget|skip|ignore|leave|don['’]?t mind)(?: about)?(?: (?:the|my|that|about) (?!(?:tickets?|seats?|order|booking|rest|other|first|second|last|refund|exchange|upgrade)\b)\w+(?: (?:question|thing|bit))?)?",
    re.IGNORECASE,
)
"""A matter that is let rest: "never mind the dog"."""
_FEELING = regex(
    r"(?:how|what an?|that['’]?s|it['’]?s|such an?|so|very|bit|a bit|really|oh)?[\s]*(?:(?:a|an|so|very|really|bit|such) )*(?:disappoint\w+|annoying|sad|nuisance|bummer|pain|gutted|gutting|sorry|unlucky|typical|too bad|not ideal|shame|pity)(?: (?:though|but|really))?",
    re.IGNORECASE,
)
_WHO = rf"(?:i|we|he|she|they|everyone|everybody|(?:(?:my|our|the|his|her) )?(?:{KIN}|{KIN_MANY}))"
_SOMEBODY = regex(
    rf"(?:(?:and|because|cos|coz|as) )?{_WHO}"
    r"(?:(?:['’]?ll| will|['’]?d| would)(?: (?:be|feel))|['’]?(?:s|re|m)| is| are| am| was| were)(?: (?:going to be|gonna be))?(?: (?:so|very|really|well|dead|absolutely|just|only|quite|rather|ever so|most))*"
    r" (?:chuffed|pleased|happy|delighted|thrilled|glad|relieved|grateful|excited|overjoyed|ecstatic|stoked|buzzing|made up|over the moon|gutted|sad|upset|disappointed|devastated|heartbroken|sorry)"
    r"(?: (?:to bits|(?:with|about|for|of|by) (?:it|that|this|them|her|him)))?(?: (?:then|now|though))?"
    rf"|{_WHO}(?:['’]?ll| will|['’]?d| would) (?:(?:so|really|absolutely) )*(?:love|adore|enjoy|appreciate|thank (?:me|you) for) (?:it|that|this|them)",
    re.IGNORECASE,
)
"""How somebody will feel about it: "she'll be chuffed"."""
_UNTOLD = regex(
    r"(?:(?:and |oh |ok |well )*(?:thanks?|thank you|thx|ta|cheers)\b(?: (?:so|very|again|much|a lot|a million|for (?:that|this|it|everything|(?:all )?(?:your|the) (?:help|time|patience)|(?:help|sort|explain|check|wait|do)ing(?: (?:me|us|this|that|it|out))*)))*(?: mate| love)?|you(?:['’]?ve| have)? been (?:\w+ )*(?:help\w*|kind|great|good|star|brilliant|lovely|patient)|(?:you['’]?re|ur|you are) (?:a |an )?(?:\w+ )?(?:star|legend|gem|angel|lifesaver|great|the best)|(?:that['’]?s|thats) (?:right|it|the one|correct|all)|i (?:guess|suppose)|(?:as i|like i|i) said(?: so)?(?: already)?|already told you(?: so)?|come on|for (?:god|heaven|pete)['’]?s sake|hold(?: (?:it|them))?|(?:just )?(?:so )?(?:you|u) know|fyi|just (?:to warn (?:you|u)|a warning)|be warned)",
    re.IGNORECASE,
)


_OF_THE_PRICE = regex(
    r"(?:(?:and|well|ok|okay|oh|phew|so|which)\W+)*(?:(?:that|it|this|they)(?:['’]?(?:s|re)| is| are)|which is)?(?: (?:well|just|still|about|even|right|comfortably|all))*\s*"
    r"(?:(?:within|under|below|inside|less than|cheaper than|no more than|not more than|what|as much as|better than|about what|around what)(?: (?:what|the (?:amount|limit|price|sum|most)))?)"
    r" (?:that )?(?:i|we)(?:['’]?d|['’]?ve| had| was| were| am| have)? (?:wanted|want|hoped|hoping|planned|planning|expected|expecting|thought|feared|meant|set aside|allowed|prepared|willing|happy|ready|can|could|said|budgeted)(?: (?:to|on|for|it|would|be|afford|spend|spending|pay|paying|cost))*",
    re.IGNORECASE,
)
"""On what it comes to: "that's within what I wanted to spend"."""
_JUDGED = regex(
    rf"(?:(?:and|well|ok|okay|oh|phew|so|good|great|which)\W+)*(?:(?:(?:that|it|this|they|those|these)(?:['’]?(?:s|re)| is| are| sounds?| looks?)|thats|its) )?(?:(?:well|just|quite|all|plenty|still|definitely) )*"
    rf"(?:(?!(?:not|never|n['’]?t|hardly|barely|far|no|nowhere|good|isn['’]?t|aren['’]?t)\b)[a-z]+ enough(?: (?:for|to|by) (?:{KIN}|{KIN_MANY}|me|us|him|her|them|now|(?:my|our|the|his|her) \w+))*"
    r"|(?:all )?(?:the )?same (?:price|cost|amount|money)(?: (?:then|too|each|for (?:both|all|everyone|us|me|kids|children|adults)|as \w+))*)(?: then| though)?",
    re.IGNORECASE,
)
"""What was just told, judged or said again: "that's short enough", "same price"."""
_OF_PAYING = regex(
    r"(?:(?:just so (?:you|u) know|so (?:you|u) know|be warned|fyi|warning|(?:i|we) (?:must|should|have to|ought to|better|need to|['’]d better|will|['’]ll) (?:just )?(?:warn|tell) (?:you|u))\W+(?:that )?)?"
    r"(?:my|our|the|this) (?:(?:\w+['’]s|bank|credit|debit|new|old) )?(?:card|bank|phone|battery|wi-?fi|internet|signal|connection|screen|laptop|app|keyboard)(?:['’]?s| is| has| was| keeps?| may| might| can| gets| sometimes| plays| acts)\b(?P<how>[^.?!;]{1,60})",
    re.IGNORECASE,
)
_NOT_NOW = regex(
    r"\b(?:if|unless|until|till|when|once|first|before|wait\w*|later|tomorrow|refus\w*|cancel\w*|stolen|lost|blocked|gone|hold|instead|can you|will you)\b",
    re.IGNORECASE,
)


def of_paying(clause: str) -> bool:
    """Whether a clause only says how it stands with what one pays with, or writes on: "I must warn you my card has been funny lately"."""
    said = _OF_PAYING.fullmatch(clause)
    return said is not None and _NOT_NOW.search(said["how"]) is None


def feels(clause: str) -> bool:
    """Whether a clause is no more than a feeling, though it may begin as a question does: "how disappointing"."""
    return _FEELING.fullmatch(clause.strip(" .!")) is not None


_ALL = regex(r"\W*(?:ok(?:ay)? )?(?:never ?mind|nvm|forget it|leave it|skip it|ignore (?:it|that))\W*", re.IGNORECASE)


def lets_all_be(clause: str) -> bool:
    """Whether something is let rest without a word of what."""
    return _ALL.fullmatch(clause) is not None


def wants_nothing(clause: str) -> bool:
    """Whether a clause is thanks, impatience, a matter let rest, or how somebody feels about it."""
    clause = clause.strip(" .!")
    return any(pattern.fullmatch(clause) for pattern in (_UNTOLD, _PUT_BY, _FEELING, _SOMEBODY, _OF_THE_PRICE, _JUDGED))
