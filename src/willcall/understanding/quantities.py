"""How many tickets: "me and my two kids", "a pair", "4 tix", "just me", "family of five".

Reads plain text (`text.plain`). Knows when a number is not a number of tickets: a section, a row, a time, a date, a price,
an id. Does not know what is on offer.
"""

import re

from willcall.understanding.access import users, wheelchairs
from willcall.understanding.company import KIN, KIN_MANY, helped, others, parties
from willcall.understanding.numerals import NUMBER, SLIP, number
from willcall.understanding.patterns import regex
from willcall.understanding.returning import backwards, everything, kept, owned, returned, so_many_of
from willcall.understanding.spans import MOST, SHORT, Found, free_of

_THINGS = (
    r"(?:tickets?|seats?|sts|heads(?! up| or)|people|persons?|adults?|kids?|child(?:ren)?|grown[- ]?ups?|of us|guests?|spots?|places?|pax|friends|"
    r"players|passengers?|travell?ers?|attendees|admissions?|passes|guys|family members|fans|bodies|students?|seniors?|pensioners?|oaps?|concessions?|juniors?|"
    r"teens|teenagers?|toddlers?|youngsters|ladies|gents|grandkids|(?:under|over)[- ]?\d\ds?)"
)
_BETWEEN = (
    r"(?:(?:more|of the|of those|of these|of|good|decent|nice|great|cheap|cheapest|best|adult|kids?|child|floor|lower|upper|"
    r"available|adjacent|aisle|regular|standard|vip|premium|club|movie|concert|game|event|show|wheelchair|accessible|"
    r"balcony|upper|bowl|level|deck|stalls|club|orchestra|mezzanine|front|front row|courtside|matinee|student|senior|general admission|ga|hockey|basketball|football|baseball|soccer|"
    r"theatre|theater|musical|different|other|better|side by side|consecutive)[ -]){0,3}"
)

