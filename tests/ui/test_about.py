"""What the program says of itself: its version, and the licence of everything inside."""

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtWidgets import QLabel, QPlainTextEdit

from explorer import RELEASED, __version__
from explorer.cli.verbs import HEADLESS
from ui import about, licences
from ui.cli.verbs import DRAWING

ROOT = Path(__file__).parents[2]
LINUX = ROOT / "packaging" / "linux"


def test_every_package_the_program_stands_on_is_listed_with_its_licence():
    listed = dict(re.findall(r"={78}\n(\S+) \S+: (.+)", licences.gathered()))
    names = {dist.name for dist in licences.needed("siliconomics").values()}
    assert names >= {"numpy", "pydantic", "pyqtgraph", "shiboken6", "siliconomics"}
    assert names <= set(listed)
    assert "pytest" not in listed
    assert listed["shiboken6"].startswith("LGPL-3.0")


def test_the_list_is_text_for_people():
    text = licences.gathered()
    assert "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2" in text
    assert "def gathered" not in text
    assert not re.search(r"[\x00-\x08]", text)


def test_qt_comes_with_the_text_of_the_licence_it_is_used_under():
    text = licences.gathered()
    assert "GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3" in text
    assert "GNU GENERAL PUBLIC LICENSE\n                       Version 3" in text


def test_a_built_program_shows_the_list_it_carries(tmp_path, monkeypatch):
    monkeypatch.setattr(licences, "resource", lambda *parts: tmp_path / "resources")
    (tmp_path / licences.FILE).write_text("carried", encoding="utf-8")
    assert licences.licences() == "carried"


def test_about_names_version_and_releases_and_opens_the_licences(qtbot):
    box = about.about_box(str, None)
    qtbot.addWidget(box)
    said = " ".join(label.text() for label in box.findChildren(QLabel))
    assert __version__ in said
    assert RELEASED in said
    assert about.RELEASES in said
    page = about.licence_page(str, box)
    assert "numpy" in page.findChild(QPlainTextEdit).toPlainText()


def test_version_and_date_are_those_of_the_packages():
    release = ElementTree.parse(next(LINUX.glob("*.metainfo.xml"))).find("releases/release")
    assert (release.get("version"), release.get("date")) == (__version__, RELEASED)
    with (ROOT / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["project"]["version"] == __version__


def test_the_manual_names_every_verb():
    manual = (LINUX / "siliconomics.1").read_text(encoding="utf-8").replace("\\-", "-")
    named = set(re.findall(r"\.TP\n\.B ([a-z][a-z-]+)\n", manual))
    assert named == {verb.name for verb in (*HEADLESS, *DRAWING)}
