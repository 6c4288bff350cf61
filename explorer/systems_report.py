"""The project's own report on whole systems against what is known of them.

`python -m explorer.systems_report POOLS.csv` writes docs/systems.md anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer import presets
from explorer.analysis.deployments import best
from explorer.evaluate import evaluate
from explorer.files import scenario_file
from explorer.money.token_cost import usd_per_mtok
from explorer.predict import WAVES
from explorer.presets.gallery import gallery
from explorer.resources import resource
from explorer.spec.scenario import Scenario
from explorer.systems.split import split_of
from explorer.truth import pools

DAY_S = 86400.0

DEEPSEEK = {"nodes": 226.75, "input": 608e9, "output": 168e9, "usd_hour": 2.0, "usd": 87072.0}
"""DeepSeek's day to 2025-02-28: nodes of eight H800, tokens, rent assumed, cost published
(deepseek-ai/open-infra-index, day 6)."""

HIT = 0.563
"""Share of the day's prompt tokens that lay in the cache."""

WIDE = {"weights": "fp8", "activations": "fp8", "kv": "bf16"}


@dataclass(frozen=True, slots=True)
class Speed:
    """A public speed of one user; `chips` and `weights` as stated or as the model would need."""

    chip: str
    model: str
    measured: float
    source: str
    weights: str
    note: str
    chips: float | None = None
    context: float = 1024.0


_LAYER = (
    "42 µs a layer at 7, 8 and 70 billion weights alike, so not the weights' bytes; the chips' "
    "layout and its waits are not published"
)

SPEEDS = (
    Speed("groq-v1", "llama-2-70b", 300, "TechPowerUp 2024", "int8", _LAYER, 576, 4096),
    Speed("groq-v1", "llama-2-7b", 750, "TechPowerUp 2024", "int8", _LAYER, context=2048),
    Speed("groq-v1", "llama-3.1-8b", 751, "Artificial Analysis 2024", "int8", _LAYER),
    Speed(
        "groq-v1", "mixtral-8x7b", 480, "TechPowerUp 2024", "int8",
        "65 µs a layer, half more than dense ones: where experts lie is not published",
    ),
    Speed(
        "groq-v1", "gpt-oss-120b", 476, "Artificial Analysis, secondary", "mxfp4",
        "lies between",
    ),
    Speed(
        "sn40l", "llama-3.1-70b", 457, "Artificial Analysis 2024", "bf16",
        "its weights, 141 GB, would cross memory at 64 TB/s where 16 chips have 26 to 32: 2 to 3 "
        "tokens a step, so speculative decoding, which the source leaves open", 16,
    ),
    Speed(
        "sn40l", "llama-3.1-8b", 1042, "Artificial Analysis 2024", "bf16", "lies between", 16
    ),
    Speed("sn40l", "deepseek-v3", 198, "ISC 2025 abstract", "int8", "lies between", 16),
)  # fmt: skip
"""Chips where stated (an HN comment for 576, one rack for SN40L); formats where the published
16 bits would not fit the stated chips, the narrowest that the chip computes."""

_MANY = 256.0


def report(path: Path | str) -> str:
    """Return the report as Markdown."""
    parts = (_HEAD, _pools(path), _deepseek(), _cloudmatrix(), _speeds(), _gallery())
    return "\n\n".join(parts) + "\n"


_HEAD = """# Systems

Whole systems beside what is known of them. Written by `python -m explorer.systems_report
POOLS.csv`; nothing on this page is edited by hand. One constant leans on these: the start of a
collective between servers (`network_step_us`), set between the H100 pools here and composed
kernels."""


def _pools(path: Path | str) -> str:
    found = pools.predict_pools(path, WAVES)
    table = pools.summary(found)
    rows = [_errors("all", "", metric, entry) for metric, entry in table["all"].items()]
    for group, values in table["by"].items():
        for name, metrics in values.items():
            rows += [_errors(group, name, metric, entry) for metric, entry in metrics.items()]
    text = (
        "## Prefill and decode pools\n\nMeasured points of separate pools with their worker "
        "counts; errors in per cent of the measured value. Rows without worker counts are not "
        "predicted. A closed test of N users who all start at once, prompts and outputs of 80 to "
        "100 % of the stated lengths; users beyond the decode batches that the published recipe "
        "(NVIDIA/srt-slurm) allows wait for a place. SGLang's prefill pools finish a third to nine "
        "tenths of the prompts that their chips could by the kernels' times, so its first tokens "
        "come later than here; the recipes do not say why."
    )
    return f"{text}\n\n{_table('by| |metric|rows|predicted|median|p90', rows)}"


