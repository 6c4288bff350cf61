"""The same question on another chip, laid out as it would open; kept from one move to the next."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from explorer import presets
from explorer.presets.choose import laid_out
from explorer.spec.constants import Constants
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.model import ModelSpec
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec


def partner(scenario: Scenario, chip_id: str, batch: float) -> Scenario:
    """Return the scenario on the chip `chip_id` at `batch`; ValueError names the nearest ids.

    Formats and software are those usual for the chip, the layout the smallest that holds the model
    with the batch at the scenario's lengths, rounded up to powers of two so that a moving slider
    does not lay it out anew.
    """
    w = scenario.workload
    lengths = (_power(w.input_tokens), _power(w.output_tokens))
    base = _laid_out(chip_id, scenario.model, scenario.constants, _power(batch), *lengths)
    return scenario.replaced(
        {
            "name": base.name,
            "chip": base.chip,
            "shipped": base.shipped,
            "deployment": base.deployment,
            "engine": base.engine,
            "workload": w.replaced({"batch": batch}),
        }
    )


def _power(value: float) -> float:
    return float(2.0 ** np.ceil(np.log2(max(value, 1.0))))


@lru_cache(maxsize=64)
def _laid_out(
    chip_id: str,
    model: ModelSpec,
    constants: Constants,
    batch: float,
    input_tokens: float,
    output_tokens: float,
) -> Scenario:
    preset = presets.chip(chip_id)
    engine = "static" if preset.spec.execution == "static" else "tuned"
    draft = Scenario(
        name=preset.name,
        chip=preset.spec,
        shipped=preset.spec,
        model=model,
        workload=WorkloadSpec(input_tokens=input_tokens, output_tokens=output_tokens, batch=batch),
        deployment=DeploymentSpec(**presets.formats(preset.spec, model)),
        engine=presets.engine(engine).spec,
        constants=constants,
    )
    return laid_out(draft)
