"""What the scenario is held against: what ships, a pinned scenario, or the state as it is now."""

from __future__ import annotations

from explorer import pins as pinned
from explorer.naming import short_name
from explorer.pins import LETTERS
from ui.appearance import Appearance
from ui.naming import scenario_title
from ui.pinboard import LONGEST, free_name
from ui.session import Session
from ui.widgets.picker import Choice

_SHIPPED, _NOW = "shipped", "now"


class BaselineChoice:
    """The choices of a baseline, and each choice as one step of history."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        self._session = session
        self._appearance = appearance

    def choices(self) -> tuple[Choice, ...]:
        """Return what can be the baseline: what ships, each pin, the scenario as it is."""
        t, session = self._appearance.t, self._session
        held = pinned.baseline_of(session.pins)
        shipped = t("{chip} as shipped").format(chip=short_name(session.start.chip.name))
        found = [Choice(_SHIPPED, shipped, "", chosen=held is None)]
        for at, pin in enumerate(session.pins):
            found.append(Choice(str(at), f"{LETTERS[at]}  {pin.name}", "", chosen=pin.baseline))
        if not pinned.full(session.pins) and (
            pinned.place_of(session.pins, session.scenario) is None
        ):
            found.append(Choice(_NOW, t("The scenario as it is now"), ""))
        return tuple(found)

    def take(self, key: str) -> None:
        """Make one of `choices` the baseline."""
        t, session = self._appearance.t, self._session
        pins, at = session.pins, None
        if key == _NOW:
            title = scenario_title(session.scenario, session.start, t)
            pins = pinned.added(pins, session.scenario, free_name(pins, title[:LONGEST]))
            at = len(pins) - 1
        elif key != _SHIPPED:
            at = int(key)
        session.pin(pinned.held(pins, at), t("Baseline"))

    def name(self) -> str:
        """Return the name of the baseline."""
        session = self._session
        for at, pin in enumerate(session.pins):
            if pin.baseline:
                return f"{LETTERS[at]}  {pin.name}"
        t = self._appearance.t
        return t("{chip} as shipped").format(chip=short_name(session.start.chip.name))
