"""Answers kept about frozen objects: one for each object, the oldest gone first."""

import gc
import weakref

from explorer import presets
from explorer.change import Change, apply
from explorer.figures.origin import sources
from explorer.figures.wording import described
from explorer.kept import once
from explorer.levers import changed_levers
from explorer.text import translator


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
