"""`willcall train encoder`, from rows to a model directory, on a base small enough to train in seconds."""

import hashlib
import json
import os
import random
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from tests.training.conftest import rows, write

pytestmark = [pytest.mark.train, pytest.mark.filterwarnings("ignore")]
NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)


def train(data, base, out, *, enough=lambda: False, resume=False, tracking=None, **settings):
    from willcall.training.recipes.encoder.adapt.progress import Progress
    from willcall.training.recipes.encoder.adapt.run import train_encoder
    from willcall.training.recipes.encoder.adapt.settings import Settings

    told = {"epochs": 4, "contrastive_epochs": 1, "rate": 2e-3, "precision": "float32", "threads": 1, **settings}
    return train_encoder(
        Settings(data=data, out=out, base=str(base), **told),
        now=NOW,
        shown=Progress(quiet=True),
        enough=enough,
        resume=resume,
        tracking=tracking,
    )


def fingerprint(folder):
    return hashlib.sha256((folder / "encoder.onnx").read_bytes()).hexdigest(), json.loads(
        (folder / "model.json").read_text()
    )["temperature"]


def test_rows_become_a_directory_that_reads(data, base, tmp_path):
    from willcall.understanding.trained import TrainedModel

    write(tmp_path / "test.jsonl", rows(5, seed=2))
    figures = train(data, base, tmp_path / "model", evaluation=tmp_path / "test.jsonl", epochs=24)
    assert figures["in_scope_accuracy"] > 0.9
    assert figures["slot_f1"] > 0.8
    assert {
        "intent_accuracy",
        "out_of_scope_recall",
        "false_alarm_rate",
        "expected_calibration_error",
        "train_seconds",
    } <= set(figures)
    model = TrainedModel(tmp_path / "model")
    read = model.read("book two tickets in oslo")
    assert (read.intent, read.out_of_scope) == ("buy", False)
    assert {file.name for file in (tmp_path / "model").iterdir()} == {
        "encoder.onnx", "tokenizer.json", "model.json", "arrays.npz", "examples.jsonl", "card.md", "curves.svg",
    }  # fmt: skip
    assert "buy, hours, parking, refund" in (tmp_path / "model" / "card.md").read_text()
    assert not (tmp_path / "model.checkpoint").exists()
    assert model.nearest(read.sentence, 2)[0].intent == "buy"


@pytest.mark.parametrize(
    ("steps", "refit", "layers"), [(3, False, None), (9, False, None), (9, True, None), (15, True, None), (3, False, 1)]
)
def test_an_interrupted_training_resumes_to_the_same_model(data, base, tmp_path, steps, refit, layers):
    """Within the contrastive step, within the joint one, within either of the second pass over all rows, and where the base teaches."""
    from willcall.training.recipes.encoder.adapt.loop import Interrupted

    told = {"refit": refit, "batch": 16, "epochs": 2, "contrastive_epochs": 1, "layers": layers}
    train(data, base, tmp_path / "whole", **told)
    left = iter(range(steps))
    with pytest.raises(Interrupted):
        train(data, base, tmp_path / "parts", enough=lambda: next(left, None) is None, **told)
    assert not (tmp_path / "parts").exists()
    train(data, base, tmp_path / "parts", resume=True, **told)
    assert fingerprint(tmp_path / "parts") == fingerprint(tmp_path / "whole")


def test_a_checkpoint_of_other_settings_is_not_resumed(data, base, tmp_path):
    from willcall.training.recipes.encoder.adapt.checkpoints import OtherTraining
    from willcall.training.recipes.encoder.adapt.loop import Interrupted

    with pytest.raises(Interrupted):
        train(data, base, tmp_path / "model", enough=lambda: True)
    with pytest.raises(OtherTraining):
        train(data, base, tmp_path / "model", resume=True, seed=8)


def test_the_same_seed_makes_the_same_model_and_another_another(data, base, tmp_path):
    for name, seed in (("one", 1), ("two", 1), ("three", 2)):
        train(data, base, tmp_path / name, seed=seed, epochs=1, refit=False)
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "two") != fingerprint(tmp_path / "three")


def test_two_processes_train_one_model(data, base, tmp_path):
    from willcall.understanding.trained import TrainedModel

    command = [
        sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2", "--master-port", "0", "--rdzv-backend", "c10d", "--rdzv-endpoint", "localhost:0",
        "-m", "willcall", "train", "encoder", "--data", str(data), "--out", str(tmp_path / "model"), "--base", str(base), "--json",
        "--epochs", "12", "--rate", "0.002", "--threads", "1", "--track", "none", "--contrastive-epochs", "1",
    ]  # fmt: skip
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    assert done.returncode == 0, done.stderr[-2000:]
    figures = json.loads(done.stdout)
    assert (
        figures["held_out_in_scope_accuracy" if "held_out_in_scope_accuracy" in figures else "in_scope_accuracy"] > 0.7
    )
    assert "2 process(es)" in (tmp_path / "model" / "card.md").read_text()
    assert TrainedModel(tmp_path / "model").intents == ("buy", "hours", "parking", "refund")


