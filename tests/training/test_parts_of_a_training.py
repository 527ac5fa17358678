"""What a training is made of and needs no torch: settings, the part held out, other versions of rows, calibration."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.training.datasets.lines import BadFile, BadLine
from willcall.training.datasets.understanding import Label, Row
from willcall.training.recipes.encoder.adapt.augment import Values, varied
from willcall.training.recipes.encoder.adapt.calibrating import gaussians, outside_rule, temperature
from willcall.training.recipes.encoder.adapt.material import (
    evaluation_rows,
    hold_out,
    named,
    read_slot_map,
    training_rows,
)
from willcall.training.recipes.encoder.adapt.settings import (
    AGAIN,
    MOST_ANCHORS,
    TEACHING,
    BadSetting,
    Settings,
    plan,
)
from willcall.understanding.outside import OutsideRule, Score, outside_scores


def settings(**told):
    return Settings(data=Path("train.jsonl"), out=Path("model"), **told)


@pytest.mark.parametrize(
    "told",
    [
        {"steps": ("joint", "other")},
        {"steps": ()},
        {"epochs": 0},
        {"held_out": 1.0},
        {"false_alarms": 0.0},
        {"frozen": 1.5},
        {"layers": 0},
    ],
)
def test_settings_that_make_no_sense_are_refused(told):
    with pytest.raises(BadSetting):
        settings(**told)


@given(st.integers(2, 200_000), st.integers(1, 300), st.floats(0, 1))
def test_more_rows_are_never_seen_more_often_by_the_same_layers(count, intents, history):
    fewer = plan(settings(), rows=count, intents=intents, with_history=history)
    more = plan(settings(), rows=count * 2, intents=intents, with_history=history)
    assert more.epochs <= fewer.epochs or more.frozen < fewer.frozen
    assert more.frozen <= fewer.frozen
    assert 0 < more.held_out <= 0.1


def test_a_few_examples_of_many_intents_bend_the_encoder_little():
    few = plan(settings(), rows=770, intents=77, with_history=0.0)
    assert (few.frozen, few.contrastive_epochs, few.refit) == (0.5, 0, True)
    for other in (
        {"rows": 770, "intents": 77, "with_history": 0.0, "slots": 2},
        {"rows": 770, "intents": 77, "with_history": 0.5},
        {"rows": 770, "intents": 4, "with_history": 0.0},
        {"rows": 10_000, "intents": 77, "with_history": 0.0},
    ):
        assert plan(settings(), **other).frozen == 0.0
    assert plan(settings(frozen=0.0, contrastive_epochs=3), rows=770, intents=77, with_history=0.0).frozen == 0.0


@given(
    st.integers(2, 40_000),
    st.integers(1, 300),
    st.floats(0, 1),
    st.integers(3, 160),
    st.sampled_from([None, True, False]),
)
def test_a_processor_is_given_no_more_than_it_can_do_in_time(count, intents, history, each, refit):
    most, told = 2_000_000, {"rows": count, "intents": intents, "with_history": history}
    free = plan(settings(refit=refit), **told)
    found = plan(settings(refit=refit), **told, pieces=count * each, most_pieces=most)
    assert 1 <= found.epochs <= free.epochs
    if found.epochs > 1:
        joint = found.epochs * (1.0 + AGAIN * found.refit)
        triples = 3 * found.contrastive_epochs * min(count, MOST_ANCHORS) / count
        assert count * each * (joint + triples) <= most
    assert plan(settings(epochs=9), **told, pieces=count * each, most_pieces=1).epochs == 9


@given(st.integers(2, 40_000), st.integers(3, 160), st.sampled_from([1, 2, 3, 5]))
def test_an_encoder_of_fewer_layers_is_taught_first_and_in_the_same_time(count, each, layers):
    most, share = 2_000_000, layers / 6
    told = {"rows": count, "intents": 5, "with_history": 0.0, "pieces": count * each, "most_pieces": most}
    assert plan(settings(), **told).distilled_epochs == 0
    found = plan(settings(layers=layers), **told, share=share)
    assert found.distilled_epochs >= 1
    assert found.frozen == 0.0
    if found.epochs > 1:
        triples = 3 * found.contrastive_epochs * min(count, MOST_ANCHORS) / count
        learnt = share * (found.epochs * (1.0 + AGAIN * found.refit) + triples)
        assert count * each * (learnt + found.distilled_epochs * (TEACHING + share)) <= most * 1.000001


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["", "d1", "d2", "d3"])), min_size=2, max_size=60),
    st.integers(0, 9),
)
def test_what_is_held_out_leaves_each_intent_at_work_and_splits_no_dialogue(labels, seed):
    found = [Row(str(place), intent, dialogue=dialogue or None) for place, (intent, dialogue) in enumerate(labels)]
    kept, held = hold_out(found, 0.1, seed)
    assert sorted(kept + held) == list(range(len(found)))
    assert not {found[p].dialogue for p in kept if found[p].dialogue} & {
        found[p].dialogue for p in held if found[p].dialogue
    }
    assert hold_out(found, 0.1, seed) == (kept, held)


def test_where_no_strangers_are_given_fewer_false_alarms_are_allowed():
    told = {"rows": 100, "intents": 5, "with_history": 0.0}
    assert plan(settings(), **told).false_alarms == 0.01
    assert plan(settings(), **told, strangers=3).false_alarms == 0.04
    assert plan(settings(false_alarms=0.02), **told).false_alarms == 0.02


def test_without_dialogues_every_intent_keeps_a_row():
    found = [Row(str(place), f"intent {place // 2}") for place in range(40)]
    kept, _ = hold_out(found, 0.1, 1)
    assert {found[place].intent for place in kept} == {row.intent for row in found}


def test_of_rows_out_of_scope_more_are_held_out():
    found = [Row(str(place), "out_of_scope" if place < 20 else "buy") for place in range(120)]
    _, held = hold_out(found, 0.05, 1)
    assert [sum(found[place].intent == intent for place in held) for intent in ("out_of_scope", "buy")] == [6, 5]


def test_slots_are_renamed_and_left_out_by_a_map(tmp_path):
    lines = [
        {
            "text": "rome today",
            "intent": "find",
            "slots": [{"name": "city_of_event", "start": 0, "end": 4}, {"name": "date", "start": 5, "end": 10}],
        }
    ] * 2
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (tmp_path / "map.json").write_text('{"city_of_event": "city", "date": ""}')
    found, labels = training_rows(tmp_path / "rows.jsonl", dict(read_slot_map(tmp_path / "map.json")))
    assert labels.slots == ("city",)
    assert [slot.name for slot in found[0].slots] == ["city"]
    assert labels.tags == ("O", "B-city", "I-city")


def test_a_state_is_renamed_as_the_slots_are(tmp_path):
    line = {"text": "in Napa", "intent": "find", "slots": [{"name": "city_of_event", "start": 3, "end": 7}]}
    states = [{"city_of_event": "Napa", "seats": "2", "rest": "x"}, {"seats": "3"}]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(line | {"state": state}) + "\n" for state in states))
    found = evaluation_rows(tmp_path / "rows.jsonl", {"city_of_event": "city", "rest": ""})
    assert [dict(row.state) for row in found] == [{"city": ("Napa",), "seats": ("2",)}, {"seats": ("3",)}]


@pytest.mark.parametrize("said", ["[]", '{"a": 1}', "{"])
def test_a_slot_map_that_is_none_is_refused(tmp_path, said):
    (tmp_path / "map.json").write_text(said)
    with pytest.raises(BadFile):
        read_slot_map(tmp_path / "map.json")


def test_an_intent_with_one_example_is_named_with_its_line(tmp_path):
    lines = [{"text": str(at), "intent": "one" if at == 3 else "many", "slots": []} for at in range(9)]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with pytest.raises(BadLine, match=r"rows\.jsonl:4: .*one"):
        training_rows(tmp_path / "rows.jsonl", {})


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path):
    with (tmp_path / "rows.jsonl").open("wb") as out:
        out.truncate(2 << 30)
    for read in (training_rows, evaluation_rows):
        with pytest.raises(BadFile, match=r"rows\.jsonl has 2\.0 GiB"):
            read(tmp_path / "rows.jsonl", {})


def test_names_of_intents_are_rows_where_they_are_words():
    from willcall.training.recipes.encoder.adapt.material import Labels

    assert [row.text for row in named(Labels(("FindEvents", "card_arrival", "x1", "w2"), ()))] == [
        "find events",
        "card arrival",
    ]


TEXTS = st.lists(st.text("abc ", min_size=1, max_size=6), min_size=3, max_size=3)


@given(TEXTS, st.integers(0, 1000))
def test_in_another_version_of_a_row_spans_still_stand_on_their_values(parts, seed):
    text = f"{parts[0]}|rome|{parts[1]}|today|{parts[2]}"
    first = len(parts[0]) + 1
    second = text.index("|today|") + 1
    row = Row(text, "find", (Label("city", first, first + 4), Label("date", second, second + 5)))
    values = Values([row, Row("oslo tomorrow", "find", (Label("city", 0, 4), Label("date", 5, 13)))])
    other = varied(row, values, random.Random(seed))
    bounds = [0, *(edge for slot in other.slots for edge in (slot.start, slot.end)), len(other.text)]
    around = [other.text[bounds[at] : bounds[at + 1]] for at in range(0, len(bounds), 2)]
    assert around == [f"{parts[0]}|", f"|{parts[1]}|", f"|{parts[2]}"]
    assert [slot.name for slot in other.slots] == ["city", "date"]


def test_the_temperature_undoes_a_scale():
    chance = np.random.default_rng(1)
    logits = chance.normal(size=(4000, 5)) * 2
    likely = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    truth = np.array([chance.choice(5, p=row) for row in likely])
    assert temperature((logits * 3).astype(np.float32), truth) == pytest.approx(3.0, rel=0.12)


@given(st.integers(0, 50), st.integers(200, 400), st.floats(0.01, 0.2))
def test_no_more_false_alarms_than_allowed(seed, count, allowed):
    chance = np.random.default_rng(seed)
    inside = {
        name: chance.normal(size=count).astype(np.float32) for name in ("max_softmax", "energy", "head", "neighbours")
    }
    outside = {name: (chance.normal(size=30) + 2).astype(np.float32) for name in inside}
    fields = outside_rule(inside, outside, false_alarms=allowed).fields
    rule = OutsideRule(fields["bias"], fields["threshold"], tuple(Score(**score) for score in fields["scores"]))
    assert (rule.score(inside) >= rule.threshold).mean() <= allowed


def test_the_score_that_finds_most_strangers_is_taken():
    chance = np.random.default_rng(1)
    inside = {name: chance.normal(size=500).astype(np.float32) for name in ("max_softmax", "energy", "head")}
    outside = {name: chance.normal(size=100).astype(np.float32) for name in inside}
    outside["energy"] = outside["energy"] + 6
    assert [score["name"] for score in outside_rule(inside, outside, false_alarms=0.04).fields["scores"]] == ["energy"]


def test_where_few_rows_tell_no_score_is_trusted_alone():
    chance = np.random.default_rng(1)
    inside = {name: chance.normal(size=40).astype(np.float32) for name in ("max_softmax", "energy", "head")}
    outside = {name: chance.normal(size=20).astype(np.float32) + 6 for name in inside}
    rule = outside_rule(inside, outside, false_alarms=0.04).fields
    assert {score["name"] for score in rule["scores"]} == set(inside)


def test_of_few_rows_the_next_one_is_seldom_a_false_alarm():
    chance = np.random.default_rng(2)
    alarms = []
    for _ in range(300):
        inside = {"energy": chance.normal(size=6).astype(np.float32)}
        rule = outside_rule(inside, {"energy": np.full(20, 9.0, dtype=np.float32)}, false_alarms=0.04).fields
        score = rule["scores"][0]
        later = (chance.normal(size=400) - score["mean"]) / score["scale"] + rule["bias"]
        alarms.append(float((later >= 0).mean()))
    assert np.mean(alarms) < 0.04


def test_gaussians_are_means_and_the_inverse_of_a_covariance():
    chance = np.random.default_rng(1)
    labels = np.repeat(np.arange(3), 200).astype(np.int32)
    vectors = (chance.normal(size=(600, 8)) * 0.1 + labels[:, None]).astype(np.float32)
    means, whitening = gaussians(vectors, labels, 3)
    precision = whitening @ whitening.T
    assert (means @ np.linalg.inv(whitening))[:, 0] == pytest.approx([0, 1, 2], abs=0.05)
    assert float(np.diag(precision).mean()) == pytest.approx(100, rel=0.3)
    one = vectors[7]
    away = one - vectors[labels == 0].mean(axis=0)
    found = outside_scores(
        intents=np.zeros((1, 3), np.float32),
        outside=np.zeros(1, np.float32),
        sentence=one[None],
        means=means,
        whitening=whitening,
    )
    assert float(found["mahalanobis"][0]) == pytest.approx(float(away @ precision @ away), rel=1e-3)
