"""How fans feel, from their words: `sentiment.jsonl` was written by one person after the head was trained, and nothing was tuned on it."""

import json
from pathlib import Path

import numpy as np
import pytest

from willcall.understanding.encoder import Encoder
from willcall.understanding.sentiment import Sentiment

ROWS = [json.loads(line) for line in (Path(__file__).parent / "sentiment.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def sentiment():
    encoder = Encoder()
    return Sentiment(lambda: encoder)


def test_feelings_are_told_apart(sentiment):
    scores = np.array(sentiment.scores([row["text"] for row in ROWS]))
    felt = np.array([row["feeling"] for row in ROWS])
    assert np.all((scores >= 0) & (scores <= 1))
    bad, neither, good = (scores[felt == n] for n in range(3))
    order = np.mean(bad[:, None] < good[None])
    assert order >= 0.95, "area under the curve, bad against good"
    assert np.mean(bad < 0.3) >= 0.6
    assert np.mean(neither < 0.3) <= 0.1, "a request is no feeling"
    assert np.mean(good < 0.3) == 0
    assert bad.mean() < 0.3 < neither.mean() < good.mean()


def test_what_has_no_words_has_no_feeling(sentiment):
    assert sentiment.scores(["", "12345", "[name] [order]", "?!", "thanks"])[:4] == [None] * 4
    assert sentiment.scores([]) == []


def test_without_an_encoder_nothing_is_said():
    assert Sentiment(lambda: None).scores(["thanks"]) == [None]