def _errors(group: str, name: str, metric: str, entry: dict[str, Any]) -> list[str]:
    shown = ["" if entry[k] is None else f"{100 * entry[k]:.1f}" for k in ("median", "p90")]
    return [group, name, metric, str(entry["n"]), str(entry["predicted"]), *shown]


def _wide(chip: str, ep: float, engine: str, **workload: float) -> Scenario:
    """Return DeepSeek-V3 with attention data-parallel and experts spread over `ep` chips."""
    base = presets.scenario(chip, "deepseek-v3", engine=engine)
    layout = {**WIDE, "tp": 1.0, "pp": 1.0, "dp": ep, "ep": ep}
    values = {f"deployment.{name}": value for name, value in layout.items()}
    values |= {f"workload.{name}": value for name, value in workload.items()}
    return base.with_values(values)


def _deepseek() -> str:
    d = DEEPSEEK
    tokens = (d["input"] + d["output"]) / DAY_S
    chips = 8 * d["nodes"]
    day = float(usd_per_mtok(d["usd_hour"], chips, tokens, 1.0)) * tokens * DAY_S / 1e6
    prompts = {"output_tokens": 1.0, "prefill_batch": 128.0, "batch": 128.0}
    found = evaluate(
        _wide("h800", 32, "sglang", input_tokens=9362.0, cached_fraction=HIT, **prompts)
    )
    step = evaluate(
        _wide("h800", 144, "sglang", input_tokens=4989.0, output_tokens=1.0, batch=128.0 * 144)
    )
    node = 8 * float(found.input_tok_s_chip[0])
    rows = [
        _beside("cost of a day, $", d["usd"], day),
        _beside("prefill of a node with cache hits, tok/s", 73700, node),
        _beside("prefill of a node, computed tok/s", 32206, node * (1 - HIT)),
        _beside("decode of a node, tok/s", 14800, 8 * float(step.output_tok_s_chip[0])),
    ]
    text = (
        "## DeepSeek's day\n\nProduction on H800 on 2025-02-27: 226.75 nodes on average, 56.3 % of "
        "the prompt found in the cache, 4,989 tokens of context per output token. The model's "
        "nodes hold 16,384 prompt tokens (EP32) and 128 sequences (EP144) per chip, without "
        "pauses; DeepSeek's own profile reaches 62,713 and 18,598 tok/s of a node."
    )
    return f"{text}\n\n{_table('what|published|model|error, %', rows)}"


CLOUDMATRIX = (
    (128, 1024, 1024, 2733),
    (112, 2048, 256, 2360),
    (96, 4096, 256, 1943),
    (24, 4096, 256, 974),
    (8, 4096, 256, 538),
)
"""Sequences per package, prompt, output, published tok/s per package: DeepSeek-R1 in INT8, one
drafted token of which 70 % are accepted, EP320 (arXiv 2506.12708, decode under latency limits)."""


