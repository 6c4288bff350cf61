"""The headline strip: seven numbers, what limits each, and how each stands to the baseline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from explorer.confidence import confidence
from explorer.figures.headline import Tile
from explorer.figures.origin import cost_estimated
from explorer.figures.prefill import one_prompt_fits
from explorer.figures.wording import UNKNOWN, delta, limit_name, limit_of, number, percent
from explorer.live import Live
from explorer.text import Text


@dataclass(frozen=True, slots=True)
class _Kind:
    """A headline: the field of `Outcome`, the phase that decides it, +1 where more is better."""

    id: str
    field: str
    phase: Literal["prefill", "decode"]
    better: int


_KINDS = (
    _Kind("ttft", "ttft_ms", "prefill", -1),
    _Kind("tpot", "tpot_ms", "decode", -1),
    _Kind("interactivity", "tok_s_user", "decode", 1),
    _Kind("throughput", "output_tok_s_chip", "decode", 1),
    _Kind("cost_input", "usd_mtok_input", "prefill", -1),
    _Kind("cost_output", "usd_mtok_output", "decode", -1),
    _Kind("energy", "joule_per_output_token", "decode", -1),
)


def tiles(live: Live, baseline: Live, t: Text) -> tuple[Tile, ...]:
    """Return the headline strip in reading order."""
    return tuple(_tile(kind, live, baseline, t) for kind in _KINDS)


def _texts(kind: str, t: Text) -> tuple[str, str, str]:
    """Return title, unit and glossary text of a headline."""
    return {
        "ttft": (t("TTFT"), "ms", t("Time to first token: the whole prefill of one prompt.")),
        "tpot": (
            t("TPOT"),
            "ms",
            t("Time per output token after the first: one decode step at this batch."),
        ),
        "interactivity": (
            t("Interactivity"),
            t("tok/s/user"),
            t("Output tokens per second that one user sees: 1,000 ms over TPOT."),
        ),
        "throughput": (
            t("Throughput, output"),
            t("tok/s/chip"),
            t("Output tokens per second of all users together, per chip."),
        ),
        "cost_input": (
            t("Cost, input"),
            "$/Mtok",
            t("Cost of a million input tokens that are computed, not cached."),
        ),
        "cost_output": (
            t("Cost, output"),
            "$/Mtok",
            t("Cost of a million output tokens at this batch and utilisation."),
        ),
        "energy": (
            t("Energy"),
            t("J/tok"),
            t("Energy of the chips per output token while decoding."),
        ),
    }[kind]


def _tile(kind: _Kind, live: Live, baseline: Live, t: Text) -> Tile:
    title, unit, about = _texts(kind.id, t)
    value, before = _value(kind, live), _value(kind, baseline)
    change = delta(value, before, kind.better, t)
    accuracy, estimate = _trust(kind, live)
    fits = bool(np.isfinite(value))
    limit = limit_of(getattr(live.now, kind.phase).binding[0]) if fits else "capacity"
    name = limit_name(limit, live.scenario.chip, t) if fits else t("does not fit")
    return Tile(
        kind.id,
        title,
        number(value) if fits else UNKNOWN,
        unit,
        limit,
        name,
        change.relative,
        change.sense,
        change.absolute,
        accuracy=accuracy,
        estimate=estimate,
        about=about,
    )


def _trust(kind: _Kind, live: Live) -> tuple[str, bool]:
    """Return the accuracy of a headline, or an empty text and whether it is an estimate.

    Costs are as far off as the time they are made of, at a price that is known; energy has not
    been held to measurements.
    """
    found = confidence(live.scenario, kind.phase)
    guessed = kind.id.startswith("cost") and cost_estimated(live.scenario)
    if kind.id == "energy" or guessed or found["estimate"] or found["median_error"] is None:
        return "", True
    return f"±{percent(found['median_error'], 0)}", False


def _value(kind: _Kind, live: Live) -> float:
    """Return the headline's number, NaN where it would be that of a model that does not fit."""
    now = live.now
    fits = one_prompt_fits(now) if kind.phase == "prefill" else now.fits
    return float(getattr(now, kind.field)[0]) if fits[0] else float("nan")
