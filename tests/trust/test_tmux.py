"""Rows 1 and 20: in a real tmux a hostile text writes no clipboard and presses no key; all is as it was afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.trust.hostile import HOSTILE_TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="there is no tmux")


class Tmux:
    """A tmux of its own, with a shell in one window."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "tmux")
        (folder / "tmux.conf").write_text("set -g set-clipboard on\nset -g allow-passthrough on\n")
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self._environment = kept | {
            "HOME": str(folder), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT),
            "DUBAO_LIBRARY": str(folder / "library.db"), "DUBAO_CONFIG": str(folder / "config.toml"),
        }  # fmt: skip
        self("-f", str(folder / "tmux.conf"), "new-session", "-d", "-x", "100", "-y", "30", "sh")

    def __call__(self, *arguments: str) -> str:
        command = [str(TMUX), "-S", self._socket, *arguments]
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=True).stdout

    def type(self, keys: str) -> None:
        self("send-keys", "-l", keys)

    def screen(self) -> str:
        return self("capture-pane", "-p")

    def wait_for(self, text: str, *, seconds: float = 60) -> str:
        end = time.monotonic() + seconds
        while text not in (shown := self.screen()):
            assert time.monotonic() < end, shown
            time.sleep(0.1)
        return shown

    def stop(self) -> None:
        with suppress(subprocess.CalledProcessError):
            self("kill-server")


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    terminal = Tmux(tmp_path)
    yield terminal
    terminal.stop()


def test_a_hostile_text_in_tmux_is_only_a_text(tmux: Tmux, tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"
    hostile = "\n\n".join(f"第{number}段：{text}的事，就是這樣。" for number, text in enumerate(HOSTILE_TEXTS))
    paper.write_bytes(f"渡口的鐘又響了\n\n{hostile}\n".encode("utf-8", "replace"))
    tmux.type(f"{sys.executable} -m reader {paper}; echo ended $?\r")
    before = tmux.wait_for("第2段")
    assert "渡口的鐘又響了" in before
    for key in (" ", " ", " ", "G", "g"):
        tmux.type(key)
        time.sleep(0.3)
    shown = tmux.wait_for("第2段")
    assert "渡口的鐘又響了" in shown
    assert tmux("list-buffers") == ""
    assert tmux("display-message", "-p", "#{pane_title}").strip() != "pwn"
    tmux.type("q")
    tmux.wait_for("ended 0")
    assert tmux("display-message", "-p", "#{alternate_on}#{mouse_any_flag}#{cursor_flag}").strip() == "001"
