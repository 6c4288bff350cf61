"""Asks every pinned scenario the same as the live one: long prompts alone make tokens dearer."""

from __future__ import annotations

from dataclasses import replace

from explorer.presets.choose import at_workload
from ui.session import Session, State


def can_level(session: Session) -> bool:
    """Return whether a pin, or what all is held against, has another workload than the live one."""
    others = (*(pin.scenario for pin in session.pins), session.start)
    workload = session.scenario.workload
    return bool(session.pins) and any(each.workload != workload for each in others)


def level(session: Session, label: str) -> None:
    """Give every pin and the starting point the live scenario's workload, in one step."""
    workload = session.scenario.workload
    pins = tuple(
        pin
        if pin.scenario.workload == workload
        else replace(pin, scenario=at_workload(pin.scenario, workload))
        for pin in session.pins
    )
    start = session.start.replaced({"workload": workload})
    session.become(State(session.scenario, start, pins, session.looks), label)
