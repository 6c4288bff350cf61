"""Bad input to the commands: one line that names the place, the right status, no traceback."""

from __future__ import annotations

import json

import pytest

from explorer import presets
from explorer.cli.verbs import main
from explorer.files import scenario_file


@pytest.fixture
def refused(capsys):
    """Run a command that cannot be met; return the one line that says why."""

    def call(*arguments: str) -> str:
        assert main(arguments) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.count("\n") == 1, printed.err
        assert "Traceback" not in printed.err
        return printed.err

    return call


@pytest.mark.parametrize(
    ("setting", "place"),
    [
        ("chip.hbm_gb=-3", "chip.hbm_gb"),
        ("chip.hbm_gb=lots", "chip.hbm_gb"),
        ("chip.hbm_gb=nan", "chip.hbm_gb"),
        ("chip.hbm_gb=inf", "chip.hbm_gb"),
        ("chip.hbm_gb=1e400", "chip.hbm_gb"),
        ("chip.hbm_gb=8 TFLOPS", "chip.hbm_gb"),
        ("chip.hbm_gb=80 GB; rm -rf", "chip.hbm_gb"),
        ("workload.batch=0", "workload.batch"),
        ("economics.utilisation=170 %", "economics.utilisation"),
        ("deployment.weights=fp7", "deployment.weights"),
        ("model.layers=3", "model.layers"),
        ("model.tied_embeddings=perhaps", "model.tied_embeddings"),
        ("chip.no_such_field=1", "chip.no_such_field"),
        ("chip=1", "chip"),
        ("nonsense=1", "nonsense"),
        ("a.b.c=1", "a.b.c"),
        ("__class__.x=1", "__class__"),
        ("extras.x=1", "extras.x"),
        ("constants.gemm_efficiency=0", "constants.gemm_efficiency"),
    ],
)
def test_a_senseless_value_names_its_field(refused, setting, place) -> None:
    assert place in refused("evaluate", "--set", setting)


@pytest.mark.parametrize(
    ("option", "value"),
    [("--chip", "h1000"), ("--model", "lama"), ("--workload", "x"), ("--engine", "x"),
     ("--economics", "x"), ("--chip", ""), ("--chip", "../../secret"), ("--chip", "/etc/x.toml")],
)  # fmt: skip
def test_an_unknown_preset_is_named(refused, option, value) -> None:
    if value:
        assert value.rpartition("/")[2] in refused("evaluate", option, value)
    else:
        assert main(("evaluate", option, value)) == 0


def test_an_incomplete_chip_says_what_it_lacks(refused) -> None:
    assert "hbm_bandwidth_tbs" in refused("evaluate", "--chip", "feynman")


SCENARIO_FAULTS = {
    "empty": (b"", "line 1"),
    "truncated": (b'{"format": "siliconomics-scenario", "version": 1, "chip": {"pre', "line 1"),
    "a later version": (b'{"format": "siliconomics-scenario", "version": 99}', "version"),
    "no version": (b'{"format": "siliconomics-scenario"}', "version"),
    "another format": (b'{"format": "recipe", "version": 1}', "format"),
    "no chip": (b'{"format": "siliconomics-scenario", "version": 1, "name": "x"}', "chip"),
    "a list": (b"[1, 2]", "line 1"),
    "binary": (b"\x00\xff\xfe\x80" * 20, "byte"),
    "too deep": (b"[" * 10_000, "nested"),
    "too large": (b'{"a": "' + b"x" * 2_000_000 + b'"}', "larger"),
    "not a number": (
        b'{"format": "siliconomics-scenario", "version": 1, "chip": {"preset": "h100-sxm",'
        b' "hbm_gb": NaN}}',
        "NaN",
    ),
    "unknown preset": (
        b'{"format": "siliconomics-scenario", "version": 1, "chip": {"preset": "none-such"}}',
        "none-such",
    ),
    "a text for a number": (
        b'{"format": "siliconomics-scenario", "version": 1, "model": {"preset": "llama-3.1-8b"},'
        b' "chip": {"preset": "h100-sxm", "hbm_gb": "many"}}',
        "chip.hbm_gb",
    ),
}


@pytest.mark.parametrize("fault", SCENARIO_FAULTS)
def test_a_damaged_scenario_names_the_place(refused, tmp_path, fault) -> None:
    content, place = SCENARIO_FAULTS[fault]
    path = tmp_path / "bad.sili"
    path.write_bytes(content)
    line = refused("evaluate", str(path))
    assert "bad.sili" in line
    assert place in line


def test_every_cut_of_a_scenario_is_refused(refused, tmp_path) -> None:
    path = tmp_path / "cut.sili"
    scenario_file.save(presets.scenario(chip="h200-sxm", model="llama-3.1-8b"), path)
    whole = path.read_bytes().rstrip()
    for length in range(0, len(whole), 37):
        path.write_bytes(whole[:length])
        assert "cut.sili" in refused("evaluate", str(path))


