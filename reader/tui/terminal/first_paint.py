"""The first page, drawn before Textual is imported.

Importing Textual and starting its app takes a third of a second, longer than all other work on an article. So the page
is written to the terminal first, where the app will draw it again; keys that are typed meanwhile wait for the app.
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
_EXIT_SIGNAL_NAMES = (
    *("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGABRT", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGXCPU"),
    *("SIGUSR1", "SIGUSR2", "SIGPWR"),
)
EXIT_SIGNALS = tuple(getattr(signal, name) for name in _EXIT_SIGNAL_NAMES if hasattr(signal, name))
"""Signals that would end the program without restoring the terminal."""


class FirstPaint:
    """The terminal between the start of the program and the start of the app.

    A context manager: on exit the terminal is as it was on entry, whatever happens before the app has taken over.
    """

    def __init__(self) -> None:
        self.is_drawn = False
        """Whether the alternate screen was entered, and not yet handed over to the app."""
        self._saved_modes: list[object] | None = None

    def __enter__(self) -> Self:
        import termios

        for number in EXIT_SIGNALS:
            signal.signal(number, _exit_on_signal)
        try:
            self._saved_modes = termios.tcgetattr(0)
            modes = termios.tcgetattr(0)
            modes[3] &= ~(termios.ECHO | termios.ICANON)  # keys typed now are for the app and must not be echoed
            termios.tcsetattr(0, termios.TCSANOW, modes)
        except termios.error:
            self._saved_modes = None
        return self

    def __exit__(self, *_: object) -> None:
        self.restore_modes()
        if self.is_drawn:
            os.write(1, _LEAVE_ALTERNATE_SCREEN.encode())
            self.is_drawn = False

    def restore_modes(self) -> None:
        """Restore the terminal modes that were saved on entry; the app calls this just before it sets its own."""
        if self._saved_modes is not None:
            import termios

            termios.tcsetattr(0, termios.TCSANOW, self._saved_modes)  # type: ignore[arg-type]
            self._saved_modes = None

    def draw(self, open_article: OpenArticle, settings: Settings) -> None:
        """Draw the first rows of the page where the app will draw them.

        Nothing is drawn in a window that is too small, or where the colours would differ from those of the app.

        Args:
            open_article: The article.
            settings: The settings in force.
        """
        styles = _make_theme_styles(settings)
        size = shutil.get_terminal_size()  # as Textual asks for it
        layout = compute_layout(size.columns, size.lines, settings.measure * 2)
        if styles is None or layout.is_too_small or _has_own_typography(settings):
            return
        style = replace(make_page_style(settings), measure=layout.measure)
        margin = f"\x1b[{layout.text_column + 1}G"
        row_count = size.lines - 2 - layout.has_air
        rows = [margin + row for row in islice(render_lines(open_article.blocks, style, styles), row_count)]
        self.is_drawn = True
        text = f"{ENTER_ALTERNATE_SCREEN}\x1b[?25l{styles.reset}\x1b[2J\x1b[2;1H" + "\r\n".join(rows)
        sys.stdout.flush()
        data = text.encode("utf-8", "replace")
        while data:
            data = data[os.write(1, data) :]


def _has_own_typography(settings: Settings) -> bool:
    """Whether the app sets rows in a way that the first paint does not."""
    default = "left", "keep", "keep", "notes"
    return (settings.alignment, settings.spacing, settings.punctuation, settings.wide_page) != default


def _exit_on_signal(number: int, _frame: FrameType | None) -> None:
    """Exit through the context manager, which restores the terminal."""
    raise SystemExit(128 + number)


def _make_theme_styles(settings: Settings) -> AnsiStyles | None:
    """The theme as escape sequences; None where the app may draw with other colours than those of the theme."""
    palette = THEMES.get(settings.theme)
    if palette is None or os.environ.get("NO_COLOR") or os.environ.get("COLORTERM", "") not in ("truecolor", "24bit"):
        return None
    base = f"\x1b[0;{_format_sgr_colour(38, palette.foreground)};{_format_sgr_colour(48, palette.background)}m"
    return make_ansi_styles(
        base,
        f"\x1b[1;{_format_sgr_colour(38, palette.accent)}m",
        f"\x1b[{_format_sgr_colour(38, palette.muted)}m",
        f"\x1b[{_format_sgr_colour(38, palette.secondary)}m",
        headline=f"\x1b[1;{_format_sgr_colour(38, palette.title)}m",
        deck=f"\x1b[{_format_sgr_colour(38, palette.deck)}m",
    )


def _format_sgr_colour(code: int, colour: str) -> str:
    """A 24-bit colour as the parameters of an SGR sequence."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{code};2;{red};{green};{blue}"
