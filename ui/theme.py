"""Every colour, dash, marker and type size of the product, by role, in a light and a dark theme.

Widgets and painters ask for a role and never for a colour, so a theme can change in one place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette

Marker = Literal[
    "circle", "square", "triangle", "diamond", "inverted triangle", "cross", "open circle"
]

FAMILIES = ("Noto Sans", "Noto Sans CJK SC", "Segoe UI", "Microsoft YaHei UI", "PingFang SC")
"""Asked for in this order; Qt ends with the system's own font."""


@dataclass(frozen=True, slots=True)
class SeriesStyle:
    """How a series is told apart: line, ink of its label, dash in px (empty: solid), marker."""

    line: str
    ink: str
    dash: tuple[float, ...]
    marker: Marker


@dataclass(frozen=True, slots=True)
class LimitStyle:
    """The one fill and ink of a binding limit."""

    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role as #RRGGBB. `series` holds slots 1 to 7 in order; see `slot`."""

    name: Literal["light", "dark"]
    window: str
    bar: str
    surface: str
    field: str
    button: str
    border: str
    hairline: str
    track: str
    grid: str
    grid_minor: str
    axis: str
    ghost: str
    text1: str
    text2: str
    text3: str
    accent: str
    accent_fill: str
    better: str
    better_fill: str
    worse: str
    estimate: str
    estimate_fill: str
    series: tuple[SeriesStyle, ...]
    limits: Mapping[str, LimitStyle]
    ramp: tuple[str, ...]
    """Colours of a heat map from its low to its high end, even to the eye."""

    @property
    def dark(self) -> bool:
        """Whether this is the dark theme."""
        return self.name == "dark"

    def slot(self, number: int) -> SeriesStyle:
        """Return the style of series slot 1 to 7; any other number is "other" (7)."""
        return self.series[number - 1 if 1 <= number <= len(self.series) else -1]

    def limit(self, name: str) -> LimitStyle:
        """Return the colours of a binding limit; an unnamed one is neutral grey."""
        return self.limits.get(name, self.limits["overhead"])


class Type:
    """The type scale in px of the screen; 9.5 to 10 is the floor."""

    headline = 24.0
    headline_tight = 20.0
    flow = 17.0
    name = 14.0
    title = 13.0
    widget = 12.0
    axis = 11.0
    small = 10.5
    floor = 9.5


_SHAPES: tuple[tuple[tuple[float, ...], Marker], ...] = (
    ((), "circle"),
    ((9, 3), "square"),
    ((2.5, 2.5), "triangle"),
    ((12, 3, 2, 3), "diamond"),
    ((6, 2), "inverted triangle"),
    ((1, 2), "cross"),
    ((), "circle"),
)


def _series(*colours: tuple[str, str]) -> tuple[SeriesStyle, ...]:
    pairs = zip(colours, _SHAPES, strict=True)
    return tuple(SeriesStyle(line, ink, *shape) for (line, ink), shape in pairs)


_FILLS = {
    "compute": "#E69F00",
    "sram": "#CC79A7",
    "hbm": "#56B4E9",
    "link": "#009E73",
    "latency": "#009E73",
    "overhead": "#9AA3AD",
    "capacity": "#D55E00",
    "power": "#D6C800",
    "host": "#8C7BD0",
    "ssd": "#8C7BD0",
}


def _limits(inks: Mapping[str, str]) -> Mapping[str, LimitStyle]:
    table = {name: LimitStyle(fill, inks[name]) for name, fill in _FILLS.items()}
    return MappingProxyType(table)


LIGHT = Theme(
    name="light",
    window="#ECEEF1",
    bar="#F7F8FA",
    surface="#FFFFFF",
    field="#FFFFFF",
    button="#FFFFFF",
    border="#CFD5DB",
    hairline="#E2E6EA",
    track="#D5DAE0",
    grid="#EBEEF1",
    grid_minor="#F4F6F8",
    axis="#7B8590",
    ghost="#7B8590",
    text1="#1A1E23",
    text2="#525C67",
    text3="#66707B",
    accent="#0072B2",
    accent_fill="#E1EFF8",
    better="#00684C",
    better_fill="#DAF1E8",
    worse="#A84300",
    estimate="#7A5200",
    estimate_fill="#FBF0D6",
    series=_series(
        ("#0072B2", "#005F96"),
        ("#D55E00", "#B04C00"),
        ("#009E73", "#00704F"),
        ("#E69F00", "#7F5700"),
        ("#B0578A", "#8F3D6B"),
        ("#56B4E9", "#1F74A8"),
        ("#4A525B", "#4A525B"),
    ),
    limits=_limits(
        {
            "compute": "#7A5200",
            "sram": "#8F3D6B",
            "hbm": "#13618F",
            "link": "#006448",
            "latency": "#006448",
            "overhead": "#525C67",
            "capacity": "#A84300",
            "power": "#665F00",
            "host": "#56459E",
            "ssd": "#56459E",
        }
    ),
    ramp=("#F4F9FC", "#CFE5F2", "#93C5E3", "#4A98CB", "#12649F", "#083E68"),
)

