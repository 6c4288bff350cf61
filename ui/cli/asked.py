"""Options that the drawing verbs share: theme, language, and what to hold a scenario against."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from explorer.cli import asked as scenario_options
from explorer.files import scenario_file
from explorer.spec.scenario import Scenario
from explorer.text import LANGUAGES


def declare_look(parser: ArgumentParser) -> None:
    """Add `--theme` and `--lang`."""
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="light")
    parser.add_argument("--lang", choices=tuple(LANGUAGES), default="en", help="en")


def scenarios_of(asked: Namespace) -> tuple[Scenario, Scenario]:
    """Return the scenario asked for and the one it is held against: as shipped."""
    scenario = scenario_options.scenario_of(asked)
    if asked.file not in (None, "-"):
        return scenario, scenario_file.as_shipped(scenario)
    unchanged = Namespace(**{**vars(asked), "changes": []})
    return scenario, scenario_options.scenario_of(unchanged) if asked.changes else scenario
