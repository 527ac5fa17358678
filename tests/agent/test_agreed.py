"""A yes to what is quoted with anything beside it: what the quote says already, thanks, haste and questions leave it a yes; anything else asks again."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


@pytest.fixture
def held(fan: Fan) -> Talk:
    """The fan with two seats held in section 101 on a Friday, and their quote."""
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 101", "the first")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.fixture
def two_of_three(fan: Fan) -> Talk:
    """The fan with a refund of two of three tickets quoted, the fees of which are not given back."""
    talk = after_buying(fan, "3 for the otters on friday week in 301")
    talk.say("refund 2 of my tickets")
    assert talk.card("quote").kind == "refund"
    return talk


@pytest.fixture
def credit(fan: Fan) -> Talk:
    """A fan with a refund quoted that comes as credit."""
    talk = fan("cus_ida")
    talk.say("refund my otters tickets as credit")
    assert "as credit" in talk.reply.response
    return talk


def gone_back(talk: Talk) -> int:
    return sum(t.status == "refunded" for order in talk.orders() for t in order.tickets)


@pytest.mark.parametrize(
    "said",
    [
        "friday, yes, that's right. Book.",
        "Two of us on friday, 101, yes please book",
        "yes, 101 on friday. book it",
        "the otters on friday, yes go ahead",
        "Never mind the dog. Book it please",
        "forget the parking question, book it",
        "ja go",
        "ok book",
        "yes hold + book",
        "Yes! quick before they go",
        "yes now before they sell out!",
        "Yes. And thank you, you've been a great help.",
        "You're a star, thanks. Yes, book.",
        "still, go ahead",
        "yes like i said, book it",
        "book both for friday",
    ],
)
def test_a_purchase_is_agreed_to_in_the_words_of_its_quote_or_with_a_remark(held: Talk, said: str) -> None:
    held.say(said)
    assert held.awaiting == "payment"
    assert held.reply.response.startswith("Thank you.")


@pytest.mark.parametrize(
    "said",
    [
        "saturday, yes, that's right. Book.",
        "three of us, yes please book",
        "yes, 301 on friday. book it",
        "yes, the opera on friday. book it",
        "yes but can i bring a bag?",
        "yes please if it is together",
        "yes, book the two in row F",
        "never mind the tickets, book it",
        "friday",
        "two on friday",
        "thank you, you've been a great help",
        "book it once my wife is home",
        "yes and make it aisle",
    ],
)
def test_another_number_day_or_place_is_no_yes_to_it(held: Talk, said: str) -> None:
    held.say(said)
    assert held.awaiting != "payment"
    assert not held.reply.response.startswith("Thank you.")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("yes book it. is there parking nearby?", "arking"),
        ("is there parking? ok yes do it", "arking"),
        ("yes please, 101. can I bring a bag?", "Bags"),
    ],
)
def test_what_is_asked_beside_it_is_answered_and_the_payment_follows(held: Talk, said: str, told: str) -> None:
    held.say(said)
    assert held.awaiting == "payment"
    assert told in held.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "Yes, refund those two.",
        "yes, refund 2",
        "refund those two",
        "refund the two for friday",
        "yes, two tickets. go ahead",
        "Still, go ahead.",
        "Anyway yes refund it.",
        "Yes. And thank you, you've been a great help.",
        "How disappointing. Yes, go ahead.",
        "Hmm, why am I losing the fees? Still, go ahead.",
        "why don't i get the fees back? anyway, yes do it",
        "yes do it. how long will it take?",
        "thats it yes do it. can i give the other one to my bro btw",
        "Is there parking? Yes, go ahead",
    ],
)
def test_a_refund_is_agreed_to_in_the_words_of_its_quote_or_beside_a_question(two_of_three: Talk, said: str) -> None:
    two_of_three.say(said)
    assert gone_back(two_of_three) == 2
    assert two_of_three.reply.response.startswith("Done:")


@pytest.mark.parametrize(
    "said",
    [
        "yes refund ALL of them",
        "yes, refund 3",
        "refund those three",
        "yes, refund the saturday ones",
        "yes do it. i get the fees back too, right?",
        "ok yes. all of it incl fees right?",
        "yes if it is on my card tomorrow",
        "yes, as credit",
        "yes do it. can you keep them for my brother?",
        "go ahead? what happens then",
        "two",
        "my wife will kill me but yes",
        "yes, but what about the other one",
    ],
)
def test_nothing_goes_back_by_less(two_of_three: Talk, said: str) -> None:
    two_of_three.say(said)
    assert gone_back(two_of_three) == 0


@pytest.mark.parametrize(
    "said",
    ["ok credit is fine i guess", "How disappointing. Credit it is, then.", "credit is fine", "credit it is", "credit will do, go on", "yes credit", "fine, credit then"],
)  # fmt: skip
def test_credit_that_is_quoted_is_agreed_to_by_its_name(credit: Talk, said: str) -> None:
    credit.say(said)
    assert "goes back as credit" in credit.reply.response


@pytest.mark.parametrize(
    "said", ["ok credit is not fine", "credit?", "is credit fine?", "yes but no credit", "yes, to my card", "credit card is fine", "how does credit work, is it fine"]
)  # fmt: skip
def test_credit_refused_or_asked_after_is_none(credit: Talk, said: str) -> None:
    credit.say(said)
    assert gone_back(credit) == 0


@pytest.mark.parametrize(
    "said", ["ja go", "yes go ahead. thanks, you're a star", "saturday it is, yes", "yes swap them. is there parking?"]
)
def test_an_exchange_is_agreed_to_the_same_way(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on friday week in 301")
    talk.say("exchange them for the saturday game", "the first")
    assert talk.card("quote").kind == "exchange"
    talk.say(said)
    assert talk.reply.response.startswith(("Done:", "Thank you."))


@pytest.mark.parametrize("said", ["sunday it is, yes", "yes but only one of them", "yes swap three"])
def test_an_exchange_for_anything_else_is_not(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on friday week in 301")
    talk.say("exchange them for the saturday game", "the first", said)
    assert not talk.reply.response.startswith(("Done:", "Thank you."))


def test_a_yes_to_which_seats_holds_none(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "grmpf zonk")
    assert "Which of the seats" in talk.reply.response
    talk.say("Absolutely")
    assert "hold" not in talk.cards()
    assert talk.awaiting == "seats"


def test_an_offer_is_taken_and_booked_in_one_breath(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the glass orchard on saturday in the gallery, row A")
    talk.say("yes hold + book")
    assert talk.awaiting == "confirmation"


@pytest.fixture
def one_of_three(fan: Fan) -> Talk:
    """The fan with a refund of one of three tickets quoted."""
    talk = after_buying(fan, "3 for the otters on friday week in 301")
    talk.say("refund 1 of my tickets")
    assert talk.card("quote").kind == "refund"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "That's correct, thank you. Proceed",
        "ok proceed",
        "Yes, just hers, that's right",
        "Yep, only hers please",
        "yes only my sister's ticket",
        "Yes, my mum will be relieved",
        "Right, proceed please, and thanks for helping",
        "yep. how long till it hits my card?",
        "whys it only 26 i paid like 30 each. whatever do it",
    ],
)
def test_the_one_ticket_that_goes_back_is_told_from_the_others_and_pity_is_no_wish(
    one_of_three: Talk, said: str
) -> None:
    one_of_three.say(said)
    assert gone_back(one_of_three) == 1


@pytest.mark.parametrize(
    "said",
    [
        "yes, just hers and mine",
        "refund hers and mine",
        "yes just ours",
        "yes but just the other one",
        "agreed, but keep mine",
        "correct me if I'm wrong",
        "proceed? how",
        "sure, if she is ok with it",
        "why only 25? refund it all",
        "of course not",
    ],
)
def test_another_ticket_or_a_word_that_only_sounds_like_a_yes_gives_nothing_back(one_of_three: Talk, said: str) -> None:
    one_of_three.say(said)
    assert gone_back(one_of_three) == 0


@pytest.mark.parametrize(
    "said",
    ["Agreed, swap them over", "fair enough, swap em", "Yes, switch them across", "she'll be chuffed, swap them"],
)
def test_the_deed_by_its_own_verb_agrees_to_an_exchange(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on friday week in 301")
    talk.say("exchange them for the saturday game", "the first", said)
    assert talk.reply.response.startswith("Done:")


@pytest.mark.parametrize("said", ["swap em back", "agreed, swap them over to 101", "5 bucks is fair, swap em"])
def test_the_verb_with_another_aim_or_another_sum_does_not(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on friday week in 301")
    talk.say("exchange them for the saturday game", "the first", said)
    assert not talk.reply.response.startswith(("Done:", "Thank you."))


@pytest.mark.parametrize(
    "said", ["Please do, she'll be chuffed", "Please do. Mum's delighted", "Yes, send it over to her", "Sure, send it across"]
)  # fmt: skip
def test_tickets_are_handed_on_at_a_yes_with_who_will_be_pleased(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on friday week in 301")
    talk.say("send one ticket to bob@example.com", said)
    assert "now has" in talk.reply.response


@pytest.mark.parametrize("said", ["send me it", "she'll be chuffed", "please do not", "yes, send it to her new email"])
def test_and_at_nothing_less(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on friday week in 301")
    talk.say("send one ticket to bob@example.com", said)
    assert "now has" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "Yes, but I should tell you my bank can be slow",
        "yes please. so you know, our internet keeps dropping",
        "That's less than I had feared. Yes please.",
        "it's about what we wanted to pay, book them",
        "yes, like I said, book them",
        "yeah i already told you book it",
    ],
)
def test_how_one_pays_what_it_comes_to_and_impatience_are_no_conditions(held: Talk, said: str) -> None:
    held.say(said)
    assert held.awaiting == "payment"


@pytest.mark.parametrize(
    "said",
    [
        "yes, but my card is not here until tomorrow",
        "yes, but my bank said wait",
        "yes i said the other ones",
        "I said Saturday, book it",
        "that's more than I wanted to spend. yes?",
        "yes but my brother is coming too",
    ],
)
def test_a_condition_in_the_same_words_is_none(held: Talk, said: str) -> None:
    held.say(said)
    assert held.awaiting != "payment"


@pytest.mark.parametrize(
    "said",
    [
        "no fees back?? fine whatever, yes do it",
        "so i lose the fees. yes, go ahead",
        "the fees are gone? oh well still, refund them",
        "without the fees. ok yes do it",
    ],
)
def test_that_fees_are_not_given_back_is_what_the_quote_says(two_of_three: Talk, said: str) -> None:
    two_of_three.say(said)
    assert gone_back(two_of_three) == 2


@pytest.mark.parametrize(
    "said", ["so i lose the fees? then no", "fees refunded?? yes do it", "no fees back? only one of them then, yes"]
)
def test_and_that_they_are_is_not(two_of_three: Talk, said: str) -> None:
    two_of_three.say(said)
    assert gone_back(two_of_three) == 0


@pytest.mark.parametrize(
    "said",
    [
        "That's short enough. Yes, book it.",
        "Same price, all right. Yes please.",
        "good enough for us, yes book",
        "ok that's close enough for my dad. go ahead",
    ],
)
def test_a_verdict_on_what_was_told_beside_a_yes_is_no_more_than_that(held: Talk, said: str) -> None:
    held.say(said)
    assert held.awaiting == "payment"


@pytest.mark.parametrize(
    "said", ["That's not close enough. Yes, book others.", "not good enough", "meh"]
)  # fmt: skip
def test_a_verdict_against_it_is_no_yes(held: Talk, said: str) -> None:
    held.say(said)
    assert held.awaiting != "payment"


@pytest.mark.parametrize("said", ["meh ok do it", "ugh, go ahead", "argh fine, refund them"])
def test_a_groan_before_a_yes_leaves_it_one(two_of_three: Talk, said: str) -> None:
    two_of_three.say(said)
    assert gone_back(two_of_three) == 2


@pytest.mark.parametrize("said", ["meh", "ugh ok", "argh"])
def test_a_groan_alone_gives_nothing_back(two_of_three: Talk, said: str) -> None:
    two_of_three.say(said)
    assert gone_back(two_of_three) == 0


@pytest.mark.parametrize("said", ["card then i guess. do it", "no, back to my card please", "on the card instead"])
def test_money_for_the_card_after_all_is_quoted_anew(credit: Talk, said: str) -> None:
    credit.say(said)
    assert "Back to you" in credit.reply.response
    assert "as credit" not in credit.reply.response
    assert gone_back(credit) == 0
