"""Which curves of other chips rest on an estimated price or power, as a sentence of the footer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from explorer.figures.figure import Series, XYFigure
from explorer.text import Text


def guessed(series: Iterable[Series], t: Text) -> str:
    """Return the sentence that names the estimated among `series`; empty where there is none."""
    names = [s.label.split("\n")[0] for s in series if s.role == "reference" and s.estimate]
    return t("Price or power estimated: {names}.").format(names=t(", ").join(names)) * bool(names)


def with_series(figure: XYFigure, series: tuple[Series, ...], t: Text) -> XYFigure:
    """Return a figure with these of its curves, its footer naming no estimate that is not shown."""
    before, after = guessed(figure.series, t), guessed(series, t)
    footer = figure.footer.replace(before, after).strip() if before else figure.footer
    return replace(figure, series=series, footer=footer)