DARK = Theme(
    name="dark",
    window="#14161A",
    bar="#1C1F24",
    surface="#1F2329",
    field="#15181C",
    button="#272B32",
    border="#3A4049",
    hairline="#2F343C",
    track="#3D434C",
    grid="#2C3138",
    grid_minor="#24282F",
    axis="#838D99",
    ghost="#8F99A5",
    text1="#E9ECEF",
    text2="#B1B9C2",
    text3="#8F99A5",
    accent="#4BA9DF",
    accent_fill="#1B3A50",
    better="#4FD1A5",
    better_fill="#143C30",
    worse="#FF9A5C",
    estimate="#F0C04F",
    estimate_fill="#40351A",
    series=_series(
        ("#4BA9DF", "#7CC6F0"),
        ("#F28640", "#F7A36C"),
        ("#2CC59A", "#56D6B2"),
        ("#F5CB5C", "#F8D98A"),
        ("#E29AC3", "#EDB4D4"),
        ("#7C8CF0", "#AEB9F7"),
        ("#C4CAD1", "#C4CAD1"),
    ),
    limits=_limits(
        {
            "compute": "#F3C25A",
            "sram": "#EDB0D2",
            "hbm": "#86CBF3",
            "link": "#5AD6B0",
            "latency": "#5AD6B0",
            "overhead": "#B1B9C2",
            "capacity": "#FF9A5C",
            "power": "#E8DF5A",
            "host": "#B9ADF0",
            "ssd": "#B9ADF0",
        }
    ),
    ramp=("#22303B", "#234A63", "#28688F", "#3D8BBD", "#7BB6DD", "#CDE5F5"),
)


@lru_cache(maxsize=512)
def colour(name: str, alpha: float = 1.0) -> QColor:
    """Return the colour #RRGGBB at an opacity of 0 to 1; treat it as read-only, it is shared."""
    made = QColor(name)
    made.setAlphaF(alpha)
    return made


@lru_cache(maxsize=512)
def mixed(front: str, back: str, share: float) -> str:
    """Return #RRGGBB of `front` laid over `back` at an opacity of `share`, as an opaque colour."""
    pairs = ((int(front[i : i + 2], 16), int(back[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


@lru_cache(maxsize=128)
def font(px: float, bold: bool = False) -> QFont:
    """Return the product's font at `px`, regular or bold, with tabular figures where Qt can."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    # Points would follow the device's own resolution and differ between screen, SVG and PDF.
    made.setPixelSize(max(1, int(px + 0.5)))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if hasattr(QFont, "Tag"):
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@lru_cache(maxsize=128)
def metrics(px: float, bold: bool = False) -> QFontMetricsF:
    """Return the metrics of `font(px, bold)`."""
    return QFontMetricsF(font(px, bold))


def palette(theme: Theme) -> QPalette:
    """Return the palette that makes Qt's Fusion style show `theme`."""
    made = QPalette()
    role = QPalette.ColorRole
    plain = {
        role.Window: theme.bar,
        role.WindowText: theme.text1,
        role.Base: theme.field,
        role.AlternateBase: theme.bar,
        role.Text: theme.text1,
        role.PlaceholderText: theme.text3,
        role.Button: theme.button,
        role.ButtonText: theme.text1,
        role.BrightText: theme.worse,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text1,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.surface,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.hairline,
        role.Mid: theme.border,
        role.Dark: theme.axis,
        role.Shadow: theme.border,
    }
    for which, name in plain.items():
        made.setColor(which, colour(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, colour(theme.text3, 0.6))
    if hasattr(role, "Accent"):
        made.setColor(role.Accent, colour(theme.accent))
    return made
