"""Pinned scenarios in the scenario file: kept whole, kept by who does not know them, refused."""

import base64
import json
import zlib

import pytest

from explorer import presets
from explorer.change import Change, apply
from explorer.files import scenario_file, share, workspace
from explorer.files.workspace import Workspace
from explorer.pins import added, altered, held

LIVE = presets.default_scenario()
OTHER = apply(LIVE, Change.of("chip", presets.chip("b200-sxm").spec))
PINS = altered(held(added(added((), LIVE, "shipped"), OTHER, "B200 固定"), 1), 0, hidden=True)


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "a.sili"
    workspace.save(Workspace(LIVE, PINS), path)
    return path


def test_pins_come_back_as_they_were(written):
    assert workspace.load(written) == Workspace(LIVE, PINS)


def test_a_reader_of_scenarios_alone_keeps_the_pins(written):
    scenario = scenario_file.load(written)
    scenario_file.save(scenario, written)
    assert workspace.load(written).pins == PINS


def test_a_file_without_pins_is_a_scenario_file(tmp_path):
    path = tmp_path / "a.sili"
    workspace.save(Workspace(LIVE), path)
    assert "pinned" not in json.loads(path.read_text(encoding="utf-8"))
    assert workspace.load(path) == Workspace(LIVE)


def test_version_1_is_migrated_and_unknown_keys_stay(tmp_path):
    path = tmp_path / "a.sili"
    content = scenario_file.document(LIVE) | {"version": 1, "later": {"x": 1}}
    path.write_text(json.dumps(content), encoding="utf-8")
    found = workspace.load(path)
    assert found.scenario.extras == {"later": {"x": 1}}
    workspace.save(Workspace(found.scenario, PINS), path)
    again = json.loads(path.read_text(encoding="utf-8"))
    assert (again["version"], again["later"]) == (2, {"x": 1})


@pytest.mark.parametrize(
    ("damage", "place"),
    [
        (lambda pins: pins[0].update(slot=1), "pinned 1.slot"),
        (lambda pins: pins[0].update(slot=pins[1]["slot"]), "same slot"),
        (lambda pins: pins[0].update(name=3), "pinned 1.name"),
        (lambda pins: pins[1].pop("scenario"), "pinned 2: expected"),
        (lambda pins: pins[1]["scenario"]["chip"].update(preset="none"), "pinned 2: chip.preset"),
        (lambda pins: pins[0].update(baseline=True), "two scenarios are the baseline"),
        (lambda pins: pins.extend(pins * 3), "at most"),
    ],
)
def test_a_damaged_pin_is_refused_by_its_place(written, damage, place):
    content = json.loads(written.read_text(encoding="utf-8"))
    damage(content["pinned"])
    written.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ValueError, match=place):
        workspace.load(written)


def test_a_shared_text_is_short_and_comes_back(written):
    text = share.packed(Workspace(LIVE, PINS))
    assert share.unpacked(f"{text[:50]}\n{text[50:]} ") == Workspace(LIVE, PINS)
    assert len(share.packed(Workspace(LIVE))) < 400


@pytest.mark.parametrize("text", ["", "sili2:", "sili2:!!", "hello", "sili2:eJw"])
def test_a_broken_text_is_refused_in_one_line(text):
    with pytest.raises(ValueError, match=r"^shared text: [^\n]*$"):
        share.unpacked(text)


def test_a_text_that_unfolds_to_more_than_a_file_is_refused():
    bomb = base64.urlsafe_b64encode(zlib.compress(b" " * 50_000_000, 9)).decode()
    with pytest.raises(ValueError, match="larger than"):
        share.unpacked(share.PREFIX + bomb)


def test_the_view_comes_back_and_one_of_a_later_version_stays_in_the_file(tmp_path):
    path = tmp_path / "a.sili"
    workspace.save(Workspace(LIVE, (), {}, "silicon"), path)
    assert workspace.load(path).view == "silicon"
    assert share.unpacked(share.packed(Workspace(LIVE, (), {}, "fleet"))).view == "fleet"
    path.write_text(path.read_text("utf-8").replace('"silicon"', '"holodeck"'), encoding="utf-8")
    found = workspace.load(path)
    assert found.view == ""
    workspace.save(found, path)
    assert '"view": "holodeck"' in path.read_text("utf-8")
