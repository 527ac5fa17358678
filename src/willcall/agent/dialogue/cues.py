"""Turns of phrase that tell what a message does, beyond which intent it carries. Patterns only; `hearing` says when each counts."""

import re

ALSO = re.compile(r"\b(also|as well|too|another|additionally|on top|plus|and then|after that|next)\b", re.IGNORECASE)
ASKING = re.compile(
    r"\?|\b(any|anything|something|what about|how about|show me|do you have|is there|are there|got)\b", re.IGNORECASE
)
HOW_IT_WORKS = re.compile(
    r"\bhow (?:do|does|would|can)\b[^.!?]*\bworks?\b|\b(?:policy|policies|rules?)\b|\bam i allowed\b|\bis it possible\b|\bhow (?:do|can|would) (?:i|we|you|people)\b",
    re.IGNORECASE,
)
GIVES_BACK = re.compile(
    r"\b(?:give|hand|send|bring) back\b|\b(?:return|get rid of)\b[^.?!]{0,20}\b(?:tickets?|seats?|tix|tkts?)\b|\bmoney back\b",
    re.IGNORECASE,
)
MINE = re.compile(
    r"\b(?:(?:under|in|on) my (?:name|account)|my (?:orders?|bookings?|purchases?|reservations?))\b", re.IGNORECASE
)
STUCK = re.compile(
    r"\b(?:qr|code|barcode|ticket|scanner|app)s?\b[^.?!]{0,30}(?:n'?t|not)\b[^.?!]{0,12}\b(?:work|scan|valid|load|open)",
    re.IGNORECASE,
)
FROM_TO = re.compile(r"\bfrom\b.{1,60}?(?P<to>\bto\b)", re.IGNORECASE)
OTHERS = re.compile(r"\b(others?|else|another|different|more)\b", re.IGNORECASE)
KEEP = re.compile(r"\b(keep|stick with|stay with|back to|go back|the ones (?:i|we) had)\b", re.IGNORECASE)
BUY_IT = re.compile(r"\b(?:buy|book|take|get) (?:it|them|those|these)\b|\bgo ahead\b", re.IGNORECASE)
OWNED = re.compile(
    r"\b(upgrad\w*|order|my (?:tickets?|seats?)|our (?:tickets?|seats?)|(?:i|we) (?:have|bought|already))\b",
    re.IGNORECASE,
)
NOT_THAT = {
    kind: re.compile(rf"\b(?:forget|skip|no|not|n'?t)\b[^.?!]{{0,30}}\b{word}", re.IGNORECASE)
    for kind, word in {
        "upgrade": "upgrad",
        "refund": "refund",
        "exchange": "(?:exchang|swap)",
        "transfer": "transfer",
        "orders": "orders?\\b",
        "credit": "credit",
    }.items()
}
BYE = re.compile(
    r"\b(good ?bye|bye+|see (?:you|ya)|cya|farewell|good night|take care|ciao|that(?:'s| is| will be| would be|'ll be) (?:all|it)|talk later|gotta go|i'?m (?:off|done))\b",
    re.IGNORECASE,
)
COST = re.compile(
    r"\b(total|fees?|price|cost|charged?|per (?:person|ticket|seat)|for (?:both|all|everyone|the lot))\b", re.IGNORECASE
)
DROPS = re.compile(
    r"\b(cancel\w*|forget|never ?mind|nvm|stop|drop|scrap|leave it|leave them|release|let (?:it|them|those) go|(?:don'?t|do not) (?:want|need)|"
    r"changed my mind|no longer|not (?:interested|any ?more)|abort|quit|start over|reset)\b",
    re.IGNORECASE,
)
HYPOTHETICAL = re.compile(
    r"\?|\b(?:can|could|may) (?:i|we)|what (?:if|happens)|is it possible|how (?:do|does|would)\b", re.IGNORECASE
)
WHATS_ON = re.compile(
    r"\b(?:what(?:'?s| is| are)? (?:on|playing|happening|coming up|available|there)|(?:events?|shows?|games?|concerts?|matches) (?:do you|have you|are|tonight|this))\b",
    re.IGNORECASE,
)
RECAP = re.compile(
    r"\b((?:what(?:'?s| is)|how much is) (?:the |my )?(?:total|it (?:all )?(?:come|add)|sum|damage)|total again|in my (?:cart|basket)|remind me|recap|"
    r"(?:which|what) (?:seats|rows?|section)|(?:which|what) seats (?:do|did|are|have|am)|(?:booking|extra|hidden|additional|other|any) (?:fees?|charges?|costs?)|"
    r"summar\w+|what (?:do|have) (?:i|we) (?:have|got)|run (?:that|it) by me|say that again)\b",
    re.IGNORECASE,
)
TARGET = re.compile(r"\b(for|to|into|with|instead of|instead)\b", re.IGNORECASE)
