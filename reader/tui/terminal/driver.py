"""Textual's Linux driver, changed to take over a terminal on which the first page is drawn already.

This is the only module that uses private names of Textual (except overrides of a widget's own methods), because the
driver has no public hooks for what is done here. tests/tui/terminal/test_driver.py lists the names and the version of
Textual that they were checked with.
"""

from __future__ import annotations

import os
import select
import signal
import termios
from codecs import getincrementaldecoder
from contextlib import suppress
from functools import lru_cache, partial
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, ClassVar

from textual import constants, events
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from reader.tui.terminal.first_paint import ENTER_ALTERNATE_SCREEN, EXIT_SIGNALS, FirstPaint
from reader.tui.terminal.reply_filter import ESC, ReplyFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.style import Style
    from textual.app import App
    from textual.color import Color
    from textual.message import Message

_AMBIGUOUS_WIDTH_QUERY = "\x1b7\x1b[2;1H…\x1b[6n\x1b[2;1H  \x1b8"
"""Print a character of ambiguous width in the margin, ask for the position of the cursor, and erase the character. Not
in the first row: the answer from there is also what terminals send for Shift+F3."""
_MAX_CELLS = 2000
"""Columns, and rows, of the largest terminal: 8K across in characters of four pixels."""
_IDLE_MS = 100
"""Milliseconds to wait for input when there was none lately."""
_HANGUP_SECONDS = 1.0
"""Seconds that the program has to end when its terminal was closed."""
_BUSY_MS, _BUSY_POLLS = 2, 20
"""Milliseconds to wait after input, and how often: longer in all than Textual waits for what may follow Esc."""


def share_background_styles() -> None:
    """Let Textual's cache of background styles hold colours alone.

    It is a cache of a method, so it holds the last thousand widgets too, each with all its drawn rows: every page of
    help and settings that was opened.
    """
    compute = getattr(StylesCache.get_inner_outer, "__wrapped__", None)
    if compute is None:
        return  # it was done before
    shared: Callable[[Color, Color], tuple[Style, Style]] = lru_cache(1024)(partial(compute, StylesCache))

    def get_inner_outer(cls: object, base_background: Color, background: Color) -> tuple[Style, Style]:
        return shared(base_background, background)

    StylesCache.get_inner_outer = get_inner_outer  # type: ignore[method-assign,assignment]


def is_without_shell() -> bool:
    """Whether no shell could continue this process if it were stopped, as where it is the program of a terminal window.

    A shell with job control starts each job in another process group than its own, which is that of the session.
    """
    return os.getpgrp() == os.getsid(0)


