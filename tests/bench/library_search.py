"""What searching and listing a large library cost, and whether a search is exact: python -m tests.bench library_search

    python -m tests.bench library_search [--articles N] [--queries N] [--folder DIR] [--scan-queries N]

The library is made of stretches of the texts of the benchmarks, or of the Markdown files of a folder, which are added
as `dubao add` adds them. Random pieces of 1 to 6 characters, as written and in the other script, are searched and
compared with a scan of all texts. Each number stands beside its target; the exit code is how many were missed.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.library.listing import ArticleListing
from reader.library.search import search_library
from reader.library.search_query import parse_query
from reader.library.search_sql import ArticleQuery
from reader.text.folding import fold_for_search
from tests.bench.texts import article
from tests.library.texts import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEARCH_TARGETS_MS = {20_000: 20.0, 100_000: 40.0}
"""The 95th percentile of a search for the newest fifty, by the number of articles."""
ADD_TARGET = 250
"""Markdown articles added in a second."""
CHARACTERS = 700
BATCH = 500


def report(name: str, value: float, target: float, unit: str, *, at_least: bool = False) -> int:
    """Print a number beside its target; 1 where it misses that."""
    missed = value < target if at_least else value > target
    print(f"{name:52} {value:10.2f} {unit} ({'at least' if at_least else 'at most'} {target:g})", flush=True)
    return int(missed)


def fill(path: Path, count: int) -> float:
    """Make a library of random stretches of text that grew from empty; the seconds that this took."""
    chance = random.Random(1)
    body = article(CHARACTERS * 400)
    start = time.perf_counter()
    with Library.open(path) as library:
        for first in range(0, count, BATCH):
            with library.transaction():
                for number in range(first, min(first + BATCH, count)):
                    at = chance.randrange(len(body) - CHARACTERS)
                    day = f"20{number % 25:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
                    text = f"{body[at : at + 14]}之{number}\n{day}\n\n　　{body[at : at + CHARACTERS]}"
                    one = opened(text, f"/news/{number}.txt")
                    library.store_article(one.article, one.source)
                    if number % 40 == 0:
                        library.store_annotation(one.note(one.canonical.text[:4], "記下了"), one.id)
                    if number % 3:
                        library.update_entry(one.id, read=True)
    return time.perf_counter() - start


def add_files(path: Path, folder: Path, count: int) -> tuple[int, float]:
    """Add the Markdown files of a folder with even numbers as `dubao add` does; how many, and the seconds it took."""
    files = sorted(file for file in folder.rglob("*.md") if file.stem.rpartition("_")[2].isdecimal())
    files = [file for file in files if int(file.stem.rpartition("_")[2]) % 2 == 0][:count]
    start = time.perf_counter()
    for first in range(0, len(files), 5_000):
        command = [sys.executable, "-m", "reader", "add", *map(str, files[first : first + 5_000])]
        subprocess.run(command, env={**os.environ, "DUBAO_LIBRARY": str(path)}, stdout=subprocess.DEVNULL, check=False)
    return len(files), time.perf_counter() - start


def load_texts(library: Library) -> dict[str, str]:
    """The folded title and text of each article, by its id; a newline stands before, between and behind them."""
    rows = library.connection.select("SELECT id, title, canonical, authors FROM articles JOIN texts ON article = id")
    return {
        identity: fold_for_search(f"\n{title or ''}\n{canonical}\n{authors or ''}\n")
        for identity, title, canonical, authors in rows
    }


def make_queries(texts: dict[str, str], library: Library, count: int) -> Iterator[str]:
    """Random pieces of the articles, half of them as written and half in the folded script."""
    chance = random.Random(2)
    ids = list(texts)
    made = 0
    while made < count:
        canonical = library.load_canonical_text(chance.choice(ids)).text
        at = chance.randrange(max(1, len(canonical) - 6))
        word = canonical[at : at + chance.randint(1, 6)]
        if word.split() == [word] and not set(word) & set('"“”＂'):
            made += 1
            yield word if made % 2 else fold_for_search(word)


def scan(texts: dict[str, str], word: str) -> set[str]:
    """The articles that have a word, by looking at all of their text; it cuts no number and no Latin word."""

    def cuts(inner: str, outer: str) -> bool:
        return (inner.isalpha() and outer.isalpha() and is_latin(inner) and is_latin(outer)) or (
            inner in "0123456789" and outer in "0123456789"
        )

    def is_latin(character: str) -> bool:
        return character.isascii() or not "\u2e80" <= character <= "\U0003ffff"

    folded, found = fold_for_search(word), set()
    for identity, text in texts.items():
        at = text.find(folded)
        while at >= 0:
            if not cuts(folded[0], text[at - 1]) and not cuts(folded[-1], text[at + len(folded)]):
                found.add(identity)
                break
            at = text.find(folded, at + 1)
    return found


def check_exactness(library: Library, count: int) -> int:
    """Compare random searches with scans of all texts; how many targets were missed."""
    texts = load_texts(library)
    ids = dict(library.connection.select("SELECT sequence, id FROM articles"))
    missing = wrong = 0
    for word in make_queries(texts, library, count):
        node = parse_query(f'"{word}"')
        assert node
        found = {ids[sequence] for sequence in ArticleQuery(library.connection, node).find_sequences()}
        expected = scan(texts, word)
        missing += len(expected - found)
        # a note or a tag may have the word, too
        wrong += len([each for each in found - expected if not library.load_annotations(each)])
    missed = report(f"articles missed by {count:,} searches", missing, 0, "")
    return missed + report(f"articles found wrongly by {count:,} searches", wrong, 0, "")


def measure_searches(library: Library, count: int, target: float) -> int:
    """Time searches for the newest fifty, the best fifty and counts; how many targets were missed."""
    texts = dict.fromkeys([identity for (identity,) in library.connection.select("SELECT id FROM articles")], "")
    queries = list(make_queries(texts, library, count))
    times: dict[str, list[tuple[float, float]]] = {}
    for word in queries:
        node = parse_query(f'"{word}"')
        assert node
        query = ArticleQuery(library.connection, node)
        searches: dict[str, Callable[[], object]] = {
            "newest 50": partial(query.find_sequences, 50),
            "best 50": partial(query.find_sequences, 50, order="best"),
            "count": query.count,
            "newest 50 with snippets": partial(search_library, library, f'"{word}"', limit=50),
        }
        for name, work in searches.items():
            start, cpu = time.perf_counter(), time.process_time()
            work()
            times.setdefault(name, []).append((time.perf_counter() - start, time.process_time() - cpu))
    missed = 0
    for name, taken in times.items():
        wall, cpu_times = (sorted(each) for each in zip(*taken, strict=True))
        at = int(len(wall) * 0.95)
        if name == "newest 50":
            missed += report(f"search, {name}: 95th percentile", wall[at] * 1e3, target, "ms")
        print(
            f"search, {name}: median {wall[len(wall) // 2] * 1e3:.2f} ms, 95th percentile {wall[at] * 1e3:.2f} ms;"
            f" of the processor {cpu_times[len(wall) // 2] * 1e3:.2f} and {cpu_times[at] * 1e3:.2f} ms"
        )
    return missed


def measure_lists(library: Library) -> None:
    """Time what the screen asks for before it shows a list."""
    listing = ArticleListing(library.connection)
    for name, work in {
        "first 200 of all": lambda: listing.find_sequences("all", limit=200),
        "count of all": lambda: listing.count("all"),
        "rows of a page": lambda: listing.load(listing.find_sequences("all", limit=60)),
        "all in order": lambda: listing.find_sequences("all"),
        "choices": listing.list_choices,
    }.items():
        taken = []
        for _ in range(5):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
        print(f"list, {name}: {min(taken) * 1e3:.2f} ms")


def main() -> int:
    """Print the numbers; how many targets were missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--scan-queries", type=int, default=2_000)
    parser.add_argument("--folder", type=Path, help="Markdown files, of which those with even numbers are added")
    parser.add_argument("--keep", type=Path, help="the library, which is made where it is missing and kept")
    options = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder, "library.db")
        if not path.exists():
            if options.folder:
                count, taken = add_files(path, options.folder, options.articles)
                missed += report("Markdown articles added in a second", count / taken, ADD_TARGET, "", at_least=True)
            else:
                taken = fill(path, options.articles)
                print(f"{options.articles:,} articles made in {taken:.1f} s")
        with Library.open(path, writable=False) as library:
            ((count,),) = library.connection.select("SELECT count(*) FROM articles")
            print(f"{count:,} articles, {path.stat().st_size / 1e6:.0f} MB")
            target = SEARCH_TARGETS_MS[20_000] if count <= 20_000 else SEARCH_TARGETS_MS[100_000]
            missed += measure_searches(library, options.queries, target)
            measure_lists(library)
            if options.scan_queries:
                missed += check_exactness(library, options.scan_queries)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return missed


if __name__ == "__main__":
    raise SystemExit(main())
