"""`sweep`: one lever over a range, as a CSV table."""

from __future__ import annotations

import csv
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from explorer.analysis.sweep import spaced, sweep
from explorer.change import Change, apply
from explorer.cli import asked as scenario_options
from explorer.cli.quantity_text import is_number, value_of
from explorer.cli.verb import Verb
from explorer.spec.scenario import Scenario


def _declare(parser: ArgumentParser) -> None:
    scenario_options.declare(parser)
    parser.add_argument("--lever", required=True, metavar="PATH", help="field to move")
    parser.add_argument("--from", dest="start", required=True, metavar="A", help="first value")
    parser.add_argument("--to", dest="stop", required=True, metavar="B", help="last value")
    parser.add_argument("--points", type=int, default=50, metavar="N", help="rows (50)")
    parser.add_argument(
        "--scale", choices=("log", "linear"), help="spacing; the lever's own by default"
    )
    parser.add_argument(
        "-o", "--output", default="-", metavar="OUT.csv", help="- or none: standard output"
    )


def _run(asked: Namespace) -> None:
    scenario = scenario_options.scenario_of(asked)
    start, stop = (checked(scenario, asked.lever, end) for end in (asked.start, asked.stop))
    found = sweep(
        scenario, asked.lever, spaced(asked.lever, start, stop, asked.points, asked.scale)
    )
    save(found.columns(), scenario, asked.output)


def save(columns: Mapping[str, Any], scenario: Scenario, target: str) -> None:
    """Write a table to a file, or to standard output where `target` is "-".

    A last column names the cost basis of the scenario, on which its prices of tokens rest.
    """
    rows = len(next(iter(columns.values())))
    columns = {**columns, "cost_basis": np.full(rows, scenario.economics.basis)}
    if target == "-":
        write(columns, sys.stdout)
        return
    with Path(target).open("w", encoding="utf-8", newline="") as file:
        write(columns, file)


def checked(scenario: Scenario, path: str, text: str) -> float:
    """Return an end of the range as a number that the field accepts."""
    if not is_number(path):
        msg = f"{path}: not a number, cannot be swept"
        raise ValueError(msg)
    value = float(value_of(path, text))
    apply(scenario, Change.of(path, value))
    return value


def write(columns: Mapping[str, Any], file: TextIO) -> None:
    """Write columns of one length; what is not finite stays empty."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*(_cells(column) for column in columns.values()), strict=True))


def _cells(column: Any) -> list[str]:
    values = np.asarray(column)
    if values.dtype == bool:
        return ["yes" if value else "no" for value in values]
    if values.dtype.kind != "f":
        return [str(value) for value in values]
    return [f"{value:.10g}" if np.isfinite(value) else "" for value in values]


VERB = Verb("sweep", "one lever over a range, as a table (CSV)", _declare, _run)
