"""Which node, memory and margin row the words of a chip lead to."""

from __future__ import annotations

import pytest

from explorer import presets
from explorer.cost_parameters import names
from explorer.silicon.chip_cost import estimate_price
from explorer.silicon.choices import io_node_of, margin_class, memory_of, node_of


@pytest.mark.parametrize(
    ("process", "node", "assumed"),
    [
        ("TSMC 7N", "N7", False),
        ("TSMC N6", "N7", False),
        ("Samsung 8N", "N7", False),
        ("SMIC N+1 (7 nm class)", "SMIC-N+2", False),
        ("SMIC N+3", "SMIC-N+3", False),
        ("not disclosed (SMIC N+2/N+3 inferred)", "SMIC-N+3", True),
        ("TSMC 4N", "N5", False),
        ("TSMC N5 + N6", "N5", False),
        ("TSMC 4NP", "4NP", False),
        ("TSMC 3 nm class (N3P per third parties)", "N3", False),
        ("TSMC N3P + N6", "N3", False),
        ("TSMC N2 + N3", "N2", False),
        ("TSMC A16 (reported)", "N2", False),
        ("Samsung/GlobalFoundries 14 nm", "N16", False),
        ("TSMC 12 nm", "N16", False),
        ("Intel 3", "N3", False),
        ("", "N5", True),
    ],
)
def test_node(process, node, assumed):
    assert node_of(process) == (node, assumed)
    assert node in names("nodes")


@pytest.mark.parametrize(
    ("kind", "memory"),
    [
        ("HBM3", "hbm3"),
        ("HBM3e", "hbm3e"),
        ("HBM4E", "hbm4e"),
        ("HBM4", "hbm4"),
        ("HBM2e (est.)", "hbm2e"),
        ("HiBL 1.0 (in-house low-cost HBM)", "hibl1"),
        ("HiZQ 2.0 (in-house HBM)", "hizq2"),
        ("GDDR6X", "gddr6"),
        ("LPDDR5X (8 SOCAMM)", "lpddr5x"),
        ("MRDIMM-8000 8ch (DDR5-6400 410 GB/s)", "ddr5"),
        ("none on wafer", "none"),
    ],
)
def test_memory(kind, memory):
    assert memory_of(kind) == (memory, False)
    assert memory in names("memories")


def test_unnamed_memory_is_assumed():
    assert memory_of("HBM (implied)").assumed
    assert memory_of("HBC (3D near-memory)").assumed


def test_margin_class():
    assert [margin_class(v) for v in ("NVIDIA", "Google", "OpenAI / Broadcom", "AMD", "")] == [
        "leader",
        "in_house",
        "in_house",
        "merchant",
        "merchant",
    ]


@pytest.mark.parametrize(
    ("words", "cores", "io"),
    [
        ("TSMC N5 + N6", "N5", "N7"),
        ("TSMC N2 + N3", "N2", "N3"),
        ("TSMC 4N", "N5", "N5"),
        ("SMIC N+3", "SMIC-N+3", "SMIC-N+3"),
    ],
)
def test_dies_in_several_nodes(words, cores, io):
    assert (node_of(words).name, io_node_of(words).name) == (cores, io)


def test_memory_and_links_on_an_older_node_take_more_area():
    both = presets.chip("mi300x").spec.replaced({"die_area_mm2": 0.0})
    alone = both.replaced({"process": "TSMC N5"})
    here, there = estimate_price(both).area, estimate_price(alone).area
    assert here.memory_phy > there.memory_phy
    assert here.links > there.links
    assert here.compute == there.compute
