"""Turns of phrase that claim a deed without naming it: "you're all set", "here are your tickets", "I got you two seats".

Plain data for `assertions`; decides nothing.
"""

import re

from willcall.understanding.patterns import regex

# Turns of phrase that claim a deed without its verb: pattern, kinds, whether "will" or "should" leaves it a claim.
_TICKETS = r"(?:e-?)?(?:tickets?|seats?|passes|confirmation|receipt|qr codes?|pdfs?)"
_THING = r"(?:tickets?|seats?|order|booking|purchase|reservation|payment|upgrade|exchange|transfer|refund|money|cancellation)"
_AWHILE = r"(?:until|till|while|for (?:(?:up to|about|another|the next) )?(?:\w+ )?(?:minutes?|seconds?|moment)\b)"
PHRASES: list[tuple[re.Pattern[str], frozenset[str], bool]] = [
    (regex(pattern), frozenset(kinds.split()), future)
    for pattern, kinds, future in (
        (
            r"\b(?:you|we|it|everything|that|all|they|things) (?:is|are) (?:now |both |officially |already )*(?:all |good |completely )*(?:set|sorted|done|locked in|good to go|squared away|taken care of|in the bag|in the books|a done deal|wrapped up|ready to go|in place)\b",
            "money",
            False,
        ),
        (r"\b(?:all|everything) (?:set|sorted|done|taken care of|squared away|locked in|wrapped up)\b", "money", False),
        (
            r"^(?:and |so |okay |ok |great |perfect |there |well )*(?:all )?(?:done|success|sorted|boom|bingo|voila|voilà|it is done|done and dusted|done deal|mission accomplished|consider it done|listo|hecho|erledigt|c'est fait|fertig)(?: for you| now)?$",
            "any",
            False,
        ),
        (
            r"\b(?:consider (?:it|them|your \w+) \w+|deal is (?:done|sealed|closed)|mission accomplished|took care of|taken care of|went ahead and|gone ahead and|went ahead with|gone ahead with|made it happen|worked my magic|pulled the trigger)\b",
            "money",
            False,
        ),
        (
            rf"\b(?:your|the|a|an) (?:new |mobile |digital |upgraded |two |\d+ )*{_TICKETS} (?:is|are|have|has|were|was|just)(?: now| all| already| just| been)* (?:on (?:the|its|their) way|in your|attached|waiting (?:for you|in)|headed|heading|coming|arriv\w+|landed|available in your|ready|good to go|below|here)\b",
            "deliver",
            True,
        ),
        (
            rf"\b(?:here|attached|enclosed|below) (?:is|are)(?: all)? your (?:new |mobile |digital |upgraded |two |\d+ |order )*{_TICKETS}\b(?! options?| choices?| map| selection| plan)",
            "deliver",
            False,
        ),
        (
            rf"\b(?:check|look in|see|open) your (?:e-?mail|inbox|phone|account|wallet|messages)\b.{{0,40}}\b(?:{_TICKETS}|them|it|details)?",
            "deliver",
            True,
        ),
        (
            rf"\byou (?:will|should|are going to|can expect to) (?:soon |shortly |now |also )*(?:get|receive|see|find|have)(?: an?| your| the| all)?(?: \w+){{0,2}} (?:{_TICKETS}|e-?mail|refund|money|credit|charge)\b",
            "deliver refund",
            True,
        ),
        (
            rf"\b(?:your|the) (?:\w+ ){{0,2}}(?:{_TICKETS}|refund|money|credit|e-?mail) (?:will|should|is going to|is due to) (?:soon |shortly |also |then )*(?:arrive|be (?:there|with you|in your|sent|emailed|delivered|waiting|back|credited|on your|available|issued|posted|returned)|show up|appear|reach|land|hit|come|post|pop up|go back)\b",
            "deliver refund",
            True,
        ),
        (
            r"\bexpect (?:your|the|a|to see) (?:\w+ ){0,2}(?:refund|tickets?|money|credit|confirmation|email|e-mail|charge)\b",
            "deliver refund",
            True,
        ),
        (
            r"\b(?:on (?:its|the) way back (?:to|on)|back (?:on|in|to) your (?:card|account|bank|wallet)|headed back to your|winging its way)\b",
            "refund",
            True,
        ),
        (
            r"\b(?:payment|charge|purchase|order|booking|transaction|sale|card)(?: \w+){0,3} (?:went|gone|goes|came|come) (?:right |straight |all )?through\b",
            "charge",
            False,
        ),
        (
            r"\b(?:refund|upgrade|exchange|transfer|cancell?ation|swap)(?: \w+){0,3} (?:went|gone|goes|came|come) (?:right |straight |all )?through\b",
            "money",
            False,
        ),
        (
            r"\b(?:it|that|everything|all) (?:has |have |all )?(?:went|gone) (?:right |straight |all )?through\b",
            "money",
            False,
        ),
        (
            rf"\b(?:your|the|this|that|both|all) (?:\w+ ){{0,3}}{_THING} (?:is|are|was|were|has|have)(?: now| been| all| both| officially| already| just| \w+ly)* (?:yours|final|official|locked|guaranteed|safe|set|sorted|done|active|complete|successful|in the bag|underway|in progress|on (?:its|their|the) way|good to go|in effect|good|live|through|ready)\b(?! to| until| for| at)",
            "money",
            False,
        ),
        (
            rf"\b(?:{_THING}(?: (?:for|on|in|at) \w+)?|it|they|those|these|that|both|all) (?:is|are) (?:now |all |officially )*yours\b(?! {_AWHILE})",
            "purchase",
            False,
        ),
        (
            rf"\b(?:{_THING}|it|they|those|these|that|both|all) (?:is|are) (?:now |all |still )*yours {_AWHILE}",
            "hold",
            False,
        ),
        (
            r"\b(?:i|we) (?:just |have |now |already |did |also |managed to |was able to |were able to )*(?:got|get|grab|snag|score|nab|book|secure|reserve|put|landed|locked|lined|picked|hooked|place|buy|purchase|refund|cancel|upgrade|exchange|swap|transfer|process|complete|finalize|issue|send|charge|move|switch) (?:in |up |aside |down |through )?(?:you|your|both|those|these|the|them|two|three|four|five|six|\d+|that|it)\b",
            "act",
            False,
        ),
        (
            r"\byou (?:now |just |already |have |successfully )*(?:own|got|have got|hold|scored|snagged|have) (?:yourself |yourselves )?(?:your |the |those |these |both |\d+ |two |three |four |five |six |seven |eight |great |a pair of |new )+(?:\w+ )?(?:tickets?|seats?|passes)\b",
            "own",
            False,
        ),
        (
            r"\byou are (?:now |officially |both |all )*(?:going to (?:the|see|watch|be (?:there|sitting|seated))|in!?$|going!?$|in for\b|sitting in|seated in|moved to|now in|attending|off to the|in section|in row|in seats?|off the hook|through|registered|enrolled|good$|good now|covered|locked in)",
            "purchase exchange upgrade",
            False,
        ),
        (
            r"\b(?:enjoy (?:the|your) (?:show|game|match|concert|event|evening|night|seats|new seats|tickets|upgrade)|see you (?:at|there|in|on|tonight|tomorrow)|have (?:fun|a great time|a blast|a good time) at)\b",
            "purchase",
            False,
        ),
        (
            r"\b(?:your|the|order|booking) (?:order|booking|confirmation|reservation|purchase|transaction|reference|refund)?\s?(?:number|no|id|code|reference|ref) (?:is|:|#)",
            "purchase refund case",
            False,
        ),
        (
            r"\b(?:i|we|you)(?: have)?(?: now| just)? (?:finished|completed|wrapped up|closed) (?:the |your )?(?:checkout|purchase|booking|order|payment|deal|sale)\b",
            "purchase",
            False,
        ),
        (
            r"\b(?:congratulations|congrats)\b(?=.{0,40}\b(?:tickets?|seats?|purchase|booking|order|upgrade|going)\b)",
            "purchase upgrade exchange",
            False,
        ),
        (
            r"\b(?:upgraded?|booking|purchase|order|payment|refund|exchange|transfer|cancell?ation|reservation|checkout)(?: \w+)?(?: status)? ?(?:\||:|=|-|–|—|→)* ?(?:✅|✔|☑|👍|🎉|ok\b|okay\b|yes\b|done\b|success\b)",
            "money",
            False,
        ),
        (
            r"\b(?:on hold|set aside|put aside|holding (?:them|those|these|the|your|two|both|\d)|with your name on|earmarked)\b",
            "hold",
            False,
        ),
        (
            r"\byour (?:card|account|bank|paypal)(?: \w+){0,3} (?:shows|reflects|was hit)\b|\b(?:charge|payment) is (?:now |already )?(?:on|in|from) your\b",
            "charge refund",
            False,
        ),
        (r"\b(?:sale|order|booking|purchase) is final\b", "purchase", False),
        (r"\b(?:no longer (?:have|own|hold)|nothing (?:more|else|left) to (?:pay|do))\b", "money", False),
        (
            r"\b(?:thank you|thanks) for (?:your (?:purchase|order|booking|payment|reservation)|buying|booking|purchasing|ordering|paying)\b",
            "purchase",
            False,
        ),
        (
            r"\b(?:tickets?|seats?|they|these|those|it) (?:now )?belongs? to you\b|\b(?:proud|new|the) (?:new )?owners?\b",
            "purchase",
            False,
        ),
        (r"^(?:got|bagged|nailed|scored|grabbed) (?:them|'?em|those|both)$", "purchase hold", False),
        (
            r"\b(?:it|that|the (?:total|amount|charge|payment)) is (?:now |already )?on your (?:card|account|bill)\b",
            "charge",
            False,
        ),
        (
            r"\byou (?:have |have got |got |now have |already have |already got )(?:your |the |all your )?money back\b",
            "refund",
            False,
        ),
        (
            r"\b(?:you have(?: got)?|there is|you got) (?:a|your|the) (?:full |partial )?refund (?:coming|on|waiting|heading|due|pending|in)\b",
            "refund",
            False,
        ),
        (
            r"\b(?:refund|payment|order|exchange|transfer|upgrade) is (?:now )?in (?:process|the works|motion|hand)\b",
            "money",
            False,
        ),
        (
            r"\b(?:look out|watch out|keep an eye out) for your (?:e-)?tickets\b|\byou can now (?:find|download|view|see|access|use|print) (?:your|the) (?:e-)?tickets\b|\btickets (?:can|may) now be\b|\btickets (?:are|is) now (?:available|live|downloadable)\b|\bdownload (?:them|your tickets) (?:right )?now\b|\bdownloaded from your account now\b",
            "deliver",
            True,
        ),
        (
            r"\b(?:bank|card|account|statement) (?:will|should) (?:soon )?(?:show|reflect|list|display) (?:the|a|your) (?:\w+ )?(?:credit|refund)\b",
            "refund",
            True,
        ),
        (
            r"\byour (?:\w+ )?(?:tickets?|orders?|booking|seats?) (?:(?:is|are) now|now (?:is|are)) (?:for|on|in|at)\b",
            "exchange upgrade",
            False,
        ),
        (r"\byou are (?:now|officially|all) going\b|\byou are off to\b", "purchase exchange", False),
        (
            r"\btickets? (?:is|are) (?:now )?with (?!you\b)\w+(?: now)?$|\b(?!(?:nobody|no|who|everyone|each|one)\b)\w+ (?:now has|has now|has) (?:got )?(?:the|your|both) tickets\b",
            "transfer",
            False,
        ),
        (r"\bthere is (?:now )?a hold on\b", "hold", False),
        (
            r"\b(?:it|booking|order|everything|refund|payment)(?: \w+)? is (?:now |already )?in the system\b",
            "money",
            False,
        ),
        (r"\blook(?:ing)? forward to (?:seeing|welcoming|having|hosting) you\b", "purchase", False),
        (
            r"\b(?:charge|payment|money) (?:went|has gone|was made) (?:to|on|against|from|through) (?:your|the)\b",
            "charge",
            False,
        ),
        (
            r"\b(?:you|your (?:card|account|order|tickets?|money|payment)) will (?:\w+ )?be (?:fully |promptly )?(?:refunded|reimbursed|credited|returned|paid back) (?:within|in|by|soon|shortly|tomorrow|today|over the)\b",
            "refund",
            True,
        ),
        (
            r"\b(?!you\b)\w+ will (?:soon |now )?(?:get|receive) (?:the|your|both) tickets\b",
            "transfer",
            True,
        ),
        (
            r"\b(?:someone|somebody|a person|a colleague|a manager|an agent|our team|the team|a human|staff)(?: \w+){0,3} will (?:\w+ )?(?:call|contact|reach|get back|be in touch|email|phone|reply|join|get in touch)\b",
            "case",
            True,
        ),
        (
            r"\b(?:wallet|account|inbox|phone|app) (?:now |already )?(?:contains?|has|holds?|shows?)\b|\btickets? have (?:now |just )?(?:landed|arrived)\b",
            "deliver",
            False,
        ),
        (
            r"\bdate (?:on|of) your (?:tickets?|order|booking) is now\b|\byou now sit\b|\byou are now an? (?:vip|premium)\b|\byou have new seats\b",
            "exchange upgrade",
            False,
        ),
        (
            r"\byour (?:order|booking|reservation) (?:no longer exists|is gone|is history)\b",
            "cancel",
            False,
        ),
        (r"\bis now the (?:holder|owner)\b", "transfer", False),
        (
            r"\b(?:order|booking|purchase|payment) is in(?: \w+ dollars)?$|\brequest is (?:complete|done|fulfilled)\b|\b(?:money|payment|amount) has left\b|\bwe have your payment\b|\bpayment of [\w ]+ is in\b",
            "money",
            False,
        ),
        (
            r"\bseats (?:await|are waiting for) (?:you\b|$)|\bseats await$|\bgot you in\b|\byou are (?:on the list|good for)\b",
            "purchase",
            False,
        ),
        (r"\blet (?:the|my|our) (?:\w+ )?(?:manager|venue|office|team|staff|colleagues?) know\b", "case", False),
        (
            r"^(?:yes |yep |yeah |sure |indeed |of course )?(?:i|we) (?:just |already )?(?:did|have)(?: (?:it|so|that))?$",
            "any",
            False,
        ),
        (r"\b(?:in your name|under your name|on your behalf)\b", "money", False),
        (
            r"\bi (?:hereby |now |do |will now )*(?:book|refund|charge|upgrade|cancel|exchange|transfer|confirm|reserve|process) (?:you|your|it|them|this|these|the|that)\b",
            "act",
            False,
        ),
    )
]

