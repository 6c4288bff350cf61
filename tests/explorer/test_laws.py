"""Laws over the whole input box: chips, architectures, layouts and workloads at random."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.evaluate import BLOCK, evaluate
from explorer.outcome import LIMITS, Phase
from explorer.physics.formats import FORMATS
from explorer.spec.chip import ChipSpec, Topology
from explorer.spec.constants import Constants
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.economics import EconomicsSpec
from explorer.spec.engine import EngineSpec
from explorer.spec.model import ModelSpec
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec

ROUNDING = 1e-9


def spread(low: float, high: float, *more: float) -> st.SearchStrategy[float]:
    """Numbers even on a log scale, and `more` single ones such as an absent unit's 0."""
    even = st.floats(np.log10(low), np.log10(high)).map(lambda power: float(10.0**power))
    return st.one_of(even, st.sampled_from(more)) if more else even


def counts(low: int, high: int) -> st.SearchStrategy[float]:
    return st.integers(low, high).map(float)


def powers(highest: int) -> st.SearchStrategy[float]:
    return st.integers(0, highest).map(lambda power: 2.0**power)


@st.composite
def chips(draw: st.DrawFn) -> ChipSpec:
    """Chips from a tenth of any that exists to ten times the largest; a fifth has no HBM."""
    hbm = draw(st.sampled_from((True, True, True, True, False)))
    return ChipSpec(
        id="any",
        name="Any",
        execution=draw(st.sampled_from(("gpu", "npu", "static", "cpu"))),
        bf16_tflops=draw(spread(1, 2e5)),
        fp32_tflops=draw(spread(0.1, 1e4, 0.0)),
        fp8_tflops=draw(spread(1, 4e5, 0.0)),
        int8_tops=draw(spread(1, 4e5, 0.0)),
        fp4_tflops=draw(spread(1, 8e5, 0.0)),
        vector_tflops=draw(spread(0.05, 2e4)),
        fill_tbs=draw(spread(0.1, 1e4, 0.0, 0.0)),
        sram_mb=draw(spread(10, 1e5)),
        sram_bandwidth_tbs=draw(spread(0.1, 1e5)),
        stacked_sram_mb=draw(spread(10, 1e5, 0.0, 0.0)),
        stacked_sram_bandwidth_tbs=draw(spread(0.1, 1e4)),
        hbm_gb=draw(spread(1, 1e4)) if hbm else 0.0,
        hbm_bandwidth_tbs=draw(spread(0.01, 100)) if hbm else 0.0,
        host_gbs=draw(spread(1, 1000)),
        scaleup_gbs=draw(spread(1, 1e4)),
        scaleup_latency_us=draw(spread(0.01, 100)),
        scaleup_domain=draw(powers(10)),
        scaleup_topology=draw(st.sampled_from(get_args(Topology))),
        scaleout_gbs=draw(spread(0.1, 1000)),
        scaleout_latency_us=draw(spread(0.1, 100)),
        process=draw(st.sampled_from(("TSMC 4N", "TSMC N3P", "Samsung 14nm", ""))),
        hbm_kind=draw(st.sampled_from(("HBM3", "HBM3e", "GDDR7", "LPDDR5X", ""))),
        tdp_w=draw(spread(10, 5e4)),
        price_usd=draw(spread(100, 1e7)),
        rental_usd_hour=draw(spread(0.01, 1000)),
    )


