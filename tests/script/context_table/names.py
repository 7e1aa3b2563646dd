"""Writes given_names.tsv and surnames.tsv: the characters of persons' names in the text of both regions.

A name is found by what stands around it: a common surname that is not ambiguous, two characters, and a title or a verb
of speech. Each different name counts once, so that one person who is often in the news does not decide.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import reader.script
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

MIN_EVIDENCE = 0.3
"""A character that is nearly as frequent in names as elsewhere has no row."""
MAX_EVIDENCE = 2.0
"""No character says more, however rare it is elsewhere."""
PRIOR_SHARE = 0.2
"""The weight of the frequency outside of names, in names: what is not seen in a name is not impossible there."""
PRIOR_COUNT = 50
"""Added to how often a character was seen anywhere: a rare one says little."""

_HAN = "[\u4e00-\u9fff]"
_SEPARATOR = "[\\s，。、；：（「]"


class Surname(NamedTuple):
    """A surname whose simplified character has another traditional form in other words."""

    simplified: str
    surname: str
    other: str
    found_by: str
    """context: also in running text, by what stands beside it; byline: only where a line is known to be a name."""


class NameCounts:
    """Counts the characters of names.

    Args:
        surnames: The ambiguous ones.
    """

    def __init__(self, surnames: Iterable[Surname]) -> None:
        self._surnames = list(surnames)
        ambiguous = "".join(each.simplified for each in self._surnames)
        common = "".join(each for each in _load_cues()["surname"] if each not in ambiguous)
        after = "|".join((*_load_cues()["after"], *_load_cues()["speech"], "（", "、"))
        before = f"(?:^|{_SEPARATOR}|{'|'.join(_load_cues()['before'])})"
        titles = "|".join(_load_cues()["after"])
        self._name = re.compile(f"{before}([{common}]{_HAN}{_HAN})(?={after})")
        self._titled = re.compile(f"{before}([{ambiguous}]){_HAN}{{1,2}}(?:{titles})")
        self._names: set[str] = set()
        self._simplified: Counter[str] = Counter()
        self._printed: dict[str, Counter[str]] = {"hk": Counter(), "tw": Counter()}
        self._printed_with_title: dict[str, Counter[str]] = {"hk": Counter(), "tw": Counter()}

    def read(self, region: str, paragraphs: Iterable[str], simplify: Callable[[str], str]) -> None:
        """Count the names of a text.

        Args:
            region: hk or tw.
            paragraphs: Traditional.
            simplify: The conversion of the region's text; a paragraph whose length it changes is left out.
        """
        for paragraph in paragraphs:
            simplified = simplify(paragraph)
            if len(simplified) != len(paragraph):
                continue
            self._simplified.update(simplified)
            self._printed[region].update(paragraph)
            self._names.update(found[1] for found in self._name.finditer(simplified))
            titled = (paragraph[found.start(1)] for found in self._titled.finditer(simplified))
            self._printed_with_title[region].update(titled)

    def list_given_names(self) -> list[tuple[str, float, float]]:
        """How much likelier a character is first and second in a given name than elsewhere: logarithms of the odds."""
        everywhere = self._simplified
        total = sum(count for character, count in everywhere.items() if "\u4e00" <= character <= "\u9fff")
        places = [Counter(name[place] for name in self._names) for place in (1, 2)]
        rows = []
        for character in sorted(places[0].keys() | places[1].keys()):
            share = (everywhere[character] + PRIOR_COUNT) / total
            first, second = (_find_evidence(place, character, len(self._names), share) for place in places)
            if max(abs(first), abs(second)) >= MIN_EVIDENCE:
                rows.append((character, first, second))
        return rows

    def list_surnames(self) -> list[tuple[str, ...]]:
        """The surnames, each with how often either form is printed in a region, and the surname before a title."""
        return [
            (
                *each,
                *(
                    str(count)
                    for region in ("hk", "tw")
                    for count in (
                        self._printed[region][each.surname],
                        self._printed[region][each.other],
                        self._printed_with_title[region][each.surname],
                    )
                ),
            )
            for each in self._surnames
        ]


def load_ambiguous_surnames() -> list[Surname]:
    """The rows of ambiguous_surnames.tsv."""
    return [Surname(*row) for row in read_rows(__file__, "ambiguous_surnames")]


def write_names(folder: Path, counts: NameCounts) -> None:
    """Write both tables.

    Args:
        folder: The folder of the package.
        counts: What was counted.
    """
    lines = ["character\tfirst\tsecond"]
    lines += (f"{character}\t{first:.1f}\t{second:.1f}" for character, first, second in counts.list_given_names())
    (folder / "given_names.tsv").write_text("\n".join([*lines, ""]), "utf-8")
    lines = ["\t".join((*Surname._fields, *(f"{region}_{what}" for region in ("hk", "tw") for what in _COUNTED)))]
    lines += map("\t".join, counts.list_surnames())
    (folder / "surnames.tsv").write_text("\n".join([*lines, ""]), "utf-8")


_COUNTED = ("surname_form", "other", "titled")


def _find_evidence(place: Mapping[str, int], character: str, names: int, share: float) -> float:
    in_names = (place.get(character, 0) + names * share * PRIOR_SHARE + 0.5) / (names * (1 + PRIOR_SHARE) + 1)
    return max(-MAX_EVIDENCE, min(math.log(in_names / share), MAX_EVIDENCE))


@cache
def _load_cues() -> dict[str, list[str]]:
    return {kind: words.split(" ") for kind, words in read_rows(reader.script.__file__, "name_cues")}
