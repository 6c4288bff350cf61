"""Sample figures for the tests of the drawing layer."""

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def samples():
    path = Path(__file__).parent / "samples.py"
    spec = importlib.util.spec_from_file_location("chart_samples", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