@st.composite
def models(draw: st.DrawFn) -> ModelSpec:
    """Architectures: GQA or MLA; full, window, sparse and linear layers; dense or MoE or both."""
    layers = draw(counts(1, 120))
    heads = draw(powers(7))
    window = draw(counts(0, int(layers)))
    linear = draw(counts(0, int(layers - window)))
    dense = draw(counts(0, int(layers)))
    experts = draw(counts(1, 512))
    mla = draw(st.booleans())
    sparse = draw(st.booleans())
    return ModelSpec(
        id="any",
        name="Any",
        layers=layers,
        hidden=128.0 * draw(st.integers(1, 160)),
        heads=heads,
        kv_heads=min(heads, draw(powers(6))),
        head_dim=draw(st.sampled_from((64.0, 80.0, 128.0, 256.0))),
        attention="mla" if mla else "gqa",
        q_lora_rank=draw(st.sampled_from((512.0, 1536.0))) if mla else 0.0,
        kv_lora_rank=512.0 if mla else 0.0,
        rope_dim=64.0 if mla else 0.0,
        nope_dim=128.0 if mla else 0.0,
        v_dim=128.0 if mla else 0.0,
        full_layers=layers - window - linear,
        window_layers=window,
        window_tokens=draw(spread(64, 65536)) if window else 0.0,
        linear_layers=linear,
        linear_state_dim=draw(st.sampled_from((64.0, 128.0, 256.0))) if linear else 0.0,
        sparse_topk=2048.0 if sparse else 0.0,
        indexer_heads=64.0 if sparse else 0.0,
        indexer_dim=128.0 if sparse else 0.0,
        ffn_matrices=draw(st.sampled_from((2.0, 3.0))),
        dense_layers=dense,
        dense_ffn=256.0 * draw(st.integers(1, 240)),
        moe_layers=layers - dense,
        experts=experts,
        experts_per_token=min(experts, draw(counts(1, 16))),
        expert_ffn=128.0 * draw(st.integers(1, 160)),
        shared_ffn=draw(st.sampled_from((0.0, 2048.0, 8192.0))),
        vocab=draw(counts(1000, 260_000)),
        tied_embeddings=draw(st.booleans()),
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Whole scenarios, with layouts up to 4,096 chips and workloads up to a million tokens."""
    tp, dp = draw(powers(6)), draw(powers(4))
    formats = st.sampled_from(sorted(FORMATS))
    return Scenario(
        chip=draw(chips()),
        model=draw(models()),
        workload=WorkloadSpec(
            input_tokens=draw(spread(1, 1e6)),
            output_tokens=draw(spread(1, 1e5)),
            cached_fraction=draw(st.floats(0, 0.999)),
            batch=draw(spread(1, 1e4)),
            prefill_batch=draw(st.sampled_from((1.0, 4.0, 64.0))),
            draft_tokens=draw(st.sampled_from((0.0, 0.0, 1.0, 3.5))),
            draft_acceptance=draw(st.floats(0, 1)),
        ),
        deployment=DeploymentSpec(
            tp=tp,
            dp=dp,
            pp=draw(powers(4)),
            ep=min(draw(powers(6)), tp * dp),
            weights=draw(formats),
            kv=draw(formats),
            activations=draw(st.sampled_from(("bf16", "fp8", "mxfp8", "int8", "nvfp4", "mxfp4"))),
            attention=draw(st.sampled_from(("fp32", "bf16", "fp8"))),
            dense_weights=draw(st.sampled_from(("same", "same", "bf16", "fp8"))),
            scales=draw(st.sampled_from(("static", "dynamic", "two-pass"))),
        ),
        engine=EngineSpec(
            step_host_us=draw(spread(1, 1e5, 0.0)),
            kernel_us=draw(spread(0.1, 100, 0.0)),
            overlap=draw(st.floats(0, 1)),
            eager_us=draw(spread(1, 1000, 0.0)),
            link_share=draw(spread(0.01, 1)),
            matrix_share=draw(spread(0.01, 1)),
            score_bytes=draw(st.sampled_from((0.0, 28.0))),
        ),
        economics=EconomicsSpec(
            basis=draw(st.sampled_from(("market", "cost-plus", "rental"))),
            utilisation=draw(st.floats(0.05, 1)),
            electricity_usd_kwh=draw(spread(0.001, 1, 0.0)),
        ),
    )


def phases(out) -> tuple[Phase, Phase]:
    return out.prefill, out.decode


def latencies(out) -> dict[str, np.ndarray]:
    return {"ttft_ms": out.ttft_ms, "tpot_ms": out.tpot_ms}


MAY_BE_ZERO = {
    "max_batch",
    "kv_gb",
    "usd_mtok_cached",
    "have_gb",
    "money_usd_hour",
    "chip_cost_parts_usd",
    "stacked_mm2",
}


@given(scenarios())
def test_everything_is_finite_and_positive(scenario: Scenario) -> None:
    out = evaluate(scenario)
    for field in fields(out):
        value = getattr(out, field.name)
        if isinstance(value, np.ndarray):
            assert np.isfinite(value).all(), field.name
            assert (value >= 0 if field.name in MAY_BE_ZERO else value > 0).all(), field.name
    for phase in phases(out):
        for name in ("time_ms", "flops", "bytes", "by_limit_ms", "floor_ms"):
            part = getattr(phase, name)
            assert np.isfinite(part).all(), name
            assert (part >= 0).all(), name


@given(scenarios())
def test_nothing_is_quicker_than_the_physical_floor(scenario: Scenario) -> None:
    out = evaluate(scenario, detail=False)
    for phase in phases(out):
        assert phase.total_ms >= phase.floor_ms * (1 - ROUNDING)


@given(scenarios())
def test_the_parts_of_every_breakdown_sum_to_its_total(scenario: Scenario) -> None:
    out = evaluate(scenario)
    for phase in phases(out):
        assert phase.time_ms.sum(axis=0) == pytest.approx(phase.total_ms, rel=ROUNDING)
        assert phase.by_limit_ms.sum(axis=0) == pytest.approx(phase.total_ms, rel=ROUNDING)
    assert out.ttft_ms == pytest.approx(out.prefill.total_ms, rel=ROUNDING)
    assert out.tpot_ms == pytest.approx(out.decode.total_ms, rel=ROUNDING)
    assert out.money_usd_hour.sum(axis=0) == pytest.approx(out.usd_per_chip_hour, rel=ROUNDING)
    assert out.weights_gb + out.kv_gb == pytest.approx(out.need_gb, rel=ROUNDING)


@given(scenarios())
def test_what_binds_is_the_largest_part(scenario: Scenario) -> None:
    for phase in phases(evaluate(scenario, detail=False)):
        parts = phase.by_limit_ms[:, 0]
        bound = int(phase.binding[0])
        # A power limit binds as soon as it stretches a phase at all.
        assert LIMITS[bound] == "power" or parts[bound] == parts.max()


RESOURCES = (
    *(f"chip.{name}" for name in (
        "bf16_tflops", "fp32_tflops", "fp8_tflops", "int8_tops", "fp4_tflops", "vector_tflops",
        "sram_mb", "sram_bandwidth_tbs", "stacked_sram_mb", "stacked_sram_bandwidth_tbs",
        "hbm_bandwidth_tbs", "host_gbs", "scaleup_gbs", "scaleout_gbs", "fill_tbs", "tdp_w",
    )),
    *(f"constants.{name}" for name in Constants.model_fields if name.endswith("_efficiency")),
    "engine.overlap", "engine.link_share", "engine.matrix_share",
)  # fmt: skip
"""What more of must never make anything slower."""


def one_at_a_time(scenario: Scenario, paths: tuple[str, ...], change) -> dict[str, np.ndarray]:
    """Point 0 is the scenario; point i + 1 has the i-th path changed and all else as it is."""
    values = {}
    for i, path in enumerate(paths):
        values[path] = np.full(len(paths) + 1, float(scenario.value(path)))
        values[path][i + 1] = change(path, values[path][0])
    return values


def assert_not_slower(scenario: Scenario, values: dict[str, np.ndarray]) -> None:
    out = evaluate(scenario.with_values(values), detail=False)
    for i, path in enumerate(values, 1):
        # A chip without HBM that holds more needs fewer chips: another machine, not a faster one.
        if out.chips[i] == out.chips[0]:
            for name, value in latencies(out).items():
                assert value[i] <= value[0] * (1 + ROUNDING), (path, name)


@given(scenario=scenarios(), factor=spread(1.0001, 100))
def test_more_of_a_resource_never_makes_anything_slower(scenario: Scenario, factor: float) -> None:
    def more(path: str, value: float) -> float:
        share = path.startswith(("constants.", "engine."))
        return min(value * factor, 1.0) if share else value * factor

    assert_not_slower(scenario, one_at_a_time(scenario, RESOURCES, more))


WAITS = (
    "chip.scaleup_latency_us", "chip.scaleout_latency_us",
    "engine.kernel_us", "engine.step_host_us", "engine.eager_us",
)  # fmt: skip


@given(scenario=scenarios(), factor=st.floats(0, 0.999))
def test_less_waiting_never_makes_anything_slower(scenario: Scenario, factor: float) -> None:
    assert_not_slower(scenario, one_at_a_time(scenario, WAITS, lambda _, value: value * factor))


@given(scenario=scenarios())
def test_narrower_weights_never_slow_a_step_that_memory_binds(scenario: Scenario) -> None:
    activations = FORMATS[scenario.deployment.activations]
    names = [
        name
        for name, fmt in sorted(FORMATS.items(), key=lambda item: -item[1].bits)
        if not fmt.weight_only and fmt.width >= activations.width
    ]
    chain = [name for name in names if name not in ("tf32", "int8")]
    out = evaluate(
        scenario.with_values({"deployment.weights": np.array(chain, dtype=str)}), detail=False
    )
    for wide in range(len(chain) - 1):
        memory = LIMITS[int(out.decode.binding[wide])] in ("hbm", "sram")
        if memory and out.chips[wide] == out.chips[wide + 1]:
            assert out.tpot_ms[wide + 1] <= out.tpot_ms[wide] * (1 + ROUNDING), chain[wide + 1]


COSTS = (
    "chip.price_usd",
    "economics.system_factor",
    "economics.interest",
    "economics.hosting_usd_kw_month",
    "economics.electricity_usd_kwh",
    "economics.pue",
    "economics.power_factor",
)


@given(scenario=scenarios(), factor=spread(1.001, 10))
def test_cost_rises_with_every_price(scenario: Scenario, factor: float) -> None:
    bought = scenario.with_values({"economics.basis": "market"})
    values = one_at_a_time(bought, COSTS, lambda _, value: max(value, 1e-3) * factor)
    out = evaluate(bought.with_values(values), detail=False)
    for name in ("input", "output", "blended"):
        cost = getattr(out, f"usd_mtok_{name}")
        # PUE costs nothing where electricity is free, so not every price shows everywhere.
        assert (cost[1:] >= cost[0]).all(), name
        assert cost[1 + COSTS.index("chip.price_usd")] > cost[0], name


@given(scenario=scenarios(), factor=spread(1.001, 10))
def test_rent_and_idle_hours_are_paid_in_proportion(scenario: Scenario, factor: float) -> None:
    rented = scenario.with_values(
        {
            "economics.basis": "rental",
            "chip.rental_usd_hour": scenario.chip.rental_usd_hour * np.array([1.0, factor, 1.0]),
            "economics.utilisation": scenario.economics.utilisation
            * np.array([1.0, 1.0, 1 / factor]),
        }
    )
    out = evaluate(rented, detail=False)
    for cost in (out.usd_mtok_input, out.usd_mtok_output, out.usd_mtok_blended):
        assert cost[1:] == pytest.approx(cost[0] * factor, rel=ROUNDING)


VARIED = (
    "chip.hbm_bandwidth_tbs",
    "chip.sram_mb",
    "chip.tdp_w",
    "workload.batch",
    "workload.input_tokens",
    "workload.cached_fraction",
)


@given(scenario=scenarios(), other=scenarios())
def test_a_point_of_an_array_call_is_the_scalar_call(scenario: Scenario, other: Scenario) -> None:
    values = {
        path: np.array([scenario.value(path), other.value(path)], dtype=float) for path in VARIED
    }
    # Whether there is HBM decides between branches; both sides of one call must be right.
    values["chip.hbm_gb"] = np.array([scenario.chip.hbm_gb, other.chip.hbm_gb])
    together = evaluate(scenario.with_values(values))
    for at in (0, 1):
        alone = evaluate(scenario.with_values({p: float(v[at]) for p, v in values.items()}))
        assert_same_point(alone, together, at)


def assert_same_point(alone, together, at: int) -> None:
    for field in fields(alone):
        one, many = getattr(alone, field.name), getattr(together, field.name)
        if isinstance(one, Phase):
            if field.name in ("prefill", "decode"):
                assert_same_phase(one, many, at)
        elif isinstance(one, np.ndarray):
            assert many[..., at] == pytest.approx(one[..., 0], rel=1e-12), field.name


def assert_same_phase(alone: Phase, together: Phase, at: int) -> None:
    for name in ("by_limit_ms", "total_ms", "floor_ms", "total_flops", "total_bytes"):
        one, many = getattr(alone, name), getattr(together, name)
        assert many[..., at] == pytest.approx(one[..., 0], rel=1e-12), name
    # Operators that exist at another point only are rows of zeros here.
    rows = dict.fromkeys((*alone.names, *together.names), 0.0)
    one, many = dict(rows), dict(rows)
    for name, value in zip(alone.names, alone.time_ms[:, 0], strict=True):
        one[name] += value
    for name, value in zip(together.names, together.time_ms[:, at], strict=True):
        many[name] += value
    assert many == pytest.approx(one, rel=1e-12)


@pytest.mark.parametrize("points", [BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_blocks_leave_no_seam(points: int) -> None:
    scenario = Scenario(
        chip=ChipSpec(
            id="a", name="A", bf16_tflops=1000, vector_tflops=100, sram_mb=100,
            sram_bandwidth_tbs=30, hbm_gb=80, hbm_bandwidth_tbs=3, scaleup_gbs=400,
            scaleup_latency_us=1, tdp_w=700, price_usd=2e4, rental_usd_hour=2,
        ),
        model=ModelSpec(
            id="m", name="M", layers=2, hidden=1024, heads=8, kv_heads=8, head_dim=128,
            full_layers=2, dense_layers=2, dense_ffn=4096, vocab=1000,
        ),
    )  # fmt: skip
    batch = np.linspace(1, 512, points)
    whole = evaluate(scenario.with_values({"workload.batch": batch}), detail=False)
    assert len(whole) == points
    for at in (0, BLOCK - 2, min(BLOCK, points - 1), points - 1):
        alone = evaluate(scenario.with_values({"workload.batch": float(batch[at])}), detail=False)
        assert_same_point(alone, whole, at)
