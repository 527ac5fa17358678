"""What a person sees of a training: curves as a picture, and the model card. Both are made from the run itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from willcall.training.recipes.encoder.adapt.loop import Curves


def draw(curves: Curves, file: Path) -> None:
    """Loss, learning rate and gradient norm over the steps, as SVG or PNG by the file's name."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot as plt

    mpl.rcParams["svg.hashsalt"] = "willcall"
    figure, axes = plt.subplots(3, 1, figsize=(8, 8), sharex=True, layout="constrained")
    names = ("loss", "learning rate of the encoder", "gradient norm before clipping")
    at = 0
    for stage in dict.fromkeys(row[0] for row in curves.rows):
        rows = [row for row in curves.rows if row[0] == stage]
        for place, axis in enumerate(axes):
            axis.plot([at + row[1] for row in rows], [row[2 + place] for row in rows], label=stage, linewidth=0.8)
        at += rows[-1][1]
    for axis, name in zip(axes, names, strict=True):
        axis.set_title(name, loc="left", fontsize=10)
        axis.grid(alpha=0.3)
    axes[2].set_yscale("log")
    axes[2].set_xlabel("step")
    axes[0].legend(fontsize=8)
    figure.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None)
    plt.close(figure)


def card(about: Mapping[str, Any], run: Mapping[str, Any]) -> str:
    """The model card, in Markdown.

    Args:
        about: `model.json`.
        run: Settings, data and figures of the run.
    """
    data, figures = run["data"], run["figures"]
    shown = ", ".join(about["intents"][:12]) + (" …" if len(about["intents"]) > 12 else "")
    rule = about["out_of_scope"]
    outside = "nothing is called out of scope" if rule is None else " + ".join(s["name"] for s in rule["scores"])
    settings = run["settings"]
    told = (
        ("", f"# {about['name']}"),
        (
            "",
            (
                f"Reads messages: {len(about['intents'])} intents, {len(about['slots'])} slots, and what is out of scope. Made by `willcall train encoder` of "
                f"{about['willcall']} on {about['made_at'][:10]} from {about['base']['name']}."
            ),
        ),
        (
            "Data",
            (
                f"`{data['name']}` (sha256 {data['sha256'][:16]}…): {data['rows']} rows, {data['out_of_scope']} of them out of scope, {data['with_history']} with "
                f"history; {data['held_out']} held out for stopping and calibration."
            ),
        ),
        ("", f"Intents: {shown}"),
        ("", f"Slots: {', '.join(about['slots']) or 'none'}"),
        (
            "Figures",
            "\n".join(
                f"- {name}: {_number(value)}" for name, value in figures.items() if isinstance(value, int | float | str)
            ),
        ),
        (
            "",
            (
                f"Confidences are tempered by {about['temperature']:.2f}; out of scope: {outside}. At most {run['false_alarms']:.0%} of messages in scope should be "
                "called out of it."
            ),
        ),
        (
            "How it was trained",
            (
                f"Steps {' and '.join(settings['steps'])}; {run['plan']}; seed {settings['seed']}; {run['precision']} on {run['device']}, {run['processes']} "
                f"process(es), {run['train_seconds']:.0f} s. Exported to int8 per channel: {run['difference']}."
            ),
        ),
        (
            "Limits",
            "It knows the words of its training rows, and calls strange what lies far from them. Measure it on messages of your own before it decides anything.",
        ),
    )
    lines = [part for title, text in told for part in ((f"## {title}", "", text, "") if title else (text, ""))]
    return "\n".join(lines)


def _number(value: float | str) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
