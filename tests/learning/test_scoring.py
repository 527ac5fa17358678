"""What a reader is worth, counted."""

import json
from itertools import count

import pytest
from tests.understanding.season import NOW, SEASON

from willcall.training.datasets.understanding import Label, Row
from willcall.training.evaluate.joint_goal import JointGoal
from willcall.training.evaluate.readers import of_model, of_reader
from willcall.training.evaluate.speed import side_by_side
from willcall.training.evaluate.understanding import Prediction, evaluate
from willcall.understanding.reader import EncoderReader
from willcall.understanding.trained import TrainedModel

from .toy import make


def said(intent, *, sure=0.9, outside=False, slots=()):
    return Prediction(intent, sure, outside, 0.9 if outside else 0.1, tuple(slots), 2.0)


def scored(*pairs, **options):
    answers = iter([predicted for _, predicted in pairs])
    return evaluate([row for row, _ in pairs], lambda _: next(answers), **options)


def test_the_best_intent_and_the_flag_are_counted_apart():
    figures = scored(
        (Row("a", "buy"), said("buy")),
        (Row("b", "buy"), said("buy", outside=True)),
        (Row("c", "ask"), said("buy", sure=0.5)),
        (Row("d", "ask"), said("ask")),
        (Row("e", "out_of_scope"), said("ask", outside=True)),
        (Row("f", "out_of_scope"), said("ask")),
    )
    assert figures["in_scope_accuracy"] == 0.75
    assert figures["false_alarm_rate"] == 0.25
    assert figures["out_of_scope_recall"] == 0.5
    assert figures["intent_accuracy"] == 0.5
    assert figures["confidence_auroc"] == 1.0
    assert figures["intents"]["buy"] == {"rows": 2, "recall": 0.5, "precision": 0.5}


def test_a_slot_counts_with_its_exact_span_under_its_mapped_name():
    row = Row("two for new york", "buy", (Label("city_of_event", 8, 16), Label("count", 0, 3)))
    figures = scored((row, said("buy", slots=[("city", 8, 16), ("count", 0, 7)])), slot_map={"city_of_event": "city"})
    assert figures["slots"]["city"]["f1"] == 1.0
    assert figures["slots"]["count"]["f1"] == 0.0
    assert figures["slot_f1"] == 0.5
    left_out = scored((row, said("buy", slots=[("count", 0, 3)])), slot_map={"city_of_event": ""})
    assert left_out["slot_f1"] == 1.0


def test_a_file_without_something_has_no_figure_for_it():
    figures = scored((Row("a", "buy"), said("buy")))
    assert [figures[name] for name in ("out_of_scope_recall", "slot_f1", "joint_goal_accuracy")] == [None, None, None]


def test_the_goal_is_carried_from_turn_to_turn_and_a_correction_replaces():
    goals = JointGoal()
    first = Row("two for oslo", "buy", (Label("city", 8, 12),), state={"city": ("Oslo",)})
    then = Row(
        "bergen rather", "buy", (Label("city", 0, 6),), (("user", "two for oslo"),), {"city": ("Bergen", "bergen city")}
    )
    last = Row(
        "at eight",
        "buy",
        (Label("time", 3, 8),),
        (("user", "x"),),
        {"city": ("Bergen",), "time": ("20:00", "eight"), "kind": ("a",)},
    )
    for row in (first, then, last):
        goals.add(row, {(s.name, s.start, s.end) for s in row.slots}, {})
    assert goals.figures() == {"joint_goal_accuracy": 1.0, "joint_goal_turns": 3}
    goals.add(Row("hi", "greet", state={"city": ("Oslo",)}), set(), {})
    assert goals.figures()["joint_goal_accuracy"] == 0.75


def test_what_the_agent_offers_counts_once_it_is_taken():
    said = (("user", "two for oslo"), ("agent", "How about Peer Gynt at eight?"))
    offered = {("event", 10, 19), ("time", 23, 28)}
    known = {"city": ("oslo",)}
    for text, taken in (("That would be great", True), ("yes please", True), ("where is that?", False), ("no", False)):
        goals = JointGoal(marked={"city", "event", "time"})
        goals.add(Row("two for oslo", "buy", state=known), {("city", 8, 12)}, {})
        goals.add(Row("", "buy"), set(), {})
        wanted = known | ({"event": ("Peer Gynt",), "time": ("eight", "20:00")} if taken else {})
        goals.add(Row(text, "buy", history=said, state=wanted), set(), {}, offered)
        assert goals.figures()["joint_goal_accuracy"] == 1.0, text


def test_an_offer_waits_while_one_asks_about_it():
    goals = JointGoal(marked={"event"})
    before = (("agent", "How about Peer Gynt?"),)
    goals.add(Row("where is it?", "ask", history=(("user", "hi"), *before), state={}), set(), {}, {("event", 10, 19)})
    goals.add(Row("sounds good", "yes", history=(("agent", "In Oslo."),), state={"event": ("Peer Gynt",)}), set(), {})
    assert goals.figures()["joint_goal_accuracy"] == 1.0


def test_a_model_and_our_own_reader_both_predict(tmp_path):
    ticks = count()
    row = Row("get me two tickets in oslo", "buy", (Label("count", 7, 10),))
    model = of_model(TrainedModel(make(tmp_path)), clock=lambda: next(ticks) / 1000)
    own = of_reader(EncoderReader(), SEASON, NOW, clock=lambda: next(ticks) / 1000)
    predicted = model(row)
    assert (predicted.intent, predicted.milliseconds) == ("buy", pytest.approx(1.0))
    assert ("count", 7, 10) in predicted.slots
    assert own(row).intent == "buy_tickets"
    assert ("quantity", 7, 18) in own(row).slots
    strange = own(Row("what is the capital of france", "out_of_scope"))
    assert strange.out_of_scope
    assert strange.intent != "out_of_scope"


def test_two_readers_are_timed_on_the_same_rows():
    def taking(milliseconds):
        return lambda _: Prediction("buy", 1.0, False, 0.0, (), milliseconds)

    assert side_by_side([Row("a", "buy")] * 9, taking(2.0), taking(4.0)) == {
        "int8_ms": 2.0,
        "float32_ms": 4.0,
        "ratio": 2.0,
    }


def test_figures_are_plain_data(tmp_path):
    json.dumps(evaluate([Row("two for oslo", "buy")], of_model(TrainedModel(make(tmp_path)))))
