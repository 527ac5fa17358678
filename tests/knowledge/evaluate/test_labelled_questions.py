"""The labelled questions: each quote stands in its document, and many questions share no word with what answers them."""

import json
import re

import pytest

from willcall.knowledge.evaluate.plain_words import plain_terms
from willcall.knowledge.sample import FOLDER, QUESTIONS, labelled


def content(text):
    """Every word but function words; search would leave out more, and more questions would count as far."""
    return set(plain_terms(text))


def source(document):
    found = [path for path in FOLDER.iterdir() if path.stem == document]
    assert len(found) == 1, document
    if found[0].suffix == ".pdf":
        return (FOLDER.parent / "sources" / f"{document}.typ").read_text("utf-8").replace("\\$", "$")
    text = found[0].read_text("utf-8")
    return re.sub(r"<!-- asked:.*?-->\n?|^tags:.*\n", "", text, flags=re.MULTILINE)


def sections(document):
    """Pieces no larger than any passage of it may be: a row of a table, or what stands under a heading."""
    text = source(document)
    if (FOLDER / f"{document}.csv").exists():
        head, *rows = text.splitlines()
        return [f"{document} {head} {row}" for row in rows]
    if (FOLDER / f"{document}.json").exists():
        return [f"{document} {line}" for line in text.splitlines()]
    return [f"{document} {part}" for part in re.split(r"\n(?=#)|\n(?==)|\n(?=<h[12]>)|\n\s*\n(?=\S)", text)]


def plain(text):
    return re.sub(r"\s+", " ", text).lower()


def passages(one):
    return [s for p in one.passages for s in sections(p.document) if p.quote.lower() in plain(s)]


def test_there_are_enough_of_each_sort():
    asked = labelled()
    assert len(asked) >= 150
    assert 20 <= sum(not one.passages for one in asked) <= 30
    assert len({one.id for one in asked}) == len({one.query for one in asked}) == len(asked)


@pytest.mark.parametrize("one", [one for one in labelled() if one.passages], ids=lambda one: one.query)
def test_every_quote_stands_in_its_document(one):
    for passage in one.passages:
        assert passage.quote.lower() in plain(source(passage.document))
    assert one.says.lower() in plain(" ".join(source(p.document) for p in one.passages))


def test_at_least_fifty_share_no_content_word_with_any_passage_that_answers_them():
    far = [
        one.query for one in labelled() if one.passages and not content(one.query) & content(" ".join(passages(one)))
    ]
    assert len(far) >= 50, len(far)


def test_the_file_has_one_question_a_line():
    assert all(json.loads(line)["query"] for line in QUESTIONS.read_text("utf-8").splitlines())