_AGES = regex(
    r"\b(?:is|are|it's|its|for|from|over|under|age|aged|strictly) (?:it |this |that |they )?(?:really |only )?\d{1,2} ?(?:\+(?!\s?\d)|(?:and|or|&) (?:up|over|older|above|under|below|younger)\b(?! ?(?:to|for|front|in|at|on|by|\d)))|\b\d{1,2} ?(?:and|or|&) (?:over|older|above|under|below|younger)\b(?! ?\d)"
    rf"|\b(?:{KIN}|he|she|who|(?:young|old|eld)est|little one|other one)(?:'s| is) (?:only |just |nearly |almost |about |turning )?\d{{1,2}}\b(?! (?:of|tickets?|seats?|o'?clock|pm|am|rows?|blocks?)\b)"
    rf"|\b(?:they(?:'re| are|re)|theyre|aged?|ages|{KIN_MANY} are) (?:only )?(\d{{1,2}})(?: and | & |,\s?)(\d{{1,2}})\b(?! (?:tickets?|seats?|of))"
)
"""How old they are, or must be: "they're 4 and 7", "my son is 13", "12 and up"."""
_OF_THESE_AGES = regex(
    rf"(?P<before>\b(?:me|myself|i|us|{KIN})\b[^.?!;]{{0,24}}?(?:,|\band\b|&|\+|\bplus\b)\s*(?:(?:my|our|the|and)\s+)*)(?P<who>kids|children|sons|daughters|boys|girls|grandchildren|grandkids|nephews|nieces|little ones)\s+(?:\(\s*)?(?:who are |(?:of )?ages? |aged )?(?P<ages>\d{{1,2}}(?:(?:\s*,\s*|\s*(?:and|&)\s*|\s*,\s*and\s+)\d{{1,2}})+)(?!\s*(?:tickets|seats|pm|am|[$€£]))"
)
_AFTER_SO_MANY = regex(
    rf"^\W*(?:(?:hi|hey|hello|yo|morning|evening|so|ok|okay|yes|yeah|please|just|um)\W+)*after\s+(?P<n>{NUMBER})\s+(?!(?:on|at|if|is|or|and|please|pls|then|tonight|tomorrow|today|this|that|is|would|works|suits|for|in|p|a|days?|weeks?|months?|hours?|minutes?|o'?clock)\b)[a-z]"
)
"""Begins a wish: "after 2 dress circle"."""
_SEAT_FOR_ONE = regex(
    r"\b(?:and|plus|&|also)\s+(?:an?|one|another|the other)\s+(?:[\w-]+\s+)?(?:seat|ticket|place|spot|space|one)\b[^.?!;]{0,32}\bfor (?:me|myself)$"
)
"""Whom the second of two is for: "a place for her and a seat beside it for myself"."""
_SOME_OF_US = rf"(?:{NUMBER}|half|most|some|a (?:few|couple)|the (?:other|rest)(?: {NUMBER})?)"
_SORT_OF_US = rf"(?:(?:only |just |still |actually |also |all |both )*(?:an? |the |full[- ]time |registered |uni(?:versity)? |college |season[- ]ticket |card[- ]?carrying |very |quite )*(?:students?|{KIN_MANY}|oaps?|concessions?|concs?|minors?|juniors?|retired|elderly|old|young|little|members?|subscribers?|holders?|veterans?|vets|nurses?|teachers?|soldiers?|military|local|locals|disabled|deaf|blind|pregnant|tall|short|vegans?|vegetarians?|veggies?|coeliac|celiac|allergic|muslim|jewish|drinkers?|drivers?|driving|(?:running )?late|fans?|{KIN}|(?:under|over|below|above|aged?) \d{{1,2}})\b)"
_TOLD_OF = regex(
    rf"(?<!all )(?<!the )(?<!there are )(?<!there will be )\b(?:{_SOME_OF_US}\s+(?:of\s+(?:us|them|the (?:group|party|lot))|in (?:the|our) (?:group|party))\s+(?:are|is|['’]re|will be|would be|have got|have|has|hold)|(?P<bare>{_SOME_OF_US})\s+(?:are|is|['’]re))\s+{_SORT_OF_US}"
)
"""What some of a party are, who are counted with the rest: "2 of us are students", "four of us, two are kids"."""
_COUNTED = regex(
    rf"\b(?:{NUMBER})\s+(?:of us|tickets?|seats?|people|pax)\b|\b(?:we are|we're|there are)\s+(?:{NUMBER})\b|^\W*{NUMBER}\b"
)
_SOMEBODY = regex(r"\s+(?:real |actual )?persons?\b(?! (?:ticket|seat))")
"""After "a": one who is to be asked, fetched, called."""
_BEING = regex(
    r"(?:\b(?:i'?m|i am|he'?s|she'?s|(?:he|she) is|as|being|(?:my|our) [a-z]+(?:'?s| is))(?: (?:only|just|still|also|actually|now|both))*|\bit'?s for) $"
)
"""Before "a": what somebody is, who is counted with the rest: "any discount, I'm a student"."""
_HANDED = regex(
    rf"\b(?:send|transfer|give|hand|forward|pass)\s+(?:just\s+|only\s+)?(?P<n>{NUMBER})\s+(?:of them\s+|of those\s+|tickets?\s+)?to\b"
)
_PLUS = regex(rf"\b(?P<a>{NUMBER})\s*(?:\+|plus)\s*(?P<b>{NUMBER})\b(?:\s*{_BETWEEN}{_THINGS}\b)?")
_PATTERNS: tuple[tuple[re.Pattern[str], float], ...] = (
    (regex(rf"\b(?P<n>{NUMBER})\s+(?:out\s+)?of\s+(?:my|our|the|these|those)\s+{NUMBER}\b(?:\s+{_BETWEEN}{_THINGS}\b)?"), 1.0),
    (regex(rf"\b(?P<n>{NUMBER}|{SLIP}|a|an|another)\s*(?:x\s*)?{_BETWEEN}{_THINGS}\b(?!(?<=of us)\s+(?:is|uses|needs|has|can't|cannot)\b)"), 1.0),
    (regex(rf"\b(?:family|party|group|bunch|gang|crew|total|team|row|line|set|block|table)\s+of\s+(?P<n>{NUMBER}|{SLIP})\b(?!\s+(?:adults?|grown[- ]?ups?|kids|children|parents|seniors|teens|teenagers)\b)"), 1.0),
    (regex(rf"\b(?:(?P<n>{NUMBER})(?<!\bone)(?<!\b1)|(?P<m>one|1)(?=\s+of\s+\w+\s+(?:[\w'-]+\s+){{0,2}}?(?:{_THINGS}|{KIN_MANY}|{NUMBER})\b))\s+of\s+(?:my|our|the|these|those)\b"), 0.9),
    (regex(rf"\b(?P<n>{NUMBER})\s*\(\s*\d{{1,3}}\s*\)"), 1.0),
    (regex(rf"\b(?:us|lads|girls|guys|boys|gang|group|party|family|crew|friends|mates|kids|team|class|lot|colleagues|ladies)\s*\(\s*(?P<n>{NUMBER})(?:\s+(?:of us|people|in all|total|altogether))?\s*\)"), 1.0),
    (regex(rf"\b(?:that's|that is|thats|that makes|makes|making|so that's|which is|which makes)\s+(?:just\s+|about\s+)?(?P<n>{NUMBER})\b(?=\s*(?:of us|people|in all|in total|altogether|and\b|so\b|please|tickets?|seats?|for\b|[,.!?]|$))"), 0.9),
    (regex(rf"^\W*(?:(?:hi|hey|hello|yo|so|ok|okay|um|well|and|also|plus|then|oh|yes|yeah|please|another|maybe|actually|sorry|no|right|alright|grand|great|cool|fine|now)\W+)*(?P<n>{NUMBER})\s+(?:for|to)\s+(?=[a-z])"), 0.8),
    (regex(rf"(?:\b(?:and|plus|also|then)|[&+,;])\s+(?P<n>{NUMBER})\s+(?:for|to)\s+(?=[a-z])"), 0.8),
    (regex(rf"[.!?>;:,]\s*(?:(?:and|so|then|please|just)\s+){{0,2}}(?P<n>{NUMBER})\s+(?:for|to)\s+(?=[a-z])"), 0.8),
    (regex(rf"(?:^\W*|[.!?;]\s+)(?P<n>{NUMBER})\s+(?:up |down )?(?:in|on|at|by)\s+(?:row|the|section|block)\b"), 0.8),
    (regex(rf"(?:(?<!\d )\b(?:and|plus|also|then|no|get|want)|[&+;(])\s*(?P<n>{NUMBER})\s+(?:up |down )?(?:in|on|at|by)\s+the\b(?! (?:\d|aisle|end|left|right|side|front|back|week|month|day|night|morning|evening|afternoon|first|second|third|middle|[a-z]*day\b))"), 0.8),
    (regex(rf"\b(?P<n>{NUMBER})\s+(?:(?:lower|upper)\s+bowls|nos?\b\.?\s*(?:of\s+)?tickets|upstairs|downstairs|standing)\b"), 0.8),
    (regex(r"\b(?:just|only)\s+(?:get|book|do|buy|have|take)(?:\s+(?:me|us))?\s+(?P<n>one|1)\b(?=\s+then|\W*$|,)"), 0.9),
    (regex(rf"\bcorrection\W+(?P<n>{NUMBER})\b(?=\W*$|\s+(?:tickets|seats|of)\b)"), 0.9),
    (regex(rf"\b(?:the|all)?\s*(?P<n>{NUMBER})\s+of\s+(?:us|them|those|these|you|em)\b(?!\s+(?:is|uses|needs|has|can't|cannot)\b|['’]s (?:for|a|an|my|in|on)\b)"), 1.0),
    (regex(rf"(?<!if )\b(?:there(?:'s| is| are| will be|'ll be)|we are|we're|it's|it is|its|we'll be|would be|will be)\s+(?:going to be\s+)?(?:only\s+|just\s+)?(?P<n>{NUMBER})(?:\s+of us)?\b(?!\s*(?:%|dollars|bucks|o'clock|pm|am|days?|weeks?|hours?|years?|minutes?|euros?|pounds?))"), 0.9),
    (regex(rf"\b(?:make (?:it|that|them|those)|changed? (?:it|that|them)?\s*to|put aside|set aside|(?:book|find|buy|reserve|grab|order|save|hold|keep|sort|nab|bag|snag|sling) (?:me|us)(?: out)?(?: with)?|switch (?:it )?to|need|want|take|get|grab|book|buy|reserve|hold|have|order|do|purchase|give me|get me|hook me up with|only|just|actually|for|like|party|quantity|qty|yes|no|ok|okay|be|but|back to|down to|cheapest|best|first|so|sorry|how about|what about|how bout|any|got|looking for|fancy|try|go with|i'll have|table for|i'm after|we're after|let's say|room for),?\s+(?:it\s+)?(?:just\s+|only\s+|about\s+|all\s+|maybe\s+|an even\s+|a round\s+|a total of\s+)?(?P<n>{NUMBER}|{SLIP})\b(?=\s*(?:please|thanks|thank|do|does|will|can|how|are they|again|instead|now|so\b|then|total|altogether|in total|more(?! (?:help|thing|question|time|favor|favour))|for|to|from|in|at|on|not|of|and|but|,|\.|!|\?|;|-\s|$|together|sorry|rather|actually|near|under|with|behind|beside|by|up|down|close|towards?|facing|all))"), 0.85),
    (regex(rf"\b(?P<n>{NUMBER})\s+(?:(?!for|to|of|and|in|on|at|the|or|by|with|from|want|need|not|is|are|my|your|i|we|you|it|that|per)[a-z'&-]+\s+){{1,4}}(?:tickets|seats)\b"), 0.8),
    (regex(rf"\bnumber of (?:tickets|seats|people|persons|places)\s+(?:(?:should|will|would|must) be|is|to(?: be)?|from {NUMBER} to)\s+(?P<n>{NUMBER})\b"), 0.9),
    (regex(rf"\b(?:get|book|buy|take|grab|order|reserve)\s+(?:me\s+|us\s+)?(?:the|those|these|all)\s+(?P<n>{NUMBER})\b(?=\s*(?:please|then|now|for|tickets|seats|[,.!?]|$))"), 0.85),
    (regex(rf"\b(?P<n>{NUMBER})(?<!\d\d\d)\s+(?:all up|in all|in total|total(?! (?:budget|cost|price|spend)\b)|all told|all together|altogether|overall)\b"), 0.9),
    (regex(rf"\b(?:would|will|do|does|for)\s+(?P<n>{NUMBER})\s+(?:be|come to|cost|set (?:me|us) back|run (?:me|us)|work out)\b"), 0.9),
    (regex(r"\b(?:us|we)\s+(?P<n>two|three|four|five|six|seven|eight)\b"), 0.85),
    (regex(rf"\b(?:party|group|head\s?count|crowd|numbers?)(?: size)?\s*(?:is|of|will be|=|:)\s*(?P<n>{NUMBER})\b"), 0.9),
    (regex(rf"\b(?:i|we) (?:said|meant|mean|asked for)\s+(?P<n>{NUMBER}|{SLIP})\b"), 0.85),
    (regex(rf"[.!?,;]\s*(?P<n>{NUMBER})\s*(?=[.!?,;]|$)"), 0.75),
    (regex(rf"^\W*(?P<n>{NUMBER})\s*(?:(?<!\d)\.|[!;,])\s+(?=[a-z])"), 0.75),  # "Two. Otters. Saturday."
    (regex(rf"\b(?P<n>{NUMBER})\s+more\s+(?:for|to)\s+(?=[a-z])(?!me\b|us\b)"), 0.8),
    (regex(rf"^\W*(?P<n>{NUMBER})\s+(?:is|are|goes|go)\s+(?:for|to)\s+(?:my|our|the|his|her)\b"), 0.85),
    (regex(rf"\b(?P<n>{NUMBER})\s+(?:(?:(?:really|pretty|quite)\s+)?(?:cheap|cheaper|cheapest|good|decent|nice|great|best|better|accessible|normal|regular|adult|child|standing|seated)\s+(?:ones|'?uns)|cheap(?:ies|os?|ys))\b"), 0.85),
    (regex(rf"\b(?P<n>{NUMBER})\s?(?:nos\b\.?|no\.|pcs?\b\.?|pieces?\b)(?=\s|$|[,.;!?])(?! of (?:luggage|baggage|bags?|advice|information|hand))"), 0.8),
    (regex(rf"\b(?:refund|return|transfer|send|hand over|give back|give up|take back|hand in|surrender|swap|exchange|cancel|keep)\s+(?:just\s+|only\s+)?(?:those\s+|these\s+)?(?P<n>{NUMBER})\b(?!\s*(?:order|%))"), 0.8),
    (regex(rf"\b(?:reduce|cut|shrink|trim|bring|drop)\w*\b[^.?!;]{{0,30}}\bby\s+(?:just\s+)?(?P<n>{NUMBER})\b(?!\s*%)"), 0.9),
    (regex(rf"\b(?:give|hand|send|take|bring|have|want|get)\s+(?:you\s+|in\s+)?(?:just\s+|only\s+)?(?P<n>{NUMBER})\s+(?:of\s+(?:them|those|these|mine|ours)\s+)?back\b(?!\s+(?:rows?|section|seats|tickets))"), 0.9),
    (regex(r"\b(?!foot\b|feet\b|\w*day\b|[a-z]*(?:uary|ember|tober)\b|march\b|april\b|may\b|june\b|july\b|august\b)[a-z]{3,}\s+(?P<n>[1-9]|1\d)\s*[.!]*$"), 0.72),
    (regex(rf"\bafter\s+(?P<n>{NUMBER})(?=\s(?:up )?(?:on|in|at) the )"), 0.85),
    (regex(rf"\b(?P<n>{NUMBER})\s*(?:x|×)\b"), 0.9),
    (regex(rf"\b(?:make|making|bump) (?:it|that|them|this|those)(?: up)?(?: to)? (?:just |only |all |up to |to )?(?P<n>{NUMBER})\b(?=\W*$|\s*[,.;!?]|\s+(?:my|our|the|cos|cause|coz|because|as|since|please|pls|plz|now|then|so|if|and|in|we|he|she|they|i|tho|though|instead|total|altogether|actually|sorry|mate|but|or)\b)(?!\s+(?:row|section|block|and a half)\b)"), 0.9),
    (regex(rf"(?<!\bmy )(?<!\bour )(?<!\bthe )(?<!\bhis )(?<!\bher )\b(?P<n>{NUMBER})\s+(?:lads|lasses|mates|pals|colleagues|girls|boys)\b(?!\s+(?:can['’]?t|cannot|won['’]?t|dropped|bailed|pulled|aged?|are \d)\b)"), 0.9),
    (regex(r"\bx\s?(?P<n>\d{1,3})\b"), 0.9),
    (regex(rf"\ball\s+(?P<n>{NUMBER})\s+(?:chairs|stools)\b|(?<!wheel )\b(?P<m>{NUMBER})\s+chairs\b(?=\s*(?:$|[,.!?]|please\b|for\b|in\b|at\b))(?!\s*(?:for|in|at)\s+(?:a |the )?(?:wheel|lobby|foyer|bar|cafe|queue))"), 0.85),
    (regex(rf"\b(?P<n>{NUMBER})\s+(?:bar\s+)?(?:stools?|chairs?|at (?:a|the|one) (?:table|bar))\b(?! for\b)"), 0.85),
    (regex(rf"[,;]\s*(?P<n>{NUMBER})\s+of(?=\W*$|\s*[,;])"), 0.85),
    (regex(rf"(?:^\W*|[,.;!?-]\s*|\b(?:so|just|only|we're|there's|it's|that's)\s+)(?P<n>(?!\d\d)(?:{NUMBER}))\s+(?:of us\s+)?now\b(?=\W*$|[,.;!])(?!, (?:one|two|some|the rest|more)\b)"), 0.85),
    (regex(rf"(?<!\band )(?<!\brow )(?<!\brows )\b(?P<n>{NUMBER})\s+(?:on|by) (?:the|an) aisle\b"), 0.8),
    (regex(rf"\b(?P<n>{NUMBER})\s+(?:together|side by side|next to each other|in a row|instead|please|for (?:the|this|that|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|not (?:{NUMBER}))\b"), 0.8),
)  # fmt: skip

