"""Quantity text to number and back: the only place that knows prefixes and the house style.

A stored unit such as "TB/s" is a decimal prefix and a base. Typed text may use any other prefix
of the same base; a bare number means the unit that is shown.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from explorer.text import Text

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_PREFIXES = {
    "": 0, "n": -9, "µ": -6, "μ": -6, "u": -6, "m": -3,
    "k": 3, "K": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18,
}  # fmt: skip
_BINARY = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "Pi": 2**50}
_BASES = ("FLOPS", "OPS", "B/s", "B", "s", "W", "FLOP/B")
_ALIASES = {
    "FLOP/s": ("FLOPS", 1.0), "flops": ("FLOPS", 1.0), "OP/s": ("OPS", 1.0), "ops": ("OPS", 1.0),
    "Bps": ("B/s", 1.0), "b/s": ("B/s", 0.125), "bps": ("B/s", 0.125), "bit/s": ("B/s", 0.125),
    "b": ("B", 0.125), "bit": ("B", 0.125), "tokens": ("tok", 1.0), "token": ("tok", 1.0),
    "chip": ("chips", 1.0), "user": ("users", 1.0), "USD": ("$", 1.0),
}  # fmt: skip

_NUMBER = re.compile(
    r"(?P<sign>[-+−]?)\s*(?P<whole>\d{1,3}(?:,\d{3})+|\d*)(?P<point>\.\d*)?(?P<exp>[eE][-+−]?\d{1,3})?"
    r"\s*(?P<unit>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stored unit taken apart: `base` and the factor from base to stored."""

    base: str
    exponent: int

    @classmethod
    def of(cls, unit: str) -> _Unit:
        if unit[:1] in _PREFIXES and unit[1:] in _BASES:
            return cls(unit[1:], _PREFIXES[unit[0]])
        return cls(unit, 0)


def parse(text: str, unit: str, t: Text = str, shown: str = "") -> float:
    """Return the number that `text` means, in the stored unit `unit`.

    "3.35 TB/s", "3.35T", "3350 GB/s" and "3.35e12" are the same in a field of TB/s; M is mega and
    m is milli; "85 %" and "85" are 0.85 in a field of "%"; k of tokens is 1,024, as on the axes.
    `shown` is the unit that stands in the field when it is not the stored one ("k$" for "$").
    ValueError is one line that says what was not understood.
    """
    example = t("write for instance {example}").format(example=quantity(_example(unit), unit, t))
    plain = text.replace(NO_BREAK_SPACE, " ").replace("\u202f", " ").strip()
    money = re.fullmatch(r"([-+−]?)\s*\$\s*(.*)", plain, re.DOTALL)
    found = _NUMBER.fullmatch(money[1] + money[2] if money else plain)
    digits = (found["whole"] + (found["point"] or "")) if found else ""
    if found is None or not re.search(r"\d", digits):
        msg = t("“{text}” is not a number; {example}").format(text=_short(plain), example=example)
        raise ValueError(msg)
    value = float(digits.replace(",", "") + (found["exp"] or "").replace(MINUS, "-"))
    value = -value if found["sign"] in ("-", MINUS) else value
    suffix = ("$" + found["unit"]) if money else found["unit"].strip()
    if not suffix and shown and not found["exp"]:
        suffix = shown
    factor = _factor(suffix, unit, t, value, found["exp"] or "")
    if factor is None:
        msg = t("“{text}” is not a unit of this field; {example}").format(
            text=_short(found["unit"].strip()), example=example
        )
        raise ValueError(msg)
    if not math.isfinite(value * factor):
        msg = t("“{text}” is too large; {example}").format(text=_short(plain), example=example)
        raise ValueError(msg)
    # Rounding hides the last bit of the conversion: 3350 GB/s is 3.35 TB/s and not 3.3500000000001.
    return float(f"{value * factor:.15g}")


_BETWEEN = re.compile(r"(.*?\d.*?)\s*(?:\bto\b|–|—|…|\.{2,}|至|到|\s-\s)\s*(.+)", re.DOTALL)


def parse_range(text: str, unit: str, t: Text = str, shown: str = "") -> tuple[float, float] | None:
    """Return the ends that "80 to 120 GB/s" means, None where `text` is no range.

    A unit behind the second end is that of the first as well, unless it has its own; for the rest
    see `parse`. ValueError is one line that says what was not understood.
    """
    found = _BETWEEN.fullmatch(text.strip())
    if found is None:
        return None
    first, second = found[1].strip(), found[2].strip()
    parts = [_NUMBER.fullmatch(each.removeprefix("$")) for each in (first, second)]
    if parts[0] and parts[1] and not parts[0]["unit"]:
        first += parts[1]["unit"]
    low, high = (parse(each, unit, t, shown) for each in (first, second))
    if low >= high:
        msg = t("“{text}”: the second number must be more than the first")
        raise ValueError(msg.format(text=_short(text)))
    return low, high


