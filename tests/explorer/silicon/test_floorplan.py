"""The floorplan tiles the die and keeps every part's share."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.silicon.area import Area, package_area
from explorer.silicon.floorplan import ASPECT, floorplan

mm2 = st.floats(1, 400)


@given(mm2, mm2, st.floats(0, 200), st.floats(0, 100), st.integers(1, 8))
def test_blocks_tile_the_die(compute, sram, phy, links, dies):
    area = package_area(compute, sram, phy, links, dies)
    blocks = floorplan(area, dies)
    for name, value in zip(Area._fields, area, strict=True):
        drawn = sum(b.mm2 for b in blocks if b.part == name)
        assert drawn == pytest.approx(value / dies, rel=1e-9, abs=1e-12)
    width = max(b.x + b.width for b in blocks)
    height = max(b.y + b.height for b in blocks)
    assert width * height == pytest.approx(area.total / dies, rel=1e-9)
    assert width / height == pytest.approx(ASPECT, rel=1e-9)


def test_blocks_do_not_overlap():
    blocks = floorplan(package_area(500, 60, 80, 30, 2), 2)
    for a, b in combinations(blocks, 2):
        across = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
        along = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
        assert across < 1e-9 or along < 1e-9


def test_absent_parts_are_not_drawn():
    parts = {b.part for b in floorplan(package_area(500, 60, 0, 30, 1), 1)}
    assert parts == {"compute", "sram", "links", "uncore"}
