"""A deed asked for as a question, and then wished done: "how do I get a refund for these? please do it", "can they be moved? go ahead with that".

Pure: `told` blanks the question's words and the request, so that what is left is heard as the wish it is.
"""

import re
from dataclasses import replace

from willcall.agent.ports import View
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Wish

_POLITE = r"(?:(?:please|pls|plz|plase|pleas|plse|can you|could you|would you|will you|if so|if (?:it is|they are|i can|you can|possible|allowed)|and|then|so|yes|yeah|ok|okay|just|kindly|i(?:['’]d| would) like (?:you )?to|i want (?:you )?to|let['’]?s)[\s,]+)*"
_IT = r"(?:it|that|this|so|them|those)"
_DO_IT = regex(
    rf"(?:[.?!,;:–-]+\s*|\s+(?:and|then)\s+){_POLITE}(?:(?:do|arrange|process|sort|handle|start) {_IT}(?: out)?|get {_IT} done|make {_IT} happen|go ahead(?: (?:with {_IT}|and do {_IT}))?|proceed(?: with {_IT})?|do (?:the|my|a) (?:refund|exchange|transfer|swap|upgrade)|please do)(?:[\s,]+(?:for me|for us|now|then|please|pls|plz|right away|straight away|asap|thanks|thank you|today))*(?=\s*(?:[.?!,;]|$|\b(?:then|and|also|after)\b))",
    re.IGNORECASE,
)
_ASKS = regex(
    r"(?:\b(?:how|where) (?:do|can|would|should|could|might|to|does one)(?: (?:i|we|you|one))?(?: go about)?|\b(?:what(?:['’]?s| is)|tell me) (?:the )?(?:way|process|procedure|steps?) (?:to|for|of)|\bwhat (?:do|must|should) (?:i|we) (?:need to |have to )?do (?:to|for)|\b(?:is it|would it be|is there a way|any way|is there any way)(?: still)?(?: possible| ok| okay| allowed)?(?: for (?:me|us))? to|\b(?:can|could|may|do|will) (?:i|we|you)|\b(?:can|could|may|are|is|will) (?=(?:my|our|the|these|those|they|it)\b))(?P<deed>[^.?!;]*)$",
    re.IGNORECASE,
)
_DEEDS = {
    Intent.REFUND: regex(r"\brefun+d\w*|\breimburs\w*|\bmoney back\b|\breturn(?:ed|ing)?\b|\bgiv(?:e|en) \w+(?: \w+)? back\b|\bcancel\w*", re.IGNORECASE),
    Intent.EXCHANGE: regex(r"\b(?:exchang\w*|swap\w*|switch\w*|rebook\w*|reschedul\w*)|\b(?:mov|chang)(?:e|ed|ing)\b[^.?!]{0,24}\b(?:dates?|days?|night|\w+day|tickets?|order|them|it)\b", re.IGNORECASE),
    Intent.TRANSFER: regex(r"\btransfer\w*|\b(?:hand|pass|send|giv)(?:e|ing|en)?\b[^.?!]{1,40}\b(?:to|on|over)\b", re.IGNORECASE),
}  # fmt: skip
_MAY_BE = frozenset({Intent.POLICY, Intent.KNOWLEDGE, Intent.OUT_OF_SCOPE, Intent.HELP, Intent.INFORM, Intent.AFFIRM})
_LONGEST = 300  # characters


def told(view: View) -> View:
    """The view with the question as a wish; as it was where none is wished done, or something waits for a yes already."""
    state, reading = view.state, view.reading
    if state.quote is not None or state.hold is not None or state.transfer is not None or len(reading.text) > _LONGEST:
        return view
    wished = _DO_IT.search(reading.text)
    asked = _ASKS.search(reading.text[: wished.start()]) if wished is not None else None
    if wished is None or asked is None:
        return view
    intent = next((one for one, words in _DEEDS.items() if words.search(asked["deed"])), None)
    if intent is None:
        return view
    text = reading.text
    for start, end in (asked.span()[:1] + asked.span("deed")[:1], wished.span()):
        text = text[:start] + " " * (end - start) + text[end:]
    own = (Wish(intent, 1.0, asked.start(), wished.end()),)
    rest = tuple(w for w in reading.wishes if w.start >= wished.end() or w.end <= asked.start())
    split = tuple(
        replace(w, start=wished.end())
        for w in reading.wishes
        if w.start < wished.end() < w.end
        and w.intent not in {intent, *_MAY_BE}
        and text[wished.end() : w.end].strip(" .,;!?")
    )
    wishes = tuple(sorted((*rest, *own, *split), key=lambda w: w.start))
    return replace(view, reading=replace(reading, text=text, wishes=wishes, answer="none"))
