"""The shipped presets: complete, sourced, valid, and right about well-known machines."""

import re
from statistics import median

import pytest

from explorer import presets
from explorer.resources import resource
from explorer.spec.provenance import Source

COUNTS = {"chips": 109, "models": 55, "workloads": 8, "engines": 5, "economics": 4}


def everything():
    return [
        (kind, preset)
        for kind in presets.KINDS
        for preset in (*presets.everything(kind), *presets.incomplete(kind))
    ]


@pytest.mark.parametrize("kind", COUNTS)
def test_number_of_presets(kind):
    assert len(presets.ids(kind)) + len(presets.incomplete(kind)) >= COUNTS[kind]


def test_memories_and_links_are_all_there():
    assert len(presets.memory_ids()) + len(presets.link_ids()) == 59
    assert presets.link("nvlink5").spec.bandwidth_gbs == 900
    assert presets.memory("sram-lpu30").spec.bandwidth_gbs == 150_000


def test_every_value_has_a_source_with_date_and_confidence():
    bare = []
    for kind, preset in everything():
        for field in preset.known:
            if field in ("id", "name", "vendor", "kind", "family"):
                continue
            source = preset.sources.get(field)
            if source is None or not source.title or not re.match(r"20\d\d", source.date):
                bare.append((kind, preset.id, field))
    assert bare == []


def test_sources_name_no_field_without_a_value():
    for _, preset in everything():
        assert set(preset.sources) <= set(preset.known)


def test_ids_are_file_names_and_unique():
    for kind in presets.KINDS:
        stems = [path.stem for path in resource("presets", kind).rglob("*.toml")]
        assert len(stems) == len(set(stems))
        for preset in presets.everything(kind):
            assert re.fullmatch(r"[a-z0-9][a-z0-9.\-]*", preset.id)


def test_names_come_from_the_first_line_and_agree_with_the_file():
    for kind in presets.KINDS:
        assert presets.names(kind) == {p.id: p.name for p in presets.everything(kind)}


def test_incomplete_chips_stand_apart_and_say_what_is_missing():
    lacking = {preset.id: preset.missing for preset in presets.incomplete("chips")}
    assert lacking["feynman"] == ("bf16_tflops", "hbm_gb", "hbm_bandwidth_tbs")
    assert lacking["raptor"] == ("bf16_tflops",)
    assert lacking["kunlun-p800"] == ("hbm_gb", "hbm_bandwidth_tbs")
    assert all(lacking.values())
    assert not set(lacking) & set(presets.chip_ids())
    assert all(preset.is_complete for preset in presets.chips())
    with pytest.raises(ValueError, match=r"^feynman is incomplete: no value for bf16_tflops"):
        _ = presets.chip("feynman").spec


def test_incomplete_chips_keep_what_is_known():
    raptor = presets.chip("raptor")
    assert (raptor.known["hbm_gb"], raptor.known["hbm_bandwidth_tbs"]) == (32, 100)
    assert "bf16_tflops" not in raptor.known


