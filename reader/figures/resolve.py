"""From drafts to figures: exact values, canonical units, and what the words around them say."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, cast

from reader.figures.lexicon import left_words, right_words
from reader.figures.numerals import exact
from reader.figures.subject import measures
from reader.model.figure import Figure, FigureKind

if TYPE_CHECKING:
    from reader.figures.candidate import Draft
    from reader.figures.context import FigureContext
    from reader.model.figure import FigureValue, Number

_FAR, _NEAR = 6, 3
"""Code points to the left and right in which a qualifier counts (knowledge/figures.md, stage 6)."""
_SENTENCE = 60
_FILLERS = frozenset("了到至有为达的将可在是被 ")
_ENDS = frozenset(",。;!?:、()「」『』“”\n")
_PERIODS = frozenset(("date", "time", "year"))


def finished(source: str, text: str, drafts: list[Draft], context: FigureContext) -> tuple[Figure, ...]:
    """The figures of a block.

    Args:
        source: The block's text.
        text: The same, folded.
        drafts: In order.
        context: Of the article.
    """
    found = []
    last = 0
    for index, draft in enumerate(drafts):
        following = drafts[index + 1].start if index + 1 < len(drafts) else len(text)
        qualifiers, bound, approx, direction = _surroundings(source, text, draft, last)
        found.append(_figure(source, text, draft, context, last, following, (qualifiers, bound, approx, direction)))
        last = draft.end
    return tuple(found)


def _figure(
    source: str,
    text: str,
    draft: Draft,
    context: FigureContext,
    last: int,
    following: int,
    said: tuple[list[str], str, bool, str],
) -> Figure:
    qualifiers, bound, approx, direction = said
    unit = draft.canonical
    assumed = draft.assumed or unit == "?"
    if unit == "?":
        unit = _currency(text, draft, context)
    value, low, high, canonical = _values(draft)
    subject, whole = map(str.strip, measures(source, text, draft, last, following))
    if (
        draft.bound == "lower"
        and draft.kind not in _PERIODS
        and low is None
        and not draft.ranged
        and not isinstance(value, tuple)
    ):
        low = value
        ranged = low is not None
    else:
        ranged = draft.ranged
    return Figure(
        kind=cast("FigureKind", draft.kind),
        start=draft.start,
        end=draft.end,
        text=source[draft.start : draft.end],
        value=value,
        low=low,
        high=high,
        is_range=ranged,
        unit=_unit_printed(source, draft),
        canonical_unit=unit,
        canonical_value=canonical,
        qualifiers=tuple(qualifiers),
        is_approximate=approx,
        bound=cast('Literal["lower", "upper"] | None', bound or None),
        direction=cast('Literal["up", "down"] | None', direction or None),
        subject=subject,
        subkind=draft.subkind,
        share_of=whole,
        per=source[draft.per[0] : draft.per[1]],
        is_currency_assumed=assumed,
    )


def _unit_printed(source: str, draft: Draft) -> str:
    if draft.pieces:
        return "".join(source[start:end] for start, end in draft.pieces).strip()
    if not draft.unit:
        return source[draft.unit_start : draft.unit_end].strip()
    return draft.unit


def _currency(text: str, draft: Draft, context: FigureContext) -> str:
    """The currency of a bare 元: one told in the same sentence before, else the article's."""
    sentence = text[max(0, draft.start - _SENTENCE) : draft.start].rpartition("。")[2]
    for word, code in (("人民币", "CNY"), ("新台币", "TWD")):
        if word in sentence:
            return code
    return context.default_currency


def _values(draft: Draft) -> tuple[FigureValue, Number | str | None, Number | str | None, FigureValue]:
    """value, low, high, canonical value."""
    if draft.values:
        values = tuple(exact(value) for value in draft.values)
        return values, None, None, values
    if draft.kind in _PERIODS:
        if draft.ranged:
            first, last = str(draft.low), str(draft.high)
            if draft.kind == "year":
                return None, int(first), int(last), f"{first}/{last}"
            return None, first, last, f"{first}/{last}"
        if draft.kind == "year":
            return cast("int", draft.value), None, None, f"{draft.value:04}"
        return cast("str", draft.value), None, None, cast("str", draft.value)
    factor = draft.factor

    def number(value: object) -> Number | None:
        return exact(value) if isinstance(value, int | Fraction) else None

    def scaled(value: object) -> Number | None:
        return exact(value * factor) if isinstance(value, int | Fraction) else None

    if draft.ranged:
        canonical = (
            scaled(draft.low if draft.low is not None else draft.high)
            if draft.low is None or draft.high is None
            else None
        )
        low, high = number(draft.low), number(draft.high)
        if canonical is None:
            return None, low, high, tuple(x for x in (scaled(draft.low), scaled(draft.high)) if x is not None)
        return None, low, high, canonical
    if draft.kind == "percent" and draft.canonical == "%" and draft.form in ("成", "折"):
        factor = 1
    value = draft.value
    return number(value), None, None, exact(value * factor) if isinstance(value, int | Fraction) else None


def _surroundings(source: str, text: str, draft: Draft, last: int) -> tuple[list[str], str, bool, str]:
    """The qualifiers beside a figure: words as printed, bound, approx, direction."""
    words: list[str] = []
    bound, approx, direction = draft.bound, draft.approx, ""
    at = draft.start
    least = max(last, at - _FAR - 2)
    while at > least:
        found = left_words().before(text, at)
        if found is None or at - len(found[0]) < least:
            if text[at - 1] in _FILLERS and at > least + 1:
                at -= 1
                continue
            break
        word, meaning = found
        at -= len(word)
        words.insert(0, source[at : at + len(word)])
        bound = bound or meaning.bound
        approx = approx or meaning.approx
        direction = direction or meaning.direction
    if draft.kind in ("date", "time", "year"):
        bound = direction = ""
    words += draft.qualifiers
    if source[draft.start : draft.end] and draft.approx and draft.kind not in _PERIODS:
        for infix in "多余来几":
            if (where := text.find(infix, draft.start, draft.end)) >= 0:
                words.append(source[where])
                break
    at = draft.end
    if (
        text[at : at + 1] == "多"
        and draft.kind not in _PERIODS
        and not draft.ranged
        and text[at : at + 2] not in ("多次", "多方", "多元", "多名", "多数")
    ):
        words.append(source[at])
        bound, approx = bound or "lower", True
    for _ in range(2):
        behind = right_words().at(text, at)
        if behind is None or at - draft.end > _NEAR:
            break
        words.append(source[at : at + len(behind[0])])
        bound = bound or ("" if draft.kind in _PERIODS else behind[1].bound)
        approx = approx or behind[1].approx
        at += len(behind[0])
    return words, bound, approx, direction
