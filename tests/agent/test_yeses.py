"""Remarks beside a yes: harmless ones leave it a yes, a condition or a question does not; a deed that follows at once wants it out loud."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.acts import yeses
from willcall.agent.state import ShownQuote
from willcall.understanding.answers import plain_yes
from willcall.understanding.reading import Reading

Fan = Callable[..., Talk]

PAID_YES = """
    yea thats us|all good|eek ok yes|mm yeah go for it|haha ok fair, full price it is. book it|ok fair, book it|my wife will kill me but yes|thats us, yep
    haha you've twisted my arm, yes|ok yes but he will have to be on time|go on then, twist my arm|can't complain at that, put us down|go|perfect thats what we wanted
    ok then i suppose so|right you are, let's have them|sure, my treat this time|why not, you only live once|mm hm, go ahead|Good to know. Yes, book it.|great, book
    yes, quick before she leaves|go on then, we're worth it|haha righto he'll have to behave. lets get them|he'll be fine. lets get them|yes before i change my mind
    yes lol my bank account hates me|ouch. yes though, go for it|gulp, ok yes|oof ok book them|oh go on then, it's her birthday|yes please, its our anniversary
    yep, my mum's paying haha|yes, dad's treat|on me, yes|yeah sod it, book em|screw it, yes|what the hell, let's do it|life's too short, book it|yolo yes
    yes and don't tell my husband|don't tell the wife but yes|my husband's going to love this, yes please|yes please she'll be over the moon
    the kids will go mad, yes book them|yes, he deserves it|we deserve it. go ahead|there goes my bonus, but yes|there goes the holiday fund lol. yes
    can't argue with that, yes please|can't say no to that, book it|you've sold me, book them|ok you win, yes|yes! been waiting years for this|phew, yes|yes quick quick
    yes hurry please my battery is dying|ok ok yes book it already|yes they're a present for my dad|it's for my daughter's birthday so yes please|i must be mad but yes
    i'll regret this but go on|yes im so excited i could scream|er yeah go on|fair enough. yes|ok thats fair, yes please|noted, yes book them|fine, full price then, yes
    in for a penny, in for a pound. yes|it's only money, yes|yes it's payday|yes, she's been a fan since she was little|you twisted my arm, go on then|yep thats the ones
    yes go on, treat ourselves|yes, my boss is paying|ha, ok, you got me. book it|blimey. go on then|right, let's do this|yes, fingers crossed it doesn't rain
    yep lock them in before someone else does|yes thats me and my brother sorted|yes there goes my overtime|haha ok fine, my wife's gonna kill me. book it
    yes, they're for my dad's 60th birthday|yes its for my mum|yep, he owes me one|go ahead, it's my shout|my boyfriend's treat, so yes please|ok yes, she'll be so happy
    yes please, my little brother is going to lose it|yes. mum will be made up|oh heck, go on, yes|ooh yes please|yass book it omg|lol ok yes|ok lets go, cant wait
    yes please my nan loves them|sure why not, it's christmas|ok book it before i change my mind|go for it, my husband can moan all he likes|yes book it already|fine, you win
    twist my arm why dont you, yes|not cheap, but go on then|yes!! omg omg omg|bah, ok, book them|oh alright then|aye go on|ok, buy|just book|yes book|please book
"""

PAID_NO = """
    no, my wife would kill me|nah too rich for us|no thanks, we'll watch it at home|nope, changed my mind, sorry|no, it's too much for a tuesday|ouch, no|haha no way|lol no
    no, not at that price|er no thanks|hmm no, too far back|no. my husband says we're broke|no sorry, he can't make it|nah, she hates basketball|no ta, maybe next time
    we'll pass, thanks|ill pass, too steep|no, leave it, ive gone off the idea|nah mate, daylight robbery|no, the kids are ill|we'll give it a miss
    that's more than i wanted to spend, i'll pass|nah we'll watch it on tv|no i mean we dont want them|why would i? no|god no|eek, no|oh no, forget it|no no no
    my wife says no
