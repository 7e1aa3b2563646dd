"""`dubao convert`: plain text through one OpenCC config."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.process import (
    ERROR_LINE,
    ROOT,
    environment,
    run,
    run_on_terminal,
)

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path


def converted(*arguments: str, stdin: str = "", **changes: str) -> subprocess.CompletedProcess[bytes]:
    return run("convert", *arguments, stdin=stdin.encode(), env=environment(**changes))


def test_convert_prints_what_opencc_makes_and_nothing_more(tmp_path: Path) -> None:
    cache = str(tmp_path)
    assert converted("-", "--config", "s2twp", stdin="优化软件", DUBAO_CACHE=cache).stdout.decode() == "最佳化軟體"
    assert converted("-", "--config", "s2t", stdin="说\r\n话\n\n", DUBAO_CACHE=cache).stdout.decode() == "說\r\n話\n\n"
    assert converted("-", "--config", "t2twp", stdin="軟件", DUBAO_CACHE=cache).stdout.decode() == "軟體"
    assert converted("-", "--config", "tw2hk", stdin="", DUBAO_CACHE=cache).stdout == b""


def test_convert_detects_overrides_and_cleans_nothing(tmp_path: Path) -> None:
    """No detection, overrides, news words or cleaning."""
    text = "被发明，支持，說說\x1b[2J\u202e"
    shown = converted("-", "--config", "s2twp", stdin=text, DUBAO_CACHE=str(tmp_path)).stdout.decode()
    assert shown == "被髮明，支援，說說\x1b[2J\u202e"


def test_convert_prints_the_offset_map(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("全力优化项目\x1b\n", encoding="utf-8")
    printed = converted(str(path), "--config", "s2twp", "--map", DUBAO_CACHE=str(tmp_path)).stdout.decode()
    assert "\x1b" not in printed
    assert json.loads(printed) == {
        "schema": "dubao-map-1",
        "config": "s2twp",
        "text": "全力最佳化專案\x1b\n",
        "spans": [[0, 2, 0, 2, "same"], [2, 4, 2, 5, "phrase"], [4, 6, 5, 7, "phrase"], [6, 8, 7, 9, "same"]],
    }


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("-", "--config", "nope"), 2, ("'nope'", "s2twp", "tw2hkp")),
        (("-",), 2, ("--config",)),
        (("/nowhere/a.txt", "--config", "s2t"), 1, ("no such file",)),
        ((str(ROOT / "articles"), "--config", "s2t"), 1, ("folder", "01-welcome")),
    ],
)
def test_convert_reports_wrong_configs_and_files(arguments: tuple[str, ...], code: int, words: tuple[str, ...]) -> None:
    done = converted(*arguments, stdin="说")
    assert done.returncode == code
    assert ERROR_LINE.fullmatch(done.stderr.decode())
    assert all(word in done.stderr.decode() for word in words)


def test_convert_sends_a_terminal_no_control_characters(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("说\x1b[2J话", encoding="utf-8")
    assert run_on_terminal("convert", str(path), "--config", "s2t") == (0, "說\u241b[2J話".encode())
