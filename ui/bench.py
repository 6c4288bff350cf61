"""Measures section by section what a hand on a slider feels, each figure beside its floor.

Wall-clock times on a shared machine are noisy: medians are given, processor time beside them, and
ratios only between times of the same run.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from explorer import presets
from explorer.evaluate import evaluate
from explorer.files.workspace import Workspace
from explorer.levers import BY_PATH
from explorer.spec.scenario import Scenario
from explorer.views import BY_ID, OVERVIEW
from ui.charts.bench import Spread, chart_views_ms, painter_floor_ms, stock_pyqtgraph_ms
from ui.memory import keep_the_start
from ui.staged import staged
from ui.widgets.log_slider import LogSlider
from ui.widgets.slider_face import INSET
from ui.window import MainWindow

LEVER = "chip.hbm_bandwidth_tbs"
SWEPT = ("chip.hbm_bandwidth_tbs", "chip.fp8_tflops", "chip.sram_mb", "workload.batch")
SIZE = (1600, 900)
_WARM_UP = 10
_LARGEST_WAIT = 1000
_STEPS = 29
"""Moves over 60 % of a track of 288 px, 6 px each: more than the catch of a mark, so that no two
events mean the same value."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How often things are repeated."""

    moves: int = 120
    drawings: int = 60
    stock: int = 20
    view_moves: int = 25
    points: int = 1 << 18
    long_moves: int = 2000


QUICK = Effort(moves=20, drawings=10, stock=3, view_moves=5, points=1 << 16, long_moves=100)


def measure(effort: Effort) -> dict[str, Any]:
    """Return every figure that one process can measure."""
    wall, cpu, views, growth = _window_figures(effort)
    floor = painter_floor_ms(effort.drawings)
    stock = stock_pyqtgraph_ms(effort.stock)
    charts = chart_views_ms(effort.drawings)
    return {
        "slider_to_paint_ms": {"p50": wall.p50, "p95": wall.p95},
        "slider_to_paint_cpu_ms": {"p50": cpu.p50, "p95": cpu.p95},
        "painter_floor_ms": floor.p50,
        "charts_ms": charts.p50,
        "stock_pyqtgraph_ms": stock.p50,
        "points_per_s": points_per_s(effort.points),
        "views": views,
        "rss_growth_mb_per_10k_moves": growth,
        "ratios": {
            "slider_to_floor": wall.p50 / floor.p50,
            "charts_to_floor": charts.p50 / floor.p50,
            "stock_to_charts": stock.p50 / charts.p50,
        },
    }


def _window_figures(effort: Effort) -> tuple[Spread, Spread, dict[str, float], float | None]:
    with opened() as window:
        hand = Hand(window, LEVER)
        wall, cpu = hand.timed(effort.moves)
        views = {}
        for view in BY_ID:
            window.tabs.choose(view)
            hand.settle()
            views[view] = hand.timed(effort.view_moves)[0].p50
        window.tabs.choose(OVERVIEW.id)
        return wall, cpu, views, rss_growth(hand, effort.long_moves)


@contextmanager
def opened() -> Iterator[MainWindow]:
    """Yield the window with the opening scenario, shown and painted; gone afterwards."""
    with staged(Workspace(presets.default_scenario())) as window:
        window.resize(*SIZE)
        # A view's time is that of all its charts, also of those that might have waited.
        window.presenter.pace.budget_ms = math.inf
        window.show()
        window.presenter.refresh()
        QCoreApplication.processEvents()
        keep_the_start()
        yield window


class Painted(QObject):
    """Notes which widgets have been painted, from when it is made until `stop`."""

    def __init__(self, widgets: list[QWidget]) -> None:
        super().__init__()
        self._seen: set[QWidget] = set()
        self._widgets = widgets
        for widget in widgets:
            widget.installEventFilter(self)

    def missing(self) -> int:
        """Return how many of the visible widgets were not painted."""
        return sum(w.isVisible() and w not in self._seen for w in self._widgets)

    def stop(self) -> None:
        """Take note of nothing any more."""
        for widget in self._widgets:
            widget.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note a paint event, change nothing."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self._seen.add(watched)
        return False


