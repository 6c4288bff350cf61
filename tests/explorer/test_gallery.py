"""Every story of the gallery opens, holds together, and points at what exists."""

from __future__ import annotations

import json

import numpy as np
import pytest

from explorer import catalogue, presets, views
from explorer.cli.answer import answer
from explorer.cli.around import around
from explorer.cli.presets_verb import entries
from explorer.evaluate import evaluate
from explorer.files import scenario_file
from explorer.files.scenario_file import as_shipped
from explorer.levers import BY_PATH
from explorer.live import evaluated
from explorer.outcome import LIMITS
from explorer.presets.gallery import Story, gallery, story
from explorer.spec.scenario import Scenario
from explorer.systems import layers as layered
from explorer.systems import load, memory
from explorer.systems.agents import agents
from explorer.systems.fleet import fleet

STORIES = pytest.mark.parametrize("told", gallery(), ids=lambda told: told.id)


@STORIES
def test_a_story_is_told_in_full(told: Story) -> None:
    assert told.title
    assert told.sentence.endswith(".")
    assert told.sources
    assert all(told.sources)


@STORIES
def test_a_story_names_what_there_is(told: Story) -> None:
    assert told.view in views.BY_ID
    assert set(told.figures) <= set(catalogue.CHARTS)
    assert told.figures
    assert set(told.levers) <= set(BY_PATH)
    assert told.levers


@STORIES
def test_a_story_evaluates_to_finite_numbers_and_fits(told: Story) -> None:
    out = evaluate(scenario_file.load(told.path))
    assert out.fits.all()
    for name in ("ttft_ms", "tpot_ms", "usd_mtok_blended", "joule_per_output_token"):
        value = getattr(out, name)
        assert np.isfinite(value).all(), name
        assert (value > 0).all(), name


@STORIES
def test_a_story_names_its_limits_and_its_breakdowns_add_up(told: Story) -> None:
    scenario = scenario_file.load(told.path)
    found = {**answer(scenario), **around(scenario)}
    assert set(found["binding"].values()) <= set(LIMITS)
    totals = {"prefill": found["ttft_ms"], "decode": found["tpot_ms"]}
    for name, parts in found["breakdown"].items():
        assert sum(part["share"] for part in parts) == pytest.approx(1, abs=1e-6), name
        whole = totals.get(name.removesuffix("_limits"))
        if whole is not None:
            assert sum(part["value"] for part in parts) == pytest.approx(whole, rel=1e-6), name
    for pool in found.get("split", {}).get("pools", ()):
        assert pool["binding"] in LIMITS
        assert pool["fit"]["ok"]


@STORIES
def test_a_story_survives_being_saved(told: Story, tmp_path) -> None:
    scenario = scenario_file.load(told.path)
    scenario_file.save(scenario, tmp_path / "again.sili")
    kept = json.loads((tmp_path / "again.sili").read_text(encoding="utf-8"))
    assert kept["story"]["title"] == told.title
    assert scenario_file.load(tmp_path / "again.sili") == scenario


def test_presets_lists_the_gallery() -> None:
    found = {entry["id"]: entry for entry in entries("gallery")}
    assert found.keys() == {told.id for told in gallery()}
    assert all(entry["figures"] and entry["sources"] for entry in found.values())


def test_a_story_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="sram-on-a-gpu"):
        story("sram-on-a-gpus")


def opened(story_id: str) -> Scenario:
    return scenario_file.load(story(story_id).path)


def times(scenario: Scenario) -> tuple[float, float]:
    out = evaluate(scenario)
    return float(out.ttft_ms[0]), float(out.tpot_ms[0])


def test_a_prefill_chip_can_do_with_slow_memory() -> None:
    slow = opened("memory-for-prefill-and-decode")
    (late, later), (first, every) = times(slow), times(as_shipped(slow))
    assert 1.05 < late / first < 1.15
    assert later / every > 1.8


def test_a_higher_fp4_rate_shortens_the_prompt_alone() -> None:
    now = opened("fp4-doubling")
    twice = now.with_values({"chip.fp4_tflops": 2 * now.chip.fp4_tflops})
    (first, every), (sooner, same) = times(now), times(twice)
    assert sooner < 0.9 * first
    assert same == pytest.approx(every, rel=0.02)


def test_a_generation_of_hbm_holds_more_than_twice_the_batch() -> None:
    now = opened("hbm-generation")
    before = now.replaced({"chip": presets.chip("h100-sxm").spec, "shipped": None})
    many, few = evaluate(now), evaluate(before)
    assert many.max_batch[0] > 2 * few.max_batch[0]
    most = evaluate(before.with_values({"workload.batch": few.max_batch[0]}))
    assert many.usd_mtok_output[0] < most.usd_mtok_output[0]
    assert many.usd_mtok_input[0] > most.usd_mtok_input[0]


def test_agents_are_the_last_to_move_to_the_fast_layer() -> None:
    now = opened("three-layers")
    found = layered.layers(evaluated(now, layered.wanted(now)))
    order = [int(np.argmax(step)) for step in np.diff(found.routes.shares, axis=0)]
    classes = [list(layered.CLASSES)[place] for place in order]
    assert set(classes[:2]) == {"rag", "chat"}
    assert classes[-1] == "agent"


def test_flash_keeps_for_hours_what_nearer_memory_drops() -> None:
    now = opened("memory-layer")
    found = memory.memory(evaluated(now, memory.wanted(now)))
    kept = found.kept.seconds[:, 0]
    assert kept[memory.DRAM] < 3600 < kept[memory.SSD]
    read = found.load_s[memory.SSD]
    assert read < 0.1 * (found.calls.ttft_computed - found.calls.ttft_found).mean()


def test_few_requests_cost_less_on_a_processor_than_on_any_accelerator() -> None:
    now = opened("processor-alone")
    own, few = load.own(evaluated(now, {})), np.array([0.001])
    assert own.usd_mtok(few) < min(each.usd_mtok(few) for _, each in load.others(now))
    assert own.ttft_ms > 1000


def test_the_peak_minute_is_a_billion_tokens_a_second() -> None:
    now = opened("doubao-peak")
    assert fleet(evaluated(now, {})).peak_tokens_s == pytest.approx(63.3e9 / 60, rel=1e-4)


def test_a_session_of_an_agent_is_tools_and_then_decode() -> None:
    now = opened("coding-agents")
    found = agents(evaluated(now, memory.wanted(now)))
    prefill, _, decode, tools = found.time_s / found.time_s.sum()
    assert tools > 0.5 > decode > 10 * prefill
