"""What a fan likes is remembered once they have allowed it, used in the open, shown and forgotten; and never mistaken for a yes to pay."""

import pytest
from sqlalchemy import event
from tests.agent.talk import Talk

from willcall.cases import settled, store
from willcall.cases.desk import LocalDesk
from willcall.conversations.store import MemoryStore
from willcall.knowledge.documents import Document
from willcall.knowledge.linking import named
from willcall.knowledge.store import DocumentStore

AISLE = "hi, I always like an aisle seat"


def kept(turns, customer_id="cus_ida"):
    found = MemoryStore(turns.database).of(customer_id)
    return None if found is None else found.kept


def remembered(fan, turns, *said):
    """A fan who has asked for these things to be remembered, in a conversation before."""
    talk = fan("cus_ida")
    for words in said:
        talk.say(words)
        if kept(turns) is None:
            talk.say("remember that")
    return talk


def test_nothing_is_kept_before_the_fan_has_allowed_it(fan, turns):
    talk = fan("cus_ida")
    reply = talk.say(AISLE)
    assert "Shall I remember for next time that you like the aisle?" in reply.response
    assert "forgotten at any time" in reply.response
    assert kept(turns) is None
    talk.say("no")
    assert kept(turns) is None


@pytest.mark.parametrize("allows", ["yes", "remember that", "Yes, please remember that!"])
def test_it_is_kept_once_they_have(fan, turns, allows):
    reply = fan("cus_ida").say(AISLE, allows)
    assert "I'll remember that you like the aisle" in reply.response
    assert "aisle" in kept(turns)
    assert MemoryStore(turns.database).of("cus_ida").consented == allows


def test_of_strangers_nothing_is_kept(fan, turns):
    stranger = fan()
    assert "remember" not in stranger.say(AISLE).response.lower()
    assert "only for fans who are signed in" in stranger.say("remember that").response


def test_after_the_first_consent_more_is_kept_and_said(fan, turns):
    talk = remembered(fan, turns, AISLE)
    reply = talk.say("remember that my favourite team is the Marlow Otters")
    assert "I'll remember that you follow" in reply.response
    assert "Otters" in kept(turns)


def test_what_is_wanted_just_now_is_no_preference(fan, turns):
    assert "remember" not in fan("cus_ida").say("2 aisle seats for the Otters on friday please").response.lower()


def test_seats_are_offered_by_what_is_remembered_and_it_is_said(fan, turns):
    remembered(fan, turns, AISLE, "I usually pay at most $30 a ticket")
    reply = fan("cus_ida").say("2 tickets for the Otters on friday")
    assert "As you asked me to remember: you like the aisle; you pay at most 30 a ticket." in reply.response
    assert all(option.price_each.amount <= 3000 for option in next(c for c in reply.cards if c.type == "seats").options)


def test_what_they_say_this_time_counts_more(fan, turns):
    remembered(fan, turns, "I usually pay at most $30 a ticket")
    reply = fan("cus_ida").say("2 tickets for the Otters on friday, up to $100 each")
    assert "As you asked" not in reply.response
    assert any(option.price_each.amount > 3000 for option in next(c for c in reply.cards if c.type == "seats").options)


@pytest.mark.parametrize("words", ["what else do you have?", "do you have anything else?"])
def test_other_seats_are_shown_without_it(fan, turns, words):
    remembered(fan, turns, "I usually pay at most $30 a ticket")
    reply = fan("cus_ida").say("2 tickets for the Otters on friday", words)
    assert any(option.price_each.amount > 3000 for option in next(c for c in reply.cards if c.type == "seats").options)


def test_a_wish_that_cannot_be_met_is_dropped_and_said(fan, turns):
    remembered(fan, turns, "I never pay more than $5 a ticket")
    reply = fan("cus_ida").say("2 tickets for the Otters on friday")
    assert "nothing here fits it" in reply.response
    assert any(card.type == "seats" for card in reply.cards)


def test_the_teams_they_follow_come_first(fan, turns):
    before = fan("cus_max").say("what's on?")
    assert "Otters" in before.cards[0].options[0].name or "Lina" not in before.cards[0].options[0].name
    remembered(fan, turns, "my favourite band is Lina Marsh Quartet")
    reply = fan("cus_ida").say("what's on?")
    assert reply.cards[0].options[0].name == "Lina Marsh Quartet"
    assert "as you follow them" in reply.response