"""

PAID_NEITHER = """
    yes but only if they're together|yes but not those seats|yes if my wife agrees|yes unless it rains|yes but my wife has to agree first|yes but he needs to check his shifts
    yes but which gate is it|yes how much are the fees|ok but when does it start|yes but can i get a discount|yes but cheaper|yes but in the lower bowl
    yes, and one for my brother|yes but my brother is coming too|yes but make it three|yes but for sunday|he'll have to check. yes?|yes once i've asked my mum
    my wife will have to approve it|ok but she wants the aisle|yes but she'd rather sit at the front|yes but she uses a wheelchair|why not the lower bowl
    why not cheaper seats|go back|my mum will go mad if i book it|she said yes|he'd say yes|yes, in a minute|yes later|ok hold on|yes but hold them a bit|my wife will kill me
    he'll be fine|i suppose|my treat|good to know|all good thanks|you only live once|ok but they will have to be on the aisle|yes but you'll have to knock off the fee
    yes my wife will book them|yes he'll pay tomorrow|yes he will let me know|ok he'll call you|yes i'll ask her|my son will decide, yes|my wife will want better seats, yes
    yes but my dad's buying his own|yes but just one of them|book if it's cheaper|yes but my wife will only go if it's the stalls
    yes but he must sit with me|yes but he has to bring his dog|yes but he is deaf|yes she'll pay half|yes, my mum will pay with her card later|my mum is paying so ask her
    he's paying if you can wait|yes but she has another idea|yes, he has his own|yes he will when he gets paid|is it my treat|my husband will decide
    ok my wife is looking at it|my sister's bringing her kids, yes|yes but my son is under 12|yes but my dad will have to go on another day|yes, for my mum not me
    yes its for my mum maybe|yes for my friend, how do i send it|twist my arm and make it cheaper|don't twist my arm|you've not twisted my arm|you haven't sold me
    can't say no to cheaper ones|you only live once but no|sod it, no|screw it, forget it|screw it|what the hell|what the hell is this|it's only money but its my money
    fair, but no|that's not fair|good to know, is there parking|good to know. what time do doors open|haha|lol|mm|ugh|eek|ouch|hmm|hmm ok maybe|book what|book another
    ready to book?|should i book|do i book|how do i book|i want to book but later|go to the club seats|go cheaper|go on, what else is there|all good but what about parking
    all good seats?|are they all good|why not friday|why not both nights|yes, quick question|yes, before i do is there a fee|yes before i pay, can i see the view
    before i change my mind, what else is there|yes to the opera|i suppose not|i guess not|i suppose i could|there goes my budget not|yes, my wallet says no
    yes, my wife says no|ok he wins|all of them?|they're for my dad and he cant climb stairs|yes she has a walking stick|yes but we're five|yes but only the first one
    yes if they're on me|my treat if you find cheaper|yes as long as he behaves|he'd better be on the aisle, yes|yes my mum would rather sunday
    ok so my wife will be the other one
"""

FIRM_YES = """
    haha yes please|mm yeah go for it|mm hm, go ahead|eek ok yes|oof, yes|oh well, yes please|ok fair, yes|sigh, yes|yes, all of them|yes all of it|yes the lot
    yes please, the whole lot|yep thats fine, go ahead|aw yes please|gosh yes|phew yes please|right, yes, go ahead|yes, such a shame|yes, sadly|yes. what a pity
    Good to know. Yes please.|ok understood, yes go ahead|noted. yes please|that's fair, yes please|yes quick|yes hurry please|yes do it, thanks so much
    sure, go ahead, thank you|yes please mate|oh yes please haha|mm-hm yes|mm hmm|aw ok yes|yes please such a pity|yes, quick before he gets home|lol yes
    ok yes before i change my mind|yes the whole lot please|phew, go ahead|gosh, go for it
"""

FIRM_NO = """
    no, my wife would kill me|haha no|lol no way|no thanks, we'll go after all|nope, changed my mind|er no|eek no|no no, leave it|nah we'll keep them|no. not like that
    no, that's robbery|god no|no sorry|my wife says no|no, she wants to go|mm no|heck no|nah not really|no wait|haha nope|no no|lol nope|no!! don't|ugh no|no ta|hell no
    no, my kids would be gutted|no mate|don't|stop, no
