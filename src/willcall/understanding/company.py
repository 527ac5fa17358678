"""Who comes along: "my sister and I", "me, my wife and 3 kids", "two adults and a child", "wheelchair + carer".

Reads plain text. Counts a party only where it can be counted ("my kids and I" is left to be asked about) and where it is
told of what is to come, not of an evening that was. Does not know what is on offer.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.spans import Found

KIN = (
    r"(?:(?:(?:step|god|grand|great[- ]grand)[- ]?)?(?:mother|father|mom|mum|dad|son|daughter|parent|child|brother|sister|ma|pa)(?:[- ]in[- ]law)?|"
    r"wife|husband|hubby|partner|spouse|girlfriend|boyfriend|gf|bf|mam|kid|friend|bestie|bff|buddy|mate|pal|bro|sis|cousin|"
    r"uncle|aunt(?:ie|y)?|gran(?:ny)?|grandad|nan(?:a|ny)?|boss|(?:co[- ]?work|team|class|work|flat|house|room)(?:er|mate)|colleague|"
    r"baby|toddler|teenager|teen|infant|neighbou?r|(?<!the )date|fiancee?|girl|boy|lad|nephew|niece|twin|guest|student|old man|missus|"
    r"better half|other half|adult|grown[- ]?up|senior|pensioner|wean|bairn|carer|caregiver|companion|helper|assistant|aide|plus[- ]one|ex(?:[- ](?:wife|husband))?|significant other)"
)
KIN_MANY = (
    r"(?:(?:(?:step|god|grand)[- ]?)?(?:kids|children|sons|daughters|brothers|sisters|parents|mothers|fathers)|mums|moms|dads|friends|besties|"
    r"buddies|mates|pals|cousins|uncles|aunts|aunties|grans|nans|colleagues|(?:co[- ]?work|team|class|work|flat|house|room)(?:ers|mates)|"
    r"neighbou?rs|boys|girls|lads|ladies|guests|nephews|nieces|others|people|guys|students|folks|teens|teenagers|toddlers|"
    r"babies|twins|adults|grown[- ]?ups|seniors|pensioners|weans|bairns|littlies|carers|companions|little ones|in-?laws)"
)
_BARE = r"(?:mum|mom|mam|dad|grandma|grandpa|grandad|granddad|granny|gran|nana|nanna|nan|auntie|hubby|wife|husband|girlfriend|boyfriend|gf|bf|partner|sis|bro|brother|sister|missus)"
_AND = r"(?:\s*(?:,\s*(?:and\b|&|plus\b)?|\b(?:and|plus|with|as well as|an(?=\s+(?:the|my|our|me|him|her)\b))\b|&|\+)\s*|\s+(?=(?:my|our)\s))"
_VERBS = r"(?:came|went|said|paid|bought|got|had|saw|is|was|has|will|can|would|could|may|did|and|or|both|too|also|told|gave|took|made|left|lost|cut|let|put|hurt|broke|fell|felt|want|like|love|need|plan)"
_PARTS = (
    ("of_us", rf"(?:the\s+)?(?P<n_us>{NUMBER})\s+of\s+us"),
    ("us_all", rf"us\s+(?P<n_all>{NUMBER})"),
    ("counted", rf"(?:(?:my|our|the|his|her|their)\s+)?(?:[\w'-]{{1,16}}\s+)?{KIN_MANY}\s*(?:\(\s*(?:all\s+)?(?P<n_told>{NUMBER})(?:\s+of\s+(?:them|us|'?em))?\s*\)|,?\s*(?:all\s+)?(?P<n_those>{NUMBER})\s+of\s+(?:them|'?em)\b)"),
    ("ages", rf"(?:(?:my|our|the|his|her|their)\s+)?(?:{NUMBER}\s+)?{KIN_MANY}\s*(?:\(\s*(?:aged\s+|ages\s+)?|,?\s*(?:aged|ages)\s+)(?P<n_ages>\d{{1,2}}(?:\s*(?:,|and|&)\s*\d{{1,2}})+)\s*\)?"),
    ("aged", r"(?:(?:my|our|a|the|his|her)\s+)?\d{1,2}[- ](?:year|yr|month|week)s?[- ]olds?"),
    ("pairs", rf"(?P<n_pairs>{NUMBER})\s+(?:other\s+)?(?:couples|pairs)"),
    ("couples", r"(?:(?:a|the|one|another|my|our)\s+)?(?:(?:young|old|older|elderly|married|retired|nice|lovely)\s+)?couple(?!\s+(?:of|more))"),
    ("two", r"(?:(?:my|our|the|both|his|her|wife's|husband's)\s+){0,2}(?:(?:grand)?parents|in-laws|folks|twins|twin\s+(?:(?:grand|step)?(?:sons|daughters)|boys|girls|brothers|sisters|nephews|nieces|kids|babies|toddlers))"),
    ("many", rf"(?:(?:my|our|the|his|her|their)\s+)?(?P<n_many>{NUMBER})\s+(?:of\s+(?:my|our|the|his|her|their)\s+)?(?:(?!and\b|of\b|or\b)[\w'-]+\s+)?{KIN_MANY}"),
    ("single", rf"1\s+(?:(?!and\b|of\b|or\b)[\w'-]+\s+)?{KIN}"),
    ("named", rf"(?:my|our)\s+{KIN}\s+(?!{_VERBS}\b)[a-z]{{3,12}}(?<!ed)(?<!ing)(?<!s)(?=\s*(?:,|and\b|&)\s*(?:i|me|myself|my|our)\b)"),
    ("one", rf"(?:(?:my|our)\s+(?:(?!and\b|or\b|i\b|me\b|to\b|for\b|with\b|is\b|has\b)[\w'-]+\s+){{0,2}}?|(?:a|an|one|another|the|his|her|their)\s+(?:(?!and\b|or\b)\w+\s+)?)(?:{KIN}'s\s+(?:\w+\s+)?)?{KIN}(?!\s+{KIN}\b)"),
    ("us", r"us"),
    ("self", r"(?:me|myself|i|yours truly)"),
    ("bare", _BARE),
    ("her", r"(?:her|him)(?!\s+(?!and\b|plus\b|with\b|then\b|too\b|as\b|please\b|wants?\b|would\b|are\b|will\b|need\b|fancy\b|both\b|can\b)[a-z])"),
)  # fmt: skip
_PART = regex("|".join(rf"(?P<{name}>\b{part}(?<=[\w)])(?!\w))" for name, part in _PARTS))
_ANYONE = "(?:" + "|".join(rf"\b{re.sub(r'[?]P<[a-z_]+>', '?:', part)}(?!\w)" for _, part in _PARTS) + ")"
_PARTY = regex(rf"{_ANYONE}(?:{_AND}{_ANYONE})+")
PEOPLE = rf"{_ANYONE}(?:{_AND}{_ANYONE}){{0,6}}"
_BROUGHT = regex(
    rf"\b(?:taking|bringing|take|bring|going with|come with|coming with|with|w/?|treating|surprising)\s+(?P<who>{_ANYONE}(?:{_AND}{_ANYONE})*)"
)
_ESCORTED = regex(  # "my nan is in a wheelchair and I'll be with her", "my cousin is coming along with me"
    rf"(?P<who>{_ANYONE}(?:{_AND}{_ANYONE}){{0,4}})[^.?!]{{1,60}}?[.,;!]?\s(?:i(?:'ll|'m|'d| will| am| would)?(?: also| be| like to| want to)*\s(?:go|going|come|coming|sit|sitting|stay|accompany|accompanying|help|helping|push|pushing|with|join|joining|attend|attending|there)\b"
    r"(?:\s(?:along|with|next|beside|by|to)){0,2}\s(?:her|him|them)\b|(?:going|coming|comes|joining|joins|be|is|tags|tagging)(?:\s(?:along|there|with))?\s(?:with\s)?me\b|i(?:'m| am)\s(?:his|her|their)\s(?:pa|personal assistant|carer|caregiver|companion|assistant|aide|helper|mum|mom|mother|dad|father|nurse)\b)"
    rf"|(?P<along>{_ANYONE}(?:{_AND}{_ANYONE}){{0,4}})\s+(?:along|in tow|tagging along|joining me|coming (?:too|along|with me))\b"
)
_TOO = regex(rf"(?P<who>{_ANYONE}(?:{_AND}{_ANYONE}){{1,3}})\s+(?:also|too|as well)\b")
_ALONGSIDE = regex(r"\b(?:with|in tow|his|her|their|accompany\w*|push\w*|help\w*|join\w*|along|beside|be there)\b")
_ONE_BROUGHT = regex(
    rf"\b(?:bring|bringing|take|taking|invite|inviting|come with|coming with|going with|go with)\s+(?:along\s+)?(?:an?|one|another)\s+(?:(?!and\b|or\b)[a-z]+\s+)?{KIN}\b(?!\s+(?:seat|ticket|discount|price|space|chair))"
)
_GROUP = regex(r"\b(?:family|party|group|couple|crew|bunch)\s$")  # "a family with two kids" tells of all of it
_SPEAKER = regex(r"\b(?:me|myself|i|us|yours truly)\b")
_UNSURE = 0.72  # counts where nothing surer is said
_OURS = regex(
    rf"\b(?:my|our)\b|\bthe (?:wife|missus|mrs|husband|hubby|old man|other half|better half|boyfriend|girlfriend|lads|girls|boys)\b|\b{KIN_MANY}\b"
)

_TOLD = (  # verbs of an evening that was, or of how things are
    r"(?:had|went|saw|loved|liked|enjoyed|hated|were|was|met|came|bought|booked|did|sat|missed|attended|used|lost|left|live|think|thought|made|"
    r"have (?:been|had|seen|got|already|tickets|\d)|got|danced|cried|cheered|watched|are (?:season|members|regulars|getting|having|locked|stuck|not|never|sitting|unhappy|waiting|already)|aren't|keep|can't)\b"
)
_WAS = regex(
    rf"^(?:'ve|'s)?\s*(?:both |all |really |just |already |once |recently )?{_TOLD}(?! (?:hoping|looking|wondering|thinking|planning))"
)
_WE_WAS = regex(
    r"\b(?:i|we|they|which|that)\s+(?:had|went|saw|came|loved|enjoyed|sat|met|(?:was|were)(?! (?:hoping|looking|wondering|thinking|planning)))\b[^.!?]*$"
)
_GOES_ON = regex(
    r"^(?:'|\s+(?:want|would|need|am|have|will|like|can|could|do|was|think|also|don't|live|prefer|wanna|got|wish|hope|plan|might|may|should|just|are|really)\b)"
)
_OPENS = regex(
    r"(?:^|[.!?;:,()-]|\b(?:so|that|because|if|when|hi|hello|hey|and|but|as|since|well|ok|okay|both|where|can|could|would|will|do|are|may))\s*$"
)

_SORTS = r"(?:(?:ordinary|normal|regular|standard|full[- ]price) (?:seats?|tickets?|ones?)|wheel\s?chairs?(?: users?| spaces?| seats?)?|chair users?|companions?|carers?|friends|little ones|youngsters|kiddos|adults?|kids?|child(?:ren)?|seniors?|students?|teens?|teenagers?|toddlers?|grown[- ]?ups?|concessions?|juniors?|infants?|oaps?|pensioners?|(?:under|over)[- ]?\d\ds?|men|women|boys|girls)(?:\s+(?:tickets?|seats?|spaces?))?"
_MEASURE = r"(?:(?:second|minute|hour|day|night|week|month|year|time|dollar|buck|euro|pound|mile|block|row|section|option|thing|drink|beer|show|game|event|match|concert|performance)e?s\b)"
_SUM = regex(
    rf"\b(?P<first>{NUMBER}|an?)\s+{_SORTS}(?P<rest>(?:\s*(?:,|and|&|\+|plus|, and|with)?\s*(?:{NUMBER}|an?)\s+(?:{_SORTS}|(?<=[\d\w] )(?!{_MEASURE})[a-z]{{3,}}s(?=\s*(?:[,.!?]|$|(?:for|to|in|at|on|please|of us)\b))))+)\b"
)
_TOLD_APART = regex(
    rf"\b(?P<n>{NUMBER}) (?:of us|of we|people|persons|tickets?|seats?)\b[\s,:;.(–—-]{{1,3}}(?:(?:so|that['’]?s|thats|ie|i\.e\.|being|all|it['’]?s)\s+)?$"
)
"""Before those of a party are told one sort after the other: "four of us, 2 adults and 2 kids"."""
_AND_MORE = regex(
    rf"\b(?:me|myself)\s*(?:\+|plus|and|&)\s*(?P<n>{NUMBER})\b(?=\s*(?:others?|more|guests?|friends?|people|please|[,.!?]|$))"
)
_SPOT = rf"(?P<n>{NUMBER}|\ban?|\b(?:his|her|their|my|our))\s+(?:(?:wheel\s?chair|accessible|companion|ordinary|normal|regular|standard|adult|extra)\s+){{0,2}}(?:spaces?|spots?|seats?|places?|positions?|bays?|tickets?)\b"
_SPOT_AGAIN = _SPOT.replace("?P<n>", "?:")
_FOR_WHOM = r"(?:\s+for\s+(?:(?!and\b|plus\b)[\w'-]+\s?){1,3}?)?"
_PLACE = regex(_SPOT)
_ONE_BY_ONE = regex(
    rf"{_SPOT_AGAIN}{_FOR_WHOM}(?:\s*(?:,|and|plus|&|\+|, and|with)\s*{_SPOT_AGAIN}(?:\s+for\s+(?:me|us|him|her|them|myself|(?:my|our|his|her|their|the)\s+[\w'-]+))?)+(?!\w)"
)
_SORT = r"(?:(?:wheel\s?chair|accessible|companion|ordinary|normal|regular|standard)\s+)?(?:(?:places?|spaces?|spots?|seats?|tickets?)\s+)?"
_EACH_FOR = rf"(?:{NUMBER})\s+{_SORT}for\s+(?:me|myself|us|him|her|them|(?:my|our|his|her|the|an?)\s+(?:[\w'-]+\s+){{0,2}}?(?:{KIN}|{KIN_MANY}))\b"
_EACH_FOR_WHOM = regex(
    rf"\b{_EACH_FOR}(?:[^.?!,;]{{0,24}}?(?:\s*[,;&+]\s*|\s+(?:and|plus)\s+)(?:and\s+|plus\s+)?{_EACH_FOR})+"
)
_EACH = regex(rf"\b(?P<n>{NUMBER})\s+{_SORT}for\b")
_TIMES = regex(  # "wheelchair space x1 and 2 others", "1 x wheelchair + 2 x standard"
    rf"\b(?:wheel\s?chairs?|accessible)(?:\s+(?:spaces?|spots?|seats?|tickets?|users?))?\s*[x×]\s*(?P<a>\d)\b\s*(?:,|and|plus|with|&|\+)\s*(?P<b>{NUMBER})\b"
    rf"|\b(?P<c>\d)\s*[x×]\s*[a-z]+(?:\s+[a-z]+)?\s*(?:,|and|plus|with|&|\+)\s*(?P<d>\d)\s*[x×]\s*(?=[a-z])"
)
_NEAR = 200  # characters after those who are brought in which somebody else comes too
_CHAIR_AND = regex(  # "wheelchair space plus 1", "1 wheelchair + companion"
    rf"(?<!\bno )\b(?:(?:an?|one|1|the) )?(?:(?:wheel ?chair|accessible)(?: (?:space|spot|seat|ticket|user|place))?|chair user|chair(?= {{0,2}}(?:\+|plus|and|with|w/?|&) {{0,2}}(?:an? |one |1 |my |his |her |their |the )?(?:companion|carer|caregiver|helper|pa)\b)) {{0,2}}(?:here )?(?:\+|plus|and|with|w/?|&) {{0,2}}"
    rf"(?:(?P<n>{NUMBER})\b(?! ?(?:nd|st|rd|th|pm|am|hours?|minutes?|years?|dollars?|bucks?|wheels?|for(?! (?:me|myself|us|him|her|them|my|his|our|their|the|an?)\b)|companion|carer|caregiver|helper|assistant|pa)\b|[.:/]\d)|(?:(?:an?|one|1|my|his|her|their|the) )?(?:companion|carer|caregiver|helper|assistant|pa)\b)"
)
_WITH_ONE_EACH = regex(
    rf"\b(?P<n>{NUMBER})\s+(?:[\w'-]+\s+){{1,3}}?(?:each\s+)?with\s+(?:a|an|one|1|their|his)\s+(?:(?:carer|companion|helper|assistant|friend|caregiver|pa)\s+each\b|(?<=each with a )(?:carer|companion|helper|assistant|friend|caregiver|pa)\b)"
)
_ADDEND = regex(rf"(?P<n>{NUMBER}|\ban?)\s+[a-z]")

_AND_ONE_IS = regex(
    rf"(?:the\s+)?(?P<n>{NUMBER})\s+of\s+us{_AND}(?:(?:my|our|the|his|her)\s+)(?:(?!and\b|or\b)[\w'-]+\s+){{0,2}}{KIN}"
)
_IS = regex(
    r"(?:'s| is| uses| has| needs| can't| cannot| struggles| gets| was)\b(?! (?:coming|joining) (?:too|as well|along|with))"
)
"""After "four of us and my son" this begins a clause of its own, and the son is one of the four."""

_HELPED = regex(
    r"\b(?:wheel\s?chair|accessible)\b[^.?!]{0,40}?(?:\band|\bplus|\bwith|\+|&|,)\s*(?:(?:a|an|one|1|my|his|her|their|the)\s+)?(?:(?:seat|ticket|space|place|spot)\s+(?:for\s+)?(?:(?:a|my|the|his|her|their)\s+)?)?(?:companion|carer|caregiver|helper|assistant|aide)\b"
    r"|\b(?:carer|caregiver|companion)s?\s*(?:and|plus|with|\+|&)\s*(?:(?:a|an|one|1|my|his|her|their|the)\s+)?wheel\s?chair\b"
)


def parties(text: str) -> Iterator[Found]:
    """Parties told of by who is in them, in plain `text`."""
    for match in _SUM.finditer(text):
        counts = [number(addend["n"]) or 0 for addend in _ADDEND.finditer(match.group())]
        yield Found("quantity", sum(counts), match.start(), match.end(), 1.0)
        whole = _TOLD_APART.search(text, 0, match.start())
        if whole is not None and number(whole["n"]) == sum(counts):
            yield Found("quantity", sum(counts), whole.start(), match.end(), 1.0)
    for match in _AND_MORE.finditer(text):
        yield Found("quantity", (number(match["n"]) or 0) + 1, match.start(), match.end(), 0.95)
    for match in _lists(text):
        if _comes_too(text, match):
            continue
        of_us = _AND_ONE_IS.fullmatch(match.group()) if _IS.match(text, match.end()) else None
        count = number(of_us["n"]) if of_us else _heads(match.group(), alone=False)
        if count and not _told(text, match) and not _another_clause(text, match):
            sure = 0.75 if re.search(r"(?<!of )\bus\b(?! [\da-z]+ (?:and|plus)\b)", match.group()) else 0.95
            yield Found("quantity", count, match.start(), match.end(), sure)
    for match in _BROUGHT.finditer(text):
        who = match["who"]
        if (
            not _SPEAKER.search(who)
            and (_OURS.search(re.sub(r"people|guests|others|guys|adults", "", who)) or re.fullmatch(_BARE, who))
            and not _told(text, match)
            and not _GROUP.search(text[max(0, match.start() - 16) : match.start()])
        ):
            too = _TOO.search(
                text, match.end(), match.end() + _NEAR
            )  # "taking my kids to the match, myself and wife also"
            count = _heads(who, alone=True) + (_heads(too["who"], alone=False) if too else 1)
            yield Found("quantity", count, match.start(), match.end(), 0.96 if too else 0.95)
    for match in _ESCORTED.finditer(text) if _ALONGSIDE.search(text) else ():
        who = match["who"] or match["along"]
        if not _SPEAKER.search(who) and not _told(text, match):
            yield Found("quantity", _heads(who, alone=True) + 1, match.start(), match.end(), 0.95)
    yield from _places(text)


def _places(text: str) -> Iterator[Found]:
    """Places told of one by one, "a space for her and a seat for me", or so many with somebody each."""
    for match in _ONE_BY_ONE.finditer(text):
        told = [number(one["n"]) for one in _PLACE.finditer(match.group())]
        total = sum(1 if one is None else one for one in told)  # "his space and three ordinary seats"
        yield Found("quantity", total, match.start(), match.end(), 0.97)
    for match in _EACH_FOR_WHOM.finditer(text):  # "one for me, one for a friend"
        total = sum(number(one["n"]) or 0 for one in _EACH.finditer(match.group()))
        yield Found("quantity", total, match.start(), match.end(), 0.98)
    for match in _TIMES.finditer(text):
        yield Found("quantity", sum(number(n) or 0 for n in match.groups() if n), match.start(), match.end(), 1.0)
    for match in _CHAIR_AND.finditer(text):
        yield Found("quantity", 1 + (number(match["n"]) or 0 if match["n"] else 1), match.start(), match.end(), 0.96)
    for match in _WITH_ONE_EACH.finditer(text):
        yield Found("quantity", 2 * (number(match["n"]) or 0), match.start(), match.end(), 1.0)


def _comes_too(text: str, match: re.Match[str]) -> bool:
    """Whether a list of people only adds to those that are brought along: "taking my kids, myself and wife also"."""
    brought = _BROUGHT.search(text)
    return brought is not None and brought.end() <= match.start() and _TOO.match(text, match.start()) is not None


def others(text: str) -> Iterator[Found]:
    """Parties without the speaker, who may come along unsaid, so that any other number counts for more."""
    for match in _lists(text):
        who = match.group()
        if not _SPEAKER.search(who) and not _told(text, match):
            yield Found("quantity", _heads(who, alone=True), match.start(), match.end(), _UNSURE)
    for match in _ONE_BROUGHT.finditer(text):
        yield Found("quantity", 2, match.start(), match.end(), _UNSURE)


@lru_cache(maxsize=64)
def _lists(text: str) -> tuple[re.Match[str], ...]:
    """Lists of people in `text`, which is asked about several times in a turn."""
    return tuple(_PARTY.finditer(text))


def helped(text: str) -> Found | None:
    """One in a wheelchair and who comes along, where neither is counted."""
    match = _HELPED.search(text)
    return Found("quantity", 2, match.start(), match.end(), 0.85) if match else None


def heads(people: str) -> int:
    """How many are in a list of people (of `PEOPLE`) without the speaker."""
    return 0 if _SPEAKER.search(people) else _heads(people, alone=True)


def _heads(party: str, *, alone: bool) -> int:
    """How many are in a list of people; 0 where the speaker is not among them, unless they are listed `alone`."""
    total, we = 0, 0
    for part in _PART.finditer(party):
        kind = part.lastgroup
        if part["of_us"]:
            we = max(we, number(part["n_us"]) or 0)
        elif part["us_all"]:
            we = max(we, number(part["n_all"]) or 0)
        elif part["many"]:
            total += number(part["n_many"]) or 0
        elif part["pairs"]:
            total += 2 * (number(part["n_pairs"]) or 0)
        elif part["ages"]:
            total += len(re.findall(r"\d+", part["n_ages"]))
        elif part["counted"]:
            total += number(part["n_told"] or part["n_those"]) or 0
        elif kind == "us":
            we = max(we, 2)
        elif kind == "self":
            we = max(we, 1)
        else:
            total += 2 if kind in {"two", "couples"} else 1
    return total + we if alone or (we and total) else 0


def _told(text: str, match: re.Match[str]) -> bool:
    return bool(
        _WAS.search(text[match.end() : match.end() + 60])
        or _WE_WAS.search(text[max(0, match.start() - 120) : match.start()])
    )


def _another_clause(text: str, match: re.Match[str]) -> bool:
    """Whether its "I" opens what is said next: "a ticket for my sister and I want it today"."""
    if not re.search(r"\bi$", match.group()) or not _GOES_ON.search(text[match.end() : match.end() + 12]):
        return False
    return _OPENS.search(text[max(0, match.start() - 40) : match.start()]) is None
