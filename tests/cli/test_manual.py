"""The manual page and the completion scripts in docs/, which the wheel installs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from reader.cli.commands import COMMANDS
from reader.cli.manual import iter_files, iter_manual_lines, main
from reader.cli.parser import format_program_name

DOCS = Path(__file__).parents[2] / "docs" / "shell"


def test_the_files_in_the_repository_are_as_the_commands_are_now() -> None:
    for name, lines in iter_files():
        written = (DOCS / name).read_text(encoding="utf-8")
        assert written == "".join(f"{line}\n" for line in lines), f"make shell-files writes docs/shell/{name} again"


def test_the_manual_describes_every_command_with_its_examples() -> None:
    page = "\n".join(iter_manual_lines())
    for name, command in COMMANDS.items():
        assert f".SS {format_program_name(name)}" in page
        assert command.description in page
        for example in command.examples:
            assert example.replace("-", "\\-") in page.replace("\\&", "")


def test_the_manual_is_set_without_a_warning() -> None:
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    page = "".join(f"{line}\n" for line in iter_manual_lines())
    done = subprocess.run(
        ["groff", "-man", "-Kutf8", "-Tutf8", "-ww"], input=page, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "dubao show" in done.stdout


def test_all_files_are_written_into_a_new_folder(tmp_path: Path) -> None:
    main(str(tmp_path / "new"))
    assert {path.name for path in (tmp_path / "new").iterdir()} == {name for name, _ in iter_files()}
