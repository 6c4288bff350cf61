"""Whatever is refused is told in the reader's language, its blanks filled in."""

import json
import pickle
import re

import pytest

from explorer import pins, presets
from explorer.analysis.deployments import best
from explorer.analysis.goal_seek import goal_seek
from explorer.change import Change, apply
from explorer.figures import heat
from explorer.files import share, workspace
from explorer.refusal import Refusal, refusal, told
from explorer.results import BY_ID
from explorer.text import translator

DEFAULT = presets.default_scenario()
T = translator("zh_CN")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FILE = {"format": "siliconomics-scenario", "version": 2, "chip": {"preset": "h100-sxm"},
        "model": {"preset": "llama-3.1-8b"}}  # fmt: skip


def change(*values):
    return lambda: apply(DEFAULT, Change(values, "x"))


def file(**more):
    return lambda: workspace.of_data(json.dumps({**FILE, **more}).encode())


def pinned(count):
    held = ()
    for number in range(count):
        held = pins.added(held, DEFAULT.replaced({"name": str(number)}), str(number))


CASES = {
    "too small": (change(("chip.hbm_gb", -3)), "chip.hbm_gb：拒绝 -3，须不小于 0"),
    "not above": (change(("chip.tdp_w", 0)), "chip.tdp_w：拒绝 0，须大于 0"),
    "too large": (change(("economics.utilisation", 1.7)), "须不大于 1"),
    "not finite": (change(("chip.hbm_gb", float("inf"))), "chip.hbm_gb"),
    "not a number": (change(("chip.hbm_gb", "lots")), "拒绝 'lots'，须为数字"),
    "no choice": (change(("deployment.weights", "fp7")), "须为 'fp32'"),
    "no field": (change(("chip.nonsense", 1)), "chip.nonsense：没有这个字段"),
    "layers": (change(("model.layers", 3)), "model.layers：3 不等于"),
    "no layout": (
        lambda: best(DEFAULT.with_values({"chip.hbm_gb": 0.01, "chip.sram_mb": 1.0}), "cheapest"),
        "都装不下 Llama-3.1-70B",
    ),
    "no target": (lambda: goal_seek(DEFAULT, BY_ID["tpot"], -1.0, "chip.sram_mb"), "须大于 0"),
    "same lever": (lambda: heat.wanted(DEFAULT.with_values({"study.y": DEFAULT.study.x})), "已是"),
    "incomplete": (lambda: presets.get("chips", "feynman").spec, "feynman 不完整"),
    "pins": (lambda: pinned(9), "个方案"),
    "newer file": (file(version=99), "version：99 新于"),
    "no version": (file(version="1"), "却是 '1'"),
    "other format": (file(format="recipe"), "'recipe' 不是"),
    "no preset": (file(chip={"preset": "h999"}), "chip.preset：'h999' 不是本版本的预设"),
    "no group": (file(chip=3), "chip：应为一组值，却是数字"),
    "bad value": (file(workload={"batch": 0}), "workload.batch：拒绝 0"),
    "bad pins": (file(pinned=3), "pinned：应为至多"),
    "bad pin": (file(pinned=[{"name": "a", "slot": 99, "scenario": FILE}]), "pinned 1.slot：应为"),
    "deep pin": (
        file(pinned=[{"name": "a", "slot": 2, "scenario": {**FILE, "chip": 3}}]),
        "pinned 1：chip：应为一组值",
    ),
    "cut": (lambda: workspace.of_data(b'{"a": '), "在第 1 行第"),
    "no text": (lambda: workspace.of_data(b"\xff\xfe"), "第 0 字节"),
    "deep": (lambda: workspace.of_data(b"[" * 99), "嵌套超过"),
    "shared": (lambda: share.unpacked("hello"), "分享文本：不以"),
    "shared cut": (lambda: share.unpacked("sili2:eJw"), "分享文本：已损坏"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_refusal_is_told_in_chinese(case):
    refused, words = CASES[case]
    with pytest.raises(Refusal) as caught:
        refused()
    line = told(caught.value, T)
    assert words in line
    assert CHINESE.search(line)
    assert "\n" not in line
    assert told(caught.value, str) == str(caught.value)


def test_a_file_that_cannot_be_read_is_told_in_chinese(tmp_path):
    with pytest.raises(OSError, match="No such file") as caught:
        workspace.load(tmp_path / "none.sili")
    assert told(caught.value, T).endswith("none.sili：没有这个文件或文件夹")
    with pytest.raises(OSError, match="directory") as caught:
        workspace.load(tmp_path)
    assert told(caught.value, T).endswith("这是文件夹")


def test_the_file_stands_before_the_place(tmp_path):
    path = tmp_path / "mine.sili"
    path.write_text(json.dumps({**FILE, "version": 99}), encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        workspace.load(path)
    assert told(caught.value, T).startswith("mine.sili：version：99 新于")
    assert str(caught.value).startswith("mine.sili: version: 99 is newer")


def test_a_refusal_travels_between_processes():
    sent = Refusal("{place}: {fault}", place="{a}", fault=Refusal("a {b}", b="list"))
    again = pickle.loads(pickle.dumps(sent))
    assert str(again) == str(sent) == "{a}: a list"


def test_any_other_fault_stands_as_it_is():
    assert str(refusal(ValueError("{x}"))) == "{x}"
    assert told(ValueError("{x}"), T) == "{x}"
