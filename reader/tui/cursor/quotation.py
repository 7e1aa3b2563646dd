"""What is copied: text as it is shown, and a quotation of it as written."""

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
    """Opening and closing, of what is quoted."""
    inner: tuple[str, str]
    """Of a quotation in it; deeper ones take turns."""
    title: tuple[str, str]
    """Around a headline."""
    title_inner: tuple[str, str]
    """What the marks of a headline are around a title within one."""
    comma: str


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
    """The text of stretches (block, start, end), a line for each, as `get_text` shows a stretch."""
    return "\n".join(get_text(*stretch) for stretch in block_ranges)


def format_quotation(article: Article, text: str) -> str:
    """A text of an article as a quotation, and in the next line where it is from: outlet, headline, date, address.

    The text is as written, its paragraphs a line each; every one of them begins with a quotation mark and only the last
    ends with one (GB/T 15834-2011, 4.8). Quotation marks in it become those of the next level. What is not known is
    left out; the name of a file stands only for an article without headline and outlet.
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
    """Of the script of the article; where it has none that tells, of the text; simplified for any other Han."""
    for script in (article.script, detect_script(text)):
        if script in _CHINESE:
            return _CHINESE[script]
    if article.script == "Mixed":
        return _CHINESE["Hant"]
    return _CHINESE["Hans"] if _HAN.search(text) else _LATIN


def _format_source(article: Article, punctuation: _Punctuation) -> str:
    title = _join_lines(article.title)
    outlet = _join_lines(article.outlet)
    if title:
        title = punctuation.title[0] + _replace_title_marks(title, punctuation) + punctuation.title[1]
    joint = punctuation.comma if outlet and punctuation is _LATIN and title else ""
    address = _join_lines(article.origin.url)
    if not (address or title or outlet) and article.origin.path:
        address = re.split(r"[/\\]", _join_lines(article.origin.path).rstrip("/\\"))[-1]
    parts = (outlet + joint + title, (article.date or "").partition("T")[0], address)
    return punctuation.comma.join(part for part in parts if part)


def _join_lines(text: str | None) -> str:
    """A text in one line."""
    return re.sub(r"[\t\r\n]+", " ", text or "").strip()


def _replace_title_marks(title: str, punctuation: _Punctuation) -> str:
    """A headline with its own title marks as they are within ours; those that differ from ours stay."""
    return title.translate(str.maketrans("".join(punctuation.title), "".join(punctuation.title_inner)))


def _nest_quotation_marks(text: str, punctuation: _Punctuation) -> str:
    """A text within quotation marks: its own are those of the next levels in turn. An apostrophe is no quotation mark,
    nor is a closing mark that nothing opened.
    """
    levels = (punctuation.inner, punctuation.quotes)
    result = list(text)
    for at, depth, _ in _find_mark_levels(text):
        result[at] = levels[depth % 2][text[at] in _CLOSERS]
    return "".join(result)


def _find_mark_levels(text: str) -> Iterable[tuple[int, int, bool]]:
    """The quotation marks of a text as (offset, depth from 0, whether the mark has its other half)."""
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
    """A text without an opening mark at its beginning, and a closing one at its end, whose other half was not chosen:
    the marks around the quotation stand for them.
    """
    halves = {at for at, _, whole in _find_mark_levels(text) if not whole}
    return text[
        1 if 0 in halves and text[0] in _PAIRS else 0 : len(text) - (len(text) - 1 in halves and text[-1] in _CLOSERS)
    ]
