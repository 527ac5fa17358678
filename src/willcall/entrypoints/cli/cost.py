"""`willcall cost`: what something will cost, and what conversations have cost."""

from pathlib import Path
from typing import Annotated

import typer

from willcall.entrypoints.cli.house import AsJson, Data, open_house
from willcall.entrypoints.cli.showing import faint, show_json, table

group = typer.Typer(name="cost", help="What things will cost, and what conversations have cost.", no_args_is_help=True)


@group.callback()
def _cost() -> None:
    pass


@group.command(
    epilog="Example: willcall cost estimate --train-hours 2 --trials 20 --gpu T4 --replicas 1..3 --storage-gb 50"
)
def estimate(
    train_hours: Annotated[float, typer.Option("--train-hours", min=0, help="Hours of one training job.")] = 0,
    trials: Annotated[int, typer.Option("--trials", min=1, help="Jobs of a search.")] = 1,
    machine: Annotated[str, typer.Option("--machine", help="Of training and serving.")] = "n1-standard-8",
    gpu: Annotated[str | None, typer.Option("--gpu", help="Its accelerator, such as T4.")] = None,
    gpus: Annotated[int, typer.Option("--gpus", min=1, help="How many of them.")] = 1,
    region: Annotated[str, typer.Option("--region")] = "us-central1",
    replicas: Annotated[
        str | None, typer.Option("--replicas", metavar="LEAST..MOST", help="Of an endpoint that serves a model.")
    ] = None,
    busy: Annotated[
        float, typer.Option("--busy", min=0, max=1, help="Share of the time that all of them are needed.")
    ] = 0.25,
    storage_gb: Annotated[float, typer.Option("--storage-gb", min=0, help="Kept for a month.")] = 0,
    conversations: Annotated[int, typer.Option("--conversations", min=0, help="A month.")] = 0,
    turns: Annotated[float, typer.Option("--turns", min=0, help="A conversation.")] = 6,
    tokens: Annotated[str, typer.Option("--tokens", metavar="READ,WRITTEN", help="A turn.")] = "2000,200",
    brain: Annotated[str, typer.Option("--brain", help="As the price table names it.")] = "openai",
    machines: Annotated[
        Path | None, typer.Option("--machines", metavar="FILE", help="Another table of machines.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Estimate what training, serving, storage and conversations will cost, with the reckoning."""
    from willcall.insights import estimates
    from willcall.insights.prices import DEFAULT, Prices
    from willcall.kit.clock import system_clock, to_epoch_ms
    from willcall.settings import load

    section = load({}).insight
    known = estimates.Machines.read(machines or section.machines or estimates.DEFAULT)
    prices = Prices.read(section.prices or DEFAULT)
    read, written = _pair(tokens, ",", "--tokens")
    plan = estimates.Plan(
        train_hours=train_hours,
        trials=trials,
        machine=machine,
        gpu=gpu,
        gpus=gpus,
        region=region,
        replicas=None if replicas is None else _pair(replicas, "..", "--replicas"),
        busy=busy,
        storage_gb=storage_gb,
        conversations=conversations,
        turns=turns,
        input_tokens=read,
        output_tokens=written,
        brain=brain,
    )
    if not (train_hours or replicas or storage_gb or conversations):
        raise typer.BadParameter(
            "Say what is to be estimated: --train-hours, --replicas, --storage-gb or --conversations."
        )
    lines = estimates.estimate(plan, known, prices, at_ms=to_epoch_ms(system_clock()))
    whole = estimates.total(lines)
    if as_json:
        plain = [{"what": line.what, "reckoning": line.reckoning, "usd": round(line.usd, 4)} for line in lines]
        sources = {
            "machines": {"date": known.date, "source": known.source},
            "brains": {"date": str(prices.date), "source": prices.source},
        }
        show_json({"lines": plain, "total_usd": round(whole, 4), "prices": sources})
        return
    table(("WHAT", "USD", "RECKONING"), [(line.what, f"{line.usd:,.2f}", line.reckoning) for line in lines])
    print(f"Together ${whole:,.2f}.")
    print(faint(f"Prices of {known.date}: {known.source}."))


@group.command(epilog="Example: willcall cost actual --days 30")
def actual(
    days: Annotated[int, typer.Option(help="Today and the days before it.")] = 30,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Say what conversations have cost: in all, each, a sale, and by brain."""
    from willcall.insights.figures import Figures
    from willcall.insights.stretch import Stretch

    names = ("cost", "cost_per_conversation", "cost_per_sale", "input_tokens", "output_tokens")
    with open_house(data) as app:
        app.chores["messages"]()
        stretch = Stretch.last_days(days, now=app.clock(), zone=app.settings.insight.time_zone)
        figures = Figures(app.log.reader, clock=app.clock)
        whole = dict(figures.of(names, stretch)[0].values)
        by_brain = {one.name: one.values["cost"] for one in figures.of(["cost"], stretch, by="brain")}
        budget = app.settings.alerts.monthly_budget_usd
    if as_json:
        show_json(
            {
                "from": str(stretch.first),
                "to": str(stretch.last),
                **whole,
                "by_brain": by_brain,
                "monthly_budget_usd": budget or None,
            }
        )
        return
    from willcall.insights.metrics import METRICS
    from willcall.insights.words import shown

    print(faint(f"{stretch.first} to {stretch.last}"))
    rows = [(METRICS[name].title, shown(METRICS[name].unit, whole[name])) for name in names]
    rows += [(f"Cost, {brain}", shown("usd", cost)) for brain, cost in by_brain.items() if cost]
    table(("FIGURE", "VALUE"), rows)
    if budget:
        print(f"The budget is ${budget:,.2f} a month; alerts come at 50, 80 and 100 % of it.")


def _pair(text: str, sign: str, option: str) -> tuple[int, int]:
    first, _, second = text.partition(sign)
    try:
        return int(first), int(second or first)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is not two whole numbers with {sign!r} between them.", param_hint=option
        ) from None
