"""Documents and chunks: nothing is lost, nothing is invented."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from willcall.knowledge.chunking import LENGTH, chunks, sentences
from willcall.knowledge.documents import Document, UnreadableDocument, parse
from willcall.knowledge.ingest.readers import read_path

PROSE = st.lists(
    st.sampled_from(
        [
            "# Title\n",
            "## Parking\n",
            "### When\n",
            "Cars pay $25.",
            "It is free!",
            "- one item",
            "1. first",
            "",
            "\n",
            "Mr. Fox left. ",
            "A rather long sentence that goes on about the lots and the garages and how they fill before a game. " * 4,
        ]
    ),
    max_size=25,
).map("\n".join)


def words(text):
    """The words of a text without Markdown's own marks."""
    return re.findall(r"\w+", re.sub(r"^\s*(?:[-*+]|\d+[.)]) +", "", text, flags=re.MULTILINE))


@settings(deadline=None)
@given(PROSE)
def test_the_chunks_of_a_document_hold_all_its_words_in_order(prose):
    document = Document("d", "D", "\n" + prose, "/kb/d")
    without_headings = re.sub(r"^#{1,6} +.+$", "", document.text, flags=re.MULTILINE)
    found = [word for chunk in chunks(document) for word in words(chunk.text)]
    assert found == words(without_headings)


@settings(deadline=None)
@given(PROSE)
def test_chunk_ids_are_unique_and_chunks_short(prose):
    found = chunks(Document("d", "D", prose, "/kb/d"))
    assert len({chunk.id for chunk in found}) == len(found)
    for chunk in found:
        assert len(chunk.text) <= LENGTH or len(sentences(chunk.text)) == 1


def test_a_head_gives_title_tags_and_where_it_applies():
    found = parse(
        "Bags & more",
        "---\ntitle: Bags\ntags: purse, backpack\nvenue: North Hall\nsource: https://a.example/b\n---\nSmall ones.",
    )
    assert found == Document(
        "bags-more", "Bags", "Small ones.", "https://a.example/b", ("purse", "backpack"), venue="North Hall"
    )


def test_a_first_heading_is_the_title():
    assert parse("x", "# Where to eat\n\nHere.").title == "Where to eat"


def test_a_sentence_does_not_end_at_an_abbreviation():
    assert sentences("St. Mary’s lot opens at 10 a.m. on Sundays. Mr. Fox has the key.") == [
        "St. Mary’s lot opens at 10 a.m. on Sundays.",
        "Mr. Fox has the key.",
    ]


@pytest.mark.parametrize(("name", "content"), [("a.md", b"\xff\xfe\x00"), ("a.md", b"  \n"), ("a.exe", b"text")])
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument) as caught:
        list(read_path(path))
    assert path.stem in caught.value.detail


def test_a_folder_is_read_in_order_and_other_files_are_left_alone(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.md").write_text("B")
    (tmp_path / "sub" / "c.txt").write_text("C")
    (tmp_path / "a.png").write_bytes(b"\x89")
    assert [document.id for document in read_path(tmp_path)] == ["b", "c"]
