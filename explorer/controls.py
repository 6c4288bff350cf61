"""Choices that stand above a view: a label, and the values that one field may take, as rows.

A view names the paths of its controls; the window shows a picker for each, and a choice is one
change of that field like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from explorer import presets
from explorer.figures.measures import CHOICES
from explorer.levers import BY_PATH as LEVER_AT
from explorer.levers import LEVERS
from explorer.results import RESULTS
from explorer.spec.chip import ChipSpec
from explorer.spec.scenario import Scenario
from explorer.systems.pool import fitted
from explorer.units import percent

Values = tuple[tuple[str, Any], ...]
"""Values by dotted path or group, as a `Change` takes them."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a field; `group` heads the options of its kind, both English source texts.

    A `proper` label is a name that is the same in every language.
    """

    value: Any
    label: str
    group: str = ""
    proper: bool = False


@dataclass(frozen=True, slots=True)
class Control:
    """A field of the scenario, or a whole group of them, with what it may be, given the scenario.

    A `what_if` is held against the baseline; any other choice is a new question, which the
    baseline is asked as well.
    """

    path: str
    label: str
    options: Callable[[Scenario], tuple[Option, ...]]
    what_if: bool = False
    also: Callable[[Scenario, Any], Values] | None = None
    """What else a choice sets: what has to fit the chosen value."""
    when: Callable[[Scenario], bool] = lambda _: True
    """Whether the choice means anything in the scenario."""
    own: str = ""
    """What a value is called that is none of the options, where it is no word itself."""

    def values(self, scenario: Scenario, value: Any) -> Values:
        """Return every value that choosing `value` sets, by path."""
        more = self.also(scenario, value) if self.also else ()
        return ((self.path, value), *more)

    def chosen(self, scenario: Scenario) -> Option:
        """Return the option that holds; a value of its own is its own label.

        A group that was taken from an option and changed since still goes by its name.
        """
        value = scenario.value(self.path)
        found = (option for option in self.options(scenario) if _key(option.value) == _key(value))
        return next(
            found, Option(value, self.own or getattr(value, "name", _written(self.path, value)))
        )


def _written(path: str, value: Any) -> str:
    lever = LEVER_AT.get(path)
    return percent(value, 0) if lever and lever.unit == "%" else str(value)


def _key(value: Any) -> Any:
    return getattr(value, "id", value)


def _results(_: Scenario) -> tuple[Option, ...]:
    return tuple(Option(result.id, result.title) for result in RESULTS)


def _measures(path: str) -> Callable[[Scenario], tuple[Option, ...]]:
    options = tuple(Option(name, each.name) for name, each in CHOICES[path].items())
    return lambda _: options


def _levers(scenario: Scenario) -> tuple[Option, ...]:
    """Return the levers that have a value to start from."""
    return tuple(
        Option(lever.path, lever.label, lever.group)
        for lever in LEVERS
        if scenario.value(lever.path) > 0
    )


def _budgets(_: Scenario) -> tuple[Option, ...]:
    return Option("mm2", "10 mm² of silicon"), Option("w", "10 W of power"), Option("usd", "$100")


def _chips(_: Scenario) -> tuple[Option, ...]:
    return _every_chip()


@lru_cache(maxsize=1)
def _every_chip() -> tuple[Option, ...]:
    found = (presets.chip(chip_id) for chip_id in presets.chip_ids())
    return tuple(
        Option(each.id, each.name, str(each.known.get("vendor", "")), proper=True)
        for each in sorted(found, key=lambda each: str(each.known.get("vendor", "")))
    )


def _sessions(_: Scenario) -> tuple[Option, ...]:
    return tuple(Option(each.spec, each.name) for each in presets.everything("sessions"))


def _tiers(_: Scenario) -> tuple[Option, ...]:
    return tuple(Option(each.spec, each.name) for each in presets.everything("tiers"))


def _demands(scenario: Scenario) -> tuple[Option, ...]:
    """Return demands as they are published; how the fleet is built stays as it is."""
    kept = {name: getattr(scenario.fleet, name) for name in _BUILT}
    return tuple(
        Option(each.spec.replaced(kept), each.name) for each in presets.everything("fleets")
    )


_BUILT = ("load_at_peak", "rack_kw", "site_mw", "other_chip")


def _modes(_: Scenario) -> tuple[Option, ...]:
    return (
        Option("none", "Undivided (what if split)"),
        Option("pd", "Prefill and decode apart"),
        Option("afd", "Attention and FFN apart"),
    )


def _partners(_: Scenario) -> tuple[Option, ...]:
    return _every_partner()


@lru_cache(maxsize=1)
def _every_partner() -> tuple[Option, ...]:
    return tuple(
        Option(presets.chip(str(each.value)).spec, each.label, each.group, proper=True)
        for each in _every_chip()
    )


def _ratios(_: Scenario) -> tuple[Option, ...]:
    return (Option(0.0, "balanced"), *(Option(x, r, proper=True) for r, x in _RATIOS))


_RATIOS = (("1:3", 0.25), ("1:2", 1 / 3), ("1:1", 0.5), ("2:1", 2 / 3), ("3:1", 0.75))


def _transfers(_: Scenario) -> tuple[Option, ...]:
    return Option(True, "layer by layer"), Option(False, "after the prompt")


def _in_flight(_: Scenario) -> tuple[Option, ...]:
    counts = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0)
    return (Option(0.0, "as needed"), *(_count(each) for each in counts))


def _merged(_: Scenario) -> tuple[Option, ...]:
    return tuple(_count(each) for each in (1.0, 2.0, 4.0, 8.0, 16.0, 32.0))


def _count(value: float) -> Option:
    return Option(value, f"{value:.0f}", proper=True)


def _formats(_: Scenario) -> tuple[Option, ...]:
    return tuple(Option(name, name.upper(), proper=True) for name in _WEIGHTS)


def _same_maths(_: Scenario, weights: Any) -> Values:
    """Return what computes with weights of a format: itself, or 16 bits where it has no maths."""
    return (("partner_deployment.activations", "bf16" if weights == "int4" else weights),)


_WEIGHTS = ("bf16", "fp8", "mxfp8", "int8", "nvfp4", "mxfp4", "int4")


def _apart_by_phase(scenario: Scenario) -> bool:
    return scenario.split.mode != "afd"


def _apart_by_layer(scenario: Scenario) -> bool:
    return scenario.split.mode == "afd"


def _topologies(_: Scenario) -> tuple[Option, ...]:
    return (
        Option("switch", "Switch"),
        Option("reducing-switch", "Switch that sums"),
        Option("all-to-all", "All to all"),
        Option("mesh", "Mesh or torus"),
        Option("ring", "Ring"),
        Option("tree", "PCIe tree"),
    )


def _partner_for(scenario: Scenario, mode: str) -> Values:
    """Return the partner's layout for the work that it gets in `mode`."""
    if mode == "none":
        return ()
    return (("partner", scenario.partner), *fitted(scenario, scenario.partner, mode))


