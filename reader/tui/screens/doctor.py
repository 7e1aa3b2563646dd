"""The check-up on the screen: what `dubao doctor` prints."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, cast

from reader.input import keymap as keys
from reader.services.diagnostics import findings
from reader.tui.screens.full_page import Line, PageScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.i18n import Words
    from reader.input.keymap import Keymap
    from reader.tui.app import DubaoApp


class DoctorScreen(PageScreen):
    """A full page to read."""

    def __init__(self, keymap: Keymap, words: Words, config: str | None) -> None:
        super().__init__(keymap, words)
        self._config = config

    @property
    def title_(self) -> str:
        """What page this is."""
        return self.words("doctor")

    def lines(self) -> Sequence[Line]:
        """One row a finding; the terminal itself is the screen's now, and what it was asked the app knows."""
        lines = []
        with redirect_stdout(sys.__stdout__):  # the terminal, and not what Textual catches prints with
            rows = list(findings(self._config, keys.check, ask=False))
        for text in rows:
            left, _, right = text.strip().partition("  ")
            lines.append(Line(left, right.strip()))
            if left == "encoding":  # the last that is told of the terminal
                lines.append(Line("ambiguous width", f"{cast('DubaoApp', self.app).cells}"))
        return lines
