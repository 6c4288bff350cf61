"""The results that tiles, analyses and charts speak of, as one table.

Words are English source texts; whoever shows them translates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explorer.outcome import Array, Outcome
from explorer.spec.study import ResultId


@dataclass(frozen=True, slots=True)
class Result:
    """A field of `Outcome` with its name, unit and glossary text.

    `phase` decides it, `better` is +1 where more is better and -1 where less is.
    """

    id: ResultId
    field: str
    phase: Literal["prefill", "decode"]
    better: int
    title: str
    unit: str
    about: str

    def of(self, outcome: Outcome) -> Array:
        """Return the result at every point, in `unit`, whether or not the model fits there."""
        values: Array = getattr(outcome, self.field)
        return values


RESULTS: tuple[Result, ...] = (
    Result("ttft", "ttft_ms", "prefill", -1, "TTFT", "ms",
           "Time to first token: the whole prefill of one prompt."),
    Result("tpot", "tpot_ms", "decode", -1, "TPOT", "ms",
           "Time per output token after the first: one decode step at this batch."),
    Result("interactivity", "tok_s_user", "decode", 1, "Interactivity", "tok/s/user",
           "Output tokens per second that one user sees: 1,000 ms over TPOT."),
    Result("throughput", "output_tok_s_chip", "decode", 1, "Throughput, output", "tok/s/chip",
           "Output tokens per second of all users together, per chip."),
    Result("cost_input", "usd_mtok_input", "prefill", -1, "Cost, input", "$/Mtok",
           "Cost of a million input tokens that are computed, not cached."),
    Result("cost_output", "usd_mtok_output", "decode", -1, "Cost, output", "$/Mtok",
           "Cost of a million output tokens at this batch and utilisation."),
    Result("cost_blended", "usd_mtok_blended", "decode", -1, "Cost, blended", "$/Mtok",
           "Cost of a million tokens, prompt and output together, as the workload mixes them."),
    Result("energy", "joule_per_output_token", "decode", -1, "Energy", "J/tok",
           "Energy of the chips per output token while decoding."),
)  # fmt: skip

BY_ID = {result.id: result for result in RESULTS}
