"""All verbs of the console script: those of the core and those that draw."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from explorer.cli.verb import Verb, run
from explorer.cli.verbs import ENDS, HEADLESS
from ui.cli import bench_verb, export_verb, opening_verb, screenshot_verb, smoke_verb

DRAWING: tuple[Verb, ...] = (
    export_verb.VERB,
    screenshot_verb.VERB,
    bench_verb.VERB,
    opening_verb.VERB,
    smoke_verb.VERB,
)

_ABOUT = f"With no verb the window opens, with a scenario file it opens that scenario.\n{ENDS}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    return run((*HEADLESS, *DRAWING), given, "siliconomics", _ABOUT)