def test_a_run_is_recorded_with_its_curves_and_its_card(data, base, tmp_path):
    from mlflow.tracking import MlflowClient

    from willcall.training.recipes.encoder.adapt.tracking import EXPERIMENT, Tracking

    figures = train(
        data,
        base,
        tmp_path / "model",
        epochs=1,
        tracking=lambda: Tracking(None, tmp_path / "model", "a run"),
        refit=False,
    )
    client = MlflowClient(f"sqlite:///{tmp_path / 'mlflow.db'}")
    (run,) = client.search_runs([client.get_experiment_by_name(EXPERIMENT).experiment_id])
    assert (run.info.status, run.data.params["seed"]) == ("FINISHED", "7")
    assert client.get_metric_history(run.info.run_id, "gradient_norm")
    assert {file.path for file in client.list_artifacts(run.info.run_id)} == {"card.md", "curves.svg", "model.json"}
    assert figures["run"] == run.info.run_id


def test_the_intent_head_begins_where_no_other_linear_one_is_better(data, base):
    import torch

    from willcall.training.recipes.encoder.adapt.batches import item, padded
    from willcall.training.recipes.encoder.adapt.joint import STRENGTH, start_heads
    from willcall.training.recipes.encoder.adapt.material import training_rows
    from willcall.training.recipes.encoder.adapt.network import SCALE, Network, pooled, tokenizer_of
    from willcall.training.recipes.encoder.adapt.network import base as encoder_of
    from willcall.training.recipes.encoder.adapt.world import World
    from willcall.understanding.packing import InputRule

    found, labels = training_rows(data, {})
    encoder, where = encoder_of(str(base))
    network = Network(encoder, intents=len(labels.intents), tags=len(labels.tags))
    tokenizer = tokenizer_of(where)
    items = [item(row, labels, tokenizer, InputRule(32, 2, 16, 0, 0)) for row in found]
    inside = [place for place, one in enumerate(items) if one.intent >= 0]
    start_heads(network, items, inside, World(0, 1, torch.device("cpu"), "float32"))
    network.eval()
    given = padded([items[place] for place in inside])
    with torch.no_grad():
        tokens = network.states(given["ids"], given["mask"], given["types"])
        vectors = pooled(tokens, given["mask"], given["types"])[1] * SCALE
    head = network.intents
    loss = torch.nn.functional.cross_entropy(head(vectors), given["intents"])
    loss = loss + 0.5 * SCALE**2 / (STRENGTH * len(inside)) * head.weight.square().sum()
    loss.backward()
    assert loss < torch.log(torch.tensor(float(len(labels.intents))))
    assert max(float(part.grad.abs().max()) for part in (head.weight, head.bias)) < 1e-2


def test_a_loss_that_is_no_number_stops_with_file_and_lines(data, base, tmp_path):
    from willcall.training.recipes.encoder.adapt.loop import Diverged

    with pytest.raises(Diverged, match=r"train\.jsonl:\d+.*lower --rate"):
        train(data, base, tmp_path / "model", rate=1e30, epochs=4, clip=1e30)
    assert not (tmp_path / "model").exists()


def test_frozen_layers_learn_nothing_and_always_say_the_same(base):
    import torch

    from willcall.training.recipes.encoder.adapt.network import Network, groups
    from willcall.training.recipes.encoder.adapt.network import base as encoder_of

    network = Network(encoder_of(str(base))[0], intents=3, tags=1, frozen=0.5).train()
    learning = {id(p) for part in groups(network, 1e-3, 0.01) for p in part["params"]}
    lower, upper = network.encoder.encoder.layer
    assert not any(id(p) in learning or p.requires_grad for p in lower.parameters())
    assert not any(id(p) in learning for p in network.encoder.embeddings.parameters())
    assert all(id(p) in learning for p in upper.parameters())
    ids = torch.tensor([[1, 2, 3, 4]])
    mask, types = torch.ones_like(ids), torch.zeros_like(ids)

    def heights():
        return network.encoder(ids, attention_mask=mask, token_type_ids=types, output_hidden_states=True).hidden_states

    one, other = heights(), heights()
    assert torch.equal(one[1], other[1])
    assert not torch.equal(one[2], other[2])


def test_of_fewer_layers_the_first_and_the_last_stay(base):
    from willcall.training.recipes.encoder.adapt.network import base as encoder_of
    from willcall.training.recipes.encoder.adapt.network import thin
    from willcall.training.recipes.encoder.adapt.settings import BadSetting

    for layers, places in ((6, [0, 1, 2, 3, 4, 5]), (4, [0, 2, 3, 5]), (3, [0, 2, 5]), (2, [0, 5]), (1, [5])):
        encoder, _ = encoder_of(None)
        had = list(encoder.encoder.layer)
        assert thin(encoder, layers) == layers / 6
        assert list(encoder.encoder.layer) == [had[place] for place in places]
    with pytest.raises(BadSetting, match="at most the 2 of the base, not 3"):
        thin(encoder_of(str(base))[0], 3)


