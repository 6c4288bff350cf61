"""What is done with pinned scenarios: each command one step of the session's history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QInputDialog, QWidget

from explorer import pins as pinned
from explorer.files.scenario_file import as_shipped
from explorer.pins import LETTERS, Pin
from explorer.spec.scenario import Scenario
from ui.appearance import Appearance
from ui.naming import pin_detail, scenario_title
from ui.session import Session, State
from ui.widgets.pin_card import CardText

LONGEST = 60


class Pinboard:
    """Commands on the pins of a session; those on one pin act on `current`."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        parent: QWidget,
        tell: Callable[[str], None],
    ) -> None:
        self._session = session
        self._appearance = appearance
        self._parent = parent
        self._tell = tell
        self._current = 0

    @property
    def current(self) -> Pin | None:
        """The pin that commands act on, None while nothing is pinned."""
        pins = self._session.pins
        return pins[self._at] if pins else None

    @property
    def shows(self) -> bool:
        """Whether a scenario is pinned other than as a baseline out of sight."""
        return not all(pin.hidden and pin.baseline for pin in self._session.pins)

    @property
    def _at(self) -> int:
        return min(self._current, len(self._session.pins) - 1)

    def choose(self, at: int) -> None:
        """Let commands act on the pin at `at`; the card of the live scenario is none."""
        if at < len(self._session.pins):
            self._current = at

    def can_pin(self) -> bool:
        """Whether the scenario as it is is not pinned yet and there is room."""
        session = self._session
        return not pinned.full(session.pins) and (
            pinned.place_of(session.pins, session.scenario) is None
        )

    def can_add(self) -> bool:
        """Whether there is room for one more."""
        return not pinned.full(self._session.pins)

    def pin(self) -> None:
        """Pin the scenario as it is, or say why not."""
        session = self._session
        t = self._appearance.t
        self.add(session.scenario, scenario_title(session.scenario, session.start, t), t("Pin"))

    def add(self, scenario: Scenario, title: str, verb: str) -> None:
        """Pin a scenario under a title, or say why not."""
        t, session = self._appearance.t, self._session
        at = pinned.place_of(session.pins, scenario)
        if at is not None:
            self._tell(t("Already pinned as {letter}").format(letter=LETTERS[at]))
        elif pinned.full(session.pins):
            self._tell(t("No more than {count} can be pinned").format(count=len(pinned.SLOTS)))
        else:
            name = free_name(session.pins, title[:LONGEST])
            self._current = len(session.pins)
            session.pin(pinned.added(session.pins, scenario, name), _step(verb, name))

    def duplicate(self) -> None:
        """Pin the current pin's scenario once more; the live one where nothing is pinned."""
        pin, pins = self.current, self._session.pins
        if pin is None:
            self.pin()
        elif pinned.full(pins):
            t = self._appearance.t
            self._tell(t("No more than {count} can be pinned").format(count=len(pinned.SLOTS)))
        else:
            name = free_name(pins, pin.name)
            # A copy of its own: the same scenario twice would be taken for one.
            twin = pin.scenario.replaced({"name": name})
            label = _step(self._appearance.t("Duplicate"), pin.name)
            self._session.pin(pinned.added(pins, twin, name, self._at + 1), label)
            self._current = self._at + 1

    def rename(self) -> None:
        """Ask for the current pin's name."""
        t, pin = self._appearance.t, self.current
        if pin is None:
            return
        name, done = QInputDialog.getText(
            self._parent, t("Rename"), t("Name of the scenario"), text=pin.name
        )
        if done and name.strip():
            self._alter(t("Rename"), name=name.strip()[:LONGEST])

    def move(self, way: int) -> None:
        """Move the current pin by `way` places."""
        self.move_to(self._at, self._at + way)

    def move_to(self, at: int, to: int) -> None:
        """Move the pin at `at` to `to`; nothing beyond the ends."""
        pins = self._session.pins
        if at < len(pins):
            to = min(max(to, 0), len(pins) - 1)
            self._session.pin(
                pinned.moved(pins, at, to), _step(self._appearance.t("Move"), pins[at].name)
            )
            self._current = to

    def recolour(self, slot: int) -> None:
        """Give the current pin another colour, dash and marker."""
        if (pin := self.current) is not None:
            pins = pinned.recoloured(self._session.pins, self._at, slot)
            self._session.pin(pins, _step(self._appearance.t("Colour"), pin.name))

    def hide(self) -> None:
        """Hide the current pin's curves, or show them again."""
        if (pin := self.current) is not None:
            t = self._appearance.t
            self._alter(t("Show") if pin.hidden else t("Hide"), hidden=not pin.hidden)

    def hold(self) -> None:
        """Make the current pin the baseline, or what ships if it is."""
        if (pin := self.current) is not None:
            at = None if pin.baseline else self._at
            t = self._appearance.t
            self._session.pin(pinned.held(self._session.pins, at), t("Baseline"))

    def swap_in(self) -> None:
        """Go on from the current pin: it becomes the live scenario."""
        if (pin := self.current) is not None:
            state = State(
                pin.scenario, as_shipped(pin.scenario), self._session.pins, self._session.looks
            )
            self._session.become(state, _step(self._appearance.t("Make current"), pin.name))

    def remove(self) -> None:
        """Take the current pin away."""
        if (pin := self.current) is not None:
            pins = pinned.removed(self._session.pins, self._at)
            self._session.pin(pins, _step(self._appearance.t("Remove"), pin.name))

    def cards(self) -> tuple[CardText, ...]:
        """Return the cards: every pin, and the live scenario where it is none of them."""
        t, session = self._appearance.t, self._session
        same = pinned.place_of(session.pins, session.scenario)
        cards = []
        for at, pin in enumerate(session.pins):
            live = at == same
            slot = 1 if live else 0 if pin.baseline else pin.slot
            tag = t("baseline") if pin.baseline else t("now") if live else ""
            detail = pin_detail(pin.scenario, t)
            hidden = pin.hidden and not live
            cards.append(CardText(LETTERS[at], pin.name, detail, slot, tag, hidden, live))
        if same is None:
            title = scenario_title(session.scenario, session.start, t)
            letter = pinned.letter_of_live(session.pins, session.scenario)
            detail = pin_detail(session.scenario, t)
            now = CardText(letter, title, detail, 1, t("now"), live=True, pinned=False)
            cards.append(now)
        return tuple(cards)

    def _alter(self, verb: str, **values: Any) -> None:
        pin = self.current
        if pin is not None:
            pins = pinned.altered(self._session.pins, self._at, **values)
            self._session.pin(pins, _step(verb, pin.name))


def free_name(pins: pinned.Pins, name: str) -> str:
    """Return `name`, numbered where another pin has it."""
    taken = {pin.name for pin in pins}
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name} {number}"
    return found


def _step(verb: str, name: str) -> str:
    """Return the name of a step for the undo menu."""
    return f"{verb} “{name}”"
