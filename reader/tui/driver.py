"""Textual's Linux driver, taking over a terminal on which the first page stands already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver

from reader.tui.curtain import ENTER

if TYPE_CHECKING:
    from reader.tui.curtain import Curtain


def driver_behind(curtain: Curtain) -> type[LinuxDriver]:
    """The driver class for an app that starts behind a curtain."""

    class Driver(LinuxDriver):
        def start_application_mode(self) -> None:
            """Take over: the user's modes are put back first, since they are saved now to be restored at the end."""
            curtain.lift()
            super().start_application_mode()  # type: ignore[no-untyped-call]

        def write(self, data: str) -> None:
            """Write, but do not enter the alternate screen twice: entering clears it."""
            if data == ENTER and curtain.drawn:
                curtain.drawn = False
                return
            super().write(data)

    return Driver