"""

FIRM_NEITHER = """
    mm|mm ok|eek ok|all good|go|why not|why not, you only live once|go on then|go on then, twist my arm|thats us|right you are|i suppose so|ok i suppose|ok then i suppose so
    my wife will kill me|my wife will kill me but yes|you've twisted my arm|fair|ok fair|good to know|ok good to know|all of them|the lot|yes but only one|yes if it's free
    yes but when|yes how long does it take|yes but to my wife's card|yes to my new card|yes but my wife has to agree|yes once i've asked him|yes later|yes, one of them
    yes as credit|yes to paypal|yes in cash|back to my card|to my card|yes but not to my card|yes, back to my other card|is it back to my card|yes, back to my card?
    yes, back to his card|yes unless there is a fee|ok but what about the fees|yes, he'll be fine|he'll be fine|book it|yes book it|haha|mm hm maybe|mm no|oof|oof ok|quick
    quick question|yes quick question|already|i already did yes|yes already|such a shame|good to know, ok|fair play|ok quick|ok before i change my mind|ok, the lot
    fine, all of them|yes everything but the fees|yes all of them but one|yes all of them except mine|yes, both but not mine|yes to both of us|yes to my account
    yes to a different card|yes to the card ending 4242|yes to my husbands card|yes to my card, but when|yes to my card if possible|yes to my card or credit
    yes as credit not to my card|ok to my card|fine, back to my card|ok back to how i paid|back to my card not credit|mm yes and no|heck no|haha yes as if|lol yeah right
    omg yes but wait|yes omg wait|book them all|ok my treat|sod it|yes sod it|yes my treat
"""

TO_THE_CARD = """
    yes please, back to my card|yes back to my card please|yes, to the same card|yes to the card i paid with|yep, straight back on my card|yes to how i paid
    go ahead, back to the original card|yes please put it back on my card|yes refund it to my card|ok yes, back onto the card i used|yes the money back to my card
    refund all of them to my card please|yes please send it back to my card
