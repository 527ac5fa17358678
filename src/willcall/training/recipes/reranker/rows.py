"""Questions with passages that answer them and passages that do not: public sets, and our own of other houses.

Public sets are read from a folder given as a parameter, which holds clones of their repositories (see `PUBLIC`); their rows stay
there. Ours are `training/datasets/phrases/other_houses.txt`: invented theatres, stadiums and ferries, none of them the sample's venue.
Knows no model.
"""

import hashlib
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import willcall.training.datasets

PUBLIC = {
    "dstc9": "alexa-with-dstc9-track1-dataset/data_eval/knowledge.json",
    "dstc11": "dstc11-track5/data",
    "xquad": "xquad/xquad.en.json",
}
"""Source → where it is, in a folder of clones."""
OWN = Path(willcall.training.datasets.__file__).with_name("phrases") / "other_houses.txt"
HELD_OUT = 13
"""In 256 of the public questions or of the places they are asked about; nothing is trained on those."""
OWN_HELD_OUT = 36
"""In 256 of our own passages."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question.

    Args:
        question: As typed.
        right: Passages that answer it; none for one that `wrong` only seems to answer.
        wrong: Passages that do not.
        source: Key of `PUBLIC`, `own` or `own, unanswered`.
        held_out: Never trained on.
    """

    question: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    source: str
    held_out: bool


def public(folder: Path, *, seed: int) -> list[Row]:
    """All public rows."""
    dealer = random.Random(seed)
    return [
        *_faqs(_json(folder / PUBLIC["dstc9"])),
        *_reviews(folder / PUBLIC["dstc11"], dealer),
        *_sentences(_json(folder / PUBLIC["xquad"])),
    ]


def own(file: Path = OWN) -> list[Row]:
    """Our rows; a passage is "heading: text", as the knowledge compares it.

    The file has a block a passage: `# House: Heading`, the text, `? ` and questions that it answers, `! ` and such as it only seems to
    answer, with ` | ` between them.
    """
    blocks = [block.split("\n") for block in file.read_text("utf-8").strip().split("\n\n")]
    houses: dict[str, list[str]] = {}
    found = []
    for title, text, *asked in blocks:
        house, heading = title.removeprefix("# ").split(": ", 1)
        passage = f"{heading}: {text}"
        houses.setdefault(house, []).append(passage)
        found.append((house, passage, _chance(heading) < OWN_HELD_OUT, asked))
    rows = []
    for house, passage, held_out, asked in found:
        others = tuple(other for other in houses[house] if other != passage)
        for line in asked:
            for question in line[2:].split(" | "):
                if line.startswith("?"):
                    rows.append(Row(question, (passage,), others, "own", held_out))
                else:
                    rows.append(Row(question, (), (passage,), "own, unanswered", held_out))
    return rows


def _faqs(places: Any) -> Iterator[Row]:
    for domain, entities in places.items():
        for number, entity in entities.items():
            entries = list(entity["docs"].values())
            held_out = _chance(f"{domain}{number}") < HELD_OUT
            for one in entries:
                wrong = tuple(other["body"] for other in entries if other["body"] != one["body"])
                yield Row(one["title"], (one["body"],), wrong, "dstc9", held_out)


def _reviews(folder: Path, dealer: random.Random) -> Iterator[Row]:
    places = _json(folder / "knowledge.json")
    for log, label in zip(_json(folder / "val/logs.json"), _json(folder / "val/labels.json"), strict=True):
        if not label["target"]:
            continue
        question = log[-1]["text"]
        right: dict[str, None] = {}
        around: dict[str, None] = {}
        for one in label["knowledge"]:
            entity = places[one["domain"]][str(one["entity_id"])]
            if one["doc_type"] == "review":
                right[entity["reviews"][str(one["doc_id"])]["sentences"][str(one["sent_id"])]] = None
            else:
                right[entity["faqs"][str(one["doc_id"])]["answer"]] = None
            around.update(dict.fromkeys(faq["answer"] for faq in entity["faqs"].values()))
            around.update(dict.fromkeys(s for r in entity["reviews"].values() for s in r["sentences"].values()))
        kept = [text for text in right if 3 <= len(text.split()) <= 45]
        wrong = [text for text in around if text not in right]
        if kept:
            some = tuple(dealer.sample(wrong, min(30, len(wrong))))
            yield Row(question, tuple(kept[:4]), some, "dstc11", _chance(question) < HELD_OUT)


def _sentences(data: Any) -> Iterator[Row]:
    for paragraph in (one for article in data["data"] for one in article["paragraphs"]):
        lines = re.split(r"(?<=[.!?]) (?=[A-Z0-9\"])", paragraph["context"])
        starts = [sum(len(line) + 1 for line in lines[:place]) for place in range(len(lines))]
        for asked in paragraph["qas"]:
            at = asked["answers"][0]["answer_start"]
            place = max(number for number, start in enumerate(starts) if start <= at)
            wrong = tuple(line for number, line in enumerate(lines) if number != place)
            yield Row(asked["question"], (lines[place],), wrong, "xquad", _chance(asked["id"]) < HELD_OUT)


def _chance(text: str) -> int:
    return hashlib.sha256(text.encode()).digest()[0]


def _json(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))
