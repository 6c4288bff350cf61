"""What the gallery says of split systems, LPUs and wafers is what the model says."""

import pytest

from explorer import presets
from explorer.evaluate import evaluate
from explorer.files import scenario_file, workspace
from explorer.presets.gallery import story
from explorer.resources import resource
from explorer.systems.pool import fitted
from explorer.systems.split import split_of


def opened(story_id):
    return scenario_file.load(story(story_id).path)


def same_twice(s, mode="pd"):
    split = s.split.replaced({"mode": mode})
    own = {"partner": s.chip, "partner_deployment": s.deployment, "partner_engine": s.engine}
    return s.replaced({"split": split, **own})


@pytest.mark.parametrize(
    "story_id", ["prefill-and-decode-apart", "experts-in-sram", "context-on-gddr"]
)
def test_a_split_story_fits_balances_and_is_laid_out_as_it_would_be(story_id):
    s = opened(story_id)
    found = split_of(s)
    assert found.fits
    assert found.balance == pytest.approx(1, rel=0.01)
    assert dict(fitted(s, s.partner, s.split.mode))["partner_deployment"] == s.partner_deployment


@pytest.mark.parametrize(
    "story_id", ["prefill-and-decode-apart", "experts-in-sram", "context-on-gddr"]
)
def test_a_split_story_is_held_against_the_same_chip_in_both_pools(story_id):
    kept = workspace.load(story(story_id).path)
    before, wanted = kept.baseline(kept.scenario), same_twice(kept.scenario)
    for group in ("chip", "workload", "deployment", "split", "partner", "partner_deployment"):
        assert getattr(before, group) == getattr(wanted, group), group


def test_two_memories_cost_two_thirds_of_either():
    s = opened("prefill-and-decode-apart")
    found, own = split_of(s), split_of(same_twice(s))
    for undivided in found.together:
        assert found.usd_mtok == pytest.approx(0.67 * undivided.usd_mtok, rel=0.05)
    assert found.usd_mtok == pytest.approx(0.875 * own.usd_mtok, rel=0.02)
    assert found.latency.tpot == pytest.approx(own.latency.tpot, rel=0.01)


def test_experts_in_sram_double_the_speed_of_a_user():
    apart = opened("experts-in-sram")
    alone = split_of(same_twice(apart))
    found = split_of(apart)
    assert found.latency.tpot < 0.5 * alone.latency.tpot
    assert found.usd_mtok < 0.66 * alone.usd_mtok


def test_the_price_of_a_chip_for_context_decides():
    s = opened("context-on-gddr")
    own = split_of(same_twice(s)).usd_mtok
    assert split_of(s).usd_mtok == pytest.approx(1.1 * own, rel=0.03)
    cheap = s.with_values({"partner.price_usd": 0.5 * s.partner.price_usd})
    assert split_of(cheap).usd_mtok < own


def test_an_lpu_is_quick_and_a_gpu_has_the_batch():
    lpu = evaluate(opened("lpu-against-gpu"))
    gpu = presets.scenario("h200-sxm", "llama-3.1-70b").with_values(
        {"workload.batch": 1.0, "workload.input_tokens": 2048.0, "workload.output_tokens": 512.0}
    )
    one = evaluate(gpu)
    assert lpu.chips[0] == 152
    assert lpu.tok_s_user[0] > max(1000, 20 * one.tok_s_user[0])
    assert lpu.usd_mtok_output[0] == pytest.approx(one.usd_mtok_output[0], rel=0.25)


def test_a_batch_on_wafers_costs_little_speed_and_much_less_money():
    one = opened("wafer-scale")
    alone, many = evaluate(one), evaluate(one.with_values({"workload.batch": 16.0}))
    assert alone.chips[0] == 4
    assert alone.tok_s_user[0] > 2000
    assert many.usd_mtok_output[0] < 0.1 * alone.usd_mtok_output[0]
    assert many.tok_s_user[0] > 0.8 * alone.tok_s_user[0]


def test_weights_from_outside_a_wafer_take_most_of_a_second_for_a_token():
    s = opened("wafer-streaming")
    out, alone = evaluate(s), evaluate(s.with_values({"workload.batch": 1.0}))
    assert (out.chips[0], out.batch[0]) == (1, 64)
    assert 1000 * alone.weights_gb[0] / 150 * 0.85 < alone.tpot_ms[0] < 1000
    assert out.tpot_ms[0] == pytest.approx(1200, rel=0.04)


@pytest.mark.parametrize(
    "story_id", ["prefill-and-decode-apart", "experts-in-sram", "context-on-gddr"]
)
def test_the_page_on_systems_says_what_the_model_says(story_id):
    page = (resource("gallery").parent.parent / "docs" / "systems.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| {story_id} |"))
    x = split_of(opened(story_id))
    told = [float(cell) for cell in row.strip("|").split("|")[3:]]
    found = [100 * x.share, x.latency.ttft, x.latency.tpot, x.output_tok_s_chip, x.usd_mtok]
    assert told == pytest.approx(found, rel=0.01)
