"""The numbers that trust is measured by: each is a command, what its output has to say, and a short form of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PYTEST = ("-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider")
KILL_FILES = (
    "tests/library/test_killed.py", "tests/services/feeds/test_killed.py", "tests/copies/test_save.py",
    "tests/trust/test_killed_programs.py",
)  # fmt: skip
TIME_FILES = ("tests/trust/test_parser_time_and_memory.py", "tests/trust/test_worst_cases.py")
KILL_KINDS = 5
"""Kills while annotating, migrating, refreshing, saving and running commands, so many of each."""


def find_number(pattern: str, output: str) -> float | None:
    """The last number that a pattern finds in an output; None where it finds none.

    Args:
        pattern: With the number as its first group; commas part thousands.
        output: Of a command.
    """
    found = re.findall(pattern, output)
    return float(found[-1].replace(",", "")) if found else None


@dataclass(frozen=True)
class Measure:
    """A number, how it is measured, and what is demanded of it."""

    name: str
    demand: str
    full: Sequence[str]
    """The arguments of Python."""
    short: Sequence[str]
    is_met: Callable[[str], bool]
    """Whether the output of the command is what is demanded, besides an exit code of 0."""
    result: str
    """A pattern; what it finds last is printed as the result."""
    environment: tuple[tuple[str, str], ...] = ()
    full_environment: tuple[tuple[str, str], ...] = ()


def _passes(output: str) -> bool:
    return "passed" in output and "failed" not in output


def _is_at_least(pattern: str, least: float) -> Callable[[str], bool]:
    return lambda output: (find_number(pattern, output) or 0) >= least


def _always(_output: str) -> bool:
    return True


_KILLS = (*PYTEST, "-k", "kill", *KILL_FILES)
MEASURES = (
    Measure(
        "hostile inputs",
        "25,000, 3,000 of them on screens: 0 problems",
        ("-m", "tests.trust.hostile_run", "--inputs", "25000", "--screens", "3000"),
        ("-m", "tests.trust.hostile_run", "--inputs", "1500", "--screens", "108"),
        lambda output: find_number(r"([\d,]+)  problems", output) == 0,
        r"[\d,]+  (?:inputs, [\d,]+ of them distinct|problems)",
    ),
    Measure(
        "hostile server",
        "all right, 0.5 s after the deadline, +50 MiB",
        ("-m", "tests.trust.hostile_server_run"),
        ("-m", "tests.trust.hostile_server_run"),
        _always,
        r"\d+ of \d+ right.*|skipped.*",
    ),
    Measure(
        "private machines",
        "48 of 48 spellings, redirects, changing answers: none connected to",
        (
            *PYTEST,
            "tests/trust/test_private_addresses.py",
            "tests/sources/test_address_guard.py",
            "tests/sources/test_web.py",
        ),
        (*PYTEST, "tests/trust/test_private_addresses.py", "tests/sources/test_address_guard.py"),
        _passes,
        r"\d+ passed.*",
    ),
    Measure(
        "kill -9",
        f"200 of each of {KILL_KINDS} kinds: nothing lost, damaged or left",
        _KILLS,
        _KILLS,
        _passes,
        r"\d+ passed.*",
        (("DUBAO_KILLS", "10"),),
        (("DUBAO_KILLS", "200"),),
    ),
    Measure(
        "time and memory of parsers",
        "growth in step with the size",
        (*PYTEST, *TIME_FILES, "tests/trust/test_screen_gaps.py"),
        (*PYTEST, *TIME_FILES),
        _passes,
        r"\d+ passed.*",
    ),
    Measure(
        "storm of keys",
        "100,000 events: 0 failures",
        ("-m", "tests.storm", "--keys", "100000", "--first", "1"),
        ("-m", "tests.storm", "--keys", "600", "--first", "1"),
        lambda output: " 0 kinds of failures" in output,
        r"[\d,]+ events, \d+ kinds of failures",
    ),
    Measure(
        "soak",
        "60 minutes, 100,000 keys: +5 MiB after ten minutes",
        ("-m", "tests.soak", "--minutes", "60"),
        ("-m", "tests.soak", "--minutes", "2"),
        _always,
        r"process \d+: .* after the warm-up.*|seed \d+: [\d,]+ inputs.*",
    ),
    Measure(
        "fuzzing",
        "10,000 examples a parser: no traceback",
        (*PYTEST, "tests/trust/test_fuzzed_input.py"),
        (*PYTEST, "tests/trust/test_fuzzed_input.py"),
        _passes,
        r"\d+ passed.*",
        (("DUBAO_EXAMPLES", "200"),),
        (("DUBAO_EXAMPLES", "10000"),),
    ),
    Measure(
        "line coverage",
        "95 %",
        ("-m", "tests.line_coverage"),
        ("-m", "tests.line_coverage", "library", "--report"),
        _is_at_least(r"TOTAL.*?([\d.]+)%", 95),
        r"TOTAL.*",
    ),
    Measure(
        "mutants",
        "400, 90 % of them noticed",
        ("-m", "tests.mutants", "--count", "400"),
        ("-m", "tests.mutants", "--count", "10"),
        _is_at_least(r"noticed \(([\d.]+) %\)", 90),
        r"\d+ of \d+ noticed.*",
    ),
    Measure(
        "packages",
        "built twice to the same bytes, installed, run",
        ("-m", "tests.trust.package_run"),
        (*PYTEST, "tests/trust/test_package_run.py", "tests/trust/test_supply_chain.py"),
        lambda output: "0 problems" in output or _passes(output),
        r"\d+ commands run|\d+ passed.*",
    ),
    Measure(
        "known faults of packages",
        "none, all looked up",
        ("-m", "tests.trust.audit"),
        ("-m", "tests.trust.audit"),
        _always,
        r"skipped.*|no fault is known|\d+ packages were looked up|printed nothing",
    ),
)
"""All numbers, in the order in which they are printed."""


class Outcome(NamedTuple):
    """What was measured."""

    is_met: bool
    result: str
    seconds: float


def measure(each: Measure, *, is_full: bool) -> Outcome:
    """Run the command of a number.

    Args:
        each: The number.
        is_full: Whether to run all of it, as before a release, and not its short form.
    """
    start = time.monotonic()
    environment = {**os.environ, **dict(each.environment), **(dict(each.full_environment) if is_full else {})}
    if is_full:
        environment["DUBAO_TRUST"] = "full"
    command = [sys.executable, *(each.full if is_full else each.short)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    output = done.stdout + done.stderr
    found = list(dict.fromkeys(re.findall(each.result, output)))
    result = "; ".join(found[-2:]) or output.strip()[-200:].replace("\n", " ")
    return Outcome(done.returncode == 0 and each.is_met(output), result, time.monotonic() - start)
