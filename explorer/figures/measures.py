"""What may stand on the axes of the latency and cost charts, as rows.

The study of a scenario names one row a chart and side; title, axis, marks, slide and table all
speak of the row, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from explorer.figures.figure import Array, Axis, Better, Scale
from explorer.figures.wording import delta, number
from explorer.live import Live
from explorer.outcome import Outcome
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.units import NO_BREAK_SPACE


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """A field of `Outcome` on an axis: its name, at a sentence's start and within, and its unit.

    `better` is +1 where more is better, -1 where less is. `scale` is the axis' own.
    """

    id: str
    field: str
    name: str
    within: str
    unit: str
    better: int
    scale: Scale = "log"

    def of(self, outcome: Outcome) -> Array:
        """Return it at every point, in `unit`."""
        values: Array = getattr(outcome, self.field)
        return values

    @property
    def aim(self) -> tuple[str, int]:
        """What a frontier asks of it: its field, and whether more is better."""
        return self.field, self.better

    @property
    def money(self) -> bool:
        """Whether it rests on the cost basis."""
        return self.unit.startswith("$")

    @property
    def direction(self) -> Better:
        """The direction of better where it stands on the vertical axis."""
        return "higher" if self.better > 0 else "lower"

    def direction_text(self, t: Text) -> str:
        """Return the direction in words."""
        return t("higher is better") if self.better > 0 else t("lower is better")

    def axis(self, low: float, high: float, t: Text) -> Axis:
        """Return the axis from `low` to `high`."""
        return _axis(self, low, high, t)

    def text(self, value: float, t: Text) -> str:
        """Return a value of it as labels have it: "24.1 ms", "$0.63"."""
        if self.money:
            return f"${number(value)}"
        return f"{number(value)}{NO_BREAK_SPACE}{t(self.unit)}"


@lru_cache(maxsize=64)
def _axis(measure: Measure, low: float, high: float, t: Text) -> Axis:
    unit, scale = t(measure.unit), measure.scale
    title = t("{quantity}, {unit}").format(quantity=t(measure.name), unit=unit)
    note = t(" (log)") if scale == "log" else ""
    return Axis(title + note, unit, low, high, scale, quantity=measure.id)


TPOT = Measure("tpot", "tpot_ms", "TPOT", "TPOT", "ms", -1, "linear")
TTFT = Measure("ttft", "ttft_ms", "TTFT", "TTFT", "ms", -1)
SPEED = Measure(
    "interactivity", "tok_s_user", "Interactivity", "interactivity", "tok/s/user", 1, "linear"
)
OUTPUT = Measure(
    "throughput", "output_tok_s_chip", "Output throughput", "output throughput", "tok/s/chip", 1,
    "linear",
)  # fmt: skip
PROMPTS = Measure(
    "prompt_rate", "input_tok_s_chip", "Prompt throughput", "prompt throughput", "tok/s/chip", 1,
    "linear",
)  # fmt: skip
COST = Measure("cost_output", "usd_mtok_output", "Output cost", "output cost", "$/Mtok", -1)
BLENDED = Measure("cost_blended", "usd_mtok_blended", "Blended cost", "blended cost", "$/Mtok", -1)
INPUT = Measure("cost_input", "usd_mtok_input", "Input cost", "input cost", "$/Mtok", -1)
ENERGY = Measure("energy", "joule_per_output_token", "Energy", "energy", "J/tok", -1)


def _logged(measure: Measure) -> Measure:
    return replace(measure, scale="log")


def _rows(*found: Measure) -> Mapping[str, Measure]:
    return {each.id: each for each in found}


PREFILL = _rows(TTFT, PROMPTS, INPUT)
DECODE = _rows(TPOT, SPEED, OUTPUT, COST, ENERGY)
COST_ACROSS = _rows(_logged(SPEED), _logged(TPOT))
COST_UP = _rows(COST, BLENDED, _logged(OUTPUT), ENERGY)

CHOICES: Mapping[str, Mapping[str, Measure]] = {
    "study.prefill_y": PREFILL,
    "study.decode_y": DECODE,
    "study.cost_x": COST_ACROSS,
    "study.cost_y": COST_UP,
}
"""The rows that each choice has, by the field of the scenario that holds it."""


def chosen(scenario: Scenario, path: str) -> Measure:
    """Return the row that the scenario's study names at `path`."""
    return CHOICES[path][getattr(scenario.study, path.removeprefix("study."))]


def finding(measure: Measure, at: str, live: Live, baseline: Live, t: Text, *, where: str) -> str:
    """Return what a measure is at the operating point, against the baseline's, for a slide.

    `where` and `at` say at what: "batch", "64".
    """
    now, was = float(measure.of(live.now)[0]), float(measure.of(baseline.now)[0])
    value = f"{number(now)}{NO_BREAK_SPACE}{t(measure.unit)}"
    text = t("{result} {value} at {lever} {at}").format(
        result=t(measure.within), value=value, lever=where, at=at
    )
    change = delta(now, was, measure.better, t, decimals=0)
    return f"{text} ({change.relative})" if change.sense else text
