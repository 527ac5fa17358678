"""Rows that a re-ranker is trained on: ours are whole, what is held out is apart, and public files are read as they are published."""

import json

import pytest

from willcall.training.recipes.reranker.rows import own, public


def test_each_of_our_questions_has_a_passage_and_none_has_two():
    rows = own()
    asked = [row.question for row in rows]
    assert len(rows) > 700
    assert all(row.question.strip() and len(row.right) == (row.source == "own") for row in rows)
    assert len({(row.question, row.right, row.wrong) for row in rows}) == len(asked)


def test_passages_that_are_held_out_are_trained_on_by_no_question():
    rows = own()
    held = {passage for row in rows if row.held_out for passage in row.right}
    assert held
    assert not held & {passage for row in rows if not row.held_out for passage in row.right}


def test_what_only_seems_to_be_answered_stands_beside_what_seems_to_answer_it():
    unanswered = [row for row in own() if row.source == "own, unanswered"]
    assert len(unanswered) > 100
    assert all(not row.right and len(row.wrong) == 1 for row in unanswered)


FILES = {
    "alexa-with-dstc9-track1-dataset/data_eval/knowledge.json": {
        "hotel": {
            "1": {
                "name": "Inn",
                "docs": {
                    "0": {"title": "Are pets welcome?", "body": "No pets."},
                    "1": {"title": "Is there parking?", "body": "It costs extra."},
                },
            }
        }
    },
    "dstc11-track5/data/knowledge.json": {
        "hotel": {
            "7": {
                "name": "Lodge",
                "reviews": {"0": {"sentences": {"0": "The rooms were quiet at night.", "1": "Breakfast was cold."}}},
                "faqs": {"0": {"question": "Is there a gym?", "answer": "There is no gym here."}},
            }
        }
    },
    "dstc11-track5/data/val/logs.json": [
        [{"speaker": "U", "text": "Will I sleep well?"}],
        [{"speaker": "U", "text": "Book it."}],
    ],
    "dstc11-track5/data/val/labels.json": [
        {
            "target": True,
            "knowledge": [{"domain": "hotel", "entity_id": 7, "doc_type": "review", "doc_id": 0, "sent_id": 0}],
        },
        {"target": False},
    ],
    "xquad/xquad.en.json": {
        "data": [
            {
                "paragraphs": [
                    {
                        "context": "The hall opened in 1900. It burnt down in 1910.",
                        "qas": [{"id": "a", "question": "When did it burn?", "answers": [{"answer_start": 42}]}],
                    }
                ]
            }
        ]
    },
}


@pytest.fixture
def folder(tmp_path):
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(json.dumps(content))
    return tmp_path


def test_public_questions_get_what_answers_them_and_what_stands_beside_it(folder):
    found = {row.question: (row.right, set(row.wrong)) for row in public(folder, seed=1)}
    assert found == {
        "Are pets welcome?": (("No pets.",), {"It costs extra."}),
        "Is there parking?": (("It costs extra.",), {"No pets."}),
        "Will I sleep well?": (
            ("The rooms were quiet at night.",),
            {"Breakfast was cold.", "There is no gym here."},
        ),
        "When did it burn?": (("It burnt down in 1910.",), {"The hall opened in 1900."}),
    }
