"""What is asked beside something else, or together with another thing, is answered; what is asked otherwise than documents put it, too."""

import pytest


def test_doors_and_ages_asked_in_one_breath_are_both_told(fan):
    talk = fan()
    said = talk.say("what r the doors for lina marsh quartet and is it 18+").response
    assert "doors open at" in said
    assert "all ages" in said
    said = talk.say("i just want to know the door time and the age limit").response
    assert "doors open at" in said
    assert "all ages" in said
    talk.say("thx. ok 2 for that then, standing or seated?")
    assert talk.awaiting == "seats"
    assert "Where people stand" in talk.reply.response


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("is there a bar?", "Beer, wine"),
        ("and is there a lift", "Elevators"),
        ("do u have my card", "no cards on file"),
        ("how do we get the tickets? by post?", "appear in this chat"),
        ("when are doors", "doors open at"),
        ("is there a lift and a parking space for disabled visitors?", "Accessible spaces"),
        ("is there a lift and a parking space for disabled visitors?", "Elevators"),
        ("can we tailgate?", "Tailgating is allowed"),
        ("how's the view from there?", "I can't judge"),
        ("is there a bar? can i pay with a gift card", "Gift cards pay"),
    ],
)
def test_a_pick_with_a_question_is_taken_and_the_question_answered(fan, asked, told):
    talk = fan("cus_ida")
    talk.say(
        "2 for the otters on friday in 301", f"row a, {asked}" if asked.startswith("and") else f"the first. {asked}"
    )
    assert talk.awaiting == "confirmation"
    assert told in talk.reply.response
    assert "I don't know" not in talk.reply.response


def test_a_part_and_a_row_by_name_are_a_pick_too(fan):
    talk = fan("cus_ida")
    talk.say("2 for the glass orchard on saturday", "gallery row a, and is there a bar? can i pay with a gift card")
    assert talk.awaiting == "confirmation"
    assert "Gallery, row A" in talk.reply.response
    assert "Beer, wine" in talk.reply.response
    assert "Gift cards pay" in talk.reply.response


def test_to_be_told_to_hold_what_is_picked_needs_no_rule_of_holding(fan):
    talk = fan("cus_ida")
    said = talk.say("2 for the otters on friday in 301", "option 1, and can you hold them").response
    assert talk.awaiting == "confirmation"
    assert "go back on sale" not in said


def test_naming_what_is_held_looks_for_no_other_seats(fan):
    talk = fan("cus_ida")
    talk.say("2 for the glass orchard on saturday in the gallery", "the first")
    row = "abc"["ABC".index(talk.reply.response.split("row ")[1][0])]
    talk.say(f"gallery row {row} it is")
    assert talk.awaiting == "confirmation"
    assert "I'm holding" in talk.reply.response
    other = "c" if row != "c" else "a"
    talk.say(f"gallery row {other} please")
    assert f"row {other.upper()}" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ok 9 bucks, robbers. whatever, ill pay. wheres my tickets sent", "appear in this chat"),
        ("is there a bar at the theatre? and yeah book it", "Beer, wine"),
        ("the bar thing tho? ok paying", "Beer, wine"),
    ],
)
def test_a_question_beside_paying_is_answered(fan, said, told):
    talk = fan("cus_ida")
    talk.say("2 for the glass orchard on saturday in the gallery", "the first", said)
    assert told in talk.reply.response
    assert talk.awaiting in {"confirmation", "payment"}


@pytest.mark.parametrize(
    "said", ["how much are the fees", "what are the fees?", "how much of that is fees", "and whats the fee"]
)
def test_what_the_fees_of_a_quote_come_to_is_told(fan, said):
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert "Ticket fees: $5.00 ($2.50 each)" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_a_complaint_does_not_swallow_the_question_beside_it(fan):
    said = (
        fan("cus_ida").say("you guys are thieves. service fees again?? how much are they on a 36 dollar seat").response
    )
    assert "noted it as case" in said
    assert "includes the fees of the ticket" in said
    said = (
        fan("cus_ida")
        .say("this is ridiculous, your site says the quartet starts at 1pm, my email said noon. which is it??")
        .response
    )
    assert "noted it as case" in said
    assert "Lina Marsh Quartet: Mon" in said


