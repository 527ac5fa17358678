"""Words, as search sees them: lower case, without endings, without the small change of a question.

The stemmer is a light one: it undoes plurals, -ing, -ed and -able, so that "parked", "parking" and "parks" meet. The synonyms
are few and general; a document's own other names belong in its tags. Knows no document.
"""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")

STOPWORDS = frozenset(
    [
        "a",
        "about",
        "actually",
        "again",
        "all",
        "also",
        "am",
        "an",
        "and",
        "another",
        "any",
        "anybody",
        "anyone",
        "anything",
        "are",
        "as",
        "ask",
        "asking",
        "at",
        "be",
        "been",
        "before",
        "being",
        "but",
        "by",
        "can",
        "cannot",
        "cant",
        "could",
        "couldnt",
        "d",
        "did",
        "do",
        "does",
        "doing",
        "done",
        "dont",
        "else",
        "ever",
        "for",
        "from",
        "get",
        "gets",
        "getting",
        "give",
        "go",
        "goes",
        "going",
        "gonna",
        "good",
        "got",
        "gotta",
        "guess",
        "guys",
        "had",
        "happen",
        "has",
        "hate",
        "have",
        "having",
        "he",
        "hello",
        "help",
        "her",
        "here",
        "hey",
        "hi",
        "him",
        "his",
        "how",
        "hows",
        "i",
        "id",
        "if",
        "ill",
        "im",
        "in",
        "into",
        "is",
        "isnt",
        "it",
        "its",
        "ive",
        "just",
        "kind",
        "know",
        "let",
        "lets",
        "like",
        "ll",
        "long",
        "look",
        "looking",
        "lot",
        "lots",
        "m",
        "make",
        "many",
        "may",
        "maybe",
        "me",
        "mean",
        "might",
        "mine",
        "more",
        "most",
        "much",
        "must",
        "my",
        "need",
        "needed",
        "needs",
        "no",
        "nope",
        "not",
        "of",
        "off",
        "oh",
        "ok",
        "okay",
        "on",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "people",
        "per",
        "please",
        "possible",
        "question",
        "quick",
        "re",
        "really",
        "right",
        "s",
        "said",
        "saw",
        "say",
        "see",
        "shall",
        "she",
        "should",
        "so",
        "some",
        "somebody",
        "someone",
        "something",
        "sort",
        "still",
        "such",
        "sure",
        "t",
        "take",
        "tell",
        "than",
        "thank",
        "thanks",
        "that",
        "thats",
        "the",
        "their",
        "them",
        "then",
        "there",
        "theres",
        "these",
        "they",
        "thing",
        "things",
        "think",
        "this",
        "those",
        "to",
        "too",
        "try",
        "under",
        "up",
        "upon",
        "us",
        "use",
        "used",
        "using",
        "ve",
        "very",
        "wanna",
        "want",
        "wanted",
        "wants",
        "was",
        "wasnt",
        "way",
        "we",
        "well",
        "were",
        "what",
        "whats",
        "when",
        "where",
        "wheres",
        "which",
        "while",
        "who",
        "whos",
        "why",
        "will",
        "with",
        "wondering",
        "wont",
        "would",
        "wouldnt",
        "yeah",
        "yes",
        "yet",
        "you",
        "your",
        "youre",
        "yours",
        "allow",
        "allowed",
        "permit",
        "permitted",
        "able",
        "available",
        "offer",
        "offers",
        "provide",
        "arena",
        "stadium",
        "venue",
        "venues",
        "place",
        "hall",
        "building",
        "theater",
        "theatre",
        "event",
        "events",
        "show",
        "shows",
        "game",
        "games",
        "concert",
        "concerts",
        "match",
        "tonight",
        "today",
        "tomorrow",
        "day",
        "evening",
        "night",
        "find",
        "option",
        "place",
        "spot",
        "bad",
        "nice",
        "great",
        "big",
        "little",
        "bit",
        "full",
        "real",
        "whole",
        "sure",
        "stuff",
        "fact",
        "matter",
        "problem",
        "issue",
        "chance",
        "choice",
        "mom",
        "mum",
        "mother",
        "dad",
        "father",
        "parent",
        "wife",
        "husband",
        "partner",
        "girlfriend",
        "boyfriend",
        "brother",
        "sister",
        "cousin",
        "uncle",
        "aunt",
        "grandma",
        "grandpa",
        "grandmother",
        "grandfather",
        "family",
        "guy",
        "friend",
        "buddy",
        "lady",
        "man",
        "woman",
        "we're",
        "im",
        "ive",
        "couple",
        "folks",
        "last",
        "next",
        "first",
        "second",
        "time",
        "times",
        "soon",
        "run",
        "running",
        "work",
        "works",
        "working",
        "mean",
        "means",
        "kinda",
        "sorta",
        "around",
        "near",
        "nearby",
        "close",
        "usually",
        "normally",
        "typically",
        "generally",
        "exactly",
        "actually",
        "anyway",
        "basically",
        "currently",
        "til",
        "till",
        "until",
        "somewhere",
        "anywhere",
        "nowhere",
        "everywhere",
        "case",
        "instead",
        "without",
        "during",
        "while",
        "since",
        "both",
        "each",
        "every",
        "either",
        "own",
        "part",
        "allow",
        "let",
        "use",
        "come",
        "coming",
        "came",
        "take",
        "taking",
        "took",
        "put",
        "happen",
        "inside",
        "number",
        "point",
        "side",
        "way",
        "end",
        "start",
        "policy",
        "policies",
        "rule",
        "rules",
        "info",
        "information",
        "detail",
        "details",
        "hear",
        "heard",
    ]
)
"""Words that say nothing about the topic in a house where everything is a show at a venue."""

