"""The first page and the list beside it, drawn before Textual is imported.

Importing Textual and starting its app takes a third of a second, longer than all other work on an article. So both are
written to the terminal first, where the app will draw them again; keys that are typed meanwhile wait for the app.
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
from reader.tui.layout import BAR_ROWS, compute_layout, make_page_style
from reader.tui.theme import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from reader.config.settings import Settings
    from reader.input.keymap import Keymap
    from reader.tui.layout import Layout
    from reader.tui.state.article import OpenArticle
    from reader.tui.theme import ThemeColours

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

    def draw(self, open_article: OpenArticle, settings: Settings, keymap: Keymap) -> None:
        """Draw the first rows of the page, and then the list beside it, where the app will draw them.

        Nothing is drawn in a window that is too small, or where the colours would differ from those of the app.

        Args:
            open_article: The article.
            settings: The settings in force.
            keymap: The keys in force.
        """
        colours = _find_colours(settings)
        columns, lines = shutil.get_terminal_size()  # as Textual asks for it
        layout = compute_layout(columns, lines, settings.measure * 2)
        if colours is None or layout.is_too_small or _has_own_typography(settings):
            return
        styles = _make_page_styles(colours)
        style = replace(make_page_style(settings), measure=layout.measure)
        margin = f"\x1b[{layout.text_column + 1}G"
        row_count = lines - BAR_ROWS - layout.has_air
        rows = [margin + row for row in islice(render_lines(open_article.blocks, style, styles), row_count)]
        self.is_drawn = True
        sys.stdout.flush()
        _write(f"{ENTER_ALTERNATE_SCREEN}\x1b[?25l{styles.reset}\x1b[2J\x1b[2;1H" + "\r\n".join(rows))
        if layout.has_list_beside and not open_article.article.is_front_page:
            _write("".join(_render_list(open_article, settings, keymap, layout, (columns, lines - BAR_ROWS))))


def _write(text: str) -> None:
    """Write to the terminal."""
    data = text.encode("utf-8", "replace")
    while data:
        data = data[os.write(1, data) :]


def _render_list(
    open_article: OpenArticle, settings: Settings, keymap: Keymap, layout: Layout, size: tuple[int, int]
) -> Iterator[str]:
    """Yield the rows of the list of sections beside the page, each where it belongs on the screen.

    Args:
        open_article: The article.
        settings: The settings in force.
        keymap: The keys in force.
        layout: The layout of the window.
        size: Columns, and rows between the bars.
    """
    from reader.i18n import Messages, choose_language
    from reader.tui.rows.side_list import SideListRows
    from reader.tui.rows.side_list_frame import SideListFrame
    from reader.tui.rows.status import find_index_at
    from reader.tui.widgets.viewport import Viewport

    columns, height = size
    width = layout.left_list_cells or layout.right_list_cells
    column = 1 if layout.left_list_cells else columns - width + 1
    frame = SideListFrame(width, height, "left" if layout.left_list_cells else "right", False, settings.ambiguous_width)
    rows = SideListRows(open_article, "sections", settings.ambiguous_width)
    rows.set_size(frame.entry_cells, height - frame.head_rows)
    page_style = replace(make_page_style(settings), measure=layout.measure, space_above=int(not layout.has_air))
    viewport = Viewport(page_style, lambda: height - 2 * layout.has_air)
    viewport.page.extend(open_article.blocks)
    if viewport.page.items:
        rows.select_index(find_index_at(rows.all_targets, viewport.reading_position))
    messages = Messages(choose_language(settings.language, open_article.view_name), keymap)
    colours = THEMES[settings.theme]
    plain, styles = _make_base_style(colours), _make_list_styles(colours)
    for y in range(height):
        parts = frame.make_row(y, rows, messages)
        yield f"\x1b[{y + 2};{column}H" + "".join(plain + styles.get(name, "") + text for text, name in parts)


def _has_own_typography(settings: Settings) -> bool:
    """Whether the app sets rows in a way that the first paint does not."""
    default = "left", "keep", "keep", "notes"
    return (settings.alignment, settings.spacing, settings.punctuation, settings.wide_page) != default


def _exit_on_signal(number: int, _frame: FrameType | None) -> None:
    """Exit through the context manager, which restores the terminal."""
    raise SystemExit(128 + number)


def _find_colours(settings: Settings) -> ThemeColours | None:
    """The colours of the theme; None where the app may draw with other colours."""
    if os.environ.get("NO_COLOR") or os.environ.get("COLORTERM", "") not in ("truecolor", "24bit"):
        return None
    return THEMES.get(settings.theme)


def _make_base_style(colours: ThemeColours) -> str:
    """The escape sequence that ends every style and begins that of plain text."""
    return f"\x1b[0;{_format_sgr_colour(38, colours.foreground)};{_format_sgr_colour(48, colours.background)}m"


def _make_page_styles(colours: ThemeColours) -> AnsiStyles:
    """The styles of the page as escape sequences."""
    return make_ansi_styles(
        _make_base_style(colours),
        f"\x1b[1;{_format_sgr_colour(38, colours.accent)}m",
        f"\x1b[{_format_sgr_colour(38, colours.muted)}m",
        f"\x1b[{_format_sgr_colour(38, colours.secondary)}m",
        headline=f"\x1b[1;{_format_sgr_colour(38, colours.title)}m",
        deck=f"\x1b[{_format_sgr_colour(38, colours.deck)}m",
    )


def _make_list_styles(colours: ThemeColours) -> dict[str, str]:
    """The styles of the list beside the page as escape sequences, by the names of the parts of its widget."""
    muted = f"\x1b[{_format_sgr_colour(38, colours.muted)}m"
    title = f"{_format_sgr_colour(38, colours.title)};{_format_sgr_colour(48, colours.panel)}"
    return {
        "frame": f"\x1b[{_format_sgr_colour(38, colours.mixed['rule'])}m",
        "tab": muted,
        "tab-selected": f"\x1b[1;{title}m",
        "run_in": muted,
        "selected-blurred": f"\x1b[{title}m",
    }


def _format_sgr_colour(code: int, colour: str) -> str:
    """A 24-bit colour as the parameters of an SGR sequence."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{code};2;{red};{green};{blue}"