def _cloudmatrix() -> str:
    narrow = {"deployment.weights": "int8", "deployment.activations": "int8"}
    drafted = {"workload.draft_tokens": 1.0, "workload.draft_acceptance": 0.7}
    prompts = {"input_tokens": 4096.0, "output_tokens": 1.0, "prefill_batch": 128.0, "batch": 64.0}
    fresh = evaluate(_wide("ascend-910c", 16, "sglang", **prompts).with_values(narrow))
    rows = [["prefill", "", "", *_beside("", 5655, float(fresh.input_tok_s_chip[0]))[1:]]]
    for batch, prompt, output, published in CLOUDMATRIX:
        lengths = {"input_tokens": float(prompt), "output_tokens": float(output)}
        s = _wide("ascend-910c", 160, "sglang", **lengths, batch=batch * 160.0)
        out = evaluate(s.with_values({**narrow, **drafted}))
        rows.append(
            [f"decode, {prompt} + {output} tokens", f"{batch}", f"{float(out.tpot_ms[0]):.1f}",
             *_beside("", published, float(out.output_tok_s_chip[0]))[1:]]
        )  # fmt: skip
    text = (
        "## CloudMatrix384\n\nDeepSeek-R1 in INT8 on Ascend 910C, per package of two dies: prefill "
        "with EP32 over 16 packages, decode with EP320 over 160, one drafted token of which 70 % "
        "are accepted. What dispatch and combine take beyond their bytes is not set on these rows "
        "but on tables of the libraries (resources/measured/exchange.csv)."
    )
    return f"{text}\n\n{_table('what|batch per package|TPOT, ms|published|model|error, %', rows)}"


def _speeds() -> str:
    rows = [_speed(one) for one in SPEEDS]
    inside = sum(row[-2] == "yes" for row in rows)
    text = (
        "## Speeds of one user\n\nPublic speeds in tok/s/user. How many users a service seats "
        f"together is not known, so a speed should lie between that of {_MANY:.0f} users and that "
        f"of one user at 100 % efficiency: {inside} of {len(rows)} do. Chips as stated, else as "
        "few as hold the model; where a count is stated the model takes what it needs of them."
    )
    heads = (
        "chip|model|published|chips|256 users|one user|at 100 %|a layer, µs|in the model|"
        "between|why"
    )
    return f"{text}\n\n{_table(heads, rows)}"


def _speed(one: Speed) -> list[str]:
    base = presets.scenario(one.chip, one.model).with_values(
        {
            "workload.batch": 1.0,
            "workload.input_tokens": one.context,
            "workload.output_tokens": 256.0,
            "deployment.weights": one.weights,
            "deployment.activations": "int8" if one.weights == "int8" else "bf16",
        }
    )
    found = best(base, "fastest", max_chips=one.chips, keep_batch=True)
    alone, many = found.outcome, evaluate(found.scenario.with_values({"workload.batch": _MANY}))
    least, most = float(many.tok_s_user[0]), 1e3 / float(alone.decode.floor_ms[0])
    speed, layers = float(alone.tok_s_user[0]), float(base.model.layers)
    between = "yes" if least <= one.measured <= most else "slower"
    if one.measured > most:
        between = "faster"
    shown = (float(alone.chips[0]), least, speed, most, 1e6 / one.measured / layers,
             1e6 / speed / layers)  # fmt: skip
    head = [f"{one.chip} ({one.source})", one.model, f"{one.measured:.0f}"]
    return [*head, *(f"{value:,.0f}" for value in shown), between, one.note]


def _gallery() -> str:
    rows = []
    for told in gallery():
        s = scenario_file.load(told.path)
        if s.split.mode == "none":
            continue
        x = split_of(s)
        chips = " / ".join(f"{p.chips:,.0f} {p.unit.scenario.chip.id}" for p in x.pools)
        rows.append(
            [told.id, x.mode, chips, f"{100 * x.share:.1f}", f"{x.latency.ttft:.0f}",
             f"{x.latency.tpot:.2f}", f"{x.output_tok_s_chip:.1f}", f"{x.usd_mtok:.3f}"]
        )  # fmt: skip
    heads = "story|split|chips by pool|share, %|TTFT, ms|TPOT, ms|tok/s/chip|$/Mtok"
    return f"## Split systems of the gallery\n\n{_table(heads, rows)}"


def _beside(name: str, published: float, model: float) -> list[str]:
    error = 100 * (model / published - 1)
    return [name, f"{published:,.0f}", f"{model:,.0f}", f"{error:+.1f}"]


def _table(heads: str, rows: Iterable[list[str]]) -> str:
    names = heads.split("|")
    lines = [f"| {' | '.join(names)} |", "|" + "---|" * len(names)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


if __name__ == "__main__":
    target = resource("gallery").parent.parent / "docs" / "systems.md"
    target.write_text(report(sys.argv[1]), encoding="utf-8")
