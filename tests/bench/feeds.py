"""Refreshing feeds from 127.0.0.1, beside newsboat: python -m tests.bench.feeds [FEEDS ITEMS].

Prints seconds of the clock, and of the processor with all its child processes, for a first refresh and for one in which
nothing has changed, with each of two latencies; then the processor's time for one feed of 1,000 items.
"""

from __future__ import annotations

import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.feed_server import ROOT, load_paragraphs, make_feed

if TYPE_CHECKING:
    from collections.abc import Iterator

LATENCIES = 0.0, 0.02
"""Seconds before an answer: on this machine, and in the same city."""


@contextmanager
def serving(feeds: int, items: int, latency: float) -> Iterator[int]:
    """The port of a server with so many feeds, which answers after so many seconds."""
    command = [sys.executable, "-m", "tests.bench.feed_server", str(feeds), str(items), str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
        assert process.stdout
        yield int(process.stdout.readline())
        process.kill()


def measure(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """The seconds of the clock and of the processor that a command takes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run_both(folder: Path, port: int, feeds: int) -> list[tuple[str, float, float]]:
    """The seconds of each program for a first refresh and for one without anything new."""
    urls = [f"http://127.0.0.1:{port}/feed/{number}" for number in range(feeds)]
    dubao = prepare_dubao(folder, urls)
    (folder / "urls").write_text("\n".join(urls) + "\n")
    (folder / "config").write_text("reload-threads 1\n")
    environment = make_environment()
    newsboat = ["newsboat", "-u", str(folder / "urls"), "-C", str(folder / "config"), "-c", str(folder / "cache.db")]
    found = []
    for name, command in (("dubao", dubao), ("newsboat", [*newsboat, "-x", "reload"])):
        if shutil.which(command[0]):
            found += [(f"{name}, {what}", *measure(command, environment)) for what in ("first", "unchanged")]
    return found


def measure_dead_hosts(feeds: int = 500, dead: int = 25) -> float:
    """The seconds of a refresh of feeds of which some are on servers that take connections and never answer."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(dead)]
        port = stack.enter_context(serving(feeds - dead, 5, 0))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = [f"http://127.0.0.1:{port}/feed/{number}" for number in range(feeds - dead)]
        urls += [f"http://127.0.0.1:{each.getsockname()[1]}/rss" for each in sockets]
        return measure(prepare_dubao(folder, urls), make_environment())[0]


def make_environment() -> dict[str, str]:
    """The environment of both programs."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}


def prepare_dubao(folder: Path, urls: list[str]) -> list[str]:
    """The command that refreshes feeds in a library of its own."""
    (folder / "feeds.toml").write_text("\n".join(f'[[feed]]\nurl = "{url}"\nprivate_host = true\n' for url in urls))
    (folder / "config.toml").write_text("")
    shared = ["--library", str(folder / "library.db"), "--config-file", str(folder / "config.toml")]
    return [sys.executable, "-m", "reader", "refresh", "--now", *shared]


def main() -> None:
    """Print the table."""
    feeds, items = (int(each) for each in sys.argv[1:3]) if len(sys.argv) > 2 else (200, 15)
    for latency in LATENCIES:
        with serving(feeds, items, latency) as port, tempfile.TemporaryDirectory() as folder:
            for name, seconds, cpu in run_both(Path(folder), port, feeds):
                print(f"{1000 * latency:3.0f} ms  {name:24} {seconds:6.2f} s  {cpu:6.2f} s CPU", flush=True)
    print(f"500 feeds, 25 of them on dead servers: {measure_dead_hosts():.1f} s; their deadline is 20 s", flush=True)
    from reader.sources.feeds.parse import parse_feed

    body = make_feed(0, 1_000, load_paragraphs())
    parse_feed(body, "https://paper.example/rss")
    start = time.process_time()
    parse_feed(body, "https://paper.example/rss")
    print(f"a feed of 1,000 items, {len(body) >> 10} KiB: {1000 * (time.process_time() - start):.0f} ms CPU")


if __name__ == "__main__":
    main()
