"""Stacked bars as plain data: panels of bars, their parts, and those that the reader hid."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """One named part of a stacked bar."""

    name: str
    value: float
    slot: int

    @property
    def id(self) -> str:
        """What a look keeps it by: its colour, the same in every bar and every language."""
        return f"part {self.slot}"


@dataclass(frozen=True, slots=True)
class StackRow:
    """One stacked bar; `ghost` draws it pale as the state before."""

    label: str
    segments: tuple[Segment, ...]
    total_label: str
    ghost: bool = False


@dataclass(frozen=True, slots=True)
class StackPanel:
    """Stacked horizontal bars over one linear axis starting at 0."""

    title: str
    unit: str
    rows: tuple[StackRow, ...]


@dataclass(frozen=True, slots=True)
class StackFigure:
    """One or more panels of stacked bars, under each other, with one legend of segment names.

    `hidden` are the parts that the reader took away, one of each.
    """

    id: str
    title: str
    subtitle: str
    panels: tuple[StackPanel, ...]
    footer: str = ""
    basis: str = ""
    hidden: tuple[Segment, ...] = ()
