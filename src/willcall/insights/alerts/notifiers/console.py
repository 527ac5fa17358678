"""Alerts to whoever reads this service's own log; the console page shows them from the store."""

from datetime import datetime

from willcall.insights.alerts.notifiers.ports import Notice
from willcall.kit.telemetry import get_logger


class ConsoleNotifier:
    """A line a notice."""

    def __init__(self) -> None:
        self._log = get_logger("insights.alerts")

    def send(self, notice: Notice, *, delivery_id: str, now: datetime) -> None:  # noqa: ARG002 - a line is when it is
        say = self._log.info if notice.told in {"resolved", "acknowledged"} else self._log.warning
        say(notice.headline, alert=notice.alert_id, rule=notice.rule, told=notice.told, said=notice.said)