_FIXED: tuple[tuple[re.Pattern[str], int], ...] = (
    (regex(r"\b(?:one|1)\s+(?!(?:more|extra|additional|other|free|of|or)\b)(?:[a-z-]+\s+){1,2}(?:ticket|seat)\b"), 1),
    (regex(r"\b(?:a|the|one)\s+(?:single|lone)\s+(?:ticket|seat)\b|\b(?:a|one|single) (?:ticket|seat)\b"), 1),
    (regex(r"\b(?:a\s+)?(?:pair|couple)(?:\s+of)?(?:\s+(?:tickets|seats|good|decent|cheap))?\b(?!\s+(?:of\s+)?(?:questions?|things?|rows?|sections?|beers?|drinks?|options?|nights?|days?|weeks?|hours?|minutes?|times?|months?))"), 2),
    (regex(r"\b(?:the )?both of us\b|\bthe two of us\b|\b(?:me|myself) (?:and|plus|&|\+) (?:one|1|a guest)\b|\bplus one\b|\bme \+1\b|\bme (?:and|&|\+) (?:her|him)\b(?!\s+(?!(?:wants?|would|are|will|need|fancy|both|can)\b)[a-z])"), 2),
    (regex(r"\b(?:just|only)\s+(?:for\s+)?(?:me|myself|one|1)\b(?!\s+(?:nights?|evenings?|shows?|dates?|performances?|games?|match|gigs?|showings?|weekend|left)\b)|\bfor (?:me alone|myself|just me|only me)\b|\bby myself\b|\bon my own\b|\b(?:i'm )?(?:going|coming) (?:alone|solo)\b|\bmyself only\b|\bme only\b|\bsolo\b|^\W*me\W*$|^\W*myself\W*$"), 1),
    (regex(r"(?<![\w+])\+\s?1\b(?![\s-]*\d)|\bthe pair of us\b|\b(?:a|my) plus[- ]one\b|\btwosome\b|\bbrace of (?:tickets|seats)\b"), 2),
    (regex(r"\bme,? myself,? (?:and|&) i\b|\b(?:on|by) my lonesome\b|\blittle (?:old )?me\b|\bonly (?:need|want) the one\b(?! (?:in|on|at|with|by|near|that))|\bjust the (?:one|1)\b"), 1),
    (regex(r"\b(?:send|transfer|forward|hand|pass|give|e-?mail)\s+(?:(?:(?:my|our)\s+)?[a-z'-]+\s+)?(?:another(?:\s+one)?|one more|one(?=\s+(?:then|please|pls|of (?:them|those|mine|ours)|to)\b|\W*$|\s*[,.:;])|her ticket|his ticket|hers|his(?=\s+to\b))\b(?!\s+(?:two|three|four|five|\d|pair|couple))"), 1),
    (regex(r"\b(?:a|one)\s+single\b(?=\s*(?:$|[,.!?]|for\b|to\b|at\b|on\b|in\b|please\b|pls\b|thanks\b))"), 1),
    (regex(r"\b(?:a\s+)?(?:c[uo]p{1,2}les?|co?upp?el|coupl|copule|cuopl[el]*|coulpe)\s+(?:of\s+)?(?:tickets|seats|tix|places)\b"), 2),
    (regex(r"\bhalf a dozen\b"), 6),
    (regex(r"\b(?:a|one) dozen\b"), 12),
    (regex(r"\b(?:a )?trio\b(?! of (?:songs|shows|games))|\bthreesome\b"), 3),
    (regex(r"\b(?:too|tow) (?:tickets|seats|tix)\b"), 2),
    (regex(r"\bfor (?:us )?both\b(?! (?:of (?!us)|\w*(?:day|night|show|game|match|date|evening|performance|event|time)s?\b))|\bdate night\b"), 2),
    (regex(r"\bdouble date\b|\bfoursome\b"), 4),
)  # fmt: skip

