"""Articles with 500 marks beside the same without: python -m tests.bench marks

Whole processes in pseudo terminals, in turn, medians. Opening is until the page stands, and until all is placed; the
script is switched at the end of a million characters.
"""

from __future__ import annotations

import argparse
import os
import shlex
import statistics
import sys
import tempfile
from pathlib import Path

from reader.annotations.model import COLOURS, Annotation, CanonicalText, make_annotation_id
from reader.library.library import Library
from reader.sources import read_file
from reader.structure import read_article
from tests.bench.pty_run import Terminal
from tests.bench.texts import LEAD, article

MARKS = 500
SHORT, LONG = 20_000, 1_000_000
TIMES = 8


def marked(path: Path, library: Path) -> None:
    """Keep an article with marks from its beginning to its end, every other one with a note."""
    document = read_file(path)
    opened = read_article(document.text, document.origin)
    canonical = CanonicalText(opened.blocks)
    step = max(1, len(canonical.text) // MARKS)
    with Library.open(library) as kept:
        kept.store_article(opened, document.text)
        with kept.transaction():
            for number in range(min(MARKS, len(canonical.text) // step)):
                target = canonical.make_target(number * step, min(number * step + 12, len(canonical.text)))
                note = "核實這個數字" if number % 2 else ""
                when = "2026-01-01T00:00:00.000000Z"
                mark = Annotation(make_annotation_id(), when, when, target, COLOURS[number % len(COLOURS)], note)
                kept.store_annotation(mark, opened.origin.id)


def round_of(command: list[str], source: Path, library: Path, samples: dict[str, list[float]], name: str) -> None:
    """One process: opened, then at its end switched and paged."""

    def take(what: str, value: float | None) -> None:
        samples.setdefault(f"{name} {what}", []).append(float("nan") if value is None else value)

    with Terminal([*command, str(source)], environment={"DUBAO_LIBRARY": str(library)}) as terminal:
        take("stands", terminal.start(LEAD).shown)
        take("filled", terminal.settle())
        terminal.press("G")
        terminal.press("t", silence=0.3)
        terminal.press("t", silence=0.3)
        for _ in range(TIMES):
            take("page", terminal.press("b").painted)
            take("switch", terminal.press("t").painted)


def main() -> int:
    """Print the figures; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--command", default=f"{sys.executable} -m reader", help="what to time")
    options = parser.parse_args()
    os.environ["DUBAO_CONFIG"] = "/nonexistent/config.toml"
    samples: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        libraries = {}
        for size in (SHORT, LONG):
            path = Path(folder) / f"{size}.txt"
            path.write_text(article(size), "utf-8")
            libraries[size] = path, Path(folder) / f"{size}.db"
            marked(*libraries[size])
        command = shlex.split(options.command)
        for _ in range(options.rounds):
            for size, (path, library) in libraries.items():
                round_of(command, path, library, samples, f"{size} marked")
                round_of(command, path, Path(folder) / f"{size}.none.db", samples, f"{size} plain")
    median = {name: statistics.median(values) for name, values in samples.items()}
    missed = 0
    for told, ours, yardstick, target in (
        ("opening 20,000 characters, page stands", f"{SHORT} marked stands", f"{SHORT} plain stands", 1.3),
        ("opening 20,000 characters, all placed", f"{SHORT} marked filled", f"{SHORT} plain filled", 1.3),
        ("opening a million, page stands", f"{LONG} marked stands", f"{LONG} plain stands", 1.3),
        ("opening a million, all placed", f"{LONG} marked filled", f"{LONG} plain filled", 1.3),
        ("switch at the end of a million / page", f"{LONG} marked switch", f"{LONG} marked page", 1.5),
    ):
        ratio = median[ours] / median[yardstick]
        missed += ratio > target
        print(
            f"{told:44} {ratio:5.2f}x (target {target}x)  {median[ours] * 1e3:7.1f} / {median[yardstick] * 1e3:.1f} ms"
        )
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
