"""Fetches every answer of a server that answers badly on purpose: python -m tests.trust.hostile_server_run SERVER

SERVER is a program that prints its address as JSON, lists its answers under /index.json with what each has to come to,
and may stand beside this repository. One after the other is fetched and read as an article or a feed. What is printed:
those that came to something else, how long after its deadline the slowest ended, and how much memory one took.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread
from typing import Any, NamedTuple

from reader.errors import ReaderError
from reader.sources.feeds.parse import parse_feed
from reader.sources.web import WebFetcher, fetch_web_document
from reader.structure import read_article
from tests.storm import read_memory

SERVER = Path(__file__).parents[2].parent / "shared" / "tools" / "hostile_server.py"
DEADLINE = 2.0
LATE_MAX, GROWTH_MAX = 0.5, 50.0
"""Seconds after the deadline, and MiB, that a fetch may take."""


class Outcome(NamedTuple):
    """What became of an answer."""

    path: str
    is_right: bool
    seconds: float
    growth: float
    """MiB that the process held more than before, at its highest."""
    what: str


class MemoryPeak:
    """The highest memory of this process while it is looked at, by a thread."""

    def __enter__(self) -> MemoryPeak:
        self.first = self.highest = read_memory()
        self._ended = Event()
        self._thread = Thread(target=self._look)
        self._thread.start()
        return self

    def _look(self) -> None:
        while not self._ended.wait(0.01):
            self.highest = max(self.highest, read_memory())

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()


async def fetch(web: WebFetcher, base: str, row: dict[str, Any]) -> tuple[bool, str]:
    """Whether an answer came to what it has to, and what it came to.

    Args:
        web: With the deadline.
        base: The address of the server.
        row: Of its index: the path, what is expected, and what the text has to contain.
    """
    path = row["path"]
    try:
        if path.startswith("/parse/feed"):
            fetched = await web.fetch(base + path)
            feed = parse_feed(fetched.body, base + path)
            if not feed.items:  # what is wrong with it was left out, and nothing is left
                return "error" in row["expect"], "a feed without items"
            text = " ".join([str(feed.title), *(str(item.title) for item in feed.items)])
        else:
            document = await fetch_web_document(web, base + path)
            text = document.text
            if row["expect"] == "error":  # the parser finds it out
                text = " ".join(block.text for block in read_article(document.text, document.origin).blocks)
    except ReaderError as error:
        reason = getattr(error, "reason", "not_text")
        is_expected = "error" in row["expect"] and reason in row.get("reason", reason).split("|")
        return is_expected, f"{reason}: {error}"
    lacks = any(part in text for part in row.get("lacks", []))
    return "text" in row["expect"] and row.get("contains", "") in text and not lacks, text[:80]


def run(server: Path) -> list[Outcome]:
    """The outcomes of all answers of a server."""
    command = [sys.executable, str(server), "--seconds", "600"]
    outcomes = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        base = json.loads(process.stdout.readline())["url"]
        web = WebFetcher(deadline=DEADLINE)
        try:
            rows = json.loads(asyncio.run(web.fetch(base + "/index.json")).body)["paths"]
            for row in rows:
                start = time.monotonic()
                with MemoryPeak() as memory:
                    is_right, what = asyncio.run(fetch(WebFetcher(deadline=DEADLINE), base, row))
                seconds, growth = time.monotonic() - start, memory.highest - memory.first
                outcomes.append(Outcome(row["path"], is_right, seconds, growth, what))
        finally:
            process.terminate()
    return outcomes


def parse_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """The options of the command.

    Args:
        arguments: Of the command; those of this process when None.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server", nargs="?", type=Path, default=SERVER)
    return parser.parse_args(arguments)


def main() -> int:
    """Run, and print what was found; 1 where an answer came to something else, late, or took too much memory."""
    options = parse_arguments()
    if not options.server.is_file():
        print(f"skipped: {options.server} is not there")
        return 0
    outcomes = run(options.server)
    bad = [
        each for each in outcomes if not each.is_right or each.seconds > DEADLINE + LATE_MAX or each.growth > GROWTH_MAX
    ]
    for each in bad:
        wrong = "" if each.is_right else "WRONG, "
        print(f"{each.path}: {wrong}{each.seconds:.1f} s, {each.growth:+.0f} MiB: {each.what}")
    slowest, largest = max(each.seconds for each in outcomes), max(each.growth for each in outcomes)
    right = sum(each.is_right for each in outcomes)
    print(
        f"{right} of {len(outcomes)} right, at most {slowest - DEADLINE:+.2f} s after the deadline, +{largest:.0f} MiB"
    )
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
