"""Attention and feed-forward on chips of their own: what each does, the ratio, one step's time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from explorer.outcome import LIMITS
from explorer.physics.formats import bytes_per_value
from explorer.serving.disaggregation import Alternation, alternate, balanced
from explorer.spec.scenario import Scenario
from explorer.systems.pool import (
    Unit,
    attention_part,
    feed_part,
    part_unit,
    partner_scenario,
    point,
)

_LINK = LIMITS.index("link")


@dataclass(frozen=True, slots=True)
class Apart:
    """An attention unit and a feed-forward unit with the link between them.

    `pass_ms` is the feed-forward pool's time that one attention batch takes of one unit.
    """

    attention: Unit
    feed: Unit
    link_ms: float
    link_bytes: float
    """Of one batch and token, one way, all layers."""
    pass_ms: float
    in_flight: float
    """Batches per attention unit asked for; 0 for as many as fill the round trip."""
    output_tokens: float
    batch: float

    @property
    def marked(self) -> float:
        """The share of attention chips that balances the pools."""
        return float(balanced(self.attention.rate, self.feed.rate))

    def at(self, share: Any) -> Alternation:
        """Return the step with `share` of the decoding chips doing attention."""
        x = np.asarray(share, dtype=np.float64)
        units = (x / self.attention.chips) / ((1 - x) / self.feed.chips)
        return alternate(
            self.attention.time_ms, self.feed.time_ms, self.pass_ms * units, self.link_ms,
            self.in_flight,
        )  # fmt: skip

    def rate(self, share: Any) -> Any:
        """Return requests per second and decoding chip with `share` of them doing attention."""
        per_unit = self.at(share).batches_per_s * self.batch / self.output_tokens
        return np.asarray(share) * per_unit / self.attention.chips


def apart(s: Scenario) -> Apart:
    """Return both units of a scenario split into attention and feed-forward.

    The batch of the workload is what one attention unit takes up at once.
    """
    w, split = s.workload, s.split
    attention = part_unit(s.replaced({"model": attention_part(s.model)}))
    feed, stages = _feed_unit(s)
    link_ms, link_bytes = _link(s, attention.chips)
    pass_ms = feed.time_ms / (stages * split.merge)
    slot = max(attention.time_ms, link_ms)
    around = attention.time_ms + feed.time_ms + 2 * link_ms
    in_flight = split.micro_batches or max(around / slot, 1.0)
    attention = _holding(attention, in_flight)
    if split.micro_batches:
        slot = max(slot, around / split.micro_batches)
    per_s = 1e3 * w.batch / w.output_tokens
    limit = _LINK if link_ms >= slot else attention.limit
    attention = replace(attention, rate=per_s / slot / attention.chips, limit=limit)
    feed = replace(feed, rate=per_s / pass_ms / feed.chips)
    return Apart(
        attention, feed, link_ms, link_bytes, pass_ms, split.micro_batches, w.output_tokens, w.batch
    )


def _holding(attention: Unit, in_flight: float) -> Unit:
    """Return the unit with the KV cache of every batch in flight."""
    s = attention.scenario
    whole = s.with_values({"workload.batch": s.workload.batch * in_flight})
    out, room = point(whole)
    return replace(
        attention,
        work="attention",
        fits=bool(out.fits[0]),
        need_gb=float(np.max(room.need)) / 1e9,
        have_gb=float(np.max(room.have)) / 1e9,
    )


def _feed_unit(s: Scenario) -> tuple[Unit, float]:
    """Return a unit of feed-forward layers and the batches that its pipeline has under way.

    Its chips wait for no host: the attention side schedules.
    """
    other = partner_scenario(s).replaced({"model": feed_part(s.model)})
    other = other.with_values({"engine.step_host_us": 0.0})
    _, room = point(other)
    stages = float(np.max(room.stages))
    batch = s.workload.batch * s.split.merge
    unit = part_unit(other.with_values({"workload.batch": batch * stages}))
    return replace(unit, work="ffn"), stages


def _link(s: Scenario, chips: float) -> tuple[float, float]:
    """Return ms and bytes of one batch's activations one way through all layers.

    They leave in the activations' format and come back in 16 bits; one hidden vector a token.
    """
    m, c = s.model, s.constants
    layers = m.dense_layers + m.moe_layers
    wire = (float(bytes_per_value(s.deployment.activations)) + 2.0) / 2
    size = s.workload.batch * m.hidden * wire
    rate = s.split.link_gbs * 1e9 * c.link_efficiency * chips
    one = s.split.link_latency_us * 1e-3 + size / rate * 1e3
    return layers * one, layers * size
