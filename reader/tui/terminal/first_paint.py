"""The first page, drawn before textual is there.

Importing textual and starting its app takes a third of a second, longer than all our own work on an article. So the
page is written to the terminal first, where the app will draw it again, and the keys typed meanwhile wait for the app.
No textual here.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Self

from reader.services.ansi_page import AnsiStyles, make_ansi_styles, render_lines
from reader.tui.layout import compute_layout, make_page_style
from reader.tui.theme import THEMES

if TYPE_CHECKING:
    from types import FrameType

    from reader.config.settings import Settings
    from reader.tui.state.article import OpenArticle

ENTER_ALTERNATE_SCREEN = "\x1b[?1049h"
_LEAVE_ALTERNATE_SCREEN = "\x1b[?1049l\x1b[?25h"
_EXIT_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class FirstPaint:
    """The terminal between the start of the program and the start of the app.

    As a context it leaves the terminal as it was, whatever happens before the app has taken over.
    """

    def __init__(self) -> None:
        self.is_drawn = False
        """Whether the alternate screen has been entered."""
        self._saved_modes: list[object] | None = None

    def __enter__(self) -> Self:
        import termios

        for number in _EXIT_SIGNALS:
            signal.signal(number, _exit_on_signal)
        try:
            self._saved_modes = termios.tcgetattr(0)
            quiet = termios.tcgetattr(0)
            quiet[3] &= ~(termios.ECHO | termios.ICANON)  # what is typed now is for the app, not for the page
            termios.tcsetattr(0, termios.TCSANOW, quiet)
        except termios.error:
            self._saved_modes = None
        return self

    def __exit__(self, *_: object) -> None:
        self.restore_modes()
        if self.is_drawn:
            os.write(1, _LEAVE_ALTERNATE_SCREEN.encode())
            self.is_drawn = False

    def restore_modes(self) -> None:
        """Give the terminal its modes back; the app calls it just before it sets its own."""
        if self._saved_modes is not None:
            import termios

            termios.tcsetattr(0, termios.TCSANOW, self._saved_modes)  # type: ignore[arg-type]
            self._saved_modes = None

    def draw(self, open_article: OpenArticle, settings: Settings) -> None:
        """Draw the first rows of the page where the app will draw them."""
        look = _theme_escapes(settings)
        size = shutil.get_terminal_size()  # as textual asks
        layout = compute_layout(size.columns, size.lines, settings.measure * 2)
        if look is None or layout.is_too_small:
            return
        style = replace(make_page_style(settings), measure=layout.measure)
        margin = f"\x1b[{layout.text_column + 1}G"
        rows = [margin + row for row in islice(render_lines(open_article.blocks, style, look), size.lines - 2)]
        self.is_drawn = True
        text = f"{ENTER_ALTERNATE_SCREEN}\x1b[?25l{look.reset}\x1b[2J\x1b[2;1H" + "\r\n".join(rows)
        sys.stdout.flush()
        data = text.encode("utf-8", "replace")
        while data:
            data = data[os.write(1, data) :]


def _exit_on_signal(number: int, _frame: FrameType | None) -> None:
    """Leave through the context, which restores the terminal."""
    raise SystemExit(128 + number)


def _theme_escapes(settings: Settings) -> AnsiStyles | None:
    """The theme as escape sequences; None where the terminal's colours are not known well enough to match the app's."""
    palette = THEMES.get(settings.theme)
    if palette is None or os.environ.get("NO_COLOR") or os.environ.get("COLORTERM", "") not in ("truecolor", "24bit"):
        return None
    base = f"\x1b[0;{_format_sgr_colour(38, palette.foreground)};{_format_sgr_colour(48, palette.background)}m"
    return make_ansi_styles(
        base,
        f"\x1b[1;{_format_sgr_colour(38, palette.accent)}m",
        "\x1b[2m",
        f"\x1b[{_format_sgr_colour(38, palette.secondary)}m",
    )


def _format_sgr_colour(code: int, colour: str) -> str:
    """A 24-bit colour as the parameters of an SGR sequence."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{code};2;{red};{green};{blue}"
