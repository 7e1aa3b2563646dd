"""Standard output and standard error: encoding, closed and full streams, pipes, interrupts."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.process import (
    CLOSED_STDOUT,
    DUBAO,
    FEATURE,
    environment,
    error_line,
    run,
)


@pytest.mark.parametrize(
    "changes", [{"PYTHONIOENCODING": "gbk"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_the_output_is_utf_8_whatever_the_locale(changes: dict[str, str], paper: Path) -> None:
    expected = run("show", str(paper))
    assert "東岸縣臨海".encode() in expected.stdout
    done = run("show", str(paper), env=environment(**changes))
    assert (done.returncode, done.stdout, done.stderr) == (0, expected.stdout, b"")
    done = run("--help", env=environment(**changes))
    assert (done.returncode, done.stderr) == (0, b"")
    assert "讀報".encode() in done.stdout
    done = run("show", "沒有", env=environment(**changes))
    assert done.returncode == 1
    assert done.stderr.startswith(b"dubao: ")
    assert done.stderr.endswith(b": there is no such file; check the path\n")


@pytest.mark.parametrize(
    "arguments", [["show", FEATURE], ["show", FEATURE, "--json"], [FEATURE], ["doctor"], ["--help"]]
)
def test_closed_standard_output_is_an_error(arguments: list[str]) -> None:
    said = error_line(run(*arguments, before=CLOSED_STDOUT))
    assert said == "dubao: standard output: it is closed; send it to a file or a terminal\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "arguments", [["show", FEATURE], ["show", FEATURE, "--json"], ["doctor"], ["--help"], ["--version"]]
)
def test_a_full_disk_is_an_error(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        assert (
            error_line(run(*arguments, stdout=full))
            == "dubao: output: no space left on device; nothing more was written\n"
        )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_standard_error_that_is_full_or_closed_changes_no_exit_code() -> None:
    for end in (">/dev/full", ">&-"):
        for arguments, code in ((["show", "missing"], 1), (["--nonsense"], 2)):
            assert run(*arguments, before=["sh", "-c", f'exec "$@" 2{end}', "sh"]).returncode == code


def test_a_closed_pipe_ends_the_program_without_a_message(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("東岸縣臨海，從前只有一條街。" * 50_000, encoding="utf-8")
    with subprocess.Popen(
        [*DUBAO, "show", str(long)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith("    東岸縣".encode())
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 128 + signal.SIGPIPE


def test_an_interrupt_ends_the_program_without_a_message(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [*DUBAO, "show", str(pipe)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        ) as process,
        pipe.open("wb"),
    ):  # waits until it reads
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"")
