"""Whether it is booked already: "so is it booked?", "am I booked then?", "did you book them?"; and that it is not, as long as it is not paid.

`asked` is pure; `not_yet` puts into words what is held, or only offered, and that nothing was charged.
"""

import re

from willcall.agent.state import ConversationState
from willcall.understanding.patterns import regex

_LEAD = r"\W*(?:(?:ok|okay|k|so|and|but|hm+|er+m*|um+|uh|oh|ah|right|well|sorry|wait|hold on|hang on|just|wow|nice|great|cool|lovely|alright|then|yeah|yes|hi|hey|actually|quick question|to be clear|just checking|just to check|to confirm|does (?:that|this) mean|so you(?:'re| are) saying)\b\W*)*"
_THEM = r"(?:that|it|this|they|those|these|them|everything|all (?:that|this|of (?:it|that|them))|(?:my|our|the) (?:lot|two|pair|seats?|tickets?|places?|booking|order|reservation))"
_DONE = r"(?:booked(?: in)?|reserved|confirmed|sorted|secured|bought|purchased|mine|ours|locked in|done(?: and dusted)?|in the bag|final(?:ised|ized)?|guaranteed|paid(?: for)?|complete[d]?|went through|gone through|all set|good to go|set)"
_SO_FAR = r"(?:\W+(?:all|now|already|actually|definitely|really|properly|officially|just|been|yet|then))*"
_END = r"(?:\W+(?:then|ok|okay|already|yet|right|please|pls|properly|now|or not|or what|for (?:me|us|sure|good|real|that|it|this|them|those)|yeah|yes|no|is it|are they|am i|are we|in my name|with you|mate|thanks|or do i (?:have|need) to do (?:anything|something)(?: else)?))*\W*"
_ASKED = regex(
    _LEAD
    + "(?:" + "|".join((
        rf"(?:is|are|was|were|has|have)\W+{_THEM}{_SO_FAR}\W+{_DONE}",
        r"(?:am i|are we|is that (?:me|us))(?:\W+(?:all|both|now|already|actually|definitely|officially))*\W+(?:booked(?: in)?|sorted|set|good to go|confirmed|in|done|all done)",
        r"(?:have|did|has|had)\W+(?:you|u|ya|they)(?:\W+(?:guys|already|actually|just|now|go and))*\W+(?:booked?|reserved?|bought|buy|confirmed?|purchased?)\W+(?:it|that|them|those|these|this|the (?:seats|tickets)|my (?:seats|tickets)|me in|us in)",
        r"(?:did|have)\W+(?:i|we)(?:\W+(?:actually|now|already|really))*\W+(?:got|get|bought|buy|book|booked)\W+(?:(?:the|my|our|those|these) (?:tickets|seats)|them|it|those|these)",
    )) + ")" + _END,
    re.IGNORECASE,
)  # fmt: skip
_SAID = regex(
    _LEAD
    + rf"(?:(?:that|it|this|they|those)(?:['’]?s|['’]?re| is| are)?|(?:i|we)(?:['’]?m|['’]?re| am| are))(?:\W+(?:all|now|already|both|definitely))*\W+{_DONE}"
    + r"(?:\W+(?:then|now|already|in|yeah|yes|right|ok|no|is it|are they|am i|are we|isn['’]?t it))+\W*\?\W*|"
    + _LEAD + rf"(?:that|it|this|they|those)(?:['’]?s|['’]?re| is| are)(?:\W+(?:all|now|already))*\W+{_DONE}\W*\?\W*",
    re.IGNORECASE,
)  # fmt: skip
"""Said as if it were so, with a question mark: "so that's booked then?"."""
_LONGEST = 160  # characters
_OURS = r"(?:(?:my|our|the|those|these|that) (?:\w+ )?(?:seats?|tickets?|places?|hold|reservation))"
_KEPT = r"(?:kept|held|on hold|reserved(?! or\b| seat)|mine|ours)"
_OF_SEATS = regex(
    rf"\b(?:is|are|do|does|will|would|have|has|did|still)\b[^.?!]{{0,24}}\b(?:{_OURS}\b[^.?!]{{0,24}}\b(?:{_KEPT}|safe|gone|lost|released|let go|stay|free again)|(?:they|those|these|it)(?: (?:still|all|being|both|now|there)){{0,3}} {_KEPT})\b(?! (?:at|by) )"
    rf"|\bwhat(?:['’]?s| will| is going to| is)? (?:happens?|happened|happening|becomes?|became)\b[^.?!]{{0,16}}\b(?:to|with|of) {_OURS}"
    rf"|\b(?:do|will|did|have|am|are|would|can)\b[^.?!]{{0,8}}\b(?:i|we)\b[^.?!]{{0,12}}\b(?:los[et]|losing|still (?:have|got)|keep) (?:{_OURS}|them|those|these|it)\b",
    re.IGNORECASE,
)
"""Whether seats that are held stay so."""
_STILL = regex(
    r"^\W*(?:(?:ok|okay|so|and|hi|hey|hello|sorry|right|phew|um+|back|i'?m back|im back|oh|erm+|wait|quick)\W+)*"
    r"(?:(?:have|do) )?(?:(?:you|u|ya)(?:['’]ve)? )?(?:are |is |r )?(?:you |u )?(?:they |those |these |the |my |our |it |them )*(?:two |three |four |\d )?(?:seats |ones |tickets )?(?:still )(?:(?:got|have|holding|keeping) (?:(?:those|these|the|my|our|them|it)(?: (?:two|three|four|\d))?(?: seats?| ones?| tickets?)?)|there|free|available|mine|ours|held|on hold|good)(?: (?:for (?:me|us)|yeah|right|please|then|now))*\s*\?*\W*$",
    re.IGNORECASE,
)
_NOTHING = regex(
    r"\b(?:nothing|anything|(?:no|any) (?:seats?|tickets?|money))(?:['’]?s| is| are| was| were| has| have| got| gets| been| being| actually| still| yet| really){0,3} (?:reserved|held|charged|booked|bought|taken|paid|issued|kept|on hold)\b"
    r"|\b(?:did|have|has|was|were|is|are) (?:i|we|you|my card|any)\b[^.?!]{0,16}\b(?:reserved?|h[eo]ld|charged?|book(?:ed)?|issued?) (?:anything|something|any (?:seats|tickets|money))\b",
    re.IGNORECASE,
)
"""Whether anything was held or charged at all."""
_OTHERWISE = regex(
    r"\b(?:refund\w*|exchang\w*|upgrad\w*|transfer\w*|swap\w*|cheaper|better|instead|cloak\w*|parking|at the (?:door|venue|box office)|box office)\b",
    re.IGNORECASE,
)


