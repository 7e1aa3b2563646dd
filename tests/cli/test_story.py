"""The part of a page that is its story: `dubao doctor` lists the parts, `show --story` prints one, `mark` keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

STORY = "停擺了二十年的渡口大鐘昨天重新敲響，修鐘的師傅在塔上守了整整三個月。"
OTHER = "讀者來信說，從前每逢整點都能聽見鐘聲，如今終於又聽見了，心裏很高興。"
PAGE = (
    "<html><head><title>渡口的鐘又響了</title></head><body><h1>渡口的鐘又響了</h1>"
    f"<div class=one><p>{STORY}</p><p>{STORY}</p></div><div class=two><p>{OTHER}</p></div></body></html>"
)


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    return str(path)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command with a library and settings of its own; gives the exit code, the output and the errors."""
    monkeypatch.setenv("DUBAO_CONFIG", str(tmp_path / "config" / "config.toml"))

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--library", str(tmp_path / "library.db")])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def find_number(report: str, words: str) -> str:
    """The number of the part that begins with some words, in the report of `dubao doctor`."""
    return next(line for line in report.split("\n") if f"characters from {words}" in line).split(":")[0].split()[-1]


def test_story_option_prints_a_part_without_storing_the_choice(run: Run, page: str, tmp_path: Path) -> None:
    number = find_number(run("doctor", page)[1], OTHER[:6])
    code, out, _ = run("show", page, "--story", number, "--plain", "--width", "100")
    assert code == 0
    assert OTHER in out
    assert STORY not in out
    assert STORY in run("show", page, "--plain", "--width", "100")[1]
    assert not (tmp_path / "config").exists()


def test_marked_story_is_stored_until_it_is_marked_with_0(run: Run, page: str) -> None:
    report = run("doctor", page)[1]
    number = find_number(report, OTHER[:6])
    assert "chosen story" not in report
    assert run("mark", page, "--story", number)[0] == 0
    out = run("show", page, "--plain", "--width", "100")[1]
    assert OTHER in out
    assert STORY not in out
    assert f"chosen story             {number}" in run("doctor", page)[1]
    assert run("mark", page, "--story", "0")[0] == 0
    assert STORY in run("show", page, "--plain", "--width", "100")[1]


def test_a_number_without_a_part_is_an_error(run: Run, page: str, paper: Path) -> None:
    for command in ("show", "mark"):
        code, _, err = run(command, page, "--story", "99")
        assert code == 1
        assert "it has no part 99 that may be the story" in err
        assert run(command, page, "--story", "two")[0] == 2
    assert "no parts to choose" in run("show", str(paper), "--story", "1")[2]
