"""Goal seek: one result, one target, one lever; the answer follows every choice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.analysis.goal_seek import Found, goal_seek
from explorer.change import Change
from explorer.controls import BY_PATH as CONTROLS
from explorer.controls import Control
from explorer.evaluate import evaluate
from explorer.figures.goal import goal_text
from explorer.refusal import told
from explorer.results import BY_ID, Result
from explorer.text import Text
from ui.pace import Pace
from ui.session import Session
from ui.theme import Theme, Type, font
from ui.widgets.picker import Choice, Picker
from ui.widgets.quantity_field import QuantityField

_WIDTH = 460
_RESULT, _LEVER = "study.result", "study.x"


class GoalDialog(QDialog):
    """Finds the lever's value for a target; taking it over is one step of history.

    It stays open beside the window and answers anew whenever the scenario moves, or when it rests
    where the search is too dear to follow.
    """

    def __init__(self, session: Session, t: Text, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Goal seek"))
        self._session = session
        self._t = t
        self._result: Result = BY_ID[session.scenario.study.result]
        self._path: str = session.scenario.study.x
        self._target = float(self._result.of(evaluate(session.scenario, detail=False))[0])
        self.found: Found | None = None
        self.pace = Pace(self)
        self.result_picker = Picker()
        self.lever_picker = Picker()
        self.target = QuantityField(self._result.unit, t)
        self.answer = QLabel()
        self.take = QPushButton(t("Apply"))
        self._lay_out(theme)
        self._join()
        self._seek()

    def _lay_out(self, theme: Theme) -> None:
        t = self._t
        grid = QGridLayout()
        grid.setSpacing(8)
        for row, (name, widget) in enumerate(
            (
                (t("Result"), self.result_picker),
                (t("Target"), self.target),
                (t("By moving"), self.lever_picker),
            )
        ):
            grid.addWidget(QLabel(name), row, 0)
            grid.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)
        self.target.setFixedSize(140, 26)
        self.target.setAccessibleName(t("Target"))
        for picker in (self.result_picker, self.lever_picker):
            picker.set_theme(theme)
            picker.set_width_limit(320)
        self.target.set_theme(theme)
        self.answer.setWordWrap(True)
        self.answer.setFont(font(Type.title, True))
        self.answer.setMinimumSize(_WIDTH - 40, 58)
        self.answer.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox()
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(t("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.take, close):
            # Return in the field asks for the answer, and takes nothing over.
            button.setAutoDefault(False)
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addLayout(grid)
        column.addWidget(self.answer)
        column.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)

    def _join(self) -> None:
        self.result_picker.opening.connect(lambda: self._offer(self.result_picker, _RESULT))
        self.lever_picker.opening.connect(lambda: self._offer(self.lever_picker, _LEVER))
        self.result_picker.picked.connect(self._pick_result)
        self.lever_picker.picked.connect(self._pick_lever)
        self.target.entered.connect(self._aim)
        self.target.textEdited.connect(self._aim_while_typing)
        self.target.rejected.connect(self.answer.setText)
        self.take.clicked.connect(self._take)
        self._session.changed.connect(self._follow)
        self.pace.rested.connect(lambda: self.pace.do(self._seek))

    def _chosen(self, path: str) -> str:
        return self._result.id if path == _RESULT else self._path

    def _offer(self, picker: Picker, path: str) -> None:
        t, options = self._t, CONTROLS[path].options(self._session.scenario)
        picker.set_choices(
            tuple(
                Choice(
                    str(o.value),
                    t(o.label),
                    t(o.group),
                    chosen=o.value == self._chosen(path),
                    also=o.label,
                )
                for o in options
            )
        )

    def _label(self, control: Control) -> str:
        wanted = self._chosen(control.path)
        options = control.options(self._session.scenario)
        return self._t(next((o.label for o in options if o.value == wanted), wanted))

    def _pick_result(self, key: str) -> None:
        self._result = next(result for result in BY_ID.values() if result.id == key)
        now = evaluate(self._session.scenario, detail=False)
        self._target = float(self._result.of(now)[0])
        self.target.set_unit(self._result.unit)
        self._seek()

    def _pick_lever(self, key: str) -> None:
        self._path = key
        self._seek()

    def _aim(self, target: float) -> None:
        self._target = target
        self._seek()

    def _aim_while_typing(self) -> None:
        """Answer what is typed so far, so that no old answer stands beside a new target."""
        target = self.target.typed_so_far()
        if target is not None:
            self._aim(target)

    def _follow(self) -> None:
        """Answer a move, or dim the answer until the lever rests."""
        if self.pace.follows:
            self.pace.do(self._seek)
            return
        self.answer.setEnabled(False)
        self.take.setEnabled(False)
        self.pace.wait()

    def _seek(self) -> None:
        self.answer.setEnabled(True)
        t, scenario = self._t, self._session.scenario
        self.result_picker.set_texts("", self._label(CONTROLS[_RESULT]), t("Find"))
        self.lever_picker.set_texts("", self._label(CONTROLS[_LEVER]), t("Find"))
        self.target.set_value(self._target)
        try:
            self.found = goal_seek(scenario, self._result, self._target, self._path)
        except ValueError as error:
            self.found = None
            self.answer.setText(told(error, t))
        else:
            self.answer.setText(
                goal_text(scenario, self._result, self._target, self._path, self.found, t)
            )
        there = self.found is not None and self.found.solved
        new = there and self.found.value != scenario.value(self._path)  # type: ignore[union-attr]
        self.take.setEnabled(new)

    def _take(self) -> None:
        assert self.found is not None
        self._session.apply(Change.of(self._path, self.found.value, self._t("Goal seek")))
