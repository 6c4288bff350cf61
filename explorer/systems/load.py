"""What tokens cost when few ask: one replica has to be there, however little it does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.live import Live
from explorer.money.token_cost import usd_per_mtok
from explorer.outcome import Array, Outcome
from explorer.serving.demand import chip_seconds
from explorer.spec.scenario import Scenario
from explorer.systems.fleet import evaluated_kept
from explorer.systems.partner import partner

PROCESSORS = ("xeon-6980p", "epyc-9755", "vera-cpu", "grace-cpu")
ACCELERATORS = ("l40s", "h100-sxm", "b200-sxm")

READING_TOK_S = 5.0
"""Tokens per second at which people read: 238 words a minute (Brysbaert 2019), 1.3 tokens a word.
Slower answers serve nobody who waits for them."""


@dataclass(frozen=True, slots=True)
class Service:
    """One or more equal replicas that serve requests of one kind."""

    name: str
    chips: float
    """Of one replica."""
    usd_hour: float
    """Of one replica."""
    most_per_s: float
    """Requests per second of one replica at the use that is paid for."""
    tokens: float
    """Of a request, input and output."""
    ttft_ms: float
    tpot_ms: float
    fits: bool

    @property
    def reads_along(self) -> bool:
        """Whether a user gets tokens as fast as people read."""
        return self.tpot_ms <= 1e3 / READING_TOK_S

    def usd_mtok(self, requests_s: Array) -> Array:
        r"""Return USD per million tokens of all kinds at a load.

        .. math:: c(r) = \frac{\max(1, r/\hat r)\,c_h}{r\,n}

        From one busy replica on, more are there in proportion.
        """
        replicas = np.maximum(1.0, requests_s / self.most_per_s)
        return usd_per_mtok(self.usd_hour, replicas, requests_s * self.tokens, 1.0)


def service(scenario: Scenario, out: Outcome) -> Service:
    """Return the service of a scenario with its outcome at its operating point."""
    w, chips = scenario.workload, float(out.chips[0])
    work = chip_seconds(
        w.input_tokens, w.output_tokens, out.input_tok_s_chip[0], out.output_tok_s_chip[0]
    )
    return Service(
        scenario.chip.name,
        chips,
        chips * float(out.usd_per_chip_hour[0]),
        scenario.economics.utilisation * chips / float(work),
        w.input_tokens + w.output_tokens,
        float(out.ttft_ms[0]),
        float(out.tpot_ms[0]),
        bool(out.fits[0]),
    )


def own(live: Live) -> Service:
    """Return the service of an evaluated scenario."""
    return service(live.scenario, live.now)


def others(scenario: Scenario) -> tuple[tuple[str, Service], ...]:
    """Return chip id and service of what a scenario is held against.

    Processors for an accelerator, accelerators for a processor, or where no processor is quick
    enough to read along; all that fit and are.
    """
    here = scenario.chip
    kinds = (ACCELERATORS,) if here.execution == "cpu" else (PROCESSORS, ACCELERATORS)
    for ids in kinds:
        found = tuple(
            (chip_id, _beside(scenario, chip_id)) for chip_id in ids if chip_id != here.id
        )
        quick = tuple(each for each in found if each[1].fits and each[1].reads_along)
        if quick:
            return quick
    return ()


def _beside(scenario: Scenario, chip_id: str) -> Service:
    replica = partner(scenario, chip_id, scenario.workload.batch)
    return service(replica, evaluated_kept(replica))


def crossover(a: Service, b: Service) -> float | None:
    """Return the load at which two services cost the same, None where one is always cheaper.

    Below both capacities costs stand as the hourly costs do; so they cross only where the cheaper
    replica is full and the dearer is not.
    """
    small, large = sorted((a, b), key=lambda each: each.usd_hour)
    load = large.usd_hour / small.usd_hour * small.most_per_s
    return load if load < large.most_per_s else None
