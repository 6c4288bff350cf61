"""Charts on their way out: to a file or to the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.figures.figure import Figure
from ui.appearance import Appearance
from ui.naming import scenario_title
from ui.session import Session
from ui.settings import Settings

Kind = Literal["png", "svg", "pdf", "csv"]


class Exports:
    """Copy and export of the chart that `current` names."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        settings: Settings,
        parent: QWidget,
        tell: Callable[[str], None],
        current: Callable[[], Figure | None],
    ) -> None:
        self._session = session
        self._appearance = appearance
        self._settings = settings
        self._parent = parent
        self._tell = tell
        self._current = current

    def export(self, kind: Kind) -> bool:
        """Ask for a file and write the chart into it."""
        figure = self._current()
        if figure is None:
            return False
        t = self._appearance.t
        stem = f"{self._session.scenario.chip.id}_{figure.id}"
        start = str(Path(self._settings.folder) / f"{stem}.{kind}")
        name, _ = QFileDialog.getSaveFileName(
            self._parent, t("Export the chart"), start, f"{kind.upper()} (*.{kind})"
        )
        if not name:
            return False
        path = Path(name)
        path = path if path.suffix else path.with_suffix(f".{kind}")
        try:
            self.write(figure, path, kind)
        except (OSError, ValueError) as error:
            self._tell(str(error))
            return False
        self._settings.folder = str(path.parent)
        self._tell(t("Exported {file}").format(file=path.name))
        return True

    def write(self, figure: Figure, path: Path, kind: Kind) -> None:
        """Write `figure`; files always use the light theme, slides are read on white."""
        # Loaded on first use: a window that exports nothing starts without it.
        from explorer.export.table import delimited
        from explorer.files.atomic import write_atomically
        from ui.export.write import export_figure

        if kind == "csv":
            write_atomically(path, delimited(figure, self._appearance.t).encode("utf-8"))
            return
        export_figure(
            figure,
            path,
            kind,
            scenario_name=self._scenario_name(),
            date=date.today().isoformat(),
            language=self._appearance.language,
        )

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
        return scenario_title(session.scenario, session.baseline, self._appearance.t)

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
