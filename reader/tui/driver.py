"""Textual's Linux driver, taking over a terminal on which the first page stands already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver

from reader.tui.curtain import ENTER

if TYPE_CHECKING:
    from reader.tui.curtain import Curtain

_ASK = "\x1b7\x1b[2;1H…\x1b[6n\x1b[2;1H  \x1b8"
"""Print a sign of ambiguous width in the margin, ask where the cursor stands then, and wipe it off. Not in the first
row: what a terminal answers from there is also what it sends for Shift+F3."""


def driver_behind(curtain: Curtain, *, ask: bool = False) -> type[LinuxDriver]:
    """The driver class for an app that starts behind a curtain.

    Args:
        curtain: What the terminal shows.
        ask: Whether to ask the terminal how wide it draws signs of ambiguous width. The answer comes among the keys,
            as an event; a terminal that gives none costs nothing.
    """

    class Driver(LinuxDriver):
        def start_application_mode(self) -> None:
            """Take over: the user's modes are put back first, since they are saved now to be restored at the end."""
            curtain.lift()
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if ask:
                super().write(_ASK)

        def write(self, data: str) -> None:
            """Write, but do not enter the alternate screen twice: entering clears it."""
            if data == ENTER and curtain.drawn:
                curtain.drawn = False
                return
            super().write(data)

    return Driver
