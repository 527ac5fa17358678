"""What kind of seat, where the money should go, and what a question is about.

Reads plain text. Topics are words people use, not articles of any knowledge base.
"""

import re

from willcall.understanding.access import access, steps
from willcall.understanding.patterns import regex
from willcall.understanding.seating import unwanted
from willcall.understanding.spans import Found

_PREFERENCES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cheapest", regex(r"\b(?:cheapest|lowest[- ]priced?|lowest price|least expensive|lowest cost|most affordable|(?:nothing|nowt|nothin|not|isn't|ain't) (?:too |that |so |very |overly )?(?:dear|pric(?:e)?y|expensive|steep|silly money|crazy money)|(?:but )?not silly money|on the cheap(?: side)?|cheap and cheerful|reasonabl[ey](?: priced)?|budget (?:seats|tickets|option)|as cheap as (?:poss(?:ible|ibly)?|you can|it gets|they come|can be)|cheap(?:er)?(?: (?:ones?|seats?|tickets?|options?))?|less expensive|lower[- ]priced?|inexpensive|affordable|bargain|save money|best price|best deal|(?:best|good|great|decent) value|value for money|cheap(?:ies?|os?|ys?)|cheap '?uns?)\b")),
    ("best", regex(r"\b(?:(?<!you're the )(?<!youre the )(?<!you are the )(?<!ur the )(?<!u r the )(?<!you're )(?<!youre )(?<!ur )(?:very |the )?best(?: (?:seats?|available|ones?|tickets?|you(?:'ve| have) got|possible|options?|place|spots?))?(?! (?:price|deal|value|way|time|friend|regards|view|buddy|wishes|one for))|nicest|top seats|finest|premium seats?|great seats|good seats|better seats?|nicer seats?)\b")),
    ("aisle", regex(r"\baisles?\b|\b(?:on|at|by|near|to) (?:the |an? |one |either )?(?:very |far )?ends? of (?:the|a|an|our|my|its|any|each) rows?\b|\bend[- ]of[- ](?:the[- ]|a[- ])?row (?:seats?|spots?|places?|ones?)\b|\b(?:seats?|spots?|places?) (?:on|at) (?:the|an) end(?=\W*$|[,.;!?]| please\b| so\b| cos\b| because\b| if\b)|\b(?:bad|dodgy|gammy|sore|dicky|new|replaced|broken|injured|stiff|arthritic|weak) (?:knees?|hips?|legs?|ankle|foot|feet)\b|\bextra leg ?room\b|\b(?:few|fewer|fewest|not (?:too )?many|less) (?:steps|stairs)\b")),
    ("together", regex(r"\b(?:together|side by side|next to each other|beside each other|adjacent|adjoining|in a row|same row|not (?:split|separated|apart)|all in one row|next to one another)\b")),
    ("front", regex(r"\b(?:(?:near|nearer|nearest|close to|closer to|closest to|by|at|in|towards?|right by|as close to|nearer to|next to)\s+(?:to\s+)?(?:the\s+)?(?:front|stage|court|field|ice|pitch|action|floor|band|ring|glass)|up front|front (?:seats?|rows?|section)|front and cent(?:er|re)|closest|(?:furthest|farthest) (?:forward|to the front|down(?! the road))|close up|as close as (?:possible|you can)|closer(?: seats?)?|really close|close seats?|good and close|courtside)\b")),
    ("middle", regex(r"\b(?:in the middle|middle(?: seats?| of the row| section)?|cent(?:er|re)(?: seats?| section)?(?! (?:for|of town|city))|mid[- ]?court|midfield|center ice|fifty yard line|50 yard line|half court)\b")),
    ("view", regex(r"\b(?:good view|great view|best view|better view|clear view|nice view|unobstructed|no obstruct\w+|not obstructed|can see (?:well|everything|the stage)|good sight\s?lines?|decent view|see better|best sight\s?lines?)\b")),
    ("quiet", regex(r"\b(?:quiet(?:er)?(?: (?:area|section|seats?|spot))?|not (?:too |so )?loud|away from (?:the )?(?:speakers|crowd|noise|loud)|calm(?:er)?|less crowded|sensory[- ]friendly|low[- ]sensory)\b")),
)  # fmt: skip
_REFUND_TO: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("credit", regex(r"\b(?:(?:as|in|for|into|to|the|a|take|want|prefer|get|account|store|venue|house|some|would like|rather have|go with|do)\s+)?(?:(?:account|store|venue|house|willcall|future|ticket)\s+credits?|credits?(?! ?cards?)|voucher)\b|\b(?:put|keep|leave|hold|have|stick|pop|bung)\b[^.?!]{0,20}\b(?:on|in) my account for (?:another|next|a future|some other) (?:time|show|game|one)\b(?!\s+\w)|\b(?:don'?t|do not) want (?:the |my )?(?:cash|money)(?: back)?(?=\W*(?:$|[.,;!?]|just\b|but\b))")),
    ("original", regex(r"\b(?:(?:back )?(?:to|on|onto|into)\s+(?:my|the|our)\s+(?:original\s+)?(?:(?:credit |debit |bank )?card|visa|mastercard|amex|paypal|bank(?: account)?|account(?! for (?:another|next|a future|some other)\b)|payment method|original payment(?: method)?)|original (?:payment|card|method|form of payment|payment method)|same card|the card i (?:used|paid with)|my money back|money back|cash back|actual money|refund to (?:my )?card|(?:the|my) card|in cash|real money|not (?:as |a )?credit)\b")),
)  # fmt: skip
_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("parking", regex(r"\b(?:park(?:ing)?(?: lot| garage| spot| space| pass)?|where (?:can|do) (?:i|we) park|car park|garage|valet|leave (?:my|the) car)\b(?! city)")),
    ("bags", regex(r"\b(?:bags?|backpacks?|purses?|handbags?|luggage|suitcases?|fanny packs?|rucksacks?|tote|clutch|coat check|cloakroom|lockers?|clear bag)\b")),
    ("doors", regex(r"\b(?:doors?(?: open| time| opening)?|gates? open|open the (?:doors|gates)|how early|what time (?:can|should) (?:i|we) (?:arrive|come|get there|enter)|opening time|arrive|entry time|get in)\b")),
    ("food", regex(r"\b(?:food|sandwich(?:es)?|picnic|meals?|lunch|eat(?:ing)?|drinks?|drinking|beers?|alcohol|wine|vegan|vegetarian|gluten|snacks?|concessions?|hot ?dogs?|restaurants?|water bottles?|bottles?|nachos|halal|kosher|burgers?|pizza at|scran|grub|nosh|tucker|allerg\w+|coffee|bar)\b")),
    ("accessibility", regex(r"\b(?:step[- ]?free|wheel\s?chairs?|accessib\w+|disab\w+|hearing loop|assist\w+ listening|sign language|asl|interpreters?|elevators?|lifts?|ramps?|service (?:dogs?|animals?)|guide dogs?|sensory|captions?)\b")),
    ("children", regex(r"\b(?:bab(?:y|ies)|toddlers?|infants?|strollers?|prams?|lap child|age limit|minimum age|age restriction|children under|kids under|do kids need|changing (?:table|room)|under \d+ (?:free|need)|how old|all ages|adults? only|age (?:rating|requirement)|under ?age|over[- ]?(?:18|21)s?|(?:18|21)s? (?:and|&|or) (?:over|up|older)|(?:18|21)s)\b|\b(?:18|21)\+")),
    ("cameras", regex(r"\b(?:cameras?|photos?|pictures|photography|film(?:ing)?|record(?:ing)?|selfie stick|video|tripods?|flash)\b")),
    ("re-entry", regex(r"\b(?:re-?entry|re-?enter|leave and (?:come|get) back|come back in|go out and come back|step out(?:side)?|in and out)\b")),
    ("smoking", regex(r"\b(?:smok\w+|vap(?:e|ing)|cigarettes?)\b")),
    ("weather", regex(r"\b(?:if it rains|rain(?:s|ed)?(?: ?out)?|bad weather|umbrellas?|rain or shine|snow(?:s|ed)?|storms?)\b")),
    ("transport", regex(r"\b(?:bus(?:es)?|trains?|subway|metro|tram|public transport\w*|transit|shuttle|uber|lyft|taxi|drop[- ]?off|get there|directions|how do i get to|bike rack|bikes?)\b")),
    ("dress code", regex(r"\b(?:dress code|what (?:should|do|to) (?:i |we )?wear|jeans|jersey|costume|formal)\b")),
    ("lost and found", regex(r"\b(?:lost (?:and|&) found|lost property|i lost my|left my|left behind|lost something)\b")),
    ("wifi", regex(r"\b(?:wi-?fi|internet|charg(?:e|ing) (?:my )?phone|phone chargers?|charging station)\b")),
    ("duration", regex(r"\b(?:how long (?:is|does|will|was|are)|duration|run(?:ning)? time|intermission|interval|half ?time|when does it (?:end|finish)|what time does it (?:end|finish)|finish)\b")),
    ("merchandise", regex(r"\b(?:merch(?:andise)?|t-?shirts?|souvenirs?|gift shop|team (?:shop|store)|jerseys)\b")),
    ("box office", regex(r"\b(?:box office hours|will call|pick up (?:my )?tickets|opening hours|print(?:ed)? (?:my )?tickets|paper tickets|mobile tickets|e-?tickets?|phone number|contact|address)\b")),
    ("prohibited", regex(r"\b(?:prohibited|not allowed|banned|forbidden|signs|banners?|flags?|drones?|weapons?|laser|pets?|dogs?)\b")),
    ("seating rules", regex(r"\b(?:stand up|stand during|move seats|sit anywhere|seat swap)\b")),
    ("refunds", regex(r"\b(?:refund\w*|money back|reimburse\w*|cancel\w*|sick|ill)\b")),
    ("exchanges", regex(r"\b(?:exchang\w+|swap\w*|switch\w*|change (?:my |the )?(?:date|night|day))\b")),
    ("upgrades", regex(r"\bupgrad\w+\b")),
    ("transfers", regex(r"\b(?:transfer\w*|send (?:my |a |the )?tickets?|give (?:my |a |the )?tickets?|resell\w*|sell (?:my |a |the )?tickets?)\b")),
    ("fees", regex(r"\b(?:fees?|service charges?|booking fee|extra charges?|taxes|surcharges?)\b")),
    ("payment", regex(r"\b(?:payment methods?|how (?:can|do) i pay|paypal|credit cards?|debit cards?|apple pay|google pay|cash|installments?|gift cards?|pay with|pay by)\b")),
    ("discounts", regex(r"\b(?:discounts?|promo(?: code)?s?|coupons?|deals?|student (?:price|rate|tickets)|senior (?:price|rate|tickets)|military|group (?:rate|price|discount|sales)|kids' price|half price|concession price|season tickets?)\b")),
    ("limits", regex(r"\b(?:ticket limit|maximum (?:number of )?tickets|how many tickets can|max(?:imum)? tickets|limit per)\b")),
    ("privacy", regex(r"\b(?:privacy|personal data|gdpr|legal notices?|terms(?: and conditions| of service)?)\b")),
    ("delivery", regex(r"\b(?:deliver(?:y|ed)?|ship(?:ping|ped)?|mailed?|by post|how (?:do|will) i (?:get|receive) (?:my |the )?tickets?)\b")),
)  # fmt: skip
_NEGATION = regex(
    r"\b(?:not|no|don't need|don't want|doesn't have to be|needn't be|without|never|isn't|don't care about|doesn't matter if)\s+(?:the\s+|a\s+|an\s+|be\s+|to be\s+|any\s+|in\s+|(?:to )?sit\s+|sitting\s+|stuck\s+|being\s+)*$"
)
_REFUSES = regex(
    r"(?:(?<!why )(?<!why )\b(?:not|no|never|without|dont|didnt|wont|rather than|instead of)|(?<!why do)(?<!why ca)n['’]t)\s+(?:(?:as|to|in|for|on|the|a|an|any|my|want|wish|ask|asked|need|like|say|said|have|get|take|give|put|it|that|be|me|mine|back|go)\s+)*$"
)
"""Before where the money is not to go: "not as credit", "I don't want it as credit"."""