def test_a_complaint_without_a_question_is_only_noted(fan):
    said = fan("cus_ida").say("this is ridiculous, the staff at the bar were rude and nobody helped").response
    assert "noted it as case" in said
    assert "Beer" not in said


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("will the tickets be emailed or what", "appear in this chat"),
        ("will you email me my tickets", "appear in this chat"),
        ("how do i get in if its started", "If you arrive late"),
        ("can i collect at the door instead of my phone", "wait at the will call desk"),
        ("Can I collect my tickets at the box office?", "wait at the will call desk"),
        ("am i allowed to grill in the parking lot", "Tailgating is allowed"),
        ("can my order be split over two cards", "paid with one card"),
        ("can we pay in instalments", "instalments"),
        ("do you keep my card on file", "no cards on file"),
        ("do the kids pay full whack?", "same price as an adult"),
        ("do kids get a discount", "same price as an adult"),
        ("how long may a camera lens be, in cm?", "7.6 cm"),
        ("can you throw in a free parking pass", "costs $25"),
        ("i dont need a human, just tell me when doors open for lina marsh quartet", "doors open at"),
        ("whats your name", "no name of my own"),
        ("bored at work lol. do you even like basketball?", "no tastes of my own"),
        ("how can one person buy for a group of ten, do you do group bookings", "Groups of 15"),
    ],
)
def test_asked_by_itself_it_is_answered(fan, said, told):
    talk = fan("cus_new")
    assert told in talk.say(said).response
    assert "events" not in talk.cards()


@pytest.mark.parametrize(
    ("said", "not_told"),
    [
        ("can you send my tickets to a friend", "appear in this chat"),
        ("when will my refund be sent", "appear in this chat"),
        ("where is my money sent", "appear in this chat"),
        ("which door do we use", "doors open at"),
        ("can we get back in if we leave", "If you arrive late"),
        ("whats the limit for the derby", "cm"),
        ("how old must i be to drink at the bar", "all ages"),
        ("what is the exchange fee", "includes the fees of the ticket"),
        ("do you have bar seats", "Beer, wine"),
        ("do you like me to sign in", "no tastes"),
    ],
)
def test_what_looks_alike_is_not_answered_with_it(fan, said, not_told):
    assert not_told not in fan("cus_new").say(said).response


def test_after_a_limit_it_is_told_how_the_others_get_theirs(fan):
    talk = fan("cus_ida")
    talk.say("12 for the otters on friday")
    talk.say("ok 6 then, whatever's cheapest, together. and how do the other 6 get theirs")
    assert "second order" in talk.reply.response
    assert talk.awaiting == "seats"


def test_whoever_asks_about_the_bar_keeps_the_seats(fan):
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", "is the bar open during the game?")
    assert talk.awaiting == "confirmation"
    assert "still holding" in talk.reply.response


def test_how_to_approve_at_the_bank_is_told(fan):
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", "yes")
    talk.pay("tok_second_step")
    said = talk.say("How do I approve it? I see a page with a button").response
    assert "approve the payment there" in said
    assert talk.awaiting == "second_step"


@pytest.mark.parametrize(
    "said",
    [
        "wait, will that include the fees? and how long till its on my card",
        "are the fees in that too",
        "ok but are the fees in the total or not?",
    ],
)
def test_whether_fees_are_in_money_back_is_told_by_the_quote(fan, said):
    talk = fan("cus_ida")
    talk.say("refund my order please", said)
    assert "fees" in talk.reply.response.split("\n")[0]
    assert talk.awaiting == "confirmation"


def test_what_is_missed_is_told_thing_by_thing(fan):
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first")
    said = talk.say("you didnt answer about the kids price. also hows the view from there").response
    assert "same price as an adult" in said
    assert "I can't judge" in said
