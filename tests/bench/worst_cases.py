"""Time and memory of each parser on the worst texts: python -m tests.bench worst_cases [--bytes 1000000] [--only NAME]

Each text is read in a process of its own, forked from one that has read a small text, at a quarter, a half and the
whole of the size. Printed are seconds of processor time with those of processes it starts, how much longer the whole
takes than twice the half (1 is linear), and the memory that was added. A line is marked where it passes a limit.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from typing import NamedTuple

from reader.errors import ReaderError
from tests.trust.worst_cases import PARSERS, WorstCase, make_cases

SECONDS_MAX, GROWTH_MAX, MEMORY_MAX = 2.0, 1.3, 300
"""For 1 MB of text; by a doubling; MB."""
LITTLE_SECONDS = 0.05
"""What takes less has no growth that can be measured."""
TIMEOUT = 60


class Cost(NamedTuple):
    """What reading a text took."""

    seconds: float
    """Of processor time, with that of other processes."""
    memory: int
    """MB that were added to what the process had, or that another process had."""
    outcome: str
    """A sentence of an error, or nothing."""


def measure_cost(case: WorstCase, size: int) -> Cost:
    """Read a text in a forked process.

    Args:
        case: What is read.
        size: Bytes of the text.
    """
    text = case.make(size)
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        status = 1
        with suppress(BaseException):
            os.close(reading)
            signal.alarm(TIMEOUT)
            os.write(writing, json.dumps(_read_here(case, text)).encode())
            status = 0
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(process, 0)
    return Cost(*json.loads(answer)) if answer else Cost(TIMEOUT, 0, "did not end")


def _read_here(case: WorstCase, text: str) -> Cost:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gc.freeze()  # what the process had before is no part of the work
    outcome = ""
    start = time.process_time()
    try:
        PARSERS[case.parser](text)
    except ReaderError as error:
        outcome = str(error).partition("\n")[0][:60]
    except Exception as error:
        outcome = f"!! {type(error).__name__}: {error}"[:80]
    seconds = time.process_time() - start
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory = max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, children.ru_maxrss - before)
    return Cost(seconds + children.ru_utime + children.ru_stime, memory // 1024, outcome)


def main() -> int:
    """Print the table; 1 where a limit was passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bytes", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="*", default=[], help="what a name begins with or contains")
    parser.add_argument("--single", action="store_true", help="the whole size alone, without growth")
    parser.add_argument("--misses", action="store_true", help="print only what passes a limit")
    options = parser.parse_args()
    print("| case | s/MB | growth | MB | outcome |\n| --- | ---: | ---: | ---: | --- |")
    missed = count = 0
    warm: set[str] = set()
    for name, case in make_cases().items():
        if options.only and not any(part in name for part in options.only):
            continue
        count += 1
        if case.parser not in warm:
            warm.add(case.parser)
            with suppress(ReaderError):
                PARSERS[case.parser](case.make(3_000))
        whole = measure_cost(case, options.bytes)
        growth = 0.0
        if not options.single and whole.seconds > LITTLE_SECONDS:
            halves = [measure_cost(case, options.bytes // 2).seconds for _ in range(1 + (whole.seconds < 1))]
            growth = whole.seconds / 2 / max(min(halves), LITTLE_SECONDS / 2)
        per_mb = whole.seconds * 1_000_000 / options.bytes
        is_missed = per_mb > SECONDS_MAX or growth > GROWTH_MAX or whole.memory > MEMORY_MAX or "!!" in whole.outcome
        missed += is_missed
        if is_missed or not options.misses:
            mark = " **miss**" if is_missed else ""
            shown = name.replace("|", "\\|")
            print(f"| {shown} | {per_mb:.2f}{mark} | {growth:.2f} | {whole.memory} | {whole.outcome} |", flush=True)
    print(f"\n{count} cases, {missed} pass a limit")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
