"""One pool of equal chips: what it runs, what it could do, and the same chip doing all the work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from explorer import presets
from explorer.evaluate import evaluate
from explorer.kept import kept
from explorer.live import part
from explorer.outcome import Array, Outcome
from explorer.physics.capacity import Capacity, capacity
from explorer.presets.choose import laid_out
from explorer.serving.continuous import prompt_work, steady
from explorer.silicon.activity import idle_power
from explorer.spec.chip import ChipSpec
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.engine import EngineSpec
from explorer.spec.model import ModelSpec
from explorer.spec.scenario import Scenario

Work = Literal["prefill", "decode", "attention", "ffn"]

_BATCHES = 48


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest group of chips that does a pool's work, evaluated at one point.

    `rate` is requests per second that one of its chips could serve, `time_ms` what one pass takes,
    `servers` how many passes it has under way at once, `limit` the code of what binds.
    """

    work: Work
    scenario: Scenario
    chips: float
    servers: float
    time_ms: float
    rate: float
    limit: int
    fits: bool
    need_gb: float
    have_gb: float
    usd_chip_hour: float
    watt: float
    """Of a chip at work."""
    idle_watt: float

    def draw(self, busy: float) -> float:
        """Return W of a chip that works a share `busy` of the time."""
        return busy * self.watt + (1 - busy) * self.idle_watt


def partner_scenario(s: Scenario) -> Scenario:
    """Return the scenario on the partner's chip, layout and software."""
    return s.replaced(
        {
            "chip": s.partner,
            "shipped": _shipped(s.partner),
            "deployment": s.partner_deployment,
            "engine": s.partner_engine,
        }
    )


def _shipped(chip: ChipSpec) -> ChipSpec:
    try:
        return presets.chip(chip.id).spec
    except ValueError:
        return chip


def fitted(s: Scenario, chip: ChipSpec, mode: str) -> tuple[tuple[str, Any], ...]:
    """Return layout and software for `chip` as the other pool's in `mode`, by group.

    Formats are those usual for chip and model, the KV cache's those of the scenario's own pool; the
    layout is the usual one of the work that the pool does.
    """
    formats = {**presets.formats(chip, s.model), "kv": s.deployment.kv}
    static = chip.execution == "static"
    engine = s.engine if static == (s.chip.execution == "static") else _engine(static)
    batch = s.workload.batch if mode == "afd" else s.workload.prefill_batch
    draft = s.replaced(
        {
            "chip": chip,
            "shipped": chip,
            "model": _light(s.model) if mode == "afd" else s.model,
            "deployment": DeploymentSpec(**formats),
            "engine": engine,
        }
    ).with_values({"workload.batch": batch})
    return ("partner_deployment", laid_out(draft).deployment), ("partner_engine", engine)


def _engine(static: bool) -> EngineSpec:
    return presets.engine("static" if static else "tuned").spec


def _light(model: ModelSpec) -> ModelSpec:
    """Return a model whose attention weighs next to nothing: what lays out its feed-forward."""
    return model.replaced(
        {"attention": "gqa", "head_dim": 1, "extra_projection": 0, "full_kv_share": 0, "vocab": 64}
    )


def attention_part(model: ModelSpec) -> ModelSpec:
    """Return the model without feed-forward layers and experts."""
    return model.replaced({"dense_layers": 0, "moe_layers": 0})


def feed_part(model: ModelSpec) -> ModelSpec:
    """Return the feed-forward layers and experts of a model alone."""
    gone = ("layers", "full_layers", "window_layers", "linear_layers", "vocab", "sparse_topk")
    return model.replaced(dict.fromkeys(gone, 0))


@kept(32)
def point(s: Scenario) -> tuple[Outcome, Capacity]:
    """Return outcome and capacity of a replica, kept from one move to the next."""
    return evaluate(s, detail=False), capacity(s)


PROMPTS, ANSWERS = range(2)
"""Points of a replica before those of its curve: prompts alone, and the batch asked for."""


