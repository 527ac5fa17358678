"""Yes and no as people really say them: tables of own phrases, and what must hold whatever is said beside a yes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.understanding.answers import answer, plain_no, plain_yes

DEEDS = ("purchase", "upgrade", "refund", "exchange", "transfer")

# Agree to whatever was asked.
YES = """
    Yes, that would be fine|Yes, that's all correct|Yes. That all sounds good to me|alright, let's go for it|ya go ahead|all good, go ahead|Yes, exactyl|that's rgiht|yse plz|sure why not
    yes yes yes!!!|si por favor|OK GO AHEAD|yes that's all|ok perfect do it|confrim|yes pleaes|go ahed|soudns good|sounds goood|let's do this!|yess!!! 🎉|absolutly|definitly|deffo|for sure mate
    I'd like to proceed|yes I'd like that|do it please|fine, go on then|okay then|Yes that's great thanks|yes, thank you so much|oui|👍👍|yes lets do it|yeah buddy|yeah go for it|that'll be perfect thanks
    it's fine, go ahead|Yes that works for me|that works great|that would be lovely|That suits me well|it suits us fine|Yes, that is what I want|that's exactly what I want|You got it right|you've got that right
    Yup, you're correct|I confirm that all|Yes, I confirm all|confirmed, please proceed|That is confirmed to proceed|Permission granted|Yes, that seems good to me|That sounds like a good plan|Good enough|Spot on
    Yes, it does|yes i would|yes i do|yes we do|yeah that's fine by me|fine by me|fine with us|ok with that, yes|i'm happy with that|we're good with that|i am ok with that|I agree|I accept|approved|agreed!
    it's a deal|deal|count me in|we're in|i'm down|i'm game|make it so|make it happen|lock it in|go with it|let's go with that one|yes that one|that one is perfect|this one works|everything looks good
    everything is correct|all of that is correct|the details are correct|yes the price is right|that price is fine|the total looks right|yes, all good|correct|affirmative|indeed
    certainly|of course|of course!|ofc|sure thing|you bet|by all means|with pleasure|gladly|totally|heck yeah|hell yes|uh-huh|uh huh|mhm|y|k|kk|okey dokey|okie dokie|roger that|alrighty|righty oh|aye|yessir
    yes sir|yes ma'am|yes please sir|yes mate|yep thanks|yup cheers|yea|yeh|yah|yas|yasss|yeahhh|yessss|okayyy|sureee|yes 😊|ok 🙏|✅|👌🏽|yes!!!! 😍|OK!|Ok.|...yes|yes...|"yes"|(yes)|- yes|yes.|YES PLEASE!!|Yes,please
    yes.please confirm|oh yes please|ah ok, go ahead|well ok then|hey yes go ahead|great, go ahead|cool, do it|awesome, yes|lovely, yes please|wonderful! yes!|excellent, please proceed|brilliant, go for it|perfect|perfect!
    yes, perfect|Sounds great to me|sounds good to us|sounds pretty good|sounds just fine|looks great|looks right to me|seems right|that looks good to me|that sounds about right|that all works|that also works|works fine
    works perfectly|that will do nicely|that'll work|that will be fine|it would be great|they are perfect|those are great|these look good|Yes. Perfect.|Okay, yes|ok yes do that|i'm sure|yes i'm sure|i am sure, go ahead
    please continue|you can proceed|you may proceed|please go ahead and confirm|yes you can|yes you may|yes let's|let's go|let's roll|pull the trigger|say no more|claro|vale|d'accord|ja|no problem, go ahead|no worries, do it
    100%|yes 100%|yes that is confirmed to proceed|go ahead with it|go ahead with the transaction|feel free to proceed|I like it, do it|love it, yes|i love it, go ahead|ja bitte|Perfekt, ja bitte|yes i love it|so excited, yes!|can't wait! yes