@pytest.mark.parametrize(
    ("chip", "golden"),
    {
        "h100-sxm": {
            "bf16_tflops": 989,
            "fp8_tflops": 1979,
            "fp4_tflops": 0,
            "hbm_gb": 80,
            "hbm_bandwidth_tbs": 3.35,
            "scaleup_gbs": 450,
            "scaleup_domain": 8,
            "tdp_w": 700,
            "sram_bandwidth_tbs": 33,
            "vector_tflops": 134,
            "execution": "gpu",
        },
        "b200-sxm": {"bf16_tflops": 2250, "fp4_tflops": 9000, "hbm_gb": 180, "dies": 2},
        "a100-80": {"bf16_tflops": 312, "fp8_tflops": 0, "int8_tops": 624, "process": "TSMC 7N"},
        "rubin-vr200": {"fp4_tflops": 35000, "hbm_kind": "HBM4", "hbm_bandwidth_tbs": 22},
        "groq3-lpu": {
            "fp8_tflops": 1230,
            "bf16_tflops": 615,
            "hbm_gb": 0,
            "hbm_bandwidth_tbs": 0,
            "sram_mb": 500,
            "sram_bandwidth_tbs": 150,
            "host_dram_gb": 32,
            "execution": "static",
        },
        "wse-3": {"sram_mb": 44000, "sram_bandwidth_tbs": 21000, "execution": "static"},
        "ascend-950pr": {"fp8_tflops": 1000, "fp4_tflops": 2000, "scaleup_gbs": 1000},
        "mi300x": {"hbm_gb": 192, "scaleup_topology": "all-to-all", "execution": "gpu"},
        "l40s": {"scaleup_gbs": 31, "scaleup_topology": "tree"},
        "mtia-300": {"scaleup_gbs": 63, "scaleup_topology": "tree"},
        "tpu-v7": {"execution": "static", "scaleup_topology": "mesh", "hbm_gb": 192},
        "grace-cpu": {"execution": "cpu", "hbm_gb": 480, "hbm_bandwidth_tbs": 0.5},
        "m3-ultra": {"execution": "gpu", "hbm_gb": 512},
    }.items(),
)
def test_golden_facts(chip, golden):
    spec = presets.chip(chip).spec
    assert {field: getattr(spec, field) for field in golden} == golden


def test_estimates_are_marked_and_facts_are_not():
    lpu = presets.chip("groq3-lpu")
    assert {"bf16_tflops", "tdp_w", "price_usd", "rental_usd_hour"} <= set(lpu.estimates)
    assert not {"sram_mb", "fp8_tflops", "sram_bandwidth_tbs"} & set(lpu.estimates)
    h100 = presets.chip("h100-sxm")
    assert not {"bf16_tflops", "hbm_gb", "tdp_w", "price_usd"} & set(h100.estimates)
    assert h100.sources["hbm_gb"].confidence == "datasheet"


def test_every_estimate_names_its_rule():
    for preset in presets.chips():
        for field in preset.estimates:
            source = preset.sources[field]
            if source.title == "Siliconomics estimate":
                assert source.note or source.confidence != "estimated", (preset.id, field)


def test_narrower_formats_are_never_slower_unless_published_so():
    for preset in presets.chips():
        spec = preset.spec
        for wide, narrow in (("bf16_tflops", "fp8_tflops"), ("fp8_tflops", "fp4_tflops")):
            if getattr(spec, narrow):
                assert getattr(spec, narrow) >= getattr(spec, wide), (preset.id, narrow)


@pytest.mark.parametrize(
    ("kind", "wrong", "right"),
    [
        ("chips", "h100", "h100-sxm"),
        ("models", "llama-3-70b", "llama-3.1-70b"),
        ("workloads", "agent", "coding-agent"),
        ("engines", "tune", "tuned"),
    ],
)
def test_unknown_id_names_the_nearest(kind, wrong, right):
    with pytest.raises(ValueError, match=re.escape(right)) as caught:
        presets.get(kind, wrong)
    assert "\n" not in str(caught.value)


def test_unknown_kind():
    with pytest.raises(ValueError, match="nearest: chips"):
        presets.ids("chip")


def test_source_is_a_frozen_value():
    source = presets.chip("h100-sxm").sources["hbm_gb"]
    assert isinstance(source, Source)
    with pytest.raises(ValueError, match="frozen"):
        source.title = "x"


def test_class_rules_stand_near_the_middle_of_what_is_published():
    def ratio(above, below, kinds):
        return [
            getattr(p.spec, above) / getattr(p.spec, below)
            for p in presets.chips()
            if p.spec.hbm_kind.startswith("HBM")
            and p.spec.execution in kinds
            and not {above, below} & set(p.estimates)
        ]

    assert 0.08 < median(ratio("sram_mb", "bf16_tflops", ("gpu",))) < 0.13
    assert 9000 < median(ratio("price_usd", "rental_usd_hour", ("gpu",))) < 13000
    assert 70 < median(ratio("scaleup_gbs", "hbm_bandwidth_tbs", ("gpu", "static"))) < 130
