"""Every story of the gallery opens, holds together, and points at what exists."""

from __future__ import annotations

import json

import numpy as np
import pytest

from explorer import catalogue, views
from explorer.cli.presets_verb import entries
from explorer.evaluate import evaluate
from explorer.files import scenario_file
from explorer.levers import BY_PATH
from explorer.presets.gallery import Story, gallery, story

STORIES = pytest.mark.parametrize("told", gallery(), ids=lambda told: told.id)


@STORIES
def test_a_story_is_told_in_full(told: Story) -> None:
    assert told.title
    assert told.sentence.endswith(".")
    assert told.sources
    assert all(told.sources)


@STORIES
def test_a_story_names_what_there_is(told: Story) -> None:
    assert told.view in views.BY_ID
    assert set(told.figures) <= set(catalogue.CHARTS)
    assert told.figures
    assert set(told.levers) <= set(BY_PATH)
    assert told.levers


@STORIES
def test_a_story_evaluates_to_finite_numbers_and_fits(told: Story) -> None:
    out = evaluate(scenario_file.load(told.path))
    assert out.fits.all()
    for name in ("ttft_ms", "tpot_ms", "usd_mtok_blended", "joule_per_output_token"):
        value = getattr(out, name)
        assert np.isfinite(value).all(), name
        assert (value > 0).all(), name


@STORIES
def test_a_story_survives_being_saved(told: Story, tmp_path) -> None:
    scenario = scenario_file.load(told.path)
    scenario_file.save(scenario, tmp_path / "again.sili")
    kept = json.loads((tmp_path / "again.sili").read_text(encoding="utf-8"))
    assert kept["story"]["title"] == told.title
    assert scenario_file.load(tmp_path / "again.sili") == scenario


def test_presets_lists_the_gallery() -> None:
    found = {entry["id"]: entry for entry in entries("gallery")}
    assert found.keys() == {told.id for told in gallery()}
    assert all(entry["figures"] and entry["sources"] for entry in found.values())


def test_a_story_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="sram-on-a-gpu"):
        story("sram-on-a-gpus")
