"""Somebody who writes in another language: they are told so in it, for nothing here reads it.

Told by small words that no English sentence has, and by what people say who want tickets; names, and words of details that were found,
count for nothing. Pure.
"""

from collections.abc import Sequence

from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.ordinary import ORDINARY
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot
from willcall.understanding.text import fold

_TELLING = 2  # words of a language, one of them of those who want something
_LONGEST = 400  # characters that are looked at
_WORD = regex(r"[a-z]+(?:['’][a-z]+)?")
_SAID = {
    "es": (
        "hola quiero quisiera quiere queremos necesito busco tienen tiene puedo puede entradas entrada boletos boleto asientos cuanto cuesta cuando donde gracias reembolso devolucion cancelar ayuda comprar",
        "el la los las un una unos unas dos tres cuatro para por con del al que de mi mis nos se hay es son esta este y o si pero muy mas como buenos buenas dias tardes noches favor",
    ),
    "fr": (
        "bonjour bonsoir voudrais voulons veux cherche besoin billets billet places combien quand merci remboursement annuler aide acheter puis-je pouvez avez salut",
        "le la les un une des deux trois quatre pour avec du au aux que de mon mes nous vous je il est sont cette ce et ou mais tres plus comme svp plait quel quelle",
    ),
    "de": (
        "hallo moechte mochte moechten mochten brauche suche karten karte tickets wieviel kostet kosten wann danke bitte erstattung stornieren hilfe kaufen haben gibt guten",
        "der die das ein eine einen zwei drei vier fur fuer mit vom zum den dem ich wir ihr sie ist sind und oder aber sehr mehr wie noch nicht mein meine es am im auf tag abend",
    ),
    "it": (
        "ciao buongiorno vorrei vorremmo voglio cerco biglietti biglietto posti quanto costa quando dove grazie rimborso annullare aiuto comprare avete posso",
        "il lo la gli le un uno una due tre quattro per con del al che di mio miei noi voi sono questo questa e o ma molto piu come non mi ci si sera",
    ),
    "pt": (
        "ola quero queria gostaria queremos preciso procuro bilhetes bilhete ingressos ingresso lugares quanto custa quando onde obrigado obrigada reembolso cancelar ajuda comprar posso",
        "o os as um uma dois duas tres quatro para por com do da ao que de meu minha nos voces sao este esta e ou mas muito mais como nao tem ha bom boa dia tarde noite",
    ),
    "nl": (
        "hallo graag wil willen zoek nodig kaartjes kaartje tickets hoeveel kost kosten wanneer waar bedankt terugbetaling annuleren hulp kopen hebben heeft goedemorgen goedenavond",
        "de het een twee drie vier voor met van naar dat ik wij jij je is zijn dit deze en of maar heel meer hoe niet mijn er op aan alstublieft",
    ),
}  # fmt: skip
_SHARED = ORDINARY | {"ticket", "tickets"}
_WORDS = {
    tongue: (frozenset(of_wishes.split()) - _SHARED, frozenset(small.split()) - _SHARED)
    for tongue, (of_wishes, small) in _SAID.items()
}
_ENGLISH = frozenset(
    [
        "i",
        "you",
        "we",
        "they",
        "he",
        "she",
        "it",
        "the",
        "a",
        "an",
        "to",
        "of",
        "in",
        "on",
        "at",
        "for",
        "with",
        "is",
        "are",
        "was",
        "were",
        "be",
        "do",
        "does",
        "did",
        "have",
        "has",
        "can",
        "could",
        "will",
        "would",
        "want",
        "need",
        "please",
        "how",
        "what",
        "when",
        "where",
        "which",
        "who",
        "my",
        "our",
        "your",
        "me",
        "us",
        "and",
        "but",
        "or",
        "not",
        "any",
        "some",
        "this",
        "that",
        "there",
    ]
)
SORRY = {
    "es": "Lo siento, por ahora solo entiendo inglés. Escriba “person” y le atenderá una persona.",
    "fr": "Désolé, je ne comprends que l'anglais pour l'instant. Écrivez « person » et quelqu'un vous répondra.",
    "de": "Leider verstehe ich bisher nur Englisch. Schreiben Sie „person“, dann meldet sich ein Mensch.",
    "it": "Mi dispiace, per ora capisco solo l'inglese. Scriva “person” e le risponderà una persona.",
    "pt": "Desculpe, por enquanto só entendo inglês. Escreva “person” e será atendido por uma pessoa.",
    "nl": "Sorry, ik begrijp voorlopig alleen Engels. Schrijf “person” en er komt een medewerker.",
}
IN_ENGLISH = "(I only understand English so far; write “person” for a person.)"


def spoken(text: str, slots: Sequence[Slot] = ()) -> str | None:
    """The language a message is in, as a code of two letters, where that is one of six and surely not English; else None."""
    left = text[:_LONGEST]
    for slot in sorted(slots, key=lambda s: -s.start):
        if slot.name in {"event", "performer", "venue", "section", "city", "person", "email"} and slot.end <= len(left):
            left = f"{left[: slot.start]} {left[slot.end :]}"
    words = set(_WORD.findall(fold(left)))
    english = len(words & _ENGLISH)
    scores = {
        tongue: len(words & (of_wishes | small)) for tongue, (of_wishes, small) in _WORDS.items() if words & of_wishes
    }
    best = max(scores, key=lambda tongue: scores[tongue], default=None)
    return best if best is not None and scores[best] >= max(_TELLING, english + 1) else None


def foreign(view: View, heard: Heard) -> bool:
    """Whether the message is in another language; then that is said, and nothing else is made of it."""
    if spoken(view.reading.text, view.reading.slots) is None:
        return False
    heard.standing, heard.understood = "tongue", True
    return True


def answer(text: str, slots: Sequence[Slot]) -> str:
    """That only English is understood, in the language of the message and in English."""
    tongue = spoken(text, slots)
    return IN_ENGLISH.strip("()") if tongue is None else f"{SORRY[tongue]}\n{IN_ENGLISH}"
