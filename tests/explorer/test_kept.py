"""Answers kept about frozen objects: one for each object, the oldest gone first."""

import gc
import sys
import weakref
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from explorer import presets
from explorer.change import Change, apply
from explorer.figures.origin import sources
from explorer.figures.wording import described
from explorer.kept import once
from explorer.levers import changed_levers
from explorer.overview import overview
from explorer.text import Text, translator


def test_the_same_object_is_asked_about_once() -> None:
    asked: list[object] = []
    answer = once()(lambda of, more: asked.append(of) or (of, more))
    first, second, third = object(), object(), object()
    assert answer(first, 1) == (first, 1) == answer(first, 1)
    assert answer(first, 2) == (first, 2)
    assert asked == [first, first]
    for each in (second, first, third, first, second):
        answer(each, 1)
    assert asked == [first, first, second, third, second]


def test_objects_that_were_moved_on_from_are_let_go() -> None:
    class Thing:
        pass

    answer = once()(lambda of: str(id(of)))
    passed = []
    for _ in range(5):
        thing = Thing()
        answer(thing)
        passed.append(weakref.ref(thing))
    del thing
    gc.collect()
    assert [each() is None for each in passed] == [True, True, True, False, False]


def test_equal_objects_are_told_apart() -> None:
    answer = once()(id)
    one, other = [1], [1]
    assert answer(one) == id(one)
    assert answer(other) == id(other)


def test_words_kept_of_a_scenario_are_those_of_its_language() -> None:
    scenario = presets.default_scenario()
    moved = apply(scenario, Change.of("workload.input_tokens", 4096))
    languages = [translator(name) for name in ("en", "zh_CN", "en")]
    assert len({described(scenario, 2.0, t) for t in languages}) == 2
    assert "4,096" in described(moved, 2.0, languages[0])
    assert "4,096" not in described(scenario, 2.0, languages[0])
    assert sources(scenario, languages[0]) != sources(scenario, languages[1])


def test_levers_that_differ_are_told_of_both_scenarios() -> None:
    start = presets.default_scenario()
    moved = apply(start, Change.of("chip.sram_mb", start.chip.sram_mb * 2))
    further = apply(moved, Change.of("workload.batch", start.workload.batch + 1))
    assert changed_levers(moved, start) == ("chip.sram_mb",) == changed_levers(moved, start)
    assert changed_levers(further, start) == ("chip.sram_mb", "workload.batch")
    assert changed_levers(further, moved) == ("workload.batch",)
    assert changed_levers(start, start) == ()


CHANGES: tuple[tuple[str, object], ...] = (
    ("chip.hbm_bandwidth_tbs", 4.1),
    ("chip.hbm_gb", 60.0),
    ("chip.price_usd", 21e3),
    ("chip.tdp_w", 500.0),
    ("workload.batch", 24.0),
    ("workload.input_tokens", 2048.0),
    ("workload.ttft_slo_ms", 300.0),
    ("workload.interactivity_target", 25.0),
    ("deployment.tp", 4.0),
    ("deployment.weights", "bf16"),
    ("economics.utilisation", 0.5),
    ("economics.basis", "rental"),
    ("economics.basis", "purchase"),
    ("study.result", "cost_output"),
    ("study.decode_y", "cost_output"),
    ("study.prefill_y", "cost_input"),
    ("study.cost_x", "tpot"),
    ("chip", presets.chip("mi355x").spec),
    ("model", presets.model("llama-3.1-70b").spec),
)


def forget() -> None:
    """Empty everything that figures keep."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith("explorer.figures") or name in ("explorer.units", "explorer.naming"):
            for each in vars(module).values():
                if hasattr(each, "cache_clear"):
                    each.cache_clear()


def plain(found: Any) -> Any:
    """Return figures, tiles and lines as values that can be compared."""
    if isinstance(found, np.ndarray):
        return found.shape, found.tobytes()
    if is_dataclass(found):
        return tuple(plain(getattr(found, each.name)) for each in fields(found))
    if isinstance(found, dict):
        return tuple((key, plain(value)) for key, value in found.items())
    return tuple(map(plain, found)) if isinstance(found, tuple | list) else found


def shown(change: tuple[str, object], t: Text) -> Any:
    start = presets.default_scenario()
    made = overview(apply(start, Change.of(*change)), start, t)
    return plain((made.tiles, made.figures, made.status, made.effects))


def test_what_is_kept_of_one_scenario_is_not_shown_of_another() -> None:
    languages = translator("en"), translator("zh_CN")
    every = [(change, t) for change in CHANGES for t in languages]
    alone = []
    for change, t in every:
        forget()
        alone.append(shown(change, t))
    assert [shown(*each) for each in every] == alone
