"""A session: calls whose context grows, with waits between them for tools or for a reader."""

from __future__ import annotations

from pydantic import Field

from explorer.spec.base import Spec


class SessionSpec(Spec):
    """`calls` model calls; each after the first finds `growth_tokens` more in its prompt.

    Growth counts the answer of the call before and what a tool or a user added. The wait between
    calls is log-normal, given by its median and how many times
    that the 99th percentile is. `tool_core_s` is the time of
    CPU cores that the tools of one call take.
    """

    id: str = "coding-agent"
    name: str = "Coding agent"
    calls: float = Field(33, ge=1, le=1e5)
    first_tokens: float = Field(12000, ge=1, le=1e8)
    growth_tokens: float = Field(2242, ge=0, le=1e7)
    output_tokens: float = Field(360, ge=1, le=1e7)
    gap_median_s: float = Field(5.2, gt=0, le=1e7)
    gap_p99_ratio: float = Field(15.65, ge=1, le=1e6)
    tool_core_s: float = Field(5.0, ge=0, le=1e6)
    core_usd_hour: float = Field(0.03, ge=0, le=1e3)

    @property
    def gap_p99_s(self) -> float:
        """The 99th percentile of the wait, s."""
        return self.gap_median_s * self.gap_p99_ratio
