"""Yes and no. This gates money: `plain_yes` is true only when every word of a message belongs to a plain yes.

It works by exclusion. A message is cut into known phrases, as few as possible; a word that belongs to none (a number, a name,
"but", "instead", "cancel") makes it no answer. What is left must say yes on its own: words that agree (`_CLEAR`), or praise of
what was offered (`_ASSENT`) with no taking leave beside it. Thanks, manners and small words (`_FILL`) change nothing. The
phrases are data below: `{a|b|}` stands for each of its parts, `<it>` for what was offered. It does not know what was asked.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from willcall.understanding.ordinary import ORDINARY
from willcall.understanding.patterns import regex
from willcall.understanding.text import plain

Answer = Literal["yes", "no", "mixed", "none"]
LONGEST = 120  # nobody says a plain yes in more characters
_LONGEST_PHRASE = 9  # words
_CLEAR, _EASY, _ASSENT, _CLOSE, _FILL, _BESIDE, _NO, _VOID = (
    "clear", "easy", "assent", "close", "fill", "beside", "no", "void",
)  # fmt: skip

_PARTS = {
    "it": "it|them|that|this|those|these|both|em|'em|that one|this one|those ones|these ones|all of it|all of them|both of them",
    "order": "order|purchase|booking|reservation|payment",
}
# Agreeing, whatever was asked.
_YES = """
    yes|yeah|yep|yup|yessir|yes sir|yes ma'am|yh|ya|yass|aye|y|si|oui|claro|ja|jawohl|na klar|naturlich|vale|dale|d'accord|uh-huh|uh huh|mhm|mm-hmm|mm hmm|correct|100%|👍|✅|✔|👌|🙌|🆗
    sure|sure thing|of course|of-course|ofc|deffo|defo|certainly|absolutely|definitely|totally|affirmative|indeed|for sure|most certainly|very much so|you bet|you betcha|by all means
    {hell|heck} {yes|yeah}|with pleasure|gladly|yes {i am|it is|i do|i would|it does|it would|they are|we do|we would}|{yes |}i {do|am}|i am sure|i'm sure
    confirm|confirmed|confirm {<it>|all|it all|the same|the details}|{i|we} confirm|{i|we} {confirm|approve|accept|agree to} {all of |}{<it>|all|it all|that all|the same}|i {can|hereby} confirm|i can confirm <it>
    {that is|that's|it is|it's|} confirmed to proceed|{you can|you may|please} {proceed|continue}|{proceed|continue} with {<it>}|proceed further|permission granted
    go {ahead|for it}|{fire|steam|power} ahead|proceed|go ahead with {<it>|the transaction}|go with <it>|{you have|you've got} my {ok|okay|permission|blessing|consent}
    {do|process|finalize|finalise|complete} <it>|do it up|make it {so|happen}|make <it> mine|let's {go|go for it|go ahead|go with <it>|do <it>}|{yes|yeah|yep|ok|okay} to {<it>|all of that}|let us {do <it>|go ahead|go with <it>}|lock {it|them|that|those|these} in
    please do|please {confirm|proceed|continue}|i {agree|accept|approve|consent}|agreed|accepted|approved|deal|it's a deal|pull the trigger|{count|deal} {me|us} in|lock it in|sign {me|us} up
    {i'm|i am|we're|we are} {in|down|game|on board|sold|happy to proceed}|{i'm|i am|we're|we are} down with that|make it official
    {dae|dee} {it|that|them}|aye dae it|kar do|kardo|haan bhai
    yip|yuss|yarp|ayup|yup yup|bet|aye aye|okie dokie|okey dokey|okily dokily|sold|done deal|pop {it|them|me} through|get {it|them} booked|{kindly |}do the needful|{kindly|please} process|haan|haan ji|hanji|ji haan|ji|theek hai|thik hai|accha|acha|can can|ok {la|lah}|ya lah|tamam|vamos|andale|oui oui|{yes|yeah|ok|please} do|{yes|yeah|yep|yup|ya|ja|aye|ok|okay|sure} go
"""
# Said lightly, or only "go on talking": agrees where a payment still follows, not where the yes itself is the deed.
_LIGHTLY = """
    {oh |}very well then|{oh |}very well|i said yes|sound|sound as a pound|go on|carry on|{please |}carry on with {<it>}|keep going|continue|{oh|sure|yeah|well|ok|go on} why not|too easy|give it a go|have at it|say no more|hit it|let's {roll|goo|gooo|goooo|get it}|{get|sort} {it|them|me|us} {sorted|sorted out|out}|sort {it|them} {for {me|us}|}|you know it|{oh|ah|well|sure|} go on then|go on so|say less|too right|fire {away|ahead}|crack on|work away|drive on
"""
# Praise of what was offered: a yes where a yes was asked for, unless the fan is taking leave.
_PRAISE = """
    ok|okay|okay {dokey|dokie}|righto|yeah righto|satisfactory|{ok|okay|fine|happy} with {<it>}|fine|alright|all right|aight|alrighty|righty oh|grand|grand job|happy days|roger|roger that|right|exactly|perfect|perfekt|genau|spot on|perfecto|good enough|works|works {for|to} {me|us}|fine {by|with} {me|us}
    {i'm|i am|we're|we are} {good|happy|ok|okay|fine|cool|pleased|satisfied} with {that|it|this}|sounds like {a plan|a good plan|a winner|a deal}
    {you|you've|you have} {got|have} {it|that} {right|correct|all right}|you have it {right|correct|all right|all correct}|{you're|you are} {right|correct|exactly right}|you {got|nailed} it|you got it right
    that's {it|the one|exactly it|the plan|my order|a deal|just the ticket} then|{that's|that is|it's|it is} {the one|exactly it|the plan|my order|a deal|just the ticket|a win}|that is also it
    {that's|that is|this is|it's|it is|those are|they're|they are} {exactly |just |}what {i|we} {want|need|asked for|said|ordered|would like}
    {that's|that is} {exactly |just |}what i'm looking for|exactly what {i|we} {want|need|asked for}|that's {all |}right
"""
# Leave-taking. "Yes, that's all" agrees; "perfect, that's all" may as well be goodbye.
_LEAVING = """
    that's all|that is all|that was all|that'd be all|that {will|would} be {all|it|everything}|that'll be {all|it|everything}|that's {it|everything}|that is {it|everything}|{that'll|that will|that should} do it
    {that's|that is} {all|everything} {i|we} {need|needed|want|wanted}|{i'm|i am|we're|we are} all set|all set|that's all for {now|today|me}|nothing else|it's all
"""
# Beside praise these take leave too, and they refuse nothing.
_PARTING = """
    i see|i understand|understood|got it|gotcha|{that's|thats|that is} clear|good to go|{we're|we are|i'm|i am} good to go|good job|you've been {very |so |}helpful|{thanks|thank you} {again|{very much |so much |a lot |}for {your help|all your help|the help|your time|everything}}
    {that's|that is|this is|it's|it is} {exactly |just |}what {i|we} {wanted|needed|was looking for|were looking for|am looking for}
"""
# Thanks, manners, leads and small words, which neither agree nor refuse.
_SMALL = """
    please|kindly|bitte|danke|por favor|gracias|merci|thanks|thank you|thanks {a lot|so much|a bunch|much|a mill|a million|a mil|a ton|very much}|thank you {so much|very much}|ty|so much|very much|a lot|cheers|much appreciated|i appreciate it
    {thanks|thank you|cheers|ta|thx} for {the|your|all the|all your} {help|patience|time|info|trouble}|{no need to|stop|don't} {ask|asking|keep asking}|will {ya|you}
    man|mate|buddy|dude|bro|sir|ma'am|madam|friend|my friend|pal|boss|honey|dear|my dear|my love|love|sweetie|then|now|right now|right away|immediately|straight away|just|oh|ooh|ah|aha|well|so|and|hey|hi|hello|too|also|as well|all|right then|ok so
    ta|lovely jubbly|lovely stuff|beaut|anyway|anyways|no issue|great|cool|awesome|nice|lovely|excellent|wonderful|amazing|brilliant|good|super|sweet|fantastic|beautiful|fabulous|wow|yay|haha|hehe|lol|woohoo|woo|yippee|finally|hooray|exciting|great stuff
    for {me|us}|to {me|us}|with {me|us}|by {me|us}|i'd|i would|we would|we'd|i'll|i will|we'll|we will|{i|we} shall|i'm going to|i am going to|{i|we} {want|need} {to|too}|{i'd|i would|we'd|we would} {like|love}|{i'd|i would|we'd|we would} {like|love} {to|too}|{i'd|i would|we'd|we would} {like|love} {that|it|this}
    {she|he|they|we|my wife|my husband|my mum|my mom|my dad|the kids|everyone|everybody}{'ll| will} {love|like|enjoy} {it|that|this|them}|love {it|that|this}|i {like|love} {it|that|this|that one|this one|the sound of that|the sound of it|how that sounds}|let's|you can|you may|feel free|feel free to|so excited|i'm {so |very |}{excited|happy}|can't wait|we can't wait|i can't wait|all good|all good {with|for|by} {me|us}|no {problem|problems|worries|issues}|why not
    x|xx|xxx|asb|asseblief|dankie|lekker|very good|{i'm|i am|we're|we are} {so |very |really |}{excited|happy|pleased|looking forward to it}|so looking forward to it|at last|bhai|yaar|mate x|hun x|jaan
    {she|he|they|my wife|my husband|my mum|my mom|my dad|my partner|my boss|my friend|the wife|the missus|the husband|the kids|the boss|dad|mum|mom|everyone|everybody|all of us} {is|are|'s|'re} {happy|fine|ok|okay|good|in|up for it|keen}{ with {it|that|this}|}
    ta very much|ta love|done|right done|sweet as|sweet as bro|good as gold|chur|chur bro|ka pai|kia ora|choice|mint|class|lush|ace|magic|champion|smashing|sorted|ripper|bonza|beauty|you beauty|cracking|top banana|jolly good|fair enough|fair dos|fair play|fab|no dramas|legend|nice one|get in|oh well|eh|innit|bruv|fam|hun|love
    the same|this|that|it|that one|this one|the one|to a tee|🎉|😀|😊|🙂|😄|😁|😃|😍|😎|🤗|🙏|❤|🔥|🥳|🤩|🎶|🎵|🎸|⚽|🏀|💯|🤘|💃|🕺
"""
# What may stand beside a yes and is none: what it is to, and why. Beside the weaker words only where a payment still follows.
_BESIDES = """
    those|these|them|those ones|these ones|{those|these} seats|{those|these|the} tickets|the seats|both of them|{at |the |}full price|it's {my|her|his|our|their} {birthday|anniversary}|{it's |}worth it|sadly|unfortunately|regrettably
    is {good|ok|okay|fine|perfect|great|nice|correct|right}
"""
_LEADS = r"(?:(?:please|kindly|just|now|go ahead and|go on and|i'll|i will|we'll|we will|i shall|we shall|i'd|i would|we'd|we would|like to|love to|happily|i'm going to|i am going to|i want you to|i want to|we want to|i definitely would like to|let's|you can|you may|(?:can|could|would|will) you|can we|help me) )*"
_WHAT = r"(?:(?:the|these|those|my|our|both) (?:both )?(?:event )?(?:tickets|seats)|(?:the|this|that|my) (?:ticket|seat|one)|(?:those|these) ones|both of them|all of (?:it|them)|it|them|that|those|these|this|'?em|both)"
_FOR = r"(?: (?:for|to) (?:me|us|the (?:event|show|game|concert|match|play)|this (?:event|show|game|concert|match|play)|that (?:event|show|game|concert|match|play)))?"
_OVER = r"(?: (?:over|across|through)| back(?= to me))?"
_SOME = r"(?:(?:some |event )*(?:tickets|seats)|some)"
# Naming the deed agrees to that deed alone ("refund them" is no yes to a purchase): its verbs, and what else says it.
_DEEDS = {
    "purchase": (
        "book|buy|purchase|order|reserve|take|get|grab|have|secure",
        (
            r"(?:i|we)(?: do|'d)? (?:want|need) {what}|(?:i|we) (?:book|buy)(?: {what})?|(?:i )?(?:confirm|make|place|complete|finali[sz]e|process|proceed with|continue with|go ahead with|go through with) (?:the|my|this|that|our) (?:order|purchase|booking|reservation|payment|transaction)|"
            r"(?:proceed|continue) (?:with|to) (?:booking|buying|payment|checkout|the payment)|pay(?: now| it| for {what})?(?: (?:by|with)(?: my| a| the)? card)?|book (?:me|us|{what}) (?:in|down)|put (?:me|us) (?:in|down)(?: for {what})?|i'll pay|i will pay|checkout|check (?:me |us )?out|ring (?:it|me|us|them) up|(?:charge|bill) (?:it|me|my card|the card)|(?:put|charge) it (?:on|to) (?:my|the) card|(?:shut up and |just )?take my money|"
            r"(?:bitte |jetzt )?buchen|reservez|comprar|compralo|(?:book|confirm) (?:kar do|kardo|karo|kijiye|kar dijiye)|bespreek(?: dit)?|"
            r"(?:she|he|they|my (?:wife|husband|mum|mom|dad|partner|boss|friend)|the (?:wife|missus|husband|kids|boss)|dad|mum|mom|everyone|everybody|all of us|both of us) says? (?:yes|ok|okay|yeah|sure|it's fine|that's fine|go ahead|go for it|do it|fine|it's ok)|"
            r"make (?:it|them) mine|book away|(?:i|we) take {what}|(?:book|take) only|go ahead and (?:book|buy|pay|purchase|order|reserve|charge)"
        ),
    ),
    "upgrade": ("upgrade|move|swap|switch|take|get|book|have", r"(?:upgrade|move|swap|switch) (?:me|us)(?: (?:over|across|up))?|(?:i|we) want (?:it|them|that|the upgrade)|(?:confirm|make|do|process|take|accept|proceed with|go ahead with|continue with) (?:the|my|this|that|our) upgrade|(?:proceed|continue|go ahead) with upgrading (?:me|us|{what})|pay(?: now| it)?|(?:charge) (?:it|me|my card|the card)"),
    "refund": ("refund", r"refund (?:me|us|(?:the|my|our) order)(?: please)?|(?:confirm|make|do|process|take|accept|issue|proceed with|go ahead with|continue with) (?:the|my|this|that|our) refund|(?:proceed|continue|go ahead) with refunding (?:me|us|{what})|(?:give|get) me (?:my|the) money back|i(?:'d like| want) my money back|send (?:me )?(?:my|the) money back|i(?:'ll| will) take (?:it|that|the refund)"),
    "exchange": ("swap|exchange|switch|trade", r"change (?:the|my|our) (?:tickets|seats)|(?:take|get|book) {what}|(?:swap|switch|exchange) (?:me|us)|(?:confirm|make|do|process|take|accept|proceed with|go ahead with|continue with) (?:the|my|this|that|our) (?:exchange|swap|switch)|(?:proceed|continue|go ahead) with (?:exchanging|swapping|switching) (?:me|us|{what})|pay(?: now| it)?|charge (?:it|me|my card|the card)|(?:i|we) want (?:it|them|that)"),
    "transfer": ("send|transfer|give|hand over", r"(?:send|transfer|give|hand|pass) {what}(?: (?:over|on|across))?(?: to (?:her|him|them))?|(?:confirm|make|do|process|proceed with|go ahead with|continue with) (?:the|my|this|that|our) transfer"),
    "": ("book|take", r"(?:i'll|i will|we'll|we will|i'd like to|i would like to|i want to|we want to|we'd like to) (?:take|buy|have|book|get|purchase|confirm|accept|pay|proceed)(?: (?:it|them|that|those|these|this))?|i want it|pay(?: now| it)?|charge (?:it|me|my card|the card)|place (?:the|my) order|complete (?:the|my) (?:purchase|order|booking)|confirm (?:the|my) (?:order|purchase|booking)|make the purchase"),
}  # fmt: skip
_SUBJECT = r"(?:that one|this one|that all|this all|it all|all of (?:that|it|this)|everything|that|this|it|those|these|they|both|(?:all |all of )?(?:the|those|these) (?:details|tickets|seats|terms|information)|that information|that price|the price|the total|details)"
_DEGREE = r"(?:all|also|just|so|very|really|pretty|quite|totally|perfectly|absolutely|exactly|certainly|definitely|real|simply|about|completely|entirely|good and)"
_GOOD = (
    r"(?:good|great|fine|perfect|awesome|ok|okay|alright|all right|right|correct|lovely|nice|excellent|amazing|wonderful|fantastic|cool|ideal|exact|accurate|acceptable|brilliant|super|fab|"
    r"fabulous|delightful|splendid|agreeable|satisfactory|fair|terrific|superb|sweet|mint|ace|champion|belting|lush|grand|class|smashing|magic|bonza|beaut|marvelous|marvellous|confirmed|well)"
)
_TAIL = r"(?: (?:too|also|as well|then|indeed|enough|here))?(?: (?:for|with|by|to) (?:me|us|both of us|all of us|my wife|my husband|my family))?(?: (?:too|also|as well))?"
_FRAME_OF_PRAISE = (
    rf"(?:{_SUBJECT}(?:'s|'re|'d be|'ll be|(?: all| also| both)?(?: is| are| would be| will be| sounds?| looks?| seems?)) |(?:sounds?|looks?|seems?|yes is) )(?:{_DEGREE} )*(?:{_GOOD}|a good one)(?: (?:to me|to proceed))?{_TAIL}"
    rf"|{_SUBJECT} (?:(?:all|also|both|would|will|should) )*(?:works?|fits?|suits?|do)(?: (?:me|us))?(?: (?:well|great|perfectly|fine|nicely|perfect|just fine|out fine|out))*{_TAIL}"
    rf"|{_SUBJECT}'ll (?:work|do)(?: (?:well|nicely|fine))?{_TAIL}|(?:works?) (?:well|great|perfectly|fine|perfect){_TAIL}"
)

_NOES = """
    no|nope|nah|nay|negative|non|nein|nee|nicht|nein danke|n|👎|❌|🚫|nvm|no way jose|no {way|need|sir|chance|deal|go|can do}|hell no|heck no|{absolutely|definitely|certainly|of course} not|not {now|today|tonight|yet|just yet|quite yet|really|that|this|those|these|interested|at all|necessary|needed|required|right now|right away|anymore|any more|this time|ready|happening|a chance|them|it|in a million years}
    not {at the|at this} {moment|time|point}|not at {those|these} prices|not for {me|us|now|that price|this price|that much|that kind of money|that money}|not at that price|not just now|not this {one|time}|not {that|those} {one|ones}|not gonna happen|not going to happen|not worth it|no longer|no more|i said no|i changed my mind|{i've|i have|we've|we} changed {my|our} mind|changed my mind|change of plans
    {don't|do not|never}|{don't|do not} {do|book|buy|want|charge|confirm|pay|proceed|refund|upgrade|exchange|swap|change|bother|send|transfer|order|purchase|go ahead|need|like|take|reserve|place|make|get|process} {<it>|any|anything|me|my card|the tickets|the seats|tickets|any tickets|my tickets|the order|my order|the purchase|to|}
    {i|we} {don't|do not|won't|will not|wouldn't|would not|can't|cannot} {think so|agree|accept|confirm|approve|want|need|like|want to|do|buy|book|take|get|purchase|pay|proceed|afford|refund} {<it>|any|to|anything|to buy|to pay|to do|to book|to purchase|to proceed|tickets|the tickets|any tickets|}
    {i|we} {don't|do not} {want|need} to {buy|pay|do|book|purchase|take|get|reserve|order|proceed with} {<it>|for <it>|the tickets|tickets|any tickets|any|anything}|{don't|do not} {buy|book|get|order|purchase} {me|us} {tickets|the tickets|any tickets}|i'm not {interested|ready|going to|doing that|buying|buying <it>|paying that|paying that much|ready to buy|ready to purchase|ready yet}|{i am|we're|we are} not {interested|ready|ready to buy}
    {i'd|i would|we'd|we would} rather not|rather not|let's not|let us not|let's {leave|forget|skip|drop|scrap} {it|that}|best not|better not|i'd prefer not to|prefer not|i'll {pass|skip|leave it|think about it|have to think about it|sleep on it|decide later|do it later|hold off|let it go|come back later|let you know}|i will {think about it|do it later|pass}|we'll {pass|leave it|skip it|think about it|skip}|pass|hard pass|let me {think|think about it|think about that|sleep on it}|i {need|have} to think|i {need|have} to think about it|i need to think
    {cancel|stop|forget|scrap|skip|drop|abort|scratch|decline|reject|refuse} {<it>|everything|the order|the {whole|entire} {order|booking|purchase}|the whole thing|the lot|about it|my order|the purchase|the booking|}|nevermind|never mind|leave {it|that|them|it be|it at that}|leave {it|that|them} as {is|it is|they are}|call it off|hold off|hold off {on <it>|for now|on it for now}|i think i'll {hold off|pass|skip|leave it|wait|skip it}|put {that|it} on hold|no thanks|no thank you|no gracias|no merci|i decline|i refuse|nothing doing|forget the whole thing|back out
    {that's|that is|it's|it is|this is} {wrong|incorrect|not right|not it|not what i {want|wanted|asked for|meant}|too {much|expensive|pricey|dear|steep}|way too {much|expensive}|a rip off|a ripoff|a lot of money|not {necessary|needed|required|for me|okay|ok|correct|acceptable|good}}|not what i {want|wanted|asked for}|that {won't|will not|doesn't|does not|wouldn't} {work|work for me|be necessary|be needed|do|be required}
    incorrect|wrong|nothing|none|{none|neither} of {them|those|these|the above}|neither|{maybe|perhaps|possibly|probably} {later|another time|some other time|next time|another day}|{maybe |perhaps |}{at a|a little} later {time|date|}|later on|i'm out|we're out|too {expensive|much|pricey|steep|dear|rich for me|rich for my blood}|way too {expensive|much|pricey}|can't afford {it|that|them}|over my budget|out of my budget
    {i'll|i will|we'll|we will|i'd rather|let me|i want to|we want to|i would rather} keep {<it>|the tickets|my tickets|the seats|my seats|what {i|we} have}|no keep {<it>|the tickets|my tickets|the seats|my seats|what {i|we} have}|no {thanks|thank you} keep {<it>|the tickets|my tickets|the seats|my seats}
    leave {both|all of them|them all|all of it|the lot|the tickets|the seats|my tickets|my seats|our tickets|our seats|all {two|three|four|five|six|seven|eight|2|3|4|5|6|7|8}}{ {as|where|how} {they are|it is}|}
    {no|nope} {thanks |thank you |}{i'll |we'll |just |please |}keep {<it>|them all|the lot|our tickets|our seats|mine|ours|all {two|three|four|five|six|seven|eight|2|3|4|5|6|7|8}}
    {i'm|i am|we're|we are} {good|fine|ok|okay|all good}|i'm okay thanks|not a fan|doesn't work for {me|us}|i regret|undo {it|that}
"""
_NO_SMALL = """
    please|thanks|thank you|thanks {a lot|so much|much|again|anyway|though|very much}|thank you {so much|very much|again|anyway|though}|for {everything|the help|your help|all your help|all the help|your assistance|your time|helping|helping me|the info|the information|now|today|the moment|a bit|tonight|that|that price|me|us}|a lot|cheers|right now|now|at the moment|at this {time|moment|point}|today|tonight|then|just|sorry|oh|ah|well|man|mate|dude|bro|sir|ma'am|actually|ok|okay|alright|i need|all i need|i think|it's {fine|ok|okay|alright}|that's {fine|ok|okay|alright}
    and|it|for me|with {it|that|this}|on {that|it|them|this}|thing|else|really|{you've been|you have been|you were} {very |so |}{helpful|kind|great}|again|to that|everything|i really appreciate {it|your help}|i appreciate {it|the help|your help|that}|appreciate {it|the help}|much appreciated|but thanks|but thank you|but {thanks|thank you} {again|anyway|for your help|for helping|for the help|so much|very much}|i'm {sorry|afraid}|yet|anymore|tickets|so|after all|have a {good|great|nice} {day|one|night|evening|weekend}|bye|goodbye|you too|hmm|hm|ugh|lol|honestly|too|all|still|my wife says no|im|either|guess|😂|🙂|😊|🙏|😅|😭|🙄|💀
"""
# Said with a curled lip, on leaving, or one letter from a refusal: no yes, whatever is in them.
_HOLLOW = "all very well|{it's|that's|that is|it is} {all |}very well|very well {done|thanks|thank you}|{i am|i'm} very well|{i said|as i said|like i said|i already said} {yeah|yes} right|{yeah|ya|yes|oh yeah} right|good bye|ok bye|{absolutely|certainly|definitely|of course|sure|totally} now|{and|so|oh} deal"
# What a slip of the finger must never be mended away from.
_CONTRARY = """
    cancel cancelled stop wait hold never later forget maybe perhaps unless except however actually instead rather without wrong incorrect undo abort
    decline refuse reject skip leave first changed change another different other else should would could nope none neither keep fewer more less
    than then when what where which whole whose doubt might night light fight sight eight tight mine nine line wine dine vine find fire file hook cook
    exact react sore shore cure send sell seal seals safe same soft later fake cake lake rake wake tale talk task wrong alert allow alone along
"""

_EMOJI = regex("([\U0001f300-\U0001faff\u2600-\u27bf])")
_MODIFIERS = regex("[\U0001f3fb-\U0001f3ff\ufe0f]")
_SLIPPED_QUOTE = regex(r"(?<=[a-z]);(?=(?:s|t|d|m|re|ll|ve)\b)")
_POINTS = regex(r"[.!,;:~*\"()/]+|(?<!\w)-+|-+(?!\w)|(?<!\w)'(?!em\b)|'(?!\w)")
_STRETCH = regex(r"([a-z])\1{2,}")
_STRETCHED = {
    "yees": "yes", "yeess": "yes", "yess": "yes", "okk": "ok", "yepp": "yep", "yupp": "yup", "suree": "sure", "yeahh": "yeah", "pleasee": "please", "noo": "no",
    "ohh": "oh", "yaa": "yeah", "oo": "oh", "soo": "so", "thats": "that's", "tht's": "that's",
}  # fmt: skip
_UNSURE = regex(r"[?/~]|^\s*!")  # asked, offered both ways, struck through, or negated as programmers do
_NAMED = regex(r"<(\w+)>")
_WORD = regex(r"[a-z][a-z']{3,}")

_ALL_HELD = r"\b(?:(?:all |all the |all of the |those )(?:{0}|{1})(?: (?:of them|of us|tickets?|seats?))?|the (?:{0}|{1}) (?:of them|of us|tickets?|seats?))\b"
_THE_HELD = r"\bthe (?:{0}|{1})\b"
_SPELLED = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}

Find = Callable[[str, int], re.Match[str] | None]


_BOTH = regex(
    r"\bboth\b(?: of)?(?: the| those| these| my| our)?(?: (?:seats|tickets|ones))?(?: of them)?", re.IGNORECASE
)


_OF_SEATS = regex(r"\b(?:those|these|they|they['’]re|seats?|tickets?|what (?:i|we))\b", re.IGNORECASE)


def plain_yes(text: str, *, about: str | None = None, firm: bool = False, held: int = 0, listed: int = 0) -> bool:
    """Whether `text` is a plain yes and nothing besides: the only words that may confirm a charge.

    "yes please", "go ahead", "sounds good, do it" are; "yes but three", "yes?", "ok cancel", "yeah no" are not.

    Args:
        text: As typed.
        about: What was asked: `purchase`, `upgrade`, `refund`, `exchange` or `transfer`. "Refund them" is a yes to a refund alone.
        firm: The yes is all it takes, nothing follows that could still be left: then "oh, why not" is not enough.
        held: How many tickets are held for it: then "yes, book all six" is one, and "book all four" is not.
        listed: How many offers were listed before: up to that "the two" may be a place in the list, and is no yes.
    """
    if len(text) > LONGEST or _UNSURE.search(text):
        return False
    if held > 1:
        spelled = _SPELLED.get(held, held)
        text = re.sub(_ALL_HELD.format(held, spelled), "them", text, count=1, flags=re.IGNORECASE)
        if held > listed:
            text = re.sub(_THE_HELD.format(held, spelled), "them", text, count=1, flags=re.IGNORECASE)
    if held == 2:
        text = _BOTH.sub("them", text, count=1)
    elif held and _BOTH.search(text):
        return False
    kinds = _kinds(_words(text), about or "", yes=True)
    if firm and _CLEAR not in kinds and ({_EASY, _BESIDE} & kinds or _OF_SEATS.search(text)):
        return False  # "those are fine", of seats that are to go
    return _VOID not in kinds and (bool({_CLEAR, _EASY} & kinds) or (_ASSENT in kinds and _CLOSE not in kinds))


def yes_after_a_word(text: str, *, about: str) -> bool:
    """Whether `text` is a plain yes after an interjection that we do not know: "chur, book it".

    For where a payment still follows. What leads must be no everyday word, no number, and nothing like a refusal; whether it
    names something of the house is the caller's to know.
    """
    lead, _, rest = text.strip().partition(next(iter(re.findall(r"[,.!;]+\s", text)), "\0"))
    words = lead.lower().split()
    if not rest or not 0 < len(words) <= 3:
        return False
    strange = all(w.isalpha() and len(w) > 2 and not _everyday(w) and not _like_a_refusal(w) for w in words)
    return strange and plain_yes(rest, about=about)


def _everyday(word: str) -> bool:
    """Whether a word is an ordinary one, or a longer one a slip away from it ("tuesdy")."""
    return word in ORDINARY or (
        len(word) > 4 and process.extractOne(word, ORDINARY, scorer=OSA.distance, score_cutoff=1) is not None
    )


def _like_a_refusal(word: str) -> bool:
    """Whether a word refuses or holds back, or may be a slip of one that does."""
    if word.startswith("n"):
        return True
    refusing = {w for phrase, kind in _lexicon(yes=False).items() if kind == _NO for w in phrase.split()}
    return any(OSA.distance(word, one, score_cutoff=1) <= 1 for one in refusing | set(_CONTRARY.split()))


_N = regex(r"\W*n\W*", re.IGNORECASE)  # for "no"; between words it is "and"


def plain_no(text: str) -> bool:
    """Whether `text` refuses or declines, and nothing besides."""
    if len(text) > LONGEST or "?" in text or plain_yes(text):
        return False
    if _N.fullmatch(text):
        return True
    return not _kinds(_words(text), "", yes=False).isdisjoint({_NO, _CLOSE})


@lru_cache(maxsize=512)
def answer(text: str) -> Answer:
    """Plain yes, plain no, a yes or no with something attached, or neither."""
    if plain_yes(text):
        return "yes"
    if plain_no(text):
        return "no"
    words = _words(text)
    begins = [" ".join(words[:count]) for count in range(1, min(4, len(words)) + 1)]
    agrees, refuses = _lexicon(yes=True), _lexicon(yes=False)
    if any(agrees.get(begin) in {_CLEAR, _EASY, _ASSENT} or refuses.get(begin) in {_NO, _CLOSE} for begin in begins):
        return "mixed"
    said = " ".join(words)
    return "mixed" if any(find(said, 0) for _, find in _frames("")[:2]) else "none"


def _kinds(words: tuple[str, ...], about: str, *, yes: bool) -> frozenset[str]:
    """What the phrases that make up `words` do, in the cut with the fewest phrases; empty if any word is left over."""
    lexicon, frames = _lexicon(yes=yes), _frames(about) if yes else ()
    said, position = " ".join(words), 0
    starts: dict[int, int] = {}
    for index, word in enumerate(words):
        starts[position] = index
        position += len(word) + 1
    starts[position] = len(words)
    best: dict[int, tuple[int, frozenset[str]]] = {0: (0, frozenset())}
    for position, index in starts.items():
        if index not in best or index == len(words):
            continue
        count, kinds = best[index]
        longest = min(_LONGEST_PHRASE, len(words) - index)
        reached = [(index + n, lexicon.get(" ".join(words[index : index + n]))) for n in range(1, longest + 1)]
        for kind, find in frames:
            found = find(said, position)
            if found is not None and found.end() + 1 in starts:
                reached.append((starts[found.end() + 1], kind))
        for end, reached_kind in reached:
            if reached_kind is not None and (end not in best or best[end][0] > count + 1):
                best[end] = (count + 1, kinds | {reached_kind})
    return best[len(words)][1] if words and len(words) in best else frozenset()


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    """Plain words without points, stretched letters cut short, slips of the finger mended."""
    said = _SLIPPED_QUOTE.sub("'", _MODIFIERS.sub("", plain(text).text))
    said = _POINTS.sub(" ", _EMOJI.sub(r" \1 ", said))
    cut = (_STRETCH.sub(r"\1\1", word) for word in said.split())
    return tuple(" ".join(_mended(_STRETCHED.get(word, word)) for word in cut).split())


@lru_cache(maxsize=2048)
def _mended(word: str) -> str:
    """`word`, or the one word of ours it is a slip away from; never from or to a word of the contrary."""
    known = _vocabulary()
    if len(word) < 4 or word in known or word in ORDINARY or not word.isascii() or not word.replace("'", "").isalpha():
        return word
    near = [one for one, _, _ in process.extract(word, list(known), scorer=OSA.distance, score_cutoff=1, limit=None)]
    likely = [one for one in near if sorted(one) == sorted(word)] or near
    if len(likely) != 1 or not all(known[one] for one in near):
        return word
    one = likely[0]
    swapped = sorted(word) == sorted(one)
    changed = len(one) == len(word) and not swapped
    return one if swapped or (word[0] == one[0] and not (changed and len(one) < 5)) else word


@cache
def _vocabulary() -> dict[str, bool]:
    """Words of four letters or more, and whether a slip may be mended to them."""
    agreeing = [*_lexicon(yes=True), _FRAME_OF_PRAISE, _LEADS, _WHAT, *(" ".join(deed) for deed in _DEEDS.values())]
    known = {word: True for phrase in agreeing for word in _WORD.findall(phrase.replace("?", ""))}
    refusing = {word: False for phrase in _lexicon(yes=False) for word in _WORD.findall(phrase) if word not in known}
    return known | refusing | dict.fromkeys(_CONTRARY.split(), False)


@cache
def _frames(about: str) -> tuple[tuple[str, Find], ...]:
    """Phrases too many to write out, with what they do."""
    verbs, others = _DEEDS.get(about, _DEEDS[""])
    to = "" if about == "transfer" else "(?: me| us)?"  # "send me it" is another wish
    deed = rf"{_LEADS}(?:{others.replace('{what}', _WHAT)}|(?:{verbs}){to} {_WHAT}{_OVER}){_FOR}"
    some = rf"{_LEADS}(?:(?:{verbs})(?: me| us)?|(?:i|we) (?:do )?(?:want|need|would like)|i'd like) {_SOME}{_FOR}"
    bare = rf"{_LEADS}(?:{verbs})"
    named = [(_ASSENT, _FRAME_OF_PRAISE), (_CLEAR, deed)]
    if about == "purchase":  # "yes, I'd like tickets" agrees; "ok, I'd like tickets" may be the next wish
        named += [(_CLOSE, some), (_CLEAR, r"(?:please |just |kindly )*(?:book|buy)(?: please)?")]  # "great, book"
    if about == "refund":  # why, and by another name, which agrees to nothing by itself
        why = r"(?:i|we) (?:can't|cannot|can not) (?:make it|go|come|attend)(?: (?:any ?more|now|after all))?"
        named.append((_BESIDE, rf"{why}|return (?:it|them|those|both)|(?:give|get) me (?:my|the) money"))
    if about:
        named.append((_FILL, bare))
    return tuple((kind, re.compile(rf"(?:{pattern})(?!\S)").match) for kind, pattern in named)


@cache
def _lexicon(*, yes: bool) -> dict[str, str]:
    """Every phrase of agreeing, or of refusing, and what it does."""
    agreeing = {
        _FILL: _SMALL,
        _BESIDE: _BESIDES,
        _CLOSE: _LEAVING + _PARTING,
        _ASSENT: _PRAISE,
        _CLEAR: _YES,
        _EASY: _LIGHTLY,
        _VOID: _HOLLOW,
    }
    refusing = {_FILL: _NO_SMALL, _CLOSE: _LEAVING, _NO: _NOES}
    kinds = (agreeing if yes else refusing).items()
    return {phrase: kind for kind, lines in kinds for line in lines.strip().splitlines() for phrase in _phrases(line)}


def _phrases(line: str) -> Iterable[str]:
    """The phrases that a line of data stands for."""
    line = _NAMED.sub(lambda named: "{" + _PARTS[named.group(1)] + "}", line.strip())
    return filter(None, (" ".join(phrase.split()) for phrase in _expanded(line)))


def _expanded(pattern: str) -> Iterable[str]:
    for part in _cut(pattern):
        head, opened, rest = part.partition("{")
        if not opened:
            yield part
            continue
        end = _closing(rest)
        tails = list(_expanded(rest[end + 1 :]))
        for middle in _expanded(rest[:end]):
            yield from (head + middle + tail for tail in tails)


def _cut(line: str) -> list[str]:
    """Parts between bars, those inside braces left alone."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(line):
        depth += (character == "{") - (character == "}")
        if character == "|" and depth == 0:
            parts.append(line[start:position])
            start = position + 1
    return [*parts, line[start:]]


def _closing(rest: str) -> int:
    """Where the brace that was opened before `rest` closes."""
    depth = 1
    for position, character in enumerate(rest):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return position
    raise ValueError(f"a brace is left open before {rest!r}")
