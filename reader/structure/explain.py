"""Explains why each line of a text was classified as it was, for `dubao doctor SOURCE --lines`.

The rules of this package are functions of a line, or of its normalized text, whose names begin with a verb of
classification. While an article is read, a profile function records those that answered for each line, so that the
rules themselves need no code for it and cost nothing when nobody asks.
"""

from __future__ import annotations

import os.path
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.structure import read_article
from reader.structure.lines import OPENING_SIZE, Line, normalize_chars

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from reader.model import BlockKind, CleanText, Origin

_PACKAGE_FOLDER = os.path.dirname(__file__)
_RULE_NAME = re.compile(
    r"_?(?:is_(?!possible)|has_|classify|score)\w*|(?:find|get)_(?:breadcrumb|credit|dateline|numbering|\w+_kind)"
)
_ANSWERS_MAX = 12
"""Answers of rules for one line that are shown, the last ones: they decided."""


class LineExplanation(NamedTuple):
    """A line of a text with its kind, and the rules that answered for it."""

    number: int | None
    """Its first line in the file, from 1; None for a page, whose lines are not those of the file."""
    kind: BlockKind
    text: CleanText
    answers: tuple[str, ...]
    """The rules with an answer, as `module.function`, with the answer unless it is True; in order, so that
    the last ones decided. Empty for a page that was read in another process."""


def explain_lines(text: CleanText, origin: Origin) -> list[LineExplanation]:
    """Read the article of a text, and return its lines with the rules that decided their kinds.

    Args:
        text: The decoded text; of a page all lines are returned, its boilerplate as "chrome".
        origin: Where it came from.

    Raises:
        ReaderError: It is a page without text.
        NoArticleError: It is a page without an article.
    """
    with _record_answers() as answers_by_line:
        article = read_article(text, origin, include_boilerplate=True)
    return [
        LineExplanation(
            None if block.line is None else block.line + 1,
            block.kind,
            block.text,
            tuple(answers_by_line.get(_make_key(normalize_chars(block.text)), {}))[-_ANSWERS_MAX:],
        )
        for block in article.blocks
    ]


@contextmanager
def _record_answers() -> Iterator[dict[str, dict[str, None]]]:
    """Record the answers of rules in this thread: for each line, by its key, what was found, without repetitions."""
    found: dict[str, dict[str, None]] = {}

    def record(frame: FrameType, event: str, result: Any) -> None:
        code = frame.f_code
        if event != "return" or not code.co_filename.startswith(_PACKAGE_FOLDER):
            return
        if _RULE_NAME.fullmatch(code.co_name) is None or not result:
            return
        values = [frame.f_locals.get(name) for name in code.co_varnames[: code.co_argcount]]
        normalized = next(
            (v.normalized if isinstance(v, Line) else v for v in values if isinstance(v, Line | str)), None
        )
        if normalized:
            module = os.path.relpath(code.co_filename, _PACKAGE_FOLDER).removesuffix(".py")
            answers = found.setdefault(_make_key(normalized), {})
            answers[f"{module}.{code.co_name}{_format_result(result)}"] = None

    before = sys.getprofile()
    sys.setprofile(record)
    try:
        yield found
    finally:
        sys.setprofile(before)


def _make_key(normalized: str) -> str:
    """The beginning of a normalized line, which is all that is normalized of a long one."""
    return normalized[:OPENING_SIZE]


def _format_result(result: Any) -> str:
    if result is True:
        return ""
    return f" = {result}" if isinstance(result, str | int) else ""
