"""Relations of the figures of a sentence: shares of a whole, repeated amounts, and lists behind 分別."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.figures.clause_phrases import BLANKS, CLAUSE_STOPS, REACH, STOPS
from reader.figures.phrase_cutting import NO_SPAN
from reader.figures.subject_lexicon import get_words
from reader.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from reader.figures.clause_phrases import ClauseReader
    from reader.figures.phrase_cutting import Span

_MAX_RESPECTIVELY = 16
"""Code points between 分別 and the first of its figures."""
_LIST_JOINS = frozenset(("、", "及", "和", "与", "以及", ",", "同", "或"))
_NAME_JOIN = lazy_pattern("》和《|》及《|》与《|》、?《|、|以及|及|和|与")
_RESTATEMENTS = frozenset(
    mark + word
    for mark in ("(", ",", "")
    for word in ("即", "约", "约合", "折合", "相当于", "合", "约等于", "即约", "等于", "折合约", "相当于约", "大约")
) | {"("}
"""What stands between two figures that are the same amount."""
_NO_SHARE = frozenset("地领用")
"""What stands behind 佔 where it speaks of no share."""


class Share(NamedTuple):
    """The part and the whole of a share: 中年選民佔總新增選民的52%."""

    part: Span
    verb: Span
    whole: Span


def find_share(clauses: ClauseReader, index: int) -> Share | None:
    """The part and the whole of a percentage that is said to be a share; either may be empty; else None.

    Args:
        clauses: The phrases of the block.
        index: Of the figure.
    """
    candidate, text = clauses.candidates[index], clauses.text
    if candidate.kind not in ("percent", "ratio"):
        return None
    least = max(0, candidate.start - REACH)
    at = text.rfind("占", least, candidate.start)
    if at < 0 or text[at + 1] in _NO_SHARE or any(stop in text[at : candidate.start] for stop in CLAUSE_STOPS):
        return None
    start = at
    while start > least and text[start - 1] not in STOPS and text[start - 1] not in "()":
        start -= 1
    part = clauses.without_head(start, clauses.strip(start, at)[0])
    begin = at + 1
    while word := get_words("adverb").word_at(text, begin):
        begin += len(word)
    begin += text.startswith("比", begin)
    return Share(part, (at, at + 1), (begin, max(begin, clauses.strip(begin, candidate.start)[0])))


def find_whole(clauses: ClauseReader, index: int) -> Span:
    """The subject of a percentage of another figure: 上限 of 上限為收盤價6.7元的150%; empty where nothing says so.

    Args:
        clauses: The phrases of the block.
        index: Of the figure.
    """
    candidate, text = clauses.candidates[index], clauses.text
    if candidate.kind not in ("percent", "ratio") or not text.endswith("的", 0, candidate.start):
        return NO_SPAN
    start = candidate.start
    while start > max(0, candidate.start - REACH) and text[start - 1] not in STOPS:
        start -= 1
    link = text.find("为", start, candidate.start)
    return clauses.without_head(start, link) if link - start > 1 else NO_SPAN


def restates_last(clauses: ClauseReader, index: int) -> bool:
    """Whether a figure repeats the one before it in other words: 6.7元的150%,即10.05元; 110億歐元(約新台幣4312億元).

    Args:
        clauses: The phrases of the block.
        index: Of the figure.
    """
    if not index:
        return False
    between = clauses.text[clauses.candidates[index - 1].end : clauses.candidates[index].start].strip(BLANKS)
    return between in _RESTATEMENTS


def find_respective_lists(clauses: ClauseReader) -> list[tuple[list[int], list[Span], Span]]:
    """The lists of figures behind 分別: 甲、乙、丙分別錄得風速8、22及6公里.

    Each with the names before it and what was measured of all of them.
    """
    found: list[tuple[list[int], list[Span], Span]] = []
    index = 0 if "分别" in clauses.text else len(clauses.candidates)
    while index < len(clauses.candidates):
        first = index
        while index + 1 < len(clauses.candidates) and _are_listed(clauses, index, index + 1):
            index += 1
        index += 1
        start = clauses.candidates[first].start
        at = clauses.text.rfind("分别", max(0, start - _MAX_RESPECTIVELY), start)
        if index - first < 2 or at == -1 or any(stop in clauses.text[at:start] for stop in CLAUSE_STOPS):
            continue
        if names := _names_before(clauses, first, index - first, at):
            end, change = clauses.strip(at + 2, start)
            found.append((list(range(first, index)), names, clauses.without_head(at + 2, end + len(change))))
    return found


def _are_listed(clauses: ClauseReader, one: int, other: int) -> bool:
    between = clauses.text[clauses.candidates[one].end : clauses.candidates[other].start].strip(BLANKS)
    return between in _LIST_JOINS and clauses.candidates[one].kind == clauses.candidates[other].kind


def _names_before(clauses: ClauseReader, index: int, count: int, end: int) -> list[Span]:
    """The last names of the list before 分別 in front of a figure; empty where there are not so many."""
    least = max(clauses.candidates[index - 1].end if index else 0, end - REACH)
    end -= clauses.text[end - 1 : end] == ","
    begin = end
    while begin > least and clauses.text[begin - 1] not in CLAUSE_STOPS:
        begin -= 1
    names, first = [], begin
    for place in _NAME_JOIN().finditer(clauses.text, begin, end):
        names.append((first, place.start()))
        first = place.end()
    names.append((first, end))
    names = [clauses.without_head(*name) for name in names if name[1] > name[0]]
    return names[-count:] if len(names) >= count else []