"""

# Agree to that deed alone.
YES_TO = {
    "purchase": """
        Yes, perfect. Go ahead and buy|ok buy them|we'll take those|Get them please|yes, i want those tkts|yep book em|Sure, charge my card|yes pay now|yes, I confirm the purchase|please book it for us|perfect, we'll take them|buy it
        Yes, I would like to buy tickets|yes i want tickets|yes get me some tickets|Yes, please buy tickets for me|I'll buy them|buy them for me please|grab those|grab them!|we want them|i need them, yes|order them|reserve these
        yes, take my money|place my order|complete the purchase|finalize my booking|ring it up|check me out|put it on my card|can you book them please|could you buy the tickets|please get me those tickets|buy em
        I'd like to purchase the tickets|let's buy them|lets get these|i'll have them|yes secure them|go ahead and book them|go ahead and pay|book that one|Looks good to me, let's book
    """,
    "refund": "refund them|refund me please|yes refund it|yes, refund my tickets|i want my money back|give me my money back|issue the refund|confirm the refund|go ahead with the refund|I'll take the refund|please refund my order",
    "exchange": "swap them|exchange them please|yes, switch them|ok swap my tickets|do the exchange|change my tickets|confirm the swap|trade them|go ahead with the exchange",
    "upgrade": "upgrade me|upgrade us please|yes upgrade them|move us|do the upgrade|confirm the upgrade|ok upgrade my seats|i want the upgrade",
    "transfer": "send them|transfer them|yes, send it|send them over|give them|hand it over|confirm the transfer|transfer my tickets please",
}

# Never a yes, whatever was asked.
NO_YES = """
    yes but three|yes?|sure, wait no|ok cancel|yes and also a parking pass|yes, is it refundable?|I said no|yes I would like to change it|the word is yes|is it ok|is that right|are you sure|i am not sure|ok got it|ok i see|great
    fine whatever, no|yes tomorrow|yes the other ones|ok what's the total|can you confirm the price|that's it|thats all|ok that's all|ok bye|yes for my friend|yes 4|yes four|yes both nights|yes but not those|not yes|yes no|dont
    yes dont|yeah right|as if|yes, the cheaper ones|i would like to buy tickets|ok i want tickets|yes cancel it|yes hold them|maybe yes|I guess so|i think so|ok later|sure later|yes later|if you say so|ok for friday|say yes|type yes
    yes at the balcony|"yes" is what my brother said|yes is a band|yes to what|do it tomorrow|book them for tomorrow|buy all three|get me one|yes just one|yes get one ticket|yes buy a ticket|yeah nah|yep nope|okay nope|cancel it
    i'd like to but no|yes I'd like to think|yes find them|yes look|yes fight|go away|no way yes|let it go|go back|dontt|yes cancle|yes wiat|yes canel it|ok but|okay hmm|yes or no|not ok|not okay|that's not ok|it's not fine
    that isn't right|unconfirm|disagree|i disagree|unsure|incorrect|that's incorrect|I don't agree|don't confirm|never confirm|do not do it|can you do it|would that be ok|do it again|yes again|confirm again|yes buy more
    book another|get lost|take it away|take that off|do that later|that's too good|good|good bye|sounds bad|sounds expensive|looks wrong|don;t|don’t|yes don’t|y e s n o|yes/no|ok ok stop|Thanks, that's it|thanks for your help
    Perfect. That's all.|ok, thanks for your help|Sounds good. That's all I need.|thank you that is what I wanted|yes sell them|yes keep them|yes, mine|yes light|yes exit|ok so what now|yes one moment|hang on, yes|yes hang on
    yes, my name is Sam|yes sam@example.org|yes 4242|yes with insurance|yes minus one|yes without the fee|yes half|yes plus two|only if it's yes|when I say yes|until I say yes|he said yes|tell them yes|yes she said|yesterday
    yes if my wife agrees|ok as long as it's aisle|sure as soon as I get paid|yes in principle|yes and no|well yes and no|yes, under protest|should be fine|could be ok|might be ok|that could work|probably|possibly yes|hopefully
    ok then two|fine, one seat|go ahead and cancel|go ahead and change it|proceed to cancel|confirm cancellation|accept nothing|do it, not|NOT!|okay not|sure not|sure isn't|yes isn't|cool no|yes, i decline|yes forget it
    yes never mind|nvm yes|yes nvm|pass|skip it|yes skip|yes scrap it|yes stop|yes undo that|yes wrong one|right one|right section|left|yes left|yes front row|yes vip|ok vip|yes cheaper|yes better seats|ok others
"""

NO = """
    No, hold off on that|let's not|scrap it|That won't be necessary|not for that price, no|no thanks not today|nah im good|nope, too pricey|no way jose|I don't want it|i do not want them|please don't|no not yet|not yet|cancel it
    cancel that please|forget it|never mind thanks|no i changed my mind|nvm|no stop|don't buy it|No, I don't want to buy tickets right now|i'd rather not, thank you|no, leave it|skip it|no we'll pass|pass|hard pass|absolutely not
    No, but thank you|that's too much for me|no, too expensive for me|not interested|i'll think about it|no thanks, maybe later|no gracias|nope nope nope|don't do it|dont charge me|DO NOT BUY|no!!!|no no no|i said no|not worth it
    no, not at this time|Not just yet.|No, I don't want to purchase now.|No, that is not necessary.|nope thanks anyway|no, let me think about it|way too expensive|can't afford it|we can't afford that|not for me thanks|call it off
    drop it|decline|no, decline it|no deal|heck no|hell no|certainly not|of course not|i refuse|i'll pass, thanks|we'll pass|let's forget it|let's skip it|no need|neither|none of those|not those|not this one|that doesn't work for me|no thanks, keep both|i'll keep them|no, i want to keep my tickets|nein danke|no. keep what i have
