"""Arguments: help, version, wrong usage, options of all commands."""

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
