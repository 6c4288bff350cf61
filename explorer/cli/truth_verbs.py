"""`predict` and `validate`: the model beside measured rows."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from explorer.cli.json_text import dumped
from explorer.cli.table import table
from explorer.cli.verb import Verb
from explorer.units import NO_BREAK_SPACE, percent

_SHOWN = ("case_kind", "metric", "chip", "model", "phase", "engine")


def _declare_predict(parser: ArgumentParser) -> None:
    parser.add_argument("cases", metavar="CASES.csv", help="measured rows")
    parser.add_argument("-o", "--output", required=True, metavar="OUT.csv", help="rows + answers")


def _predict(asked: Namespace) -> None:
    from explorer.predict import write_predictions

    count = write_predictions(asked.cases, asked.output)
    print(f"{count} rows predicted")


def _declare_validate(parser: ArgumentParser) -> None:
    parser.add_argument("cases", metavar="CASES.csv", help="measured rows")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _validate(asked: Namespace) -> None:
    from explorer.validate import validate_file

    found = validate_file(asked.cases)
    print(dumped(found) if asked.json else _text(found))


def _text(found: dict[str, Any]) -> str:
    rows = [("all", "", *_figures(found["all"]))]
    for group in _SHOWN:
        entries = found["by"].get(group, {})
        rows += [(group, name, *_figures(entry)) for name, entry in entries.items()]
    heads = ("by", "", "rows", "predicted", "median", "90 %")
    return table(rows, heads, right=(2, 3, 4, 5)).replace(NO_BREAK_SPACE, " ")


def _figures(entry: dict[str, Any]) -> tuple[str, str, str, str]:
    errors = ("–" if entry[k] is None else percent(entry[k]) for k in ("median", "p90"))
    return (str(entry["n"]), str(entry["predicted"]), *errors)  # type: ignore[return-value]


PREDICT = Verb("predict", "the model's answer beside measured rows", _declare_predict, _predict)
VALIDATE = Verb("validate", "errors of the model on measured rows", _declare_validate, _validate)
