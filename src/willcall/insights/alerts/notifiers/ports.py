"""What is told of an alert, and the port through which it is told."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from willcall.kit.errors import Unavailable

Told = Literal["fired", "escalated", "acknowledged", "resolved"]


class NotTold(Unavailable):
    """A channel did not take a notice.

    Args:
        detail: Why, without anything secret.
        again: Whether another attempt may fare better.
        after_s: How long the channel asks to wait.
    """

    def __init__(self, detail: str, *, again: bool = True, after_s: float | None = None) -> None:
        super().__init__(detail)
        self.again, self.after_s = again, after_s


@dataclass(frozen=True, slots=True)
class Notice:
    """Args:
    told: What became of the alert.
    alert_id: Which it is.
    rule: That fired.
    title: As people read it.
    severity: `warning` or `danger`.
    said: What was measured, in a sentence.
    value: The figure.
    bound: What it is held against.
    level: How often nobody acknowledged it in time.
    at: When this became of it (RFC 3339, UTC).
    fired_at: When it fired.
    by: The operator who acknowledged or resolved it; None: by itself.
    note: What they said.
    link: Where to see it; None when the server does not know how it is reached.
    """

    told: Told
    alert_id: str
    rule: str
    title: str
    severity: str
    said: str
    value: float | None
    bound: float | None
    level: int
    at: str
    fired_at: str
    by: str | None = None
    note: str | None = None
    link: str | None = None

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Notice":
        return cls(**data)

    @property
    def headline(self) -> str:
        """One line that says all."""
        match self.told:
            case "fired":
                return f"{self.severity.upper()}: {self.title}"
            case "escalated":
                return f"STILL {self.severity.upper()}, not acknowledged: {self.title}"
            case "acknowledged":
                return f"Acknowledged{f' by {self.by}' if self.by else ''}: {self.title}"
        return f"Resolved{f' by {self.by}' if self.by else ''}: {self.title}"


class Notifier(Protocol):
    """One channel. Sending again under the same id must do no more harm than a message twice."""

    def send(self, notice: Notice, *, delivery_id: str, now: datetime) -> None:
        """Tells it, within some ten seconds.

        Args:
            notice: What to tell.
            delivery_id: The same at every attempt.
            now: The instant.

        Raises:
            NotTold: If it was not taken.
        """
        ...
