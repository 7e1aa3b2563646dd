"""The words of subject_words.tsv that say where the noun phrase of a figure begins and ends, by their classes."""

from __future__ import annotations

from functools import cache

from reader.figures.lexicon import NO_QUALIFIER, EndingTable, WordTable, left_words, rows


@cache
def _words_by_class() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for word_class, words in rows("subject_words"):
        found.setdefault(word_class, {}).update((word, word) for word in words.split(" "))
    return found


@cache
def get_words(word_class: str) -> WordTable[str]:
    """The words of a class, to be looked up by how they begin: verb, noun, head, time, source, adverb, attribute."""
    return WordTable(_words_by_class()[word_class])


@cache
def get_endings(word_class: str) -> EndingTable[str]:
    """The words of a class, to be looked up by how they end: place, report, frame."""
    return EndingTable(_words_by_class()[word_class])


@cache
def get_leading_words() -> EndingTable[str]:
    """What a phrase before a number may end in, with its class: link (約 達 為), change (增長), noun (a whole word)."""
    classes = {word: "link" for word, meaning in left_words().items() if meaning is not NO_QUALIFIER}
    for word_class in ("link", "change", "noun"):
        classes |= dict.fromkeys(_words_by_class()[word_class], word_class)
    return EndingTable(classes)


@cache
def get_self_nouns() -> tuple[str, ...]:
    """Classifiers that are the noun that is counted: 票, 人."""
    return tuple(_words_by_class()["self"])


@cache
def get_common_verbs() -> frozenset[str]:
    """The verbs among the common words."""
    return frozenset(_common_words()["verb"])


@cache
def get_common_words() -> frozenset[str]:
    """The words of two or more characters that phrases are cut by."""
    known = (word for words in _words_by_class().values() for word in words if len(word) > 1)
    return frozenset().union(*_common_words().values(), known)


@cache
def _common_words() -> dict[str, list[str]]:
    return {word_class: words.split(" ") for word_class, words in rows("common_words")}
