"""What the library costs when it is large: python -m tests.bench library

A library that grew to 20,000 articles of a thousand characters, with a note on every twentieth; and 500 notes put on a
changed text of 20,000 characters. Each number beside its target.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.annotations.anchoring import reanchor
from reader.library.backups import back_up
from reader.library.database_file import connect
from reader.library.library import Library
from reader.library.search import search_library
from reader.model import clean
from tests.bench.texts import article
from tests.library.texts import canonical, edited, new, opened

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES = 20_000
CHARACTERS = 1_000
NOTED = 20
NOTES = 500
RUNS = 5


def best(work: Callable[[], object]) -> float:
    """Milliseconds of the quickest of some runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1e3


def say(name: str, value: float, most: float) -> int:
    print(f"{name:44} {value:9.2f} ms (at most {most:g})", flush=True)
    return int(value > most)


def fill(path: Path, articles: int) -> str:
    """A library of so many articles; the id of the last."""
    chance = random.Random(1)
    body = article(CHARACTERS * 8)
    with Library.open(path) as library:
        for number in range(articles):
            start = chance.randrange(len(body) - CHARACTERS)
            one = opened(f"海角見聞之{number}\n\n　　{body[start : start + CHARACTERS]}", f"/news/{number}.txt")
            library.store_article(one.article, one.source)
            if number % NOTED == 0:
                library.store_annotation(one.note("海角見聞", "記下了"), one.id)
    return one.id


def main() -> int:
    """Print the numbers; how many targets were missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    count = parser.parse_args().articles
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "library.db")
        identity = fill(path, count)
        print(f"{count:,} articles, {path.stat().st_size / 1e6:.0f} MB")
        with connect(path) as connection:
            start = time.perf_counter()
            back_up(connection, path)
            missed += say("a backup, once a day", (time.perf_counter() - start) * 1e3, 3000)
        missed += say("open", best(lambda: Library.open(path).close()), 50)
        missed += say("open to read", best(lambda: Library.open(path, writable=False).close()), 20)
        with Library.open(path) as library:
            missed += say("the list of all articles", best(library.list_entries), 500)
            for query in ("燈塔", "縣", "沒有這句話", "灯塔 码头"):
                missed += say(f"search {query}", best(partial(search_library, library, query)), 1000)
            text = library.load_text(identity)
            kept = library.find_entry(identity)
            assert text
            assert kept
            missed += say(
                "one article with its text",
                best(lambda: (library.find_entry(identity), library.load_text(identity))),
                5,
            )
            missed += say("its annotations", best(lambda: library.load_annotations(identity)), 2)
            one = opened(clean(text.source), kept.origin.path or "")
            missed += say("keeping what is kept", best(lambda: library.store_article(one.article, one.source)), 2)
            missed += say(
                "a note, on the disk", best(lambda: library.store_annotation(one.note("海角見聞"), identity)), 20
            )
    return missed + anchoring()


def anchoring() -> int:
    """500 notes on a text of 20,000 characters that has changed."""
    missed = 0
    for name, text in (("that repeats itself", article(20_000)), ("of many words", varied(20_000))):
        chance = random.Random(2)
        whole = canonical(text)
        starts = [chance.randrange(len(text) - 150) for _ in range(NOTES)]
        notes = [new(whole, start, start + chance.randint(2, 150)) for start in starts]
        after = canonical(edited(text, 0.05, chance)[0])
        missed += say(f"{NOTES} notes on a text {name}", best(partial(reanchor, after, notes, text)), 1000)
    return missed


def varied(characters: int) -> str:
    """A text in which nothing is said twice."""
    chance = random.Random(3)
    letters = sorted(set(article(8_000)) - {"\n"})
    return "\n".join("".join(chance.choices(letters, k=120)) for _ in range(characters // 121))


if __name__ == "__main__":
    raise SystemExit(main())
