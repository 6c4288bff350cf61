"""The sample figures of the drawing layer, for files."""

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def samples():
    path = Path(__file__).parents[1] / "charts" / "samples.py"
    spec = importlib.util.spec_from_file_location("chart_samples", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
