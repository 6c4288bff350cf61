"""Qt's actions made from the declarations: menus, and text, state and icon kept up to date."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from explorer.text import Text, plain
from ui.action_def import ActionDef
from ui.actions import declare, menu_titles
from ui.commands import Commands
from ui.icons import icon

_ROLES = {"about": QAction.MenuRole.AboutRole, "quit": QAction.MenuRole.QuitRole}
"""Actions that macOS moves into the program's own menu; by their words it would know only English.
"""


class ActionSet(QObject):
    """One QAction per declaration, by id."""

    def __init__(self, commands: Commands, t: Text, window: QWidget) -> None:
        super().__init__(window)
        self._commands = commands
        self._menus: dict[str, QMenu] = {}
        self._defs: dict[str, ActionDef] = {}
        self.actions: dict[str, QAction] = {}
        for each in declare(commands, t):
            action = QAction(window)
            action.setObjectName(each.id)
            action.setCheckable(each.checked is not None)
            action.setMenuRole(_ROLES.get(each.id, QAction.MenuRole.NoRole))
            action.setShortcuts([QKeySequence(key) for key in each.keys])
            action.triggered.connect(lambda _=False, name=each.id: self.run(name))
            window.addAction(action)
            self.actions[each.id] = action

    def run(self, name: str) -> None:
        """Do what the action of this id does, then bring every action up to date."""
        self._defs[name].handler()
        self.refresh()

    def build_menus(self, bar: QMenuBar, t: Text) -> None:
        """Fill the menu bar."""
        for path, title in menu_titles(t).items():
            parent = self._menus.get(path.rpartition("/")[0])
            self._menus[path] = (parent or bar).addMenu(title)
        for each in declare(self._commands, t):
            menu = self._menus[each.menu]
            if each.line:
                menu.addSeparator()
            menu.addAction(self.actions[each.id])

    def insert_menu(self, menu: QMenu, after: str) -> None:
        """Put a menu that fills itself below an action, in the same menu."""
        found = ((above, above.actions()) for above in self._menus.values())
        above, entries = next(pair for pair in found if self.actions[after] in pair[1])
        above.insertMenu(entries[entries.index(self.actions[after]) + 1], menu)

    def retranslate(self, t: Text, ink: str) -> None:
        """Name everything anew and draw the icons in `ink`."""
        for path, title in menu_titles(t).items():
            if path in self._menus:
                self._menus[path].setTitle(title)
        for each in declare(self._commands, t):
            self._defs[each.id] = each
            action = self.actions[each.id]
            self._name(action, each.text)
            if each.icon:
                action.setIcon(icon(each.icon, ink))
        self.refresh()

    def refresh(self) -> None:
        """Ask every declaration for its text and state."""
        for each in self._defs.values():
            action = self.actions[each.id]
            if each.label is not None:
                self._name(action, each.label())
            if each.enabled is not None:
                action.setEnabled(each.enabled())
            if each.checked is not None:
                action.setChecked(each.checked())

    @staticmethod
    def _name(action: QAction, text: str) -> None:
        """Write text and tip, if they are new: a drag asks at every step."""
        if action.text() == text and action.toolTip():
            return
        action.setText(text)
        keys = ", ".join(key.toString() for key in action.shortcuts()[:1])
        action.setToolTip(f"{plain(text)} ({keys})" if keys else plain(text))

    def listed(self, t: Text) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """Return by menu: (id, text, keys) of every action."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        titles = menu_titles(t)
        for each in self._defs.values():
            keys = ", ".join(key.toString() for key in self.actions[each.id].shortcuts())
            title = plain(titles[each.menu.partition("/")[0]])
            found.setdefault(title, []).append((each.id, plain(each.text), keys))
        return list(found.items())

    def shortcuts(self, t: Text) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return by menu: (text, keys) of every action that has keys."""
        found: dict[str, list[tuple[str, str]]] = {}
        titles = menu_titles(t)
        for each in self._defs.values():
            keys = [key.toString() for key in self.actions[each.id].shortcuts()]
            if keys:
                title = plain(titles[each.menu.partition("/")[0]])
                text = plain(each.text)
                found.setdefault(title, []).append((text, ", ".join(keys)))
        return list(found.items())
