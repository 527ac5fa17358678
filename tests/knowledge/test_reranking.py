"""Re-ranking: asked only when it can change something, never the worse for failing, and read from a folder as they are exported."""

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from willcall.knowledge.cross_encoder import CrossEncoder, NoReranker
from willcall.knowledge.documents import Document
from willcall.knowledge.hybrid import HybridKnowledge
from willcall.knowledge.meaning import VectorShelf
from willcall.knowledge.qualifying import qualified
from willcall.knowledge.reranking import PULL, contenders, shares
from willcall.knowledge.search import BookShelf, KeywordKnowledge

LOGITS = st.lists(st.floats(-20, 20), min_size=1, max_size=20)


class Letters:
    """A cheap encoder of bags of pairs of letters."""

    def knows(self, word):
        return True

    def encode(self, text):
        vector = np.zeros(64, dtype=np.float32)
        for a, b in zip(text.lower(), text.lower()[1:], strict=False):
            vector[(ord(a) * 31 + ord(b)) % 64] += 1
        return vector / max(float(np.linalg.norm(vector)), 1e-9)


class Prefers:
    """A re-ranker that is certain of the passages that hold a word; counts what it is asked."""

    def __init__(self, word):
        self.word = word
        self.asked = []

    def score(self, question, passages):
        self.asked.append(len(passages))
        return [9.0 if self.word in passage else -9.0 for passage in passages]


class Fails:
    def score(self, question, passages):
        raise RuntimeError("no memory")


LLAMAS = [
    Document("day", "Llamas by day", "Llamas are fed at noon beside the fountain.", "/kb/day"),
    Document("night", "Llamas by night", "Llamas are fed at dusk beside the stables.", "/kb/night"),
    Document("boats", "Boats", "Rowing boats are let by the hour.", "/kb/boats"),
]


def knowing(reranker, told=None):
    made = HybridKnowledge(
        KeywordKnowledge(BookShelf(LLAMAS)), Letters(), VectorShelf(), on_degraded=told, reranker=reranker
    )
    assert made.wait(60)
    return made


def first(knowledge, question):
    return knowledge.search(question)[0].id.split("#")[0]


@given(LOGITS)
def test_shares_are_likelihoods_in_the_order_of_the_scores(scores):
    found = shares(scores)
    assert all(0 <= share <= 1 for share in found)
    assert sum(found) <= 1 + 1e-9
    assert all(
        found[a] <= found[b] + 1e-12 for a in range(len(found)) for b in range(len(found)) if scores[a] < scores[b]
    )


@given(LOGITS, st.data())
def test_only_contenders_can_come_first(scores, data):
    ranks = sorted((data.draw(st.floats(-1, 3)) for _ in scores), reverse=True)
    count = contenders(ranks)
    gains = [PULL * share for share in shares(scores[:count])] + [0.0] * (len(ranks) - count)
    best = max(range(len(ranks)), key=lambda place: ranks[place] + gains[place])
    assert best < count


def test_the_model_decides_between_passages_that_are_near_to_each_other():
    question = "when are the llamas fed"
    assert {first(knowing(Prefers(word)), question) for word in ("noon", "dusk")} == {"day", "night"}


def test_the_model_is_not_asked_about_what_is_far_behind():
    model = Prefers("hour")
    assert first(knowing(model), "llamas are fed at noon beside the fountain") == "day"
    assert all(count < len(LLAMAS) for count in model.asked)


def test_every_stage_of_a_re_ranked_search_can_be_seen():
    stages = {stage.name: stage for stage in knowing(Prefers("dusk")).explain("when are the llamas fed").stages}
    assert stages["rerank"].found[0][0].startswith("night")


def test_a_re_ranker_that_fails_is_told_and_leaves_the_order():
    told = []
    knowledge = knowing(Fails(), lambda arm, why: told.append((arm, why)))
    assert first(knowledge, "when are the llamas fed") == first(knowing(None), "when are the llamas fed")
    assert told
    assert {arm for arm, _ in told} == {"rerank"}


WORDS = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "noon": 4, "dusk": 5}


def folder(path, logits=1):
    """A cross-encoder that counts `noon` in its second side."""
    words = Tokenizer(models.WordLevel(WORDS, unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    words.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    words.save(str(path / "tokenizer.json"))
    names = ("input_ids", "attention_mask", "token_type_ids")
    nodes = [
        helper.make_node("Equal", ["input_ids", "noon"], ["is"]),
        helper.make_node("Cast", ["is"], ["one"], to=TensorProto.INT64),
        helper.make_node("Mul", ["one", "token_type_ids"], ["second"]),
        helper.make_node("Mul", ["second", "attention_mask"], ["there"]),
        helper.make_node("Cast", ["there"], ["real"], to=TensorProto.FLOAT),
        helper.make_node("ReduceSum", ["real", "along"], ["yes"], keepdims=1),
        helper.make_node("Neg", ["yes"], ["no"]),
        helper.make_node("Concat", ["no", "yes"] if logits == 2 else ["yes"], ["logits"], axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        "counts",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in names],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", logits])],
        [
            helper.make_tensor("noon", TensorProto.INT64, [], [WORDS["noon"]]),
            helper.make_tensor("along", TensorProto.INT64, [1], [1]),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    onnx.save(model, str(path / "model.onnx"))
    return path


@pytest.mark.parametrize("logits", [1, 2])
def test_a_model_from_a_folder_scores_each_passage_in_the_order_given(tmp_path, logits):
    model = CrossEncoder(folder(tmp_path, logits))
    passages = ["dusk", "noon and noon and some more of it", "noon", *["dusk"] * 9, "noon noon noon"]
    scores = model.score("noon", passages)
    assert [score / logits for score in scores] == [0, 2, 1, *[0] * 9, 3]
    assert model.score("noon", []) == []


def test_a_folder_without_a_model_is_refused_with_what_is_missing(tmp_path):
    with pytest.raises(NoReranker, match=r"model\.onnx"):
        CrossEncoder(tmp_path)
    folder(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(NoReranker, match=r"no cross-encoder"):
        CrossEncoder(tmp_path)


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("what is the wifi password of the referee's cabin?", "referee's cabin"),
        ("the referee's cabin's wifi password", "referee's cabin's"),
        ("how much is a beer at the airport", "airport"),
    ],
)
def test_whose_or_where_is_told_from_the_rest(question, what):
    assert what in [found for found, _ in qualified(question)]


def test_a_question_without_a_whose_or_where_has_none():
    assert list(qualified("how much is parking")) == []