def test_a_later_version_is_not_guessed_at(refused, tmp_path) -> None:
    path = tmp_path / "new.sili"
    scenario_file.save(presets.default_scenario(), path)
    document = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(
        json.dumps({**document, "version": scenario_file.VERSION + 1}), encoding="utf-8"
    )
    assert "newer" in refused("evaluate", str(path))


CHIP_FAULTS = {
    "missing field": ('hbm_gb = 80\nhbm_bandwidth_tbs = 3', "bf16_tflops"),
    "negative": ('bf16_tflops = -1\nhbm_gb = 80\nhbm_bandwidth_tbs = 3', "bf16_tflops"),
    "zero": ('bf16_tflops = 0\nhbm_gb = 80\nhbm_bandwidth_tbs = 3', "above 0"),
    "too large": ('bf16_tflops = 1e99\nhbm_gb = 80\nhbm_bandwidth_tbs = 3', "at most"),
    "text": ('bf16_tflops = "fast"\nhbm_gb = 80\nhbm_bandwidth_tbs = 3', "bf16_tflops"),
    "unknown field": ('bf16_tflop = 9\nhbm_gb = 80', "bf16_tflop"),
    "not a number": ('bf16_tflops = nan\nhbm_gb = 80\nhbm_bandwidth_tbs = 3', "bf16_tflops"),
    "truncated": ('bf16_tflops = 9\nhbm_gb = "8', "TOML"),
}  # fmt: skip


@pytest.mark.parametrize("fault", CHIP_FAULTS)
def test_a_bad_chip_file_names_field_and_range(refused, tmp_path, fault) -> None:
    content, place = CHIP_FAULTS[fault]
    path = tmp_path / "bad.toml"
    path.write_text(f'name = "Bad"\n[spec]\n{content}\n', encoding="utf-8")
    line = refused("evaluate", "--chip", str(path))
    assert "bad.toml" in line
    assert place in line


def test_a_missing_chip_value_comes_with_what_is_allowed(refused, tmp_path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('name = "Bad"\n[spec]\nhbm_gb = 80\n', encoding="utf-8")
    line = refused("evaluate", "--chip", str(path))
    assert "bf16_tflops (above 0, at most" in line


SWEEP = ("sweep", "--lever", "chip.sram_mb", "--from", "10", "--to", "100")


@pytest.mark.parametrize(
    ("more", "place"),
    [
        (("--points", "0"), "points"),
        (("--points", "999999999999"), "points"),
        (("--points", "-3"), "points"),
        (("--from", "0"), "chip.sram_mb"),
        (("--to", "-1"), "chip.sram_mb"),
        (("--to", "1e30"), "chip.sram_mb"),
        (("--lever", "chip.none"), "chip.none"),
        (("--lever", "chip.name"), "chip.name"),
        (("--lever", "deployment.weights"), "deployment.weights"),
        (("--lever", "workload.cached_fraction", "--from", "0", "--to", "0.5", "--scale", "log"),
         "logarithmic"),
        (("-o", "/no/such/folder/out.csv"), "/no/such/folder/out.csv"),
    ],
)  # fmt: skip
def test_a_sweep_that_cannot_be_says_why(refused, more, place) -> None:
    assert place in refused(*SWEEP, *more)


@pytest.mark.parametrize("verb", [("evaluate",), ("validate",), ("predict", "-o", "out.csv")])
def test_a_file_that_is_not_there_is_named(refused, tmp_path, verb) -> None:
    line = refused(verb[0], str(tmp_path / "none.csv"), *verb[1:])
    assert "none.csv" in line
    assert "no such file" in line


def test_a_folder_is_no_file(refused, tmp_path) -> None:
    assert tmp_path.name in refused("evaluate", str(tmp_path))


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\x00\x01\x02", 'id\n"unclosed\n'])
@pytest.mark.parametrize("verb", ["predict", "validate"])
def test_rows_of_another_kind_never_crash(capsys, tmp_path, verb, content) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text(content, encoding="utf-8")
    more = ("-o", str(tmp_path / "out.csv")) if verb == "predict" else ()
    assert main((verb, str(cases), *more)) in (0, 1)
    assert capsys.readouterr().err.count("\n") <= 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("no-such-verb",),
        ("evaluate", "--no-such-option"),
        ("evaluate", "--set"),
        ("evaluate", "--set", "chip.hbm_gb"),
        ("evaluate", "--set", "=4"),
        ("evaluate", "a.sili", "b.sili"),
        ("presets", "no-such-kind"),
        ("sweep",),
        ("sweep", "--lever", "chip.sram_mb", "--from", "1"),
        (*SWEEP, "--points", "many"),
        ("predict", "cases.csv"),
    ],
)
def test_wrong_usage_is_status_2(capsys, arguments) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "usage:" in printed.err
    assert "Traceback" not in printed.err


@pytest.mark.parametrize("arguments", [("--help",), ("evaluate", "--help"), ("--version",)])
def test_help_is_no_failure(capsys, arguments) -> None:
    assert main(arguments) == 0
    assert capsys.readouterr().out
