"""Completion scripts: what each shell offers for a word that is typed."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from reader.cli.commands import COMMANDS, DEFAULT_COMMAND
from reader.cli.completion import SHELLS, iter_completion_lines
from reader.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def complete_in_bash(folder: Path, *words: str) -> list[str]:
    """What bash offers for the last of some words behind `dubao`."""
    script = "\n".join(iter_completion_lines("bash"))
    line = " ".join(f"'{word}'" for word in ("dubao", *words))
    query = f"{script}\nCOMP_WORDS=({line}); COMP_CWORD={len(words)}; _dubao; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = subprocess.run(["bash", "-c", query], capture_output=True, text=True, check=True, cwd=folder)
    return done.stdout.split()


def complete_in_fish(folder: Path, *words: str) -> list[str]:
    """What fish offers for the last of some words behind `dubao`."""
    script = folder / "dubao.fish"
    script.write_text("\n".join(iter_completion_lines("fish")), encoding="utf-8")
    query = f"source {script}; complete -C '{' '.join(('dubao', *words))}'"
    done = subprocess.run(["fish", "--no-config", "-c", query], capture_output=True, text=True, check=True, cwd=folder)
    return [line.partition("\t")[0] for line in done.stdout.splitlines()]


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
needs_fish = pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
COMPLETERS = [
    pytest.param(complete_in_bash, marks=needs_bash, id="bash"),
    pytest.param(complete_in_fish, marks=needs_fish, id="fish"),
]


@pytest.mark.parametrize("complete", COMPLETERS)
def test_commands_options_values_and_files_are_offered(complete: Callable[..., list[str]], tmp_path: Path) -> None:
    (tmp_path / "story.html").touch()
    assert {"show", "save", "search"} <= set(complete(tmp_path, "s"))
    assert "--paging" in complete(tmp_path, "show", "--pa")
    assert set(complete(tmp_path, "show", "--script", "tw")) == {"tw", "twp"}
    assert "story.html" in complete(tmp_path, "show", "sto")
    assert "--paging" not in complete(tmp_path, "list", "--")
    assert set(complete(tmp_path, "completion", "")) >= set(SHELLS)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_names_all_commands_and_is_read_by_its_shell(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for name in COMMANDS:
        assert name == DEFAULT_COMMAND or name in script
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    path = tmp_path / "script"
    path.write_text(script, encoding="utf-8")
    subprocess.run([shell, "-n", str(path)], check=True)


def test_an_unknown_shell_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "tcsh"]) == 2
    assert "bash" in capsys.readouterr().err
