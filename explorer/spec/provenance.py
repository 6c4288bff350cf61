"""Where a value comes from: every preset number carries one of these."""

from __future__ import annotations

from typing import Literal

from explorer.spec.base import Spec

Confidence = Literal[
    "datasheet", "vendor", "measured", "third party", "estimated", "rumour", "recalled", "user"
]


class Source(Spec):
    """The origin of one value: who says so, when, and how far to trust it."""

    title: str
    date: str = ""
    confidence: Confidence = "third party"
    note: str = ""

    @property
    def is_estimate(self) -> bool:
        """Whether the value must be shown with the amber "estimate" tag."""
        return self.confidence in ("estimated", "rumour", "recalled")
