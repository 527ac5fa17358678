"""What conversations have cost, what something will cost, and by which prices. Translates; `insights` reckons."""

from datetime import date
from typing import Annotated, Any, Self

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator

from willcall.app import App
from willcall.entrypoints.api.console.days import Days, From, StretchView, To, Zone, stretch_of
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.running import Runner
from willcall.insights.estimates import DEFAULT as MACHINES
from willcall.insights.estimates import Machines, Plan, estimate, total
from willcall.insights.figures import Figures
from willcall.insights.prices import DEFAULT as PRICES
from willcall.insights.prices import Prices
from willcall.insights.stretch import Stretch
from willcall.kit.clock import to_epoch_ms

NAMES = ("cost", "cost_per_conversation", "cost_per_sale", "input_tokens", "output_tokens")
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]


class BrainPrice(BaseModel):
    """US dollars for a million tokens, from a day on."""

    model_config = ConfigDict(from_attributes=True)

    brain: str
    since: date
    input: float
    output: float


class BrainPrices(BaseModel):
    """The table in force; `file` is the one to edit, null where it is the package's own (name a copy in INSIGHT__PRICES)."""

    date: str
    source: str
    file: str | None
    prices: list[BrainPrice]


class MachinePrices(BaseModel):
    """US dollars an hour, storage a gigabyte and month; regions are factors. `file` as above, with INSIGHT__MACHINES."""

    date: str
    source: str
    file: str | None
    machines: dict[str, float]
    accelerators: dict[str, float]
    storage: dict[str, float]
    regions: dict[str, float]


class Budget(BaseModel):
    """What brains may cost this month, and have cost."""

    monthly_usd: float
    spent_usd: float


class Cost(BaseModel):
    """Actual cost of a stretch, in US dollars; null where there is nothing to make a figure of."""

    stretch: StretchView
    cost: float | None
    cost_per_conversation: float | None
    cost_per_sale: float | None
    input_tokens: int | None
    output_tokens: int | None
    by_brain: dict[str, float]
    by_channel: dict[str, float]
    budget: Budget | None
    brains: BrainPrices
    machines: MachinePrices


class Wish(BaseModel):
    """What is to be estimated; what is 0 costs nothing. `replicas_most` 0: no endpoint."""

    model_config = ConfigDict(extra="forbid")

    train_hours: float = Field(default=0, ge=0, le=100_000, allow_inf_nan=False, description="of one training job")
    trials: int = Field(default=1, ge=1, le=10_000, description="jobs of a search")
    machine: str = Field(default=Plan.machine, max_length=60)
    gpu: str | None = Field(default=None, max_length=60)
    gpus: int = Field(default=1, ge=1, le=1_000)
    region: str = Field(default=Plan.region, max_length=60)
    replicas_least: int = Field(default=0, ge=0, le=10_000)
    replicas_most: int = Field(default=0, ge=0, le=10_000)
    busy: float = Field(default=Plan.busy, ge=0, le=1, description="share of the time that all replicas are needed")
    storage_gb: float = Field(default=0, ge=0, le=1e9, allow_inf_nan=False)
    conversations: Count = Field(default=0, description="a month")
    turns: float = Field(default=Plan.turns, ge=0, le=1_000, allow_inf_nan=False, description="a conversation")
    input_tokens: Count = Field(default=Plan.input_tokens, description="a turn")
    output_tokens: Count = Field(default=Plan.output_tokens, description="a turn")
    brain: str = Field(default=Plan.brain, max_length=60, description="as the price table names it")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.replicas_most < self.replicas_least:
            raise ValueError("replicas_most is at least replicas_least")
        return self

    def plan(self) -> Plan:
        given = self.model_dump(exclude={"replicas_least", "replicas_most"})
        return Plan(**given, replicas=(self.replicas_least, self.replicas_most) if self.replicas_most else None)


class LineView(BaseModel):
    """For what, how it comes about, and US dollars."""

    model_config = ConfigDict(from_attributes=True)

    what: str
    reckoning: str
    usd: float


class Estimate(BaseModel):
    lines: list[LineView]
    total_usd: float


def cost_routes(app: App, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api/cost."""
    router = APIRouter(prefix="/api/cost", tags=["console"])
    section = app.settings.insight

    def prices() -> Prices:
        return Prices.read(section.prices or PRICES)

    def machines() -> Machines:
        return Machines.read(section.machines or MACHINES)

    @router.get("")
    async def cost(request: Request, first: From = None, last: To = None, zone: Zone = None, days: Days = None) -> Cost:
        """What conversations have cost in these days, the month's budget, and the prices that are reckoned with."""
        await door.admit(request, "viewer")
        stretch = stretch_of(app, first, last, zone, days)

        def work() -> Cost:
            figures = Figures(app.log.reader, clock=app.clock)
            whole: dict[str, Any] = dict(figures.of(NAMES, stretch)[0].values)
            brains, known = prices(), machines()
            return Cost(
                stretch=StretchView.of(stretch),
                **whole,
                by_brain=_by(figures, stretch, "brain"),
                by_channel=_by(figures, stretch, "channel"),
                budget=_budget(app),
                brains=BrainPrices(
                    date=str(brains.date),
                    source=brains.source,
                    file=_named(section.prices),
                    prices=[BrainPrice.model_validate(one) for one in brains.prices],
                ),
                machines=MachinePrices(
                    date=known.date,
                    source=known.source,
                    file=_named(section.machines),
                    machines=dict(known.machines),
                    accelerators=dict(known.accelerators),
                    storage=dict(known.storage),
                    regions=dict(known.regions),
                ),
            )

        return await runner.work(work)

    @router.get("/estimate")
    async def before(request: Request, wish: Annotated[Wish, Query()]) -> Estimate:
        """What training, serving, storage and conversations will cost, line by line with the reckoning."""
        await door.admit(request, "viewer")

        def work() -> Estimate:
            lines = estimate(wish.plan(), machines(), prices(), at_ms=to_epoch_ms(app.clock()))
            return Estimate(lines=[LineView.model_validate(line) for line in lines], total_usd=total(lines))

        return await runner.work(work)

    return router


def _by(figures: Figures, stretch: Stretch, cut: str) -> dict[str, float]:
    found: dict[str, Any] = {one.name: one.values["cost"] for one in figures.of(["cost"], stretch, by=cut)}
    return {name: float(value or 0) for name, value in found.items()}


def _budget(app: App) -> Budget | None:
    """As the alerts count it: what simulations cost is nobody's money."""
    monthly = app.settings.alerts.monthly_budget_usd
    if not monthly:
        return None
    today = Stretch.last_days(1, now=app.clock(), zone=app.settings.insight.time_zone)
    month = Stretch(today.last.replace(day=1), today.last, today.zone)
    figures = Figures(app.log.reader, clock=app.clock, simulated=False)
    spent: Any = figures.of(["cost"], month)[0].values["cost"]
    return Budget(monthly_usd=monthly, spent_usd=float(spent or 0))


def _named(path: object) -> str | None:
    return None if path is None else str(path)
