"""The project's own report on whole systems against what is known of them.

`python -m explorer.systems_report POOLS.csv` writes docs/systems.md anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from explorer import presets
from explorer.evaluate import evaluate
from explorer.files import scenario_file
from explorer.money.token_cost import usd_per_mtok
from explorer.predict import WAVES
from explorer.presets.gallery import gallery
from explorer.resources import resource
from explorer.spec.scenario import Scenario
from explorer.systems.split import split_of
from explorer.truth import pools
from explorer.truth.speeds import MOST_TOKENS, SPEEDS, Speed, span

DAY_S = 86400.0

DEEPSEEK = {"nodes": 226.75, "input": 608e9, "output": 168e9, "usd_hour": 2.0, "usd": 87072.0}
"""DeepSeek's day to 2025-02-28: nodes of eight H800, tokens, rent assumed, cost published
(deepseek-ai/open-infra-index, day 6)."""

HIT = 0.563
"""Share of the day's prompt tokens that lay in the cache."""

WIDE = {"weights": "fp8", "activations": "fp8", "kv": "bf16"}


def report(path: Path | str) -> str:
    """Return the report as Markdown."""
    parts = (_HEAD, _pools(path), _deepseek(), _cloudmatrix(), _h20(), _speeds(), _gallery())
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


H20 = (
    ("h20-008", 16, 1, 1, 43),
    ("h20-006", 16, 8, 1, 278),
    ("h20-007", 32, 8, 1, 293),
    ("h20-005", 16, 12, 2, 423),
    ("h20-003", 16, 32, 1, 675),
    ("h20-004", 32, 32, 1, 585),
    ("h20-002", 16, 48, 1, 714),
)
"""Row of the measurements, groups of experts, sequences and drafted tokens per chip, published
tok/s per chip: DeepSeek-R1 on H20, 4,096 + 1,536 tokens, of which drafts 85 % are accepted (1.8 to
1.9 tokens a step with one, 2.4 to 2.7 with two; LMSYS and Ant Group, 2025-09)."""


def _h20() -> str:
    rows = []
    for name, groups, batch, drafts, published in H20:
        s = _wide(
            "h20", groups, "sglang", input_tokens=4096.0, output_tokens=1536.0,
            batch=float(batch * groups), draft_tokens=float(drafts), draft_acceptance=0.85,
        )  # fmt: skip
        out = evaluate(s.with_values({"deployment.kv": "fp8"}))
        rate = float(out.output_tok_s_chip[0])
        rows.append([name, f"{groups}", f"{batch}", *_beside("", published, rate)[1:]])
    text = (
        "## Small batches on H20\n\nDeepSeek-R1 in FP8 on H20 with SGLang, experts over two and "
        "four servers, a second check of dispatch and combine beyond their bytes: nothing here is "
        "set on these rows. Too fast at one sequence a chip, too slow at 32 to 48; why is open."
    )
    return f"{text}\n\n{_table('id|groups|batch per chip|published|model|error, %', rows)}"


def _speeds() -> str:
    rows = [_speed(one) for one in SPEEDS]
    inside = sum(row[-1] == "between" for row in rows)
    text = (
        "## Speeds of one user\n\nPublic speeds in tok/s/user. What a source leaves open spans a "
        "range at one user: from layers one chip after the other, in the slowest format left "
        "open, to the fastest layout at 100 % efficiency; chips as stated, else as few as hold the "
        f"model. {inside} of {len(rows)} lie between; drafts of speculative decoding, where open, "
        f"give up to {MOST_TOKENS} tokens a step (EAGLE-3). More users, also open, are slower.\n\n"
        "A Groq chip's SRAM reads 80 TB/s, but its matrix unit takes weights in at 9.2 (ISCA "
        "2020): 44 µs a layer of Llama-2-7B in 16 bits, where 750 tok/s are 42. An SN40L rack "
        "would read the 141 GB of Llama-3.1-70B at 64 TB/s to write 457 tok/s one by one, and has "
        "26."
    )
    heads = "id|chip|model|source|left open|chips|floor|published|fastest layout|at 100 %|verdict"
    return f"{text}\n\n{_table(heads, rows)}"


def _speed(one: Speed) -> list[str]:
    x = span(one)
    verdict = "between"
    if one.published < x.floor:
        verdict = "slower"
    if one.published > x.ceiling:
        verdict = f"drafts, of {one.published / x.ceiling:.1f} tokens a step at the least"
    shown = (x.chips, x.floor, one.published, x.fastest, x.ceiling)
    head = [one.id, one.chip, one.model, one.source, one.open]
    return [*head, *(f"{value:,.0f}" for value in shown), verdict]


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