"""

OF_A_PURCHASE_ALONE = ("book", "buy", "put us down")


def phrases(table: str) -> list[str]:
    return [phrase for line in table.strip().splitlines() for phrase in line.strip().split("|")]


def buys(text: str, about: str) -> bool:
    """Whether the words agree to what is still to be paid."""
    reading = Reading(text=text, wishes=(), ranking=(), slots=())
    return plain_yes(text, about=about) or yeses.agrees(text, reading, about=about, held=2, last_said="Shall I?")


def does(text: str, about: str, quote: ShownQuote | None = None) -> bool:
    """Whether the words agree to what follows at once."""
    return plain_yes(text, about=about, firm=True) or yeses.unmistakable(text, about=about, quote=quote)


@pytest.mark.parametrize("said", phrases(PAID_YES))
def test_a_remark_beside_a_yes_leaves_it_a_yes_to_what_is_still_to_be_paid(said: str) -> None:
    assert buys(said, "purchase")
    assert buys(said, "upgrade") or any(word in said for word in OF_A_PURCHASE_ALONE)


@pytest.mark.parametrize("said", phrases(PAID_NO) + phrases(PAID_NEITHER))
def test_a_refusal_a_condition_and_a_question_are_no_yes(said: str) -> None:
    assert not buys(said, "purchase")
    assert not buys(said, "upgrade")
    assert not any(does(said, about) for about in ("refund", "transfer"))


@pytest.mark.parametrize("about", ["refund", "transfer", "exchange", "upgrade"])
@pytest.mark.parametrize("said", phrases(FIRM_YES))
def test_a_noise_haste_and_pity_leave_a_yes_out_loud_a_yes(said: str, about: str) -> None:
    assert does(said, about)


@pytest.mark.parametrize("about", ["refund", "transfer"])
@pytest.mark.parametrize("said", phrases(FIRM_NO) + phrases(FIRM_NEITHER))
def test_no_deed_follows_at_once_from_less_than_a_yes_out_loud(said: str, about: str) -> None:
    assert not does(said, about)


@pytest.mark.parametrize(
    "text", ["my wife " * 1000, "yes lol " * 1000, "there goes my " * 600, "back to my card " * 500]
)
def test_a_long_message_is_no_yes(text: str) -> None:
    assert not buys(text, "purchase")
    assert not does(text, "refund")


def held(fan: Fan) -> Talk:
    """A fan with two seats held and a quote shown."""
    talk = fan("cus_ann")
    talk.say("2 for the glass orchard on saturday in the gallery", "the first")
    assert talk.card("quote").kind == "purchase"
    return talk


def refunding(fan: Fan) -> Talk:
    """A fan under the quote of a refund of both of their tickets."""
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("refund both tickets")
    assert talk.card("quote").kind == "refund"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "yea thats us",
        "my wife will kill me but yes",
        "go on then, twist my arm",
        "can't complain at that, put us down",
        "haha righto he'll have to behave. lets get them",
        "haha ok fair, full price it is. book it",
        "yes, quick before she leaves",
        "Good to know. Yes, book it.",
        "why not, you only live once",
        "ok yes but he will have to be on time",
        "yes thats me and my brother sorted",
        "yes to the glass orchard",
    ],
)
def test_a_cheerful_yes_leads_to_the_payment(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert talk.awaiting == "payment"
    assert talk.reply.response.startswith("Thank you.")


@pytest.mark.parametrize(
    "said",
    [
        "yes but my wife has to agree first",
        "yes once i've asked my mum",
        "yes but he is deaf",
        "he'll be fine but is it loud",
        "yes, just the one",
        "yes to the otters",
        "yes, she'd love the parterre",
        "my treat if you find cheaper",
        "yes, for my mum not me",
    ],
)
def test_a_condition_beside_a_yes_leads_to_no_payment(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert talk.awaiting != "payment"
    assert "Thank you." not in talk.reply.response


@pytest.mark.parametrize("said", ["yes, for my mum not me", "my kids will never forgive me otherwise, yes"])
def test_nothing_is_let_go_of_where_a_yes_is_said(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "let" not in talk.reply.response
    talk.say("yes")
    assert talk.awaiting == "payment"


def test_why_not_asks_after_a_refusal() -> None:
    reading = Reading(text="why not", wishes=(), ranking=(), slots=())
    refused = "There are no promo codes. Shall I book them?"
    assert not yeses.agrees("why not", reading, about="purchase", held=2, last_said=refused)
    assert yeses.agrees("why not", reading, about="purchase", held=2, last_said="Shall I book them?")


@pytest.mark.parametrize("said", [*phrases(TO_THE_CARD), "yes, all of them", "yes the whole lot", "mm yeah go for it"])
def test_a_refund_is_agreed_to_in_the_words_of_its_quote(fan: Fan, said: str) -> None:
    talk = refunding(fan)
    talk.say(said)
    assert "goes back to how you paid" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "yes, just the one",
        "yes to my new card",
        "yes to my husbands card",
        "yes to my card if possible",
        "yes to the card ending 4242",
        "ok to my card",
        "back to my card",
        "all of them",
        "mm ok",
        "go on then, twist my arm",
        "my wife will kill me but yes",
    ],
)
def test_a_refund_follows_from_nothing_else(fan: Fan, said: str) -> None:
    talk = refunding(fan)
    talk.say(said)
    assert talk.orders()[0].status == "confirmed"


@pytest.mark.parametrize("said", ["mm ok", "go on then, twist my arm"])
def test_half_a_yes_to_a_refund_is_asked_again(fan: Fan, said: str) -> None:
    talk = refunding(fan)
    talk.say(said)
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["yes, all of them", "yes the lot", "yes everything"])
def test_all_is_no_yes_to_a_part(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("refund 2 of my tickets", said)
    assert talk.orders()[0].status == "confirmed"


@pytest.mark.parametrize(
    ("said", "handed"),
    [("mm yeah go for it", True), ("yes, all of them", True), ("yes my treat", False), ("mm ok", False)],
)
def test_tickets_are_handed_on_at_a_yes_out_loud(fan: Fan, said: str, handed: bool) -> None:
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("send both tickets to jess@example.com", said)
    assert ("now has" in talk.reply.response) is handed


def test_an_upgrade_is_agreed_to_with_a_remark(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("can we upgrade to the lower level", "the first", "go on then, we're worth it")
    assert talk.awaiting == "payment"
