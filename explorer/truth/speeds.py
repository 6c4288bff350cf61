"""Public speeds of one user on chips without a full benchmark, and the model's range for each.

Such a speed comes with few of its conditions. What a source leaves open spans a range at one user:
from layers one chip after the other in the slowest format to the fastest layout of the narrowest at
100 % efficiency, and beyond where the source leaves speculative decoding open too.
"""

from __future__ import annotations

from dataclasses import dataclass

from explorer import presets
from explorer.analysis.deployments import Best, best
from explorer.evaluate import evaluate
from explorer.spec.scenario import Scenario

MOST_TOKENS = 6.5
"""Tokens a step at batch 1 by the best published drafts (EAGLE-3, 2025)."""

_RACK = 16.0
"""Chips of one SN40L rack, the most that serve one copy."""


@dataclass(frozen=True, slots=True)
class Speed:
    """A public speed in tok/s of one user.

    `formats` are those of the weights that the source leaves possible and the chips hold, narrowest
    first; `chips` as stated; `most` the chips of one copy where not stated but known; `drafts`
    whether the source leaves speculative decoding open.
    """

    id: str
    chip: str
    model: str
    published: float
    source: str
    formats: tuple[str, ...]
    chips: float | None = None
    most: float | None = None
    context: float = 1024.0
    drafts: bool = False

    @property
    def open(self) -> str:
        """What the source leaves open."""
        facts = {
            "format": len(self.formats) > 1,
            "chips": self.chips is None,
            "users": True,
            "drafts": self.drafts,
        }
        return ", ".join(name for name, left in facts.items() if left)


_EITHER = ("int8", "bf16")
_AA, _TPU = "Artificial Analysis 2024", "TechPowerUp 2024"
SPEEDS = (
    # 16 bits of 70 billion weights do not fit 576 chips, nor those of DeepSeek a rack.
    Speed("asic-016", "groq-v1", "llama-2-70b", 300, _TPU, ("int8",), 576, context=4096),
    Speed("asic-018", "groq-v1", "llama-2-70b", 100, "Moor Insights 2023, more than", _EITHER),
    Speed("asic-017", "groq-v1", "llama-2-7b", 750, _TPU, _EITHER, context=2048),
    Speed("asic-007", "groq-v1", "llama-3.1-8b", 751, _AA, _EITHER, drafts=True),
    Speed("asic-015", "groq-v1", "mixtral-8x7b", 480, _TPU, _EITHER),
    Speed("asic-013", "groq-v1", "gpt-oss-120b", 476, "Artificial Analysis, secondary",
          ("mxfp4", "bf16")),
    Speed("asic-002", "sn40l", "llama-3.1-70b", 457, _AA, ("bf16",), most=_RACK, drafts=True),
    Speed("asic-003", "sn40l", "llama-3.1-8b", 1042, _AA, ("bf16",), most=_RACK, drafts=True),
    Speed("asic-019", "sn40l", "deepseek-v3", 198, "ISC 2025 abstract", ("int8",), _RACK,
          drafts=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Range:
    """One user's tok/s: `floor`, `fastest` layout as the model has it, `ceiling` at its best."""

    chips: float
    floor: float
    fastest: float
    ceiling: float


def span(one: Speed) -> Range:
    """Return the model's range for what a source leaves open, without speculative decoding."""
    found = [_fastest(one, weights) for weights in one.formats]
    narrow = found[0].outcome
    return Range(
        chips=float(narrow.chips[0]),
        floor=min(_in_a_row(each) for each in found),
        fastest=float(narrow.tok_s_user[0]),
        ceiling=1e3 / float(narrow.decode.floor_ms[0]),
    )


def _in_a_row(found: Best) -> float:
    """Return the speed of the same chips with layers one chip after the other.

    Memory beside a chip holds its layers by pipeline stage; SRAM takes chips as it needs them.
    """
    s = found.scenario
    stages = float(found.outcome.chips[0]) if s.chip.hbm_gb else 1.0
    layout = {"tp": 1.0, "pp": stages, "ep": 1.0, "dp": 1.0}
    row = s.with_values({f"deployment.{name}": value for name, value in layout.items()})
    return float(evaluate(row).tok_s_user[0])


def _fastest(one: Speed, weights: str) -> Best:
    return best(_alone(one, weights), "fastest", max_chips=one.chips or one.most, keep_batch=True)


def _alone(one: Speed, weights: str) -> Scenario:
    return presets.scenario(one.chip, one.model).with_values(
        {
            "workload.batch": 1.0,
            "workload.input_tokens": one.context,
            "workload.output_tokens": 256.0,
            "deployment.weights": weights,
            "deployment.activations": "int8" if weights == "int8" else "bf16",
        }
    )
