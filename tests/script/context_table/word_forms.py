"""Writes word_forms.tsv: the words of the dictionaries that the context model would get wrong or is in doubt about."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import opencc

from reader.script.context_model import ContextModel, ContextTable
from reader.script.opencc_package import read_dictionary
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from pathlib import Path

MIN_DICTIONARIES = 2
"""Dictionaries that have to agree on a word."""


def write_word_forms(folder: Path, dictionaries: dict[str, dict[str, int]]) -> None:
    """Write the table.

    Args:
        folder: The folder of the package, with the table of contexts.
        dictionaries: The words of each with their counts.
    """
    model = ContextModel(ContextTable(str(folder / "context_table.bin")), "tw")
    simplify = opencc.OpenCC("tw2s", False).convert
    convert = opencc.OpenCC("t2tw", False).convert
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for counts in dictionaries.values():
        for word in counts:
            votes[simplify(word)][word] += 1
    for simple, values in read_dictionary("STPhrases").items():
        votes[simple][convert(values[0]).replace("臺", "台")] += 1
    styled = {character for (character,) in read_rows(__file__, "house_style")}
    rejected = {word for (word,) in read_rows(__file__, "rejected_words")}
    rows = [f"{word}\t{shown}" for word, shown in read_rows(__file__, "added_words")]
    for simple, found in votes.items():
        (word, number), *_ = found.most_common(1)
        if number < MIN_DICTIONARIES or len(word) != len(simple) or simple in rejected or len(simple) < 2:
            continue
        for choice in model.find_choices(simple):
            form = word[choice.start]
            is_wrong = form != choice.forms[0]
            if (
                simple[choice.start] not in styled | rejected
                and form in choice.forms
                and (is_wrong or choice.margin < 1)
            ):
                rows.append(f"{simple}\t{word}")
                break
    (folder / "word_forms.tsv").write_text("\n".join(["simplified\ttraditional", *sorted(set(rows)), ""]), "utf-8")
