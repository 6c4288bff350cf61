"""Every visible string has a Chinese translation with the same blanks, and none is left over."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

from explorer import presets
from explorer.analysis.ledger import HEADS
from explorer.analysis.ledger_names import CONSTANTS, COST, ENGINE, OWN_COST
from explorer.analysis.uncertain import ECONOMICS
from explorer.change import ALLOWED
from explorer.controls import CONTROLS
from explorer.cost_parameters import offers
from explorer.figures.measures import CHOICES
from explorer.glossary import glossary
from explorer.levers import ALL_LEVERS
from explorer.presets.gallery import gallery
from explorer.results import RESULTS
from explorer.text import LANGUAGES, catalogue, plain, translator
from explorer.views import VIEWS
from ui.choices import ticks
from ui.guide.tour import TIPS
from ui.qt_words import MISSING

ROOT = Path(__file__).resolve().parent.parent
TRANSLATING = {"t", "_t", "Refusal"}
SHOWING = {
    "setText", "setToolTip", "setStatusTip", "setAccessibleName", "setAccessibleDescription",
    "setWindowTitle", "setPlaceholderText", "setInformativeText", "setTitle", "setItemText",
    "setTabText", "addAction", "addMenu", "addItem", "addItems", "addTab", "addButton", "tell",
    "_tell", "QLabel", "QPushButton", "QAction", "QGroupBox", "QCheckBox", "QRadioButton",
    "ActionDef", "getText", "getOpenFileName", "getSaveFileName", "QMessageBox", "Choice",
}  # fmt: skip
OWN_NAMES = re.compile(r"Siliconomics|Title|Untitled")
"""The program's name, the name of a field in PNG files, and the mark of a scenario without one."""

CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN_TERMS = {
    "FFN", "QKV", "SRAM", "TDP", "SLO {value}", "{lever} {value}", "{need} of {have}", "J/tok",
    "tok", "tokens", " ", ", ", "; ", "{facts}; {where}", "{a}, {b}, {c}", "{memory}: KV",
    "AFD", "DP, EP, PP, TP", "MFU, MBU", "MTP", "MXFP4, NVFP4, MXFP8", "SLO", "TCO",
    "10 W", "10 mm²", "{area} mm²", "{number} of {count}",
    "{sentence}.", "{first}; {second}", "{chip}, {what}", "Rubin + Rubin CPX", "Rubin + Groq 3 LPX",
    "950PR + 950DT",
    "{name}: {finding}", "{quantity}, {unit}", "{a}: {b}", "{parameter}, {of}", "{place}: {fault}",
}  # fmt: skip
"""What stays without a Chinese letter, beside the units of levers: terms, and punctuation alone."""