SOFT = frozenset(
    [
        "bring",
        "sell",
        "buy",
        "rent",
        "keep",
        "accept",
        "carry",
        "hold",
        "wear",
        "hit",
        "purchas",
        "order",
        "book",
        "check",
        "expect",
        "handl",
        "kind",
        "type",
        "sort",
        "total",
        "stay",
        "sit",
        "turn",
    ]
)
"""Stems that are rarely what a question is about: they count, but little, whether found or not."""

_SYNONYMS = """
    bag backpack purse handbag rucksack tote suitcase luggage satchel fanny
    park parking garage carpark
    car vehicle truck suv van auto automobile drive driving
    kid child children toddler son daughter youngster teenager minor
    baby infant newborn toddler
    stroller pram buggy pushchair
    money cash dollars
    cost price fee charge expensive cheap rate free
    food eat snack meal hungry dinner lunch sandwich concession
    drink beverage soda water
    alcohol beer wine liquor booze cocktail alcoholic
    bathroom restroom toilet loo washroom
    wifi internet wireless
    refund reimburse reimbursement moneyback
    exchange swap switch change trade
    transfer send forward pass share
    upgrade better closer
    wheelchair disabled disability handicapped handicap accessible accessibility mobility ada
    elevator lift stairs escalator
    dog pet animal puppy cat
    smoke vape vaping cigarette smoking juul
    camera photo picture photography pic selfie
    video record film filming recording
    lose lost forgot left missing misplaced
    cancel cancelled canceled cancellation
    postpone postponed reschedule rescheduled moved
    rain storm weather snow lightning thunderstorm
    umbrella parasol
    train subway metro tube rail tram
    bus coach shuttle
    taxi uber lyft cab rideshare
    doctor medic medical nurse aid
    medication medicine medicines pills insulin epipen meds
    ill sick hurt injured unwell faint
    pay payment paying paid
    card credit debit visa mastercard amex
    gift present voucher certificate
    discount promo coupon deal promotion code
    group party
    person human agent representative staff somebody operator
    early arrive
    open start begin
    close shut end finish
    leave exit
    reenter readmission reentry return
    print paper printed printout
    phone mobile cell smartphone iphone android
    deaf hearing
    vegetarian vegan veggie
    coat jacket
    merch merchandise shirt jersey souvenir
    cannabis weed marijuana joint
    weapon gun knife firearm
    sign banner poster
    age old adult
    expire expiry expiration valid
    seat seating
    pickup collect collection
    mail post ship deliver delivery
    late latecomer
    together adjacent beside
    dress wear clothes outfit attire
    bike bicycle cycle
    charger charging recharge
    restaurant dining
"""

