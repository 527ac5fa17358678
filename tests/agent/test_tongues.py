"""Messages in other languages: told in it that only English is understood; English with a foreign word or name is English."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.acts import tongues

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    ("said", "tongue"),
    [
        ("hola, quiero dos entradas para el concierto", "es"),
        ("¿hay asientos juntos?", "es"),
        ("bonjour, je voudrais deux billets", "fr"),
        ("combien coûte un billet", "fr"),
        ("Hallo, ich möchte zwei Karten für morgen", "de"),
        ("wann ist das nächste spiel", "de"),
        ("ciao vorrei due biglietti", "it"),
        ("olá, quero dois bilhetes para amanhã", "pt"),
        ("hallo, ik wil graag twee kaartjes", "nl"),
    ],
)
def test_other_languages_are_told_in_their_own(fan: Fan, said: str, tongue: str) -> None:
    talk = fan()
    talk.say(said)
    assert tongues.SORRY[tongue] in talk.reply.response
    assert tongues.IN_ENGLISH in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "hola, 2 tickets please",
        "merci beaucoup",
        "gracias!",
        "bonjour! can I get two tickets",
        "2 tickets die hard",
        "el nino de la luna, 2 tix",
        "la traviata tickets",
        "do you have las vegas tickets",
        "tickets op 5 dec",
    ],
)
def test_a_foreign_word_makes_no_other_language(said: str) -> None:
    assert tongues.spoken(said) is None


def test_what_is_held_stays_held(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet", "the first")
    talk.say("wann ist das nächste spiel")
    assert tongues.SORRY["de"] in talk.reply.response
    assert talk.awaiting == "confirmation"