@kept(16)
def _replica(s: Scenario) -> tuple[Outcome, Scenario]:
    """Return a replica at every batch that anything asks of it, from one evaluation."""
    own, low = float(s.workload.batch), max(float(s.deployment.dp), 1.0)
    top = 4 * max(own, low)
    if s.chip.hbm_gb > 0:
        most = float(np.max(capacity(s.with_values({"workload.batch": 1.0})).max_batch))
        top = max(min(most, top), low)
    grid = np.append(np.geomspace(low, top, _BATCHES), min(own, top))
    batch = np.concatenate(([float(s.workload.prefill_batch), own], np.sort(grid)))
    run = s.with_values({"workload.batch": batch})
    return evaluate(run, detail=False), run


def _at(s: Scenario, place: int) -> Outcome:
    """Return one point of a replica."""
    out: Outcome = part(_replica(s)[0], slice(place, place + 1))
    return out


def prefill_unit(s: Scenario) -> Unit:
    """Return a replica that only turns prompts into KV cache."""
    out = _at(s, PROMPTS)
    d, w = s.deployment, s.workload
    rate = float(out.input_tok_s_chip[0]) / w.input_tokens
    servers = d.dp * max(w.prefill_batch / d.dp, 1.0)
    return Unit(
        "prefill", s.with_values({"workload.batch": w.prefill_batch}), float(out.chips[0]), servers,
        float(out.ttft_ms[0]), rate, int(out.prefill.binding[0]), *_room(out),
        float(out.power_prefill_w[0]), float(np.asarray(idle_power(s))),
    )  # fmt: skip


def decode_unit(s: Scenario) -> Unit:
    """Return a replica that only decodes, at the batch asked for."""
    return _decoding(s, _at(s, ANSWERS))


def part_unit(s: Scenario) -> Unit:
    """Return a replica of a part of a model, which decodes at the batch asked for."""
    return _decoding(s, point(s)[0])


def _decoding(s: Scenario, out: Outcome) -> Unit:
    rate = float(out.output_tok_s_chip[0]) / s.workload.output_tokens
    return Unit(
        "decode", s, float(out.chips[0]), float(s.workload.batch), float(out.tpot_ms[0]), rate,
        int(out.decode.binding[0]), *_room(out), float(out.power_decode_w[0]),
        float(np.asarray(idle_power(s))),
    )  # fmt: skip


def _room(out: Outcome) -> tuple[bool, float, float, float]:
    return (
        bool(out.fits[0]), float(out.need_gb[0]), float(out.have_gb[0]),
        float(out.usd_per_chip_hour[0]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Together:
    """The same chip doing all the work, prompts between decode steps; nothing where it cannot."""

    chip: str
    batch: float
    ttft_ms: float
    tpot_ms: float
    rate: float
    """Requests per second of one chip."""
    output_tok_s_chip: float
    usd_mtok: float


@kept(16)
def _curve(s: Scenario) -> tuple[Array, Array, Array, Array, float]:
    """Return batches with TTFT, TPOT and requests per second and chip, and the chip-hour."""
    whole, at = _replica(s)
    points = slice(ANSWERS + 1, None)
    out: Outcome = part(whole, points)
    batch = np.asarray(at.workload.batch)[points]
    run = at.with_values({"workload.batch": batch})
    work = prompt_work(run, out.ttft_ms, capacity(run).stages)
    mixed = steady(run, out.ttft_ms, work, out.tpot_ms)
    rate = mixed.output_rate / run.workload.output_tokens / out.chips
    fits = out.fits
    hour = float(out.usd_per_chip_hour[0])
    return batch[fits], mixed.ttft_ms[fits], mixed.tpot_ms[fits], rate[fits], hour


def together(s: Scenario, tpot_ms: float) -> Together | None:
    """Return the chip alone at the largest batch that keeps `tpot_ms`; None where none does."""
    batch, ttft, tpot, rate, hour = _curve(s)
    kept = np.flatnonzero(tpot <= tpot_ms * (1 + 1e-9))
    if not len(kept):
        return None
    at = int(kept[np.argmax(rate[kept])])
    w = s.workload
    tokens = (w.input_tokens + w.output_tokens) * s.economics.utilisation
    usd = hour / 3600 * 1e6 / float(rate[at]) / tokens
    each = float(rate[at])
    return Together(
        s.chip.name,
        float(batch[at]),
        float(ttft[at]),
        float(tpot[at]),
        each,
        each * w.output_tokens,
        usd,
    )