def calls(path: Path) -> list[tuple[str, ast.Call]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            func = node.func
            found.append((func.id if isinstance(func, ast.Name) else func.attr, node))
    return found


PRODUCTS = {"SGLang", "vLLM", "llama.cpp", "DeepSeek", "Google"}
"""Engines and services that are called alike in every language."""


def product_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return []


def in_the_source() -> dict[str, str]:
    """Return every literal that is translated, with where."""
    return {
        text: f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in product_files("explorer", "ui")
        for name, node in calls(path)
        if name in TRANSLATING and node.args
        for text in literals(node.args[0])
    }


def in_tables() -> dict[str, str]:
    """Return every text that is translated at run time, with the table it stands in."""
    found = {
        text: f"lever {lever.path}"
        for lever in ALL_LEVERS
        for text in (lever.label, lever.group, lever.about, lever.unit, lever.zero)
        if text
    }
    found.update({each.name: f"workload {each.id}" for each in presets.workloads()})
    found.update({each.name: f"session {each.id}" for each in presets.everything("sessions")})
    found.update(
        {
            each.name: f"engine {each.id}"
            for each in presets.everything("engines")
            if each.name.partition(" (")[0] not in PRODUCTS
        }
    )
    found.update(
        {
            name: f"mark of {lever.path}"
            for lever in ALL_LEVERS
            if lever.path.startswith("fleet.")
            for _, name in ticks(lever).marks
            if name not in PRODUCTS
        }
    )
    found.update({view.label: f"view {view.id}" for view in VIEWS})
    found.update({text: f"glossary {pair[0]}" for pair in glossary() for text in pair})
    found.update({tip.text: f"tip {tip.part}" for tip in TIPS})
    found.update({text: f"story {told.id}" for told in gallery() for text in told.texts})
    found.update(
        {
            text: f"result {each.id}"
            for each in RESULTS
            for text in (each.title, each.unit, each.about)
        }
    )
    for path, (_, label, unit) in ECONOMICS.items():
        found.update({text: f"assumption {path}" for text in (label, unit) if text})
    for table in (COST, OWN_COST, ENGINE, CONSTANTS):
        for name, words in table.items():
            found.update({text: f"parameter {name}" for text in words if text})
    found.update(dict.fromkeys(HEADS, "group of parameters"))
    found.update({each.name: "own offer" for each in offers() if not each.provider})
    found.update(
        {
            text: f"measure {each.id}"
            for rows in CHOICES.values()
            for each in rows.values()
            for text in (each.name, each.within, each.unit)
        }
    )
    found.update({each.label: f"control {each.path}" for each in CONTROLS})
    found.update({each.own: f"control {each.path}" for each in CONTROLS if each.own})
    found.update(
        {
            text: f"control {each.path}"
            for each in CONTROLS
            for option in each.options(presets.default_scenario())
            if not option.proper
            for text in (option.label, option.group)
            if text
        }
    )
    found.update({text: f"refusal {kind}" for kind, text in ALLOWED.items()})
    found.update(dict.fromkeys(MISSING, "Qt's own word"))
    name = presets.default_scenario().name
    return {**found, name: "the opening scenario"}


def bare_words(node: ast.expr) -> str:
    """Return the letters of a literal that nobody translates, "" if there are none."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = [text for part in parts for text in literals(part)]
    left = OWN_NAMES.sub("", " ".join(texts))
    return " ".join(re.findall(r"[A-Za-z]{2,}", left))


def blanks(text: str) -> Counter[str]:
    return Counter(
        f"{name}!{conversion}:{form}" for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    )  # fmt: skip


def mnemonics(text: str) -> list[str]:
    return [letter.upper() for letter in re.findall(r"&(\w)", text)]


WANTED = {**in_the_source(), **in_tables()}
OTHERS = [language for language in LANGUAGES if language != "en"]


@pytest.fixture(params=OTHERS)
def table(request) -> dict[str, str]:
    return catalogue(request.param)


def test_the_scan_finds_what_is_known_to_be_there():
    known = {"TTFT", "&File", "lower is better", "Whole numbers only".lower(), "HBM capacity"}
    assert known <= WANTED.keys()
    assert len(WANTED) > 250


def test_every_visible_string_is_translated(table):
    missing = {text: place for text, place in WANTED.items() if text not in table}
    assert missing == {}


def test_no_translation_is_left_over(table):
    assert sorted(table.keys() - WANTED.keys()) == []


def test_no_key_stands_twice_in_a_catalogue_and_each_file_is_in_order():
    for language in OTHERS:
        every = []
        for path in sorted((ROOT / "resources" / "translations" / language).glob("*.json")):
            pairs = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=list)
            keys = [key for key, _ in pairs]
            assert keys == sorted(keys), path.name
            every += keys
        assert [key for key, times in Counter(every).items() if times > 1] == []


def test_blanks_are_the_same(table):
    assert [s for s, said in table.items() if blanks(s) != blanks(said)] == []


def test_keys_of_menus_are_the_same(table):
    assert [s for s, said in table.items() if mnemonics(s) != mnemonics(said)] == []


def test_edges_are_the_same(table):
    """An ellipsis, a colon or a full stop at the end tells what comes after; so must it there."""
    ends = {"…": "…", ":": "：", ".": "。", "?": "？"}
    wrong = [
        source
        for source, said in table.items()
        if not said.endswith(ends.get(source[-1:], "")) or said != said.strip()
    ]
    assert wrong == []


def test_every_translation_is_chinese_but_terms_and_units():
    kept = LATIN_TERMS | {lever.unit for lever in ALL_LEVERS} | {result.unit for result in RESULTS}
    kept |= {unit for names in (COST, OWN_COST, ENGINE, CONSTANTS) for _, unit in names.values()}
    table = catalogue("zh_CN")
    left = {s for s, said in table.items() if not CHINESE.search(said)} - kept
    assert left == set()


def test_punctuation_between_chinese_letters_is_full_width():
    half = re.compile(r"[\u4e00-\u9fff][,;:?!.()]|[,;:?!.]\s?[\u4e00-\u9fff]")
    text = {source: re.sub(r"\(&\w\)", "", said) for source, said in catalogue("zh_CN").items()}
    assert [source for source, said in text.items() if half.search(said)] == []


def test_figures_and_letters_are_half_width():
    wide = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05]")
    assert [s for s, said in catalogue("zh_CN").items() if wide.search(said)] == []


def test_labels_in_tight_places_are_no_longer_than_in_english():
    def width(text: str) -> float:
        return sum(1.0 if ord(letter) > 0x2E80 else 0.55 for letter in text)

    t = translator("zh_CN")
    tight = [lever.label for lever in ALL_LEVERS] + [lever.group for lever in ALL_LEVERS]
    tight += ["TTFT", "TPOT", "Interactivity", "Throughput, output", "Cost, input", "Cost, output"]
    tight += ["Overview", "Prefill", "Decode", "Roofline", "Find a lever"]
    # "TTFT" and the like are spelled out on purpose; seven letters have room in every such place.
    longer = [text for text in tight if width(t(text)) > max(width(text), 7.0)]
    assert longer == []


@pytest.mark.parametrize("path", product_files("ui"), ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_visible_bypasses_the_translator(path):
    bare = [
        f"{name}: {words} (line {node.lineno})"
        for name, node in calls(path)
        if name in SHOWING
        for argument in (node.args[2:3] if name == "ActionDef" else node.args)
        if (words := bare_words(argument))
    ]
    assert bare == []


def test_the_scan_sees_a_bare_literal():
    seen = [
        bare_words(ast.parse(code, mode="eval").body)
        for code in ('"Close"', 'f"Saved {name}"', '"a" if x else "Open"', 't("Close")', '"✕"')
    ]
    assert seen == ["Close", "Saved", "Open", "", ""]


@pytest.mark.parametrize(
    ("menu", "prose"),
    [
        ("&Open…", "Open"), ("Save &as…", "Save as"), ("打开(&O)…", "打开"), ("文件(&F)", "文件"),
        ("Power && price", "Power & price"), ("Undo", "Undo"), ("Power & price", "Power & price"),
    ],
)  # fmt: skip
def test_plain_takes_the_key_of_a_menu_away(menu, prose):
    assert plain(menu) == prose


def test_an_unknown_language_is_refused_by_name():
    with pytest.raises(ValueError, match=r"'xx' is not one of en, zh_CN"):
        translator("xx")
