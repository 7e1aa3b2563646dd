"""Row 6: answers that are slow, endless or lead in circles end in a sentence, in time, and can be stopped."""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from reader.cli.main import main
from reader.sources.web import DEADLINE_SECONDS
from tests.bench.emulator import Emulator
from tests.bench.pty_run import Terminal
from tests.cli.process import DUBAO, ERROR_LINE, FEATURE, environment
from tests.trust.hostile import IS_FULL
from tests.web_server import MIB, TITLE, Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LATE_MAX = 0.5
"""Seconds after the deadline."""
START_MAX = 5.0
"""Seconds that the start of a process takes on a busy machine."""
SENT_MAX = 16 * MIB
"""Bytes of the 64 MiB that are sent at most: 5 MiB are read, and the rest is in the buffers of both ends."""
ENDLESS = ["/endless/body", "/endless/said", "/endless/chunks", "/endless/head", "/gzip/bomb"]
REDIRECTS = [
    "/to/itself", "/to/chain/6", "/to/nothing", "/to/file", "/to/script", "/to/data", "/to/garbage", "/to/port",
    "/to/metadata",
]  # fmt: skip
SLOW = ["/slow/first", "/slow/head", "/slow/body"]

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.mark.parametrize("path", [*ENDLESS, *REDIRECTS])
def test_an_answer_without_end_is_left_with_a_sentence(
    path: str, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    start = time.monotonic()
    assert main(["show", server.url + path]) == 1
    assert time.monotonic() - start < START_MAX
    out, err = capsys.readouterr()
    assert out == ""
    assert ERROR_LINE.fullmatch(err), err
    assert server.sent.get(path, 0) < SENT_MAX
    assert len([asked for asked in server.asked if asked.path == path]) <= 6


def test_the_body_of_a_redirect_is_not_read(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", f"{server.url}/to/big", "--plain"]) == 0
    assert TITLE in capsys.readouterr().out
    assert server.sent.get("/to/big", 0) < SENT_MAX


def test_a_page_that_never_comes_is_stopped_by_a_key(server: Server, tmp_path: Path) -> None:
    own = environment(DUBAO_LIBRARY=str(tmp_path / "library.db"))
    with Terminal([*DUBAO, FEATURE], environment=own) as terminal:
        screen = Emulator(terminal)
        terminal.start("next section")
        for path in SLOW:
            terminal.type("O")
            terminal.await_condition(lambda: "Enter accept" in screen.rows()[-1])
            terminal.type(f"{server.url}{path}\r")
            terminal.await_condition(lambda path=path: any(asked.path == path for asked in server.asked))  # type: ignore[misc]
            terminal.await_condition(lambda: "Esc stops" in screen.rows()[-1])
            terminal.type("\x1b")
            terminal.await_condition(lambda: "stopped" in screen.rows()[-1], seconds=5)
        terminal.await_condition(lambda: "/slow/body" in server.sent)  # it has hung up


@pytest.mark.skipif(not IS_FULL, reason="it takes as long as the deadline")
def test_a_slow_page_ends_at_the_deadline(server: Server) -> None:
    start = time.monotonic()
    command = [[*DUBAO, "show", server.url + path] for path in SLOW]
    processes = [subprocess.Popen(each, stderr=subprocess.PIPE, env=environment()) for each in command]
    for process in processes:
        error = process.communicate()[1].decode()
        assert process.returncode == 1
        assert ERROR_LINE.fullmatch(error), error
    assert time.monotonic() - start < DEADLINE_SECONDS + LATE_MAX + START_MAX
