"""Turns of phrase that tell what a message does, beyond which intent it carries. Patterns only; `hearing` says when each counts."""

import re

from willcall.understanding.patterns import regex

ALSO = regex(r"\b(also|as well|too|another|additionally|on top|plus|and then|after that|next)\b", re.IGNORECASE)
ASKING = regex(
    r"\?|\b(any|anything|something|what about|how about|show me|do you have|is there|are there|got)\b", re.IGNORECASE
)
HOW_IT_WORKS = regex(
    r"\bhow (?:do|does|would|can)\b[^.!?]*\bworks?\b|\bhow'?s (?:it|that|this) work\b|\b(?:policy|policies|rules?)\b|\bam i allowed\b|\bis it possible\b|\bhow (?:do|can|would) (?:i|we|you|people)\b",
    re.IGNORECASE,
)
GIVES_BACK = regex(
    r"\b(?:give|hand|send|bring) back\b|\b(?:return|get rid of|give up|giving up)\b[^.?!]{0,40}\b(?:tickets?|seats?|tix|tkts?)\b|\bmoney back\b"
    r"|\b(?:give|hand|send|bring|take|taking|go|goes)\b[^.?!;]{0,30}(?<!\bthe )(?<!\bat )\bback\b(?!\s+(?:rows?|section|seats|stalls|of|to (?:the|my) (?:seat|hotel)))"
    r"|\b(?:tickets?|seats?|money) back\b(?!\s+(?:rows?|section|of|in|at|stalls|area))|\b(?:no (?:use|good)|useless|worthless) to (?:me|us)\b|\b(?:don'?t|won'?t|no longer|can'?t) (?:need|use|want)\b[^.?!]{0,20}\b(?:my|our|these|those)\b[^.?!]{0,20}\b(?:tickets?|seats?|tix)\b|\breturn (?:both|them|all|one|two|three|\d)\b"
    r"|\b(?:return|returning|hand in|handing in|surrender\w*|relinquish\w*|off-?load\w*|get rid of|giv(?:e|ing) up|take back|un-?book)\s+(?:just |only )?(?:one|two|three|four|five|six|\d|an? (?:single )?(?:ticket|seat)|the pair|half|both|all|some of|the (?:spare|extra|other|odd|unused|rest|remaining)|my|our|those|these)\b"
    r"|\bneeds? (?:to be )?(?:refund\w*|return\w*|reimburs\w*)\b",
    re.IGNORECASE,
)
LESSENS = regex(  # of what is owned: "drop one seat from my order", "bring our booking down to two"
    r"\b(?:drop|lose|ditch|shed|cancel|remove|void|scrap|knock|take|strike)\s+(?:just |only |off )?(?:one|two|three|four|five|six|\d|an?|half|his|her|their|my [a-z]+'s)\b[^.?!;]{0,40}?\b(?:from|off|of|on|in)\s+(?:my|our|the|this|that|those|these)\b"
    r"|\b(?:reduce|cut|shrink|trim|bring|drop|take)\b[^.?!;]{0,30}\b(?:order|booking|tickets|seats|reservation)\b[^.?!;]{0,40}\b(?:by|down to)\b"
    r"|\bonly (?:need|want|using|use)\s+(?:one|two|three|four|five|six|\d) (?:out )?of (?:the|my|our|those|these)\b"
    r"|\b(?:out of|off) (?:my|our|the|that|this) [^.?!;]{0,30}\b(?:order|booking|reservation)\b",
    re.IGNORECASE,
)
OWN_TICKETS = regex(
    r"\b(?:my|our|ma)\b[^.?!,;]{0,30}\b(?:tickets?|tkts?|seats?|tix|order|booking)\b|\bof (?:my|our|the|those|these) (?:\d|two|three|four|five|six|seven|eight)\b"
    r"|\b(?:i|we)(?:'ve| have)\b[^.?!,;]{0,30}\b(?:tickets?|seats?|tix)\b|\b(?:the|those|these)\b[^.?!,;]{0,30}\b(?:tickets?|seats?|tix)\b[^.?!]{0,30}\b(?:no (?:use|good)|useless)\b",
    re.IGNORECASE,
)
SWITCHES = regex(
    r"\b(?:become|turn into|be (?:turned|changed|made) into)\b.{0,24}\btickets?\b|\bchange\s+(?:my|our|these|those)\b[^.?!]{0,40}\b(?:tickets?|seats?|booking)\b[^.?!]{0,30}\b(?:to|for|into)\b|\b(?:sw[ao]p|switch|exchange|trade|move|rebook|re-book|shift)\s+(?:(?:just |only )?(?:one|two|three|four|five|six|\d|both|all|half|some)(?: of)?\s+)?(?:me|us|them|it|my|our|those|these)\b",
    re.IGNORECASE,
)
HANDS_OVER = regex(
    r"@|\b(?:transfer\w*|send\w*|give|giving|pass\w*|hand\w*|forward\w*|gift\w*|e-?mail\w*|name|share|sharing|reassign\w*|assign\w*|put)\b",
    re.IGNORECASE,
)
SWAPS = regex(r"\b(?:sw[ao]p|switch|exchang\w*|change|another|different|instead|move|rebook)\b", re.IGNORECASE)
CREDIT_INSTEAD = regex(
    r"\b(?:what about|how about|instead|rather|then|could|can|would|will|do|take|accept|settle|as|give|get|for)\b[^.?!]{0,30}\b(?:credit|voucher)|\b(?:credit|voucher)\b[^.?!]{0,20}\b(?:instead|then|rather|ok|okay|fine|possible)\b",
    re.IGNORECASE,
)
MINE = regex(
    r"\b(?:(?:under|in|on) my (?:name|account)|my (?:own |other )?(?:orders?|bookings?|purchases?|reservations?))\b",
    re.IGNORECASE,
)
STUCK = regex(
    r"\b(?:qr|code|barcode|ticket|scanner|app)s?\b[^.?!]{0,30}(?:n'?t|not)\b[^.?!]{0,12}\b(?:work|scan|valid|load|open)",
    re.IGNORECASE,
)
OTHERS = regex(r"\b(others?|else|another|different|more)\b", re.IGNORECASE)
KEEP = regex(
    r"\b(keep|stick with|stay with|back to|go back|the ones (?:i|we) had|(?:ones|seats|tickets|those|them|that|\d) (?:(?:that|which) )?(?:you|u) (?:were|had|are|have|been|was)(?: just| already| been)? (?:holding|held|keeping|kept))\b",
    re.IGNORECASE,
)
THANKS = regex(
    r"\b(?:thank\w*|thx|tx|ty|cheers|ta|appreciate\w*|brilliant|great|lovely|perfect|awesome|amazing|fab\w*|nice one|good (?:one|job|stuff|work)|well done|legend|star|helpful|fantastic|excellent|wonderful|superb|ace|sweet|top|happy|sorted|merci|gracias|danke|god bless|bless|grateful|love (?:it|you|this)|best|cool|grand|magic|sound|class|mint|smashing|sick|gem|angel|diamond|lifesaver|hero)\b",
    re.IGNORECASE,
)
HELLO = regex(
    r"\b(?:hi+|hey+|hello|hiya|morning|afternoon|evening|yo|howdy|good day|g'?day|greetings|alright|ello|oi oi)\b",
    re.IGNORECASE,
)
HOW_ARE_YOU = regex(
    r"\b(?:how(?:'?s| is| are| r| have|ve)?\b[^.?!]{0,16}\b(?:you|u|ya|things?|it|life|day|going|doing)|what'?s (?:up|new|good)|you (?:ok|okay|alright|good|well|there)|u (?:ok|alright|good)|alright\?|wassup|sup|how do)\b",
    re.IGNORECASE,
)
POINTS = regex(r"\b(?:it|that|they|them|one|ones|those)\b|^\W*(?:and|what about|how about)\b", re.IGNORECASE)
BUY_IT = regex(
    r"\b(?:buy|book|take|get) (?:it|them|those|these)\b|\bgo ahead\b|\blet['’]?s (?:book|buy)\b(?! an)", re.IGNORECASE
)
OWNED = regex(
    r"\b(upgrad\w*|order|my (?:tickets?|seats?)|our (?:tickets?|seats?)|(?:i|we) (?:have|bought|already))\b",
    re.IGNORECASE,
)
NOT_THAT = {
    kind: regex(
        rf"\b(?:forget|skip|no|not|\w+n['’]t)\b[^.?!]{{0,30}}?\b{word}",
        re.IGNORECASE,
    )
    for kind, word in {
        "upgrade": "upgrad",
        "refund": "refund",
        "exchange": "(?:exchang|swap)",
        "transfer": "transfer",
        "orders": "orders?\\b",
        "credit": "credit",
    }.items()
}
BYE = regex(
    r"\b(good ?bye|bye+|see (?:you|ya)|cya|farewell|good ?night|take care|ciao|that(?:'?s| is| will be| would be|'ll be) (?:all|it)|talk later|gotta go|i'?m (?:off|done))\b",
    re.IGNORECASE,
)
COST = regex(
    r"\b(total|fees?|price|cost|charged?|per (?:person|ticket|seat)|for (?:both|all|everyone|the lot))\b", re.IGNORECASE
)
DROPS = regex(
    r"\b(cancel\w*|forget|never ?mind|nvm|stop|drop|scrap|leave it|leave them|release|let (?:it|them|those) go|(?:don'?t|do not) (?:want|need)|"
    r"changed my mind|no longer|not (?:interested|any ?more|(?:gonna|going to|gunna|about to) (?:do|take|book|buy|get|bother|go (?:for|with|ahead))\b)|abort|quit|start over|reset)\b",
    re.IGNORECASE,
)
THE_OTHER = regex(
    r"\bthe other(?: one| order| booking| show| game| pair| ones)?\b(?! (?:day|night|week|side|end))", re.IGNORECASE
)
MAY_THEY = regex(
    r"\b(?:can|may|could|is|are|would|will)\s+(?:he|she|they|kids?|children|bab(?:y|ies)|teenagers?|(?:my|our|a|an|the)\s+(?:\w+[- ]){0,2}\w+)\b[^.?!]{0,24}\b(?:come|go|get in|be let in|allowed|enter|attend|watch|welcome|too young|old enough)\b",
    re.IGNORECASE,
)
OF_AGE = regex(
    r"\b(?:alone|own|young|old|age|child|children|kids?|bab(?:y|ies)|toddlers?|teen\w*|[1-9]|1\d)\b", re.IGNORECASE
)
SEES_WELL = regex(
    r"\bsee (?:ok|okay|alright|all right|well|fine|anything|much|the (?:stage|pitch|court|ice))\b|\bgood view\b|\bview (?:ok|good|bad|like)\b",
    re.IGNORECASE,
)
CHARGED_TWICE = regex(
    r"\b(?:charg(?:ed|ing) (?:me|us|my card)|(?:i|we)(?:'ve| have)? (?:was|were|been|got|am|are) (?:being )?(?:charged|billed|debited)|bill(?:ed|ing) (?:me|us)|(?:tak(?:e|en|ing)|took) (?:the |my |our )?(?:money|payment|cash)"
    r"|(?:money|payment|it)(?:'s| has)? (?:gone|come|came|went) out)\b[^.?!]{0,40}\b(?:twice|double|(?:two|2) times|2 ?x|x ?2|a second time)\b|\bdouble[- ]charged (?:me|us)\b|\b(?:been|was|were|got) double[- ]charged\b",
    re.IGNORECASE,
)
TWICE = regex(r"\b(?:twice|double|(?:two|2) times|charged[^.?!]{0,24}\b2 ?x)\b", re.IGNORECASE)
SUPPOSED = regex(
    r"\b(?:will|would|could|might|if|in case|does)\b[^.?!,;]*\b(?:charg|bill|debit|tak|took)\w*", re.IGNORECASE
)
LAYS_HANDS_ON = regex(
    r"\b(?:stewards?|staff|security|guards?|bouncers?|ushers?|attendants?|barman|barmaid|employees?|doormen|doorman)\b[^.?!]{0,40}\b(?:shov\w+|push\w+|punch\w*|hit|grabbed|laughed|sw[eo]re|shouted|spat|assault\w*|insult\w*|abus\w+|ignored|rude\w*)\b",
    re.IGNORECASE,
)
LEFT_BEHIND = regex(
    r"\b(?:still (?:under|at|in|on) (?:the|my|our) (?:seat|chair|stand|cloakroom|floor|loo|toilets?)"
    r"|(?<!\d )(?<!any )(?<!seats )(?<!tickets )(?<!are )left (?:my|our|me|his|her) (?!car\b|husband|wife|kids?\b|booking|order|tickets?|tix\b|tkts?\b|purchase|mate|friend)\w+|lost (?:my|our|me|his|her) (?!tickets?\b|tix\b|tkts?\b|order\b|booking\b|seats?\b|password|log-?in|account|voice|way\b|receipt|e-?mail|mind\b|job\b|confirmation|barcode|qr|code|mum\b|mom\b|mother|dad\b|father|husband|wife|son\b|daughter|friend|mate|nan\b|gran|babysitter|dog\b)\w+"
    r"|(?:anyone|anybody|someone|somebody|anything|been) handed in|handed in (?:a|my|our)|dropped (?:my|me|our|his|her) \w+\b(?! off))\b"
    r"(?![^.?!]*\b(?:at home|at work|in (?:the|my|our) car|on the (?:bus|train|tube|plane)|at (?:the|my|our) (?:hotel|airport|house|place))\b)",
    re.IGNORECASE,
)
OLD_VOUCHER = regex(
    r"\b(?:vouchers?|gift ?(?:cards?|tokens?|certificates?|vouchers?)|tokens?)\b[^.?!]*\b(?:still|any good|valid|expir\w*|run out|out of date|use it|last|good for)\b|\b(?:expir\w*|still valid|run out)\b[^.?!]*\b(?:vouchers?|gift ?cards?|tokens?)\b",
    re.IGNORECASE,
)
ON_A_KNEE = regex(
    r"\b(?:do|does|will|would|should) (?:i|we|he|she|they|the (?:baby|kids?|little one)) (?:have|need|need to|has) (?:to )?(?:pay for (?:him|her|them|the|a|my|our)|buy (?:him|her|them|one)|a ticket|his own|her own|their own)\b"
    r"|\b(?:knee|lap)\b[^.?!]*\b(?:pay|ticket|free)\b",
    re.IGNORECASE,
)
HOLD_LEFT = regex(
    r"\bhow (?:long|much time|many minutes) (?:is |are |have i got |do i have )?(?:still )?(?:left|remaining)\b|\bhow (?:long|much time|many minutes)\b[^.?!]{0,16}\b(?:do|have|will|did) (?:i|we|you)\b[^.?!]{0,12}\b(?:got|have|left|hold|keep|decide)\b(?![^.?!]*\b(?:refund|exchang|cancel|return|upgrad|swap)\w*)|\bhow long (?:does|do|is|are|will) (?:(?:the|that|this|your|these|those) )?(?:offers?|quotes?|prices?)\b[^.?!]{0,12}\b(?:stand|last|good|valid|open|hold|kept|keep|on the table|for)\b|\bwhen does (?:my|the|this|that) (?:hold|offer|reservation|quote)\b[^.?!]{0,12}\b(?:run out|end|expire|lapse)\b|\bhow long (?:are|is|will) (?:they|these|those|it|the seats)\b[^.?!]{0,12}\b(?:held|mine|ours|hold|kept|reserved)\b",
    re.IGNORECASE,
)
HAVE_SEATS = regex(
    r"\b(?:seats?|tickets?|ones|booking|places) (?:that )?(?:we|i)(?:'ve| have)?(?: already)? (?:got|have|booked|bought)\b|\b(?:i|we)(?:'ve| have)? already (?:got|have|bought|booked)\b[^.?!,;]{0,20}\b(?:tickets?|seats?|tix)\b|\b(?:my|our) (?:\w+ )?(?:seats|booking)\b",
    re.IGNORECASE,
)
ELSE_SEATS = regex(
    r"\b(?:better|nicer|closer|nearer|posher|fancier) (?:ones?|seats?|places?|spots?|view|than|to)\b|\b(?:anything|something|owt|summat|any)\b[^.?!]{0,12}\b(?:better|nearer|closer|nicer)\b|\bupgrad\w+\b|\bchange (?:the|my|our) seats\b|\bmove (?:up|forward|closer|nearer)\b",
    re.IGNORECASE,
)
SWAP_THEM = regex(
    r"\b(?:swap|switch|exchange|trade|change)\s+(?:them|'?em|these|those|mine|ours|(?:my|our)(?: (?:one|two|three|four|\d))?(?: [\w'’]+){0,3} (?:tickets?|seats?|tix|ones))\s+(?:for|to|into|with|over)\b",
    re.IGNORECASE,
)
ONE_OF_OURS = regex(
    r"\b(?:one|two|some|\d) of (?:my|our)\b[^.?!]{0,30}\b(?:tickets?|seats?|tix)\b|\bmy (?:spare|extra|other) ticket\b",
    re.IGNORECASE,
)
KIN = regex(
    r"\b(?:my|our)\s+(?:(?!tickets?\b|seats?\b|order\b|booking\b)[\w']+\s+){0,2}(?:b-?day|birthday|anniversary|wife|husband|mum|mom|dad|mate|friends?|kids?|son|daughter|sister|brother|nan|gran\w*|boyfriend|girlfriend|partner|family|missus|hubby|boss|team|office)\b",
    re.IGNORECASE,
)
NO_MONEY = regex(
    r"\b(?:not|no|don'?t want|don'?t need)\s+(?:my |the |any |a |for )?(?:money back|money|refunds?|cash)\b",
    re.IGNORECASE,
)
FEWER_THEN = regex(
    r"\btoo (?:much|dear|expensive|steep|many)\b|\b(?:just|only) (?:get|take|buy|book|do|have|want|need)\b|\bmake (?:it|that)\b|\bthen\b",
    re.IGNORECASE,
)
TOO_DEAR = regex(r"\b(?:even|too|not|still|\w+n['’]t|cannot)\b", re.IGNORECASE)
LOOKS_FOR = regex(
    r"\b(?:have you|do you have|have ya|you got|anything|something|show me|find me|get me|give me|what about|how about|is there|are there|any|i'?d like|i want|i'?ll have|rather|\d|two|three|four)\b",
    re.IGNORECASE,
)
DROPS_FOR = regex(  # "scrap that, …": something else is looked for after it
    r"^\W*(?:(?:actually|no|ok|okay|oh|hmm+|wait|sorry|well|please|you know what|on second thoughts?)\W+)*(?:scrap|forget|cancel|never ?mind|nvm|drop|leave|stop|bin|ditch|skip)\b[^,.;!?]{0,20}[,.;!?-]+",
    re.IGNORECASE,
)
HYPOTHETICAL = regex(
    r"\?|\b(?:can|could|may) (?:i|we)|what (?:if|happens)|is it possible|how (?:do|does|would)\b", re.IGNORECASE
)
WHATS_ON = regex(
    r"\b(?:what(?: else)?(?:'?s| is| are)? (?:on|playing|happening|coming up|available|there)|(?:events?|shows?|games?|concerts?|matches) (?:do you|have you|are|tonight|this))\b",
    re.IGNORECASE,
)
RECAP = regex(
    r"\b((?:what(?:'?s| is)|how much is) (?:the |my )?(?:total|it (?:all )?(?:come|add)|sum|damage)|total again|in my (?:cart|basket)|remind me|recap|"
    r"(?:which|what) (?:seats|rows?|section)|(?:which|what) seats (?:do|did|are|have|am)|(?:booking|extra|hidden|additional|other|any) (?:fees?|charges?|costs?)|"
    r"summar\w+|what (?:do|have) (?:i|we) (?:have|got)|run (?:that|it) by me|say that again)\b",
    re.IGNORECASE,
)
_MEANWHILE = r"(?:check (?:with\b|(?:my|the) (?:diary|calendar|wife|husband|missus|mrs|other half|boss|rota|schedule|bank|balance|account|dates?|kids?|mates?|lads|girls|family)\b|(?:if|whether|what|when) (?:my|he|she|they|the (?:wife|husband|kids|lads|girls|boss|others))\b|something|smth|first)|check\W*$|ask (?:my|the|her|him|them|everyone|around|first)\b|think(?: (?:about|on|over|it|this|that|for|a|bit))*\W*$|talk (?:to|with) (?:my|the (?:wife|husband|missus|kids|lads|girls|others|boss)|her|him|them)\b|speak (?:to|with) (?:my|the|her|him|them)\b|ring (?:my|the|her|him|them)\b|text (?:my|the|her|him|them)\b|call (?:my|her|him|them)\b|see (?:if|what|whether) (?:my|he|she|they|the (?:wife|husband|missus|kids|lads|girls|others|boss)|everyone|anyone)\b|run (?:it|this|that) (?:by|past)\b|(?:find|grab|get) (?:my|me) (?:card|wallet|purse|phone|bag|glasses|details)\b)"
"""What is done before an answer: "ask the wife", "check with the lads", "get my card"."""
LATER = regex(
    r"(?!\W*(?:no|nah|nope)\W+(?:thanks|thank you|ta|cheers))\W*(?:(?:ok|okay|hm+|um+|uh+|er+|well|oh|sorry|please|actually|lovely|great|thanks|cheers|ta|nice|right|cool|brill|brilliant|fine|yeah|no|nah|ooh|eek)\W+)*"
    r"(?:not (?:just )?yet|(?:i'?m |im |we'?re )?(?:not|un)[ -]?(?:so |really |too |quite |100% |very )?(?:sure|certain|decided)(?: (?:about (?:it|that|this)|yet|tbh|if we can(?: make it)?|to be honest|either|though|now))*(?:\W+(?:i |we )?(?:still )?(?:need to|have to|must|gotta|got to|better|will|'?ll) (?:just )?"
    + _MEANWHILE
    + r"[^.!?]{0,40})?|(?:i |we )?(?:dunno|idk|don'?t know|can'?t decide)(?: (?:yet|tbh|about (?:that|it|this)|really))*|i'?ll have a think\b[^.!?]{0,20}|[^.!?,]{0,24}\bbrb|(?:(?:hold|hang) on|(?:just )?(?:a|one|1|half a) (?:sec|second|moment|minute|min|tick|mo)|wait|brb|bear with me)\b[\W_]*(?:i(?:'?ve|'?ll)?\s+|let me\s+|lemme\s+|just\s+|im\s+|i'm\s+)*(?:gotta|got to|have to|need to|must|gonna|going to|just)?\s*(?:just\s+)?"
    + _MEANWHILE
    + r"[^.!?]{0,40}|(?:i(?:'?ve)?\s+)?(?:gotta|got to|need to|have to|better) (?:just )?"
    + _MEANWHILE
    + r"[^.!?]{0,40}|(?:hold|hang) on\W+(?:a (?:sec|second|moment|minute|min)\W*)?(?:my|the|someone|somebody|phone|door)\b[^.!?]{0,40}|hold on|hang on|wait|(?:wait |just |give me |gimme |hang on |hold on )*(?:a|one|another|a few|a couple of|two|five|ten|\d{1,2}) (?:sec|second|moment|minute|min|bit|mo|tick)s?|brb|be right back|bear with me|(?:(?:hold|hang) on\W+|wait\W+)?(?:(?:i'?m |im |we'?re )?still |i'?m |im )?(?:thinking|deciding|undecided|considering)|(?:(?:i'?m|im|we'?re|were) )?(?:(?:just|only) (?:looking|browsing|having a look|window shopping)|browsing)(?: (?:around|for now|at the moment|atm|mate))*|"
    r"(?:let me|lemme|(?:i'?m |we'?re |im )?(?:gonna|going to)|i(?:'?ll| will)(?: have to| need to)?|i(?: need to| have to| want to| must|'?d better)|we(?:'?ll| will)(?: have to| need to)?|we(?: need to| have to)) (?:think\b|discuss\b|get back\b|let you know\b|sleep on|talk (?:it|this|to my|with my|with the (?:wife|family|others|kids))\b|ask (?:my|her|him|them|the|around)\b|check (?:with|my|if|first)\b|check\W*$|(?:come|be|get) back(?: (?:later|tomorrow|to you|soon|in a bit))?\W*$)[^.!?]{0,50})"
    r"\W*(?:please|pls|sorry|thanks|first)?\W*",
    re.IGNORECASE,
)
WHICH = regex(
    r"\b(?:(?:the |their |his |her )?(?P<w>first|next|earliest|soonest|last|final|latest)|the (?P<c>earlier|sooner|later))\s+(?:[\w'’.-]+\s+){0,3}?(?:game|match|show|showing|concert|gig|night (?:of|in)|performance|date|home game|fixture|meeting|(?<=ier |ter |ner )(?:one|night|day|evening|afternoon)|(?<=iest |nest )(?:one|possible|available|night|you (?:have|got)))\b",
    re.IGNORECASE,
)
MORE = regex(
    r"\b(?:add(?:ing)?\s+)?(?P<pair>another (?:couple|pair|two|three|four|[2-4]))\b(?! (?:of )?(?:things?|questions?|minutes?|days?))|\b(?P<n>\d|one|two|three|four|five|another|an|a(?: couple| pair)?)\s+(?:more|extra|additional)\b(?!\s+(?:time|thing|question|minute|sec|option|chance|try|detail))"
    r"|\badd(?:ing)?\s+(?P<add>\d|one|two|three|four|another|a|an)\b(?!\s*(?:dollar|%))|\b(?P<other>another)\s+(?:ticket|seat|person)\b",
    re.IGNORECASE,
)
BESIDE = regex(
    r"\b(?:next to|beside|alongside|adjacent to|adjoining|with|near|close to|by|in the same row as)\s+(?:me|us|mine|ours|my|our|them|that|those|these|(?:the )?ones? (?:i|we)|where (?:i|we))\b|\bsame (?:row|section|area)\b|\bcoming (?:too|as well|along)\b",
    re.IGNORECASE,
)
FEWER = regex(
    r"\b(?:drop|lose|ditch|remove|scrap|take off|knock off|give back|cancel)\s+(?:just |only )?(?P<drop>\d|one|two|three|an?)(?: of (?:them|those|these|the (?:tickets|seats)))?(?: (?:tickets?|seats?|person|people))?\b(?!\s+(?:of my|and (?:find|show|look)))|"
    r"\b(?P<n>\d|one|two|three|four)\s+(?:less|fewer)\b|\bminus\s+(?P<minus>\d|one|two|three)\b"
    r"|\b(?P<out>one|two|1|2)\s+(?:of (?:us|them)\s+)?(?:just\s+)?(?:dropped out|can'?t (?:make it|come)|cancell?ed|bailed)\b",
    re.IGNORECASE,
)
PART_OF_THEM = regex(
    r"\b(?:half (?:of )?(?:that|those|them|as many|the (?:number|amount|tickets|seats|group))|(?P<twice>(?:double|twice) (?:that|those|as many|it|the (?:number|amount))))\b",
    re.IGNORECASE,
)
APPROVED = regex(
    r"\b(?:done|approved|confirmed|completed|finished|authori[sz]ed|verified|accepted|went through|it worked|did it|paid)\b(?! (?:with|waiting))",
    re.IGNORECASE,
)
RATHER_SEE = regex(
    r"\b(?:(?:i|we)(?:['’]?d| would) )?(?:rather|sooner|prefer to) (?:see|go|watch|have|do|get)\b|\b(?:i|we) prefer (?:that|her|him|them)\b",
    re.IGNORECASE,
)
WHAT_IF = regex(
    r"\b(?:what if (?:i|we) (?:take|took|go|went|sit|sat|get|got|choose|chose|pick|want|do|did)|(?:how|what) about|and (?:what )?in)\b",
    re.IGNORECASE,
)
GOES_ON = regex(
    rf"{WHAT_IF.pattern}|\b(?:show|give|find|get) (?:me|us)\b|\b(?:more|other) (?:seats|rows)\b", re.IGNORECASE
)
"""What is wanted after something was given up: "can't do Friday, what about Saturday?", "forget the rows, show me more seats"."""
IF_BOUGHT = regex(
    r"\bif (?:i|we) (?:buy|bought|get|got|book|booked|take|order)\b.*\b(?:return|refund|exchange|swap|cancel|transfer|give|money back)",
    re.IGNORECASE,
)
RATHER = regex(r"\b(?:instead|rather|and (?:then )?(?:give|get|book|find|make|do|buy|show))\b", re.IGNORECASE)
OURS = regex(r"\b(?:my|our)\b", re.IGNORECASE)
WHO_ARE_YOU = regex(
    r"\bis there (?:an? |any )?(?:real |actual |live |human )?(?:person|human|human being|someone|somebody|anyone|anybody|man|woman)\b(?![^.?!]*\b(?:talk|speak|call|help|ring)\b)[^.?!]{0,24}\b(?:typing|there|behind|end|side|reading|answering|writing|here|replying|awake)\b"
    r"|\bwho(?:'s| is| am i)\b[^.?!]{0,12}\b(?:typing|answering|writing|replying|talking to|chatting (?:to|with))\b"
    r"|\b(?:(?:are|r) (?:you|u)|(?<![a-z] )u(?= a\b)|is (?:this|that|it)|am i (?:talking|speaking|chatting|typing) (?:to|with)|do i have|have i got)\b[^.?!]{0,20}"
    r"\b(?:real|human|person|bot|robot|machine|computer|program|ai|a\.i\.|automated|someone|alive)\b",
    re.IGNORECASE,
)
PAID = regex(  # what the fan has paid for what they own
    r"\b(?:what|how much)\s+(?:money\s+)?(?:did|have|had|do)\s+(?:i|we)\s+(?:already\s+|actually\s+|end up\s+)?(?:pay|paid|paying|spend|spent|fork|shell|get charged|been charged)\b"
    r"|\b(?:what|how much)\s+(?:was|were|am|are)\s+(?:i|we)\s+(?:being\s+)?(?:charged|billed|debited)\b"
    r"|\b(?:what|how much)\s+(?:did|was|were)\s+(?:my|our)\b[^.?!]{0,30}\b(?:cost|tickets|seats|order|come to|booking)\b",
    re.IGNORECASE,
)
YET_TO_PAY = regex(
    r"\b(?:before|until|unless|when|once|if|after)\s+(?:i|we)(?:'ve| have|'d| would)?\s+(?:\w+ )?(?:pay|paid|check ?out|paying|book|buy|commit|confirm|order|go ahead)\b|\bbefore (?:paying|payment|checking out|booking|buying)\b",
    re.IGNORECASE,
)
SOMEBODYS = regex(r"\bcus_\w+", re.IGNORECASE)  # an account named by its id
MOVES_UP = regex(
    r"\b(?:move|bump|shift|scoot|shunt)\s+(?:me|us|my|our|the (?:two|three|four) of us)\b[^.?!]{0,30}\b(?:up|closer|forward|nearer|down (?:to|into)|front|better|into|to the)\b",
    re.IGNORECASE,
)
COMES_INSTEAD = regex(  # "something came up on Friday, could we come on Sunday instead?"
    r"\b(?:something(?:'s| has)? (?:came|come|cropped) up|(?:can'?t|cannot|won'?t|couldn'?t|unable to|not able to|no longer) (?:now )?(?:make|do|come|go|manage|attend|be there)|(?:not|no longer) free|busy|away|clash\w*|double[- ]booked|ill|sick|working)\b.{0,90}"
    r"\b(?:come|go|swap|switch|do|have|move|attend|see|visit|be there|join)\b.{0,50}\b(?:instead|rather)\b",
    re.IGNORECASE | re.DOTALL,
)
SHIFTS = regex(  # "can we move from the terrace to the stand", "shift us from the 9th to the 17th"
    r"\b(?:move|shift|switch|sw[ao]p|change|bump|hop)\b(?:\s+[^.?!]{1,40}?)?\s+from\s+(?:the\s+|section\s+|block\s+)?(?P<start>.{1,40}?)\s+(?:to|into|onto)\b",
    re.IGNORECASE,
)
MONEY_IF_AWAY = regex(  # "do I still get money for it if I don't go?"
    r"\b(?:get|see|have|be)\b[^.?!]{0,24}\b(?:money|cash|refund\w*|reimburs\w*|anything back)\b[^.?!]*\bif (?:i|we|one of us|my \w+) (?:don'?t|can'?t|cannot|do not|won'?t|didn'?t|couldn'?t|doesn'?t|miss\w*|skip)\b",
    re.IGNORECASE,
)
BECOMES = regex(  # "I booked the 9th but need the 11th", "could my tickets become tickets for the 15th?"
    r"\b(?:(?:i|we)(?:'ve| have)?\s+(?:booked|bought|ordered|got|reserved)|(?:my|our)\b[^.?!]{0,30}\b(?:tickets?|seats?|booking|order))\b.*\b(?:but|become|became|turned? into|instead|rather|wrong|meant|should(?:'ve| have)? be)",
    re.IGNORECASE | re.DOTALL,
)
OF_OWN = regex(
    r"\b(?:my|our|mine|ours|orders?|bookings?|booked|bought|purchas\w*|paid|pay|charged|receipts?|invoice|qr|barcode|confirmation|reservations?|resend|account|history|(?:i|we)(?:'ve| have)|(?:have|did|do|am|are|was|were) (?:i|we)|me buying)\b",
    re.IGNORECASE,
)
BETTER_ONES = regex(
    r"\b(?:better|closer|nearer|superior|fancier|posher) (?:ones?|seats?|places?|spots?|view|tickets?)\b|\bupgrad\w*\b|\b(?:closer|nearer) to the\b|\bmove (?:up|forward|closer)\b",
    re.IGNORECASE,
)
TAKES_OFF = regex(
    r"\b(?:take|knock)\s+(?:just |only )?(?:one|two|three|four|an?|\d)\b(?: (?:tickets?|seats?|of (?:them|those|these|the \w+)))?\s+off\b|\b(?:take|knock) off (?:just |only )?(?:one|two|three|four|a (?:ticket|seat)|\d)\b"
    r"|\b(?:drop|lose|remove|scrap|cancel)\s+(?:just |only )?(?:one|two|three|four|a (?:ticket|seat)|\d)\b",
    re.IGNORECASE,
)
GETS_TICKETS = regex(
    r"\bhow\b[^.?!]{0,12}\b(?:do|will|can|should|would) (?:i|we)\b[^.?!]{0,12}\b(?:get|receive|access|download|collect|open|find|see)\b[^.?!]{0,12}\b(?:my|the|our|these|those) (?:e-?)?tickets?\b"
    r"(?! (?:for|to|in|at|on)\b)|\bwhere (?:are|do i (?:get|find)) (?:my|the|our) tickets\b",
    re.IGNORECASE,
)
ONLY_ASKS = regex(
    r"\W*(?:(?:no|nah|oh|sorry|hang on|wait|i mean|i meant|lol|haha)\W+)*(?:i haven'?t (?:bought|booked) (?:anything|any)(?: yet)?\W+)?(?:i(?:'m| am| was)|im|we(?:'re| are| were))?\s*(?:just|only|simply) (?:asking|wondering|curious|checking)"
    r"(?: (?:about|for|what|how|the|your|if i (?:can|could)|swapping|refunds?|exchanges?|transfers?|upgrades?|rules?|policy|is|are|it works|in general))*(?:\W+(?:i'?m|im|we'?re) not a customer(?: yet)?)?\W*",
    re.IGNORECASE,
)
SAME_NIGHT = regex(r"(?<!not )(?<!not the )\bsame (?:night|evening|date|match|game)\b(?! as\b)", re.IGNORECASE)
ANYWHERE = regex(
    r"\b(?:any (?:section|area|level|part|tier|block|stand)(?! (?:of|in)\b)|any seats?(?=\W*$| (?:you have|you'?ve got|at all|will do|is fine|are fine)\b)|anywhere|wherever|doesn'?t matter where|don'?t (?:mind|care) where|not (?:just|only) (?:the )?\w+)\b",
    re.IGNORECASE,
)
GONE_BY = regex(  # "the match last Tuesday", "yesterday's show"
    r"\b(?:games?|match(?:es)?|shows?|concerts?|gigs?|plays?|performances?|fixture) (?:from |on |of )?(?:last (?!one\b)\w+|yesterday)\b"
    r"|\b(?:last night|yesterday|last \w+day)'?s (?:game|match|show|concert|gig|play|performance|fixture)\b",
    re.IGNORECASE,
)
HOW_MUCH_BACK = regex(
    r"\b(?:how much|what)\b[^.?!]{0,16}\b(?:would|will|do|can|could|should|might|am|are) (?:i|we)\b[^.?!]{0,16}\b(?:get|getting|have|receive|see|be (?:paid|given))\b[^.?!]{0,24}\b(?:back|refunded?|for (?:my|our))\b"
    r"|\bif (?:i|we) (?:return|returned|cancel|cancelled|canceled|refund|refunded|gave|give|hand|send|sent)\b[^?!]{0,50}\bhow much\b|\bhow much\b[^.?!]{0,30}\bif (?:i|we|you) (?:return|cancel|refund|g[ai]ve)\w*\b"
    r"|\bhow much (?:is|would be|of) (?:my|our|the) (?:refund|money back)\b|\bhow much\b[^.?!]{0,16}\b(?:would|will|do|could|am) (?:i|we)\b[^.?!]{0,10}\b(?:lose|losing)\b(?![^.?!]*\b(?:swap|switch|exchang|upgrad|mov|chang)\w*)"
    r"|\bhow much\b[^.?!]{0,20}\b(?:see|get|have|claw|be)\b[^.?!]{0,12}\bof (?:my|our|the) (?:money|dosh|cash)\b|\bwhat do (?:i|we) get back\b",
    re.IGNORECASE,
)
A_SHOW = regex(r"\b(?:shows?|games?|match(?:es)?|concerts?|gigs?|plays?|performances?|fixture|ones?)\b", re.IGNORECASE)
ELSEWHERE = regex(
    r"\b(?:sit|seats?|be|move|places?)\b[^.?!]{0,24}\b(?:else(?:where)?|different|other)\b|\b(?:other|different) seats\b",
    re.IGNORECASE,
)
OF_BEFORE = regex(  # of something bought before this
    r"\b(?:orders?|bookings?|bought|booked|paid|purchased|last (?:week|month|year|time|night)|previous|earlier|other tickets|already)\b",
    re.IGNORECASE,
)
SUPPOSES = regex(
    r"\b(?:if(?! poss)|what happens|in case|later|afterwards?|policy|rules?|(?<!if )possible|allowed|able to|how (?:do|does|would)|refundable|exchangeable)\b",
    re.IGNORECASE,
)
NEEDS = regex(  # how somebody is, told for the seats they need and not to complain
    r"\b(?:deaf|hard of hearing|hearing (?:aids?|loss|impaired)|blind|partially sighted|sight|autis\w+|adhd|sensory|dementia|alzheimer\w*|anxi\w+|panic|claustrophob\w+|epilep\w+|asthma\w*|pregnan\w+|disab\w+|wheel\s?chair|knees?|hips?|legs?|ankle|back pain|bad back|stairs|steps|crutches|stroke|overwhelm\w+|frail|arthritis|diabet\w+|ms|parkinson\w*|down'?s syndrome|tall)\b",
    re.IGNORECASE,
)
WRONGED = regex(
    r"\b(?:terrible|awful|disgrac\w+|ridiculous|unacceptable|complain\w*|never again|rude\w*|refus\w+|broken|wasn'?t|weren'?t|didn'?t|couldn'?t|nobody|no one|ignored|fell|hurt|angry|upset|appall\w+|disappoint\w+|shame\w*|discriminat\w+|useless|worst|livid|furious|fuming|raging|seething|gutted|shov\w+|punch\w*|grabbed|laughed|sw[eo]re at|sworn at|shouted|spat|bruis\w+|assault\w*)\b",
    re.IGNORECASE,
)
SITTING = regex(
    r"\b(?:where|which (?:seats?|row|section|block|gate))\b[^.?!]{0,12}\b(?:are|am|is|do|will|were|have) (?:we|i|my|our)\b[^.?!]{0,20}\b(?:sit|sitting|seat|seats|seated|sat)\b"
    r"|\b(?:where|what|which|wheres|whats)(?:'?s| are| is| were)? (?:my|our) (?:seats?|row|section|block)\b",
    re.IGNORECASE,
)
OUR_SHOW = regex(
    r"\b(?:my|our) (?:\w+ )?(?:show|concert|game|match|gig|play|event|performance|ballet|opera|musical)\b",
    re.IGNORECASE,
)
CHARGED = regex(
    r"\b(?:was|were|has|have|did|is|am|are|been)\b[^.?!]{0,25}\b(?:charged|debited|billed)\b|\b(?:money|payment)\b[^.?!]{0,15}\b(?:taken|go(?:ne|ne)? through|gone out|left)\b",
    re.IGNORECASE,
)
PRICED = regex(
    r"\b(?:how much|price[ds]?|prices|cost(?:s|ing)?|least (?:that )?(?:i|we|you) (?:can|could|have to|must) pay|what (?:do|does|would|are|is)\b[^.?!]{0,40}\b(?:go for|cost|come to|set me back))\b",
    re.IGNORECASE,
)
GROUP_TERMS = regex(
    r"\bhow (?:can|do|does|could|would) (?:one person|someone|somebody|i|we|you) (?:buy|book|order|get)\b[^.?!,]{0,24}\bfor (?:a )?(?:big |large |whole )?(?:groups?|party|parties|lots? of people)\b|\b(?:group|school|coach|bulk|corporate|company) (?:bookings?|discounts?|rates?|prices?|pricing|deals?|offers?|reductions?|tickets|trips?|outings?|visits?)\b|\bdiscounts? for (?:a )?(?:groups?|large|big)\b",
    re.IGNORECASE,
)
TOO_MUCH = regex(
    r"\b(?:twice|double|two times|again|over ?charged|too much|wrong(?:ly)?|why|more than)\b", re.IGNORECASE
)
OTHER_NIGHT = regex(
    r"\b(?:the )?(?P<w>(?:next|following|previous|same|that same)(?= (?:night|evening|day|afternoon|date)\b)|(?<!any )(?<!every )(?:night|evening|day)(?= (?:after|before)(?!\s+(?:the|my|our|christmas|xmas|boxing|halloween|new|\w+day|\d)\b)))\s+(?P<r>night|evening|day|afternoon|date|after|before)\b",
    re.IGNORECASE,
)
ANOTHER_CARD = regex(
    r"\b(?:try|use|pay with|put it on|do)\b[^.?!]{0,16}\b(?:my |the |a )?(?:other|another|different|new|second|husband'?s|wife'?s|partner'?s) card\b",
    re.IGNORECASE,
)
NO_THANKS = regex(r"\b(?:no|nah),? (?:thanks|thank you|thx|ta|cheers)(?: then| anyway| though)*\W*$", re.IGNORECASE)
WITHIN_BUDGET = regex(
    r"\b(?:within|under|inside|below|in|on|for|over|same|keep(?:ing)? to) (?:that |the |my |our |this |same ){0,2}(?:budget|limit|price|money|amount)\b",
    re.IGNORECASE,
)
