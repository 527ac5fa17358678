"""The weights that ship are those the card beside them speaks of, and are worth what it says.

If this fails after a change of weights: python tools/weights_card.py --data DIR.
"""

import json

import pytest
from tools.weights_card import CARD, FILES, WEIGHTS, files, own_figures, untrue


@pytest.fixture(scope="module")
def card():
    return json.loads(CARD.read_text("utf-8"))


def test_every_file_of_the_weights_is_the_one_of_the_card(card):
    assert card["files"] == files()
    assert {path.name for path in WEIGHTS.iterdir()} == {*FILES, "README.md", "card.json"}


def test_our_own_messages_are_read_as_well_as_the_card_says(card):
    assert untrue(card["own"], own_figures()) == []


def test_the_readme_leads_to_the_card(card):
    text = (WEIGHTS / "README.md").read_text("utf-8")
    assert "card.json" in text
    assert set(card["people"]) >= {"sgd_dev", "tickettalk_human_dev"}


def test_other_weights_are_told_apart(card):
    worse = json.loads(json.dumps(card))
    worse["own"]["messages"]["intent_accuracy"] -= 0.05
    worse["own"]["blind"]["head_alone_accuracy"] += 0.05
    worse["files"]["intents.onnx"]["sha256"] = "0" * 64
    assert [line.split(":")[0] for line in untrue(card, worse)] == [
        "files.intents.onnx.sha256",
        "own.messages.intent_accuracy",
        "own.blind.head_alone_accuracy",
    ]
