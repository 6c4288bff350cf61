"""Laws of the chip-hour, the token price and the KV break-even."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.money.annuity import annuity_factor
from explorer.money.kv_break_even import kv_value, storage_usd_gb_hour
from explorer.money.tco import PARTS, chip_hour
from explorer.money.token_cost import by_time_share, usd_per_mtok
from explorer.spec.economics import EconomicsSpec

economics = st.builds(
    EconomicsSpec,
    system_factor=st.floats(1, 10),
    interest=st.floats(0, 1),
    life_years=st.floats(0.1, 30),
    hosting_usd_kw_month=st.floats(0, 1e5),
    electricity_usd_kwh=st.floats(0, 10),
    pue=st.floats(1, 5),
    power_factor=st.floats(1, 10),
)
dollars, watts = st.floats(1, 1e8), st.floats(1, 1e6)


@given(st.floats(0, 1), st.floats(0.1, 30))
def test_annuity_repays_the_capital(interest, years):
    paid = float(annuity_factor(interest, years))
    instalments = years if interest < 1e-12 else -np.expm1(-years * np.log1p(interest)) / interest
    worth = paid * instalments
    assert worth == pytest.approx(1, rel=1e-9)
    assert paid >= 1 / years * (1 - 1e-9)


def test_annuity_golden_and_continuous_at_zero():
    assert annuity_factor(0.08, 5) == pytest.approx(0.25045645, abs=1e-8)
    assert annuity_factor(1e-12, 5) == pytest.approx(0.2, rel=1e-9)
    assert annuity_factor([0, 0.08], 5) == pytest.approx([0.2, 0.25045645])


@given(dollars, watts, economics)
def test_chip_hour_sums_and_stays_positive(price, power, e):
    found = chip_hour(price, power, e)
    assert found.names == PARTS
    assert found.usd.shape == (5,)
    assert np.all(np.isfinite(found.usd))
    assert np.all(found.usd >= 0)
    assert found.total == pytest.approx(sum(found.usd), rel=1e-9)
    assert found.total > 0
    assert found.usd[4] == 0


@given(dollars, watts, economics, st.floats(1, 3))
def test_chip_hour_rises_with_price_power_and_rates(price, power, e, factor):
    here = chip_hour(price, power, e).total * (1 - 1e-12)
    assert chip_hour(price * factor, power, e).total >= here
    assert chip_hour(price, power * factor, e).total >= here
    for name in ("interest", "hosting_usd_kw_month", "electricity_usd_kwh", "pue", "power_factor"):
        more = e.replaced({name: getattr(e, name) * factor})
        assert chip_hour(price, power, more).total >= here, name


@given(economics, st.sampled_from(sorted(set(EconomicsSpec.model_fields) - {"basis"})))
def test_any_field_may_be_an_array(e, name):
    points = np.array([1.0, 1.5, 2.0])
    together = chip_hour(25_000, 700, e.replaced({name: points}))
    assert together.usd.shape == (5, 3)
    for i, value in enumerate(points):
        alone = chip_hour(25_000, 700, e.replaced({name: float(value)}))
        assert np.array_equal(alone.usd, together.usd[:, i])


def test_rental_replaces_every_other_part():
    rented = chip_hour(np.ones(3), 700, EconomicsSpec(basis="rental"), rental_usd_hour=2.5)
    assert rented.usd.shape == (5, 3)
    assert np.all(rented.usd[:4] == 0)
    assert np.all(rented.total == 2.5)
    with pytest.raises(ValueError, match="rental"):
        chip_hour(1, 1, EconomicsSpec(basis="rental"))


def test_chip_hour_golden():
    parts = chip_hour(25_000, 700, EconomicsSpec()).usd
    assert parts == pytest.approx([0.714773, 0.357386, 0.199452, 0.09744, 0], abs=1e-6)


@given(st.floats(0.01, 100), st.integers(1, 1000), st.floats(0.1, 1e6), st.floats(0.01, 1))
def test_token_price_scales(hour, chips, rate, used):
    here = usd_per_mtok(hour, chips, rate, used)
    assert here > 0
    assert usd_per_mtok(hour, 2 * chips, rate, used) == pytest.approx(2 * here)
    assert usd_per_mtok(hour, chips, 2 * rate, used) == pytest.approx(here / 2)
    parts = usd_per_mtok(np.array([0.25, 0.75]) * hour, chips, rate, used)
    assert parts.sum() == pytest.approx(here, rel=1e-9)


def test_no_token_has_no_finite_price():
    assert usd_per_mtok(1, 1, 0, 1) == np.inf


times, counts = st.floats(0, 1e3), st.floats(1, 1e6)


@given(times, times, times, counts, counts, counts, st.floats(0.05, 1))
def test_blended_price_is_the_token_weighted_mean(prefill, load, decode, n_in, n_hit, n_out, used):
    found = by_time_share(0.01, prefill, load, decode, n_in, n_hit, n_out, used)
    weighted = found.input * n_in + found.cached * n_hit + found.output * n_out
    assert found.blended * (n_in + n_hit + n_out) == pytest.approx(weighted, rel=1e-9)
    assert weighted == pytest.approx(1e6 * 0.01 * (prefill + load + decode) / used, rel=1e-9)


def test_a_kind_without_tokens_costs_nothing():
    assert by_time_share(0.01, 1, 0, 3, 8000, 0, 500).cached == 0


def test_recomputing_a_long_prefix():
    """100k tokens of DeepSeek-V3 on H100 at 15 % MFU: 25 chip-seconds against 3.5 GB."""
    seconds = 100e3 * 2 * 37e9 / (0.15 * 1979e12)
    assert seconds == pytest.approx(25, abs=0.1)
    found = kv_value(seconds, 3.5, 25, 2.4, storage_usd_gb_hour(0.45))
    held = found.hold_usd_hour * found.break_even_hours
    assert found.recompute_usd - found.load_usd == pytest.approx(held)
    assert kv_value(0.01, 3.5, 25, 2.4, 1e-5).break_even_hours == 0