_BARE = regex(
    rf"^\W*(?:um+|uh+|hmm+|ok|okay|so|oh|well|maybe|just|only|yes|yeah|no|make it|actually|i guess|i think|probably|about|like|say|let's say|let's do|all|total of|it'll be|we'll need|sorry|i meant|i mean)?[\s,.]*(?:just |only |all )?(?P<n>{NUMBER}|{SLIP})\s*(?:please|thanks|thank you|total|in total|tickets?|sorry|i think|i guess|altogether|instead|actually|then|of them|people|lol|haha|mate|man|would be great|will do|is fine|is good|works|sounds good)*\W*$"
)

_RATHER = regex(
    rf"[\s,.;–—-]*(?:(?:no+|nope|wait|sorry|actually|i meant?|make (?:that|it)|scratch that|or rather|oops|hang on|hold on|it's|that's|um+|uh+|er+|rather)[\s,.;–—-]+)+(?P<n>{NUMBER})\b(?!\s+(?:of (?:us|them|those|these)|is|are|in an?)\b)"
)
_A_MOMENT = regex(r"\s?(?:secs?|seconds?|mins?|minutes?|moments?|ticks?|mo)\b")

_OF_A_KIND = regex(  # "two cheapest for the derby"; of a list "3 best" may pick the third
    rf"(?<!\bthe )(?<!\byour )\b(?P<n>{NUMBER})\s+(?:of (?:the|your)\s+)?(?:cheapest|best|nearest|closest)\b(?P<seats>\s+(?:seats|tickets|ones)\b)?(?!\s+(?:one|option|shows?|events?|acts?|nights?|sections?|comed\w+|games?|gigs?|reasons?|intervals?|days?)\b)"
)
_AND_THEY_ARE = regex(
    rf"\b(?P<all>{NUMBER}\s+(?:of us\s+)?(?:in all|in total|total|altogether|all told|of us))\s*[,:;(=-]+\s*(?:(?:that's|thats|so|it's)\s+)?(?:me|myself|i|us|my \w+|the \w+|{NUMBER} adults?)\b(?=[^.?!]*(?:,|\band\b|&|\+|\bplus\b))(?![^.?!]*\b(?:for|tickets?|seats?|refund|too|as well|more|not|can['’]?t|bailed|dropped|wheelchair\w*|coming|row|section)\b)[^.?!]*"
)
"""A number in all and who they are, who are not counted once more: "five in all, me, the wife, two kids and grandad"."""
_VAGUE = 0.6
_SECTIONS, _LONE = 100, 0.75  # from here on a number that stands alone beside a count is a section's
_OF_AN_ORDER = frozenset({"choice", "confirmation", "quantity"})
_ANY = regex(rf"\b{NUMBER}\b")

