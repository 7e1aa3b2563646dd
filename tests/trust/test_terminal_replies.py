"""Row 1: no answer of a terminal is taken for keys, in the list, the article or an editor."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.pty_run import Terminal
from tests.trust.terminal_replies import REPLIES

FEATURE = str(Path(__file__).parents[2] / "articles" / "02-feature.txt")


@pytest.mark.parametrize("keys", ["", "A"], ids=["article", "editor of a note"])
def test_no_answer_changes_what_is_shown(keys: str, tmp_path: Path) -> None:
    environment = {"DUBAO_LIBRARY": str(tmp_path / "library.db"), "DUBAO_CONFIG": str(tmp_path / "none.toml")}
    with Terminal([sys.executable, "-m", "reader", FEATURE], environment=environment) as terminal:
        terminal.start("next section")
        if keys:
            terminal.type(keys)
            terminal.await_condition(lambda: "Ctrl+O keep" in terminal.shown_rows()[-1])
        terminal.settle()
        before = terminal.shown_rows()
        for reply in REPLIES.values():
            terminal.say(reply.encode())
        terminal.settle()
        assert terminal.shown_rows() == before
        terminal.type("\x1b" if keys else "?")  # it still takes keys
        terminal.await_condition(lambda: terminal.shown_rows() != before)
