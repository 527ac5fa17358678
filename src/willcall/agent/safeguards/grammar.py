"""Enough English grammar to tell a claim from a question, a denial, a wish or a rule: clauses, auxiliaries, conditions.

Plain data and small functions for `assertions`; knows nothing of deeds or receipts.
"""

from willcall.understanding.patterns import regex

EXPANSIONS = (
    (regex(r"\b(?:can't|cannot|can not)\b"), "can not"),
    (regex(r"\bwon't\b"), "will not"),
    (regex(r"n't\b"), " not"),
    (regex(r"\b(haven|hasn|isn|aren|wasn|weren|don|doesn|didn|couldn|wouldn)t\b"), r"\1 not"),
    (regex(r"'re\b"), " are"),
    (regex(r"'ve\b"), " have"),
    (regex(r"'ll\b"), " will"),
    (regex(r"'m\b"), " am"),
    (regex(r"\b(you|i|we|they|it)'d\b"), r"\1 would"),
    (regex(r"\blet's\b"), "let us"),
    (
        regex(
            r"\b(it|that|there|here|everything|all|what|this|order|booking|payment|refund|money|upgrade|purchase)'s\b"
        ),
        r"\1 is",
    ),
    (
        regex(
            r"\b(\w+)'s (?=(?:been|booked|confirmed|done|closed|cancelled|refunded|all|now|coming|gone|through|ready|complete|on its|on the)\b)"
        ),
        r"\1 is ",
    ),
    (regex(r"\bcould not be (?:happier|more pleased|more delighted)(?: to)?\b"), ""),
    (regex(r"\b(youre|ur)\b"), "you are"),
    (regex(r"\b(ive)\b"), "i have"),
    (regex(r"\bgonna\b"), "going to"),
    (
        regex(
            r"\b(?:i am |we are )?(?:very |so )?(?:happy|glad|pleased|delighted|thrilled|proud) to (?:say|tell you|report|inform you|let you know|announce|confirm)(?: that)?\b"
        ),
        "",
    ),
)
IDIOMS = regex(
    r"\b(?:no problem(?: at all)?|not a problem|no worries|not to worry|do not worry|no need to worry|nothing to worry about|no doubt|"
    r"no trouble(?: at all)?|why not|not only|no fuss|no sweat|no stress|not bad|no kidding|no joke|no less than|no fewer than|last but not least|"
    r"without (?:a |any )?(?:hitch|problems?|doubt|delay|issues?|further ado|trouble|fail)|with no (?:problems?|issues?|trouble)|"
    r"if you (?:need|have) (?:anything|any|more|further|other|questions?)[^,.;!]*|cannot wait|can not wait|not long ago|whether or not)\b"
)
CLAUSE = regex(
    r"\s*(?:[,;:()\[\]—–…|!?]+|\.(?=\s|$)| [-=→>]+ |[✅✔☑🎉👍🎟🥳]+|\b(?:and then|and|but|so|then|because|while|although|though|or|plus|yet|since|now that)\b)\s*"
)
WORD = regex(r"[^\W_]+(?:[-'][^\W_]+)*")
HYPOTHETICAL = frozenset(
    [
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "should",
        "shall",
        "to",
        "cannot",
        "let",
        "going",
        "want",
        "wants",
        "wanted",
        "like",
        "need",
        "needs",
        "prefer",
        "able",
        "ready",
        "help",
        "try",
        "trying",
        "rather",
        "allow",
        "allows",
        "willing",
        "unable",
        "happy",
        "glad",
        "please",
        "just-say",
        "ask",
        "asking",
        "asked",
        "wish",
        "hope",
        "hoping",
        "plan",
        "planning",
        "how",
    ]
)
NEGATORS = frozenset(
    [
        "not",
        "no",
        "never",
        "nothing",
        "none",
        "nobody",
        "neither",
        "nor",
        "without",
        "unable",
        "cannot",
        "yet-to",
        "hardly",
        "failed",
        "fail",
        "fails",
        "refuse",
        "refused",
        "unpaid",
        "declined",
    ]
)
CONDITIONS = frozenset(
    [
        "if",
        "once",
        "until",
        "till",
        "before",
        "unless",
        "whether",
        "whenever",
        "provided",
        "assuming",
        "wherever",
        "suppose",
        "upon",
    ]
)
SOFT_CONDITIONS = frozenset(["when", "after"])
PREREQUISITE = regex(
    r"\b(?:confirm\w*|pays?|paid|paying|payment|goes through|say|saying|approv\w+|accept\w*|tap|press|click|choose|picks?|select\w*|sign|signed|signing|go ahead|agree|give|"
    r"tell|let me know|yes|ok|okay|want|wish|like|prefer|decide|ready|complete|checkout|check out|buy|book|purchase|order|before|until|expire\w*|goes through|consent|finish|send|change|cancel)\b"
)
AUX = frozenset(
    [
        "am",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "have",
        "has",
        "had",
        "having",
        "get",
        "gets",
        "got",
        "getting",
        "did",
        "do",
        "does",
    ]
)
ADVERBS = frozenset(
    [
        "now",
        "just",
        "already",
        "all",
        "also",
        "then",
        "only",
        "both",
        "safely",
        "officially",
        "immediately",
        "instantly",
        "finally",
        "fully",
        "again",
        "since",
        "once",
        "together",
        "too",
        "even",
        "ever",
        "still",
        "as",
        "promised",
        "gladly",
        "happily",
        "right",
        "straight",
        "away",
        "not",
        "never",
        "indeed",
        "actually",
        "successfully",
        "hereby",
        "currently",
        "being",
        "automatically",
        "yet",
    ]
)
SUBJECTS = frozenset(["i", "we", "you", "they", "it", "he", "she"])
GENERIC_SUBJECT = regex(
    r"^(?:(?:all|any|most|some|each|every|a|an|full|partial|approved|resale|transferred|unused|such|these|other|online|mobile|paper|digital|returned|child|service|booking|ticket|processing|the)\s)*"
    r"(?:refunds?|tickets?|orders?|fees?|seats?|exchanges?|transfers?|upgrades?|purchases?|sales?|credits?|cancell?ations?|holds?|bookings?|payments?|cards?|money|requests?|customers?|fans?|people|guests|members|everyone|(?:\w+ )?spaces?|places?|service|processing)\b"
)
GENERIC_TAIL = regex(
    r"\b(?:by|via|within|until|till|before|after|only|usually|always|normally|generally|typically|electronically|up to|per|unless|when|once|if|"
    r"for (?:\w+ )?(?:\w+ )?(?:minutes|seconds|hours)|through|as soon as|at least|at any time|as long as|in the order|first|sometimes|automatically|at once|never)\b"
)
RELATIVE = regex(
    r"\b(?:the|any|those|these|your|all|every|each|which|whichever|what|whatever|of|same|orders?|tickets?|seats?|anything|everything) (?:\w+ ){0,3}(?:that |which )?(?:you|was|were|are|is|have|has|had)(?: have| had| \w+ly| been| already)*$"
)
INVERSION = regex(
    r"^(?:(?:okay|ok|great|sure|alright|perfect|and|so|but|or|now|well|also|sorry|hi|hello|thanks|hmm|got it|just to check|to be sure|quick question)\s)*"
    r"(?:shall|should|would|will|can|could|may|might|do|does|did|is|are|was|were|have (?!fun\b|a )|has|had|which (?!have|has|are|is|were|was)|what|who|whom|whose|where|when (?!you|we|they|i |it |the |your )|how|why|want|am|any)\b"
)
EVENT = regex(
    r"\b(?:event|game|show|concert|match|performance|tour|matinee|festival|fixture|kick-?off|tip-?off|play|musical|gig|date|doors?|sale)s?\b"
)
OWN = regex(r"\b(?:i|we|me)\b")
JUST_NOW = regex(r"\b(?:now|just|successfully|right away|as we speak|officially|finally)\b")
PROGRESS = regex(
    r"\b(?:now|right away|as we speak|for you|at once|immediately|straight away|this (?:second|moment|minute)|in progress)\b"
)
HOLD_AT = regex(r"^held (?:at|in|on|indoors|outdoors|every|annually)\b")


def expand(text: str) -> str:
    """Contractions written out and idioms that only look like denials taken away."""
    for pattern, replacement in EXPANSIONS:
        text = pattern.sub(replacement, text)
    return " ".join(IDIOMS.sub(" ", text).split())


def asks(plain: str) -> bool:
    """Whether a plain sentence is a question through and through, rather than a statement with a question at its end."""
    if not plain.rstrip(" \"')*_").endswith("?"):
        return False
    clauses = [clause.strip(" .-*\"'") for clause in CLAUSE.split(expand(plain)) if clause.strip(" .-*\"'")]
    return bool(clauses) and (len(clauses) == 1 or INVERSION.match(clauses[0]) is not None)


def finite(said: list[str]) -> bool:
    """Whether some words have a subject or an auxiliary of their own, so that they do not lean on the clause before."""
    return any(word in AUX or word in SUBJECTS for word in said)
