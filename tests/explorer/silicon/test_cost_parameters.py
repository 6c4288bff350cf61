"""Every cost number loads, is ordered, and says where it comes from."""

from __future__ import annotations

import pytest

from explorer.cost_parameters import Memory, Node, names, parameters
from explorer.resources import resource

ROOT = resource("presets", "cost")
FILES = sorted(f.relative_to(ROOT).with_suffix("").parts for f in ROOT.rglob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids="/".join)
def test_file(path):
    table = parameters(*path)
    assert table
    for name, p in table.items():
        ordered = [v for v in (p.low, p.mid, p.high) if v is not None]
        assert ordered == sorted(ordered), name
        assert p.source, name
        assert p.unit, name
        assert 2015 <= p.year <= 2026, name
        assert p.provenance.title == p.source


@pytest.mark.parametrize("level", ["low", "mid", "high"])
def test_rows_load_at_every_level(level):
    assert all(Node.load("nodes", n, level=level).wafer_usd > 0 for n in names("nodes"))
    assert all(Memory.load("memories", m, level=level).price >= 0 for m in names("memories"))


def test_unknown_stays_unknown():
    with pytest.raises(ValueError, match="not published"):
        parameters("package")["stacking_3d"].at()


def test_estimates_are_marked():
    assert parameters("memories", "hibl1")["price"].provenance.is_estimate
    assert not parameters("yield")["wafer_diameter"].provenance.is_estimate


def test_no_such_file():
    with pytest.raises(FileNotFoundError):
        parameters("nodes", "N1")
