"""Starting on a large library beside a small and an empty one: python -m tests.bench library_start --large PATH

Whole processes in pseudo terminals, in turn, medians. A start is done when the list is written; with an empty library,
which has no list, when the screen takes keys. Processor time is given, too, since other programs do not disturb it.
"""

from __future__ import annotations

import argparse
import shlex
import statistics
import sys
import tempfile
from pathlib import Path

from reader.library.library import Library
from tests.bench.library_search import fill, report
from tests.bench.pty_run import Terminal

SMALL = 100
START_FACTOR, MEMORY_FACTOR = 1.15, 1.3
"""What a start and the memory may be with the large library, of those with the small one."""
OPEN_EXTRA_MS = 60.0
"""What opening an article may take longer than a page-down."""


def measure(command: list[str], library: Path, wanted: str, samples: dict[str, list[float]]) -> None:
    """One start, and what is done in the list after it.

    Args:
        command: What to run.
        library: The library.
        wanted: Text that the first screen has.
        samples: Times in milliseconds and memory in MiB are added, by names.
    """

    def take(name: str, value: float) -> None:
        samples.setdefault(name, []).append(value)

    with Terminal([*command], environment={"DUBAO_LIBRARY": str(library)}) as terminal:
        take("start", (terminal.start(wanted).shown or 0) * 1e3)
        take("start, processor", terminal.worked() * 1e3)
        terminal.settle()
        take("memory", terminal.memory())
        take("page-down", terminal.press(" ").worked * 1e3)
        take("last row", terminal.press("G").worked * 1e3)
        take("first row", terminal.press("g").worked * 1e3)
        terminal.press("j")
        terminal.settle()
        take("open an article", terminal.press("\r", wait="2 of" if wanted == "by date" else None).worked * 1e3)
        terminal.settle()
        take("next unread", terminal.press("]").worked * 1e3)
        terminal.settle()
        take("memory at the end", terminal.memory())


def main() -> int:
    """Print the numbers; how many targets were missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--command", default=f"{sys.executable} -m reader", help="what to time")
    parser.add_argument("--large", type=Path, required=True, help="a large library, as library_search --keep makes it")
    options = parser.parse_args()
    command = shlex.split(options.command)
    samples: dict[str, dict[str, list[float]]] = {"small": {}, "large": {}, "empty": {}}
    with tempfile.TemporaryDirectory() as folder:
        small, empty = Path(folder, "small.db"), Path(folder, "none.db")
        fill(small, SMALL)
        with Library.open(options.large, writable=False) as library:
            ((count,),) = library.connection.select("SELECT count(*) FROM articles")
        for _ in range(options.rounds):
            measure(command, small, "by date", samples["small"])
            measure(command, options.large, "by date", samples["large"])
            measure(command, empty, "help", samples["empty"])
    medians = {
        which: {name: statistics.median(values) for name, values in taken.items()} for which, taken in samples.items()
    }
    print(f"{count:,} articles beside {SMALL} and none; medians of {options.rounds}, processor time but for starts")
    for name, value in medians["large"].items():
        print(f"{name:24} {value:9.1f}   small {medians['small'][name]:9.1f}   empty {medians['empty'][name]:9.1f}")
    large, little = medians["large"], medians["small"]
    missed = report("start, processor", large["start, processor"] / little["start, processor"], START_FACTOR, "x")
    missed += report("memory", large["memory"] / little["memory"], MEMORY_FACTOR, "x")
    for name in ("open an article", "next unread"):
        missed += report(f"{name}, beyond a page-down", large[name] - large["page-down"], OPEN_EXTRA_MS, "ms")
    return missed


if __name__ == "__main__":
    raise SystemExit(main())
