"""The card beside the reader's weights: hashes of the files, and what the weights are worth.

    python tools/weights_card.py [--data DIR]            writes card.json (figures of people's dialogues only with --data)
    python tools/weights_card.py --check [--data DIR]    says whether the card is true, and fails if it is not

After every change of the weights, write it again. Our own messages are those of tests/understanding; DIR is the folder of
docs/how-to/rebuild-the-reader.md.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
for place in (ROOT, ROOT / "src"):
    sys.path.insert(0, str(place))

WEIGHTS = ROOT / "src" / "willcall" / "understanding" / "weights"
CARD = WEIGHTS / "card.json"
FILES = ("encoder.onnx", "intents.onnx", "sentiment.onnx", "tags.onnx", "tokenizer.json")
LESS = 0.04  # how far below the card a figure of the whole reader may be: rules change, and processors round int8 differently
APART = 0.02  # how far either way what no rule touches may be


def files() -> dict:
    """sha256 and size of each file of the weights."""
    return {
        name: {
            "sha256": hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest(),
            "bytes": (WEIGHTS / name).stat().st_size,
        }
        for name in FILES
    }


def own_figures() -> dict:
    """What the weights make of our own messages: the whole reader, and the intent head without any rule."""
    from tests.understanding.scoring import BLIND, ROWS, score

    from willcall.understanding.reader import EncoderReader

    reader = EncoderReader(WEIGHTS)
    figures = {}
    for name, rows in (("messages", ROWS), ("blind", BLIND)):
        outcome = score(reader, rows)
        figures[name] = {
            "rows": len(rows),
            "intent_accuracy": round(outcome.intent_accuracy, 4),
            "slot_recall": round(outcome.slot_recall, 4),
            "head_alone_accuracy": _head_alone(rows),
        }
    return figures


def _head_alone(rows: list) -> float:
    """Accuracy of encoder and intent head alone: no rule has scored, no slot was found; only what was asked is known."""
    from willcall.understanding.encoder import Encoder
    from willcall.understanding.features import INTENTS, features
    from willcall.understanding.heads import Heads

    encoder, heads = Encoder(WEIGHTS), Heads(WEIGHTS)
    right = 0
    for row in rows:
        known = features(row["text"], {}, (), asked=row.get("awaiting") or "nothing", answer="none", correcting=False)
        likely = heads.intents(encoder.encode(row["text"]).sentence, known)
        right += INTENTS[int(likely.argmax())].value in row["intents"]
    return round(right / len(rows), 4)


def people_figures(data: Path) -> dict:
    """What the reader makes of people's dialogues, dev parts, as the recipe evaluates it."""
    from willcall.training.recipes.encoder.evaluate import evaluate

    found = evaluate(data, WEIGHTS)
    for part in found.values():
        if isinstance(part, dict):
            part.pop("worst", None)
    return found


def untrue(card: dict, now: dict, *, path: str = "") -> list[str]:
    """What of a card no longer holds, a line each."""
    wrong = []
    for name, said in card.items():
        where, found = f"{path}{name}", now.get(name)
        if isinstance(said, dict):
            wrong += untrue(said, found or {}, path=f"{where}.")
        elif isinstance(said, float) and isinstance(found, float):
            less, either = said - found, abs(said - found)
            if less > LESS or ("head_alone" in name and either > APART):
                wrong.append(f"{where}: the card says {said}, it is {found}")
        elif said != found:
            wrong.append(f"{where}: the card says {said}, it is {found}")
    return wrong


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python tools/weights_card.py", description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--data", type=Path)
    chosen = parser.parse_args(arguments)
    now = {"files": files(), "own": own_figures()}
    card = json.loads(CARD.read_text("utf-8")) if CARD.is_file() else {}
    if chosen.data is not None:
        now["people"] = people_figures(chosen.data)
    if chosen.check:
        wrong = untrue({name: card.get(name) for name in now}, now)
        print("\n".join(wrong) or "The card is true.")
        return 1 if wrong else 0
    if chosen.data is None and "people" in card:
        if card.get("files") != now["files"]:
            print("The weights have changed: measure them on people's dialogues too (--data DIR).", file=sys.stderr)
            return 1
        now["people"] = card["people"]
    CARD.write_text(json.dumps(now, indent=2) + "\n", "utf-8")
    print(f"wrote {CARD.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
