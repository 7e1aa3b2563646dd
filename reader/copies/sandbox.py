"""Reads long Markdown copies that somebody has edited in a process of their own, which is ended after 5 s."""

from __future__ import annotations

import pickle
import re
import sys
from itertools import islice
from typing import TYPE_CHECKING

from reader.bounded_process import limit_resources, run_bounded
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.copies.edited_markdown import EditedCopy
    from reader.copies.payload import Payload

IN_PROCESS_SIZE_MAX = 100_000
"""Code points of a copy that is read in this process, in half a second at most."""
_LINES_MAX, _MARKS_MAX = 30_000, 60_000
"""Lines of a copy, blank ones not counted, and highlights and notes in it; a line takes 0.05 ms in the parser."""
_LINE_ENDS_MAX = 500_000
"""Lines of a copy with those that are blank, which the parser has five tables of."""
_MARKS = ("==", "[^", "](", "**")
_NON_BLANK_LINE = re.compile(r"\S[^\n]*")


def read_edited_copy_bounded(payload: Payload, text: str, name: str) -> EditedCopy | None:
    """The article and the annotations of an edited copy; None where it asks too much, or could not be read in time.

    Args:
        payload: What the copy keeps inside, its annotations at their words.
        text: The whole file.
        name: What to call it in an error.

    Raises:
        ReaderError: No block of the article is in the file.
    """
    if len(text) <= IN_PROCESS_SIZE_MAX:
        from reader.copies.edited_markdown import read_edited_copy

        return read_edited_copy(payload, text, name)
    if _is_too_complex(text):
        return None
    answer = run_bounded(__name__, pickle.dumps((payload, text, name)))
    if answer is None:
        return None
    result = pickle.loads(answer)
    if isinstance(result, ReaderError):
        raise result
    edited: EditedCopy = result
    return edited


def _is_too_complex(text: str) -> bool:
    """Whether a copy has so many lines, highlights or notes that it could not be read in two seconds."""
    if text.count("\n") > _LINE_ENDS_MAX or sum(map(text.count, _MARKS)) > _MARKS_MAX:
        return True
    return sum(1 for _ in islice(_NON_BLANK_LINE.finditer(text), _LINES_MAX + 1)) > _LINES_MAX


def _answer_request() -> None:
    """Read a request of `read_edited_copy_bounded` from standard input and write the answer."""
    from reader.copies.edited_markdown import read_edited_copy

    try:
        result: EditedCopy | ReaderError = read_edited_copy(*pickle.load(sys.stdin.buffer))
    except ReaderError as error:
        result = error
    sys.stdout.buffer.write(pickle.dumps(result))


if __name__ == "__main__":
    limit_resources()
    _answer_request()