# Who acts on money in these must show a receipt of that kind.
ACTS = {
    "got": "purchase hold",
    "get": "purchase hold",
    "grab": "purchase hold",
    "snag": "purchase hold",
    "score": "purchase hold",
    "nab": "purchase hold",
    "put": "hold",
    "landed": "purchase",
    "locked": "purchase",
    "lined": "purchase hold",
    "picked": "hold purchase seen",
    "hooked": "purchase",
    "place": "purchase",
    "buy": "purchase",
    "purchase": "purchase",
    "book": "purchase",
    "secure": "purchase",
    "reserve": "hold purchase",
    "refund": "refund",
    "charge": "charge",
    "upgrade": "upgrade",
    "cancel": "cancel",
    "exchange": "exchange",
    "transfer": "transfer",
    "confirm": "money",
    "process": "money",
    "swap": "exchange",
    "switch": "exchange",
    "move": "exchange upgrade",
    "send": "deliver",
    "complete": "money",
    "finalize": "money",
    "issue": "money",
}

GERUNDS = {
    "booking": "purchase",
    "buying": "purchase",
    "purchasing": "purchase",
    "ordering": "purchase",
    "reserving": "hold purchase",
    "securing": "purchase",
    "charging": "charge",
    "refunding": "refund",
    "reimbursing": "refund",
    "upgrading": "upgrade",
    "exchanging": "exchange",
    "swapping": "exchange",
    "switching": "exchange",
    "transferring": "transfer",
    "cancelling": "cancel",
    "canceling": "cancel",
    "processing": "money",
    "finalizing": "money",
    "finalising": "money",
    "confirming": "money",
    "placing": "purchase",
    "issuing": "refund deliver",
    "holding": "hold",
    "sending": "deliver",
    "emailing": "deliver",
    "completing": "money",
    "moving": "exchange",
    "crediting": "refund",
    "executing": "money",
    "submitting": "money",
}