class AdoptingDriver(LinuxDriver):
    """A driver for a terminal that `FirstPaint` has prepared; `make_driver_class` sets the attributes of the class."""

    first_paint: ClassVar[FirstPaint]
    """What the terminal shows."""
    queries_ambiguous_width: ClassVar[bool] = False
    """Whether to ask the terminal for the width of ambiguous characters when the application starts."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for (
            number
        ) in EXIT_SIGNALS:  # the handlers of the event loop would wait for it, and it may wait for the terminal
            signal.signal(number, self._exit_on_signal)
        Thread(target=self._watch_for_hangup, name="dubao-hangup", daemon=True).start()

    def _watch_for_hangup(self) -> None:
        """Send SIGHUP to this process when the terminal is closed.

        The system does not send it to every process, and Textual would go on reading.
        """
        poll = select.poll()
        poll.register(self.fileno, 0)
        if any(event & select.POLLHUP for _, event in poll.poll()):
            os.kill(os.getpid(), signal.SIGHUP)

    def _exit_on_signal(self, number: int, _frame: object) -> None:
        """Exit through the app, which restores the terminal.

        Exit at once where nothing can be restored: the terminal was closed, and no write to it would return, or the
        event loop has ended.
        """
        try:
            termios.tcgetattr(self.fileno)
            self._loop.call_soon_threadsafe(partial(self._app.exit, return_code=128 + number))
        except termios.error:
            self._exit_without_terminal(128 + number)
        except RuntimeError:
            os._exit(128 + number)

    def _exit_without_terminal(self, code: int) -> None:
        """Exit when what is being typed is stored, or after a second: the event loop may wait for the terminal."""

        def exit_later() -> None:
            self._call_app("stop_commands")
            sleep(_HANGUP_SECONDS)
            os._exit(code)

        Thread(target=exit_later, name="dubao-exit", daemon=True).start()

        def store_and_exit() -> None:
            try:
                self._call_app("stop_commands")
                self._call_app("store_unsaved")
            finally:
                os._exit(code)

        try:
            self._loop.call_soon_threadsafe(store_and_exit)
        except RuntimeError:  # it has ended
            os._exit(code)

    def _call_app(self, name: str) -> None:
        """Call a method of the app that Textual's has not, where it is there."""
        method = getattr(self._app, name, None)
        if method is not None:
            method()

    def _sigtstp_application(self, *_: object) -> None:
        """Stop at SIGTSTP, unless nothing could continue the process: the system ignores SIGTSTP then by default."""
        if not is_without_shell():
            super()._sigtstp_application()

    def _sigcont_application(self, *_: object) -> None:
        """Start application mode again after SIGTSTP, and only then.

        SIGCONT also comes after SIGSTOP and after a hangup, when application mode was not left: starting it again would
        lose its threads, and the exit would wait for them.
        """
        if self._must_signal_resume:
            super()._sigcont_application()

    def start_application_mode(self) -> None:
        """Start application mode; the terminal's modes are restored first, since Textual saves them for the exit."""
        self.first_paint.restore_modes()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self.queries_ambiguous_width:
            super().write(_AMBIGUOUS_WIDTH_QUERY)

    def write(self, data: str) -> None:
        """Write to the terminal.

        The sequence that enters the alternate screen is left out where the first paint has sent it, since it clears the
        screen. Nothing is written when the terminal was closed: the writer thread has ended then, and its queue, which
        nobody empties, would block.
        """
        if data == ENTER_ALTERNATE_SCREEN and self.first_paint.is_drawn:
            self.first_paint.is_drawn = False
        elif self._writer_thread is None or self._writer_thread.is_alive():
            super().write(data)

    def run_input_thread(self) -> None:
        """Read input until the application ends.

        After bytes that are no UTF-8, a size report of no pixels, by which Textual's parser divides, or the number of a
        key that no character has, reading starts again with a new parser and decoder.
        """
        while not self.exit_event.is_set():
            with suppress(ArithmeticError, ValueError, LookupError):
                self._read_input()

    def _read_input(self) -> None:
        """Read and parse input; as Textual's own loop, but without answers, and polling more often after input.

        A lone Esc is known only by nothing following it. Textual's loop looks for that ten times a second, which delays
        Esc by up to 100 ms.
        """
        parser = XTermParser(self._debug)
        replies = ReplyFilter(constants.ESCAPE_DELAY)
        decode = getincrementaldecoder("utf-8")().decode
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        busy_polls = 0
        while not self.exit_event.is_set():
            if poll.poll(_BUSY_MS if busy_polls else _IDLE_MS):
                data = os.read(self.fileno, 4096)
                if not data:  # closed; the thread that watches for the hangup ends the program
                    self.exit_event.wait(_IDLE_MS / 1000)
                busy_polls = _BUSY_POLLS
                self._parse_pieces(parser, replies.feed(decode(data), monotonic()))
            elif busy_polls:
                busy_polls -= 1
            self._parse_pieces(parser, replies.tick(monotonic()))
            for event in parser.tick():
                self.process_message(event)

    def _parse_pieces(self, parser: XTermParser, pieces: Iterable[str]) -> None:
        """Process the events of whole pieces of input; ESC alone is the key, which the parser would wait behind."""
        for piece in pieces:
            for event in [events.Key("escape", ESC)] if piece == ESC else parser.feed(piece):
                self.process_message(event)

    def process_message(self, message: Message) -> None:
        """Pass a message of the terminal on, unless it reports a size that no terminal has."""
        if not isinstance(message, events.Resize) or all(0 < cells <= _MAX_CELLS for cells in message.size):
            super().process_message(message)


def make_driver_class(first_paint: FirstPaint, *, query_ambiguous_width: bool = False) -> type[AdoptingDriver]:
    """The driver class for an app that starts on a prepared terminal.

    Args:
        first_paint: What the terminal shows.
        query_ambiguous_width: Whether to ask the terminal how many cells a character of ambiguous width takes. The
            answer comes as a `CursorPosition` event; a terminal that does not answer costs nothing.
    """
    attributes = {"first_paint": first_paint, "queries_ambiguous_width": query_ambiguous_width}
    return type("BoundDriver", (AdoptingDriver,), attributes)


def query_ambiguous_width(app: App[Any]) -> None:
    """Ask the terminal of a running app what `make_driver_class` lets it be asked at the start."""
    if app._driver is not None:
        app._driver.write(_AMBIGUOUS_WIDTH_QUERY)