def _laid_out(scenario: Scenario, chip: ChipSpec) -> Values:
    return fitted(scenario, chip, scenario.split.mode)


def _bases(_: Scenario) -> tuple[Option, ...]:
    return (
        Option("market", "market price"),
        Option("cost-plus", "cost-plus, from the silicon"),
        Option("purchase", "purchase price, as paid"),
        Option("rental", "rental by the hour"),
    )


def _operators(scenario: Scenario) -> tuple[Option, ...]:
    """Return who runs the chips, and where; what a chip costs and how busy it is stays."""
    kept = {name: getattr(scenario.economics, name) for name in ("basis", "utilisation")}
    return tuple(
        Option(each.spec.replaced(kept), each.name)
        for each in presets.everything("economics")
        if each.id != "rental"
    )


def _yields(_: Scenario) -> tuple[Option, ...]:
    return (
        Option("negative binomial", "negative binomial"),
        Option("Poisson", "Poisson", proper=True),
        Option("Murphy", "Murphy", proper=True),
        Option("Bose-Einstein", "Bose-Einstein", proper=True),
    )


def _harvesting(_: Scenario) -> tuple[Option, ...]:
    return (
        Option("usual", "as usual"),
        Option("on", "spare cores"),
        Option("off", "no spare cores"),
    )


def _processes(scenario: Scenario) -> tuple[Option, ...]:
    known = [(f"{foundry} {node}", foundry) for foundry, nodes in _NODES for node in nodes]
    return _worded(scenario, "process", known)


def _memories(scenario: Scenario) -> tuple[Option, ...]:
    return _worded(scenario, "hbm_kind", [(kind, "") for kind in _KINDS])


def _worded(scenario: Scenario, field: str, known: list[tuple[str, str]]) -> tuple[Option, ...]:
    """Return the chip's own word for what it is made with, that of its preset, then `known`."""
    chips = filter(None, (scenario.shipped, scenario.chip))
    words = {word: known[0][1] for chip in chips if (word := getattr(chip, field))}
    return tuple(Option(w, w, group, True) for w, group in {**words, **dict(known)}.items())


_NODES = (("TSMC", ("N2", "N3", "4NP", "N5", "N7", "N16")), ("SMIC", ("N+3", "N+2")))


_KINDS = (
    "HBM2e", "HBM3", "HBM3e", "HBM4", "HBM4e", "HiBL 1.0", "HiZQ 2.0", "GDDR6", "GDDR7", "LPDDR5X",
    "DDR5",
)  # fmt: skip

CONTROLS: tuple[Control, ...] = (
    Control("economics.basis", "Cost basis", _bases),
    Control("economics", "Operator", _operators, own="own rates"),
    Control("chip.process", "Process", _processes, what_if=True),
    Control("chip.hbm_kind", "Memory kind", _memories, what_if=True),
    Control("costing.yield_model", "Yield model", _yields),
    Control("costing.harvesting", "Harvesting", _harvesting),
    Control("study.result", "Result", _results),
    Control("study.x", "Lever across", _levers),
    Control("study.y", "Lever up", _levers),
    Control("study.prefill_y", "Vertical axis", _measures("study.prefill_y")),
    Control("study.decode_y", "Vertical axis", _measures("study.decode_y")),
    Control("study.cost_x", "Horizontal axis", _measures("study.cost_x")),
    Control("study.cost_y", "Vertical axis", _measures("study.cost_y")),
    Control("study.per", "Spend the next", _budgets),
    Control("session", "Session", _sessions),
    Control("tiers", "Memory layer", _tiers),
    Control("layers.fast_chip", "Fast layer", _chips),
    Control("fleet", "Demand", _demands),
    Control("fleet.other_chip", "Compare with", _chips),
    Control("split.mode", "System", _modes, also=_partner_for),
    Control("partner", "Partner", _partners, also=_laid_out),
    Control("partner_deployment.weights", "Its format", _formats, what_if=True, also=_same_maths),
    Control("split.share", "Ratio", _ratios, what_if=True),
    Control("split.overlap", "KV transfer", _transfers, what_if=True, when=_apart_by_phase),
    Control("split.micro_batches", "In flight", _in_flight, what_if=True, when=_apart_by_layer),
    Control("split.merge", "Batches a pass", _merged, what_if=True, when=_apart_by_layer),
    Control("chip.scaleup_topology", "Scale-up topology", _topologies, what_if=True),
)

BY_PATH = {control.path: control for control in CONTROLS}
