"""The scenario that a command line asks for: a file or preset ids, with fields set over it."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import Any

from explorer import presets
from explorer.change import Change, apply
from explorer.cli.quantity_text import value_of
from explorer.files import scenario_file
from explorer.presets.choose import laid_out
from explorer.spec.scenario import Scenario

IDS = ("chip", "model", "workload", "engine", "economics")
AROUND = ("tiers", "session", "fleet")
"""Groups of presets that stand around a replica and leave its layout alone."""
CHIP_FILE = ".toml"


def declare(parser: ArgumentParser, *, setting: bool = True) -> None:
    """Add FILE, the preset options and `--set`."""
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="scenario file; - or none: the opening scenario"
    )
    for name in (*IDS, *AROUND):
        also = " or a chip file (.toml)" if name == "chip" else ""
        parser.add_argument(f"--{name}", metavar="ID", help=f"{name} preset{also}")
    if setting:
        parser.add_argument(
            "--set",
            dest="changes",
            type=assignment,
            action="append",
            default=[],
            metavar="PATH=VALUE",
            help='set a field, as chip.hbm_bandwidth_tbs=4.8 or "chip.sram_mb=0.5 GB"; repeatable',
        )


def declare_limit(parser: ArgumentParser) -> None:
    """Add `--max-chips`."""
    parser.add_argument(
        "--max-chips",
        type=_chips,
        metavar="N",
        help="chips of one replica at most (256; those that SRAM alone needs, however many)",
    )


def _chips(text: str) -> float:
    """Return a number of chips, a whole one from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        msg = f"{text!r} is not a number of chips"
        raise ArgumentTypeError(msg)
    return float(text)


def assignment(text: str) -> tuple[str, str]:
    """Return path and value of "path=value"."""
    path, equals, value = text.partition("=")
    if not equals or not path.strip() or not value.strip():
        msg = f"{text!r} is not PATH=VALUE"
        raise ArgumentTypeError(msg)
    return path.strip(), value.strip()


def scenario_of(asked: Namespace) -> Scenario:
    """Return the scenario; ValueError or OSError says in one line why there is none."""
    ids = {name: getattr(asked, name) for name in IDS if getattr(asked, name)}
    if asked.file not in (None, "-"):
        scenario = _with_presets(scenario_file.load(asked.file), ids)
    elif ids.get("chip", "").endswith(CHIP_FILE):
        scenario = _of_chip_file(ids)
    elif ids:
        scenario = presets.scenario(**ids)
    else:
        scenario = presets.default_scenario()
    scenario = _with_presets(
        scenario, {name: found for name in AROUND if (found := getattr(asked, name, None))}
    )
    values = tuple((path, value_of(path, text)) for path, text in getattr(asked, "changes", ()))
    return apply(scenario, Change(values, "set")) if values else scenario


def _of_chip_file(ids: dict[str, str]) -> Scenario:
    """Return the scenario of a user's own chip, laid out as that of a preset would be."""
    chip = presets.load_chip_file(Path(ids["chip"]))
    others = {name: id_ for name, id_ in ids.items() if name != "chip"}
    if chip.spec.execution == "static":
        others.setdefault("engine", "static")
    base = presets.scenario(**others)
    layout = base.deployment.replaced(presets.formats(chip.spec, base.model))
    name = f"{chip.name}, {base.model.name}"
    both = {"chip": chip.spec, "shipped": chip.spec}
    draft = base.replaced({"name": name, "deployment": layout, **both})
    return laid_out(draft)


def _with_presets(scenario: Scenario, ids: dict[str, str]) -> Scenario:
    """Return `scenario` with whole groups taken from presets; its layout stays."""
    groups = tuple((name, _spec(name, id_)) for name, id_ in ids.items())
    return apply(scenario, Change(groups, "presets")) if groups else scenario


def _spec(name: str, id_: str) -> Any:
    if name == "chip" and id_.endswith(CHIP_FILE):
        return presets.load_chip_file(Path(id_)).spec
    return getattr(presets, name)(id_).spec
