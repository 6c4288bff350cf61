"""`frontier`: the best trades of interactivity against cost, as a CSV table."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from explorer.analysis.frontier import frontier
from explorer.cli import asked as scenario_options
from explorer.cli.sweep_verb import save
from explorer.cli.verb import Verb


def _declare(parser: ArgumentParser) -> None:
    scenario_options.declare(parser)
    scenario_options.declare_limit(parser)
    parser.add_argument(
        "-o", "--output", default="-", metavar="OUT.csv", help="- or none: standard output"
    )


def _run(asked: Namespace) -> None:
    scenario = scenario_options.scenario_of(asked)
    found = frontier(scenario, asked.max_chips)
    if not len(found):
        msg = f"no layout on {scenario.chip.name} within the limit of chips holds "
        raise ValueError(msg + scenario.model.name)
    save(found.columns(), scenario, asked.output)


VERB = Verb(
    "frontier", "best layouts and batches by interactivity, as a table (CSV)", _declare, _run
)
