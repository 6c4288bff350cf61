"""The gallery: stories with their pictures; each opens a scenario that answers one question."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.files import scenario_file, workspace
from explorer.overview import figure
from explorer.presets.gallery import Story, gallery
from explorer.text import Text
from ui.charts.painter import FigurePainter
from ui.charts.style import SCREEN
from ui.theme import Theme, Type, font

_COLUMNS = 3
_PICTURE = QSize(300, 150)
_SIZE = (1030, 640)


class GalleryDialog(QDialog):
    """All stories as cards; pictures are drawn one after the other once it is open.

    Signals
    -------
    chosen(str)
        The story of this id is to be opened.
    tour_asked()
        The tour is to be taken.
    """

    chosen = Signal(str)
    tour_asked = Signal()

    def __init__(self, t: Text, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Gallery"))
        self._t = t
        self._theme = theme
        self.cards = [StoryCard(told, t, theme) for told in gallery()]
        self.at_start = QCheckBox(t("Show at start"))
        self._lay_out()
        for card in self.cards:
            card.chosen.connect(self._choose)
        self._left = list(self.cards)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_next)
        self._timer.start()

    def _lay_out(self) -> None:
        t = self._t
        head = QLabel(t("What would you like to know?"))
        head.setFont(font(Type.flow, True))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setSpacing(10)
        for number, card in enumerate(self.cards):
            grid.addWidget(card, *divmod(number, _COLUMNS))
        for column_number in range(_COLUMNS):
            grid.setColumnStretch(column_number, 1)
        grid.setRowStretch(len(self.cards) // _COLUMNS + 1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        tour = QPushButton(t("Take the tour"))
        close = QPushButton(t("Start with my own"))
        tour.clicked.connect(self._take_tour)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.at_start)
        foot.addStretch(1)
        for button in (tour, close):
            button.setFixedHeight(28)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 12, 14)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.resize(*_SIZE)

    def _choose(self, story_id: str) -> None:
        self.chosen.emit(story_id)
        self.accept()

    def _take_tour(self) -> None:
        self.tour_asked.emit()
        self.accept()

    def _draw_next(self) -> None:
        if not self._left:
            self._timer.stop()
            return
        self._left.pop(0).draw()


class StoryCard(QFrame):
    """Picture, question and answer of one story.

    Signals
    -------
    chosen(str)
        The card was clicked, or chosen by key.
    """

    chosen = Signal(str)

    def __init__(self, told: Story, t: Text, theme: Theme) -> None:
        super().__init__()
        self.told = told
        self._t = t
        self._theme = theme
        self.setObjectName("story")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{t(told.title)} {t(told.sentence)}")
        self.setStyleSheet(
            f"#story {{ background: {theme.surface}; border: 1px solid {theme.border};"
            f" border-radius: 4px; }}"
            f"#story:hover, #story:focus {{ border: 1px solid {theme.accent}; }}"
        )
        self.picture = QLabel()
        self.picture.setFixedSize(_PICTURE)
        title, sentence = QLabel(t(told.title)), QLabel(t(told.sentence))
        title.setFont(font(Type.title, True))
        sentence.setFont(font(Type.axis))
        sentence.setObjectName("secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (title, sentence):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            column.addWidget(label)
        column.addStretch(1)

    def draw(self) -> None:
        """Draw the story's first chart."""
        kept = workspace.load(self.told.path)
        baseline = kept.baseline(scenario_file.as_shipped(kept.scenario))
        made = figure(kept.scenario, self.told.figures[0], baseline, self._t)
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(_PICTURE * ratio)
        pixmap.setDevicePixelRatio(ratio)
        painter = QPainter(pixmap)
        box = QRectF(0, 0, _PICTURE.width(), _PICTURE.height())
        FigurePainter(self._theme, SCREEN.scaled(0.72), raster=True).paint(painter, made, box)
        painter.end()
        self.picture.setPixmap(pixmap)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the story."""
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.told.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the story by Return or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.told.id)
        else:
            super().keyPressEvent(event)
