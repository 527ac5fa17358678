"""Figures of whole answers, over a knowledge base that answers one question well and another badly."""

from willcall.knowledge.asking import asked_for, kinds_in
from willcall.knowledge.evaluate.answers import figures, judge
from willcall.knowledge.evaluate.calibrate import fit
from willcall.knowledge.evaluate.labels import half
from willcall.knowledge.ports import Answer, Passage
from willcall.knowledge.sample import Labelled, Marked, labelled

PASSAGE = Passage("parking#text", "Parking", "/kb/parking", "Parking costs $25.\nThe gates take no cash.", "", 1.0)


class Scripted:
    def __init__(self, answers):
        self.answers = answers

    def search(self, query, *, limit=5):
        return [PASSAGE]

    def answer(self, question, *, venue=None, event_id=None, others=()):
        return self.answers.get(question, Answer("", (), 0.0))


RIGHT = Labelled("a", "what is parking", (Marked("parking", "$25"),), "$25")
SILENT = Labelled("b", "may i pay cash", (Marked("parking", "no cash"),))
OTHER = Labelled("c", "who won", ())


def test_right_answers_refusals_and_numbers_are_told_apart():
    good = Scripted({RIGHT.query: Answer("Parking costs $25.", (PASSAGE,), 0.9)})
    found = figures(judge(good, [RIGHT, SILENT, OTHER]))["all"]
    assert found["right answers"].mean == 0.5
    assert found["wrong refusals"].mean == 0.5
    assert found["right refusals"].mean == 1
    assert found["numbers identical"].mean == found["faithfulness"].mean == found["citation accuracy"].mean == 1


def test_a_changed_number_and_a_made_up_sentence_are_seen():
    bad = Scripted(
        {RIGHT.query: Answer("Parking costs $20.", (PASSAGE,), 0.9), OTHER.query: Answer("X.", (PASSAGE,), 1)}
    )
    found = figures(judge(bad, [RIGHT, OTHER]))["all"]
    assert found["numbers identical"].mean == 0.5
    assert found["faithfulness"].mean == 0
    assert found["right refusals"].mean == 0


def test_the_halves_hold_about_as_many_and_never_change():
    halves = [half(one.id) for one in labelled()]
    assert 0.4 < halves.count("tune") / len(halves) < 0.6
    assert (half("q001"), half("q002")) == (half("q001"), half("q002"))


def test_a_fit_tells_apart_what_can_be_told_apart():
    import numpy as np

    features = np.array([[0.0, 1.0], [0.1, 0.0], [0.9, 1.0], [1.0, 0.0]] * 20)
    weights, bias = fit(features, (features[:, 0] > 0.5).astype(float))
    sure = features @ weights + bias
    assert (sure[features[:, 0] > 0.5] > 0).all()
    assert (sure[features[:, 0] < 0.5] < 0).all()


def test_what_is_asked_for_is_read_and_found():
    assert "amount" in asked_for("How much is a hoodie?")
    assert "time" in asked_for("until when can I stay")
    assert "place" in asked_for("where is the desk")
    assert kinds_in("It costs $4 beside the doors.") == {"amount", "place"}
    assert "time" in kinds_in("The lots open three hours before.")