_POINTING = regex(  # "the Friday one", "cheapest one please" are no numbers
    r"\b(?:the|that|this|which)\s+(?:[\w'&-]+\s+){0,4}$|\b(?:(?:is|isn't|are|was) there|(?:have|has|got|do) (?:you|u|they|it))(?: (?:have|got|also|still|not|no))* (?:an?|any)\s+(?:[\w'&-]+\s+){1,4}$|\b(?:(?:cheap|b|near|clos|nic|low|high|dear|fr?on)(?:est|t)|better|cheaper|other|last|next|same|middle|first|second|third|most expensive)\s+$"
)

# A number after or before these is something else.
_HARD_BEFORE = regex(
    r"(?:\b(?:section|sec|sect|row|rows|level|block|gate|door|seat|stand|tier|zone|box|option|choice|order|act|game|at|(?<!i'm )(?<!we're )after|before|"
    r"until|till|under|below|(?<!hand )(?<!hands )over|max|maximum|than|up to|within|between|aged?|march|april|may|june|july|august|september|"
    r"october|november|december|january|february|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|number)\s*#?\s?|[#$€£@]\s?|[_/:]|\d[.,:/-])$"
)
_ORDERING = regex(r"\b(?:order|after|over|before|than|up to)\s$")  # "order 2 tickets", which is no order's number
_WANTS = regex(r"\bafter\s$")
_BETWEEN_US = regex(r"\bbetween\s$")
_OF_US_NEXT = regex(r"^\s(?:of us|people|persons|lads|girls|friends)\b")
_TOLD_BEFORE = regex(  # "12 dec two tickets", "the foxes game 2 upper seats": the day, or the game, is told already
    r"(?:\b\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9}|\b(?!(?:for|the|of|to|on|at|in|and|or|this|that|next|first|last|one|any|each|semi|cup|final|finals|playoffs?|series|championship|tournament|title|super)\b)[a-z'’]{3,} game)\s$"
)
_SEATS_NEXT = regex(rf"^\s{_BETWEEN}(?:tickets|seats|tix|people|persons|of us|adults)\b")
_PLACE_NEXT = regex(
    r"^\s(?:up )?(?:on|in|at) the (?!\d|(?:week|month|day|night|morning|evening|afternoon|first|second|third|[a-z]*day)\b)"
)
_THINGS_NEXT = regex(r"^\s(?:tickets?|seats?)\b")
_NOT_AFTER = regex(
    r"^\s?(?:%|o\W?clock|pm\b|am\b|p\.m|a\.m|(?:st|nd|rd|th)\b|[:/]\d|[.,]\d|-?(?:years?|yrs?|y/o|yo)\b|days?\b|weeks?\b|months?\b|hours?\b|"
    r"hrs?\b|minutes?\b|mins?\b|times?\b|dollars?\b|bucks\b|usd\b|euros?\b|eur\b|pounds?\b|quid\b|gbp\b|[$€£]|of (?:january|february|march|"
    r"april|may|june|july|august|september|october|november|december)|(?:january|february|march|april|june|july|august|"
    r"september|october|november|december)\b|star\b|[-_]\d|@|blocks?\b|miles?\b|per ?cent|grand\b|rows?\b|sections?\b|each\b|per\b|a (?:ticket|seat|piece|pop|head)\b)"
)


