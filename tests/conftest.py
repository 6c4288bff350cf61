"""What every test stands on: its own folders, a fixed locale, no display, a hypothesis profile."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before Qt is imported: it reads these once, and warns about a missing runtime folder or locale.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
os.environ["QT_API"] = "pyside6"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="siliconomics-test-")

slow_machine = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("dev", max_examples=20, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True)
settings.register_profile(
    "thorough", max_examples=2_000, deadline=None, suppress_health_check=slow_machine
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

USER_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "APPDATA": "config",
    "LOCALAPPDATA": "data",
}


@pytest.fixture(autouse=True)
def user_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a user of its own: no setting, recovery file or cache leaks in or out."""
    user = tmp_path / "user"
    for variable, folder in USER_FOLDERS.items():
        path = user / folder
        path.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(variable, str(path))
    if "PySide6.QtCore" in sys.modules:
        redirect_qt_settings(user / "config")
    return user


def redirect_qt_settings(folder: Path) -> None:
    """Point QSettings, which remembers its folders from the first use, at `folder`."""
    from PySide6.QtCore import QSettings

    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(folder))
