"""A failing arm is told: every time to observers, once a minute as an event, and the answer still comes."""

from sqlalchemy import select
from tests.knowledge.indexes import Letters

from willcall.kit.outbox import outbox
from willcall.knowledge.documents import Document
from willcall.knowledge.hybrid import HybridKnowledge
from willcall.knowledge.meaning import VectorShelf
from willcall.knowledge.search import BookShelf, KeywordKnowledge
from willcall.knowledge.store import DocumentStore
from willcall.knowledge.watch import Watch

LLAMAS = Document("llamas", "Llamas", "Llamas are fed at noon beside the fountain.", "/kb/llamas")


class Failing(Letters):
    broken = False

    def knows(self, word):
        return True

    def encode(self, text):
        if self.broken:
            raise RuntimeError("the session is gone")
        return super().encode(text)


def test_a_failing_encoder_is_an_event_and_a_count_and_keywords_answer(sqlite_database, clock):
    store = DocumentStore(sqlite_database)
    watch = Watch(clock, lambda arm, why: store.tell("knowledge.degraded", arm, {"arm": arm, "why": why}))
    heard = []
    watch.observers.append(lambda arm, why: heard.append(arm))
    encoder = Failing()
    knowledge = HybridKnowledge(
        KeywordKnowledge(BookShelf([LLAMAS])), encoder, VectorShelf(), on_degraded=watch.degraded
    )
    assert knowledge.wait(60)
    encoder.broken = True
    for _ in range(3):
        assert "noon" in knowledge.answer("when are the llamas fed").text
    clock.advance(seconds=61)
    failed = [stage for stage in knowledge.explain("llamas fed").stages if stage.failed]
    assert [stage.name for stage in failed] == ["meaning"]
    assert heard == ["meaning"] * 4
    with sqlite_database.read() as connection:
        told = connection.execute(select(outbox.c.type, outbox.c.data)).all()
    assert [row.type for row in told] == ["dev.willcall.knowledge.degraded"] * 2
    assert "the session is gone" in told[0].data["why"]


def test_words_that_fail_leave_meaning(clock):
    heard = []
    knowledge = HybridKnowledge(
        KeywordKnowledge(BookShelf([LLAMAS])), Letters(), VectorShelf(), on_degraded=lambda arm, why: heard.append(arm)
    )
    assert knowledge.wait(60)
    words = knowledge._keywords.current()
    words.search = None  # not callable any more
    assert knowledge.search("llamas fed")[0].id == "llamas#text"
    assert heard == ["words"]
