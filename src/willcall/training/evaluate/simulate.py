"""Runs a crowd of simulated fans against a running agent and reports pass^1 … pass^k, over all and by kind of goal.

The agent is reached through a client that is handed in: `over_http(url)`, or a test client around an app in process. Fans run
side by side; each has its own client, customer and randomness, so the same seed makes the same crowd.
"""

import random
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import httpx

from willcall.training.evaluate.catalogue import KINDS, Makers, make
from willcall.training.evaluate.client import Connect, ServerFault, Site
from willcall.training.evaluate.fans import play
from willcall.training.evaluate.judge import Ledger, judge
from willcall.training.evaluate.passk import mean_pass_hat_k
from willcall.training.evaluate.transcript import Transcript, to_markdown
from willcall.training.evaluate.verdict import Finding, Verdict
from willcall.training.evaluate.world import World, look


@dataclass(frozen=True, slots=True)
class Trial:
    """One fan's one try."""

    fan: int
    number: int
    kind: str
    verdict: Verdict
    transcript: Transcript
    seconds: float
    turn_ms: tuple[float, ...] = ()

    @property
    def name(self) -> str:
        return f"fan {self.fan} try {self.number}: {self.kind}"


@dataclass(slots=True)
class Report:
    """What came of a crowd.

    Args:
        fans: How many had a goal that this season allows.
        k: Tries each.
        seed: Of the crowd.
        trials: All of them.
        left_out: Kinds of goal that the season does not allow, or that could not be set up, and why.
    """

    fans: int
    k: int
    seed: int
    trials: list[Trial] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def pass_hat(self, k: int, *, kind: str | None = None) -> float:
        """pass^k over all goals, or over those of one kind."""
        outcomes: dict[int, list[bool]] = defaultdict(list)
        for trial in self.trials:
            if kind is None or trial.kind == kind:
                outcomes[trial.fan].append(trial.verdict.passed)
        return mean_pass_hat_k([trials for trials in outcomes.values() if len(trials) >= k], k)

    @property
    def failures(self) -> list[Trial]:
        return sorted((t for t in self.trials if not t.verdict.passed), key=lambda t: (t.kind, t.fan, t.number))

    def causes(self) -> list[tuple[str, int]]:
        """How many tries failed by their first finding's rule, most frequent first."""
        return Counter(trial.verdict.findings[0].rule for trial in self.failures).most_common()

    def as_json(self) -> dict[str, Any]:
        """Plain data: scores, scores by kind, causes, and every failure with its reasons."""
        kinds = sorted({trial.kind for trial in self.trials})
        times = sorted(ms for trial in self.trials for ms in trial.turn_ms)
        return {
            "fans": self.fans,
            "k": self.k,
            "seed": self.seed,
            "trials": len(self.trials),
            "seconds": round(self.seconds, 1),
            "pass": {str(k): round(self.pass_hat(k), 4) for k in range(1, self.k + 1)},
            "by_kind": {
                kind: {
                    "trials": sum(t.kind == kind for t in self.trials),
                    **{f"pass^{k}": round(self.pass_hat(k, kind=kind), 4) for k in sorted({1, self.k})},
                }
                for kind in kinds
            },
            "turn_ms": {p: _percentile(times, q) for p, q in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))},
            "causes": dict(self.causes()),
            "left_out": self.left_out,
            "failures": [
                {"fan": t.fan, "try": t.number, "kind": t.kind, "findings": [asdict(f) for f in t.verdict.findings]}
                for t in self.failures
            ],
        }


def over_http(url: str, *, timeout_s: float = 60.0) -> Connect:
    """Clients of a server at `url`, one per fan, no cookie shared, over one pool of connections."""
    shared = _Unclosed(limits=httpx.Limits(max_connections=64, max_keepalive_connections=64))
    return lambda: httpx.Client(base_url=url, transport=shared, timeout=timeout_s, follow_redirects=True)


def in_process(client: httpx.Client) -> Connect:
    """One test client for all fans, made to forget every cookie, so that none crosses from one fan to another."""
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return lambda: client


class _Unclosed(httpx.HTTPTransport):
    """A transport that outlives the clients that borrow it."""

    def close(self) -> None:
        return


