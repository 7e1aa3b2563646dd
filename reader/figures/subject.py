"""What a figure counts or measures: words of its own sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.figures.lexicon import left_words, right_words

if TYPE_CHECKING:
    from reader.figures.candidate import Draft

_STOPS = frozenset(",。;!?:、()「」『』“”\n,;!?")
_WIDE = frozenset("。;!?\n")
_MOST, _LONG = 24, 40
"""Code points of a subject, and of what happened on a day."""
_EMPTY = (
    "的",
    "了",
    "在",
    "于",
    "由",
    "从",
    "把",
    "将",
    "以",
    "是",
    "有",
    "为",
    "达",
    "到",
    "至",
    "和",
    "与",
    "及",
    "并",
    "而",
    "用",
    "其中",
    "等",
    "也",
    "就",
    "都",
    "又",
    "已",
    "则",
    "比",
    "以及",
    "或",
    "且",
    "报",
    "录得",
)
_PERIODS = frozenset(("date", "time", "year"))


def measures(source: str, text: str, draft: Draft, last: int, following: int) -> tuple[str, str]:
    """The words that say what a figure is of, and, for a share, what it is a share of; both as printed.

    Counts: the noun behind, up to 的 or a stop, else what stands before. Money, shares and sizes: the subject before.
    Dates, years and lengths of time: what happened.
    """
    if draft.kind in _PERIODS:
        return source[slice(*_event(text, draft.end, following))], ""
    if draft.kind == "duration":
        behind = _behind(text, draft.end, min(following, len(text)))
        if behind[1] - behind[0] < 2:
            before = _before(text, draft.start, last)
            if before[1] - before[0] >= 4:
                return source[slice(*before)], ""
            behind = _event(text, behind[1], following)
        return source[slice(*behind)], ""
    if draft.kind in ("count", "ordinal", "rank", "age"):
        behind = _behind(text, draft.end, following)
        if behind[1] - behind[0] >= 2 or (behind[1] > behind[0] and draft.form not in ("个", "件")):
            return source[slice(*behind)], ""
        return source[slice(*_before(text, draft.start, last))], ""
    before = _before(text, draft.start, last)
    if draft.kind == "percent":
        share = text.rfind("占", before[0], draft.start)
        if share >= 0:
            return source[slice(*before)], source[share + 1 : before[1]].removesuffix("的")
    if before[1] - before[0] < 3 or (
        before[1] - before[0] <= 5 and text[draft.end : draft.end + 1] not in _STOPS and draft.kind == "money"
    ):
        behind = _behind(text, draft.end, following)
        if behind[1] - behind[0] >= 3 and before[1] - before[0] < 3:
            return source[slice(*behind)], ""
    return source[slice(*before)], ""


def _before(text: str, start: int, last: int) -> tuple[int, int]:
    """The clause before an offset, without what only leads to the number."""
    end = start
    end = _without_tail(text, end, last)
    at = end
    least = max(last, end - _MOST)
    while at > least and text[at - 1] not in _STOPS:
        at -= 1
    if end - at < 2 and at > least and text[at - 1] in ",、:;":
        end = _without_tail(text, at - 1, last)
        at, least = end, max(last, end - _MOST)
        while at > least and text[at - 1] not in _STOPS:
            at -= 1
    for lead in ("其中", "而", "并", "及", "的", "和", "与", "来", "以上", "多"):
        if text.startswith(lead, at) and at + len(lead) < end:
            at += len(lead)
            break
    return at, max(at, end)


def _without_tail(text: str, end: int, last: int) -> int:
    while end > last:
        found = left_words().before(text, end)
        if found and end - len(found[0]) >= last:
            end -= len(found[0])
            continue
        for word in _EMPTY:
            if text.endswith(word, last, end):
                end -= len(word)
                break
        else:
            return end
    return end


def _behind(text: str, at: int, most: int) -> tuple[int, int]:
    """The noun behind an offset, up to 的 or a stop."""
    found = right_words().at(text, at)
    if found:
        at += len(found[0])
    if text[at : at + 1] == "的":
        at += 1
    end = at
    limit = min(most, at + _MOST, len(text))
    while end < limit and text[end] not in _STOPS and text[end] != "的":
        end += 1
    return at, end


def _event(text: str, at: int, following: int) -> tuple[int, int]:
    """What is told of a day: the rest of its sentence."""
    while at < len(text) and text[at] in ",，、 以来起的,来底初":
        at += 1
    end = at
    limit = min(len(text), at + _LONG)
    while end < limit and text[end] not in _WIDE:
        end += 1
    return at, end