def test_words_of_their_own_are_found_by_what_they_mean(fan, turns):
    remembered(fan, turns, "remember that my grandmother comes along and needs somewhere quiet")
    assert "quiet" in kept(turns)
    matters = fan("cus_ida").say("2 tickets for The Glass Orchard on saturday, my grandmother needs a quiet place")
    assert "You once told me" in matters.response
    beside = fan("cus_ida").say("3 tickets for Marlow Otters on friday")
    assert "You once told me" not in beside.response


def test_they_can_see_all_of_it(fan, turns):
    talk = remembered(fan, turns, AISLE, "remember that I use a wheelchair")
    shown = talk.say("what do you know about me?").response
    assert "like the aisle" in shown
    assert "without steps" in shown
    assert "I remember nothing of you" in fan("cus_max").say("what do you know about me?").response


@pytest.mark.parametrize(
    "words",
    ["forget everything you know about me", "forget me", "erase my preferences", "delete everything you remember"],
)
def test_all_of_it_is_forgotten_for_good_with_the_consent(fan, turns, words):
    talk = remembered(fan, turns, AISLE)
    assert "forgotten everything" in talk.say(words).response
    assert kept(turns) is None
    assert "Shall I remember" in fan("cus_ida").say(AISLE).response


def test_one_thing_is_forgotten_and_the_rest_stays(fan, turns):
    talk = remembered(fan, turns, AISLE, "remember that my favourite team is the Marlow Otters")
    assert "Forgotten: that you like the aisle." in talk.say("forget that I like the aisle").response
    assert "Otters" in kept(turns)
    assert "aisle" not in kept(turns)
    assert "Forgotten" in talk.say("forget that").response
    assert kept(turns) is None


def test_remember_that_never_agrees_to_a_quote(fan, turns):
    talk = fan("cus_ida")
    talk.say("2 tickets for the Otters on friday", "the first one")
    assert talk.awaiting == "confirmation"
    quote = talk.card("quote").quote_id
    asked = talk.say("remember that I always like the aisle")
    assert "Shall I" not in asked.response
    assert "say “remember that”" in asked.response
    for words in ("remember that", "what do you know about me?", "forget that", "forget everything you know about me"):
        talk.say(words)
        assert talk.awaiting == "confirmation", words
    assert turns.store.consent(quote) is None
    talk.say("yes")
    assert turns.store.consent(quote) is not None


def test_a_yes_to_the_memory_is_no_yes_to_anything_else(fan, turns):
    talk = fan("cus_ida")
    talk.say(AISLE, "yes")
    assert talk.orders()[0].order_id == "ord_ida1"
    assert len(talk.orders()) == 1
    assert kept(turns) is not None


def test_forgetting_a_purchase_is_not_forgetting_the_fan(fan, turns):
    remembered(fan, turns, AISLE)
    talk = fan("cus_ida")
    talk.say("2 tickets for the Otters on friday", "forget it")
    assert kept(turns) is not None


def test_one_fan_never_meets_the_memory_of_another(fan, turns):
    remembered(fan, turns, AISLE)
    assert "As you asked" not in fan("cus_max").say("2 tickets for the Otters on friday").response
    assert "As you asked" not in fan().say("2 tickets for the Otters on friday").response


def test_turns_of_fans_without_any_ask_the_database_no_more_than_before(fan, turns):
    """Only what a conversation brings along is looked at: no statement is of the memories alone."""
    asked = []
    listen = lambda _c, _cur, sql, *_: asked.append(sql)
    talk: Talk = fan("cus_max")
    talk.say("hello")
    event.listen(turns.database.engine, "before_cursor_execute", listen)
    try:
        talk.say("2 tickets for the Otters on friday", "the first one", "yes")
    finally:
        event.remove(turns.database.engine, "before_cursor_execute", listen)
    assert asked
    assert [sql for sql in asked if "FROM memories" in sql] == []


@pytest.mark.parametrize(("words", "left"), [("forget everything you know about me", 0), ("forget that", 1)])
def test_whoever_is_forgotten_takes_along_what_their_cases_taught(fan, turns, words, left):
    talk = remembered(fan, turns, AISLE)
    talk.say("what do you know about me?")
    DocumentStore(turns.database).add([Document("doors", "Doors", "Open at six.", "/kb/doors")])
    case = LocalDesk(turns.database).open_case(subject="Doors", body="When?", customer_id="cus_ida")
    with turns.database.write() as unit:
        store.settle(unit, case.case_id, ["doors#text"], named("/kb/gates"))
    talk.say(words)
    assert kept(turns) is None
    with turns.database.write() as unit:
        assert settled.forget(unit, subject="cus_ida") == left