def preferences(text: str) -> list[Found]:
    """Preferences of seat and the need for an accessible one."""
    found = [
        Found("preference", name, match.start(), match.end(), 1.0, _not_wanted(name, text, match.start()))
        for name, pattern in _PREFERENCES
        if (match := pattern.search(text)) is not None
    ]
    found += [need for need in (access(text), steps(text)) if need is not None]
    return found


def refund_to(text: str) -> list[Found]:
    """Whether money should come back as credit or to where it came from."""
    found = []
    for name, pattern in _REFUND_TO:
        for match in pattern.finditer(text):
            negated = bool(_REFUSES.search(text[max(0, match.start() - 48) : match.start()]))
            negated = negated and not match.group().startswith("not ")
            found.append(Found("refund_to", name, match.start(), match.end(), 0.9, negated))
    return found


def topics(text: str) -> list[Found]:
    """What a question may be about, strongest first by order of mention."""
    found = [
        Found("topic", name, match.start(), match.end(), 0.8)
        for name, pattern in _TOPICS
        if (match := pattern.search(text)) is not None
    ]
    return sorted(found, key=lambda f: f.start)


def _not_wanted(name: str, text: str, start: int) -> bool:
    return unwanted(text, start) if name in {"front", "middle"} else _negated(text, start)


def _negated(text: str, start: int) -> bool:
    return bool(_NEGATION.search(text[max(0, start - 28) : start]))