def quantities(text: str, *, awaiting: str | None = None) -> list[Found]:
    """Numbers of tickets in plain `text`, in order of position; a bare number counts when it was asked for."""
    text = _OF_THESE_AGES.sub(_as_many_as_ages, text)
    text = _AGES.sub(lambda ages: " " * len(ages.group()), text)
    text = _AND_THEY_ARE.sub(lambda they: they["all"] + " " * (len(they.group()) - len(they["all"])), text)
    text = _TOLD_OF.sub(lambda told: _blank(told, text), text)
    if (rest := returned(text)) is not None:
        handed = _HANDED.search(text)
        value = number(handed["n"]) if handed is not None else None
        if handed is None or value is None or handed.end() > rest.start or "@" not in text[handed.end() : rest.start]:
            return [rest]
        return [Found("quantity", value, *handed.span("n"), 1.0), rest]  # "send 2 to her and refund the other two"
    if awaiting == "order" and (some := so_many_of(text)) is not None:
        return [some]  # "the comedy one, 2 of 4"
    found = list(parties(text))
    for match in _PLUS.finditer(text):
        if is_count(text, match.start("a"), match.end("a")) and is_count(text, match.start("b"), match.end("b")):
            both = (number(match["a"]) or 0) + (number(match["b"]) or 0)
            found.append(Found("quantity", both, match.start(), match.end(), 1.0))
    for pattern, fixed in _FIXED:
        for match in pattern.finditer(text):
            vague = match.group() in {"a ticket", "a seat"}
            found.append(Found("quantity", fixed, match.start(), match.end(), 0.6 if vague else 0.95))
    for pattern, confidence in _PATTERNS:
        for match in pattern.finditer(text):
            said = match.groupdict().get("n") or match.group("m")
            first, last = match.span("n" if match.group("n") else "m")
            value = number(said)
            if value is None or not is_count(text, first, last):
                continue
            if said in {"a", "an", "another"} and _SOMEBODY.match(text, last):
                continue
            if said in {"a", "an"} and _BEING.search(text[max(0, first - 40) : first]):
                continue
            if said == "one" and confidence < 1 and points(text, first):
                continue
            if re.search(r"(?<!\S)-$", text[max(0, first - 2) : first]):
                value = -value
            sure = 0.6 if said in {"a", "an"} else confidence
            start, end = (first, last) if confidence < 1 else match.span()
            found.append(Found("quantity", value, start, end, sure))
    if (after := _AFTER_SO_MANY.match(text)) is not None and (many := number(after["n"])) is not None:
        found.append(Found("quantity", many, *after.span("n"), 0.85))
    for match in _OF_A_KIND.finditer(text):
        value = number(match["n"])
        listed = awaiting in {"seats", "event", "choice", "order"} and match["seats"] is None
        if value is not None and not listed and is_count(text, *match.span("n")):
            found.append(Found("quantity", value, *match.span("n"), 0.8))
    if any(one.value < _SECTIONS for one in found):
        found = [one for one in found if one.value < _SECTIONS or one.confidence > _LONE]  # "2 for Friday, 301"
    if any(one.value > 1 for one in found):
        found = [one for one in found if one.value != 1 or not _SEAT_FOR_ONE.search(text[: one.end])]
    lists, in_chairs = list(others(text)), users(text)
    found = [*lists, *(one for one in found if not any(_part_of(one, a) for a in lists))]
    found = [
        one for one in found if not any(a < one.end <= b for a, b in in_chairs)
    ]  # also "only one of us is in a chair"
    if not found:
        found = [
            Found("quantity", many, start, end, 0.72) for many, start, end in wheelchairs(text)[:1] if not in_chairs
        ]
    if all(one.confidence <= _VAGUE for one in found) and (pair := helped(text)) is not None:
        found = [pair]
    if not found:
        bare = _BARE.match(text) if len(text) <= SHORT else None
        if bare and awaiting not in {"choice", "order", "confirmation", "payment", "second_step", "event", "seats"} | {
            None
        }:
            value = number(bare.group("n"))
            if value is not None and is_count(text, bare.start("n"), bare.end("n")):
                found.append(Found("quantity", value, bare.start("n"), bare.end("n"), 0.95))
    if not found and awaiting == "quantity":  # any number that is not something else answers the question
        for match in _ANY.finditer(text):
            value = number(match.group())
            pointed = match.group() == "one" and points(text, match.start())
            moment = _A_MOMENT.match(text, match.end()) is not None
            if value is not None and not (pointed or moment) and is_count(text, *match.span()):
                found.append(Found("quantity", value, *match.span(), 0.7))
                break
    if awaiting == "quantity" and len(found) == 1 and (again := _RATHER.match(text, found[0].end)) is not None:
        value = None if _A_MOMENT.match(text, again.end("n")) else number(again["n"])
        if value is not None and is_count(text, *again.span("n")):
            found = [Found("quantity", value, *again.span("n"), 0.75)]  # "five, no wait six"
    found = _in_all(text, found)
    if backwards(text):
        stays = kept(text)
        told = [*([stays] if stays else []), *(Found("", 0, *span) for span in owned(text))]
        found = free_of(found, told) or ([stays] if stays else found)
    if not found and (backwards(text) or awaiting in _OF_AN_ORDER) and (every := everything(text)) is not None:
        found = [every]
    return _settle(found)


