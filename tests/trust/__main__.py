"""Runs the tests of all threats and measures the numbers of trust: python -m tests.trust [--full] [--only NAME ...]

Two tables are printed: the threats with their tests (threats.tsv), and the numbers with what is demanded. Without
--full samples are tried, which takes some minutes; with it all that is done before a release, which takes hours.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time

from reader.text.tsv import read_rows
from tests.trust.numbers import MEASURES, PYTEST, measure

RESULT = re.compile(r"(\d+) (passed|failed|error|skipped)")
THREATS = "threats"
"""What --only calls the first table."""


def count_results(output: str) -> dict[str, int]:
    """The numbers in the last line of pytest."""
    return {kind: int(count) for count, kind in RESULT.findall(output.strip().rpartition("\n")[2])}


def print_threats(*, is_full: bool) -> bool:
    """Run the tests of each threat and print a row for it; whether all passed.

    Args:
        is_full: Whether all cases are tried.
    """
    environment = {**os.environ, **({"DUBAO_TRUST": "full"} if is_full else {})}
    passed: dict[str, dict[str, int]] = {}
    print("| | threat | cases | failed | skipped | seconds |\n| ---: | --- | ---: | ---: | ---: | ---: |")
    for row, threat, tests in read_rows(__file__, "threats"):
        start = time.monotonic()
        for name in tests.split():
            if name not in passed and "/test_" in name:
                done = subprocess.run(
                    [sys.executable, *PYTEST, name], capture_output=True, text=True, env=environment, check=False
                )
                passed[name] = count_results(done.stdout)
                passed[name].setdefault("error", int(done.returncode > 1))
        found = [passed[name] for name in tests.split() if name in passed]
        good, bad, skipped = (
            sum(each.get(kind, 0) for each in found for kind in kinds)
            for kinds in (["passed"], ["failed", "error"], ["skipped"])
        )
        print(f"| {row} | {threat} | {good + bad} | {bad} | {skipped} | {time.monotonic() - start:.0f} |", flush=True)
    return not any(each.get("failed", 0) + each.get("error", 0) for each in passed.values())


def print_numbers(names: list[str], *, is_full: bool) -> bool:
    """Measure numbers and print a row for each; whether all are as demanded.

    Args:
        names: Of the numbers; all where there are none.
        is_full: Whether to measure all of each.
    """
    print("| number | demand | measured | | seconds |\n| --- | --- | --- | --- | ---: |")
    are_met = True
    for each in MEASURES:
        if names and each.name not in names:
            continue
        outcome = measure(each, is_full=is_full)
        are_met &= outcome.is_met
        mark = ("skip" if outcome.result.startswith("skipped") else "pass") if outcome.is_met else "MISS"
        result = outcome.result.replace("|", "¦")
        print(f"| {each.name} | {each.demand} | {result} | {mark} | {outcome.seconds:.0f} |", flush=True)
    return are_met


def main() -> int:
    """Print both tables; 1 where a test failed or a number is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="all of it, as before a release")
    names = [THREATS, *(each.name for each in MEASURES)]
    parser.add_argument("--only", nargs="*", default=[], choices=names, metavar="NAME", help=", ".join(names))
    options = parser.parse_args()
    is_good = True
    if not options.only or THREATS in options.only:
        is_good = print_threats(is_full=options.full)
        print()
    numbers = [name for name in options.only if name != THREATS]
    if numbers or not options.only:
        is_good &= print_numbers(numbers, is_full=options.full)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
