"""A test that wrote into the developer's own settings would pass here and hurt at home."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_dir
from PySide6.QtCore import QSettings, QStandardPaths


def test_settings_and_data_live_in_the_folder_of_the_test(user_folders: Path) -> None:
    places = [
        QSettings("siliconomics", "siliconomics").fileName(),
        QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "siliconomics").fileName(),
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation),
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation),
        user_data_dir("siliconomics"),
    ]
    assert [place for place in places if not Path(place).is_relative_to(user_folders)] == []
