"""A change to a scenario as a value: the only way anything alters one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from explorer.cost_parameters import checked
from explorer.refusal import Refusal, refusal
from explorer.spec.base import Spec
from explorer.spec.scenario import PARTNER, Scenario

_GROUPS = tuple(Scenario.model_fields)


@dataclass(frozen=True, slots=True)
class Change:
    """Set `values` (dotted path, or a whole group such as "chip") in one step.

    `label` names the step in the undo menu. Changes of equal `merge` key that follow each other
    become one step (a drag); an empty key never merges.
    """

    values: tuple[tuple[str, Any], ...]
    label: str
    merge: str = ""

    @classmethod
    def of(cls, path: str, value: Any, label: str = "", merge: str = "") -> Change:
        """Return the change of a single path."""
        return cls(((path, value),), label or path, merge)


def apply(scenario: Scenario, change: Change) -> Scenario:
    """Return `scenario` with `change` made and validated; groups it does not touch are shared.

    ValueError is one line that names the field and what is allowed; the scenario is untouched.
    """
    data = {name: getattr(scenario, name) for name in _GROUPS}
    for path, value in change.values:
        _put(data, path, value)
        if path == "chip":
            # Another chip is a new starting point: it is what price and power follow from.
            _put(data, "shipped", value)
    if scenario.split.mode == "none":
        # What is not split has itself for a partner, until another one is named, which splits it.
        named = {path.partition(".")[0] for path, _ in change.values}
        data = {name: v for name, v in data.items() if name not in PARTNER or name in named}
        if not named.isdisjoint(PARTNER) and _plain(data["split"])["mode"] == "none":
            _put(data, "split.mode", "pd")
    try:
        found = Scenario.model_validate(data)
        own = bool(found.costing.parameters)
        return found.replaced({"costing": checked(found.costing)}) if own else found
    except ValidationError as error:
        raise explain(error) from None


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    group, _, name = path.partition(".")
    if group == "costing" and "/" in name:
        # One cost parameter; None brings back what is published.
        own = dict(_plain(data[group])["parameters"])
        own.pop(name, None)
        name, value = "parameters", own if value is None else {**own, name: value}
    fields = _plain(data.get(group)) if name else {}
    if group not in data or (name and name not in fields):
        raise Refusal("{place}: no such field", place=path)
    data[group] = {**fields, name: _plain(value)} if name else _plain(value)


def _plain(value: Any) -> Any:
    """Return a group as plain values, which are validated, as those of a made group are not."""
    return value.model_dump() if isinstance(value, Spec) else value


ALLOWED = {
    "greater_than": "{place}: {value} refused, it must be above {gt:g}",
    "greater_than_equal": "{place}: {value} refused, it must be at least {ge:g}",
    "less_than": "{place}: {value} refused, it must be less than {lt:g}",
    "less_than_equal": "{place}: {value} refused, it must be at most {le:g}",
    "literal_error": "{place}: {value} refused, it must be {expected}",
    "finite_number": "{place}: {value} refused, it must be a finite number",
    "extra_forbidden": "{place}: no such field",
    "missing": "{place}: missing",
}
"""What is allowed, by the kind of fault that pydantic names, with the names of its own blanks."""

_NUMBERS = ("float_parsing", "float_type", "int_parsing", "int_type", "int_from_float")


def explain(error: ValidationError, prefix: str = "") -> Refusal:
    """Return the first fault of a validation as one line: field, value, what is allowed."""
    fault = error.errors()[0]
    path = ".".join([prefix, *map(str, fault["loc"])] if prefix else map(str, fault["loc"]))
    kind, given = str(fault["type"]), fault.get("ctx", {})
    cause = given.get("error")
    if not path or cause is not None:
        text = str(fault["msg"]).removeprefix("Value error, ")
        return refusal(cause if isinstance(cause, ValueError) else ValueError(text))
    value = repr(fault["input"])
    if kind in ALLOWED:
        return Refusal(ALLOWED[kind], place=path, value=value, **given)
    if kind in _NUMBERS:
        return Refusal("{place}: {value} refused, it must be a number", place=path, value=value)
    words = fault["msg"][0].lower() + fault["msg"][1:]
    return Refusal("{place}: {value} refused, {rule}", place=path, value=value, rule=words)
