"""Row 21: on any terminal, in any window, the program works or says why not, and leaves all as it was."""

from __future__ import annotations

import os
import signal
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.bench.pty_run import Terminal
from tests.trust.hostile import IS_FULL

FEATURE = str(Path(__file__).parents[2] / "articles" / "02-feature.txt")
SIZES = [(80, 24), (1, 1), (2, 2), (10, 3), (19, 24), (200, 1), (300, 80), (500, 500)]
ENVIRONMENTS = {
    "xterm": {"TERM": "xterm-256color"},
    "plain xterm": {"TERM": "xterm", "COLORTERM": ""},
    "vt100": {"TERM": "vt100", "COLORTERM": ""},
    "linux": {"TERM": "linux", "COLORTERM": ""},
    "tmux": {"TERM": "tmux-256color", "TMUX": "/nowhere,1,0"},
    "screen": {"TERM": "screen"},
    "dumb": {"TERM": "dumb"},
    "no TERM": {"TERM": ""},
    "C locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "gbk": {"PYTHONIOENCODING": "gbk"},
    "no colour": {"NO_COLOR": "1"},
    "no home": {"HOME": "/nowhere", "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": ""},
}
CASES = list(product(ENVIRONMENTS, SIZES)) if IS_FULL else [*zip(ENVIRONMENTS, SIZES * 2, strict=False)][:8]


@pytest.mark.parametrize(("name", "size"), CASES, ids=str)
def test_the_program_works_or_says_why_not(name: str, size: tuple[int, int], tmp_path: Path) -> None:
    environment = {"DUBAO_LIBRARY": str(tmp_path / "library.db"), "DUBAO_CONFIG": str(tmp_path / "config.toml")}
    environment |= ENVIRONMENTS[name]
    command = [sys.executable, "-m", "reader", FEATURE]
    with Terminal(command, columns=size[0], rows=size[1], environment=environment) as terminal:
        modes = terminal.modes()
        terminal.settle(calm=0.5, limit=20)
        for key in (" ", "n", "t", "/", "\x1b"):
            if terminal.state() == "Z":
                break
            terminal.type(key)
            terminal.settle(calm=0.1, limit=5)
        status = terminal.stop(signal.SIGTERM, seconds=20)
        assert status is not None
        code = os.waitstatus_to_exitcode(status)
        assert b"Traceback" not in terminal.output
        assert b"internal error" not in terminal.output
        assert terminal.last_modes == modes
        if code == 1:  # it refused
            assert b"dubao show --plain" in terminal.output
            assert b"\x1b" not in terminal.output
        else:
            assert code == 128 + signal.SIGTERM
            assert terminal.output.rfind(b"\x1b[?1049l") > terminal.output.rfind(b"\x1b[?1049h")
