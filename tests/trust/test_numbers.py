"""The numbers of trust: their commands are there, and what they print is read."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.trust.__main__ import count_results
from tests.trust.numbers import MEASURES, Measure, find_number, measure

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("each", MEASURES, ids=lambda each: each.name)
def test_the_commands_of_a_number_are_there(each: Measure) -> None:
    for command in (each.full, each.short):
        assert command[0] == "-m"
        assert find_spec(command[1]) is not None
        assert all((ROOT / part).is_file() for part in command if part.startswith("tests/"))


@pytest.mark.parametrize("each", MEASURES, ids=lambda each: each.name)
def test_the_commands_of_a_number_know_their_arguments(each: Measure) -> None:
    for _, module, *arguments in (each.full, each.short):
        if module != "pytest" and arguments:
            assert import_module(module).parse_arguments(arguments)


def test_the_share_of_mutants_is_read() -> None:
    mutants = next(each for each in MEASURES if each.name == "mutants")
    assert mutants.is_met("seed 1: 361 of 400 noticed (90.2 %), {'killed': 361}")
    assert not mutants.is_met("seed 1: 359 of 400 noticed (89.8 %), {'killed': 359}")


def test_names_are_different() -> None:
    assert len({each.name for each in MEASURES}) == len(MEASURES)


def test_a_number_is_found_in_an_output() -> None:
    assert find_number(r"([\d,]+) problems", "  1,234 problems\n 12 problems") == 12
    assert find_number(r"([\d,]+) inputs", "25,000 inputs") == 25_000
    assert find_number(r"([\d,]+) inputs", "none") is None


@pytest.mark.parametrize(("program", "is_met"), [("print('7 good')", True), ("exit('7 good')", False), ("", False)])
def test_a_number_is_met_where_the_command_and_its_output_say_so(program: str, is_met: bool) -> None:
    each = Measure("x", "7", ["-c", program], ["-c", program], lambda output: "7" in output, r"\d+ good")
    outcome = measure(each, is_full=False)
    assert (outcome.is_met, outcome.result) == (is_met, "7 good" if program else "")


def test_only_a_full_measure_has_its_environment() -> None:
    program = "import os; print(os.environ['N'], os.environ.get('DUBAO_TRUST'))"
    each = Measure("x", "", ["-c", program], ["-c", program], bool, r".+", (("N", "few"),), (("N", "many"),))
    assert measure(each, is_full=False).result.split()[0] == "few"
    assert measure(each, is_full=True).result == "many full"


def test_results_of_pytest_are_counted() -> None:
    assert count_results("x\n1 failed, 22 passed, 3 skipped in 1.2s\n") == {"failed": 1, "passed": 22, "skipped": 3}
