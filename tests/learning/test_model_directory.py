"""A model directory, read without torch."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from willcall.understanding.trained import NotAModel, TrainedModel

from .toy import EXAMPLES, VOCABULARY, make


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return TrainedModel(make(tmp_path_factory.mktemp("toy")))


def test_intent_slots_and_spans_come_from_the_directory_alone(model):
    said = model.read("Get me two tickets in New York")
    assert (said.intent, said.out_of_scope) == ("buy", False)
    assert said.confidence > 0.9
    assert [(s["name"], s["start"], s["end"], s["value"]) for s in said.slots] == [
        ("count", 7, 10, "two"),
        ("city", 22, 30, "New York"),
    ]
    assert sum(sure for _, sure in said.ranking) == pytest.approx(1.0, abs=1e-5)


def test_of_the_intents_that_can_be_meant_the_best_is_taken(model):
    said = model.read("what show for two", among=["buy", "cancel"])
    assert model.read("what show for two").intent == "ask"
    assert said.intent in {"buy", "cancel"}
    assert dict(said.ranking)["ask"] == 0.0
    assert sum(sure for _, sure in said.ranking) == pytest.approx(1.0, abs=1e-5)
    assert said.out_of_scope_score == model.read("what show for two").out_of_scope_score


def test_what_is_unlike_every_example_is_out_of_scope_and_still_has_a_best_intent(model):
    said = model.read("in the oslo")
    assert said.out_of_scope
    assert said.out_of_scope_score > 0.5
    assert said.intent in model.intents


def test_what_was_said_before_is_no_part_of_the_spans(model):
    with_it = model.read("two tickets", history=[{"speaker": "agent", "text": "what show in oslo"}])
    assert [slot["value"] for slot in with_it.slots] == ["two"]


def test_one_message_reads_the_same_alone_and_among_others(model):
    texts = [text for text, _ in EXAMPLES]
    together = [model.judge(text, said) for text, said in zip(texts, model.outputs(texts), strict=True)]
    assert together == [model.read(text) for text in texts]


def test_the_nearest_examples_are_those_of_the_directory(model):
    nearest = model.nearest(model.read("cancel the tickets").sentence)
    assert (nearest[0].text, nearest[0].intent) == ("cancel the tickets", "cancel")
    assert nearest[0].similarity == pytest.approx(1.0, abs=0.01)
    assert [n.similarity for n in nearest] == sorted((n.similarity for n in nearest), reverse=True)


def test_without_a_fitted_rule_nothing_is_out_of_scope(tmp_path):
    said = TrainedModel(make(tmp_path, out_of_scope=None)).read("in the oslo")
    assert (said.out_of_scope, said.out_of_scope_score) == (False, 0.0)


def test_every_score_of_the_page_can_be_asked_for(tmp_path):
    size = len(VOCABULARY)
    make(tmp_path)
    arrays = dict(np.load(tmp_path / "arrays.npz"))
    np.savez(
        tmp_path / "arrays.npz",
        **arrays,
        means=np.zeros((3, size), np.float32),
        whitening=np.eye(size, dtype=np.float32),
    )
    about = json.loads((tmp_path / "model.json").read_text())
    names = ("max_softmax", "energy", "head", "mahalanobis", "neighbours")
    about["files"] = {}
    about["out_of_scope"]["scores"] = [{"name": name, "weight": 1.0, "mean": 0.0, "scale": 1.0} for name in names]
    (tmp_path / "model.json").write_text(json.dumps(about))
    model = TrainedModel(tmp_path)
    raw = model.raw_outside(model.outputs(["buy tickets", "oslo"]))
    assert set(raw) == set(names)
    assert all(values.shape == (2,) for values in raw.values())
    assert all(raw[name][1] > raw[name][0] for name in ("max_softmax", "energy", "neighbours"))
    assert raw["mahalanobis"] == pytest.approx([1.0, 1.0], abs=1e-3)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "model.json").unlink(), "is .* a model directory"),
        (lambda folder: (folder / "model.json").write_text("{"), "not JSON"),
        (lambda folder: (folder / "encoder.onnx").unlink(), "encoder.onnx is missing"),
        (lambda folder: (folder / "encoder.onnx").write_bytes(b"half"), "encoder.onnx is damaged"),
        (lambda folder: make(folder, format=2), "format 2"),
        (lambda folder: make(folder, temperature=None), "model.json"),
    ],
)
def test_a_damaged_directory_says_which_file_is_wrong(tmp_path, spoil, said):
    spoil(make(tmp_path))
    with pytest.raises(NotAModel, match=said):
        TrainedModel(tmp_path)


@settings(deadline=None, max_examples=100)
@given(text=st.text(max_size=200), before=st.lists(st.text(max_size=60), max_size=5))
def test_any_text_reads_and_every_span_is_a_stretch_of_it(model, text, before):
    said = model.read(text, history=[{"speaker": "user", "text": words} for words in before])
    assert 0.0 <= said.confidence <= 1.0
    ends = 0
    for slot in said.slots:
        assert ends <= slot["start"] < slot["end"] <= len(text)
        assert text[slot["start"] : slot["end"]] == slot["value"]
        ends = slot["end"]
