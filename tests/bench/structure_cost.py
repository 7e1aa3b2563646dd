"""What reading the structure of a text costs: run `python tests/bench/structure_cost.py [--whole] [--worst]`.

News of a million characters in paragraphs of 80 to 120 characters and in lines of 38 to 55, wrapped mail, one line of
ten million, 200,000 short lines (--whole: a million); the first 60 blocks of each; the cold start in a fresh
interpreter; with --worst, lines made of what a pattern could stumble over. Processor time, each number beside its
target.
"""

from __future__ import annotations

import os
import random
import re
import statistics
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import Origin, clean
from reader.structure import IncrementalReader, read_plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "acceptance" / "jianghua.txt"
"""3,670 characters; where the repository stands alone, an article of its own takes its place."""
ORIGIN = Origin("bench")
RUNS, STARTS = 5, 15
HEADINGS = ["修旧如旧 留住乡愁", "新政出台首日", "一、老街清晨的早点铺", "谁在为它买单", "業者盼延長補助"]
CAPTIONS = ["老街清晨的早点铺。张小禾 摄", "▲ 清晨的市集。（圖／市府提供）"]
WORST = {
    "brackets": "（" * 150,
    "colons": "编辑：" * 50,
    "bars": "记者／" * 50,
    "digits": "2018-1" * 25,
    "spaces": "方 " * 75,
    "names": "张三、" * 50,
    "crumbs": "甲 > " * 38,
    "credits": "（圖／" * 50,
    "stops": "。" * 150,
    "months": "1月1日" * 35,
    "bold": "**" * 75,
    "addresses": "http://" * 22,
    "tail": "相关新闻",
    "headings": "一、二三四五",
    "labels": "责任编辑：",
    "tail, then story": "相关新闻\n" + "甲乙丙丁" * 12 + "。",
}
COLD = """
import sys, time
text = open(sys.argv[1], encoding="utf-8").read()
from reader.model import Origin, clean
text = clean(text)
a = time.perf_counter()
from reader.structure import IncrementalReader
b = time.perf_counter()
reading = IncrementalReader(text, Origin("bench"))
reading.advance(60)
reading.build_article()
print(b - a, time.perf_counter() - b)
"""


def sentences() -> list[str]:
    """The sentences of the articles beside the program."""
    found: list[str] = []
    for path in sorted((ROOT / "articles").glob("0*.txt")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if len(line) >= 60:
                found += [own for own in re.findall(r"[^。]+。", line.strip()) if 12 < len(own) < 70]
    return found


def news(size: int, low: int, high: int, spacer: str | None) -> str:
    """News in paragraphs of so many characters, with headings, captions and a line between any two."""
    choose = random.Random(1)
    known = sentences()
    lines: list[str] = []
    written = 0
    while written < size:
        text = ""
        while len(text) < low:
            text += choose.choice(known)
        lines.append("　　" + (text if len(text) <= high else text[: high - 1].rstrip("。") + "。"))
        written += len(lines[-1])
        kind = choose.random()
        if kind < 0.12:
            lines.append("　　" + choose.choice(HEADINGS) if kind < 0.08 else choose.choice(CAPTIONS))
    return ("\n" if spacer is None else f"\n{spacer}\n").join(lines)[:size]


def wrapped(text: str, width: int) -> str:
    """A text as mail programs break it."""
    rows = [[line[i : i + width] for i in range(0, len(line), width)] for line in text.split("\n")]
    return "\n\n".join("\n".join(row) for row in rows if row)


def seconds(work: Callable[[], object]) -> float:
    """The processor time of one run."""
    started = time.process_time()
    work()
    return time.process_time() - started


def say(name: str, value: float, unit: str, target: float | None) -> None:
    """One number beside its target."""
    verdict = "" if target is None else f"  target {target:g}{'' if value <= target else '  MISSED'}"
    print(f"{name:48} {value:9.3f} {unit:15}{verdict}", flush=True)


def whole(name: str, text: str, target: float | None, *, runs: int = RUNS, first: float = 15) -> None:
    """Reads a text as a whole, the best of several runs; and its first screenful."""
    cleaned = clean(text)
    best = min(seconds(lambda: read_plain_text(cleaned, ORIGIN)) for _ in range(runs))
    say(name, best / len(text) * 1e6, "µs a character", target)
    screen = min(seconds(lambda: IncrementalReader(cleaned, ORIGIN).advance(60)) for _ in range(3))
    say(f"  {len(text):,} characters, first 60 blocks", screen * 1e3, "ms", first)


def short_lines(count: int) -> None:
    """So many short lines, and half as many: twice the lines should take twice the time."""
    texts = [clean("甲乙丙\n" * size) for size in (count // 2, count)]
    half, full = (seconds(partial(read_plain_text, text, ORIGIN)) for text in texts)
    say(f"{count:,} short lines (one run)", full / count * 1e6, "µs a line", 15)
    say("  twice as many lines take so many times as long", full / half, "", 2.6)
    first = min(seconds(lambda: IncrementalReader(texts[1], ORIGIN).advance(60)) for _ in range(3))
    say("  first 60 blocks", first * 1e3, "ms", 15)


def cold_start() -> None:
    """Import and first article in fresh interpreters, with bytecode: the median of several."""
    sample = SAMPLE if SAMPLE.exists() else ROOT / "articles" / "02-feature.txt"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", COLD, str(sample)]
    spent: list[tuple[float, ...]] = []
    for _ in range(STARTS + 1):  # the first one writes the bytecode
        out = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        spent.append(tuple(float(part) * 1e3 for part in out.split()))
    for name, column, target in (("cold start: import", 0, 8), ("cold start: first article", 1, 12)):
        values = [times[column] for times in spent[1:]]
        say(f"{name} (median of {STARTS})", statistics.median(values), f"ms, best {min(values):.1f}", target)


def main(options: list[str]) -> None:
    """All of it."""
    print(f"Processor time; whole texts are the best of {RUNS} runs, first blocks the best of 3.")
    cold_start()
    read_plain_text(clean(news(20_000, 80, 120, "")), ORIGIN)
    for name, spacer in (("blank", ""), ("NBSP", "\u00a0"), ("no", None)):
        whole(f"news, lines of 80–120, {name} spacers", news(1_000_000, 80, 120, spacer), 0.6)
    whole("news, lines of 38–55, no spacers", news(1_000_000, 38, 55, None), 0.8)
    whole("news, lines of 38–55, blank spacers", news(1_000_000, 38, 55, ""), 0.8)
    whole("news, wrapped at 72 columns", wrapped(news(300_000, 80, 120, None), 36), None, first=25)
    whole("one line", "字" * 10_000_000, 0.02, runs=3, first=40)
    whole("blank lines", "\n" * 1_000_000 + "甲乙丙", 0.1, runs=3)
    short_lines(1_000_000 if "--whole" in options else 200_000)
    if "--worst" in options:
        for name, line in WORST.items():
            for size in (5_000, 20_000):
                whole(f"worst, {name}", (line + "\n") * (size // len(line)), None, runs=1)


if __name__ == "__main__":
    main(sys.argv[1:])
