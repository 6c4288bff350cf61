"""The names of what binds, as charts know them."""

from __future__ import annotations

from typing import Literal

Limit = Literal[
    "compute", "sram", "hbm", "host", "ssd", "link", "latency", "capacity", "overhead", "power", ""
]
"""What binds. Every limit has one colour everywhere ("latency" shares link's)."""