def _as_many_as_ages(told: re.Match[str]) -> str:
    """Children whose ages are told one by one as so many, in as many characters: "me, my husband and children aged 4 and 7"."""
    many = len(_ANY.findall(told["ages"]))
    return f"{told['before']}{many} {told['who']}".ljust(len(told.group()))


def _blank(told: re.Match[str], text: str) -> str:
    """Nothing, in the place of what some of the party are; the words as they are where those may be all there are."""
    rest = text[: told.start()] + " " + text[told.end() :]
    return told.group() if told["bare"] and not _COUNTED.search(rest) else " " * len(told.group())


def points(text: str, at: int) -> bool:
    """Whether a "one" at a place in plain `text` points at something and counts nothing: "the one in the circle"."""
    return _POINTING.search(text[max(0, at - 80) : at]) is not None


def is_count(text: str, start: int, end: int) -> bool:
    """Whether the number at `start` to `end` of plain `text` may count tickets, by what stands around it."""
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if _ORDERING.search(before) and _THINGS_NEXT.match(after):
        return True
    if _BETWEEN_US.search(before) and _OF_US_NEXT.match(after):
        return True  # "80 quid between 4 of us"
    if _WANTS.search(before) and _PLACE_NEXT.match(after):
        return True  # "after 3 on the hill"
    if _TOLD_BEFORE.search(before) and _SEATS_NEXT.match(text[end:]):
        return True
    return not (_HARD_BEFORE.search(before) or _NOT_AFTER.match(after))


