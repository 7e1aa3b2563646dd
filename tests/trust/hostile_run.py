"""Thousands of hostile texts through every door of the program: python -m tests.trust.hostile_run --inputs 25000

So many of them as --screens says are read on the screen of the real program, in a pseudo terminal; the others by the
commands, in processes of their own. All come from the seed. What is printed: how many inputs there were by door, and
every control character, traceback, key or loss that was found; the exit code is 1 where there was any.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.trust.hostile_commands import CommandRun
from tests.trust.hostile_generator import generate_payloads
from tests.trust.hostile_screens import ScreenRun

CHUNK = 1_500
"""Inputs of one process."""
SCREEN_SEED = 1_000_000
"""What is added to the seed for the texts on screens, so that they are other ones."""
SHOWN_PROBLEMS = 20


class Result(NamedTuple):
    """What a run found."""

    inputs: Counter[str]
    looked_at: int
    """Characters of commands, or bytes of screens."""
    shown: int
    """Texts that were looked for, and found whole."""
    replies: int
    problems: list[str]


def run_commands(job: tuple[int, int, int]) -> Result:
    """Try texts by the commands.

    Args:
        job: The seed, the number of the first text, and how many there are.
    """
    seed, first, count = job
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        run = CommandRun(Path(folder) / "files", seed)
        run.run(count, first)
        os.chdir("/")
    print(f"commands {first}–{first + count - 1}: {len(run.problems)} problems", file=sys.stderr, flush=True)
    return Result(run.inputs, run.printed, run.shown, 0, run.problems)


def run_screens(job: tuple[int, int, int]) -> Result:
    """Try texts on the screen; the same job as of `run_commands`."""
    seed, first, count = job
    with tempfile.TemporaryDirectory() as folder:
        run = ScreenRun(Path(folder), seed)
        run.run(count, first)
    print(f"screens {first}–{first + count - 1}: {len(run.problems)} problems", file=sys.stderr, flush=True)
    inputs = Counter({f"screen: {kind}": count for kind, count in run.inputs.items() if kind})
    return Result(inputs, run.written, run.shown, run.replies, run.problems)


def add_results(results: list[Result]) -> Result:
    """Several results as one."""
    inputs: Counter[str] = Counter()
    for result in results:
        inputs += result.inputs
    problems = [problem for result in results for problem in result.problems]
    return Result(
        inputs,
        sum(result.looked_at for result in results),
        sum(result.shown for result in results),
        sum(result.replies for result in results),
        problems,
    )


def count_distinct(seed: int, count: int) -> int:
    """How many of the first texts of a seed are different."""
    payloads = generate_payloads(seed)
    return len({next(payloads).text for _ in range(count)})


def run(inputs: int, screens: int, seed: int, jobs: int) -> Result:
    """Try all texts.

    Args:
        inputs: How many in all.
        screens: How many of these are read on the screen.
        seed: What the texts are made from.
        jobs: Processes at a time.
    """
    others = inputs - screens
    parts = [(seed, first, min(CHUNK, others - first)) for first in range(0, others, CHUNK)]
    size = min(CHUNK // 2, -(-screens // max(1, jobs)))
    seen = [(seed + SCREEN_SEED, first, min(size, screens - first)) for first in range(0, screens, size or 1)]
    with multiprocessing.get_context("spawn").Pool(jobs, maxtasksperchild=1) as pool:
        by_screen = pool.map_async(run_screens, seen, chunksize=1)
        by_commands = pool.map_async(run_commands, parts, chunksize=1)
        return add_results([*by_screen.get(), *by_commands.get()])


def parse_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """The options of the command.

    Args:
        arguments: Of the command; those of this process when None.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=25_000)
    parser.add_argument("--screens", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    return parser.parse_args(arguments)


def main() -> int:
    """Run, and print what was found; 1 where anything was wrong."""
    options = parse_arguments()
    start = time.monotonic()
    result = run(options.inputs, options.screens, options.seed, options.jobs)
    for door, count in sorted(result.inputs.items()):
        print(f"{count:>7,}  {door}")
    others = options.inputs - options.screens
    distinct = count_distinct(options.seed, others) + count_distinct(options.seed + SCREEN_SEED, options.screens)
    print(f"{sum(result.inputs.values()):>7,}  inputs, {distinct:,} of them distinct, seed {options.seed}")
    print(f"{result.looked_at:>7,}  characters and bytes of output looked at")
    print(f"{result.shown:>7,}  texts looked for and found whole; {result.replies:,} answers of terminals sent")
    print(f"{len(result.problems):>7,}  problems, {time.monotonic() - start:.0f} s", flush=True)
    for problem in result.problems[:SHOWN_PROBLEMS]:
        print(f"\n{problem[:3000]}")
    return int(bool(result.problems))


if __name__ == "__main__":
    sys.exit(main())
