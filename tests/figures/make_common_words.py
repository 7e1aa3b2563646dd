"""Writes reader/figures/common_words.tsv: the words that are most frequent in texts, by which phrases are cut.

Run: python tests/figures/make_common_words.py FOLDER... (OpenCC and rjieba must be installed). The texts (*.txt, *.md)
of each folder have the same weight together, so that a region with more texts does not outweigh the others, and a word
must occur in two of the folders.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import opencc
import rjieba

TABLE = Path(__file__).parents[2] / "reader" / "figures" / "common_words.tsv"
LIMIT = 5000
HAN = re.compile("[\u4e00-\u9fff]{2,4}")
LEFT_OUT = frozenset(("nr", "nrt", "nrfg", "m", "mq", "i", "l", "z"))
"""Tags of names of persons, numerals and phrases."""


def count(folder: Path) -> Counter[tuple[str, str]]:
    """How often each word with its tag occurs in the texts of a folder, for each million words."""
    convert = opencc.OpenCC("t2s").convert
    found: Counter[tuple[str, str]] = Counter()
    for path in sorted(each for each in folder.rglob("*") if each.suffix in (".txt", ".md")):
        text = convert(path.read_text(encoding="utf-8", errors="replace")).replace("著", "着")  # as forms.tsv folds it
        found.update((word, tag) for word, tag in rjieba.tag(text) if HAN.fullmatch(word))
    total = sum(found.values()) / 1e6
    return Counter({key: int(times / total) for key, times in found.items()})


def lines(folders: list[Path]) -> str:
    """The file: the verbs and the other words, each in one row."""
    tags: dict[str, Counter[str]] = {}
    occurs: Counter[str] = Counter()
    for counts in map(count, folders):
        occurs.update({word for word, _ in counts})
        for (word, tag), times in counts.items():
            tags.setdefault(word, Counter())[tag] += times
    chosen = {word: found.most_common(1)[0][0] for word, found in tags.items()}
    common = sorted(tags, key=lambda word: (-tags[word].total(), word))
    wanted = min(2, len(folders))
    kept = [word for word in common if chosen[word] not in LEFT_OUT and occurs[word] >= wanted][:LIMIT]
    verbs = [word for word in sorted(kept) if chosen[word] == "v"]
    others = [word for word in sorted(kept) if chosen[word] != "v"]
    return f"class\twords\nverb\t{' '.join(verbs)}\nother\t{' '.join(others)}\n"


if __name__ == "__main__":
    TABLE.write_text(lines([Path(name) for name in sys.argv[1:]]), encoding="utf-8")
