"""Charts on their way out: to a file or to the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.looks import PLAIN
from explorer.refusal import told
from ui.appearance import Appearance
from ui.naming import scenario_title
from ui.session import Session
from ui.settings import Settings

if TYPE_CHECKING:
    from explorer.figures.figure import Figure
    from explorer.overview import Overview
    from ui.export.documents import Subject

Kind = Literal["png", "svg", "pdf", "csv", "pptx", "xlsx"]
_DOCUMENTS = ("pptx", "xlsx")


class Exports:
    """Copy and export of charts: `shown` is what the window shows, `current` the chart in hand."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        settings: Settings,
        parent: QWidget,
        tell: Callable[[str], None],
        current: Callable[[], Figure | None],
        shown: Callable[[], Overview | None],
    ) -> None:
        self._session = session
        self._appearance = appearance
        self._settings = settings
        self._parent = parent
        self._tell = tell
        self._current = current
        self._shown = shown

    def export(self, kind: Kind) -> bool:
        """Ask for a file and write the chart into it, its takeaway as the title."""
        figure = self._current()
        if figure is None:
            return False
        slide, t = self._slide(figure.id), self._appearance.t
        name = t("Export “{title}”").format(title=figure.title)
        return self._ask(name, figure.id, kind, lambda path: self.write(slide, path, kind))

    def deck(self) -> bool:
        """Ask for a file and write all charts of the view into one deck with a cover."""
        shown = self._shown()
        if shown is None:
            return False
        slides = [self._slide(name) for name in shown.figures]
        name = self._appearance.t("Export all charts of this view")

        def write(path: Path) -> None:
            self._whole(slides, path, "pptx", cover=True)

        return self._ask(name, "deck", "pptx", write)

    def report(self) -> bool:
        """Ask for a file and write the scenario's one-page report into it."""
        if self._shown() is None:
            return False
        name = self._appearance.t("Export a one-page report")
        return self._ask(name, "report", "pdf", self._report)

    def _report(self, path: Path) -> None:
        from explorer.figures.seen import all_seen
        from explorer.files.atomic import write_atomically
        from ui.export.report import report

        session, t = self._session, self._appearance.t
        shown = self._headline()
        subject = self._subject(shown)
        figures = all_seen(shown.figures, session.looks, t)
        write_atomically(path, report(tuple(figures.values()), subject))

    def _headline(self) -> Overview:
        """Return the overview, whatever view is shown: its numbers are those of the scenario."""
        from explorer.comparison import Comparer
        from explorer.views import OVERVIEW

        session = self._session
        return Comparer()(
            session.scenario, session.baseline, self._appearance.t, OVERVIEW, session.pins
        )

    def _slide(self, figure_id: str) -> Figure:
        """Return a chart as it stands on a slide, seen as it is in the window."""
        from explorer.comparison import compared
        from explorer.figures.seen import seen
        from explorer.overview import live

        session, t = self._session, self._appearance.t
        before = live(session.baseline, (figure_id,))
        made = compared(session.scenario, before, figure_id, session.pins, t)
        return seen(made, session.looks.get(figure_id, PLAIN), t)

    def _ask(self, name: str, what: str, kind: Kind, write: Callable[[Path], None]) -> bool:
        t = self._appearance.t
        start = str(Path(self._settings.folder) / f"{self._stem()}_{what}.{kind}")
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, name, start, f"{kind.upper()} (*.{kind})"
        )
        if not chosen:
            return False
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(f".{kind}")
        try:
            write(path)
        except (OSError, ValueError) as error:
            self._tell(told(error, t))
            return False
        self._settings.folder = str(path.parent)
        self._tell(t("Exported {file}").format(file=path.name))
        return True

    def _stem(self) -> str:
        """Return what a file is about, as file names spell it: chip and model."""
        scenario = self._session.scenario
        return f"{scenario.chip.id}_{scenario.model.id}"

    def write(self, figure: Figure, path: Path, kind: Kind) -> None:
        """Write `figure`; files always use the light theme, slides are read on white."""
        # Loaded on first use: a window that exports nothing starts without it.
        from explorer.export.table import delimited
        from explorer.files.atomic import write_atomically
        from ui.export.write import export_figure

        if kind == "csv":
            write_atomically(path, delimited(figure, self._appearance.t).encode("utf-8"))
            return
        if kind in _DOCUMENTS:
            self._whole([figure], path, kind, cover=False)
            return
        export_figure(
            figure,
            path,
            kind,  # type: ignore[arg-type]
            size=self._settings.slide_size,
            scenario_name=self._scenario_name(),
            date=date.today().isoformat(),
            language=self._appearance.language,
        )

    def _whole(self, figures: list[Figure], path: Path, kind: Kind, *, cover: bool) -> None:
        """Write a deck or a workbook."""
        from explorer.files.atomic import write_atomically
        from ui.export.documents import document

        subject = self._subject(self._headline())
        whole: Literal["pptx", "xlsx"] = "xlsx" if kind == "xlsx" else "pptx"
        data = document(figures, subject, whole, size=self._settings.slide_size, cover=cover)
        write_atomically(path, data)

    def _subject(self, shown: Overview) -> Subject:
        from ui.export.documents import Subject

        session, look = self._session, self._appearance
        today = date.today().isoformat()
        return Subject(
            session.scenario, session.baseline, shown, self._scenario_name(), today,
            look.language, look.t, session.pins,
        )  # fmt: skip

    def copy(self) -> None:
        """Put picture (PNG at 2x and SVG) and data (tab-separated) on the clipboard together."""
        figure = self._current()
        if figure is None:
            return
        QGuiApplication.clipboard().setMimeData(self._mime(figure))
        t = self._appearance.t
        self._tell(t("Copied “{title}”").format(title=figure.title))

    def _scenario_name(self) -> str:
        session = self._session
        return scenario_title(session.scenario, session.start, self._appearance.t)

    def _mime(self, figure: Figure) -> QMimeData:
        from tempfile import TemporaryDirectory

        from explorer.export.table import delimited

        data = QMimeData()
        with TemporaryDirectory() as folder:
            picture, drawing = Path(folder) / "chart.png", Path(folder) / "chart.svg"
            self.write(figure, picture, "png")
            self.write(figure, drawing, "svg")
            data.setImageData(QImage(str(picture)))
            data.setData("image/svg+xml", drawing.read_bytes())
        data.setText(delimited(figure, self._appearance.t, delimiter="\t"))
        return data
