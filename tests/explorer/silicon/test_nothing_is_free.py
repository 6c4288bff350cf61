"""A better specification is never free: every lever of a chip, on chips of every kind.

`python tests/explorer/silicon/test_nothing_is_free.py > docs/price-of-a-specification.md`
rewrites the page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from explorer import presets
from explorer.evaluate import evaluate
from explorer.levers import LEVERS

PAGE = Path(__file__).parents[3] / "docs" / "price-of-a-specification.md"

CHIPS = (
    "h100-sxm", "b200-sxm", "mi300x", "rubin-vr200", "groq-v1", "groq3-lpu", "wse-3",
    "xeon-6980p", "grace-cpu", "ascend-950pr", "ascend-950dt", "tpu-v7", "l40s",
)  # fmt: skip
SHOWN = ("h100-sxm", "mi300x", "groq-v1", "wse-3", "xeon-6980p", "ascend-950pr")
MONEY = ("chip.price_usd", "chip.rental_usd_hour")
"""Levers that are a price themselves."""
PATHS = tuple(v.path for v in LEVERS if v.path.startswith("chip.") and v.path not in MONEY)
LOWER = ("chip.scaleup_latency_us",)
"""Levers of which less is better."""
PAID = ("area_mm2", "stacked_mm2", "chip_cost_usd", "tdp_w")
NEEDS = {
    "chip.stacked_sram_mb": {"chip.stacked_sram_mb": 2000.0},
    "chip.stacked_sram_bandwidth_tbs": {"chip.stacked_sram_mb": 2000.0},
    "chip.hbm_gb": {"chip.hbm_gb": 80.0},
    "chip.hbm_bandwidth_tbs": {"chip.hbm_gb": 80.0, "chip.hbm_bandwidth_tbs": 3.0},
}
"""What a chip without it is given first."""

WIDTHS = ("chip.bf16_tflops", "chip.fp8_tflops", "chip.int8_tops", "chip.fp4_tflops")
FREE = {
    "chip.scaleup_latency_us": "protocol, encoding and distance set it; neither area nor power of "
    "a quicker hop is published",
    "chip.scaleup_domain": "switches and cables are bought with the system: its factor on the "
    "chip's price holds them, and is the user's to raise",
}
"""Levers that cost nothing on any chip, and why."""
WIDE = (
    "A matrix rate is free up to the width that the arrays hold already: twice the BF16 rate in "
    "FP8 or INT8, twice the FP8 rate in FP4. The area and energy of a FLOP were found from whole "
    "chips with all their formats, and B200 with FP4 takes less area per FP8 rate than H100 "
    "without."
)
SOCKETS = (
    "Memory modules of a processor are bought with the server: more capacity is free where the "
    "modules' bandwidth asks for as many of them already."
)


@cache
def paid(chip: str, path: str, factor: float) -> dict[str, float] | None:
    """Return the relative rise of what is paid, None where the chip has nothing of it."""
    scenario = presets.scenario(chip=chip)
    given = {p: v for p, v in NEEDS.get(path, {}).items() if not scenario.value(p)}
    start = scenario.with_values(given)
    value = start.value(path)
    if not value:
        return None
    more = value / factor if path in LOWER else value * factor
    before, after = evaluate(start), evaluate(start.with_values({path: more}))
    rises = {}
    for name in PAID:
        was, now = float(getattr(before, name)[0]), float(getattr(after, name)[0])
        rises[name] = now / was - 1 if was else 0.0
    return rises


def within_the_arrays(chip: str, path: str, factor: float) -> bool:
    """Whether a rate stays below what the other formats' arrays do already."""
    spec = presets.chip(chip).spec
    f8 = {"bf16": 2 * spec.bf16_tflops, "fp8": spec.fp8_tflops, "int8": spec.int8_tops}
    kind = path.partition(".")[2].partition("_")[0]
    if kind == "fp4":
        return spec.fp4_tflops * factor <= 2 * max(f8.values())
    return f8[kind] * factor <= max(rate for name, rate in f8.items() if name != kind)


def free(chip: str, path: str, factor: float) -> bool:
    """Whether the page says that this costs nothing."""
    if path in WIDTHS:
        return within_the_arrays(chip, path, factor)
    socket = presets.chip(chip).spec.execution == "cpu"
    return path in FREE or (socket and path == "chip.hbm_gb")


@pytest.mark.parametrize("factor", [1.01, 1.25, 3.0])
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("chip", CHIPS)
def test_better_costs_area_money_or_power(chip, path, factor):
    rises = paid(chip, path, factor)
    if rises is None:
        assert path in WIDTHS, "a chip can be given everything but a format it lacks"
        return
    assert all(rise >= -1e-9 for rise in rises.values()), rises
    if not free(chip, path, factor):
        assert max(rises.values()) > 1e-6, rises


@pytest.mark.parametrize("path", sorted(FREE))
def test_what_the_page_calls_free_is(path):
    assert all(max(paid(chip, path, 1.25).values()) == 0 for chip in CHIPS)


def test_a_format_beyond_the_arrays_is_paid_for():
    spec = presets.chip("h100-sxm").spec
    start = presets.scenario(chip="h100-sxm")
    beyond = evaluate(start.with_values({"chip.fp4_tflops": 3 * spec.fp8_tflops}))
    assert beyond.area_mm2[0] > 1.05 * evaluate(start).area_mm2[0]


@pytest.mark.parametrize("chip", ["groq-v1", "groq3-lpu", "wse-3"])
def test_memory_given_to_a_chip_without_is_bought(chip):
    start = presets.scenario(chip=chip)
    before = evaluate(start)
    after = evaluate(start.with_values({"chip.hbm_gb": 96.0, "chip.hbm_bandwidth_tbs": 3.0}))
    assert after.chip_cost_usd[0] - before.chip_cost_usd[0] > 96 * 13
    assert after.area_mm2[0] > before.area_mm2[0]
    assert after.tdp_w[0] > before.tdp_w[0]


def page() -> str:
    lines = [
        "# What a better specification costs",
        "",
        "Written by `tests/explorer/silicon/test_nothing_is_free.py`, which also asserts it on",
        "more chips and steps. Rise in percent of silicon area / chip cost / power for 25 % more",
        "of each lever (25 % less of a latency); a chip without the memory is given 80 GB of HBM3",
        "at 3 TB/s or 2 GB of stacked SRAM first. A dash: the chip lacks the format.",
        "",
        f"| lever | {' | '.join(presets.chip(c).spec.name for c in SHOWN)} |",
        f"|---|{'---|' * len(SHOWN)}",
    ]
    for path in PATHS:
        cells = [_cell(paid(chip, path, 1.25)) for chip in SHOWN]
        lines.append(f"| `{path}` | {' | '.join(cells)} |")
    lines += ["", "Free, and why:", ""]
    lines += [f"- `{path}`: {why}." for path, why in FREE.items()]
    lines += [f"- {WIDE}", f"- {SOCKETS}"]
    return "\n".join([*lines, ""])


def _cell(rises: dict[str, float] | None) -> str:
    if rises is None:
        return "-"
    area = max(rises["area_mm2"], rises["stacked_mm2"])
    return " / ".join(f"{100 * r:.2g}" for r in (area, rises["chip_cost_usd"], rises["tdp_w"]))


def test_the_page_says_what_the_model_says():
    assert PAGE.read_text(encoding="utf-8") == page()


if __name__ == "__main__":
    print(page(), end="")
