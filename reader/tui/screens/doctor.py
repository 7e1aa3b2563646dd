"""The check-up on the screen: what `dubao doctor` prints."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, cast

from reader.input import keymap as keys
from reader.services.diagnostics import report_diagnostics
from reader.tui.screens.full_page import FullPageLine, FullPageScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.i18n import Messages
    from reader.input.keymap import Keymap
    from reader.tui.app import DubaoApp


class DoctorScreen(FullPageScreen):
    """A full page to read."""

    def __init__(self, keymap: Keymap, messages: Messages, config: str | None) -> None:
        super().__init__(keymap, messages)
        self._config_path = config

    @property
    def page_title(self) -> str:
        """What page this is."""
        return self.messages("doctor")

    def make_lines(self) -> Sequence[FullPageLine]:
        """One row a finding; the terminal itself is the screen's now, and what it was asked the app knows."""
        lines = []
        with redirect_stdout(sys.__stdout__):  # the terminal, and not what Textual catches prints with
            rows = list(report_diagnostics(self._config_path, keys.find_problems, query_terminal=False))
        for text in rows:
            left, _, right = text.strip().partition("  ")
            lines.append(FullPageLine(left, right.strip()))
            if left == "encoding":  # the last that is told of the terminal
                lines.append(FullPageLine("ambiguous width", f"{cast('DubaoApp', self.app).ambiguous_width}"))
        return lines