"""


def phrases(table: str) -> list[str]:
    return [phrase for line in table.strip().splitlines() for phrase in line.strip().split("|")]


AGREEING = phrases(YES)
CONTRARY = (
    "no", "not", "don't", "cancel", "but", "wait", "stop", "never", "maybe", "if", "except", "unless", "instead", "however", "hold on", "hang on", "rather",
    "without", "didn't", "forget", "later", "tomorrow", "another", "different", "change", "what", "how", "which", "three", "7", "cancle", "wiat", "dont",
)  # fmt: skip


@pytest.mark.parametrize("text", AGREEING)
def test_a_yes_as_people_say_it_agrees_to_whatever_was_asked(text: str) -> None:
    assert all(plain_yes(text, about=about) for about in (None, *DEEDS))
    assert not plain_no(text)


@pytest.mark.parametrize(("about", "text"), [(about, text) for about in YES_TO for text in phrases(YES_TO[about])])
def test_naming_the_deed_is_a_yes_to_it(about: str, text: str) -> None:
    assert plain_yes(text, about=about)


@pytest.mark.parametrize("text", phrases(YES_TO["refund"]))
def test_a_refund_agrees_to_no_charge(text: str) -> None:
    assert not any(plain_yes(text, about=about) for about in ("purchase", "upgrade", "exchange", "transfer"))


@pytest.mark.parametrize("text", phrases(YES_TO["purchase"]))
def test_buying_agrees_to_no_refund_and_to_no_transfer(text: str) -> None:
    assert not any(plain_yes(text, about=about) for about in ("refund", "transfer"))


@pytest.mark.parametrize("text", phrases(NO_YES))
def test_what_is_no_yes_never_agrees(text: str) -> None:
    assert not any(plain_yes(text, about=about) for about in (None, *DEEDS))
    assert answer(text) != "yes"


@pytest.mark.parametrize("text", phrases(NO))
def test_a_refusal_as_people_say_it_refuses(text: str) -> None:
    assert plain_no(text)
    assert not any(plain_yes(text, about=about) for about in (None, *DEEDS))


@given(st.sampled_from(AGREEING), st.sampled_from(CONTRARY), st.booleans(), st.sampled_from(DEEDS))
def test_one_contrary_word_before_or_after_undoes_every_yes(yes: str, contrary: str, before: bool, about: str) -> None:
    said = f"{contrary} {yes}" if before else f"{yes} {contrary}"
    known = {"no problem, go ahead", "no worries, do it", "can't wait! yes"}
    assert not plain_yes(said, about=about) or said.lower() in known


@given(st.sampled_from(AGREEING), st.sampled_from(phrases(NO)), st.booleans())
def test_a_yes_and_a_refusal_together_are_no_yes(yes: str, no: str, before: bool) -> None:
    assert not plain_yes(f"{no}. {yes}" if before else f"{yes}. {no}", about="purchase")


@given(st.sampled_from(phrases(NO)), st.data())
def test_no_slip_of_the_finger_makes_a_refusal_a_yes(no: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(no) - 1))
    slip = data.draw(st.sampled_from(["drop", "double", "swap", "other"]))
    letter = data.draw(st.sampled_from("aeionrstl"))
    changed = {"drop": "", "double": no[at] * 2, "swap": no[at : at + 2][::-1], "other": letter}[slip]
    said = no[:at] + changed + no[at + (2 if slip == "swap" else 1) :]
    # A lost "n't" or "no" leaves words that agree: that is what was typed, so only whole refusals count.
    assert not plain_yes(said, about="purchase") or said in phrases(YES)


@given(
    st.sampled_from(["yes", "perfect", "go ahead", "sounds good"]),
    st.lists(st.sampled_from(["confirm", "confrim", "exactly", "exactyl", "plese", "thansk", "perfetc"]), max_size=3),
)
def test_slips_in_long_words_leave_a_yes_a_yes(yes: str, others: list[str]) -> None:
    assert plain_yes(" ".join([yes, *others]), about="purchase")


@given(st.text(max_size=150), st.sampled_from(DEEDS))
def test_nothing_is_a_yes_and_a_refusal(text: str, about: str) -> None:
    assert not (plain_yes(text, about=about) and plain_no(text) and plain_yes(text))


def test_reading_an_answer_stays_within_a_fraction_of_a_turn() -> None:
    """A hundred messages, none seen before; far above the aim, so that a busy machine fails nobody."""
    plain_yes("warm up", about="purchase")
    said = [f"{text} thanks" for text in AGREEING[:100]]
    started = time.process_time()
    for text in said:
        plain_yes(text, about="purchase")
    assert (time.process_time() - started) / len(said) < 0.003
