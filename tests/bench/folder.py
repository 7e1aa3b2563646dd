"""The list of a folder of 2,000 files beside that of 20: python -m tests.bench folder

Whole processes in pseudo terminals, in turn, medians. The first screen stands when a title is written; then the list
is held down while the other titles are read.
"""

from __future__ import annotations

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.pty_run import Terminal
from tests.bench.texts import article

FEW, MANY = 20, 2_000
CHARACTERS = 1_500
TITLE = "海角見聞"
"""Begins every title."""
DRUM = 0.012
"""Seconds between two keys."""


def fill(folder: Path, files: int) -> None:
    """Write so many articles, each with its own title and date, every third in simplified script."""
    folder.mkdir()
    for number in range(files):
        date = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        text = article(CHARACTERS, "hans" if number % 3 == 2 else "hant", title=f"{TITLE}之{number + 1}", date=date)
        (folder / f"{number + 1:04}.txt").write_text(text, "utf-8")


def measure(command: list[str], folder: Path, samples: dict[str, list[float]]) -> None:
    """One start: the first title, the longest silence while keys are typed and titles read, how long that takes."""

    def take(name: str, value: float | None) -> None:
        samples.setdefault(f"{folder.name} {name}", []).append(float("nan") if value is None else value)

    with Terminal([*command, str(folder)]) as terminal:
        take("paint", terminal.start(TITLE).shown)
        terminal.settle()
        take("reading", terminal.times[-1][1])
        take("page-down", terminal.press(" ").last)
        take("memory", terminal.memory())
    with Terminal([*command, str(folder)]) as terminal:
        terminal.start(TITLE)
        terminal.idle(0.4)
        take("gap", terminal.drum("j", DRUM, 1.5))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--command", default=f"{sys.executable} -m reader", help="what to time")
    options = parser.parse_args()
    command = shlex.split(options.command)
    os.environ["DUBAO_CONFIG"] = "/nonexistent/config.toml"
    samples: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as place:
        folders = [Path(place) / str(files) for files in (FEW, MANY)]
        for folder, files in zip(folders, (FEW, MANY), strict=True):
            fill(folder, files)
        refused = subprocess.run([*command, str(folders[0])], capture_output=True, text=True, check=False)
        if refused.returncode:
            print(f"a folder cannot be opened: {refused.stderr.strip()}")
            return
        for _ in range(options.rounds):
            for folder in folders:
                measure(command, folder, samples)
    median = {name: statistics.median(values) for name, values in samples.items()}
    print(f"120x40, {options.rounds} rounds in turn, medians; {FEW} / {MANY:,} files of {CHARACTERS:,} characters")
    for name, target in (("paint", "(target 1.3x)"), ("page-down", "")):
        few, many = median[f"{FEW} {name}"], median[f"{MANY} {name}"]
        print(f"{name:40} {many / few:5.2f}x {target:14} {many * 1e3:.1f} / {few * 1e3:.1f} ms")
    gap, worst = median[f"{MANY} gap"], max(samples[f"{MANY} gap"])
    print(f"{'longest frame gap while titles are read':40} {worst * 1e3:5.0f} ms (median {gap * 1e3:.0f})")
    print(f"{'last title read, from the start':40} {median[f'{MANY} reading']:5.2f} s")
    print(f"{'resident memory':40} {median[f'{MANY} memory']:5.0f} MiB ({FEW} files {median[f'{FEW} memory']:.0f})")


if __name__ == "__main__":
    main()
