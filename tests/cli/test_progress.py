"""Addresses on the command line: a page is printed as a file is, and what fails is one line that says why."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.cli import progress
from reader.cli.main import main
from reader.sources.web import FetchProgress
from tests.web_server import BODY, TITLE, Server, page, serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_show_prints_a_page_of_the_web(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", server.url + "/good", "--width", "200"]) == 0
    printed = capsys.readouterr()
    assert (TITLE in printed.out, BODY in printed.out, "<p>" in printed.out) == (True, True, False)
    assert printed.err == ""
    assert main([server.url + "/good", server.url + "/to/good/302"]) == 0
    assert capsys.readouterr().out.count(TITLE) == 2


def test_the_json_of_a_page_has_its_url(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", server.url.replace("//", "//me:secret@") + "/charset#part", "--json"]) == 0
    origin = json.loads(capsys.readouterr().out)["origin"]
    assert (origin["url"], origin["encoding"]) == (server.url + "/charset", "big5")
    assert "path" not in origin


def test_all_prints_a_page_without_an_article(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", server.url + "/menu"]) == 1
    assert "no article was found on this page; dubao show --all" in capsys.readouterr().err
    assert main(["show", server.url + "/menu", "--all"]) == 0
    assert capsys.readouterr().out.count("港聞") == 9


def test_figures_and_convert_take_urls(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.table["/figures"] = lambda each: each.answer(page(f"<p>街坊捐了3億元，{BODY}</p>"))
    assert main(["figures", server.url + "/figures", "--format", "json"]) == 0
    assert 300_000_000 in [figure.get("value") for figure in json.loads(capsys.readouterr().out)["figures"]]
    server.table["/text"] = lambda each: each.answer("渡口的鐘".encode(), Content_Type="text/plain")
    assert main(["convert", server.url + "/text", "--config", "t2s"]) == 0
    assert capsys.readouterr().out == "渡口的钟"


@pytest.mark.parametrize(
    "path",
    ["/status/404", "/status/401", "/login", "/pdf", "/picture", "/empty", "/to/file", "/gzip/bomb", "/no/answer"],
)
def test_a_page_that_cannot_be_fetched_is_one_line_of_error(
    server: Server, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("show", "figures"):
        assert main([command, server.url + path]) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith(f"dubao: {server.url}{path}: ")
        assert printed.err.count("\n") == 1
        assert printed.err.isprintable() or printed.err[:-1].isprintable()


def test_a_page_that_cannot_be_taken_apart_is_printed_as_text(
    server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.structure.html.sandbox.IN_PROCESS_SIZE_MAX", 0)
    monkeypatch.setattr("reader.bounded_process.TIMEOUT_SECONDS", 0.01)
    assert main(["show", server.url + "/good"]) == 0
    printed = capsys.readouterr()
    assert TITLE in printed.out
    assert "its parts could not be told" in printed.err


def test_an_interrupt_ends_the_fetching(server: Server) -> None:
    command = [sys.executable, "-m", "reader", "show", server.url + "/slow/first"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not any(asked.path == "/slow/first" for asked in server.asked):
            pass
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "_QUIET_SECONDS", 0)
    said = progress._ProgressLine()
    said(FetchProgress("news.\x1b[31mexample", "asking"))
    said(FetchProgress("news.example", "reading", 300 << 10))
    said.clear()
    assert terminal.getvalue() == ("\r\x1b[Knews.␛[31mexample  asking\r\x1b[Knews.example  300 KB\r\x1b[K")


def test_no_progress_is_written_to_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr(sys, "stderr", file)
    monkeypatch.setattr(progress, "_QUIET_SECONDS", 0)
    said = progress._ProgressLine()
    said(FetchProgress("news.example", "asking"))
    said.clear()
    assert file.getvalue() == ""


def test_the_proxy_of_the_environment_is_not_used(
    server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setitem(os.environ, name, "http://127.0.0.1:9")
    assert main(["show", server.url + "/good"]) == 0
    assert TITLE in capsys.readouterr().out


def test_what_is_shown_while_a_page_is_fetched_is_one_line_without_control_characters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    line = progress._TerminalLine()
    line.write("a\x1b]0;b\x07\r\n\tc")
    assert terminal.getvalue() == "\r\x1b[Ka␛]0;b␇   c"
