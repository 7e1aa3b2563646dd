"""From candidates to figures: exact values, canonical units, and what the words around them say."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from reader.figures.candidate import PERIOD_KINDS
from reader.figures.lexicon import NO_QUALIFIER, left_words, right_words
from reader.figures.numerals import exact
from reader.figures.subject import find_subjects
from reader.model.figure import Figure, FigureKind

if TYPE_CHECKING:
    from reader.figures.block_text import BlockText
    from reader.figures.candidate import Candidate
    from reader.model.figure import FigureValue, Number

_MAX_LEFT = 16
"""Code points before a figure in which qualifiers are looked for."""
_FILLERS = frozenset("了到至有为达的将可在是被 ")
_INFIXES = "多余来几"
_WORDS_STARTING_WITH_DUO = ("多次", "多方", "多元", "多名", "多数", "多功", "多人", "多项", "多种", "多个", "多家")
"""Words behind a figure that begin with 多, which therefore does not mean `more than`: 3人多次."""


class _Qualifiers(NamedTuple):
    """The qualifiers of a figure, from the words beside it."""

    qualifiers: list[str]
    bound: str
    approx: bool
    direction: str


def build_figures(source: str, block: BlockText, candidates: list[Candidate]) -> tuple[Figure, ...]:
    """The figures of a block.

    Args:
        source: The block's text as it is printed.
        block: The same, folded.
        candidates: In order.
    """
    subjects = find_subjects(source, block, candidates)
    found = []
    last = 0
    for index, candidate in enumerate(candidates):
        following = candidates[index + 1].start if index + 1 < len(candidates) else len(source)
        around = _find_qualifiers(source, block, candidate, last, following)
        found.append(_figure(source, block, candidate, around, subjects[index]))
        last = candidate.end
    return tuple(found)


def _figure(
    source: str, block: BlockText, candidate: Candidate, around: _Qualifiers, subject: tuple[str, str]
) -> Figure:
    unit = candidate.canonical
    if unit == "?":
        unit = _currency(block, candidate)
    value, low, high, canonical = _values(candidate)
    is_range = candidate.is_range
    is_open = candidate.bound == "lower" and candidate.kind not in PERIOD_KINDS and not isinstance(value, tuple)
    if is_open and not is_range:
        low, is_range = cast("Number", value), True
    return Figure(
        kind=cast("FigureKind", candidate.kind),
        start=candidate.start,
        end=candidate.end,
        text=source[candidate.start : candidate.end],
        value=value,
        low=low,
        high=high,
        is_range=is_range,
        unit=_unit_printed(source, candidate),
        canonical_unit=unit,
        canonical_value=canonical,
        qualifiers=tuple(around.qualifiers),
        is_approximate=around.approx,
        bound=cast('Literal["lower", "upper"] | None', around.bound or None),
        direction=cast('Literal["up", "down"] | None', around.direction or None),
        subject=subject[0],
        subkind=candidate.subkind,
        share_of=subject[1],
        per=source[candidate.per[0] : candidate.per[1]],
        is_currency_assumed=candidate.assumed or candidate.canonical == "?",
    )


def _unit_printed(source: str, candidate: Candidate) -> str:
    if candidate.pieces:
        return "".join(source[start:end] for start, end in candidate.pieces).strip()
    if not candidate.unit:
        return source[candidate.unit_start : candidate.unit_end].strip()
    return candidate.unit


def _currency(block: BlockText, candidate: Candidate) -> str:
    """The currency of a bare 元: that of an earlier figure of the sentence, else the article's."""
    start, _ = block.sentence_at(candidate.start)
    sentence = block.text[max(start, candidate.start - 60) : candidate.start]
    for word, code in (("人民币", "CNY"), ("新台币", "TWD")):
        if word in sentence:
            return code
    return block.context.default_currency


# -- values


def _values(
    candidate: Candidate,
) -> tuple[FigureValue, Number | str | None, Number | str | None, FigureValue]:
    """value, low, high, canonical value."""
    if candidate.values:
        values = tuple(exact(value) for value in candidate.values)
        return values, None, None, values
    if candidate.kind in PERIOD_KINDS:
        return _period_values(candidate)
    low, high, value = (_number(end, 1) for end in (candidate.low, candidate.high, candidate.value))
    if not candidate.is_range:
        return value, None, None, _number(candidate.value, candidate.factor)
    ends = [_number(end, candidate.factor) for end in (candidate.low, candidate.high)]
    known = tuple(end for end in ends if end is not None)
    return None, low, high, known if len(known) == len(ends) else known[0]


def _number(value: object, factor: Fraction | int) -> Number | None:
    return exact(value * factor) if isinstance(value, int | Fraction) else None


def _period_values(
    candidate: Candidate,
) -> tuple[FigureValue, Number | str | None, Number | str | None, FigureValue]:
    """The values of dates, times and years; one with an open year or month has no canonical value."""
    ends = [candidate.low, candidate.high] if candidate.is_range else [candidate.value]
    texts = [f"{end:04}" if isinstance(end, int) else str(end) for end in ends]
    canonical = None if any(text.startswith("-") or not text for text in texts) else "/".join(texts)
    if candidate.is_range:
        low, high = (cast("Number | str | None", end) for end in ends)
        return None, low, high, canonical
    return cast("FigureValue", candidate.value), None, None, canonical


# -- qualifiers


def _find_qualifiers(source: str, block: BlockText, candidate: Candidate, last: int, following: int) -> _Qualifiers:
    """The qualifiers beside a figure, as printed and as bound, approximation and direction."""
    around = _left_qualifiers(source, block, candidate, last)
    if candidate.kind in PERIOD_KINDS:
        around = around._replace(bound="", direction="")
    words, bound, approx, direction = around
    words += candidate.qualifiers
    text, at = block.text, candidate.end
    if candidate.approx and candidate.kind not in PERIOD_KINDS:
        inside = text[candidate.start : at]
        words += [source[candidate.start + inside.index(sign)] for sign in _INFIXES if sign in inside][:1]
    more = text[at : at + 1] == "多" and candidate.kind not in PERIOD_KINDS and not candidate.is_range
    if more and not text.startswith(_WORDS_STARTING_WITH_DUO, at):
        words.append(source[at])
        bound, approx = bound or "lower", True
    for _ in range(2):
        behind = right_words().at(text, at)
        if behind is None or at + len(behind[0]) > following:
            break
        words.append(source[at : at + len(behind[0])])
        bound = bound or ("" if candidate.kind in PERIOD_KINDS else behind[1].bound)
        approx = approx or behind[1].approx
        at += len(behind[0])
    return _Qualifiers(words, bound, approx, direction)


def _left_qualifiers(source: str, block: BlockText, candidate: Candidate, last: int) -> _Qualifiers:
    words: list[str] = []
    bound, approx, direction = candidate.bound, candidate.approx, ""
    text, at = block.text, candidate.start
    least = max(last, block.clause_at(at - 1)[0], at - _MAX_LEFT)
    while at > least:
        found = left_words().before(text, at, least)
        if found is None:
            if text[at - 1] in _FILLERS and at > least + 1:
                at -= 1
                continue
            break
        word, meaning = found
        if meaning is NO_QUALIFIER:
            break
        at -= len(word)
        words.insert(0, source[at : at + len(word)])
        bound = bound or meaning.bound
        approx = approx or meaning.approx
        direction = direction or meaning.direction
    return _Qualifiers(words, bound, approx, direction)
