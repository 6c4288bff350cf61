"""Sizes of everything a chart draws, in px: one set for the screen, one for a 1600x900 slide."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Style:
    """Type sizes, line widths and distances in px. `unit` is what a screen px became."""

    unit: float
    tick: float
    axis_title: float
    label: float
    small: float
    badge: float
    subject: float
    subject_alone: float
    compared: float
    thin: float
    ghost: float
    floor: float
    rule: float
    grid: float
    margin_left: float
    margin_right: float
    margin_top: float
    margin_bottom: float
    ribbon: float
    bar: float

    def scaled(self, factor: float) -> Style:
        """Return the same style with every length `factor` times as large."""
        lengths = (f.name for f in fields(self))
        return Style(**{name: getattr(self, name) * factor for name in lengths})


SCREEN = Style(
    unit=1.0,
    tick=11.0,
    axis_title=11.0,
    label=11.0,
    small=10.5,
    badge=11.0,
    subject=2.0,
    subject_alone=2.4,
    compared=2.0,
    thin=1.3,
    ghost=1.5,
    floor=1.2,
    rule=1.0,
    grid=1.0,
    margin_left=44.0,
    margin_right=14.0,
    margin_top=24.0,
    margin_bottom=38.0,
    ribbon=15.0,
    bar=28.0,
)

SLIDE = Style(
    unit=1.7,
    tick=20.0,
    axis_title=20.0,
    label=20.0,
    small=18.0,
    badge=20.0,
    subject=4.5,
    subject_alone=4.5,
    compared=3.0,
    thin=3.0,
    ghost=2.8,
    floor=2.4,
    rule=1.6,
    grid=1.0,
    margin_left=66.0,
    margin_right=24.0,
    margin_top=40.0,
    margin_bottom=66.0,
    ribbon=28.0,
    bar=46.0,
)
