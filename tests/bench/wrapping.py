"""How fast paragraphs are wrapped, beside what others take: `python -m tests.bench.wrapping [CHARACTERS]`.

One process, interleaved rounds, medians of CPU time. "Cold" is a fresh interpreter: import and first paragraph.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import wcwidth
from rich._wrap import divide_line
from textual.content import Content

from reader.typeset import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH = 72
ROUNDS = 5
REPOSITORY = Path(__file__).parents[2]
TARGETS = {"Content.wrap": 8, "divide_line": 3, "wcwidth.wrap": 30}
WCWIDTH_SHARE = 20
"""wcwidth is so slow that a part of the text must do."""

COLD = """
import re, functools, typing, os, time
start = time.perf_counter()
from reader.typeset import wrap
ready = time.perf_counter()
wrap("「創新引領」，GDP達224.47億元——好", 20)
print(ready - start, time.perf_counter() - ready)
"""


def paragraphs() -> tuple[str, list[str]]:
    """News, from real pages where they are at hand, else our own."""
    pages = sorted((REPOSITORY.parent / "shared" / "acceptance" / "pages").glob("*.gold.json"))
    if pages:
        bodies = [json.loads(path.read_text(encoding="utf-8"))["body"] for path in pages]
        return "paragraphs of real pages", [block["text"] for body in bodies for block in body]
    own = REPOSITORY / "tests" / "typeset" / "news.txt"
    return "paragraphs of our own", own.read_text(encoding="utf-8").splitlines()


def repeated(texts: list[str], characters: int) -> list[str]:
    """The texts over and over, so many characters in all."""
    found: list[str] = []
    total = 0
    while total < characters:
        text = texts[len(found) % len(texts)]
        found.append(text)
        total += len(text)
    return found


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def compare(name: str, texts: list[str]) -> None:
    """Prints what each takes, and each ratio beside its target."""
    total = sum(map(len, texts))
    print(f"{name}: {total:,} characters in {len(texts):,} paragraphs, width {WIDTH}, warm")
    rivals: dict[str, tuple[Callable[[str], object], list[str], int]] = {
        "Content.wrap": (lambda text: Content(text).wrap(WIDTH), texts, 1),
        "divide_line": (lambda text: divide_line(text, WIDTH), texts, 1),
        "wcwidth.wrap": (lambda text: wcwidth.wrap(text, WIDTH), texts[: len(texts) // WCWIDTH_SHARE], WCWIDTH_SHARE),
    }
    taken: dict[str, list[float]] = {name: [] for name in ("ours", *rivals)}
    for _ in range(ROUNDS):
        taken["ours"].append(seconds(lambda text: wrap(text, WIDTH), texts))
        for rival, (work, share, factor) in rivals.items():
            taken[rival].append(seconds(work, share) * factor)
    ours = statistics.median(taken["ours"])
    print(f"  ours          {ours:7.3f} s  {ours / total * 1e6:.3f} µs a character")
    for rival, target in TARGETS.items():
        median = statistics.median(taken[rival])
        print(f"  {rival:<13} {median:7.3f} s  {median / ours:5.1f}x ours (target {target}x)")


def incremental(texts: list[str]) -> None:
    """The first rows of one very long paragraph."""
    text = "".join(repeated(texts, 10_000_000))
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        wrap(text, WIDTH, max_rows=50)
        taken.append(time.perf_counter() - start)
    print(f"first 50 rows of one paragraph of {len(text):,} characters: {statistics.median(taken) * 1e3:.2f} ms")


def cold() -> None:
    """Import and first paragraph in a fresh interpreter."""
    runs = []
    for _ in range(ROUNDS):
        done = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True, cwd=REPOSITORY)
        runs.append([float(figure) * 1e3 for figure in done.stdout.split()])
    imported, first = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"cold: import {imported:.1f} ms (target 5), first paragraph {first:.1f} ms")


def main() -> None:
    characters = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    name, texts = paragraphs()
    compare(name, repeated(texts, characters))
    incremental(texts)
    cold()


if __name__ == "__main__":
    main()