def simulate(
    connect: Connect,
    *,
    fans: int,
    k: int = 1,
    seed: int = 1,
    kinds: Sequence[str] | None = None,
    concurrency: int = 4,
    knowledge: bool = True,
    typos: float = 0.04,
    buttons: float | None = None,
    human: Mapping[str, tuple[str, ...]] | None = None,
    service_key: str | None = None,
    on_trial: Callable[[Trial, int, int], None] | None = None,
) -> Report:
    """Lets `fans` fans each try `k` times, and judges.

    Args:
        connect: Makes a client for a fan.
        fans: How many goals.
        k: Tries at each goal, in other words each time.
        seed: The same seed and season make the same goals.
        kinds: Only these kinds of goal (keys of `catalogue.KINDS`), in turn; all by default.
        concurrency: Conversations at once.
        knowledge: Whether the server has documents for the usual questions.
        typos: Chance of a slip per longer word, for the middle third of fans; a third types cleanly, a third twice as badly.
        buttons: How often a button is pressed where words would do; by default each fan has a habit of their own.
        human: Real people's phrases (`heldout.human_phrases`), used beside our own.
        service_key: For the box office's routes, where an operator demands one.
        on_trial: Called after each try with it, how many are done, and how many there are.

    Raises:
        ServerFault: If the season cannot be read at all.
        KeyError: If a kind is unknown.
    """
    chosen = list(kinds or KINDS)
    unknown = sorted(set(chosen) - KINDS.keys())
    if unknown:
        raise KeyError(f"no kind of goal is called {', '.join(unknown)}; there are {', '.join(KINDS)}")
    began = time.perf_counter()
    crowd = _Crowd(
        connect, look(Site(connect(), service_key=service_key)), seed, knowledge, typos, buttons, service_key, human
    )
    report = Report(fans, k, seed)
    jobs = [(fan, chosen[fan % len(chosen)], number) for number in range(k) for fan in range(fans)]
    with ThreadPoolExecutor(max_workers=concurrency, thread_name_prefix="fan") as pool:
        running = {pool.submit(crowd.trial, fan, kind, number): kind for fan, kind, number in jobs}
        try:
            for done, future in enumerate(as_completed(running), 1):
                outcome = future.result()
                if isinstance(outcome, str):
                    report.left_out[running[future]] = outcome
                    continue
                report.trials.append(outcome)
                if on_trial is not None:
                    on_trial(outcome, done, len(jobs))
        except KeyboardInterrupt:
            pool.shutdown(wait=True, cancel_futures=True)
    report.trials.sort(key=lambda trial: (trial.fan, trial.number))
    report.fans = len({trial.fan for trial in report.trials})
    report.seconds = time.perf_counter() - began
    return report


def failures_markdown(trials: Iterable[Trial]) -> str:
    """Failed conversations for a person: what was found, then what was said."""
    parts = []
    for trial in trials:
        found = "\n".join(
            f"- **{f.rule}**{'' if f.turn is None else f' (turn {f.turn})'}: {f.reason}" for f in trial.verdict.findings
        )
        parts.append(to_markdown(trial.transcript, title=trial.name) + (f"\n{found}\n" if found else ""))
    return "\n---\n\n".join(parts)


@dataclass(frozen=True, slots=True)
class _Crowd:
    connect: Connect
    world: World
    seed: int
    knowledge: bool
    typos: float
    buttons: float | None
    service_key: str | None
    human: Mapping[str, tuple[str, ...]] | None = None
    ledger: Ledger = field(default_factory=Ledger)
    run: str = field(default_factory=lambda: uuid.uuid4().hex[:8])

    def trial(self, fan: int, kind: str, number: int) -> Trial | str:
        """One try; a string says why this season has no such goal."""
        began = time.perf_counter()
        site = Site(self.connect(), service_key=self.service_key)
        customer_id = f"cus_sim{self.run}f{fan}t{number}"
        site.watch(lambda seat_ids: self.ledger.saw(customer_id, seat_ids))
        wants = random.Random(f"{self.seed}/{fan}/{kind}")
        voice = random.Random(f"{self.seed}/{fan}/{kind}/{number}")
        makers = Makers(self.world, site, wants=wants, voice=voice, customer_id=customer_id, knowledge=self.knowledge)
        habit = wants.choice((0.0, 0.0, 0.25, 0.5, 1.0))
        buttons = habit if self.buttons is None else self.buttons
        typos = wants.choice((0.0, self.typos, 2 * self.typos))
        try:
            goal = make(kind, makers, buttons=buttons, typos=typos)
        except ServerFault as fault:
            return Trial(fan, number, kind, Verdict((Finding("set_up", str(fault)),)), Transcript(), 0.0)
        if goal is None:
            return "this season has nothing that fits"
        transcript = play(goal, site=site, world=self.world, customer_id=customer_id, rng=voice, human=self.human)
        verdict = judge(goal, transcript, site=site, world=self.world, customer_id=customer_id, ledger=self.ledger)
        times = tuple(turn.reply.duration_ms for turn in transcript.turns)
        return Trial(fan, number, kind, verdict, transcript, time.perf_counter() - began, times)


def _percentile(ordered: Sequence[float], share: float) -> float:
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2) if ordered else 0.0
