"""Where the data files are: beside the packages, in a checkout, a wheel or a frozen build alike."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a file or folder under `resources/`."""
    return ROOT.joinpath(*parts)
