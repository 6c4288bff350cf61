"""Files: the same picture in every format, text as text, whole or not at all."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PySide6.QtGui import QImage

from ui.export import write
from ui.export.page import Origin, wrapped
from ui.export.write import export_figure
from ui.theme import DARK, LIGHT

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ["prefill", "decode", "cost", "roofline", "time", "money", "chinese", "compared"]


def words(root):
    return " ".join("".join(node.itertext()) for node in root.iter(SVG + "text"))


@pytest.mark.parametrize("name", NAMES)
def test_svg_holds_its_text_as_text_and_no_picture(qapp, samples, tmp_path, name):
    figure = samples.ALL[name]()
    path = export_figure(
        figure, tmp_path / "f.svg", "svg", scenario_name="my chip", date="23 November 2026"
    )
    root = ET.parse(path).getroot()
    text = words(root)
    for wanted in (figure.title, "my chip", "23 November 2026"):
        assert wanted.replace(" ", "") in text.replace(" ", "")
    assert not list(root.iter(SVG + "image"))
    source = path.read_text(encoding="utf-8")
    assert "vector-effect" not in source
    assert root.get("viewBox") == "0 0 1600 900"
    assert (root.get("width"), root.get("height")) == ("1600", "900")
    assert "sans-serif" in source


def test_svg_names_every_curve_axis_and_tick(qapp, samples, tmp_path):
    figure = samples.cost()
    root = ET.parse(export_figure(figure, tmp_path / "f.svg", "svg")).getroot()
    found = ["".join(node.itertext()).strip() for node in root.iter(SVG + "text")]
    for wanted in (
        "this chip",
        "B200",
        "Groq 3 LPU × 256",
        "estimate",
        "Output cost, $/Mtok (log)",
        "Interactivity, tok/s/user (log)",
        "lower right is better",
        "60 tok/s/user",
        "0.5",
        "1,000",
        "2,000",
    ):
        assert wanted in found


def test_svg_curve_is_the_data(qapp, samples, tmp_path):
    figure = samples.cost()
    root = ET.parse(export_figure(figure, tmp_path / "f.svg", "svg")).getroot()
    lines = [
        np.array([[float(v) for v in pair.split(",")] for pair in node.get("points").split()])
        for node in root.iter(SVG + "polyline")
    ]
    subject = next(line for line in lines if len(line) == 256)
    rise = np.diff(subject[:, 0])
    wanted = np.diff(np.log(figure.series[0].x))
    assert np.corrcoef(np.log(figure.series[0].y), subject[:, 1])[0, 1] < -0.999
    assert rise.sum() > 300
    assert wanted.min() > 0
    assert rise.min() > 0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("size", "wide"), [("16:9", 1600), ("4:3", 1200)])
def test_png_is_twice_the_page_in_its_theme(qapp, samples, tmp_path, size, wide, theme):
    path = export_figure(samples.cost(), tmp_path / "f.png", "png", size=size, theme=theme)
    image = QImage(str(path))
    assert (image.width(), image.height()) == (2 * wide, 1800)
    assert image.pixelColor(4, 4).name().upper() == theme.surface


@pytest.mark.parametrize("name", NAMES)
def test_pdf_is_one_page_of_vectors(qapp, samples, tmp_path, name):
    data = export_figure(samples.ALL[name](), tmp_path / "f.pdf", "pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert float(box[1]) / float(box[2]) == pytest.approx(16 / 9, rel=0.01)
    assert data.count(b"/Type /Page\n") == 1
    assert b"/Subtype /Image" not in data


@pytest.mark.skipif(not shutil.which("rsvg-convert"), reason="needs librsvg's rsvg-convert")
@pytest.mark.parametrize("name", ["cost", "chinese", "time", "money"])
def test_another_program_draws_the_svg_like_our_png(qapp, samples, tmp_path, name):
    figure = samples.ALL[name]()
    svg = export_figure(figure, tmp_path / "f.svg", "svg")
    ours = QImage(str(export_figure(figure, tmp_path / "f.png", "png", scale=1)))
    subprocess.run(["rsvg-convert", svg, "-o", tmp_path / "r.png"], check=True, timeout=60)
    theirs = QImage(str(tmp_path / "r.png"))
    assert theirs.size() == ours.size()

    def coarse(image):
        image = image.convertToFormat(QImage.Format.Format_RGB888)
        flat = np.frombuffer(image.constBits(), dtype=np.uint8)
        return flat.reshape(90, 10, 160, 10, 3).astype(float).mean(axis=(1, 3))

    assert np.abs(coarse(ours) - coarse(theirs)).max() < 45
    assert np.abs(coarse(ours) - coarse(theirs)).mean() < 1


def test_chinese_is_not_boxes(qapp, samples, tmp_path):
    path = export_figure(samples.chinese(), tmp_path / "f.svg", "svg", language="zh_CN")
    text = words(ET.parse(path).getroot()).replace(" ", "")
    assert "解码延迟与批大小" in text
    assert "越低越好" in text
    assert 'xml:lang="zh-CN"' in path.read_text(encoding="utf-8")


def test_a_failure_leaves_the_old_file(qapp, samples, tmp_path, monkeypatch):
    path = tmp_path / "f.svg"
    path.write_text("old", encoding="utf-8")

    def fail(*args):
        raise OSError("disk full")

    monkeypatch.setattr(write.os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        export_figure(samples.cost(), path, "svg")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["f.svg"]


def test_a_missing_folder_is_an_error(qapp, samples, tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        export_figure(samples.cost(), tmp_path / "nowhere" / "f.svg", "svg")


@pytest.mark.parametrize("more", [{"fmt": "gif"}, {"fmt": "png", "size": "1:1"}])
def test_what_we_do_not_write_is_refused(qapp, samples, tmp_path, more):
    fmt = more.pop("fmt")
    with pytest.raises(ValueError, match="is not one of"):
        export_figure(samples.cost(), tmp_path / "f", fmt, **more)


def test_long_titles_are_wrapped_not_cut(qapp):
    title = "A long takeaway " * 12
    lines = wrapped(title.strip(), 30, 600, bold=True)
    assert len(lines) > 2
    assert " ".join(lines) == title.strip()
    chinese = "解码受显存带宽限制" * 10
    assert "".join(wrapped(chinese, 30, 300)) == chinese


def test_the_footer_leaves_out_what_is_unknown():
    assert Origin("S 1", "", "").lines() == ("S 1",)
    assert Origin("", "", "today").lines() == ("today",)
