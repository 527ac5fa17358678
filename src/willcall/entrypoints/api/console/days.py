"""Which days a request asks about."""

from datetime import timedelta
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from willcall.app import App
from willcall.insights.stretch import NoSuchStretch, Stretch

From = Annotated[str | None, Query(alias="from", description="first day, 2026-11-01; six days before `to` by default")]
To = Annotated[str | None, Query(alias="to", description="last day, itself included; today by default")]
Zone = Annotated[str | None, Query(description="whose days; INSIGHT__TIME_ZONE by default")]
Days = Annotated[int | None, Query(description="today and the days before it, instead of `from` and `to`")]


class StretchView(BaseModel):
    """`from` and `to` are days, both included."""

    first: str
    last: str
    zone: str
    days: int

    @classmethod
    def of(cls, stretch: Stretch) -> "StretchView":
        return cls(first=str(stretch.first), last=str(stretch.last), zone=stretch.zone, days=stretch.days)


def stretch_of(app: App, first: str | None, last: str | None, zone: str | None, days: int | None = None) -> Stretch:
    """The days asked about; the last seven where nothing is said. Raises: NoSuchStretch."""
    zone = zone or app.settings.insight.time_zone
    if days is not None and (first is not None or last is not None):
        raise NoSuchStretch("Ask for days, or for from and to, not for both.", field="days")
    if first is None and last is None:
        return Stretch.last_days(days if days is not None else 7, now=app.clock(), zone=zone)
    if first is None:
        ending = Stretch.of(last or "", last or "", zone=zone)
        return Stretch(ending.last - timedelta(days=6), ending.last, zone)
    return Stretch.of(first, last or str(Stretch.last_days(1, now=app.clock(), zone=zone).last), zone=zone)
