"""Dispatch and combine of experts: what they take beyond their bytes, held against tables."""

import numpy as np
import pytest

from explorer import presets
from explorer.evaluate import evaluate
from explorer.outcome import LIMITS
from explorer.physics.collectives import rendezvous
from explorer.spec.constants import Constants
from explorer.truth.exchange import derived, published

C = Constants()


def test_the_constants_are_what_published_tables_say():
    start, wait = derived()
    assert C.exchange_start_us == pytest.approx(start, abs=1)
    assert C.exchange_wait_us == pytest.approx(wait, abs=0.2)


def test_bytes_of_a_point_by_hand():
    """128 tokens by 8 copies by 7,168 bytes, 7/8 of them over 145 GB/s: 44 of 116 µs."""
    first = published()[0]
    assert first.beyond_us[0] == pytest.approx(116 - 44.3, abs=0.1)
    assert first.beyond_us[1] == pytest.approx(118 - 88.6, abs=0.1)


def test_more_groups_wait_longer_and_a_compiled_schedule_does_not_wait():
    groups = np.array([16.0, 64.0, 256.0])
    seconds = rendezvous(presets.chip("ascend-910c").spec, C, groups)
    assert np.diff(seconds) == pytest.approx(C.exchange_wait_us * 1e-6 * np.log(4) * np.ones(2))
    assert np.all(rendezvous(presets.chip("groq-v1").spec, C, groups) == 0)


def exchange_ms(ep):
    """Return latency of the exchange in a step of DeepSeek-V3 on `ep` Ascend 910C."""
    s = presets.scenario("ascend-910c", "deepseek-v3").with_values(
        {"deployment.tp": 1.0, "deployment.dp": ep, "deployment.ep": ep, "workload.batch": ep}
    )
    return float(evaluate(s).decode.by_limit_ms[LIMITS.index("latency"), 0])


def test_a_server_gathers_and_wider_groups_meet():
    """Dispatch and combine of 58 expert layers: beyond a server each starts and waits as well."""
    meeting = 58 * 2e-3 * (C.exchange_start_us + C.exchange_wait_us * np.log(16))
    assert exchange_ms(16.0) - exchange_ms(8.0) == pytest.approx(meeting, rel=1e-6)
