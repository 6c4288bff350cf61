"""The table behind a chart: the same numbers, live, sorted as numbers, copied in full."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt

from explorer.export.table import table
from ui.charts.table_twin import TableTwin, shown


@pytest.fixture
def twin(qtbot, samples):
    made = TableTwin()
    qtbot.addWidget(made)
    made.show_figure(samples.money(), str)
    return made


def column(twin, number, role=Qt.ItemDataRole.EditRole):
    model = twin.model()
    return [model.index(row, number).data(role) for row in range(model.rowCount())]


@pytest.mark.parametrize("name", ["prefill", "cost", "time", "money"])
def test_it_holds_what_the_figures_table_holds(qtbot, samples, name):
    made = TableTwin()
    qtbot.addWidget(made)
    figure = samples.ALL[name]()
    made.show_figure(figure, str)
    assert made.numbers.table == table(figure)
    assert made.accessibleName() == figure.title
    assert made.model().rowCount() == len(table(figure).rows)


def test_numbers_sort_as_numbers(twin):
    twin.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    values = column(twin, 1)
    assert values == sorted(values, reverse=True)


def test_it_follows_a_moved_chart_and_keeps_its_order(twin, samples):
    twin.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    figure = samples.money()
    bars = tuple(replace(bar, value=bar.value * 2) for bar in figure.bars)
    before = column(twin, 1)
    twin.show_figure(replace(figure, bars=bars), str)
    after = column(twin, 1)
    assert after == sorted(after, reverse=True)
    assert after != before


def test_all_is_copied_with_heads_and_full_precision(twin):
    twin.selectAll()
    lines = twin.selected_text().split("\n")
    assert lines[0].split("\t") == list(twin.numbers.table.heads)
    assert len(lines) == 1 + len(twin.numbers.table.rows)
    assert repr(column(twin, 1)[0]) in lines[1]


def test_numbers_are_written_as_the_locale_does():
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        assert shown(1234.5) == "1.234,5"
    finally:
        QLocale.setDefault(before)
    assert shown(None) == ""
    assert shown("FFN") == "FFN"
