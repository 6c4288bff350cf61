"""What tokens cost when few ask: this chip against processors, or a processor against chips."""

from __future__ import annotations

import numpy as np

from explorer.figures.figure import Axis, Mark, Series, XYFigure
from explorer.figures.origin import cost_estimated, sources
from explorer.figures.ranges import finite, log_range
from explorer.figures.wording import NO_BREAK_SPACE, basis, described, number
from explorer.live import Live, log_grid
from explorer.naming import short_name
from explorer.systems.load import READING_TOK_S, Service, crossover, others, own
from explorer.text import Text

_POINTS = 129
_SPAN = 3e4


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return cost of all tokens over the requests of one service, crossovers marked."""
    s, here, before = live.scenario, own(live), own(baseline)
    beside = others(s)
    loads = [here.most_per_s, *(crossover(here, each) or 0.0 for _, each in beside)]
    high = log_range(np.array([3 * max(loads)]))[1]
    x = log_grid(high / _SPAN, high, _POINTS)
    y, was = here.usd_mtok(x), before.usd_mtok(x)
    ghost = () if here == before else (Series("baseline", "", x, was, "ghost"),)
    basis_text = basis(s, t)
    curves = [each.usd_mtok(x) for _, each in beside]
    return XYFigure(
        "load_cost",
        t("Cost of tokens when few ask"),
        described(s, here.chips, t, basis_text),
        Axis(t("Requests per second (log)"), t("requests/s"), float(x[0]), high, "log"),
        Axis(t("Cost of all tokens, $/Mtok (log)"), "$/Mtok", *_range(y, *curves), "log"),
        (
            *ghost,
            *(
                Series(chip, _name(each, t), x, found, "reference", slot)
                for slot, ((chip, each), found) in enumerate(zip(beside, curves, strict=True), 2)
            ),
            Series("subject", _name(here, t), x, y, estimate=cost_estimated(s)),
        ),
        "lower",
        t("lower is better"),
        marks=_crossings(here, beside, t),
        footer=t(" ").join(
            (
                t("At least one replica is paid for, at batch {batch}: {basis}.").format(
                    batch=number(s.workload.batch), basis=basis_text
                ),
                t("Answers slower than people read, {speed} tok/s, are left out.").format(
                    speed=number(READING_TOK_S)
                ),
                sources(s, t, money=True),
            )
        ),
    )


def _name(each: Service, t: Text) -> str:
    speed = f"{number(1e3 / each.tpot_ms)}{NO_BREAK_SPACE}{t('tok/s/user')}"
    return f"{short_name(each.name)}\n{speed}"


def _range(*curves: np.ndarray) -> tuple[float, float]:
    low, high = log_range(finite(*curves))
    return low, min(high, low * 1e5)


def _crossings(here: Service, beside: tuple[tuple[str, Service], ...], t: Text) -> tuple[Mark, ...]:
    """Return the load from which this chip is the cheaper one (or no longer is)."""
    found = []
    for slot, (_, each) in enumerate(beside, 2):
        load = crossover(here, each)
        if load is not None:
            cost = float(here.usd_mtok(np.array([load]))[0])
            label = f"{number(load)}{NO_BREAK_SPACE}{t('requests/s')}"
            found.append(Mark(load, cost, label, "best", slot))
    return tuple(found)
