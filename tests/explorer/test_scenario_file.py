"""Scenario files: small, kept as they were, and refused by a line that names the place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import presets
from explorer.analysis.uncertain import within
from explorer.change import Change, apply
from explorer.files import scenario_file
from explorer.files.scenario_file import as_shipped, document, load, parse, save


def changed(path="chip.hbm_bandwidth_tbs", value=4.8):
    return apply(presets.default_scenario(), Change.of(path, value))


def write(folder, text):
    path = folder / "case.sili"
    path.write_text(text, encoding="utf-8")
    return path


def minimal(**more):
    document = {
        "format": "siliconomics-scenario",
        "version": 1,
        "chip": {"preset": "h100-sxm"},
        "model": {"preset": "llama-3.1-70b"},
    }
    return document | more


def test_round_trip_is_exact(tmp_path):
    scenario = changed()
    save(scenario, tmp_path / "a.sili")
    assert load(tmp_path / "a.sili") == scenario


def test_the_file_holds_preset_ids_and_only_what_was_changed(tmp_path):
    save(changed(), tmp_path / "a.sili")
    document = json.loads((tmp_path / "a.sili").read_text("utf-8"))
    assert document["chip"] == {"preset": "h100-sxm", "hbm_bandwidth_tbs": 4.8}
    assert document["model"] == {"preset": "llama-3.1-70b"}
    assert document["version"] == scenario_file.VERSION
    assert "constants" not in document


@pytest.mark.parametrize("chip", presets.chip_ids())
def test_every_chip_comes_back(chip):
    scenario = presets.scenario(chip=chip, economics="china")
    text = json.dumps(scenario_file.document(scenario))
    assert parse(text.encode()) == scenario


def test_a_chip_that_is_no_preset_is_written_whole(tmp_path):
    scenario = changed()
    mine = scenario.chip.replaced({"id": "mine", "name": "Mine"})
    own = scenario.replaced({"chip": mine, "shipped": None})
    save(own, tmp_path / "a.sili")
    assert load(tmp_path / "a.sili") == own


def test_unknown_keys_are_kept(tmp_path):
    document = minimal(notes={"by": "me"}, deployment={"afd": 2})
    document["chip"]["optical_gbs"] = 7
    scenario = load(write(tmp_path, json.dumps(document)))
    again = apply(scenario, Change.of("chip.sram_mb", 99.0))
    save(again, tmp_path / "b.sili")
    kept = json.loads((tmp_path / "b.sili").read_text("utf-8"))
    assert kept["notes"] == {"by": "me"}
    assert kept["chip"] == {"preset": "h100-sxm", "sram_mb": 99.0, "optical_gbs": 7}
    assert kept["deployment"] == {"afd": 2}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (json.dumps(minimal(version=3)), "version: 3 is newer"),
        (json.dumps(minimal(version="1")), "version:"),
        (json.dumps(minimal(version=True)), "version:"),
        ("{}", "version:"),
        (json.dumps(minimal(format="other")), "format:"),
        (json.dumps(minimal())[:-9], "line 1, column"),
        ("", "line 1, column 1"),
        ("hello", "line 1, column 1"),
        ("[1, 2]", "line 1"),
        (json.dumps(minimal(chip={"preset": "h999"})), "chip.preset: 'h999'"),
        (json.dumps(minimal(chip={"preset": 3})), "chip.preset"),
        (json.dumps(minimal(chip=3)), "chip: expected a group"),
        (json.dumps(minimal(chip={"preset": "h100-sxm", "sram_mb": -1})), "chip.sram_mb"),
        (json.dumps(minimal(chip={"preset": "h100-sxm", "sram_mb": "x"})), "chip.sram_mb"),
        (json.dumps(minimal(model={})), "model."),
        (json.dumps(minimal(workload={"batch": 0})), "workload.batch"),
        (json.dumps(minimal(name=3)), "name"),
        (json.dumps(minimal(workload={"batch": float("nan")})), "NaN"),
        ('{"version": 1, "version": 1}', "version: stands twice"),
        ("\n" + "[" * 50 + "]" * 50, "line 2: nested deeper"),
        ("[" * 200_000, "line 1: nested deeper"),
        (" " * 1_000_001, "larger than"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_a_line_that_names_the_place(tmp_path, text, place):
    with pytest.raises(ValueError, match=r"\Acase\.sili: [^\n]*\Z") as caught:
        load(write(tmp_path, text))
    assert place in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "a.sili").write_bytes(b"\x89PNG\r\n\xff\xfe")
    with pytest.raises(ValueError, match="not UTF-8"):
        load(tmp_path / "a.sili")


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_raise_anything_else(data):
    with pytest.raises(ValueError, match=r"\A[^\n]*\Z"):
        parse(data)


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "documents" / "a.sili"
    path.parent.mkdir()
    save(changed(), path)
    before = path.read_bytes()

    def full(_):
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="disk full"):
        save(changed(value=9.0), path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_as_shipped_takes_every_what_if_back():
    plain = presets.default_scenario()
    for path, value in (
        ("chip.hbm_gb", 141.0), ("economics.utilisation", 0.3), ("workload.batch", 7.0),
    ):  # fmt: skip
        assert as_shipped(apply(plain, Change.of(path, value))) == plain


def test_what_stands_around_a_replica_is_written_only_where_it_was_changed():
    opening = presets.default_scenario()
    assert not {"tiers", "session", "layers", "fleet"} & document(opening).keys()
    changes = (
        ("session", presets.session("chat").spec),
        ("fleet.tokens_per_day_t", 50.0),
        ("layers.fast_chip", "wse-3"),
    )
    moved = apply(opening, Change(changes, "set"))
    assert document(moved)["session"] == {"preset": "chat"}
    assert document(moved)["layers"] == {"fast_chip": "wse-3"}
    assert parse(json.dumps(document(moved)).encode()) == moved


def test_a_layer_on_a_chip_that_is_not_there_is_refused_by_its_place():
    text = json.dumps(minimal(layers={"fast_chip": "wse-9"}))
    with pytest.raises(ValueError, match=r"layers\.fast_chip: 'wse-9'"):
        parse(text.encode())


def test_ranges_are_written_by_lever_and_read_back(tmp_path):
    scenario, path = presets.default_scenario(), "chip.hbm_bandwidth_tbs"
    scenario = apply(scenario, Change(within(scenario, path, (3.0, 5.0)), ""))
    assert document(scenario)["study"]["ranges"] == {path: [3.0, 5.0]}
    save(scenario, tmp_path / "case.sili")
    assert load(tmp_path / "case.sili") == scenario


@pytest.mark.parametrize("ranges", [{"chip.tdp_w": 3}, {"chip.tdp_w": [1]}, [1], {"a": ["x", 2]}])
def test_a_range_that_is_none_is_refused_by_its_place(ranges):
    with pytest.raises(ValueError, match=r"study\.ranges"):
        parse(json.dumps(minimal(study={"ranges": ranges})).encode())
