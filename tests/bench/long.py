"""An article of a million characters beside a short one and beside an empty app: python -m tests.bench long

Whole processes in pseudo terminals, new ones for every round and in turn, medians. A step in the long article is
compared with the same step in the short one, where the pages read alike.
"""

from __future__ import annotations

import argparse
import os
import shlex
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.emulator import Emulator
from tests.bench.pty_run import Terminal
from tests.bench.texts import EDITOR, LEAD, RARE, article

BARE = [sys.executable, str(Path(__file__).parent / "yardsticks" / "bare.py"), LEAD]
TINY, SHORT, LONG = 3_000, 10_000, 1_000_000
"""Code points."""
SIMPLIFIED = -LONG
"""The same article in simplified script: its converter is another one."""
WINDOWS = ((70, 30), (120, 40))
"""Between these the text has to be set anew."""
DRUM = 0.012
"""Seconds between two keys while the article is read on: less than a frame of most terminals."""
TAKING_OVER = b"\x1b[?2004h"
"""What an app of Textual asks for before it draws: bracketed paste."""
TIMES = 8
"""How often a step is taken in a round."""
MIB = 1 << 20


class Samples(dict[str, list[float]]):
    """What was measured, by name."""

    def take(self, name: str, value: float | None) -> None:
        self.setdefault(name, []).append(float("nan") if value is None else value)

    def median(self, name: str) -> float:
        values = [value for value in self.get(name, []) if value == value]
        return statistics.median(values) if values else float("nan")

    def worst(self, name: str) -> float:
        return max(self.get(name, [float("nan")]))


def taken_over(terminal: Terminal) -> float | None:
    """Wait for the app behind the first page; since when its own first frame stands, in seconds from the start."""
    terminal.await_output(LEAD.encode(), TAKING_OVER)
    return terminal.since_start(LEAD, TAKING_OVER)


def starting(dubao: list[str], sources: dict[int, str], samples: Samples) -> None:
    """First paint and memory of the yardstick, and of a tiny and of long articles."""
    with Terminal(BARE) as bare:
        samples.take("bare paint", bare.start(LEAD).shown)
        bare.settle()
        samples.take("bare memory", bare.memory())
    for size in (TINY, LONG, SIMPLIFIED):
        with Terminal([*dubao, sources[size]]) as terminal:
            samples.take(f"{size} paint", terminal.start(LEAD).shown)
            samples.take(f"{size} app", taken_over(terminal))
            samples.take(f"{size} filling", terminal.settle())
            samples.take(f"{size} memory", terminal.memory())


def filling(dubao: list[str], source: str, samples: Samples, seconds: float) -> None:
    """The longest time without a frame while the article is read on and a key is held down."""
    with Terminal([*dubao, source]) as terminal:
        terminal.start(LEAD)
        taken_over(terminal)
        samples.take("frame gap", terminal.drum("j", DRUM, seconds))
    with Terminal([*dubao, source]) as terminal:
        terminal.start(LEAD)
        taken_over(terminal)
        samples.take("jump while reading", terminal.press("G", EDITOR).shown)


def steps(size: int, terminal: Terminal, samples: Samples) -> None:
    """What a reader does, in an article that has been read to its end."""

    def take(name: str, keys: str) -> None:
        step = terminal.press(keys)
        samples.take(f"{size} {name}", step.painted)
        samples.take(f"{size} {name} worked", step.worked)

    taken_over(terminal)
    terminal.settle()
    for _ in range(TIMES):
        take("page-down", " ")
    for _ in range(TIMES):
        take("jump to the end", "G")
        take("jump to the top", "g")
    terminal.press("t")
    terminal.press("t")
    for _ in range(TIMES):
        take("script switch", "t")
    terminal.press("w")
    for _ in range(TIMES):
        take("jump to the end without the list", "G")
        take("jump to the top without the list", "g")
    terminal.press("w")
    terminal.press("/")
    take("first letter searched", RARE[0])
    take("second letter searched", RARE[1])
    terminal.press("\r", limit=1)
    for _ in range(TIMES):
        take("next hit", "n")
    for _ in range(TIMES):
        take("script switch with hits", "t")
    terminal.press("\x1b", limit=1)
    resizing(size, terminal, samples)


