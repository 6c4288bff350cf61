"""The commands that draw: files that can be opened, refusals in one line, window or verb."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage

import ui.__main__ as entry
from explorer import pins, presets
from explorer.catalogue import CHARTS
from explorer.change import Change, apply
from explorer.files import scenario_file, workspace
from explorer.files.share import packed
from explorer.files.workspace import Workspace
from explorer.views import OVERVIEW
from ui import app
from ui.charts.canvas import Canvas
from ui.cli.asked import scenarios_of
from ui.cli.screenshot_verb import size_of
from ui.cli.verbs import DRAWING, main
from ui.panels.pin_strip import PinStrip


@pytest.fixture
def run(qapp, capsys):
    def call(*arguments: str) -> tuple[int, str, str]:
        status = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.fixture
def done(run):
    def call(*arguments) -> str:
        status, out, err = run(*arguments)
        assert (status, err) == (0, "")
        return out

    return call


@pytest.fixture
def refused(run):
    def call(*arguments) -> str:
        status, out, err = run(*arguments)
        assert (status, out) == (1, "")
        assert err.count("\n") == 1, err
        return err

    return call


def is_drawn(image: QImage) -> bool:
    """Whether there is more to see than a plain surface."""
    step = max(image.width() // 200, 1)
    colours = {
        image.pixel(x, y)
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
    }
    return len(colours) > 5


@pytest.mark.parametrize("figure", CHARTS)
def test_every_figure_is_exported_as_a_picture(done, tmp_path, figure) -> None:
    target = tmp_path / "chart.png"
    done("export", "--figure", figure, "--format", "png", "-o", target)
    image = QImage(str(target))
    assert (image.width(), image.height()) == (3200, 1800)
    assert is_drawn(image)


def test_an_svg_is_one_document_of_the_size_asked_for(done, tmp_path) -> None:
    target = tmp_path / "chart.svg"
    done("export", "-", "--figure", "decode", "--format", "svg", "-o", target, "--size", "4:3")
    root = ElementTree.fromstring(target.read_text(encoding="utf-8"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.attrib["viewBox"].split() == ["0", "0", "1200", "900"]


def test_a_pdf_is_a_pdf(done, tmp_path) -> None:
    target = tmp_path / "chart.pdf"
    done("export", "--figure", "time", "--format", "pdf", "-o", target, "--lang", "zh_CN")
    assert target.read_bytes().startswith(b"%PDF-")


def test_all_figures_go_into_a_folder_or_beside_a_file(done, tmp_path) -> None:
    folder = tmp_path / "new" / "charts"
    done("export", "--figure", "all", "--format", "csv", "-o", folder)
    assert {path.name for path in folder.iterdir()} == {f"{name}.csv" for name in CHARTS}
    done("export", "--figure", "all", "--format", "csv", "-o", tmp_path / "talk.csv")
    assert (tmp_path / "talk-decode.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("figure", "form"), [("decode", "svg"), ("decode", "csv"), ("all", "pptx"), ("report", "pdf")]
)
def test_one_file_into_a_folder_is_named_by_what_it_holds(done, tmp_path, figure, form) -> None:
    done("export", "--figure", figure, "--format", form, "-o", tmp_path)
    assert (tmp_path / f"{figure}.{form}").stat().st_size > 100


def test_a_table_holds_the_numbers_of_the_scenario_asked_for(done, tmp_path) -> None:
    def table(*more) -> list[list[str]]:
        target = tmp_path / "decode.csv"
        done("export", "--figure", "decode", "--format", "csv", "-o", target, *more)
        return list(csv.reader(io.StringIO(target.read_text(encoding="utf-8"))))

    plain, quick = table(), table("--set", "chip.hbm_bandwidth_tbs=8 TB/s")
    assert len(plain) > 20
    assert plain != quick


@pytest.mark.parametrize(
    ("more", "place"),
    [
        (("--figure", "none"), "none"),
        (("-o", "/no/such/folder/chart.png"), "no such file"),
        (("--set", "chip.hbm_gb=-1"), "chip.hbm_gb"),
        (("--chip", "none"), "none"),
    ],
)
def test_an_export_that_cannot_be_says_why(refused, tmp_path, more, place) -> None:
    base = ("export", "--figure", "decode", "--format", "png", "-o", tmp_path / "x.png")
    assert place in refused(*base, *more)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_screenshot_shows_the_whole_window(done, tmp_path, theme) -> None:
    target, file = tmp_path / "window.png", tmp_path / "mine.sili"
    scenario_file.save(presets.scenario(chip="h200-sxm", model="llama-3.1-8b"), file)
    done(
        "screenshot", file, "-o", target, "--size", "1366x768", "--theme", theme,
        "--lang", "zh_CN",
    )  # fmt: skip
    image = QImage(str(target))
    assert (image.width(), image.height()) == (1366, 768)
    assert is_drawn(image)
    assert (image.pixelColor(2, 766).lightness() < 100) == (theme == "dark")


@pytest.fixture
def pinned_file(tmp_path):
    """A file with three pinned scenarios, the first of them the baseline."""
    start = presets.default_scenario()
    held = ()
    for chip in ("h100-sxm", "b200-sxm", "groq3-lpu"):
        held = pins.added(held, presets.scenario(chip=chip, model=start.model.id), f"My {chip}")
    moved = start.with_values({"chip.hbm_bandwidth_tbs": 4.8})
    path = tmp_path / "pinned.sili"
    workspace.save(workspace.Workspace(moved, pins.held(held, 0)), path)
    return path


def test_a_report_names_and_draws_the_pinned_scenarios(done, tmp_path, pinned_file, monkeypatch):
    said = []
    write = Canvas.texts

    def texts(canvas, placed, *a, **b):
        placed = tuple(placed)
        said.extend(text for _, _, text in placed)
        write(canvas, placed, *a, **b)

    monkeypatch.setattr(Canvas, "texts", texts)
    target = tmp_path / "report.pdf"
    done("export", pinned_file, "--figure", "report", "--format", "pdf", "-o", target)
    assert target.read_bytes().startswith(b"%PDF")
    names = [text for text in said if text[1:3] == "  "]
    assert names == [
        "A  My h100-sxm", "B  My b200-sxm", "C  My groq3-lpu",
        "D  H100 SXM5 80GB, HBM bandwidth 4.80\u00a0TB/s",
    ]  # fmt: skip
    assert {"A", "B", "C", "D"} <= set(said)


def test_a_screenshot_shows_the_pinned_scenarios(done, tmp_path, pinned_file, monkeypatch):
    shown = []
    show = PinStrip.show_cards
    monkeypatch.setattr(
        PinStrip, "show_cards", lambda strip, cards, **more: (
            shown.append([card.name for card in cards]), show(strip, cards, **more)
        )
    )  # fmt: skip
    target = tmp_path / "window.png"
    done("screenshot", pinned_file, "-o", target, "--view", "compare")
    assert is_drawn(QImage(str(target)))
    assert shown[-1][:3] == ["My h100-sxm", "My b200-sxm", "My groq3-lpu"]


def test_a_screenshot_leaves_no_setting_behind(done, tmp_path) -> None:
    before = QSettings.defaultFormat()
    done("screenshot", "-o", tmp_path / "window.png", "--theme", "dark", "--lang", "zh_CN")
    assert QSettings.defaultFormat() == before
    assert not QSettings("Siliconomics", "Siliconomics").contains("theme")


@pytest.mark.parametrize("size", ["", "big", "10", "0x10", "-5x10", "99999x99999", "1x1x1"])
def test_a_size_is_width_by_height(size) -> None:
    with pytest.raises(ValueError, match="size"):
        size_of(size)


def test_a_window_can_be_too_small(refused, tmp_path) -> None:
    line = refused("screenshot", "-o", tmp_path / "x.png", "--size", "300x200")
    assert "at least" in line
    assert not (tmp_path / "x.png").exists()


def test_the_opening_is_rendered_as_charts_and_table(done, tmp_path) -> None:
    folder = tmp_path / "out"
    said = done("render-opening", folder)
    names = {path.name for path in folder.iterdir()}
    assert names == {
        *(f"{name}.png" for name in OVERVIEW.figures), "operating-point.csv", "operating-point.txt",
    }  # fmt: skip
    assert all(name in said for name in names)
    text = (folder / "operating-point.csv").read_text(encoding="utf-8")
    rows = dict(csv.reader(io.StringIO(text)))
    assert float(rows["tpot_ms"]) > 0
    assert "TTFT" in (folder / "operating-point.txt").read_text(encoding="utf-8")


def test_headless_verbs_are_here_too(done) -> None:
    assert json.loads(done("evaluate", "--json"))["tpot_ms"] > 0


@pytest.mark.parametrize("arguments", [("export",), ("screenshot",), ("render-opening",), ("x",)])
def test_wrong_usage_is_status_2(run, arguments) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert "usage:" in err


@pytest.fixture
def opened(monkeypatch) -> list[list[str]]:
    """Routes taken to the window, which stays shut."""
    import ui.app

    seen: list[list[str]] = []
    monkeypatch.setattr(ui.app, "run", lambda arguments: seen.append(list(arguments)) or 0)
    return seen


def test_no_verb_or_a_scenario_opens_the_window(opened, tmp_path) -> None:
    file = tmp_path / "scenario"
    file.write_text("{}", encoding="utf-8")
    for arguments in ([], ["new.sili"], [str(file)], ["--chip", "b200-sxm"]):
        assert entry.main(arguments) == 0
    assert opened == [[], ["new.sili"], [str(file)], ["--chip", "b200-sxm"]]


@pytest.mark.parametrize("verb", [verb.name for verb in DRAWING])
def test_a_verb_never_opens_the_window(opened, capsys, verb) -> None:
    assert entry.main([verb, "--help"]) == 0
    assert opened == []


def test_without_a_display_a_line_says_so(opened, capsys, monkeypatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert entry.main([]) == 1
    assert "no display" in capsys.readouterr().err
    assert opened == []


def test_it_runs_as_a_module_and_is_quiet(tmp_path) -> None:
    target = tmp_path / "window.png"
    done = subprocess.run(
        [sys.executable, "-m", "ui", "screenshot", "-o", str(target)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert target.stat().st_size > 10_000


@pytest.fixture
def shown(qtbot):
    """Open the window that a command line asks for; return its session."""

    def opened(*arguments):
        options, _ = app._parser().parse_known_args([str(each) for each in arguments])
        window = app.open_window(scenarios_of(options))
        qtbot.addWidget(window, before_close_func=lambda w: w.session.undo_stack.setClean())
        return window.session

    return opened


def test_the_window_opens_with_presets_and_values(shown) -> None:
    session = shown("--chip", "b200-sxm", "--model", "llama-3.1-8b", "--set", "workload.batch=4")
    assert session.scenario.chip.id == "b200-sxm"
    assert session.scenario.model.id == "llama-3.1-8b"
    assert session.changed_paths == ("workload.batch",)


def test_the_window_opens_a_file_with_another_chip(shown, pinned_file) -> None:
    session = shown(pinned_file, "--chip", "h200-sxm")
    assert session.scenario.chip.id == "h200-sxm"
    assert len(session.pins) == 3


def test_a_shared_text_opens_in_the_window(qtbot, monkeypatch) -> None:
    scenario = apply(presets.default_scenario(), Change.of("chip.hbm_bandwidth_tbs", 4.8))
    text = packed(Workspace(scenario, view="cost"))
    opened = []

    def open_window(asked):
        assert asked is None
        window = usual(asked)
        qtbot.addWidget(window, before_close_func=lambda w: w.session.undo_stack.setClean())
        opened.append(window)
        return window

    usual = app.open_window
    monkeypatch.setattr(app, "open_window", open_window)
    monkeypatch.setattr(app, "application", lambda _: SimpleNamespace(exec=lambda: 0))
    monkeypatch.setattr(app, "greet", lambda *_, **__: None)
    assert entry.main([text]) == 0
    (window,) = opened
    assert window.session.scenario == scenario
    assert window.tabs.current == "cost"


def test_a_preset_that_is_none_opens_no_window(qapp, capsys) -> None:
    assert entry.main(["--chip", "h1000"]) == 1
    assert "h1000" in capsys.readouterr().err
