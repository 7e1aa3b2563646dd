"""Sentences of errors and of the command line in Chinese; the code has them in English.

translations.tsv has a row for each: the English sentence with {} for each part that varies
({#} where it is a number), then the same in
traditional and in simplified Chinese with {0}, {1} and so on for these parts, in the order of the English sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.errors import set_translator
from reader.text.tsv import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAX_LENGTH = 4_000
"""Code points of the longest sentence that is translated; longer ones quote a file."""
_MAX_DEPTH = 3
"""How often a part of a sentence is translated as a sentence of its own."""
_PLACEHOLDER = re.compile(r"(\{#?\})")
_GROUPS = {"{}": "(.+?)", "{#}": r"(\d[\d,]*)"}
_language = "en"


_TAIWAN_FORMS = str.maketrans({"裏": "裡", "着": "著"})
_TAIWAN_WORDS = (("甚麼", "什麼"), ("劃線", "畫線"), ("劃出", "畫出"))


def write_taiwan_forms(text: str) -> str:
    """A text of the screen in the characters that Taiwan prints: 裡 for 裏, 什麼 for 甚麼, 畫線 for 劃線.

    Args:
        text: In traditional characters.
    """
    text = text.translate(_TAIWAN_FORMS)
    for word, other in _TAIWAN_WORDS:
        text = text.replace(word, other)
    return text


def set_message_language(language: str) -> None:
    """Set the language of `translate`, and of errors, for this process.

    Args:
        language: A language of `i18n`; `en` for sentences as they are in the code.
    """
    global _language
    _language = language
    set_translator(translate)


def translate(sentence: str) -> str:
    """A sentence in the language of the process; as it is where it has no translation.

    Args:
        sentence: In English, with its values filled in.
    """
    if _language == "en" or not sentence or len(sentence) > _MAX_LENGTH:
        return sentence
    return _translate(sentence, _language if _language in ("hans", "tw") else "hant", _MAX_DEPTH)


def _translate(sentence: str, column: str, depth: int) -> str:
    table = _load_table(column)
    if sentence in table.sentences:
        return table.sentences[sentence]
    for pattern, translation in table.patterns:
        if found := pattern.fullmatch(sentence):
            values = [_translate(value, column, depth - 1) if depth else value for value in found.groups()]
            return translation.format(*values)
    return _translate_parts(sentence, column, depth) if depth else sentence


def _translate_parts(sentence: str, column: str, depth: int) -> str:
    """A sentence that is composed of others: `name: sentence`, or sentences with semicolons; else as it is."""
    name, colon, rest = sentence.partition(": ")
    if colon and (translation := _translate(rest, column, depth - 1)) != rest:
        return f"{name}：{translation}"
    first, semicolon, rest = sentence.partition("; ")
    if semicolon and (translation := _translate(first, column, 0)) != first:
        return f"{translation}；{_translate(rest, column, depth)}"
    return sentence


def format_count(count: int, one: str, many: str) -> str:
    """A number of things in the language of the process, such as 1 feed, 2 feeds, 2 個訂閱源.

    Args:
        count: How many there are.
        one: The English words behind the number 1.
        many: Those behind all other numbers; with {#} before them they are a row of the table.
    """
    return f"{count} {one}" if _language == "en" and count == 1 else translate(f"{count} {many}")


def join_parts(parts: Iterable[str]) -> str:
    """Translated parts of a sentence with the comma of the language of the process between them."""
    return (", " if _language == "en" else "，").join(parts)


class _Table:
    """The translations into one language.

    Args:
        rows: Pairs of an English sentence and its translation.
    """

    def __init__(self, rows: list[tuple[str, str]]) -> None:
        self.sentences = {english: translation for english, translation in rows if not _PLACEHOLDER.search(english)}
        """Those without parts that vary."""
        templates = [row for row in rows if _PLACEHOLDER.search(row[0])]
        templates.sort(key=lambda row: -len(_PLACEHOLDER.sub("", row[0])))
        self.patterns = [(compile_template(english), translation) for english, translation in templates]
        """The others, those with the most words first."""


def compile_template(template: str) -> re.Pattern[str]:
    """A pattern with a group for each {} of an English sentence, and for each {#}, which is a number."""
    parts = (_GROUPS.get(part) or re.escape(part) for part in _PLACEHOLDER.split(template))
    return re.compile("".join(parts), re.DOTALL)


@cache
def _load_table(column: str) -> _Table:
    header, rows = read_table(__file__, "translations")
    if column == "tw":
        index = header.index("hant")
        return _Table([(cells[0], write_taiwan_forms(cells[index])) for cells in rows])
    index = header.index(column)
    return _Table([(cells[0], cells[index]) for cells in rows])
