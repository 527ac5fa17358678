"""Words of any text, whatever it is about: without function words and endings, every other word counted.

Search leaves out more (`words.STOPWORDS`), because at a venue "show" says nothing; a retrieval set may be about anything.
"""

from pathlib import Path

from willcall.knowledge.words import stem, surface

FUNCTION_WORDS = frozenset(Path(__file__).with_name("function_words.txt").read_text("utf-8").split())


def plain_terms(text: str) -> list[str]:
    """The stems of a text's content words, in order, with repeats."""
    return [stem(word) for word in surface(text) if word not in FUNCTION_WORDS]