def of_what_is_kept(state: ConversationState, text: str) -> bool:
    """Whether it is asked what is held or was charged, in whatever words: "what happens to my seat now?", "nothing's reserved or charged?"."""
    if len(text) > _LONGEST or _OTHERWISE.search(text) or asked(text):
        return False
    if state.hold is not None and "still" in text.casefold() and _STILL.search(_CLAUSES.split(text)[-1]):
        return True
    held = state.hold is not None and _OF_SEATS.search(text) is not None
    return (held or _NOTHING.search(text) is not None) and _ASKS.search(text) is not None


_CLAUSES = regex(r"[.!;,]\s+")
_ASKS = regex(
    r"\?|\b(?:is|are|was|were|did|do|does|has|have|will|would|what|am|can|right|yeah|correct|sure|check)\b",
    re.IGNORECASE,
)


def kept(state: ConversationState, left: str) -> str:
    """What is held for now, and that nothing was charged."""
    if state.hold is not None:
        return f"Your seats are held, and yours for {left}; nothing has been charged."
    return "Nothing is held or booked for you here, and nothing has been charged."


_WHICH_SEATS = regex(r"\b(?:which|what (?:seats|ones|did|have)|my seats|(?:i|we) pick\w*)\b", re.IGNORECASE)


def of_the_seats(text: str) -> bool:
    """Whether it is to be said again which seats they are."""
    return _WHICH_SEATS.search(text) is not None


def asked(text: str) -> bool:
    """Whether it is asked if something is booked by now."""
    return len(text) <= _LONGEST and (_ASKED.fullmatch(text) is not None or _SAID.fullmatch(text) is not None)


def not_yet(state: ConversationState) -> str:
    """That nothing is booked, as far as a purchase under way has come."""
    if state.hold is not None and state.quote is not None:
        return "No, not yet: your seats are only held, and nothing has been charged for these yet."
    task = state.task
    if task is not None and task.event is not None:
        return f"No, not yet: nothing is booked for {task.event.name}, and nothing has been charged for what we are looking at."
    return "No, not yet: nothing is booked, and nothing has been charged for what we are looking at."
