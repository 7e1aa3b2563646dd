"""Esc and Ctrl-C end a refresh in good order, on a real terminal and by a signal."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import termios
import time
from typing import TYPE_CHECKING

import pytest

from reader.library.library import Library
from tests.cli.process import DUBAO, environment, read_terminal
from tests.services.feeds.refreshing import serve
from tests.sources.feeds.documents import rss, rss_item
from tests.web_server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.web_server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def variables(tmp_path: Path, server: Server) -> dict[str, str]:
    """The environment of a program that follows a feed which answers, and one which never does."""
    server.table["/slow"] = lambda each: each.drip(b"")
    urls = serve(server, "/rss", rss(rss_item(1), rss_item(2))), f"{server.url}/slow"
    rows = (f'[[feed]]\nurl = "{url}"\nprivate_host = true\n' for url in urls)
    (tmp_path / "feeds.toml").write_text("\n".join(rows))
    (tmp_path / "config.toml").write_text("")
    return environment(DUBAO_CONFIG=str(tmp_path / "config.toml"), DUBAO_LIBRARY=str(tmp_path / "library.db"))


def check_library(folder: Path) -> None:
    with Library.open(folder / "library.db") as library:
        assert len(library.list_entries()) == 2
        assert [error for (error,) in library.connection.select("SELECT error FROM feeds")] == [""]


@pytest.mark.parametrize("key", [b"\x1b", b"\x03"])
def test_a_key_ends_a_refresh_with_a_summary(key: bytes, variables: dict[str, str], tmp_path: Path) -> None:
    process, terminal = pty.fork()
    if not process:
        os.execvpe(DUBAO[0], [*DUBAO, "refresh"], variables)
    try:
        modes = termios.tcgetattr(terminal)
        written = b""
        while b"1/2 feeds  2 new  Esc stops" not in written:
            written += (found := read_terminal(terminal))
            assert found, written
        os.write(terminal, b"j\x1b[A")
        time.sleep(0.3)
        assert os.waitpid(process, os.WNOHANG) == (0, 0)
        start = time.monotonic()
        os.write(terminal, key)
        while b"stopped\r\n" not in written:
            written += (found := read_terminal(terminal))
            assert found, written
        assert time.monotonic() - start < 10
        assert termios.tcgetattr(terminal) == modes
        assert b"2 new articles, 1 feed asked, 1 left when stopped" in written
        assert b"^[" not in written
        while read_terminal(terminal):
            pass
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 130
    finally:
        os.close(terminal)
    check_library(tmp_path)


def test_an_interrupt_without_a_terminal_ends_a_refresh_with_a_summary(
    variables: dict[str, str], server: Server, tmp_path: Path
) -> None:
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*DUBAO, "refresh"], env=variables, start_new_session=True, **pipes) as process:  # type: ignore[call-overload]
        deadline = time.monotonic() + 30
        while len(server.asked) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out.decode().endswith("2 new articles, 1 feed asked, 1 left when stopped\n")
    assert error == b""
    check_library(tmp_path)
