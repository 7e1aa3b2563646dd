"""The start to the first list beside newsboat: python -m tests.bench newsboat_start [--feeds N] [--items N]

Both programs fetch the same feeds from 127.0.0.1 first. Then each is started on a terminal, in turn, until the first
row of its list is written: newsboat as it ships, newsboat after ANALYZE has made statistics of its database, and dubao
with this library and with an empty one. Processor time is given, too, since other programs do not disturb it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.bench.feeds import make_environment, measure, prepare_dubao, serving
from tests.bench.library_search import report
from tests.bench.pty_run import Terminal

FIRST_FEED = "第0報"
"""The title of the first feed, with which newsboat's list begins and the titles of its items begin."""
START_LIMIT = 300.0
"""Seconds that a start may take."""
NEWSBOAT_FACTOR_MIN = 10.0
"""How many times as long newsboat as it ships has to take, at least."""
EMPTY_FACTOR = 1.15
"""What the start may take, of that with an empty library."""


class Program(NamedTuple):
    """A program that is started."""

    command: list[str]
    wanted: str
    """What its first list has written."""
    library: str = ""


def make_newsboat(folder: Path, urls: list[str]) -> list[str]:
    """The command of newsboat with these feeds, which it has fetched."""
    folder.mkdir()
    (folder / "urls").write_text("\n".join(urls) + "\n")
    (folder / "config").write_text("reload-threads 1\n")
    command = ["newsboat", "-u", str(folder / "urls"), "-C", str(folder / "config"), "-c", str(folder / "cache.db")]
    subprocess.run([*command, "-x", "reload"], check=True, env=make_environment(), stdout=subprocess.DEVNULL)
    return command


def prepare(folder: Path, feeds: int, items: int) -> dict[str, Program]:
    """The programs by their names, with feeds fetched."""
    programs: dict[str, Program] = {}
    with serving(feeds, items, 0) as port:
        urls = [f"http://127.0.0.1:{port}/feed/{number}" for number in range(feeds)]
        command = prepare_dubao(folder, urls)
        seconds, cpu = measure(command, make_environment())
        print(f"dubao fetched {feeds} feeds x {items} items in {seconds:.1f} s, {cpu:.1f} s CPU", flush=True)
        if shutil.which("newsboat"):
            stock = make_newsboat(folder / "stock", urls)
            shutil.copytree(folder / "stock", folder / "analysed")
            with closing(sqlite3.connect(folder / "analysed/cache.db")) as database:
                database.execute("ANALYZE")
                database.commit()
            analysed = [each.replace("/stock/", "/analysed/") for each in stock]
            programs["newsboat, as it ships"] = Program(stock, FIRST_FEED)
            programs["newsboat, after ANALYZE"] = Program(analysed, FIRST_FEED)
    dubao = [sys.executable, "-m", "reader", "--config-file", str(folder / "config.toml")]
    programs["dubao"] = Program(dubao, "條", str(folder / "library.db"))
    programs["dubao, empty library"] = Program(dubao, "help", str(folder / "none/library.db"))
    (folder / "config.toml").write_text('refresh = "manual"\nlanguage = "en"\n')
    return programs


def main() -> int:
    """Print the numbers; how many targets were missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--items", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    samples: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as name:
        programs = prepare(Path(name), options.feeds, options.items)
        for _ in range(options.rounds):
            for title, program in programs.items():
                environment = {"PYTHONPATH": os.getcwd(), "DUBAO_LIBRARY": program.library}
                with Terminal(program.command, environment=environment) as terminal:
                    shown = terminal.start(program.wanted, START_LIMIT).shown
                    samples.setdefault(title, []).append((shown or float("nan"), terminal.worked()))
    medians = {
        title: (statistics.median(shown for shown, _ in each), statistics.median(worked for _, worked in each))
        for title, each in samples.items()
    }
    for title, (shown, worked) in medians.items():
        print(f"{title:26} {shown:7.2f} s  {worked:6.2f} s CPU")
    shown, worked = medians["dubao"]
    empty = medians["dubao, empty library"][1]
    missed = report("dubao, of its start with an empty library, CPU", worked / empty, EMPTY_FACTOR, "x")
    if "newsboat, as it ships" in medians:
        stock = medians["newsboat, as it ships"][0]
        missed += report("newsboat as it ships, of dubao", stock / shown, NEWSBOAT_FACTOR_MIN, "x", at_least=True)
    return missed


if __name__ == "__main__":
    raise SystemExit(main())
