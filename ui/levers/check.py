"""Whether a typed value may be taken, and if not, why, in the reader's words."""

from __future__ import annotations

from explorer.levers import Lever
from explorer.text import Text
from explorer.units import quantity


def refusal(lever: Lever, value: float, t: Text) -> str:
    """Return why `value` is outside what `lever` accepts, "" if it is inside."""
    low, high = lever.hard_range
    if value > high:
        return t("at most {value}").format(value=quantity(high, lever.unit, t))
    if lever.low_is_open and value <= low:
        return t("must be more than {value}").format(value=quantity(low, lever.unit, t))
    if value < low:
        return t("at least {value}").format(value=quantity(low, lever.unit, t))
    if lever.integer and value != round(value):
        return t("whole numbers only")
    return ""