_SAME = {
    "colour": "color",
    "cheque": "check",
    "programme": "program",
    "kerb": "curb",
    "parkng": "parking",
    "travelling": "traveling",
}
_IRREGULAR = {
    "children": "child", "kids": "kid", "lost": "lose", "left": "leave", "bought": "buy", "brought": "bring", "paid": "pay",
    "feet": "foot", "sold": "sell", "taken": "take", "going": "go", "died": "die", "dies": "die", "dead": "die", "took": "take",
    "reentry": "reenter", "knives": "knife", "allergies": "allergy", "allergic": "allergy", "accessibility": "accessible",
    "wi": "wifi", "fi": "wifi", "cancellation": "cancel", "reimbursement": "reimburse", "came": "come", "held": "hold",
    "taxis": "taxi",
}  # fmt: skip
_JOINED = (
    (re.compile(r"\bre[- ]?(entry|enter(?:ing|ed)?|admission)\b"), "reentry"),
    (re.compile(r"\bwi[- ]?fi\b"), "wifi"),
    (re.compile(r"\be[- ]?mail"), "email"),
    (re.compile(r"\b(come|get|go|let|be) back in(?:side)?\b"), r"\1 back in reentry"),
    (re.compile(r"\bmoney back\b"), "money back refund"),
    (re.compile(r"\bpick(?:ing|ed)? ?(?:it |them |my tickets |tickets )?up\b"), "pickup"),
    (re.compile(r"\bt[- ]shirts?\b"), "shirt"),
    (re.compile(r"\b\d+[- ]?(?:years?|yrs?|yo|months?)[- ]?olds?\b"), "child age"),
    (
        re.compile(r"\bby (?:him|her|them|my)sel(?:f|ves)\b|\bwithout (?:me|us|an adult|(?:a|their) parents?)\b"),
        "unaccompanied",
    ),
    (re.compile(r"\bdrop(?:ping|ped)? (?:me |us |them |my \w+ )?off\b"), "dropoff drop"),
    (re.compile(r"\bstep-free\b"), "stepfree"),
    (re.compile(r"\b(how long .*?\b)(?:lasts?|go on|runs?|take)\b"), r"\1 duration"),
    (re.compile(r"\blost and found\b"), "lost found property"),
)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending: parking → park, refundable → refund, policies → policy."""
    word = _SAME.get(word, word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 3:
        if word.endswith("ies"):
            word = word[:-3] + "y"
        elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
            word = word[:-2]
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    for ending in ("able", "ing", "ed"):
        body = word.removesuffix(ending)
        if body != word and len(body) >= 3 and not word.endswith("eed") and re.search("[aeiouy]", body):
            word = body[:-1] if len(body) > 3 and body[-1] == body[-2] and body[-1] not in "lsz" else body
            break
    return word.removesuffix("e") if len(word) > 4 else word


def surface(text: str) -> list[str]:
    """The words of a text as written, in lower case and without accents or apostrophes."""
    text = unicodedata.normalize("NFKD", text.lower()).replace("’", "").replace("'", "")
    if not text.isascii():
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    for pattern, instead in _JOINED:
        text = pattern.sub(instead, text)
    return _WORD.findall(text)


_STOP_STEMS = STOPWORDS | {stem(word) for word in STOPWORDS}


def tells(word: str) -> bool:
    """Whether a word as written says anything about a topic."""
    return word not in STOPWORDS and stem(word) not in _STOP_STEMS


def terms(text: str) -> list[str]:
    """The words that matter, stemmed, in order, with repeats."""
    return [stem(word) for word in surface(text) if tells(word)]


def _groups() -> dict[str, tuple[str, ...]]:
    related: dict[str, set[str]] = {}
    for line in _SYNONYMS.strip().splitlines():
        group = {stem(word) for word in line.split()}
        for word in group:
            related.setdefault(word, set()).update(group - {word})
    return {word: tuple(sorted(others)) for word, others in related.items()}


SYNONYMS = _groups()
"""Stem → stems that may stand for it."""