_TOTAL = regex(
    rf"^\W*(?:(?:yes|yeah|ok|okay|oh|so|um+|well|just)\W+)*(?P<n>{NUMBER})(?:\s+(?:tickets|seats|places|of us|people))?\s*[,:;(-]\s*(?=[a-z\d])"
)
_THINKS_AGAIN = regex(r"\b(?:no|not|actually|rather|instead|sorry|wait|scratch|make|mean|or|then)\b")


_OF_THEM = regex(r"\bof (?:them|us|which|whom|those)\b")


def _in_all(text: str, found: list[Found]) -> list[Found]:
    """`found`, of a number said first and the parts it is made of only that number: "3, two by the aisle and one behind"."""
    first = _TOTAL.match(text)
    total = number(first["n"]) if first is not None else None
    if first is None or total is None or _THINKS_AGAIN.search(text[first.end() :]):
        return found
    parts = [one for one in found if one.start >= first.end()]
    whole = [one for one in found if one.end <= first.end() and one.value == total]
    if not whole and parts and all(_OF_THEM.search(text[one.start : one.end + 8]) for one in parts):
        whole = [Found("quantity", total, *first.span("n"), 0.85)]  # "4, 2 of them kids"
    return whole if whole and parts and all(0 < one.value <= total for one in parts) else found


def _part_of(one: Found, whole: Found) -> bool:
    return whole.start <= one.start and one.end <= whole.end


def _settle(found: list[Found]) -> list[Found]:
    """Company before counts it contains; otherwise the more certain, then the longer."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-min(f.confidence, 0.95), f.start - f.end)):
        if not any(one.touches(other) for other in kept):
            kept.append(one)
        if len(kept) == MOST:
            break
    return sorted(kept, key=lambda f: f.start)
