"""Row 14: commands get the addresses, names and texts of articles as arguments or input, and no shell reads them."""

from __future__ import annotations

import html
import json
import os
import re
import sys
from pathlib import Path

import pytest

from tests.bench.emulator import Emulator
from tests.bench.pty_run import Terminal
from tests.cli.process import DUBAO, environment, run_on_terminal
from tests.trust.hostile import make_copy_payload, replace_at

SHELL = "$(touch pwned);`touch pwned`|touch pwned&touch pwned'\\\"<x>"
"""What a shell would run."""
ADDRESS = "https://a.example/?a=$(touch pwned);`touch pwned`|touch pwned&x --y"
SENT_ADDRESS = "https://a.example/?a=$(touch%20pwned);%60touch%20pwned%60|touch%20pwned&x%20--y"
STORY = "孩子們跑到碼頭去看，修鐘的師傅守了三個月，直到天黑才回家。"
OTHER_LINKS = ["--version", "file:///etc/passwd", "javascript:x", "$(touch pwned)", "http:--x", "data:text/html,x"]
NAME = "-e;$(touch pwned)&`touch pwned`'\".html"
RECORDER = """#!{python}
import json, pathlib, sys
stdin = "" if sys.stdin is None or sys.stdin.isatty() else sys.stdin.read()
path = pathlib.Path({folder!r}, str(len(list(pathlib.Path({folder!r}).iterdir()))) + ".new")
path.write_text(json.dumps([sys.argv[1:], stdin]))
path.rename(path.with_suffix(".json"))
"""


class Recorder:
    """A program that writes down how it is called.

    Attributes:
        path: The program.
    """

    def __init__(self, folder: Path) -> None:
        self._calls = folder / "calls"
        self._calls.mkdir()
        self.path = folder / "recorder"
        self.path.write_text(RECORDER.format(python=sys.executable, folder=str(self._calls)), "utf-8")
        self.path.chmod(0o700)

    def calls(self) -> list[tuple[list[str], str]]:
        """The arguments and the input of each call."""
        calls = [json.loads(path.read_text("utf-8")) for path in sorted(self._calls.glob("*.json"))]
        return [(arguments, stdin) for arguments, stdin in calls]


@pytest.fixture
def recorder(tmp_path: Path) -> Recorder:
    return Recorder(tmp_path)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an article that is hostile to shells; commands run in it, and create nothing there."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    link = f"<a href='{ADDRESS.replace('&', '&amp;')}'>鐘聲$(touch pwned)</a>"
    page = f"<h1>渡口{html.escape(SHELL)}的鐘</h1><p>街坊說{link}同從前一樣，{STORY}</p><p>{STORY}</p>"
    (folder / NAME).write_text(f"<!doctype html><meta charset=utf-8>{page}", "utf-8")
    return folder


def test_commands_get_exactly_these_arguments_from_the_screen(recorder: Recorder, work: Path) -> None:
    own = dict.fromkeys(("BROWSER", "VISUAL", "EDITOR"), f"{recorder.path} -x")
    own |= {"DUBAO_LIBRARY": str(work.parent / "library.db"), "DUBAO_CACHE": str(work.parent / "cache")}
    with Terminal([*DUBAO, "--", NAME], environment=environment(**own)) as terminal:
        screen = Emulator(terminal)

        def press(keys: str, shown: str) -> None:
            terminal.type(keys)
            terminal.await_condition(lambda: any(shown in row for row in screen.rows()))

        def press_and_await_call(keys: str, number: int) -> tuple[list[str], str]:
            terminal.type(keys)
            terminal.await_condition(lambda: len(recorder.calls()) == number)
            return recorder.calls()[-1]

        press("", "街坊說")
        press("5", "link 1/1")
        assert press_and_await_call("o", 1) == (["-x", SENT_ADDRESS], "")
        (option, page), _ = press_and_await_call("P", 2)
        assert (option, page) == ("-x", (work.parent / "cache" / "print.html").as_uri())
        press("|", "characters")
        call = press_and_await_call(f"{recorder.path} -x '$(touch pwned)' ;touch ~ $HOME *\r", 3)
        assert call == (["-x", "$(touch pwned)", ";touch", "~", "$HOME", "*"], "鐘聲$(touch pwned)")
        (option, note), _ = press_and_await_call("E", 4)
        assert option == "-x"
        assert Path(note).is_relative_to(work.parent)
        assert re.fullmatch(r"[\w./-]+", note)
    assert os.listdir(work) == [NAME]


def test_the_pager_gets_its_own_arguments_alone(recorder: Recorder, work: Path) -> None:
    own = {"PAGER": f"{recorder.path} -x '$(touch pwned)'", "DUBAO_LIBRARY": str(work.parent / "library.db")}
    code, written = run_on_terminal("show", "--paging", "always", "--", NAME, env=environment(**own))
    assert (code, written) == (0, b"")
    ((arguments, text),) = recorder.calls()
    assert arguments == ["-x", "$(touch pwned)"]
    assert STORY in text
    assert os.listdir(work) == [NAME]


def test_only_addresses_of_the_web_reach_the_browser(recorder: Recorder, work: Path) -> None:
    links = [f"<p>{STORY}<a href='{href}'>鐘聲{number}</a></p>" for number, href in enumerate(OTHER_LINKS)]
    page = f"<h1>渡口</h1>{''.join(links)}<p>{STORY}<a href='https://a.example/'>鐘聲</a></p>"
    (work / NAME).write_text(f"<!doctype html><meta charset=utf-8>{page}", "utf-8")
    own = {"BROWSER": str(recorder.path), "DUBAO_LIBRARY": str(work.parent / "library.db")}
    with Terminal([*DUBAO, "--", NAME], environment=environment(**own)) as terminal:
        screen = Emulator(terminal)
        terminal.await_condition(lambda: any(STORY in row for row in screen.rows()))
        terminal.type("5")
        terminal.await_condition(lambda: any("鐘聲" in row for row in screen.rows()))
        terminal.type("on" * (len(OTHER_LINKS) + 1) + "o")
        terminal.await_condition(recorder.calls)
        terminal.settle()
    assert {arguments[0] for arguments, _ in recorder.calls()} == {"https://a.example/"}
    assert os.listdir(work) == [NAME]


def test_the_address_that_an_article_gives_itself_reaches_the_browser_only_if_it_is_one_of_the_web(
    recorder: Recorder, work: Path
) -> None:
    for number, address in enumerate([*OTHER_LINKS, "https://a.example/"]):
        copy = replace_at(make_copy_payload(), ("dubao:article", "origin", "url"), address)
        copy = replace_at(copy, ("dubao:article", "id"), f"{number:016x}")
        copy["dubao:article"]["blocks"][2]["text"] = f"{STORY}{number}"
        (work / f"{number}.json").write_text(json.dumps(copy), "utf-8")
    own = {"BROWSER": str(recorder.path), "DUBAO_LIBRARY": str(work.parent / "library.db")}
    names = [f"{number}.json" for number in range(len(OTHER_LINKS) + 1)]
    with Terminal([*DUBAO, *names], environment=environment(**own)) as terminal:
        screen = Emulator(terminal)
        terminal.await_condition(lambda: "Articles" in screen.rows()[-1])
        for number in range(len(names)):
            terminal.type("J" if number else "l")
            terminal.await_condition(lambda number=number: any(f"{STORY}{number}" in row for row in screen.rows()))  # type: ignore[misc]
            terminal.type("o")
        terminal.await_condition(recorder.calls)
        terminal.settle()
    assert [arguments for arguments, _ in recorder.calls()] == [["https://a.example/"]]
