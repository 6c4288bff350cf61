"""What is typed after `--set path=` becomes a value of that field, units understood."""

from __future__ import annotations

from typing import Any, get_args

from explorer.cost_parameters import everything
from explorer.levers import BY_PATH
from explorer.presets.files import nearest
from explorer.spec.base import Spec
from explorer.spec.scenario import Scenario
from explorer.units import parse

UNITS = {
    "_tflops": "TFLOPS", "_tops": "TOPS", "_tbs": "TB/s", "_gbs": "GB/s", "_gb": "GB", "_mb": "MB",
    "_us": "µs", "_ms": "ms", "_w": "W", "_mm2": "mm²", "_usd": "$", "_usd_hour": "$/h",
    "_usd_kwh": "$/kWh", "_usd_kw_month": "$/kW/month", "_years": "years", "_tokens": "tok",
}  # fmt: skip
"""Ending of a field name -> unit of the number it holds."""


def unit_of(path: str) -> str:
    """Return the unit of the number at `path`, empty where it has none."""
    if path in BY_PATH:
        return BY_PATH[path].unit
    endings = sorted((end for end in UNITS if path.endswith(end)), key=len)
    return UNITS[endings[-1]] if endings else ""


def field_type(path: str) -> Any:
    """Return the type of the field at `path`; ValueError names the nearest ones if there is none.

    Only paths "group.field" are fields, and those of cost parameters, "costing.nodes/N5/wafer_usd".
    """
    group, _, name = path.partition(".")
    if group == "costing" and name in everything():
        return float
    known = fields() if "/" not in path else tuple(f"costing.{each}" for each in everything())
    if path not in known:
        msg = f"{path}: no such field{nearest(path, known)}"
        raise ValueError(msg)
    spec = Scenario.model_fields[group].annotation
    return spec.model_fields[name].annotation  # type: ignore[union-attr]


def fields() -> tuple[str, ...]:
    """Return the paths of all fields that can be set."""
    return tuple(
        f"{group}.{name}"
        for group, field in Scenario.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, Spec)
        for name in field.annotation.model_fields
    )


def is_number(path: str) -> bool:
    """Return whether the field at `path` holds a number."""
    kind = field_type(path)
    return kind is float or float in get_args(kind)


def value_of(path: str, text: str) -> Any:
    """Return what `text` means at `path`: a number in the stored unit, a name, or yes and no.

    A bare number is in the stored unit, so 0.7 of a share is 70 %. ValueError is one line.
    """
    if not is_number(path):
        if field_type(path) is bool:
            return _truth(path, text)
        return text.strip()
    unit = unit_of(path)
    try:
        if unit == "%" and "%" not in text:
            return parse(text, "")
        return parse(text, unit)
    except ValueError as error:
        msg = f"{path}: {error}"
        raise ValueError(msg) from None


def _truth(path: str, text: str) -> bool:
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.strip().lower() not in known:
        msg = f"{path}: {text!r} is neither true nor false"
        raise ValueError(msg)
    return known[text.strip().lower()]
