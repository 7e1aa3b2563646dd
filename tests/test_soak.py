"""A soak of a few seconds; `make soak` is the long one."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from reader.input.commands import COMMANDS
from tests import soak
from tests.soak import ENDING_KEYS, KEYS, Soak, encode_key, make_input

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_seed_always_makes_the_same_input() -> None:
    first, again, other = (
        [make_input(chance, 80, 24) for _ in range(500)]
        for chance in (random.Random(1), random.Random(1), random.Random(2))
    )
    assert first == again
    assert first != other


def test_every_key_of_a_command_that_does_not_end_the_program_is_pressed() -> None:
    names = {key for command in COMMANDS for key in command.keys.split(",") if key}
    assert len(KEYS) == len(names - ENDING_KEYS)
    assert {encode_key(key) for key in ("a", "ctrl+a", "up")} == {"a", "\x01", "\x1b[A"}


def test_growth_is_measured_within_a_process_after_its_warm_up() -> None:
    run = Soak(1, 300, starts=2)
    run.samples = [(1, at, 100.0) for at in range(0, 90, 10)]
    run.samples += [(2, 90 + at, 50 + at / 10) for at in range(0, 210, 10)]
    assert list(run.list_growth()) == [(2, 62.0, 68.0, 6.0)]


@pytest.fixture
def soak_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Soak]:
    """Soaks a program, given as Python, for a few seconds."""

    def run_soak(program: str) -> Soak:
        monkeypatch.setattr(soak, "DUBAO", [soak.DUBAO[0], "-c", program])
        for name, seconds in (
            ("START_SECONDS", 0.2), ("SAMPLE_SECONDS", 0.5), ("WAIT_SECONDS", 5.0), ("ANSWER_SECONDS", 0.5)
        ):  # fmt: skip
            monkeypatch.setattr(soak, name, seconds)
        monkeypatch.chdir(tmp_path)
        run = Soak(1, 20, folder=tmp_path)
        run.run()
        return run

    return run_soak


def test_a_program_that_fails_is_a_problem(soak_program: Callable[[str], Soak]) -> None:
    run = soak_program("import time; time.sleep(0.1); raise ValueError")
    assert "Traceback" in run.problems[0]
    assert run.starts == 1


def test_a_program_that_draws_nothing_is_a_problem(soak_program: Callable[[str], Soak]) -> None:
    program = "import signal\nsignal.signal(signal.SIGWINCH, signal.SIG_IGN)\nwhile True: signal.sigtimedwait([], 1)"
    run = soak_program(program)
    assert "nothing was drawn" in run.problems[0]
    assert 'File "<string>", line 3' in run.problems[0]


def test_a_program_that_works_on_without_input_is_a_problem(soak_program: Callable[[str], Soak]) -> None:
    run = soak_program("while True: print(end='.', flush=True)")
    assert "it did not come to rest" in run.problems[0]
