"""New, open, save: the scenario and its file, with the questions that come before a loss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from explorer.change import Change
from explorer.files import scenario_file, workspace
from explorer.refusal import told
from explorer.spec.scenario import Scenario
from ui.appearance import Appearance
from ui.session import Session
from ui.settings import Settings

SUFFIX = ".sili"


class Documents:
    """File commands; `tell` shows a line, such as why a file was refused."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        settings: Settings,
        parent: QWidget,
        tell: Callable[[str], None],
        opening: Callable[[], Scenario],
    ) -> None:
        self.session = session
        self._appearance = appearance
        self._settings = settings
        self._parent = parent
        self._tell = tell
        self._opening = opening

    def new(self) -> None:
        """Start over with the opening scenario."""
        if self.may_discard():
            scenario = self._opening()
            self.session.replace(scenario, scenario)

    def open(self) -> None:
        """Ask for a file and open it."""
        if not self.may_discard():
            return
        t = self._appearance.t
        name, _ = QFileDialog.getOpenFileName(
            self._parent, t("Open a scenario"), self._settings.folder, self._filter()
        )
        if name:
            self.load(Path(name))

    def open_recent(self, path: Path) -> None:
        """Open a file, once nothing unsaved is lost by it."""
        if self.may_discard():
            self.load(path)

    def load(self, path: Path, *, own: bool = True) -> bool:
        """Open `path`; False, with a line, if it is no scenario that can be read.

        A file that is not the user's `own`, such as a story's, is only where the scenario starts.
        """
        try:
            found = workspace.load(path)
        except (OSError, ValueError) as error:
            self._tell(told(error, self._appearance.t))
            return False
        if own:
            self._settings.remember(path)
        shipped = scenario_file.as_shipped(found.scenario)
        session = self.session
        session.replace(
            found.scenario, shipped, path if own else None, found.pins, found.looks, found.view
        )
        return True

    def save(self) -> bool:
        """Write the scenario into its file; ask for one if it has none."""
        path = self.session.path
        return self._write(path) if path is not None else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and write the scenario into it."""
        t = self._appearance.t
        start = Path(self._settings.folder) / f"{self.session.scenario.chip.id}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(
            self._parent, t("Save the scenario"), str(start), self._filter()
        )
        if not name:
            return False
        path = Path(name)
        return self._write(path if path.suffix else path.with_suffix(SUFFIX))

    def rename(self) -> None:
        """Ask for the scenario's name."""
        t = self._appearance.t
        before = self.session.scenario.name
        shown = "" if before == "Untitled" else before
        name, done = QInputDialog.getText(
            self._parent, t("Rename"), t("Name of the scenario"), text=shown
        )
        if done:
            change = Change((("name", name.strip()[:80] or "Untitled"),), t("Rename"))
            self.session.apply(change)

    def may_discard(self) -> bool:
        """Ask what becomes of unsaved changes; False if the user wants to stay."""
        if not self.session.dirty:
            return True
        t = self._appearance.t
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(t("Save the changes to this scenario?"))
        save = box.addButton(t("Save"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(t("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(t("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is save:
            return self.save()
        return box.clickedButton() is discard

    def _write(self, path: Path) -> bool:
        t = self._appearance.t
        try:
            workspace.save(self.session.workspace, path)
        except (OSError, ValueError) as error:
            self._tell(told(error, self._appearance.t))
            return False
        self._settings.remember(path)
        self.session.mark_saved(path)
        self._tell(t("Saved {file}").format(file=path.name))
        return True

    def _filter(self) -> str:
        return f"{self._appearance.t('Scenarios')} (*{SUFFIX})"
