"""The verbs that need no window, and the command line made of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from explorer.cli import evaluate_verb, frontier_verb, grid_verb, presets_verb, sweep_verb
from explorer.cli.truth_verbs import PREDICT, VALIDATE
from explorer.cli.verb import Verb, run

HEADLESS: tuple[Verb, ...] = (
    presets_verb.VERB,
    evaluate_verb.VERB,
    sweep_verb.VERB,
    frontier_verb.VERB,
    grid_verb.VERB,
    PREDICT,
    VALIDATE,
)

ENDS = "Exit status: 0 done, 1 the request cannot be met (one line says why), 2 usage."
"""What every help text ends with."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `python -m explorer` with `arguments` (those of the process by default)."""
    given = sys.argv[1:] if arguments is None else arguments
    return run(HEADLESS, given, "explorer", ENDS)
