"""Reading preset files: TOML in, checked values and sources out, one line for whatever is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Any, get_args

from annotated_types import Ge, Gt, Le
from pydantic import ValidationError

from explorer.spec.base import Spec
from explorer.spec.provenance import Confidence, Source

MAX_BYTES = 65536
"""No preset needs more; a larger file is not one."""


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed preset file: heading, values and the origin of each value."""

    label: str
    heading: Mapping[str, Any]
    values: Mapping[str, Any]
    sources: Mapping[str, Source]
    default_source: Source


def allowed(spec: type[Spec], name: str) -> str:
    """Return the range that a numeric field accepts, in words."""
    low = high = ""
    for bound in spec.model_fields[name].metadata:
        if isinstance(bound, Ge):
            low = f"at least {bound.ge:g}"
        elif isinstance(bound, Gt):
            low = f"above {bound.gt:g}"
        elif isinstance(bound, Le):
            high = f"at most {bound.le:g}"
    return ", ".join(part for part in (low, high) if part) or "a number"


def bounds(spec: type[Spec], name: str) -> tuple[float, float]:
    """Return the least and greatest value of a numeric field, open ends included."""
    low, high = float("-inf"), float("inf")
    for bound in spec.model_fields[name].metadata:
        if isinstance(bound, Ge):
            low = float(bound.ge)  # type: ignore[arg-type]
        elif isinstance(bound, Gt):
            low = float(bound.gt)  # type: ignore[arg-type]
        elif isinstance(bound, Le):
            high = float(bound.le)  # type: ignore[arg-type]
    return low, high


def read_document(path: Path, spec: type[Spec], default: Source | None = None) -> Document:
    """Read one preset file.

    `default` is the source of values where the file names none. ValueError says in one line which
    file, which field and what is allowed.
    """
    raw = _parse(path)
    label = path.name
    heading = {k: v for k, v in raw.items() if k not in ("spec", "source", "sources")}
    if not isinstance(heading.get("name"), str) or not heading["name"].strip():
        raise ValueError(f"{label}: name is missing; it must be a text")
    values = _table(raw, "spec", label)
    if "spec" not in raw:
        raise ValueError(f"{label}: the [spec] table with the values is missing")
    _check_names(values, spec, label)
    for name, value in values.items():
        check_value(spec, name, value, label)
    base = _source(_table(raw, "source", label), default, f"{label}: source")
    overrides = _table(raw, "sources", label)
    _check_names(overrides, spec, label)
    sources = {
        name: _source(_table(overrides, name, label), base, f"{label}: sources.{name}")
        for name in overrides
    }
    return Document(label, heading, values, sources, base)


def check_value(spec: type[Spec], name: str, value: object, label: str) -> None:
    """Raise a one-line ValueError unless the field accepts the value."""
    info = spec.model_fields[name]
    kind = info.annotation
    choices = get_args(kind)
    if kind is float or (choices and float in choices):
        _check_number(spec, name, value, label)
    elif kind is bool:
        if not isinstance(value, bool):
            raise ValueError(f"{label}: {name} = {value!r} must be true or false")
    elif choices and value not in choices:
        raise ValueError(f"{label}: {name} = {value!r} must be one of {', '.join(choices)}")
    elif not choices and not isinstance(value, str):
        raise ValueError(f"{label}: {name} = {value!r} must be a text")


def build(spec: type[Spec], values: Mapping[str, Any], label: str) -> Any:
    """Return the validated specification; ValueError in one line."""
    try:
        return spec.model_validate(dict(values))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        text = str(first["msg"]).removeprefix("Value error, ")
        raise ValueError(f"{label}: {where + ': ' if where else ''}{text}") from None


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint with the closest known words, or an empty text."""
    close = get_close_matches(word.lower(), list(known), n=3, cutoff=0.5)
    return f"; nearest: {', '.join(close)}" if close else ""


def _parse(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ValueError(f"{path.name}: cannot be read ({error.strerror})") from None
    if len(data) > MAX_BYTES:
        raise ValueError(f"{path.name}: larger than {MAX_BYTES} bytes, not a preset")
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError(f"{path.name}: not a text file") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        first = (str(error).splitlines() or ["nested too deeply"])[0]
        raise ValueError(f"{path.name}: not valid TOML: {first}") from None


def _table(raw: Mapping[str, Any], name: str, label: str) -> dict[str, Any]:
    table = raw.get(name, {})
    if not isinstance(table, dict):
        raise ValueError(f"{label}: {name} must be a table")
    return table


def _check_names(values: Mapping[str, Any], spec: type[Spec], label: str) -> None:
    for name in values:
        if name not in spec.model_fields or name in ("id", "name"):
            hint = nearest(name, spec.model_fields)
            raise ValueError(f"{label}: {name} is not a field of a preset{hint}")


def _check_number(spec: type[Spec], name: str, value: object, label: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{label}: {name} = {value!r} must be a number, {allowed(spec, name)}")
    low, high = bounds(spec, name)
    open_low = any(isinstance(bound, Gt) for bound in spec.model_fields[name].metadata)
    good = isfinite(value) and low <= value <= high and not (open_low and value == low)
    if not good:
        raise ValueError(f"{label}: {name} = {value:g} is impossible: {allowed(spec, name)}")


def _source(table: Mapping[str, Any], base: Source | None, label: str) -> Source:
    """Return the source of a table; what it leaves out comes from `base`, except the note."""
    values = {"title": base.title, "date": base.date, "confidence": base.confidence} if base else {}
    for name, value in table.items():
        if name not in Source.model_fields:
            raise ValueError(f"{label}: {name} is not part of a source")
        if not isinstance(value, str):
            raise ValueError(f"{label}: {name} = {value!r} must be a text")
        values[name] = value
    if "title" not in values:
        raise ValueError(f"{label}: title is missing; it says where the values come from")
    if "confidence" in values and values["confidence"] not in get_args(Confidence):
        known = ", ".join(get_args(Confidence))
        raise ValueError(f"{label}: confidence must be one of {known}")
    return Source.model_validate(values)
