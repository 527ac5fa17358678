"""The document store: what is added is found at once, in every process; what is removed is gone."""

import pytest

from willcall.kit.clock import system_clock
from willcall.kit.database import Database
from willcall.kit.ids import new_id
from willcall.knowledge.documents import Document
from willcall.knowledge.sample import documents
from willcall.knowledge.search import KeywordKnowledge
from willcall.knowledge.store import DocumentStore, NoSuchDocument

LLAMAS = Document(
    "llamas", "Llamas", "## Feeding\nLlamas are fed at noon beside the fountain.", "/kb/llamas", ("alpaca",)
)


def test_what_is_added_is_found_at_once_and_what_is_removed_is_gone(database):
    store = DocumentStore(database)
    knowledge = KeywordKnowledge(store)
    assert knowledge.answer("when are the llamas fed").text == ""
    assert store.add([LLAMAS]) == 1
    assert "noon" in knowledge.answer("when are the llamas fed").text
    store.remove("llamas")
    assert knowledge.answer("when are the llamas fed").text == ""
    assert store.chunks() == []


def test_a_document_with_a_known_id_replaces_the_old_one(database):
    store = DocumentStore(database)
    store.add([LLAMAS])
    store.add([Document("llamas", "Llamas", "## Feeding\nLlamas are fed at dusk.", "/kb/llamas")])
    assert [chunk.text for chunk in store.chunks()] == ["Llamas are fed at dusk."]


def test_adding_the_same_again_changes_nothing(database):
    store = DocumentStore(database)
    assert store.add(documents()) == len(documents())
    version = store.version()
    assert store.add(documents()) == 0
    assert store.version() == version


def test_another_process_sees_the_change(database):
    """A second `Database` on the same URL stands for another worker: they share nothing but what is stored."""
    url = database.engine.url.render_as_string(hide_password=False)
    other = Database(url, clock=system_clock, ids=new_id)
    try:
        knowledge = KeywordKnowledge(DocumentStore(other))
        assert knowledge.answer("when are the llamas fed").text == ""
        DocumentStore(database).add([LLAMAS])
        assert "noon" in knowledge.answer("when are the llamas fed").text
    finally:
        other.dispose()


def test_documents_come_back_as_they_were(database):
    store = DocumentStore(database)
    store.add(documents())
    assert [store.get(document.id) for document in documents()] == documents()
    assert [listed.id for listed in store.listing()] == sorted(document.id for document in documents())


def test_removing_what_is_not_there_says_so(database):
    with pytest.raises(NoSuchDocument):
        DocumentStore(database).remove("unicorns")
