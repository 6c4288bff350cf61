"""A user's own chip file: read, or refused in one line that names field and allowed range."""

import re

import pytest

from explorer import presets
from explorer.presets.estimate import RULES, fill

GOOD = """name = "My chip"
vendor = "Me"
kind = "GPU"

[spec]
bf16_tflops = 500
fp8_tflops = 1000
hbm_gb = 96
hbm_bandwidth_tbs = 4
price_usd = 9000

[sources]
hbm_gb = { title = "My notes", date = "2026-11-01", confidence = "vendor" }
"""


@pytest.fixture
def write(tmp_path):
    def _write(text, name="mine.toml"):
        path = tmp_path / name
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text, encoding="utf-8")
        return path

    return _write


def refused(path):
    with pytest.raises(ValueError, match=r"^" + re.escape(path.name)) as caught:
        presets.load_chip_file(path)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_good_file(write):
    preset = presets.load_chip_file(write(GOOD))
    assert (preset.id, preset.name, preset.spec.hbm_gb) == ("mine", "My chip", 96)
    assert preset.sources["hbm_gb"].confidence == "vendor"
    assert preset.sources["bf16_tflops"].confidence == "user"
    assert preset.spec.rental_usd_hour == pytest.approx(9000 / 11000, abs=1e-3)
    assert preset.sources["rental_usd_hour"].is_estimate


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        ("hbm_gb = 96\n", "", "hbm_gb", "at least 0, at most 100000"),
        ("hbm_gb = 96", "hbm_gb = -5", "hbm_gb", "impossible: at least 0, at most 100000"),
        ("hbm_gb = 96", "hbm_gb = 1e9", "hbm_gb", "at most 100000"),
        ("hbm_gb = 96", "hbm_gb = nan", "hbm_gb", "at least 0"),
        ("hbm_gb = 96", "hbm_gb = inf", "hbm_gb", "at least 0"),
        ("hbm_gb = 96", 'hbm_gb = "96"', "hbm_gb", "must be a number"),
        ("hbm_gb = 96", "hbm_gb = true", "hbm_gb", "must be a number"),
        ("hbm_gb = 96", "hbm_gb = [96]", "hbm_gb", "must be a number"),
        ("hbm_gb = 96", "hbm_size = 96", "hbm_size", "nearest: "),
        ("hbm_gb = 96", "hbm_gb = 96\ntdp_w = 0", "tdp_w", "above 0"),
        ("hbm_gb = 96", 'hbm_gb = 96\nscaleup_topology = "star"', "scaleup_topology", "switch"),
        ("hbm_gb = 96", "hbm_gb = 96\nprocess = 4", "process", "must be a text"),
        ('confidence = "vendor"', 'confidence = "sure"', "sources.hbm_gb", "datasheet"),
        ('kind = "GPU"', 'kind = "GPU"\nexecution = "magic"', "execution", "static"),
        ("[spec]", "[values]", "[spec]", "missing"),
        ('name = "My chip"\n', "", "name", "missing"),
        ('kind = "GPU"', 'kind = "GPU"\nyear = "soon"', "year", "whole number"),
        ('vendor = "Me"', "vendor = 3", "vendor", "text"),
    ],
)
def test_one_line_names_field_and_range(write, old, new, field, says):
    assert old in GOOD
    message = refused(write(GOOD.replace(old, new)))
    assert field in message
    assert says in message


def test_no_rate_at_all_is_missing(write):
    text = GOOD.replace("bf16_tflops = 500\nfp8_tflops = 1000\n", "")
    assert "missing bf16_tflops (above 0" in refused(write(text))


@pytest.mark.parametrize("cut", range(12, len(GOOD) - 1, 23))
def test_truncated_file_is_refused_or_still_whole(write, cut):
    path = write(GOOD[:cut])
    try:
        preset = presets.load_chip_file(path)
    except ValueError as error:
        message = str(error)
        assert message.startswith("mine.toml: ")
        assert "\n" not in message
    else:
        assert preset.spec.bf16_tflops > 0
        assert preset.spec.hbm_gb > 0


@pytest.mark.parametrize(
    "noise",
    [b"", b"\x00\xff\xfe\x01" * 40, b"hello", b"[" * 5000, b"a = 1\n" * 20000, b'{"a": 1}'],
)
def test_nonsense_is_refused(write, noise):
    refused(write(noise))


def test_missing_file_and_folder(tmp_path):
    assert "cannot be read" in refused(tmp_path / "nowhere.toml")
    (tmp_path / "folder.toml").mkdir()
    assert "cannot be read" in refused(tmp_path / "folder.toml")


def test_rules_never_replace_a_stated_value():
    stated = {
        "kind": "GPU",
        "vendor": "NVIDIA",
        "bf16_tflops": 100.0,
        "fp4_tflops": 400.0,
        "hbm_gb": 10.0,
        "hbm_bandwidth_tbs": 1.0,
        "vector_tflops": 7.0,
        "price_usd": 1000.0,
    }
    filled, sources, missing = fill(stated)
    assert missing == ()
    assert {name: filled[name] for name in stated} == stated
    assert not set(sources) & set(stated)
    assert "fp8_tflops" not in filled


def test_wider_formats_by_halving():
    narrow = {"kind": "ASIC", "vendor": "", "fp4_tflops": 400.0, "hbm_gb": 1.0}
    filled, sources, _ = fill({**narrow, "hbm_bandwidth_tbs": 1.0})
    assert (filled["fp8_tflops"], filled["bf16_tflops"]) == (200.0, 100.0)
    assert sources["bf16_tflops"].note == "half of the FP8 rate"


def test_rules_have_distinct_fields():
    fields = [name for name, _ in RULES]
    assert len(fields) == len(set(fields))


@pytest.mark.parametrize("rate", [1e-6, 1e6])
def test_extreme_chips_stay_in_range(write, rate):
    text = GOOD.replace("bf16_tflops = 500\nfp8_tflops = 1000", f"bf16_tflops = {rate}")
    spec = presets.load_chip_file(write(text)).spec
    assert 0 < spec.vector_tflops <= 1e5
    assert 0 < spec.tdp_w <= 1e6
