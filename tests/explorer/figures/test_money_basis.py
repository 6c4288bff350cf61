"""One cost basis drives tiles, titles, marks, tables and exports, and is named where money is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, get_args

import numpy as np
import pytest

from explorer import presets
from explorer.analysis.sweep import sweep
from explorer.catalogue import CHARTS
from explorer.change import Change, apply
from explorer.cli.answer import answer
from explorer.cli.sweep_verb import save
from explorer.comparison import Comparer
from explorer.cost_parameters import offers
from explorer.export.table import delimited, table
from explorer.figures.margins import costs, prices
from explorer.figures.money import parts
from explorer.figures.wording import basis
from explorer.overview import figure, live, overview
from explorer.pins import Pin
from explorer.spec.economics import Basis
from explorer.text import translator
from explorer.views import OVERVIEW

BASES = get_args(Basis)
PRICED = {
    "market": "TCO on market price", "cost-plus": "TCO on cost-plus price",
    "purchase": "TCO on purchase price 28.6\u00a0k$", "rental": "rental at 2.40\u00a0$/h",
}  # fmt: skip


def scenario(kind: str, **values: Any):
    start = presets.default_scenario().with_values({"study.result": "cost_output"})
    return apply(start, Change((("economics.basis", kind), *values.items()), "set"))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)


@pytest.mark.parametrize("kind", BASES)
def test_tile_mark_total_table_and_export_agree(kind):
    s = scenario(kind)
    shown = overview(s)
    cost = float(shown.live.now.usd_mtok_output[0])
    tile = next(tile for tile in shown.tiles if tile.id == "cost_output")
    point = next(m for m in shown.figures["cost"].marks if m.role == "operating")
    assert point.y == pytest.approx(cost, rel=1e-12)
    assert f"${tile.value}" == point.label
    assert sum(parts(shown.live).values()) == pytest.approx(cost, rel=1e-12)
    money = shown.figures["money"]
    assert money.total.value_label == tile.value
    rows = {row[0]: row[1] for row in table(money).rows}
    assert rows["total"] == pytest.approx(cost, rel=1e-12)
    assert f"{cost!r}" in delimited(figure(s, "margins"))
    assert shown.status.basis.startswith(f"Cost basis: {PRICED[kind].partition(' price ')[0]}")
    assert basis(s, str) in money.axis_title


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", BASES)
def test_every_chart_that_shows_money_names_its_basis(kind, language):
    t = translator(language)
    s = scenario(kind)
    for name in CHARTS:
        said = list(texts(asdict(figure(s, name, t=t, slide=True))))
        if any("$" in text for text in said):
            assert any(basis(s, t) in text for text in said), name


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", BASES)
def test_every_row_of_an_exported_table_of_money_names_its_basis(kind, language):
    t = translator(language)
    s = scenario(kind)
    told = 0
    for name in CHARTS:
        made = figure(s, name, t=t)
        heads, *rows = csv.reader(io.StringIO(delimited(made, t), newline=""))
        if not any("$" in cell for row in (heads, *rows) for cell in row) and not made.basis:
            continue
        told += 1
        assert heads[-1] == t("cost basis"), name
        assert {row[-1] for row in rows} <= {basis(s, t)}, name
    assert told > 8


def test_a_table_of_scenarios_on_several_bases_names_each():
    one, other = scenario("market"), scenario("rental")
    found = Comparer()(one, one, str, OVERVIEW, (Pin("rented", other, 2),))
    row = delimited(found.figures["cost"]).splitlines()[1]
    assert "A: rental at" in row
    assert "TCO on market price" in row


def test_charts_without_money_do_not_name_it():
    s = scenario("market").with_values({"study.result": "tpot"})
    for name in ("prefill", "decode", "roofline", "sweep", "levers"):
        assert "cost basis" not in delimited(figure(s, name)), name
        assert not any("market price" in text for text in texts(asdict(figure(s, name)))), name


def test_scenarios_of_several_bases_are_told_apart():
    one, other = scenario("market"), scenario("rental")
    found = Comparer()(one, one, str, OVERVIEW, (Pin("rented", other, 2),))
    assert "A: rental at" in found.figures["cost"].footer
    same = Comparer()(one, one, str, OVERVIEW, (Pin("same", scenario("market"), 2),))
    assert "by scenario" not in same.figures["cost"].footer


def test_margins_are_of_the_price_over_the_cost_here():
    s = scenario("market")
    found = figure(s, "margins")
    cost = costs(live(s, ("margins",)))
    here, *rows = found.rows
    assert [cell.value for cell in here.cells] == list(cost.values())
    row = next(row for row in rows if row.name == "GPT-5.5")
    assert [cell.value for cell in row.cells[:3]] == [5.0, 0.5, 30.0]
    assert row.unit == "OpenAI"
    assert row.cells[2].change == f"{(1 - cost['output'] / 30) * 100:.0f}\u00a0%"
    n_in, n_out, hit = s.workload.input_tokens, s.workload.output_tokens, s.workload.cached_fraction
    blended = (n_in * ((1 - hit) * 5 + hit * 0.5) + n_out * 30) / (n_in + n_out)
    assert row.cells[3].value == pytest.approx(blended, rel=1e-12)
    assert len(rows) == len(offers()) - 1


def test_prices_are_edited_like_any_parameter_and_ones_own_is_listed():
    own = {"costing.api/own/input": 0.2, "costing.api/own/output": 0.4}
    s = scenario("market", **{"costing.api/gpt-5.5/output": 20.0}, **own)
    rows = {row.name: row for row in figure(s, "margins").rows}
    assert rows["GPT-5.5"].cells[2].value == 20.0
    assert rows["GPT-5.5"].unit == "edited"
    mine = rows["Your own price"]
    assert [cell.text for cell in mine.cells[:3]] == ["0.200", "–", "0.400"]
    assert mine.cells[2].sense == -1
    assert mine.path == "costing.api/own/output"
    assert prices(offers()[0], s)["blended"] is not None


def test_the_same_model_stands_first_and_says_so():
    base = presets.scenario(chip="b200-sxm", model="deepseek-v4-flash")
    found = figure(base, "margins", slide=True)
    assert found.rows[1].name == "DeepSeek-V4-Flash (this model)"
    assert "at the price of DeepSeek-V4-Flash" in found.title


def test_a_model_that_does_not_fit_has_no_margin():
    found = figure(scenario("market", **{"workload.batch": 4096.0}), "margins")
    assert {cell.text for cell in found.rows[0].cells} == {"does not fit"}
    assert all(not cell.change for row in found.rows for cell in row.cells)


@pytest.mark.parametrize("kind", BASES)
def test_answers_and_tables_of_commands_name_the_basis(kind, tmp_path):
    s = scenario(kind)
    assert answer(s)["cost_basis"] == kind
    file = tmp_path / "out.csv"
    save(sweep(s, "chip.sram_mb", np.array([50.0, 100.0])).columns(), s, str(file))
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    assert [row["cost_basis"] for row in rows] == [kind, kind]
