"""The measurable house rules: small files, functions and classes, patient tests, clean sources."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("explorer", "ui")
FOLDERS = (*PRODUCT, "resources", "tests", "packaging", ".ci")
TEXT_SUFFIXES = {".py", ".md", ".toml", ".txt", ".json", ".sh", ".csv", ".svg", ".cfg", ".spec"}

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50
MAX_METHODS = 20

# "explorer/file.py" or "explorer/file.py:name" -> why it may be larger. Keep this short.
EXCEPTIONS: dict[str, str] = {}


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def text_files() -> Iterator[Path]:
    inside = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    for path in (*ROOT.glob("*"), *inside):
        known = path.suffix in TEXT_SUFFIXES or path.name in {"Makefile", "LICENSE", "run"}
        if path.is_file() and known and "__pycache__" not in path.parts:
            yield path


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def definitions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or 0) - node.lineno + 1


def oversized() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in python_files(*PRODUCT):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MAX_FILE_LINES:
            found[name_of(path)] = f"{lines} lines"
        for node in definitions(path):
            key = f"{name_of(path)}:{node.name}"
            if isinstance(node, ast.ClassDef):
                methods = sum(
                    isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef) for n in node.body
                )
                if methods > MAX_METHODS:
                    found[key] = f"{methods} methods"
            elif length(node) > MAX_FUNCTION_LINES:
                found[key] = f"{length(node)} lines"
    return found


def test_files_functions_and_classes_stay_small() -> None:
    assert {key: size for key, size in oversized().items() if key not in EXCEPTIONS} == {}


def test_every_exception_is_still_needed() -> None:
    assert set(EXCEPTIONS) <= set(oversized())


def test_every_module_says_why_it_exists() -> None:
    silent = [
        name_of(path)
        for path in python_files(*PRODUCT, "tests", "packaging")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_tests_wait_for_facts_and_not_for_time() -> None:
    asleep = re.compile(r"\b(qtbot\.wait|time\.sleep|QTest\.qWait|QTest\.qSleep|sleep)\(")
    found = [
        f"{name_of(path)}:{number}"
        for path in python_files("tests")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if asleep.search(line)
    ]
    assert found == []


def test_packaging_does_not_shadow_the_library_of_that_name() -> None:
    assert list((ROOT / "packaging").rglob("__init__.py")) == []


def test_no_file_names_a_place_on_one_machine() -> None:
    place = re.compile(r"(?<![\w.$}])(?:/(?:work|root)/|/(?:home|Users)/\w|[A-Z]:\\Users)")
    found = [name_of(path) for path in text_files() if place.search(path.read_text("utf-8"))]
    assert found == []


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    stated = [line for line in lines if line and not line.startswith("#")]
    strange = [line for line in stated if not re.fullmatch(r"[\w.-]+==[\w.]+", line)]
    assert strange == [], "constraints.txt holds versions only"
    return {canonicalize_name(line.split("==")[0]): line.split("==")[1] for line in stated}


def needed() -> set[str]:
    """Every distribution the product and its development tools pull in, here and now."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    stated = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    waiting = [Requirement(text) for text in stated]
    seen: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        waiting += [Requirement(text) for text in metadata.requires(name) or []]
    return seen


def test_every_package_is_pinned() -> None:
    assert needed() - set(pinned()) == set()


def test_pins_are_what_is_installed() -> None:
    versions = pinned()
    differing = {name: metadata.version(name) for name in needed() & set(versions)}
    assert {n: v for n, v in differing.items() if versions[n] != v} == {}