class Hand:
    """Drags the slider of one lever through the real window, one mouse event a move."""

    def __init__(self, window: MainWindow, path: str) -> None:
        self._window = window
        self._slider: LogSlider = window.dock.rows[path].slider
        window.dock.area.ensureWidgetVisible(window.dock.rows[path])
        self._at = 0
        self._send(QEvent.Type.MouseButtonPress, 0.4)
        for _ in range(_WARM_UP):
            self.move()
        if self.unpainted():
            msg = "a slider move did not repaint every chart; its time would mean nothing"
            raise RuntimeError(msg)

    def move(self) -> None:
        """Move one step of a drag to and fro and return when everything is painted."""
        self._at += 1
        back, step = divmod(self._at, _STEPS)
        place = step / _STEPS if back % 2 == 0 else 1 - step / _STEPS
        self._send(QEvent.Type.MouseMove, 0.2 + 0.6 * place)
        self.settle()

    def settle(self) -> None:
        """Let the event loop evaluate and paint what is due."""
        coalescer = self._window.presenter.coalescer
        for _ in range(_LARGEST_WAIT):
            QCoreApplication.processEvents()
            if not coalescer.pending:
                break
        # What painting itself asks for is part of this move too, not of the next.
        for _ in range(2):
            QCoreApplication.processEvents()

    def unpainted(self) -> int:
        """Return how many visible charts a further move leaves unpainted; 0 is right."""
        painted = self.watched()
        self.move()
        # Watching costs time, and goes before anything is timed.
        painted.stop()
        return painted.missing()

    def watched(self) -> Painted:
        """Return what takes note of the charts that are painted from now on."""
        return Painted([card.view.viewport() for card in self._window.grid.cards.values()])

    def timed(self, moves: int) -> tuple[Spread, Spread]:
        """Return wall-clock and processor time of a move, ms.

        Moves that end at the value they began at, as where the drag turns, do not count.
        """
        wall: list[float] = []
        cpu: list[float] = []
        while len(wall) < moves:
            before = self._slider.quantity
            start, busy = time.perf_counter(), time.process_time()
            self.move()
            taken = time.perf_counter() - start, time.process_time() - busy
            if self._slider.quantity != before:
                wall.append(taken[0] * 1e3)
                cpu.append(taken[1] * 1e3)
        return _spread(wall), _spread(cpu)

    def _send(self, kind: QEvent.Type, place: float) -> None:
        slider = self._slider
        at = QPointF(INSET + place * (slider.width() - 2 * INSET), slider.height() / 2)
        button = Qt.MouseButton.LeftButton
        event = QMouseEvent(
            kind, at, slider.mapToGlobal(at), button, button, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(slider, event)


def _spread(times: list[float]) -> Spread:
    low, high = np.percentile(times, (50.0, 95.0))
    return Spread(float(low), float(high))


def swept(scenario: Scenario, points: int) -> Scenario:
    """Return `scenario` with four levers spread over their soft ranges, `points` times."""
    rng = np.random.default_rng(7)
    values = {
        path: np.exp(rng.uniform(np.log(lever.low), np.log(lever.high), points))
        for path in SWEPT
        for lever in (BY_PATH[path],)
    }
    return scenario.with_values(values)


def points_per_s(points: int, repeats: int = 3) -> float:
    """Return full operating points a second of one core's own time, best of `repeats`.

    Processor time of this thread: what other programs take does not count.
    """
    many = swept(presets.default_scenario(), points)
    evaluate(swept(presets.default_scenario(), 4096), detail=False)
    return points / min(_busy(lambda: evaluate(many, detail=False)) for _ in range(repeats))


def _busy(work: Callable[[], object]) -> float:
    start = time.thread_time()
    work()
    return time.thread_time() - start


def rss_growth(hand: Hand, moves: int) -> float | None:
    """Return the growth of resident memory over 10,000 moves, MB, from a line through samples.

    None where the system does not say how much memory a process holds.
    """
    if _rss_mb() is None:
        return None
    every = max(moves // 50, 1)
    for _ in range(every):
        hand.move()
    gc.collect()
    sizes = []
    for number in range(moves):
        hand.move()
        if number % every == 0:
            sizes.append(_rss_mb())
    slope = np.polyfit(np.arange(len(sizes)) * every, np.array(sizes, float), 1)[0]
    return float(slope * 1e4)


def _rss_mb() -> float | None:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return None
    return pages * 4096 / 1e6
