"""Writes word_forms.tsv: words that the context model gets wrong, or is in doubt about, between common words.

How often the press of a region prints a word in each form decides, and where that is not known two dictionaries that
agree. A word whose forms mean the same is shown in the commoner one everywhere (rows of the kind "always"), as a
newspaper has one way of writing it; the other words decide only where the model is uncertain. added_words.tsv has
words that neither knows. The table has few rows with many words each, which are read in 2 ms.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

import opencc

from reader.script.context_model import ContextModel, ContextTable
from reader.script.opencc_package import read_dictionary
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from tests.script.context_table.observations import Source

MIN_DICTIONARIES = 2
"""Dictionaries that have to agree on a word that the press does not print often enough."""
MIN_LENGTH, MAX_LENGTH = 2, 6
"""Code points of a word."""
MIN_LONG = 3
"""Code points of a word that hardly ever stands where two other words meet: for it OpenCC alone is enough, and it
decides up to a higher margin of the model."""
MIN_PRINTED, MIN_SHARE = 6.0, 0.75
"""How often the press has to print a word, by weight, and which share of it in one form, to decide."""
MIN_STYLED, MIN_STYLED_SHARE = 15.0, 0.7
"""The same for a word that is always shown in one form."""
MIN_KNOWN, MIN_CLEAR_SHARE = 20.0, 0.9
"""A word whose forms mean the same, that the press prints so often, by weight, and in one form less than so, is left to
the model: it has learned in which contexts."""
UNIFORM_SHARE = 0.98
"""Of a word that the press prints in one form: the model knows it."""
MAX_STYLED_LENGTH = 3
CERTAIN_MARGIN = 1.0
"""A choice of the model with a smaller margin is one in doubt."""
FRAMES = (("", ""), ("的", "，"), ("，", "的"), ("和", "是"), ("了", "。"))
"""What is put around a word to see how the model chooses."""


class PrintedWords:
    """How often the press of a region prints words in each form, by weight.

    Args:
        words: Simplified.
        simplify: The conversion of the region's text.
        spelling: How the region spells characters that are no choice.
    """

    def __init__(self, words: Iterable[str], simplify: Callable[[str], str], spelling: Mapping[int, str]) -> None:
        self._simplify, self._spelling = simplify, spelling
        self._by_start: defaultdict[str, set[str]] = defaultdict(set)
        for word in words:
            self._by_start[word[:MIN_LENGTH]].add(word)
        self._lengths = {start: sorted(set(map(len, found))) for start, found in self._by_start.items()}
        self.forms: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def read(self, source: Source) -> None:
        """Count the words of a source."""
        for paragraph in source.paragraphs:
            simplified = self._simplify(paragraph)
            if len(simplified) != len(paragraph):
                continue
            printed = paragraph.translate(self._spelling)
            for at in range(len(simplified) - 1):
                start = simplified[at : at + MIN_LENGTH]
                for size in self._lengths.get(start, ()):
                    word = simplified[at : at + size]
                    if len(word) == size and word in self._by_start[start]:
                        self.forms[word][printed[at : at + size]] += source.weight  # type: ignore[assignment]

    def find_common_form(self, word: str, min_printed: float, min_share: float) -> str | None:
        """The form that a word has mostly.

        Args:
            word: Simplified.
            min_printed: How often it has to occur, by weight.
            min_share: Which share of that has to be in the form.
        """
        found = self.forms.get(word)
        if not found:
            return None
        (form, count), *_ = found.most_common(1)
        total = sum(found.values())
        return form if total >= min_printed and count >= min_share * total else None


def write_word_forms(
    folder: Path, dictionaries: dict[str, dict[str, int]], sources: Mapping[str, Iterable[tuple[Source, bool]]]
) -> None:
    """Write the table.

    Args:
        folder: The folder of the package, with the table of contexts.
        dictionaries: The words of each with their counts.
        sources: The press of each region, and whether it is a newspaper.
    """
    table = ContextTable(str(folder / "context_table.bin"))
    votes = _collect_votes(dictionaries)
    regions: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for region, press in sources.items():
        model = ContextModel(table, region)
        for simplified, traditional, kind in find_rows(region, model, votes, press):
            regions[simplified, traditional, kind].append(region)
    added = {(row[0], region): row for row in read_rows(__file__, "added_words") for region in row[2].split(" ")}
    groups: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for (simplified, traditional, kind), found in regions.items():
        if left := [region for region in found if (simplified, region) not in added]:
            groups[" ".join(left), kind].append((simplified, traditional))
    for simplified, traditional, names, kind in {tuple(row) for row in added.values()}:
        groups[names, kind].append((simplified, traditional))
    lines = ["regions\tkind\tsimplified\ttraditional"]
    for (names, kind), words in sorted(groups.items()):
        simplified_words, traditional_words = zip(*sorted(words), strict=True)
        lines.append("\t".join((names, kind, " ".join(simplified_words), " ".join(traditional_words))))
    (folder / "word_forms.tsv").write_text("\n".join([*lines, ""]), "utf-8")


def find_rows(
    region: str,
    model: ContextModel,
    votes: Mapping[str, Counter[str]],
    press: Iterable[tuple[Source, bool]],
) -> Iterator[tuple[str, str, str]]:
    """The words of a region for the table: simplified, traditional, kind.

    Args:
        region: hk or tw.
        model: Of the region.
        votes: Of the words of the dictionaries: how many have each form.
        press: The press of the region, and whether it is a newspaper.
    """
    simplify = opencc.OpenCC(f"{region}2s", False).convert
    spelling = _find_spelling(model)
    styled = _read_characters("house_style")
    rejected = _read_characters("rejected_words")
    words = [word for word in votes if word not in rejected and any(each in model.forms for each in word)]
    printed, newspapers = (PrintedWords(words, simplify, spelling) for _ in range(2))
    for source, is_newspaper in press:
        printed.read(source)
        if is_newspaper:
            newspapers.read(source)
    for word in words:
        if len(word) <= MAX_STYLED_LENGTH and not styled.isdisjoint(word):
            form = newspapers.find_common_form(word, MIN_STYLED, MIN_STYLED_SHARE)
            is_uniform = newspapers.find_common_form(word, MIN_STYLED, UNIFORM_SHARE)
            others = [each for each in word if each in model.forms and each not in styled]
            if form and not others and (not is_uniform or is_in_doubt(model, word, form)):
                yield word, form, "always"
                continue
        is_known = sum(printed.forms[word].values()) >= MIN_KNOWN
        if is_known and not styled.isdisjoint(word) and not printed.find_common_form(word, 0, MIN_CLEAR_SHARE):
            continue
        form = printed.find_common_form(word, MIN_PRINTED, MIN_SHARE)
        if form is None:
            form = _choose_by_dictionaries(word, votes[word], printed, spelling)
            if form is None:
                continue
            own = model.convert(word)[0]
            form = "".join(
                own[at] if each in styled | rejected or form[at] not in model.forms.get(each, ()) else form[at]
                for at, each in enumerate(word)
            )
        if is_in_doubt(model, word, form):
            yield word, form, "uncertain" if len(word) >= MIN_LONG else "doubt"


def is_in_doubt(model: ContextModel, word: str, form: str) -> bool:
    """Whether the model shows a word otherwise, or is not certain about it, in some place.

    Args:
        model: Of the region.
        word: Simplified.
        form: How it is to be shown.
    """
    for before, after in FRAMES:
        for choice in model.find_choices(before + word + after, range(len(before), len(before) + len(word))):
            expected = form[choice.start - len(before)]
            if expected in choice.forms and (choice.forms[0] != expected or choice.margin < CERTAIN_MARGIN):
                return True
    return False


def _choose_by_dictionaries(
    word: str, found: Counter[str], printed: PrintedWords, spelling: Mapping[int, str]
) -> str | None:
    (form, number), *_ = found.most_common(1)
    if number < MIN_DICTIONARIES:
        return None
    form = form.translate(spelling)
    known = printed.forms.get(word)
    if known and known[form] < sum(known.values()) / 2:  # the press prints it otherwise
        return None
    return form


def _collect_votes(dictionaries: dict[str, dict[str, int]]) -> dict[str, Counter[str]]:
    """Of every word of MIN_LENGTH to MAX_LENGTH code points, how many dictionaries have each form."""
    simplify = opencc.OpenCC("tw2s", False).convert
    convert = opencc.OpenCC("t2tw", False).convert
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for counts in dictionaries.values():
        for word in counts:
            votes[simplify(word)][word] += 1
    for simple, values in read_dictionary("STPhrases").items():
        votes[simple][convert(values[0]).replace("臺", "台")] += MIN_DICTIONARIES if len(simple) >= MIN_LONG else 1
    return {
        word: found
        for word, found in votes.items()
        if MIN_LENGTH <= len(word) <= MAX_LENGTH and len(next(iter(found))) == len(word)
    }


def _find_spelling(model: ContextModel) -> dict[int, str]:
    """How a region spells characters that are no choice, by what its model shows."""
    shown = {form for forms in model.forms.values() for form in forms} | set(model.defaults.values())
    pairs = ((one, other) for one, other in read_rows(__file__, "variants"))
    return str.maketrans({b: a for one, other in pairs for a, b in ((one, other), (other, one)) if a in shown})


@cache
def _read_characters(name: str) -> frozenset[str]:
    return frozenset(row[0] for row in read_rows(__file__, name))
