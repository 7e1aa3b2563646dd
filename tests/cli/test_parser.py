"""Arguments: help, version, wrong usage, options of all commands."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from reader import __version__
from reader.cli.commands import COMMANDS, DEFAULT_COMMAND
from reader.cli.main import main
from reader.cli.parser import UsageError, parse_arguments
from tests.cli.process import (
    ERROR_LINE,
    FEATURE,
    HOSTILE_NAMES,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_the_version_and_the_help_go_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr() == (f"dubao {__version__}\n", "")
    for arguments in (["--help"], ["show", "--help"], ["doctor", "-h"]):
        assert main(arguments) == 0
        out, err = capsys.readouterr()
        assert out.startswith("usage: dubao")
        assert "--encoding NAME" in out
        assert err == ""


@pytest.mark.parametrize(
    "arguments", [["show"], ["show", "a", "b"], ["show", "a", "--script", "x"], ["--nonsense"], ["doctor", "x", "y"]]
)
def test_wrong_usage_ends_with_2_and_names_the_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert ERROR_LINE.fullmatch(err)
    assert re.search(r"; see dubao( \w+)? --help$", err)


@pytest.mark.parametrize("name", [name for name in HOSTILE_NAMES if name != "\udcff"])
def test_the_error_of_a_hostile_option_is_one_clean_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["show", FEATURE, f"--{name}"],
        ["show", FEATURE, "--script", name],
        [f"--no{name}"],
        ["doctor", name, name],
    ):
        assert main(arguments) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert ERROR_LINE.fullmatch(err)


@pytest.mark.parametrize("before", [True, False])
def test_common_options_may_stand_before_or_after_the_command(
    before: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gbk.txt"
    path.write_bytes("江城新聞，今日出版。".encode("gb18030"))
    option = ["--encoding", "gbk"]
    assert main([*option, "show", str(path)] if before else ["show", *option, str(path)]) == 0
    assert "江城新聞" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "meant"), [("shwo", "show"), ("serach", "search"), ("Show", "show"), ("lst", "list")]
)
def test_a_misspelt_command_is_answered_with_the_one_meant(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([typed, "x"]) == 2
    assert capsys.readouterr().err == f"dubao: {typed}: there is no such command or file; did you mean dubao {meant}?\n"
    (tmp_path / typed).write_text("渡口的鐘敲響了。", encoding="utf-8")
    assert main([typed]) == 0  # a file of that name is opened


@pytest.mark.parametrize("source", ["窯火", "notes.txt", "./shwo", "zzzz", "0123456789abcdef"])
def test_a_source_that_is_like_no_command_is_a_missing_file(source: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([source]) == 1
    assert "there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_has_two_examples_that_are_understood(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [] if name == DEFAULT_COMMAND else [name]
    assert main([*arguments, "--help"]) == 0
    printed = capsys.readouterr().out
    examples = COMMANDS[name].examples
    assert len(examples) >= 2
    for example in examples:
        assert f"\n  {example}\n" in printed
        command = re.search(r"dubao [^|>)]*", example)
        assert command
        options = parse_arguments(shlex.split(command[0])[1:])
        assert options.command == name


def test_the_help_lists_all_commands_and_says_what_they_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    for name, command in COMMANDS.items():
        assert command.description in printed
        assert name == DEFAULT_COMMAND or f"\n  {name} " in printed


@pytest.mark.parametrize(
    "arguments",
    [
        ["notes", "--remove", ""],
        ["notes", "--edit", "", "--note", "x"],
        ["list", "--library", ""],
        ["--library=", "list"],
        ["list", "--config-file", ""],
        ["show", ""],
        [""],
        ["add", "a.txt", ""],
        ["export", ""],
        ["import", ""],
        ["save", "a.txt", "-o", ""],
        ["mark", "a", "--tag", ""],
    ],
)
def test_an_empty_value_is_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(UsageError, match="it is empty"):
        parse_arguments(arguments)


def test_an_empty_note_and_title_mean_that_there_is_none() -> None:
    assert parse_arguments(["notes", "--edit", "a", "--note", ""]).note == ""
    assert parse_arguments(["feeds", "edit", "a", "--title", "", "--folder", ""]).title == ""
