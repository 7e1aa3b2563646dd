"""The words of subject_words.tsv that say where the noun phrase of a figure begins and ends, by their classes."""

from __future__ import annotations

from functools import cache

from reader.figures.lexicon import EndingTable, WordTable, left_words, rows


@cache
def get_words(word_class: str) -> WordTable[str]:
    """The words of a class, to be looked up by how they begin: verb, noun, head, time, place."""
    return WordTable({word: word for word, name in rows("subject_words") if name == word_class})


@cache
def get_endings(word_class: str) -> EndingTable[str]:
    """The words of a class, to be looked up by how they end."""
    return EndingTable({word: word for word, name in rows("subject_words") if name == word_class})


@cache
def get_leading_words() -> EndingTable[str]:
    """What a phrase before a number may end in, with its class: link (約 達 為), change (增長), noun (a whole word)."""
    classes = dict.fromkeys(left_words().words(), "link")
    for word_class in ("link", "change", "noun"):
        classes |= {word: word_class for word, name in rows("subject_words") if name == word_class}
    return EndingTable(classes)


@cache
def get_self_nouns() -> tuple[str, ...]:
    """Classifiers that are the noun that is counted: 戶, 家庭."""
    return tuple(word for word, name in rows("subject_words") if name == "self")