def test_an_encoder_of_fewer_layers_says_what_its_base_says_and_becomes_a_directory(data, base, tmp_path):
    from willcall.understanding.trained import TrainedModel

    figures = train(data, base, tmp_path / "small", layers=1, epochs=24)
    assert figures["in_scope_accuracy"] > 0.9
    assert figures["epochs"]["distilled"] > 1
    train(data, base, tmp_path / "whole", epochs=24)
    small, whole = (tmp_path / name / "encoder.onnx" for name in ("small", "whole"))
    assert small.stat().st_size < whole.stat().st_size
    assert TrainedModel(tmp_path / "small").read("book two tickets in oslo").intent == "buy"


def test_what_is_heard_is_made_of_two_messages_and_keeps_what_was_said_before():
    from willcall.training.recipes.encoder.adapt.batches import Item
    from willcall.training.recipes.encoder.adapt.distilled import spliced
    from willcall.understanding.packing import Packed

    chance = random.Random(1)
    for _ in range(300):
        one, other = (
            Item(Packed([1, *said, 2, *before, *[2] * bool(before)], [0] * (len(said) + 2) + [1] * (len(before) + bool(before)), []), 0, [])
            for said, before in (
                (chance.choices(range(10, 20), k=chance.randint(1, 9)), chance.choices(range(50, 60), k=chance.randint(0, 5))),
                (chance.choices(range(20, 30), k=chance.randint(1, 9)), chance.choices(range(60, 70), k=chance.randint(0, 5))),
            )
        )  # fmt: skip
        made = spliced(one, other, chance).packed
        said = made.types.count(0)
        assert (made.ids[0], made.ids[said - 1], len(made.ids)) == (1, 2, len(made.types))
        assert set(made.ids[1 : said - 1]) <= {*one.packed.ids[1:], *other.packed.ids[1:]} - set(range(50, 70)) - {2}
        assert made.ids[said - 1 :] == one.packed.ids[one.packed.types.count(0) - 1 :]
        assert said <= max(one.packed.types.count(0), other.packed.types.count(0))


def test_a_step_of_hearing_brings_the_smaller_encoder_nearer_to_its_base(data, base):
    import torch

    from willcall.training.recipes.encoder.adapt.batches import item
    from willcall.training.recipes.encoder.adapt.distilled import Distilled
    from willcall.training.recipes.encoder.adapt.material import training_rows
    from willcall.training.recipes.encoder.adapt.network import Network, thin, tokenizer_of
    from willcall.training.recipes.encoder.adapt.network import base as encoder_of
    from willcall.training.recipes.encoder.adapt.world import World
    from willcall.understanding.packing import InputRule

    found, labels = training_rows(data, {})
    tokenizer = tokenizer_of(str(base))
    items = [item(row, labels, tokenizer, InputRule(32, 2, 16, 2, 3)) for row in found]
    small = encoder_of(str(base))[0]
    thin(small, 1)
    network, teacher = Network(small, intents=2, tags=1).eval(), Network(encoder_of(str(base))[0], intents=1, tags=1)
    step = Distilled(
        network, teacher, items, found, data, range(len(items)), epochs=1, batch=64, seed=7, world=World(0, 1, torch.device("cpu"), "float32")
    )  # fmt: skip
    torch.manual_seed(1)
    with torch.no_grad():  # an untrained base says hardly more than its first layer
        for part in network.encoder.encoder.parameters():
            part.add_(0.1 * torch.randn_like(part))
    (batch,) = step.batches(0)
    learns = torch.optim.Adam(network.encoder.parameters(), 1e-3)
    before = step.loss(batch)
    for _ in range(20):
        learns.zero_grad()
        step.loss(batch).backward()
        learns.step()
    assert step.loss(batch) < 0.5 * before
    assert all(part.grad is None for part in teacher.parameters())


def test_one_step_runs_alone(data, base, tmp_path):
    for step in ("contrastive", "joint"):
        figures = train(data, base, tmp_path / step, steps=(step,), epochs=1, refit=False)
        assert set(figures["epochs"]) == {step}


def test_wrong_rows_end_the_command_with_one_line(base, tmp_path):
    file = tmp_path / "train.jsonl"
    lines = rows()
    lines[2]["slots"] = [{"name": "city", "start": 0, "end": 4}, {"name": "city", "start": 2, "end": 5}]
    write(file, lines)
    command = [
        sys.executable,
        "-m",
        "willcall",
        "train",
        "encoder",
        "--data",
        str(file),
        "--out",
        str(tmp_path / "model"),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"{file}:3: " in done.stderr
