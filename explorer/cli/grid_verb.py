"""`grid`: every combination of several levers' values, the best of them as a CSV table."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import Any

import numpy as np

from explorer.analysis.grid import MAX_BEST, Best, Grid, best_of
from explorer.analysis.sweep import spaced
from explorer.cli import asked as scenario_options
from explorer.cli.sweep_verb import checked, save
from explorer.cli.verb import Verb
from explorer.outcome import Array
from explorer.results import BY_ID
from explorer.spec.scenario import Scenario


def _declare(parser: ArgumentParser) -> None:
    scenario_options.declare(parser)
    parser.add_argument(
        "--lever",
        dest="levers",
        type=_axis,
        action="append",
        required=True,
        metavar="PATH=A..B:N",
        help='a lever from A to B in N steps, as "chip.sram_mb=50..1000:20"; repeatable',
    )
    parser.add_argument(
        "--by", choices=tuple(BY_ID), default="cost_output", help="what is best (cost_output)"
    )
    parser.add_argument("--best", type=_rows, default=20, metavar="N", help="rows (20)")
    parser.add_argument(
        "--slo",
        action="store_true",
        help="only points within workload.ttft_slo_ms and workload.interactivity_target",
    )
    parser.add_argument(
        "-o", "--output", default="-", metavar="OUT.csv", help="- or none: standard output"
    )


def _axis(text: str) -> tuple[str, str, str, int]:
    """Return path, first and last value as typed, and steps of "path=first..last:steps"."""
    path, _, rest = text.partition("=")
    ends, _, steps = rest.rpartition(":")
    start, dots, stop = ends.partition("..")
    if not (path.strip() and dots and start.strip() and stop.strip() and steps.strip().isdecimal()):
        msg = f"{text!r} is not PATH=A..B:N"
        raise ArgumentTypeError(msg)
    return path.strip(), start, stop, int(steps)


def _rows(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MAX_BEST:
        msg = f"{text!r} is not a number of rows from 1 to {MAX_BEST:,}"
        raise ArgumentTypeError(msg)
    return int(text)


def _run(asked: Namespace) -> None:
    scenario = scenario_options.scenario_of(asked)
    grid = Grid(tuple(_values(scenario, *axis) for axis in asked.levers))
    w = scenario.workload
    limits: dict[str, Any] = (
        {"ttft_limit": w.ttft_slo_ms, "speed_limit": w.interactivity_target} if asked.slo else {}
    )
    found = best_of(scenario, grid, Best(BY_ID[asked.by], asked.best, **limits))
    if not len(found["fits"]):
        within = " within the limits" if asked.slo else ""
        msg = f"none of {grid.points:,} points fits{within}"
        raise ValueError(msg)
    save(found, scenario, asked.output)


def _values(scenario: Scenario, path: str, start: str, stop: str, steps: int) -> tuple[str, Array]:
    low, high = (checked(scenario, path, end) for end in (start, stop))
    # Whole numbers that several steps are rounded to would give the same point again and again.
    return path, np.unique(spaced(path, low, high, steps, None))


VERB = Verb("grid", "the best of every combination of levers, as a table (CSV)", _declare, _run)
