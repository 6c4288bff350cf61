"""Every action of the window, declared once; menus, toolbar and the shortcut sheet read this."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal

from explorer.text import LANGUAGES, Text
from explorer.views import VIEWS
from ui.action_def import ActionDef
from ui.commands import Commands
from ui.panels.toolbar import PICKERS
from ui.pin_actions import pin_actions
from ui.settings import SIZES


def menu_titles(t: Text) -> dict[str, str]:
    """Return the menus and submenus in order, by id."""
    return {
        "file": t("&File"),
        "edit": t("&Edit"),
        "view": t("&View"),
        "view/theme": t("Theme"),
        "view/language": t("Language"),
        "view/size": t("Size"),
        "scenario": t("&Scenario"),
        "scenario/pinned": t("Pinned"),
        "chart": t("&Chart"),
        "analysis": t("&Analysis"),
        "help": t("&Help"),
    }


def declare(c: Commands, t: Text) -> tuple[ActionDef, ...]:
    """Return all actions in menu order."""
    return (
        *_file(c, t),
        *_edit(c, t),
        *_view(c, t),
        *_appearance(c, t),
        *_scenario(c, t),
        *pin_actions(c, t),
        *_chart(c, t),
        *_analysis(c, t),
        *_help(c, t),
    )


def _file(c: Commands, t: Text) -> Iterator[ActionDef]:
    documents = c.documents
    yield ActionDef("new", "file", t("&New"), documents.new, ("Ctrl+N",))
    yield ActionDef("open", "file", t("&Open…"), documents.open, ("Ctrl+O",), "open")
    yield ActionDef("save", "file", t("&Save"), documents.save, ("Ctrl+S",), "save", line=True)
    yield ActionDef("save_as", "file", t("Save &as…"), documents.save_as, ("Ctrl+Shift+S",))
    yield ActionDef(
        "copy_share", "file", t("Copy as text"), c.sharing.copy, ("Ctrl+Shift+K",), line=True
    )
    yield ActionDef("paste_share", "file", t("Open from text"), c.sharing.paste, ("Ctrl+Shift+V",))
    yield ActionDef("quit", "file", t("&Quit"), c.quit, ("Ctrl+Q",), line=True)


def _edit(c: Commands, t: Text) -> Iterator[ActionDef]:
    stack, session = c.session.undo_stack, c.session
    yield ActionDef(
        "undo", "edit", t("Undo"), stack.undo, ("Ctrl+Z",), "undo",
        enabled=stack.canUndo, label=lambda: t("Undo {step}").format(step=stack.undoText()).strip(),
    )  # fmt: skip
    yield ActionDef(
        "redo", "edit", t("Redo"), stack.redo, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo",
        enabled=stack.canRedo, label=lambda: t("Redo {step}").format(step=stack.redoText()).strip(),
    )  # fmt: skip
    yield ActionDef(
        "reset_all", "edit", t("Reset all levers"), c.dock.hand.reset_all, ("Ctrl+Shift+R",),
        "reset", line=True, enabled=lambda: bool(session.changed_paths),
    )  # fmt: skip
    yield ActionDef("find", "edit", t("Find a lever"), c.find_lever, ("Ctrl+F",), "search")


def _view(c: Commands, t: Text) -> Iterator[ActionDef]:
    for number, view in enumerate(VIEWS, 1):
        yield ActionDef(
            f"view_{view.id}", "view", t(view.label), partial(c.tabs.choose, view.id),
            (f"Ctrl+{number}",) if number < 10 else (),
            checked=_is(lambda: c.tabs.current, view.id),
        )  # fmt: skip
    yield ActionDef(
        "levers", "view", t("Levers"), c.toggle_dock, ("Ctrl+L",), line=True,
        checked=lambda: not c.dock.folded,
    )  # fmt: skip
    yield ActionDef(
        "advanced", "view", t("All levers"), c.toggle_level, ("Ctrl+Shift+L",),
        checked=lambda: c.dock.bar.level == "advanced",
    )  # fmt: skip
    yield ActionDef("next_pane", "view", t("Next pane"), c.panes.next, ("F6",), line=True)
    yield ActionDef("previous_pane", "view", t("Previous pane"), c.panes.previous, ("Shift+F6",))


def _appearance(c: Commands, t: Text) -> Iterator[ActionDef]:
    look = c.appearance
    themes = {"system": t("As the system"), "light": t("Light"), "dark": t("Dark")}
    for choice, text in themes.items():
        yield ActionDef(
            f"theme_{choice}", "view/theme", text, partial(look.choose_theme, choice),
            checked=_is(lambda: look.choice, choice),
        )  # fmt: skip
    yield ActionDef(
        "theme_toggle", "view/theme", t("Switch light and dark"), look.toggle_theme,
        ("Ctrl+Shift+D",), "sun" if look.theme.dark else "moon", line=True,
    )  # fmt: skip
    sizes = {"system": (0, t("As the system"))}
    sizes |= {str(size): (size, f"{size} %") for size in SIZES}
    for name, (size, text) in sizes.items():
        yield ActionDef(
            f"size_{name}", "view/size", text, partial(c.show_size, size),
            checked=partial(c.shows_size, size),
        )  # fmt: skip
    for code, name in LANGUAGES.items():
        yield ActionDef(
            f"language_{code}", "view/language", name,
            partial(look.choose_language, code),
            checked=_is(lambda: look.language, code),
        )  # fmt: skip


def _scenario(c: Commands, t: Text) -> Iterator[ActionDef]:
    texts = {
        "chip": t("Chip…"),
        "model": t("Model…"),
        "format": t("Formats…"),
        "deploy": t("Deployment…"),
        "workload": t("Workload…"),
    }
    for number, name in enumerate(PICKERS, 1):
        yield ActionDef(
            f"pick_{name}", "scenario", texts[name], partial(c.pick, name),
            (f"Alt+{number}",),
        )  # fmt: skip
    yield ActionDef("pick_basis", "scenario", t("Cost basis…"), c.choose_basis, ("Alt+6",))
    yield ActionDef("rename", "scenario", t("Rename…"), c.documents.rename, ("F2",), line=True)


def _chart(c: Commands, t: Text) -> Iterator[ActionDef]:
    charts = c.exports
    yield ActionDef(
        "copy_chart", "chart", t("Copy chart"), charts.copy, ("Ctrl+Shift+C",), "copy"
    )  # fmt: skip
    yield ActionDef(
        "export_png", "chart", t("Export PNG…"), lambda: charts.export("png"), line=True
    )
    yield ActionDef("export_svg", "chart", t("Export SVG…"), lambda: charts.export("svg"))
    yield ActionDef("export_pdf", "chart", t("Export PDF…"), lambda: charts.export("pdf"))
    yield ActionDef("export_pptx", "chart", t("Export PowerPoint…"), lambda: charts.export("pptx"))
    yield ActionDef("export_xlsx", "chart", t("Export Excel…"), lambda: charts.export("xlsx"))
    yield ActionDef(
        "export_deck", "chart", t("Export all as slides…"), charts.deck, ("Ctrl+Shift+E",)
    )  # fmt: skip
    yield ActionDef("export_report", "chart", t("Export a one-page report…"), charts.report)
    yield ActionDef("export_csv", "chart", t("Export CSV…"), lambda: charts.export("csv"))
    sizes: tuple[tuple[str, Literal["16:9", "4:3"]], ...]
    sizes = (("slide_wide", "16:9"), ("slide_narrow", "4:3"))
    for name, size in sizes:
        yield ActionDef(
            name, "chart", t("Slides {size}").format(size=size), partial(c.use_slides, size),
            line=name == "slide_wide", checked=partial(c.uses_slides, size),
        )  # fmt: skip
    yield ActionDef(
        "expand", "chart", t("Show alone or with the others"), c.toggle_expand, ("F11",), line=True
    )
    yield ActionDef(
        "project_chart", "chart", t("Open in its own window"), c.open_chart, ("Ctrl+F11",)
    )
    yield ActionDef(
        "project_view", "chart", t("Open the view in its own window"), c.open_view,
        ("Ctrl+Shift+F11",),
    )  # fmt: skip
    yield ActionDef(
        "as_table", "chart", t("Show as a table"), c.toggle_table, ("F8",),
        checked=lambda: c.grid.card is not None and c.grid.card.as_table,
    )  # fmt: skip
    yield ActionDef("reset_view", "chart", t("Reset the view"), c.reset_view, ("Ctrl+0",))


def _analysis(c: Commands, t: Text) -> Iterator[ActionDef]:
    yield ActionDef("why", "analysis", t("Why this number…"), c.explain, ("Ctrl+I",))
    hand = c.dock.hand
    yield ActionDef(
        "play_lever", "analysis", t("Play the lever"), hand.play, ("Ctrl+J",),
        enabled=lambda: bool(hand.current), checked=lambda: bool(hand.player.path),
    )  # fmt: skip
    yield ActionDef(
        "assumptions", "analysis", t("Assumptions…"), c.show_assumptions, ("Ctrl+Shift+A",)
    )
    yield ActionDef("goal_seek", "analysis", t("Goal seek…"), c.show_goal_seek, ("Ctrl+G",))


def _help(c: Commands, t: Text) -> Iterator[ActionDef]:
    guide = c.guide
    yield ActionDef("gallery", "help", t("Gallery…"), guide.show_gallery, ("Ctrl+Shift+G",))
    yield ActionDef("tour", "help", t("Take the tour"), guide.take_tour)
    yield ActionDef("glossary", "help", t("Glossary…"), guide.show_glossary, ("Shift+F1",))
    yield ActionDef(
        "palette", "help", t("Find a command…"), guide.show_palette, ("Ctrl+Shift+P",), line=True
    )
    yield ActionDef(
        "shortcuts", "help", t("Keyboard shortcuts"), c.show_shortcuts, ("F1", "?"), "keyboard"
    )  # fmt: skip
    yield ActionDef("about", "help", t("About Siliconomics"), c.show_about, line=True)


def _is(value: Callable[[], str], wanted: str) -> Callable[[], bool]:
    return lambda: value() == wanted
