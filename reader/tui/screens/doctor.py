"""The diagnostics on the screen: what `dubao doctor` prints."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

from reader.input import keymap as keys
from reader.services.diagnostics import report_diagnostics
from reader.tui.screens.full_page import FullPageScreen
from reader.tui.widgets.full_page_rows import FullPageLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.i18n import Messages
    from reader.input.keymap import Keymap
    from reader.typeset import AmbiguousWidth


class DoctorScreen(FullPageScreen):
    """The page of diagnostics.

    Args:
        keymap: The keys in force.
        messages: Those of the screen below.
        ambiguous: Cells of characters of ambiguous width, as the terminal gives them.
        config_path: The settings file, where one was named.
    """

    def __init__(self, keymap: Keymap, messages: Messages, ambiguous: AmbiguousWidth, config_path: str | None) -> None:
        super().__init__(keymap, messages, ambiguous)
        self._config_path = config_path

    @property
    def page_title(self) -> str:
        """The title of the page."""
        return self.messages("doctor")

    def make_lines(self) -> Sequence[FullPageLine]:
        """One row for each finding. The terminal is not queried again, because the screen reads from it."""
        lines = [FullPageLine("")]
        with redirect_stdout(sys.__stdout__):  # the terminal, and not what Textual catches prints with
            rows = list(report_diagnostics(self._config_path, keys.find_problems, query_terminal=False))
        for text in rows:
            left, _, right = text.strip().partition("  ")
            lines.append(FullPageLine(left, right.strip()))
            if left == "encoding":  # the last that is told of the terminal
                lines.append(FullPageLine("ambiguous width", str(self._ambiguous)))
        return lines
