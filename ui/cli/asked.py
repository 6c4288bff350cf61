"""Options that the drawing verbs share: theme, language, and what to hold a scenario against."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass

from explorer.cli import asked as scenario_options
from explorer.files import scenario_file
from explorer.files.workspace import Workspace, parted
from explorer.spec.scenario import Scenario
from explorer.text import LANGUAGES


def declare_look(parser: ArgumentParser) -> None:
    """Add `--theme` and `--lang`."""
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="light")
    parser.add_argument("--lang", choices=tuple(LANGUAGES), default="en", help="en")


@dataclass(frozen=True, slots=True)
class Asked:
    """The scenario asked for with what its file keeps beside it, and the scenario as it ships."""

    kept: Workspace
    start: Scenario

    @property
    def scenario(self) -> Scenario:
        """The scenario asked for."""
        return self.kept.scenario

    @property
    def baseline(self) -> Scenario:
        """What the scenario is held against: the pin that is the baseline, else what ships."""
        return self.kept.baseline(self.start)


def scenarios_of(asked: Namespace) -> Asked:
    """Return the scenarios that a command line asks for."""
    kept = parted(scenario_options.scenario_of(asked))
    if asked.file not in (None, "-"):
        return Asked(kept, scenario_file.as_shipped(kept.scenario))
    unchanged = Namespace(**{**vars(asked), "changes": []})
    start = scenario_options.scenario_of(unchanged) if asked.changes else kept.scenario
    return Asked(kept, start)
