"""`evaluate`: the operating point of one scenario."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from explorer.analysis.deployments import OBJECTIVES, best
from explorer.cli import asked as scenario_options
from explorer.cli.answer import answer
from explorer.cli.around import around
from explorer.cli.json_text import dumped
from explorer.cli.serving_answer import serving_answer
from explorer.cli.split_answer import split_answer, split_text
from explorer.cli.table import table
from explorer.cli.verb import CANNOT, DONE, Verb
from explorer.units import NO_BREAK_SPACE, count, number, percent, quantity


def _declare(parser: ArgumentParser) -> None:
    scenario_options.declare(parser)
    parser.add_argument(
        "--auto",
        choices=OBJECTIVES,
        help="choose layout and batch: cheapest token, fastest step, or cheapest that keeps the "
        "workload's TTFT and interactivity (status 1, and what comes nearest, where none does)",
    )
    parser.add_argument(
        "--keep-batch", action="store_true", help="with --auto, choose the layout only"
    )
    scenario_options.declare_limit(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _run(asked: Namespace) -> int:
    scenario, note = scenario_options.scenario_of(asked), ""
    if asked.auto:
        chosen = best(scenario, asked.auto, max_chips=asked.max_chips, keep_batch=asked.keep_batch)
        scenario, note = chosen.scenario, chosen.note().replace(NO_BREAK_SPACE, " ")
    found = answer(scenario)
    if asked.auto:
        found["auto"] = {"objective": asked.auto, "met": not note, "note": note}
    found |= split_answer(scenario) | serving_answer(scenario)
    print(dumped({**found, **around(scenario)}) if asked.json else text(found))
    if note:
        print(note, file=sys.stderr)
    return CANNOT if note else DONE


def text(a: dict[str, Any]) -> str:
    """Return the answer as a table for people."""
    blocks = [a["name"], table(_headline(a), right=(1,)), fit_line(a["fit"])]
    for name, unit in (("prefill", "ms"), ("decode", "ms"), ("money", "$/h")):
        blocks.append(f"{name.capitalize()}, {unit}\n{table(_parts(a, name), right=(1, 2))}")
    if "split" in a:
        blocks.append(split_text(a["split"]))
    return "\n\n".join(blocks).replace(NO_BREAK_SPACE, " ")


def _headline(a: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Return rows of name, number, unit and note."""
    per, d = a["usd_per_mtok"], a["deployment"]
    layout = " ".join(f"{k.upper()}{count(d[k])}" for k in ("tp", "pp", "ep", "dp"))
    return [
        ("TTFT", number(a["ttft_ms"]), "ms", f"{a['binding']['prefill']} binds"),
        ("TPOT", number(a["tpot_ms"]), "ms", f"{a['binding']['decode']} binds"),
        ("Interactivity", number(a["tok_s_user"]), "tok/s/user", ""),
        ("Output", number(a["output_tok_s_chip"]), "tok/s/chip", ""),
        ("Input", number(a["input_tok_s_chip"]), "tok/s/chip", ""),
        ("Cost, input", number(per["input"]), "$/Mtok", ""),
        ("Cost, output", number(per["output"]), "$/Mtok", ""),
        ("Cost, cached", number(per["cached"]), "$/Mtok", ""),
        ("Cost, blended", number(per["blended"]), "$/Mtok", ""),
        ("Chip-hour", number(a["usd_per_chip_hour"]), "$/h", f"{a['cost_basis']} basis"),
        ("Energy", number(a["joule_per_output_token"]), "J/tok", "per output token"),
        ("Chips", count(a["chips"]), "", layout),
        ("Batch", count(a["batch"]), "users", f"at most {count(a['max_batch'])} fit"),
        ("Floor, TTFT", number(a["floor"]["ttft_ms"]), "ms", "at 100 % efficiency"),
        ("Floor, TPOT", number(a["floor"]["tpot_ms"]), "ms", "at 100 % efficiency"),
    ]


def _parts(a: dict[str, Any], name: str) -> list[tuple[str, str, str]]:
    return [
        (part["name"], number(part["value"]), percent(part["share"]))
        for part in a["breakdown"][name]
    ]


def fit_line(fit: dict[str, Any]) -> str:
    """Return whether weights and KV cache fit, and by how much they do not."""
    need, have = fit["need_gb"], fit["have_gb"]
    if fit["ok"]:
        return f"Fits: {quantity(need, 'GB')} needed, {quantity(have, 'GB')} there"
    over = quantity(need - have, "GB")
    return f"Does not fit: {quantity(need, 'GB')} needed, {over} more than there are"


VERB = Verb("evaluate", "latency, cost and power of one scenario", _declare, _run)
