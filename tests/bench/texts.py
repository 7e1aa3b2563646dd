"""News-like texts of our own for the benchmarks, as long as wanted and always the same.

texts.tsv has a sentence a row in both scripts, with gaps for figures. A longer text begins with the shorter one, so
that a page of either costs the same to set.
"""

from __future__ import annotations

import csv
import random
from functools import cache
from pathlib import Path
from typing import Literal

Script = Literal["hant", "hans"]

LEAD = "首段"
"""Begins the first paragraph and stands nowhere else."""
TITLE = "海角小鎮的十年"
EDITOR = "責任編輯：何靜"
"""The last line."""
RARE = "燈塔"
"""Stands in every SCARCE-th paragraph: its hits are farther apart than a window is high."""
SCARCE = 24
_HEADING, _CAPTION, _QUOTED = 12, 9, 10
"""Every so many paragraphs there is a heading, a caption, a paragraph in the other script."""
_SEED = 1897


@cache
def _rows(kind: str) -> list[dict[str, str]]:
    with Path(__file__).with_name("texts.tsv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["kind"] == kind]


def article(characters: int, script: Script = "hant", *, title: str = TITLE, date: str = "2025-03-18") -> str:
    """An article of about so many code points: headings, captions with credits, figures, paragraphs of 40 to 200."""
    chance = random.Random(_SEED)
    other: Script = "hans" if script == "hant" else "hant"
    lines = [title, "", date, "來源：海角日報", "", ""]
    size = sum(map(len, lines)) + len(lines)
    number = 0
    while size < characters:
        fresh = _between(number, chance, script)
        fresh += ["　　" + _paragraph(number, chance, other if number % _QUOTED == 5 else script), ""]
        size += sum(map(len, fresh)) + len(fresh)
        lines += fresh
        number += 1
    return "\n".join([*lines, EDITOR])


def _between(number: int, chance: random.Random, script: Script) -> list[str]:
    """What stands before a paragraph: a heading, a caption, mostly nothing."""
    for kind, every in (("heading", _HEADING), ("caption", _CAPTION)):
        if number % every == every // 2:
            return [chance.choice(_rows(kind))[script].format(n=number // every + 1), ""]
    return []


def _paragraph(number: int, chance: random.Random, script: Script) -> str:
    """One to five sentences, not the same two in a row."""
    opening = LEAD if number == 0 else RARE + "旁邊，" if number % SCARCE == 0 else ""
    chosen = chance.sample(_rows("sentence"), chance.randint(1, 5))
    figures = {"a": chance.randint(2, 9), "b": chance.randint(11, 98), "c": chance.randint(1, 9)}
    return opening + "".join(row[script].format(**figures) for row in chosen)
