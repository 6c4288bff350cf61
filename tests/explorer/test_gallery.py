"""Every story of the gallery opens, holds together, and points at what exists."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from explorer import catalogue, presets, views
from explorer.cli.presets_verb import entries
from explorer.cli.split_answer import split_answer
from explorer.cli.verbs import main
from explorer.evaluate import evaluate
from explorer.files import scenario_file, workspace
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
def test_a_story_is_answered_in_full_by_evaluate(told: Story, capsys) -> None:
    assert main(["evaluate", str(told.path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert all(math.isfinite(number) for number in numbers(found))
    assert found["fit"]["ok"]
    assert set(found["binding"].values()) <= set(LIMITS)
    for name, whole in totals(found).items():
        assert_adds_up(name, found["breakdown"][name], whole)
    assert found["breakdown"].keys() == totals(found).keys()


@STORIES
def test_the_pools_of_a_story_add_up(told: Story) -> None:
    found = split_answer(scenario_file.load(told.path))
    split = found.get("split")
    assert (split is not None) == (told.view == "split")
    for pool in split["pools"] if split else ():
        assert pool["binding"] in LIMITS
        assert pool["fit"]["ok"]
    if split:
        assert_adds_up("ttft", split["breakdown"]["ttft"], split["ttft_ms"])
        for name, key in (("usd_hour", "usd_hour"), ("power", "power_w")):
            whole = sum(pool[key] for pool in split["pools"])
            assert_adds_up(name, split["breakdown"][name], whole)


def numbers(found: Any) -> Iterator[float]:
    """Yield every number of a document."""
    if isinstance(found, dict | list):
        for each in found.values() if isinstance(found, dict) else found:
            yield from numbers(each)
    elif isinstance(found, int | float):
        yield found


def totals(found: dict[str, Any]) -> dict[str, float]:
    """Return what each breakdown of an answer is the breakdown of."""
    times = {"prefill": found["ttft_ms"], "decode": found["tpot_ms"]}
    return {
        **times,
        **{f"{name}_limits": whole for name, whole in times.items()},
        **{f"mtok_{kind}": whole for kind, whole in found["usd_per_mtok"].items()},
        "money": found["usd_per_chip_hour"],
        "chip_cost": found["chip"]["cost_usd"],
    }


def assert_adds_up(name: str, parts: list[dict[str, Any]], whole: float) -> None:
    assert math.fsum(part["value"] for part in parts) == pytest.approx(whole, rel=1e-9), name
    for part in parts:
        assert part["share"] == pytest.approx(part["value"] / whole, rel=1e-9), name


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


def compared(story_id: str) -> tuple[Scenario, Scenario]:
    """Return the scenario of a story and what its charts hold it against."""
    kept = workspace.load(story(story_id).path)
    return kept.scenario, kept.baseline(as_shipped(kept.scenario))


def test_the_work_of_a_story_is_the_work_of_its_baseline() -> None:
    now, before = compared("sram-on-a-gpu")
    assert before == now.with_values({"chip.sram_mb": presets.chip("h100-sxm").spec.sram_mb})
    plain = now.replaced({"extras": {}})
    assert as_shipped(plain).workload.batch != now.workload.batch


def test_twice_the_fp4_rate_shortens_the_prompt_by_a_fifth_alone() -> None:
    now, before = compared("fp4-doubling")
    assert now.chip.fp4_tflops == 2 * before.chip.fp4_tflops == 2 * now.chip.fp8_tflops
    (first, every), (late, same) = times(now), times(before)
    assert first == pytest.approx(0.8 * late, rel=0.03)
    assert same == pytest.approx(every, rel=0.01)


def test_a_generation_of_hbm_holds_more_than_twice_the_batch() -> None:
    many, few = map(evaluate, compared("hbm-generation"))
    assert few.batch[0] == few.max_batch[0]
    assert many.max_batch[0] > 2 * few.max_batch[0]
    assert many.usd_mtok_output[0] < few.usd_mtok_output[0]
    assert many.usd_mtok_input[0] > few.usd_mtok_input[0]


def test_low_cost_hbm_pays_for_prompts_and_not_for_output() -> None:
    cheap, fast = map(evaluate, compared("low-cost-hbm"))
    assert fast.batch[0] == fast.max_batch[0]
    assert cheap.usd_mtok_input[0] < 0.45 * fast.usd_mtok_input[0]
    assert cheap.usd_mtok_output[0] == pytest.approx(fast.usd_mtok_output[0], rel=0.06)
    assert cheap.tok_s_user[0] < fast.tok_s_user[0]


def test_ten_times_the_sram_is_worth_little_to_decode() -> None:
    now, before = compared("sram-on-a-gpu")
    more, less = evaluate(now), evaluate(before)
    assert now.chip.sram_mb == pytest.approx(10 * before.chip.sram_mb, rel=0.1)
    assert now.chip.sram_mb * 1e-3 < 0.1 * more.weights_gb[0]
    assert 0.02 < 1 - more.tpot_ms[0] / less.tpot_ms[0] < 0.03
    assert 1.33 < more.usd_mtok_output[0] / less.usd_mtok_output[0] < 1.5


def test_stacked_sram_for_all_weights_leaves_the_launches() -> None:
    now, before = compared("stacked-sram")
    none, few = evaluate(before), evaluate(now)
    assert now.chip.stacked_sram_mb * 1e-3 < 0.07 * few.weights_gb[0]
    assert few.tpot_ms[0] > 0.96 * none.tpot_ms[0]
    every = evaluate(now.with_values({"chip.stacked_sram_mb": 1.2e3 * few.weights_gb[0]}))
    assert every.tpot_ms[0] == pytest.approx(0.6 * none.tpot_ms[0], rel=0.03)
    limits = dict(zip(LIMITS, every.decode.by_limit_ms[:, 0], strict=True))
    assert limits["overhead"] > 0.5 * every.tpot_ms[0]


def test_compiled_chips_decode_by_their_bandwidth() -> None:
    tpu, b200, trainium = (
        presets.scenario(chip, "gpt-oss-120b") for chip in ("tpu-v7", "b200-sxm", "trainium3")
    )
    assert tpu.chip.hbm_bandwidth_tbs == pytest.approx(b200.chip.hbm_bandwidth_tbs, rel=0.1)
    ratio = trainium.chip.hbm_bandwidth_tbs / b200.chip.hbm_bandwidth_tbs
    assert ratio == pytest.approx(0.6, rel=0.05)
    quick, middle, slow = (times(each)[1] for each in (tpu, b200, trainium))
    assert 0.75 * middle < quick < middle < slow < 1.35 * middle


def test_one_expert_after_another_is_read_up_to_a_few_dozen_sequences() -> None:
    now = opened("experts-and-batch")
    steps = evaluate(now.with_values({"workload.batch": 2.0 ** np.arange(0, 9)})).tpot_ms
    assert steps[5] > 3 * steps[0]
    per_user = np.diff(steps) / np.diff(2.0 ** np.arange(0, 9))
    assert (np.diff(per_user[:6]) < 0).all()
    assert per_user[-1] < 0.2 * per_user[0]


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


def test_the_peak_minute_takes_a_third_of_a_million_chips() -> None:
    found = fleet(evaluated(opened("doubao-peak"), {}))
    assert found.peak_tokens_s == pytest.approx(63.3e9 / 60, rel=1e-4)
    assert found.peak_tokens_s == pytest.approx(1.06e9, abs=0.006e9)
    assert found.chips == pytest.approx(350_000, rel=0.05)
    assert found.megawatts == pytest.approx(320, rel=0.05)


def test_a_month_of_google_takes_millions_of_stacks() -> None:
    found = fleet(evaluated(opened("supply-for-google"), {}))
    assert found.tokens_s == pytest.approx(1.2e9, rel=0.05)
    assert found.peak_tokens_s == pytest.approx(2 * found.tokens_s)
    assert found.chips == pytest.approx(400_000, rel=0.05)
    assert found.supply.stacks == pytest.approx(3.2e6, rel=0.05)
    assert found.supply.interposer_mm2 == pytest.approx(2_500e6, rel=0.05)


def test_a_session_of_an_agent_is_tools_and_then_decode() -> None:
    now = opened("coding-agents")
    found = agents(evaluated(now, memory.wanted(now)))
    prefill, _, decode, tools = found.time_s / found.time_s.sum()
    assert tools > 0.5 > decode > 10 * prefill