def resizing(size: int, terminal: Terminal, samples: Samples) -> None:
    """From the change of the window to the first frame that is right in it."""
    emulator = Emulator(terminal)
    emulator.rows()
    for window in WINDOWS * (TIMES // 2):
        began = time.perf_counter()
        terminal.resize(*window, silence=0.25)
        samples.take(f"{size} resize", emulator.settled(terminal.elapsed(began)))


def report(samples: Samples) -> None:
    """Each figure beside its target."""
    median = samples.median

    def line(name: str, value: float, unit: str, target: str, *, detail: str = "") -> None:
        print(f"{name:64} {value:7.2f}{unit:<3} {target:16} {detail}")

    def ms(*names: str) -> str:
        return " / ".join(f"{median(name) * 1e3:.1f}" for name in names) + " ms"

    ratio = median(f"{LONG} paint") / median("bare paint")
    line("first screen / bare app", ratio, "x", "(target 1.6x)", detail=ms(f"{LONG} paint", "bare paint"))
    ratio = median(f"{LONG} app") / median("bare paint")
    line("app has taken over / bare app", ratio, "x", "", detail=f"and read all {ms(f'{LONG} filling')} later")
    gap = samples.worst("frame gap")
    line("longest frame gap while reading on", gap * 1e3, "ms", "(target 100)", detail="median " + ms("frame gap"))
    line("G pressed while reading on", median("jump while reading") * 1e3, "ms", "")
    for name, target in (
        ("page-down", "(target 1.25x)"),
        ("jump to the end", "(target 1.25x)"),
        ("jump to the top", ""),
        ("jump to the end without the list", ""),
        ("jump to the top without the list", ""),
        ("next hit", "(target 1.25x)"),
        ("script switch", "(target 1.25x)"),
        ("script switch with hits", ""),
        ("first letter searched", ""),
        ("second letter searched", ""),
        ("resize", ""),
    ):
        names = f"{LONG} {name}", f"{SHORT} {name}"
        worked = [name + " worked" for name in names]
        detail = ms(*names)
        if worked[0] in samples:
            detail = f"{detail:20} processor {median(worked[0]) / median(worked[1]):5.2f}x  {ms(*worked)}"
        line(f"{name}, {LONG:,} / {SHORT:,}", median(names[0]) / median(names[1]), "x", target, detail=detail)
    for size in (SHORT, LONG):
        names = f"{size} resize", f"{size} page-down"
        line(f"resize / page-down, {size:,} characters", median(names[0]) / median(names[1]), "x", "(target 3x)",
             detail=ms(*names))  # fmt: skip
    bare, tiny = median("bare memory"), median(f"{TINY} memory")
    for size, name in ((LONG, ""), (SIMPLIFIED, ", simplified")):
        over = median(f"{size} memory")
        detail = f"{over:.1f} MiB, bare {bare:.1f}, {TINY:,} characters {tiny:.1f}"
        line(f"memory a character over the bare app{name}", (over - bare) * MIB / LONG, "B", "(target 24)",
             detail=detail)  # fmt: skip
    line("memory a character over a tiny article", (median(f"{LONG} memory") - tiny) * MIB / (LONG - TINY), "B", "")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--command", default=f"{sys.executable} -m reader", help="what to time")
    options = parser.parse_args()
    dubao = shlex.split(options.command)
    os.environ["DUBAO_CONFIG"] = "/nonexistent/config.toml"
    samples = Samples()
    with tempfile.TemporaryDirectory() as folder:
        sources = {size: str(Path(folder) / f"{size}.txt") for size in (TINY, SHORT, LONG, SIMPLIFIED)}
        for size, source in sources.items():
            Path(source).write_text(article(abs(size), "hant" if size > 0 else "hans"), "utf-8")
        for _ in range(options.rounds):
            starting(dubao, sources, samples)
            filling(dubao, sources[LONG], samples, 2 * samples.median(f"{LONG} filling"))
            for size in (SHORT, LONG):
                with Terminal([*dubao, sources[size]]) as terminal:
                    steps(size, terminal, samples)
    print(f"120x40, {options.rounds} rounds in turn, medians")
    report(samples)


if __name__ == "__main__":
    main()
