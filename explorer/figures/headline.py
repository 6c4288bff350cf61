"""The headline strip and the status line as plain data, in finished text like every figure."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.figures.figure import Limit


@dataclass(frozen=True, slots=True)
class Tile:
    """One headline number.

    `delta` ("▼ 27.9 %", or "no change") is set in a badge by `sense` (+1 better, -1 worse,
    0 neutral), `absolute` ("−6.41") after it. `accuracy` ("±7 %") or `estimate` stands at the
    right. `about` is the glossary text.
    """

    id: str
    title: str
    value: str
    unit: str
    limit: Limit
    limit_label: str
    delta: str
    sense: int
    absolute: str
    accuracy: str = ""
    estimate: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words within a sentence that stand for the lever at `path`, or the command of that id."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Status:
    """The bottleneck in a sentence, the memory gauge and the cost basis.

    `links` are the levers that `reason` names, in the order of their words.
    """

    limit: Limit
    finding: str
    reason: str
    fit_label: str
    fit_text: str
    fit_parts: tuple[float, float]
    """Shares of the memory taken by weights and by the KV cache; above 1 in sum: does not fit."""
    fits: bool
    basis: str
    links: tuple[Link, ...] = ()
