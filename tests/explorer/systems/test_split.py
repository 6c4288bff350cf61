"""Laws of split systems: pools balance, dividing work costs nothing, parts add up to the whole."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import presets
from explorer.change import Change, apply
from explorer.cli.split_answer import split_answer, split_text
from explorer.controls import BY_PATH
from explorer.evaluate import evaluate
from explorer.files import scenario_file
from explorer.serving import disaggregation as pd
from explorer.spec.split import SplitSpec
from explorer.systems.split import Split, split_of

FREE = {"link_gbs": 1e9, "link_latency_us": 0.0}
PAIRS = (
    ("ascend-950pr", "ascend-950dt", "deepseek-v3"),
    ("rubin-cpx", "rubin-vr200", "qwen3-235b-a22b"),
    ("h100-sxm", "h200-sxm", "llama-3.1-70b"),
    ("b200-sxm", "groq3-lpu", "llama-3.1-8b"),
)
MODELS = ("llama-3.1-70b", "deepseek-v3", "gpt-oss-120b")


def paired(first, second, model, **split):
    """A system of two chips, each in its usual layout."""
    a, b = presets.scenario(first, model), presets.scenario(second, model)
    return b.replaced(
        {
            "split": SplitSpec(**{"mode": "pd", **split}),
            "partner": a.chip,
            "partner_deployment": a.deployment,
            "partner_engine": a.engine,
        }
    )


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("mode", ["pd", "afd"])
def test_the_pools_balance_at_the_mark(pair, mode):
    found = split_of(paired(*pair, mode=mode))
    busy = [pool.busy for pool in found.pools[-2:]]
    assert busy[0] == pytest.approx(busy[1], rel=0.01)
    assert found.balance == pytest.approx(1, rel=0.01)
    assert found.share == found.marked


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("mode", ["pd", "afd"])
def test_no_ratio_is_cheaper_or_quicker_than_the_mark(pair, mode):
    found = split_of(paired(*pair, mode=mode))
    assert float(found.best.usd[0]) <= found.curves.usd.min() * (1 + 1e-9)
    assert float(found.best.output[0]) >= found.curves.output.max() * (1 - 1e-9)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("chip", ["h200-sxm", "b200-sxm", "ascend-950dt"])
@pytest.mark.parametrize("batch", [4.0, 32.0])
def test_the_same_chip_twice_with_a_free_link_is_never_worse_than_together(model, chip, batch):
    s = paired(chip, chip, model, **FREE).with_values({"workload.batch": batch})
    found = split_of(s)
    for one in found.together:
        assert one is not None
        assert one.tpot_ms <= found.latency.tpot * (1 + 1e-9)
        assert found.output_tok_s_chip >= one.output_tok_s_chip
        assert found.usd_mtok <= one.usd_mtok


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("chip", ["h200-sxm", "gb200-nvl72", "ascend-950dt"])
@pytest.mark.parametrize("batch", [1.0, 16.0, 64.0])
def test_attention_apart_on_equal_chips_with_a_free_link_is_the_undivided_system(
    model, chip, batch
):
    s = paired(chip, chip, model, mode="afd", **FREE).with_values({"workload.batch": batch})
    found, whole = split_of(s), evaluate(s)
    _, attention, feed = (pool.unit for pool in found.pools)
    output = s.workload.output_tokens / (1 / attention.rate + 1 / feed.rate)
    assert found.latency.tpot == pytest.approx(float(whole.tpot_ms[0]), rel=0.01)
    assert output == pytest.approx(float(whole.output_tok_s_chip[0]), rel=0.01)


def test_off_balance_one_pool_waits_for_the_other():
    s = paired(*PAIRS[0])
    marked = split_of(s).marked
    short = split_of(s.with_values({"split.share": marked / 2}))
    assert short.pools[0].busy > short.pools[1].busy
    long = split_of(s.with_values({"split.share": (1 + marked) / 2}))
    assert long.pools[0].busy < long.pools[1].busy
    assert max(short.full, long.full) < split_of(s).full


def test_a_slow_link_holds_the_system_up_and_a_quick_one_does_not():
    s = paired(*PAIRS[0])
    slow, quick = (split_of(s.with_values({"split.link_gbs": g})) for g in (0.05, 1000.0))
    assert slow.full < quick.full
    assert slow.link.exposed_ms > quick.link.exposed_ms
    apart = split_of(s.with_values({"split.overlap": False, "split.link_gbs": 10.0}))
    overlapped = split_of(s.with_values({"split.link_gbs": 10.0}))
    assert overlapped.link.exposed_ms < apart.link.exposed_ms


def test_a_transfer_by_hand():
    # 1 GB at 100 GB/s is 10 ms; of ten layers the last alone is seen, 1 ms, after 5 us.
    sent = pd.transfer(1e9, 100.0, 5.0, 10, 100.0, True)
    assert float(sent.wire_ms) == pytest.approx(10.0)
    assert float(sent.exposed_ms) == pytest.approx(1.005)
    assert float(pd.transfer(1e9, 100.0, 5.0, 10, 100.0, False).exposed_ms) == pytest.approx(10.005)


def test_the_wait_for_one_server_is_that_of_the_textbook():
    # M/D/1: W = S rho / 2 (1 - rho).
    assert float(pd.queue_ms(0.5, 1, 100.0)) == pytest.approx(50.0)
    assert float(pd.queue_ms(0.5, 16, 100.0)) < 5.0


def test_the_kv_cache_of_a_prompt_is_that_of_the_data():
    # DeepSeek-V3 keeps 70,272 bytes a token in 16 bits.
    s = presets.scenario("h200-sxm", "deepseek-v3").with_values({"deployment.kv": "bf16"})
    assert float(pd.kv_bytes(s)) / s.workload.input_tokens == pytest.approx(70272)


@pytest.mark.parametrize("mode", ["pd", "afd"])
def test_breakdowns_add_up(mode):
    s = paired(*PAIRS[0], mode=mode)
    found = split_answer(s)["split"]
    money = found["breakdown"]["usd_hour"]
    assert sum(p["value"] for p in found["breakdown"]["ttft"]) == pytest.approx(found["ttft_ms"])
    assert sum(p["share"] for p in money) == pytest.approx(1)
    assert sum(p["chips"] for p in found["pools"]) == pytest.approx(found["chips"])
    hour = sum(p["value"] for p in money)
    w = s.workload
    tokens = found["full_requests_per_s"] * 3600 * (w.input_tokens + w.output_tokens)
    cost = hour / tokens * 1e6 / s.economics.utilisation
    assert cost == pytest.approx(found["usd_per_mtok_blended"])


def test_a_scenario_that_is_not_split_has_no_split():
    assert split_answer(presets.default_scenario()) == {}


def test_a_split_scenario_keeps_its_pools_in_its_file(tmp_path):
    s = paired(*PAIRS[1], share=0.25, link_gbs=400.0, overlap=False)
    s = s.with_values({"partner.hbm_gb": 256.0, "partner_deployment.kv": "bf16"})
    scenario_file.save(s, tmp_path / "pair.sili")
    back = scenario_file.load(tmp_path / "pair.sili")
    for name in ("split", "partner", "partner_deployment", "partner_engine"):
        assert getattr(back, name) == getattr(s, name)
    assert (
        scenario_file.document(presets.default_scenario())
        .keys()
        .isdisjoint({"split", "partner", "partner_deployment", "partner_engine"})
    )


def test_what_is_not_split_has_itself_for_a_partner():
    s = presets.default_scenario()
    moved = apply(s, Change.of("chip.hbm_bandwidth_tbs", 5.0))
    assert moved.partner == moved.chip
    divided = apply(moved, Change.of("split.mode", "pd"))
    assert divided.partner == moved.chip
    assert apply(divided, Change.of("chip.hbm_bandwidth_tbs", 3.0)).partner == moved.chip


def numbers(found: Split):
    """Every number of a system by name."""
    for field in fields(found.latency):
        yield field.name, getattr(found.latency, field.name)
    for field in fields(found.link):
        yield field.name, getattr(found.link, field.name)
    for curve in (found.curves, found.now, found.best):
        for field in fields(curve):
            yield field.name, getattr(curve, field.name)
    for pool in found.pools:
        yield "chips", pool.chips
        yield "busy", pool.busy
        yield "usd_hour", pool.usd_hour


@given(
    pair=st.sampled_from((*PAIRS, ("wse-3", "b200-sxm", "gpt-oss-120b"))),
    mode=st.sampled_from(("pd", "afd")),
    share=st.one_of(st.just(0.0), st.floats(0.01, 0.99)),
    load=st.floats(0.01, 0.99),
    link=st.floats(-2, 5).map(lambda p: 10.0**p),
    batch=st.integers(0, 9).map(lambda p: 2.0**p),
    prompt=st.floats(1, 6).map(lambda p: 10.0**p),
    output=st.floats(0, 5).map(lambda p: 10.0**p),
    flight=st.sampled_from((0.0, 1.0, 2.0, 8.0)),
    merge=st.sampled_from((1.0, 4.0, 64.0)),
    overlap=st.booleans(),
)
def test_everything_is_finite_and_nothing_negative(
    pair, mode, share, load, link, batch, prompt, output, flight, merge, overlap
):
    s = paired(
        *pair, mode=mode, share=share, load=load, link_gbs=link, merge=merge,
        micro_batches=flight, overlap=overlap,
    ).with_values(
        {
            "workload.batch": batch,
            "workload.input_tokens": prompt,
            "workload.output_tokens": output,
        }
    )  # fmt: skip
    found = split_of(s)
    for name, value in numbers(found):
        assert np.all(np.isfinite(value)), name
        assert np.all(np.asarray(value) >= 0), name
    assert max(pool.busy for pool in found.pools) <= 1
    assert found.latency.ttft_p99 >= found.latency.ttft >= found.latency.prefill


def test_the_table_for_people_names_every_pool():
    text = split_text(split_answer(paired(*PAIRS[0], mode="afd"))["split"])
    assert all(word in text for word in ("prefill", "attention", "ffn", "ascend-950pr", "balanced"))


def test_choosing_system_and_partner_lays_the_pool_out():
    s = presets.scenario("rubin-vr200", "deepseek-v3")
    mode, partner = BY_PATH["split.mode"], BY_PATH["partner"]
    apart = apply(s, Change(mode.values(s, "afd"), "System"))
    assert apart.split.mode == "afd"
    assert apart.partner == s.chip
    lpu = presets.chip("groq3-lpu").spec
    both = apply(apart, Change(partner.values(apart, lpu), "Partner"))
    assert both.partner_engine.id == "static"
    assert partner.chosen(both).label == presets.chip("groq3-lpu").name
    feed = split_of(both).pools[-1].unit
    assert feed.scenario.chip == lpu
    assert feed.fits
    assert apply(both, Change(mode.values(both, "none"), "System")).split.mode == "none"


def test_a_partner_that_is_named_divides_the_system():
    s = presets.default_scenario()
    assert apply(s, Change.of("partner.hbm_gb", 96.0)).split.mode == "pd"
    assert s.follows("partner.hbm_gb")
    assert not s.follows("chip.hbm_gb")


def test_a_pool_smaller_than_its_smallest_unit_does_not_fit():
    s = paired("groq3-lpu", "rubin-vr200", "deepseek-v3", mode="afd", chips=64.0)
    found = split_of(s)
    assert not found.pools[-1].whole
    assert not found.fits
