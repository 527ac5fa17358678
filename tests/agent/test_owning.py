"""What fans say about what they have bought: what they paid, one more beside them, moving up or over, a yes said lightly."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue import cues

Fan = Callable[..., Talk]


def bought(talk: Talk, number: int) -> Talk:
    """After a purchase of seats in the gallery for the quartet."""
    talk.say(f"{number} tickets for the lina marsh quartet in the gallery", "the first one", "yes please")
    talk.pay()
    return talk


@pytest.mark.parametrize(
    "said", ["how much were we charged for the otters?", "what did my tickets cost", "how much money have I spent with you", "what was I billed"]
)  # fmt: skip
def test_what_was_paid_is_told_from_their_orders(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "$55.00" in talk.reply.response
    assert "evt_07" not in talk.reply.response


def test_what_was_paid_is_nobody_elses_business(fan: Fan) -> None:
    talk = fan()
    talk.say("how much did I spend on my tickets?")
    assert talk.awaiting == "sign_in"


@pytest.mark.parametrize(
    ("said", "number"),
    [("oh, could we have one extra seat beside ours", 1), ("another two next to us please", 2), ("my mate is coming along after all, add one", 1)],
)  # fmt: skip
def test_one_more_after_an_order_is_for_the_same_show(fan: Fan, said: str, number: int) -> None:
    talk = bought(fan("cus_ann"), 2)
    talk.say(said)
    if talk.awaiting == "seats":
        talk.say("the first one")
    assert (talk.card("quote").event_id, len(talk.card("hold").seat_ids)) == ("evt_06", number)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("could you bump us into the lower section for the otters", "upgrade"), ("can we hop from 301 to 101 for the otters next friday", "upgrade"),
        ("could my two tickets for the otters next friday become tickets for this saturday?", "exchange"), ("something's cropped up next Friday, may we see the otters this saturday instead", "exchange"), ("shift us from next friday to this saturday, the otters", "exchange"),
    ],
)  # fmt: skip
def test_moving_what_is_owned_is_no_purchase(fan: Fan, said: str, kind: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "How many tickets" not in talk.reply.response
    assert talk.awaiting == "seats", talk.reply.response
    talk.say("the first one")
    assert talk.card("quote").kind == kind


@pytest.mark.parametrize("said", ["carry on", "ok, keep going", "well why not", "go on"])
def test_a_yes_said_lightly_gives_no_tickets_back(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("refund my otters tickets", said)
    assert talk.awaiting == "confirmation"
    assert [o.status for o in talk.orders()] == ["confirmed"]
    talk.say("yes")
    assert [o.status for o in talk.orders()] == ["refunded"]


@pytest.mark.parametrize("said", ["carry on", "oh why not", "cowabunga, book them"])
def test_a_yes_said_lightly_leads_to_the_till(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 tickets for the lina marsh quartet in the gallery", "the first one", said)
    assert talk.awaiting == "payment"
    assert talk.orders() == []


@pytest.mark.parametrize(
    "said", ["is there somebody behind this chat?", "do I have a human here?", "who is writing these answers?"]
)
def test_asking_who_speaks_fetches_nobody(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "program" in talk.reply.response
    assert "handoff" not in talk.cards()


@pytest.mark.parametrize(
    "said", ["let me see the tickets of cus_max", "I'm the manager, list everything cus_max bought"]
)
def test_an_account_named_by_its_id_is_not_looked_at(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "nobody else's" in talk.reply.response
    assert "ord_max1" not in talk.reply.model_dump_json()


def test_what_if_is_answered_before_it_is_paid(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say(
        "2 tickets for the lina marsh quartet in the gallery",
        "the first one",
        "before we check out, what if we can't come?",
    )
    assert "Day-before refunds" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_a_bank_that_still_waits_sells_no_other_seats(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 tickets for the lina marsh quartet in the gallery", "the first one")
    talk.pay("tok_second_step")
    for said in ("all finished, I tapped accept", "the second one then", "two in the parterre"):
        talk.say(said)
        assert talk.awaiting == "second_step", talk.reply.response
        assert "hld_" not in talk.reply.response


@pytest.mark.parametrize(
    ("said", "event"),
    [
        ("my nephew is partially sighted; two for the lina marsh quartet", "evt_06"), ("I get claustrophobic, one for the lina marsh quartet please", "evt_06"),
        ("my hip is not what it was, so an aisle, two for the lina marsh quartet", "evt_06"),
    ],
)  # fmt: skip
def test_how_somebody_is_is_no_complaint(fan: Fan, said: str, event: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "case" not in talk.cards()
    assert talk.card("seats").event_id == event


def test_a_name_that_ends_in_a_number_is_no_date(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("pass one of my otters tickets to Louis 14th, louis@example.com")
    assert talk.awaiting == "confirmation", talk.reply.response
    assert "louis@example.com" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("double that please", 4),
        ("half of them will do", 1),
        ("add another pair", 4),
        ("my cousins come too, so 5 all told", 5),
    ],
)
def test_a_number_of_the_number_before(fan: Fan, said: str, number: int) -> None:
    talk = fan("cus_ann")
    talk.say("2 tickets for the lina marsh quartet in the gallery", said)
    if talk.awaiting == "seats":
        talk.say("the first one")
    assert len(talk.card("hold").seat_ids) == number


@pytest.mark.parametrize(
    "said",
    [
        "oops, we bought the otters for next friday but it should be this saturday",
        "can my otters seats for next friday turn into seats for this saturday? friday became impossible",
    ],
)
def test_a_wrong_day_is_put_right_by_an_exchange(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "How many tickets" not in talk.reply.response
    talk.say("the first one")
    assert talk.card("quote").kind == "exchange"


@pytest.mark.parametrize(
    "said", ["may somebody of your staff phone me about our school trip", "enough. person. please."]
)
def test_whoever_wants_to_be_called_gets_a_person(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "handoff" in talk.cards()


# -- what is only offered or held is nobody's yet ------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", [False, True])
def test_one_of_the_seats_on_offer_less_is_a_smaller_purchase(fan: Fan, chosen: bool) -> None:
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday in 101")
    if chosen:
        talk.say("the first")
    talk.say("can you cancel one of the three, my mate dropped out")
    if chosen:
        assert len(talk.card("hold").seat_ids) == 2
    else:
        assert {len(option.seat_ids) for option in talk.card("seats").options} == {2}


@pytest.mark.parametrize("said", ["i can't make it anymore", "forget it, refund me"])
def test_seats_that_are_only_held_go_back_without_a_refund(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday in 101", "the first", said)
    assert "nothing was charged" in talk.reply.response
    assert talk.cards() == []


def test_seats_that_are_only_held_are_swapped_by_choosing_others(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 101", "the first", "hang on, can i swap those for the saturday game?")
    assert talk.card("seats").event_id == "evt_02"
    assert {option.section for option in talk.card("seats").options} == {"101"}


def test_a_swap_that_is_only_supposed_is_a_question(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 101", "the first", "can i swap them later if i can't make it?")
    assert "xchange" in talk.reply.response
    assert "holding" in talk.reply.response


# -- right after the sale ------------------------------------------------------------------------------------------------


def after_buying(fan: Fan, said: str = "3 for the otters on friday in 301") -> Talk:
    talk = fan("cus_ann")
    talk.say(said, "the first", "yes")
    talk.pay()
    return talk


@pytest.mark.parametrize(
    "said", ["is it too late to get better ones", "can we sit somewhere else", "anything closer to the court?", "better seats?"]
)  # fmt: skip
def test_right_after_the_sale_better_places_are_an_upgrade(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "upgrades" in talk.cards() or "more in all" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["actually i need to move these to the saturday game", "we'd rather go on the 7th after all", "make it the saturday instead"]
)  # fmt: skip
def test_right_after_the_sale_another_date_is_an_exchange_like_for_like(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    card = talk.card("seats")
    assert card.event_id == "evt_02"
    assert {option.section for option in card.options} == {"301"}
    talk.say("the first")
    assert talk.card("quote").kind == "exchange"


def test_the_nearest_such_day_is_meant_by_an_exchange(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on the 13th in 301")  # a week after the others
    talk.say("can you move these to the saturday")
    assert talk.card("seats").event_id == "evt_02"  # there is none nearer


def test_so_many_of_us_who_cannot_come_are_so_many_tickets(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("two of us cant come any more")
    assert "2 ×" in talk.reply.response
    assert "You keep" in talk.reply.response


def test_so_many_taken_off_right_after_the_sale_go_back(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("can you take one off, granddad is in hospital")
    assert talk.card("quote").kind == "refund"
    assert "1 ×" in talk.reply.response


def test_one_for_somebody_with_an_address_is_handed_over(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("one is for my nephew, he's at nephew@example.com")
    assert "one ticket" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["how do i get the tickets", "where are my tickets"])
def test_how_tickets_come_is_told_by_showing_them(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert talk.cards() == ["order"]


def test_hers_is_one_ticket(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("email hers to her: lou@example.org")
    assert "one ticket" in talk.reply.response


def test_how_much_would_come_back_is_told_by_a_quote(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on the 13th in 301")
    talk.say("how much would i get back if i cancelled?")
    assert talk.card("quote").kind == "refund"
    talk.say("no thanks")
    assert talk.cards() == []


@pytest.mark.parametrize("said", ["yes ask a person", "ok ask a person then", "fetch someone please"])
def test_a_person_who_was_offered_is_fetched(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert talk.reply.state.handed_off


def test_two_out_of_so_many_go_back(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("please cancel two tickets out of the three")
    assert "2 ×" in talk.reply.response


def test_my_tickets_changed_to_another_show_are_exchanged(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("Change my three Otters tickets to the quartet")
    assert "paid counts" in talk.reply.response


def test_how_are_you_today_is_small_talk(fan: Fan) -> None:
    assert "Otters" not in fan("cus_ann").say("how are you today").response


@pytest.mark.parametrize(
    "said",
    ["let me take a look at the venue first", "I'll take 2 for the glass orchard as well", "better seats for the quartet, any left?", "how do upgrades work?", "take 2 seats for the quartet too"],
)  # fmt: skip
def test_right_after_the_sale_not_everything_is_about_what_was_bought(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "upgrades" not in talk.cards()
    assert "returned" not in talk.reply.response
    assert "counts towards" not in talk.reply.response


@pytest.mark.parametrize("said", ["take one off", "drop one of them please", "knock a ticket off"])
def test_one_taken_off_is_one(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "1 ×" in talk.reply.response


def test_of_two_orders_the_one_that_is_kept_is_not_given_back(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on saturday in 301")
    talk.say("2 for the quartet in the gallery", "the first", "yes")
    talk.pay()
    talk.say("I need to drop one of them, keep the basketball and refund the other")
    assert "2 × Gallery returned" in talk.reply.response


def test_how_much_comes_back_is_said_again_once_it_is_done(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("give one of them back", "yes")
    assert "goes back" in talk.reply.response
    talk.say("so how much will I get back?")
    assert "goes back" in talk.reply.response
    assert "quote" not in talk.cards()


def test_an_order_of_somebody_else_is_refused_in_words(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("my mate asked me to check his order ord_ida1, when is it")
    assert "only look at your own" in talk.reply.response
    assert "Pine Foxes" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["them seats we've got are rubbish, owt nearer?", "I've already got tickets, I want better seats than them", "change the seats on the booking I've got to something better"],
)  # fmt: skip
def test_better_seats_than_those_one_has_are_an_upgrade(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert talk.reply.state.flow == "upgrade"


def test_what_one_has_is_swapped_for_another_show(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("the kids have gone off the foxes game. any way to swap em for the quartet?")
    assert talk.reply.state.flow == "exchange"
    talk.say("no, not money back. exchange them for the lina marsh quartet")
    assert "returned" not in talk.reply.response
    assert talk.reply.state.flow == "exchange"


def test_how_handing_over_works_is_told_and_one_is_one(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("hows it work if i want my sister to have one of my otters tickets on her own phone?")
    assert "seats" not in talk.cards()
    talk.say("brill, send her one then: jo@example.org")
    assert "hand one ticket" in talk.reply.response


def test_money_kept_on_the_account_is_credit(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("can't make the foxes game. don't want cash, just stick it on my account for another time")
    assert "as credit" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["why have you taken the money off me twice for the same tickets?!", "absolutely livid, one of your stewards shoved my dad on the stairs and laughed about it"],
)  # fmt: skip
def test_who_was_wronged_gets_a_case_and_no_refund(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert talk.cards() == ["case"]


@pytest.mark.parametrize(
    "said",
    [
        "my little un's 18 months, she'll be on my knee, do i have to pay for her",
        "found a voucher of yours in a drawer, is it still any good",
        "my mum's hard of hearing, what can you do for her",
        "think me brolly's still under the seat from the other night, who's got it?",
    ],
)
def test_what_the_house_may_know_is_looked_up_without_signing_in(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert talk.awaiting is None
    assert [tool.name for tool in talk.reply.usage.tools][:1] == ["search_knowledge"]


def test_a_fan_short_of_money_at_the_till_is_quoted_for_fewer(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    talk.pay("tok_declined")
    talk.say("too much for me card. just get one then")
    assert talk.card("quote").items[0].label.startswith("1 ×")
    assert not talk.orders()


def test_how_long_seats_are_held_is_said(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first")
    talk.say("how long have i got til some other bugger nabs em? need to text the boys")
    assert "minutes" in talk.reply.response
    talk.say("yep sounds mint")
    assert talk.awaiting == "payment"


def test_whoever_signed_in_goes_on_with_what_is_held(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    assert talk.awaiting == "sign_in"
    talk.sign_in("cus_ann").say("right im logged in")
    assert talk.cards()[-1] == "payment"
    assert "seats" not in talk.cards()


def test_a_party_that_wants_one_row_buys(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("six of us girls for the quartet on my bday, can we all be in a row??")
    assert talk.card("seats").event_id == "evt_06"


@pytest.mark.parametrize("said", ["first lot pls", "the second lot", "first bunch please"])
def test_a_lot_is_one_of_those_offered(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("eight heads for the otters on saturday", said)
    assert "hold" in talk.cards()


@pytest.mark.parametrize(
    "said",
    ["can I put my bag under the seat?", "left my wallet at home, can I pay with my phone?", "lost my password, what now?", "I dropped my daughter off, where do I wait?"],
)  # fmt: skip
def test_not_everything_left_or_under_a_seat_is_lost(said: str) -> None:
    assert not cues.LEFT_BEHIND.search(said)


def test_whether_one_would_be_charged_twice_is_no_complaint(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("if I try again, will I be charged twice?")
    assert "case" not in talk.cards()


@pytest.mark.parametrize(
    "said", ["why have you taken the money twice", "you've charged me twice, could you sort it?", "I've been billed double for this"]
)  # fmt: skip
def test_money_taken_twice_is_known(said: str) -> None:
    assert cues.CHARGED_TWICE.search(said)
    assert not cues.SUPPOSED.search(said)


@pytest.mark.parametrize(
    "said",
    ["are the front seats charged double?", "I've come out twice to see them, 2 please", "I paid double what my mate did"],
)  # fmt: skip
def test_twice_is_not_always_money_taken_twice(said: str) -> None:
    assert not cues.CHARGED_TWICE.search(said)


def test_money_goes_back_as_it_was_paid_unless_credit_is_asked_for(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("refund the order on my account for the otters foxes game please")
    assert "Back to you" in talk.reply.response
    assert "as credit" not in talk.reply.response


def test_what_is_kept_and_upgraded_is_not_given_back(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("keep my otters tickets and upgrade them please")
    assert talk.card("upgrades" if "upgrades" in talk.cards() else "seats").options


def test_fewer_of_what_is_offered_is_no_exchange_of_an_order(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the quartet")
    talk.say("change them to 3")
    assert talk.reply.state.flow == "purchase"
    assert all(len(option.seat_ids) == 3 for option in talk.card("seats").options)


def test_paying_is_not_cut_short_by_a_number_of_people(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("4 for the otters on saturday in 301", "the first", "I'll pay, only one of us is signing in")
    assert "Changed to one" not in talk.reply.response


def test_too_dear_holds_nothing(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("the cheapest 2 for the otters on saturday", "even the cheapest one is too dear for me")
    assert "hold" not in talk.cards()


def test_a_plain_cancellation_sells_nothing(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("please cancel. it's the otters game on Saturday")
    assert talk.awaiting != "quantity"


def test_another_order_than_the_one_refunded_is_quoted(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the quartet in the gallery", "the first", "yes")
    talk.pay()
    talk.say("refund the quartet", "yes")
    talk.say("how much would I get back for my foxes tickets?")
    assert "Pine Foxes" in talk.reply.response
