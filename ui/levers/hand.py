"""What is done to levers: each movement, reset or run is one change of the session."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from explorer.analysis.uncertain import Values, exactly, range_of, within
from explorer.change import Change
from explorer.lever import lever_name
from explorer.levers import BY_PATH
from explorer.text import Text
from explorer.units import quantity
from ui.levers.player import LeverPlayer
from ui.levers.row import LeverRow
from ui.session import Session


class LeverHand(QObject):
    """Turns the rows' signals into changes, and offers what else can be done with a lever.

    `current` is the path of the lever that was moved or looked at last, "" before any was.

    Signals
    -------
    settled()
        A gesture is over.
    touched()
        Another lever is `current`.
    """

    settled = Signal()
    touched = Signal()

    def __init__(self, session: Session, rows: Mapping[str, LeverRow], dock: QWidget) -> None:
        super().__init__(dock)
        self._session = session
        self._rows = rows
        self._dock = dock
        self._t: Text = str
        self._gesture = 0
        self.current = ""
        self.player = LeverPlayer(dock)
        self.player.moved.connect(self._play_on)
        self.player.settled.connect(self._end_gesture)

    def join(self, row: LeverRow) -> None:
        """Take what is done to a new row."""
        path = row.lever.path
        row.moved.connect(lambda value: self._drag(path, value))
        row.entered.connect(lambda value: self._enter(path, value))
        row.ranged.connect(lambda low, high: self._enter(path, (low, high)))
        row.settled.connect(self._end_gesture)
        row.reset_asked.connect(lambda: self.reset((path,)))
        row.menu_asked.connect(lambda at: self.menu(path).popup(at))
        row.help_asked.connect(lambda at: self._explain(row, at))

    def set_text_source(self, t: Text) -> None:
        """Speak another language."""
        self._t = t

    def reset(self, paths: tuple[str, ...]) -> None:
        """Bring those of the levers that are changed back to the start in one step."""
        changed = tuple(path for path in self._session.changed_paths if path in paths)
        if not changed:
            return
        label = self._t("Reset {name}").format(name=lever_name(BY_PATH[changed[0]], self._t))
        if len(changed) > 1:
            label = self._t("Reset {count}").format(count=len(changed))
        for path in changed:
            if path in self._rows:
                self._rows[path].clear_message()
        self._session.reset(changed, label)

    def reset_all(self) -> None:
        """Bring every changed lever back."""
        self.reset(self._session.changed_paths)

    def reset_group(self, name: str) -> None:
        """Bring the changed levers of a group back."""
        self.reset(tuple(path for path, row in self._rows.items() if row.lever.group == name))

    def play(self, path: str = "") -> None:
        """Run the lever at `path`, or the current one, over its track; stop it if it runs."""
        path = path or self.current
        if self.player.path:
            self.player.stop()
        elif path in self._rows:
            self.current = path
            self.player.play(path, self._rows[path].slider.track, self._value(path))

    def menu(self, path: str) -> QMenu:
        """Return what can be done with the lever at `path`; it goes when it is closed."""
        t, row = self._t, self._rows[path]
        group = row.lever.group
        members = {p for p, each in self._rows.items() if each.lever.group == group}
        changed = set(self._session.changed_paths)
        menu = QMenu(self._dock)
        menu.aboutToHide.connect(menu.deleteLater)
        reset = menu.addAction(t("Reset"), lambda: self.reset((path,)))
        reset.setEnabled(path in changed)
        of_group = menu.addAction(
            t("Reset {name}").format(name=t(group)).replace("&", "&&"),
            lambda: self.reset_group(group),
        )
        of_group.setEnabled(bool(members & changed))
        menu.addAction(t("Reset all levers"), self.reset_all).setEnabled(bool(changed))
        if range_of(self._session.scenario, path):
            now = quantity(self._value(path), row.lever.unit, t)
            exact = t("Exactly {value}").format(value=now)
            menu.addAction(exact, lambda: self._enter(path, self._value(path)))
        menu.addSeparator()
        shut = row.lock.isChecked()
        verb = t("Unlock {name}") if shut else t("Lock {name}")
        menu.addAction(verb.format(name=lever_name(row.lever, t)), row.lock.click)
        play = menu.addAction(t("Play over its range"), lambda: self.play(path))
        play.setEnabled(not shut)
        menu.addSeparator()
        menu.addAction(t("What is this lever?"), lambda: self._explain(row, row.help_place))
        return menu

    def drag(self, path: str, value: float) -> None:
        """Take a lever to `value`, as a hand does with its point on a chart; `drop` ends it."""
        if path in self._rows:
            self._drag(path, self._rows[path].slider.track.nearest(value))

    def drop(self) -> None:
        """End a drag: what follows is another step of history."""
        self._end_gesture()

    def _explain(self, row: LeverRow, at: QPoint) -> None:
        from explorer.figures.lever_text import lever_lines

        lines = lever_lines(self._session.scenario, row.lever.path, self._t)
        QToolTip.showText(at, _rich(lines), row, row.rect())

    def _drag(self, path: str, value: float) -> None:
        self.player.stop()
        self._apply(path, ((path, value),), merge=True)

    def _enter(self, path: str, typed: float | tuple[float, float]) -> None:
        """Take a value as it is, or a range with a value in it."""
        self.player.stop()
        scenario = self._session.scenario
        if isinstance(typed, tuple):
            values = within(scenario, path, typed)
        else:
            values = ((path, typed), *exactly(scenario, (path,)))
        self._apply(path, values, merge=False)

    def _play_on(self, path: str, value: float) -> None:
        if not self._apply(path, ((path, value),), merge=True):
            self.player.turn()

    def _apply(self, path: str, values: Values, *, merge: bool) -> bool:
        if path != self.current:
            self.current = path
            self.touched.emit()
        key = f"{path}#{self._gesture}" if merge else ""
        label = lever_name(BY_PATH[path], self._t)
        done = self._session.apply(Change(values, label, key))
        if not done:
            self._rows[path].set_value(self._value(path), float(self._session.start.value(path)))
        return done

    def _value(self, path: str) -> float:
        return float(self._session.scenario.value(path))

    def _end_gesture(self) -> None:
        self._gesture += 1
        self.settled.emit()


def _rich(lines: tuple[str, ...]) -> str:
    """Return the lines as a tip that wraps, its first line bold."""
    head, *rest = (line.replace("&", "&amp;").replace("<", "&lt;") for line in lines)
    return "".join((f"<p><b>{head}</b></p>", *(f"<p>{line}</p>" for line in rest)))
