"""The entry of the command line: what it opens, and one line of error without a traceback."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader import __version__
from reader.cli.main import main
from tests.cli.process import (
    ERROR_LINE,
    FEATURE,
    HOSTILE_NAMES,
    error_line,
    run,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_standard_input_is_read() -> None:
    done = run("show", "-", stdin="東岸縣臨海。\n".encode())
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "    東岸縣臨海。\n", b"")


def test_closed_or_empty_standard_input_is_an_error() -> None:
    assert error_line(run("show", "-")) == "dubao: standard input: the file is empty; open another one\n"
    closed = run("show", "-", before=["sh", "-c", 'exec "$@" <&-', "sh"])
    assert error_line(closed) == "dubao: standard input: it is closed; pipe a text into dubao, or name a file\n"


def test_encoding_option_decodes_the_file(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(paper)]) == 0
    expected = capsys.readouterr().out
    paper.write_text(paper.read_text(encoding="utf-8"), encoding="big5")
    assert main(["show", str(paper), "--encoding", "big5"]) == 0
    assert capsys.readouterr().out == expected
    assert main(["show", str(paper), "--encoding", "utf-8"]) == 1
    assert capsys.readouterr().err


def test_config_file_option_changes_the_page_and_its_errors_name_the_line(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('paragraphs = "blank"', encoding="utf-8")
    assert main(["show", str(paper), "--config-file", str(config)]) == 0
    assert "\n東岸縣臨海" in capsys.readouterr().out
    config.write_text("mesure = 30", encoding="utf-8")
    assert main(["show", str(paper), "--config-file", str(config)]) == 1
    assert capsys.readouterr().err == f"dubao: {config}:1: unknown key mesure; did you mean measure?\n"


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/1", "https://127.0.0.1:9/\x1b[2J"])
def test_a_url_that_cannot_be_reached_is_one_line_of_error(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", address]) == 1
    assert ERROR_LINE.fullmatch(capsys.readouterr().err)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_the_error_of_a_hostile_name_is_one_clean_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["show", name],
        [name],
        ["show", FEATURE, "--config-file", name],
        ["show", FEATURE, "--encoding", name],
    ):
        assert main(arguments) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert ERROR_LINE.fullmatch(err)
        assert "; " in err


def test_a_folder_for_one_article_is_an_error_that_names_its_files(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(paper.parent)]) == 1
    assert capsys.readouterr().err.endswith("this is a folder, which holds a.txt; name one of its files\n")


def test_python_m_reader_runs_the_command() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"dubao {__version__}\n".encode(), b"")


def test_an_exception_that_nothing_expects_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import reader.cli.doctor

    def fail(_: object) -> int:
        raise LookupError("a\x1b]0;x\x07\nb")

    monkeypatch.setattr(reader.cli.doctor, "run", fail)
    assert main(["doctor"]) == 1
    err = capsys.readouterr().err
    assert re.fullmatch(r"dubao: internal error: LookupError in test_main.py:\d+; [^\n]+\n", err)
    monkeypatch.setenv("DUBAO_TRACEBACK", "1")
    with pytest.raises(LookupError):
        main(["doctor"])
