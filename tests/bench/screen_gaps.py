"""How long the screen stands still while hostile documents are read: python -m tests.bench screen_gaps

The program runs in this process, beside a task that wakes up as often as it can. The longest time between two of its
turns is how long no key is handled and nothing drawn: in seconds, and in seconds of processor time of the thread, which
other programs do not lengthen. The first opening of a document, before the app runs, is not part of it.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from pathlib import Path
from typing import NamedTuple

from reader.config.settings import Settings
from reader.input.keymap import Keymap
from reader.sources import read_file
from reader.tui.app import DubaoApp
from reader.tui.state.reading_list import ReadingList

GAP_MAX = 0.1
"""Seconds."""
KEYS = (
    *("space", "space", "1", "3", "3", "f", "escape", "t", "t", "c", "escape", "G", "g", "4", "n", "n"),
    *("slash", "的", "enter", "escape", "w", "w", "question_mark", "escape"),
)
START = "\N{IDEOGRAPHIC SPACE}\N{IDEOGRAPHIC SPACE}渡口的鐘停了二十年，昨天重新敲響，街坊都說聲音同從前一樣。\n"


class Gap(NamedTuple):
    """The longest time between two turns of the event loop."""

    seconds: float
    processor_seconds: float
    key: str
    """The key that was pressed last before it."""
    stack: str = ""
    """Where the thread was most of that time, where it was sampled."""


def repeat(unit: str, size: int) -> str:
    return unit * (size // len(unit.encode()) + 1)


def make_documents(size: int) -> dict[str, str]:
    """Texts that ask much of the reader, of so many bytes, by the names of their files."""
    chance = random.Random(1)
    numbers = [f"{chance.randint(1, 10**6)}" for _ in range(size // 7)]
    return {
        "short-lines.txt": repeat("甲\n", size),
        "numbered-lines.txt": repeat("1. 甲\n", size),
        "dates.txt": repeat("2021-04-05 08:09\n", size),
        "one-line.txt": repeat("字", size),
        "numbers.txt": "\n".join(numbers),
        "number-table.txt": "\n".join(
            "  ".join(f"{part}%" for part in numbers[n : n + 8]) for n in range(0, len(numbers), 8)
        ),
        "amounts.txt": "，".join(f"第{n % 99}項{part}萬元" for n, part in enumerate(numbers[: size // 30])),
        "sentences.txt": repeat(START, size),
        "punctuation.txt": repeat("，。、；：？！「」『』（）", size),
        "combining.txt": "字" + "\u0301" * (size // 2),
        "paragraphs.html": "<html><h1>標題</h1>" + repeat("<p>字", size),
        "preformatted.html": "<html><pre>" + repeat("甲\n", size),
        "table.html": "<html><table>" + repeat("<tr><td>字<td>1萬元", size),
        "markdown.md": "# 標題\n\n" + repeat("- 甲 [乙](https://a.example/)\n", size),
        "links.md": "# 標題\n\n" + repeat("[甲](https://a.example/)，", size),
    }


def measure_bare_loop(steps: int) -> float:
    """The seconds of processor time of so many steps of an empty loop: a yardstick for this machine at this moment."""
    start = time.thread_time()
    for _ in range(steps):
        pass
    return time.thread_time() - start


class StackSampler(threading.Thread):
    """Notes every few milliseconds what another thread is doing."""

    def __init__(self, thread_id: int) -> None:
        super().__init__(daemon=True)
        self._thread_id = thread_id
        self._samples: deque[tuple[float, str]] = deque(maxlen=20_000)
        self.is_over = False

    def run(self) -> None:
        """Sample until it is over."""
        while not self.is_over:
            frame, names = sys._current_frames().get(self._thread_id), []
            while frame is not None:
                if "reader" in (parts := Path(frame.f_code.co_filename).parts):
                    names.append(f"{'/'.join(parts[parts.index('reader') + 1 :])}:{frame.f_code.co_name}")
                frame = frame.f_back
            self._samples.append((time.perf_counter(), " < ".join(names[:5])))
            time.sleep(0.004)

    def find_stack(self, start: float, end: float) -> str:
        """What the thread did most often between two times of perf_counter."""
        counts = Counter(stack for when, stack in list(self._samples) if start <= when <= end)
        return ", ".join(f"{count}x {stack}" for stack, count in counts.most_common(4))


async def measure_gap(path: Path, seconds: float, *, are_stacks_sampled: bool = False) -> Gap:
    """The longest gap while a document is opened beside another one, read and looked through.

    Args:
        path: The document.
        seconds: How long it is looked through.
        are_stacks_sampled: Whether to find out where the gap comes from, which makes it a little longer.
    """
    first = path.with_name("first.txt")
    first.write_text("先前的一篇\n\n" + START * 3, "utf-8")
    settings = Settings(language="en")
    reading_list = ReadingList([str(first), str(path)], read_file, settings, "", folder_name="gaps")
    gc.unfreeze()
    gc.collect()
    gc.freeze()  # what was there before is no part of the program
    app = DubaoApp(settings, Keymap({}), reading_list, reading_list.open_first())
    worst = Gap(0, 0, "")
    key = "start"
    is_over = False
    sampler = StackSampler(threading.get_ident())
    if are_stacks_sampled:
        sampler.start()

    async def beat() -> None:
        nonlocal worst
        last, last_processor = time.perf_counter(), time.thread_time()
        while not is_over:
            await asyncio.sleep(0.001)
            now, processor = time.perf_counter(), time.thread_time()
            if processor - last_processor > worst.processor_seconds:
                worst = Gap(now - last, processor - last_processor, key, sampler.find_stack(last, now))
            last, last_processor = now, processor

    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0)
        heart = asyncio.create_task(beat())
        for key in ("J", *KEYS):
            await pilot.press(key)
            await asyncio.sleep(seconds / len(KEYS))
        is_over = True
        await heart
    sampler.is_over = True
    return worst


def main() -> int:
    """Print the longest gap for each document; 1 where one is longer than GAP_MAX of processor time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bytes", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--stacks", action="store_true", help="print where the longest gaps come from")
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args()
    too_long = False
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            DUBAO_CONFIG=f"{folder}/config.toml", DUBAO_CACHE=f"{folder}/cache", DUBAO_LIBRARY=f"{folder}/library.db"
        )
        print("| document | longest gap, ms | of processor time, ms | after |\n| --- | ---: | ---: | --- |")
        for name, text in make_documents(options.bytes).items():
            if options.only and name not in options.only:
                continue
            path = Path(folder) / name
            path.write_text(text, "utf-8")
            gap = asyncio.run(measure_gap(path, options.seconds, are_stacks_sampled=options.stacks))
            print(f"| {name} | {gap.seconds * 1e3:.0f} | {gap.processor_seconds * 1e3:.0f} | {gap.key} |", flush=True)
            if options.stacks:
                print(gap.stack.replace(", ", "\n"))
            too_long |= gap.processor_seconds > GAP_MAX
    return int(too_long)


if __name__ == "__main__":
    sys.exit(main())
