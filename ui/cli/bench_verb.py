"""`bench`: how quick it is here and now, each figure beside its floor."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from explorer.cli.json_text import dumped
from explorer.cli.table import table
from explorer.cli.verb import Verb
from explorer.units import number
from ui.cli.offscreen import offscreen


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--quick", action="store_true", help="fewer repeats, rougher figures")


def _run(asked: Namespace) -> None:
    from ui.cli.start_bench import start_times

    with offscreen(keep_platform=True):
        from ui.bench import QUICK, Effort, measure

        try:
            found = measure(QUICK if asked.quick else Effort())
            found |= start_times(1 if asked.quick else 5)
        except RuntimeError as error:
            raise ValueError(str(error)) from None
    found["ratios"] |= {
        "start_to_empty": found["cold_start_s"] / found["empty_window_s"],
        "start_to_empty_cpu": found["cold_start_cpu_s"] / found["empty_window_cpu_s"],
    }
    print(dumped(found) if asked.json else text(found))


def text(found: dict[str, Any]) -> str:
    """Return the figures as a table."""
    slider, ratios = found["slider_to_paint_ms"], found["ratios"]
    growth = found["rss_growth_mb_per_10k_moves"]
    rows = [
        ("Slider to pixel, median", number(slider["p50"]), "ms"),
        ("Slider to pixel, 95 %", number(slider["p95"]), "ms"),
        ("Bare painter, same curves", number(found["painter_floor_ms"]), "ms"),
        ("Six charts of 10 x 256 points", number(found["charts_ms"]), "ms"),
        ("Stock pyqtgraph, same curves", number(found["stock_pyqtgraph_ms"]), "ms"),
        ("Model", number(found["points_per_s"] / 1e6), "million points/s"),
        ("Start to first frame", number(found["cold_start_s"]), "s"),
        ("Start to first frame, processor", number(found["cold_start_cpu_s"]), "s"),
        ("Start to charts", number(found["cold_start_charts_s"]), "s"),
        ("Empty window", number(found["empty_window_s"]), "s"),
        ("Empty window, processor", number(found["empty_window_cpu_s"]), "s"),
        ("Memory growth", "–" if growth is None else number(growth), "MB / 10,000 moves"),
        *((f"View {name}", number(ms), "ms") for name, ms in found["views"].items()),
        *((f"Ratio {name}", number(value), "") for name, value in ratios.items()),
    ]
    return table(rows, right=(1,))


VERB = Verb("bench", "how quick it is on this machine, beside the floors", _declare, _run)
