"""How Markdown articles are read: python -m tests.bench markdown [FOLDER]

FOLDER holds Markdown files with YAML front matter, such as an archive of a newspaper. Counted is in how many of them
title, date and author are as the front matter has them, which marks of Markdown are left in shown text, and which
<figcaption> is no caption; then what reading one costs, and what hostile texts of a megabyte cost. Without a folder
only the last.
"""

from __future__ import annotations

import html
import re
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from reader.model import Origin, clean
from reader.structure import read_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Article

MARKS = ("---", "**", "](", "<figure", "&amp;")
"""What no shown paragraph may have."""
MOST_SECONDS = 2.0
"""What a hostile megabyte may take."""
SIZE = 1_000_000
CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.S)
TAG = re.compile(r"<[^<>]+>")
HOSTILE = {
    "brackets": "[",
    "links": "[a](",
    "stars": "**中",
    "marks": "==a",
    "notes": "^[a",
    "tags": "<a ",
    "quotes": "> ",
    "items": "- - - - a\n",
    "lines": "甲乙丙丁\n",
    "sentences": "这是一句话，说的是钟声。\n",
    "keys": "---\ntitle: 甲\n" + "key: value and more of it\n" * 20,
}


def read(path: Path) -> tuple[Article, float]:
    """An article, and the seconds of CPU that it took."""
    text = clean(path.read_text("utf-8"))
    start = time.process_time()
    return read_article(text, Origin("bench", path=str(path))), time.process_time() - start


def fields_of(path: Path) -> tuple[dict[str, Any], str]:
    """The front matter of a file as YAML has it, and the text behind it."""
    _, body, rest = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(body) or {}, rest


def without_space(text: str) -> str:
    return "".join(html.unescape(text).replace("\u200b", "").replace("\ufeff", "").split())


def misses(path: Path, article: Article) -> Iterator[str]:
    """What is wrong with an article, in words."""
    fields, rest = fields_of(path)
    if (article.title or "") != str(fields.get("title") or ""):
        yield "title"
    if (article.date or "") != str(fields.get("date") or "")[:10]:
        yield "date"
    author = fields.get("author") or []
    if list(article.authors) != (author if isinstance(author, list) else [author]):
        yield "author"
    for block in article.blocks:
        yield from (f"{mark!r} in text" for mark in MARKS if block.kind != "chrome" and mark in block.text)
    captions = Counter(without_space(block.text) for block in article.blocks if block.kind == "caption")
    for caption in CAPTION.findall(rest):
        if key := without_space(TAG.sub("", caption)):
            captions[key] -= 1
            if captions[key] < 0:
                yield "caption"


def measure_folder(folder: Path) -> None:
    """Prints the counts and the cost of a folder."""
    found: Counter[str] = Counter()
    spent: list[float] = []
    wrong = 0
    paths = sorted(folder.rglob("*.md"))
    for path in paths:
        article, seconds = read(path)
        spent.append(seconds)
        own = list(misses(path, article))
        wrong += bool(own)
        found.update(own)
    print(f"{len(paths)} files, {len(paths) - wrong} without a fault; {dict(found) or 'no faults'}")
    if spent:
        print(f"CPU ms a file: median {1000 * statistics.median(spent):.1f}, worst {1000 * max(spent):.1f}")


def measure_hostile() -> bool:
    """Prints what hostile texts cost; whether all are within the limit."""
    good = True
    for name, piece in HOSTILE.items():
        text = clean(piece * (SIZE // len(piece)))
        start = time.process_time()
        read_article(text, Origin("bench", path="a.md"))
        seconds = time.process_time() - start
        good &= seconds <= MOST_SECONDS
        print(f"{name:12} {seconds:6.2f} s{'' if seconds <= MOST_SECONDS else '  MISSED'}")
    return good


def main(arguments: list[str]) -> int:
    """The command."""
    for folder in arguments:
        if Path(folder).is_dir():
            measure_folder(Path(folder))
        else:
            print(f"{folder}: there is no such folder; nothing was measured there")
    return 0 if measure_hostile() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
