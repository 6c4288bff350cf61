"""The price, rent and power that hold of a scenario: asked for by many, found once."""

from __future__ import annotations

from explorer.kept import once
from explorer.money.standing import standing

held = once(8)(standing)
"""`standing` of a scenario of one point."""
