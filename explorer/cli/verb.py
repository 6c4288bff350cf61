"""Verbs and how they end: status 0 done, 1 cannot be met (one line says why), 2 usage."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from explorer import __version__

DONE, CANNOT, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Verb:
    """One command: `declare` adds its arguments, `run` does it or raises ValueError or OSError.

    `run` may return an exit status; None is `DONE`.
    """

    name: str
    about: str
    declare: Callable[[ArgumentParser], object]
    run: Callable[[Namespace], int | None]


def parser_of(verbs: Sequence[Verb], prog: str, epilog: str = "") -> ArgumentParser:
    """Return the parser of all `verbs`."""
    parser = ArgumentParser(
        prog=prog,
        description="What-if explorer for AI-inference silicon.",
        epilog=epilog,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Siliconomics {__version__}")
    commands = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb in verbs:
        command = commands.add_parser(
            verb.name,
            help=verb.about,
            description=f"{verb.about[0].upper()}{verb.about[1:]}.",
            formatter_class=RawDescriptionHelpFormatter,
        )
        verb.declare(command)
        command.set_defaults(run=verb.run)
    return parser


def run(verbs: Sequence[Verb], arguments: Sequence[str], prog: str, epilog: str = "") -> int:
    """Run one command line and return its exit status; never raises on bad input."""
    try:
        chosen = parser_of(verbs, prog, epilog).parse_args(list(arguments))
    except SystemExit as left:
        return int(left.code or 0)
    try:
        status = chosen.run(chosen)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has enough (a pager was left): what is still buffered may go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (ValueError, LookupError, OSError, ArithmeticError) as error:
        print(f"{prog}: {one_line(error)}", file=sys.stderr)
        return CANNOT
    except KeyboardInterrupt:
        return 130
    return DONE if status is None else status


def one_line(error: BaseException) -> str:
    """Return why something failed, in one line."""
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename is not None else ""
        return f"{place}{error.strerror[0].lower()}{error.strerror[1:]}"
    text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    return " ".join(text.split()) or type(error).__name__
