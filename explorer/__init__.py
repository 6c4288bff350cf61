"""Siliconomics' analytical core: what a chip specification does to latency and token cost.

The straight line: a frozen `Scenario` goes into `evaluate`, an `Outcome` of numpy arrays comes
out, and figure builders turn it into plain `Figure` data. Nothing here imports Qt.
"""

__version__ = "0.1.0"
RELEASED = "2026-11-25"