def _example(unit: str) -> float:
    return {"%": 0.85, "$": 28600.0}.get(
        unit, 4.8 if unit.endswith(("s", "S")) and unit.startswith(("T", "G", "µ")) else 8.0
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 24 else line[:23] + "…"


def _factor(suffix: str, unit: str, t: Text, value: float, exponent: str) -> float | None:
    """Return what one of `suffix` is in `unit`, or None when it is no unit of this kind."""
    stored = _Unit.of(unit)
    if unit == "%":
        return 0.01 if suffix in ("", "%") else None
    if suffix in (unit, t(unit)):
        return 1.0
    if not suffix:
        return _bare(stored.exponent, value, exponent)
    if unit.startswith("$") and suffix.startswith("$"):
        suffix = suffix[1:].strip()
        if suffix in ("", unit[1:]):
            return 1.0
        suffix = suffix.removesuffix(unit[1:]) if unit[1:] else suffix
    return _scaled("".join(suffix.split()), stored, t)


def _bare(stored: int, value: float, exponent: str) -> float:
    """Return the factor of a number without a unit: the shown unit, or SI when written out.

    "3.35e12" in TB/s can only mean bytes per second, "2e3" in TFLOPS only the unit shown.
    """
    written_out = (stored > 0 and abs(value) >= 10.0**stored) or (
        stored < 0 and exponent[1:2] in ("-", MINUS)
    )
    return 10.0**-stored if exponent and written_out else 1.0


def _scaled(suffix: str, stored: _Unit, t: Text) -> float | None:
    for prefix, size in [*_BINARY.items(), *((p, 10.0**e) for p, e in _PREFIXES.items())]:
        if not suffix.startswith(prefix):
            continue
        rest = suffix[len(prefix) :]
        base, part = _ALIASES.get(rest, (rest, 1.0))
        if base not in ("", stored.base, t(stored.base)):
            continue
        if not rest and prefix in _BINARY:
            continue
        if stored.base == "tok" and prefix in ("k", "K", "M"):
            size = {"k": 2.0**10, "K": 2.0**10, "M": 2.0**20}[prefix]
        return float(size) * part / 10.0**stored.exponent
    return None


@lru_cache(maxsize=2048)
def number(value: float) -> str:
    """Return `value` to three significant figures: 4.80, 1,980, −0.0512; "—" where not finite."""
    if not math.isfinite(value):
        return "—"
    if value == 0:
        return "0"
    if not 1e-6 <= abs(value) < 1e15:
        return f"{value:.2e}".replace("-", MINUS)
    # The rounded text decides the decimals, or 9.999 would become 10.00.
    decimals = 2 - int(f"{value:.2e}"[-3:])
    text = f"{value:,.{decimals}f}" if decimals >= 0 else f"{round(value, decimals):,.0f}"
    return text.replace("-", MINUS)


def count(value: float) -> str:
    """Return a whole count in full with comma groups: 12,672."""
    return f"{value:,.0f}".replace("-", MINUS) if math.isfinite(value) else "—"


@lru_cache(maxsize=2048)
def percent(fraction: float, decimals: int = 1) -> str:
    """Return a fraction as "27.9 %", with a no-break space and a true minus."""
    text = f"{fraction * 100:,.{decimals}f}".replace("-", MINUS)
    return f"{text}{NO_BREAK_SPACE}%"


def split(value: float, unit: str) -> tuple[str, str]:
    """Return the number and the unit as they are shown: (28.6, k$), (1,979, TFLOPS), (70, %)."""
    if unit == "%":
        return _plain(float(f"{value * 100:.12g}")), "%"
    if unit == "$" and abs(value) >= 999.5:
        scale, name = (1e6, "M$") if abs(value) >= 999_500 else (1e3, "k$")
        return number(value / scale), name
    return _plain(value), unit


def _plain(value: float) -> str:
    return count(value) if value == round(value) and abs(value) < 1e9 else number(value)


def quantity(value: float, unit: str, t: Text = str) -> str:
    """Return number and unit as one piece of text with a no-break space between."""
    shown, name = split(value, unit)
    return f"{shown}{NO_BREAK_SPACE}{unit_after(value, name, t)}" if name else shown


def unit_after(value: float, unit: str, t: Text = str) -> str:
    """Return a unit's name as it follows a number: "chip" after 1, "chips" after any other."""
    if value != 1:
        return t(unit)
    return {"chips": t("chip"), "users": t("user"), "stages": t("stage")}.get(unit) or t(unit)


def exact(value: float, unit: str) -> str:
    """Return all digits of the number in the unit that `split` shows, for editing."""
    scale = {"%": 0.01, "k$": 1e3, "M$": 1e6}.get(split(value, unit)[1], 1.0)
    digits = Decimal(f"{value / scale:.12g}")
    return f"{digits:f}".replace("-", MINUS)


def short_count(value: float) -> str:
    """Return a count of tokens as the axes write it: 8k is 8,192; 512 stays 512."""
    for size, name in ((2**20, "M"), (2**10, "k")):
        if value >= size and value % size == 0:
            return f"{value / size:.0f}{name}"
    return count(value)
