"""A judgement in small pieces: what was found wrong, by rule, and whether that fails the fan."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be.

    Args:
        rule: Short name of the rule broken, for clustering: `quantity`, `consent`, `policy_unnamed` …
        reason: A sentence with the values, for a person.
        turn: Number of the turn where it shows, counted from 0; None for the final state.
    """

    rule: str
    reason: str
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Passed if nothing was found."""

    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        return not self.findings
