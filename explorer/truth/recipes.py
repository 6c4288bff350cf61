"""Limits of published benchmark recipes: what a measured system of two pools was told to hold.

The measurements state workers, layout and concurrency, not how many sequences an engine takes at
once. The recipes they ran (NVIDIA/srt-slurm, DeepSeek-R1 without speculation) do.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from explorer.resources import resource
from explorer.truth.engines import STEP_TOKENS

_KEYS = {
    "engine": "backend",
    "chip": "chip_id",
    "weights": "weights_fmt",
    "input_tokens": "isl_tokens",
    "output_tokens": "osl_tokens",
    "prefill_workers": "prefill_num_workers",
    "prefill_tp": "prefill_tp_size",
    "prefill_dp": "prefill_attention_dp_size",
    "decode_workers": "decode_num_workers",
    "decode_tp": "decode_tp_size",
    "decode_dp": "decode_attention_dp_size",
}
"""Column of a recipe -> column of a measurement; the concurrency is one of several."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Per attention group: `prompts` of one prefill pass, `slots` of sequences in decode."""

    prompts: float
    slots: float
    kv: str


def limits(row: Mapping[str, str]) -> Limits:
    """Return what the recipe of a measured row says.

    Without one, prompts up to an engine's usual step, and room for all in decode.
    """
    key = (*(row[name] for name in _KEYS.values()), row["concurrency"])
    return _recipes().get(key) or Limits(
        max(float(row["prefill_batch_size"] or 1.0), STEP_TOKENS // float(row["isl_tokens"])),
        float("inf"),
        "fp8" if row["backend"] == "trtllm" else "bf16",
    )


@cache
def _recipes() -> dict[tuple[str, ...], Limits]:
    with resource("measured", "pool_recipes.csv").open(encoding="utf-8", newline="") as file:
        return {key: value for row in csv.DictReader(file) for key, value in _each(row)}


def _each(row: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], Limits]]:
    found = Limits(float(row["prefill_prompts"]), float(row["decode_slots"]), row["kv"])
    for users in row["concurrencies"].split():
        yield (*(row[name] for name in _KEYS), users), found
