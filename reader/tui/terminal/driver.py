"""Textual's Linux driver, taking over a terminal on which the first page stands already."""

from __future__ import annotations

import os
import select
import signal
import termios
from codecs import getincrementaldecoder
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from reader.tui.terminal.first_paint import ENTER_ALTERNATE_SCREEN

if TYPE_CHECKING:
    from textual.message import Message

    from reader.tui.terminal.first_paint import FirstPaint

AMBIGUOUS_WIDTH_QUERY = "\x1b7\x1b[2;1H…\x1b[6n\x1b[2;1H  \x1b8"
"""Print a sign of ambiguous width in the margin, ask where the cursor stands then, and wipe it off. Not in the first
row: what a terminal answers from there is also what it sends for Shift+F3."""
_MAX_CELLS = 2000
"""Columns, and rows, of the largest terminal: 8K across in characters of four pixels."""
_IDLE, _SOON, _LOOKS = 100, 2, 20
"""Milliseconds to wait for a key, and to wait after one, that many times: longer in all than Esc is held for what may
follow it."""
_EXIT_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""Untreated, these signals end the program with the terminal still in its hands."""


def make_driver_class(first_paint: FirstPaint, *, query_ambiguous_width: bool = False) -> type[LinuxDriver]:
    """The driver class for an app that starts behind a curtain.

    Args:
        first_paint: What the terminal shows.
        query_ambiguous_width: Whether to ask the terminal how wide it draws signs of ambiguous width. The answer comes
            among the keys, as an event; a terminal that gives none costs nothing.
    """

    class AdoptingDriver(LinuxDriver):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            for (
                number
            ) in _EXIT_SIGNALS:  # not the loop's handlers: those wait for the loop, which may wait for the terminal
                signal.signal(number, self._exit_on_signal)
            Thread(target=self._watch_for_hangup, name="dubao-hangup", daemon=True).start()

        def _watch_for_hangup(self) -> None:
            """End when the terminal is closed: not every program is told so by a signal, and Textual would read on."""
            waiting = select.poll()
            waiting.register(self.fileno, 0)
            if any(what & select.POLLHUP for _, what in waiting.poll()):
                os.kill(os.getpid(), signal.SIGHUP)

        def _exit_on_signal(self, number: int, _frame: object) -> None:
            """End by a signal, through the app, which has the terminal put back; at once where there is none to put
            back: it was closed, and no write to it comes to an end, or the app is over.
            """
            try:
                termios.tcgetattr(self.fileno)
                self._loop.call_soon_threadsafe(partial(self._app.exit, return_code=128 + number))
            except (termios.error, RuntimeError):
                os._exit(128 + number)

        def _sigcont_application(self, *_: object) -> None:
            """Take the terminal again after SIGTSTP. SIGCONT also comes after SIGSTOP and after a hangup, when nothing
            was given away: the threads of the first taking would be lost, and waited for at the end.
            """
            if self._must_signal_resume:
                super()._sigcont_application()

        def start_application_mode(self) -> None:
            """Take over: the user's modes are put back first, since they are saved now to be restored at the end."""
            first_paint.restore_modes()
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if query_ambiguous_width:
                super().write(AMBIGUOUS_WIDTH_QUERY)

        def write(self, data: str) -> None:
            """Write, but do not enter the alternate screen twice: entering clears it. Nothing where the terminal was
            closed: the thread that writes has died of it, and what it does not take would be waited for.
            """
            if data == ENTER_ALTERNATE_SCREEN and first_paint.is_drawn:
                first_paint.is_drawn = False
            elif self._writer_thread is None or self._writer_thread.is_alive():
                super().write(data)

        def run_input_thread(self) -> None:
            """Read what the terminal says. After a size of no pixels, by which Textual's parser divides, and bytes that
            are no UTF-8, begin anew: the next parser knows no size, the next decoder no bytes.
            """
            while not self.exit_event.is_set():
                with suppress(ZeroDivisionError, UnicodeDecodeError):
                    self._read_keys()

        def _read_keys(self) -> None:
            """As Textual's own loop, but that looks up ten times a second, so that Esc alone, which is known only by
            nothing following it, takes effect 100 ms after the key. This one looks again soon after every key.
            """
            parser = XTermParser(self._debug)
            decode = getincrementaldecoder("utf-8")().decode
            waiting = select.poll()
            waiting.register(self.fileno, select.POLLIN)
            looks = 0
            while not self.exit_event.is_set():
                if waiting.poll(_SOON if looks else _IDLE):
                    data = os.read(self.fileno, 4096)
                    if not data:  # closed: the hangup ends the program
                        self.exit_event.wait(_IDLE / 1000)
                    looks = _LOOKS
                    if text := decode(data):  # a character may still be in parts, and "" would be the end to the parser
                        for event in parser.feed(text):
                            self.process_message(event)
                elif looks:
                    looks -= 1
                for event in parser.tick():
                    self.process_message(event)

        def process_message(self, message: Message) -> None:
            """Pass on what the terminal says, but for a size that no terminal has and nobody could draw."""
            if not isinstance(message, events.Resize) or all(0 < cells <= _MAX_CELLS for cells in message.size):
                super().process_message(message)

    return AdoptingDriver
