"""Every format on offer, reopened by a program that is not ours: its numbers are the figure's."""

import csv
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from typing import get_args

import numpy as np
import openpyxl
import pytest
from pptx import Presentation
from PySide6.QtGui import QImage

from explorer import presets
from explorer.overview import figure
from ui import exports
from ui.cli.export_verb import FORMATS
from ui.cli.verbs import main

SVG = "{http://www.w3.org/2000/svg}"


def values(name):
    """Return every number that a chart of the opening scenario shows."""
    made = figure(presets.default_scenario(), name, slide=True)
    if name == "money":
        return [bar.value for bar in made.bars]
    return made.series[-1].y[np.isfinite(made.series[-1].y)].tolist()


def words_of(name):
    """Return what a reader of the picture of a chart finds written."""
    made = figure(presets.default_scenario(), name, slide=True)
    if name == "money":
        return [bar.value_label for bar in made.bars]
    return [mark.label for mark in made.marks]


def held_in(numbers, name):
    found = {f"{number:.9g}" for number in numbers}
    assert {f"{number:.9g}" for number in values(name)} <= found


def read_csv(path, name):
    rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    cells = (cell for row in rows for cell in row)
    held_in([float(c) for c in cells if re.fullmatch(r"-?[\d.]+(e[-+]?\d+)?", c)], name)


def read_xlsx(path, name):
    sheets = openpyxl.load_workbook(path).worksheets
    cells = (cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row)
    held_in([c for c in cells if isinstance(c, int | float)], name)


def read_pptx(path, name):
    shapes = [shape for slide in Presentation(path).slides for shape in slide.shapes]
    plots = [plot for shape in shapes if shape.has_chart for plot in shape.chart.plots]
    held = [v for plot in plots for series in plot.series for v in series.values]
    held_in([v for v in held if v is not None], name)


def read_svg(path, name):
    root = ET.parse(path).getroot()
    text = " ".join("".join(node.itertext()) for node in root.iter(SVG + "text"))
    assert all(
        word.replace("\u00a0", " ") in text.replace("\u00a0", " ") for word in words_of(name)
    )
    if name == "decode":
        wanted = np.array(values(name))
        lines = [
            np.array([[float(v) for v in pair.split(",")] for pair in node.get("points").split()])
            for node in root.iter(SVG + "polyline")
        ]
        # Straight on the axis: a curve is its values up to scale and place.
        fits = [
            np.abs(np.polyval(np.polyfit(wanted, line[:, 1], 1), wanted) - line[:, 1]).max()
            for line in lines
            if len(line) == len(wanted)
        ]
        assert min(fits) < 0.05


def read_pdf(path, name):
    if not shutil.which("pdftotext"):
        pytest.skip("needs poppler's pdftotext")
    text = subprocess.run(
        ["pdftotext", path, "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    flat = re.sub(r"\s", "", text.replace("\u00a0", ""))
    assert all(re.sub(r"\s", "", word) in flat for word in words_of(name))


def read_png(path, name):
    if not shutil.which("pdftoppm"):
        pytest.skip("needs poppler's pdftoppm")
    other = path.with_suffix(".pdf")
    assert export(other, name, "pdf") == 0
    drawn = ["pdftoppm", "-png", "-singlefile", "-scale-to-x", "1600", "-scale-to-y", "900"]
    subprocess.run([*drawn, other, path.with_name("theirs")], check=True, timeout=60)
    ours, theirs = coarse(QImage(str(path))), coarse(QImage(str(path.with_name("theirs.png"))))
    assert np.abs(ours - theirs).mean() < 1.5
    assert np.ptp(ours) > 100


def coarse(image):
    image = image.scaled(1600, 900).convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(image.constBits(), dtype=np.uint8)
    return flat.reshape(90, 10, 160, 10, 3).astype(float).mean(axis=(1, 3))


READ = {
    "csv": read_csv, "xlsx": read_xlsx, "pptx": read_pptx,
    "svg": read_svg, "pdf": read_pdf, "png": read_png,
}  # fmt: skip


def export(path, name, kind):
    return main(["export", "--figure", name, "--format", kind, "-o", str(path)])


@pytest.mark.parametrize("name", ["decode", "money"])
@pytest.mark.parametrize("kind", READ)
def test_a_file_reopened_holds_the_numbers_of_the_figure(qapp, tmp_path, kind, name):
    path = tmp_path / f"chart.{kind}"
    assert export(path, name, kind) == 0
    READ[kind](path, name)


def test_every_format_on_offer_is_reopened():
    assert set(READ) == set(FORMATS) == set(get_args(exports.Kind))


def test_every_format_has_an_action_and_no_action_another(window):
    offered = {name for name in window.actions_by_id.actions if name.startswith("export_")}
    assert offered == {f"export_{kind}" for kind in READ} | {"export_deck", "export_report"}
