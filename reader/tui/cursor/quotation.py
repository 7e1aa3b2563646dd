"""Text of ranges as it is shown, and as a quotation with its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.script.detect import detect_script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.model import Article


class _Punctuation(NamedTuple):
    """The punctuation of a quotation and its source."""

    quotes: tuple[str, str]
    """Opening and closing mark of a quotation."""
    inner: tuple[str, str]
    """Marks of a quotation within one; deeper ones alternate."""
    title: tuple[str, str]
    """Marks of a headline."""
    title_inner: tuple[str, str]
    """Marks of a title within a headline."""
    comma: str
    """What separates the parts of the source."""


_CHINESE = {
    # GB/T 15834-2011: 4.8 quotation marks, 4.15 book title marks, which articles have too; inside them the single ones.
    "Hans": _Punctuation(("“", "”"), ("‘", "’"), ("《", "》"), ("〈", "〉"), "，"),
    # 重訂標點符號手冊 (Taiwan, 2008): 「」 outside, 『』 inside; 〈〉 for an article, 《》 for a book. So in Hong Kong.
    "Hant": _Punctuation(("「", "」"), ("『", "』"), ("〈", "〉"), ("《", "》"), "，"),
}
_LATIN = _Punctuation(("“", "”"), ("‘", "’"), ("“", "”"), ("‘", "’"), ", ")
_PAIRS = {"「": "」", "『": "』", "“": "”", "‘": "’"}
_CLOSERS = frozenset(_PAIRS.values())
_HAN = re.compile("[\u3400-\u9fff]")


def join_ranges(block_ranges: Iterable[tuple[int, int, int]], get_text: Callable[[int, int, int], str]) -> str:
    """The text of some ranges, a line for each.

    Args:
        block_ranges: Ranges as (block, start, end), as written.
        get_text: Returns the text of a range as it is shown.
    """
    return "\n".join(get_text(*block_range) for block_range in block_ranges)


def format_quotation(article: Article, text: str) -> str:
    """A text of an article as a quotation, and in the next line its source: outlet, headline, date and URL.

    Every paragraph begins with a quotation mark and only the last ends with one (GB/T 15834-2011, 4.8). Quotation marks
    in the text become those of the next level. What is not known of the source is left out; the name of the file is
    only given for an article without headline, outlet and URL.

    Args:
        article: The article.
        text: Some of its text as written, with a line for each paragraph.
    """
    marks = _choose_punctuation(article, text)
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    if len(paragraphs) == 1:
        paragraphs = [_strip_unpaired_marks(paragraphs[0])]
    quoted = (
        "\n".join(marks.quotes[0] + _nest_quotation_marks(paragraph, marks) for paragraph in paragraphs)
        + marks.quotes[1]
    )
    source = _format_source(article, marks)
    return f"{quoted}\n{source}" if source else quoted


def _choose_punctuation(article: Article, text: str) -> _Punctuation:
    """The punctuation of the script of the article, or else of the text; that of simplified script for other Han."""
    for script in (article.script, detect_script(text)):
        if script in _CHINESE:
            return _CHINESE[script]
    if article.script == "Mixed":
        return _CHINESE["Hant"]
    return _CHINESE["Hans"] if _HAN.search(text) else _LATIN


def _format_source(article: Article, punctuation: _Punctuation) -> str:
    """The source of a quotation in one line; "" where nothing is known of it."""
    title = _join_lines(article.title)
    outlet = _join_lines(article.outlet)
    if title:
        title = punctuation.title[0] + _replace_title_marks(title, punctuation) + punctuation.title[1]
    separator = punctuation.comma if outlet and punctuation is _LATIN and title else ""
    address = _join_lines(article.origin.url)
    if not (address or title or outlet) and article.origin.path:
        address = re.split(r"[/\\]", _join_lines(article.origin.path).rstrip("/\\"))[-1]
    parts = (outlet + separator + title, (article.date or "").partition("T")[0], address)
    return punctuation.comma.join(part for part in parts if part)


def _join_lines(text: str | None) -> str:
    """The text in one line."""
    return re.sub(r"[\t\r\n]+", " ", text or "").strip()


def _replace_title_marks(title: str, punctuation: _Punctuation) -> str:
    """A headline with its title marks replaced by those of a title within a headline."""
    return title.translate(str.maketrans("".join(punctuation.title), "".join(punctuation.title_inner)))


def _nest_quotation_marks(text: str, punctuation: _Punctuation) -> str:
    """A text with its quotation marks replaced by those of the next levels.

    An apostrophe is no quotation mark, nor is a ’ without its other half; other marks without one count as outer marks.
    """
    levels = (punctuation.inner, punctuation.quotes)
    result = list(text)
    for at, depth, _ in _find_mark_levels(text):
        result[at] = levels[depth % 2][text[at] in _CLOSERS]
    return "".join(result)


def _find_mark_levels(text: str) -> Iterable[tuple[int, int, bool]]:
    """The quotation marks of a text as (offset, depth from 0, whether the mark has its other half), in order."""
    open_marks: list[int] = []
    found: list[tuple[int, int, bool]] = []
    for match in re.finditer("[「」『』“”‘’]", text):
        at, sign = match.start(), match.group()
        if sign in _PAIRS:
            open_marks.append(len(found))
            found.append((at, len(open_marks) - 1, False))
        elif open_marks and _PAIRS[text[found[open_marks[-1]][0]]] == sign and not _is_apostrophe(text, at):
            opener = open_marks.pop()
            found[opener] = (*found[opener][:2], True)
            found.append((at, len(open_marks), True))
        elif sign != "’":
            found.append((at, 0, False))
    return found


def _is_apostrophe(text: str, at: int) -> bool:
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at] == "’" and before.isascii() and before.isalnum() and behind.isascii() and behind.isalnum()


def _strip_unpaired_marks(text: str) -> str:
    """A text without an opening mark at its start and a closing mark at its end whose other half is not in the text.

    The marks around the quotation take their place.
    """
    unpaired = {at for at, _, is_paired in _find_mark_levels(text) if not is_paired}
    start = int(0 in unpaired and text[0] in _PAIRS)
    end = len(text) - (len(text) - 1 in unpaired and text[-1] in _CLOSERS)
    return text[start:end]
