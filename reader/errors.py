"""The errors that are shown to the user: each says what failed, why, and what to do."""

from __future__ import annotations

import re

_LONG_WORD = re.compile(r"(\S{160})\S{80,}(\S{60})")
"""A word that would fill rows: an address or a name may have any length."""


def shorten_words(sentence: str) -> str:
    """A sentence with long words, such as addresses, cut in their middles to some 220 code points."""
    return _LONG_WORD.sub(r"\1…\2", sentence)


class ReaderError(Exception):
    """Something could not be done; the message is for the person at the terminal.

    Attributes:
        what: The thing that failed, as the user named it (a path, an option).
        why: The reason, in plain words.
        hint: What to do about it; may be empty.
    """

    def __init__(self, what: str, why: str, hint: str = "") -> None:
        super().__init__(what, why, hint)
        self.what = what
        self.why = why
        self.hint = hint

    def __str__(self) -> str:
        return shorten_words(f"{self.what}: {self.why}" + (f"; {self.hint}" if self.hint else ""))


class NoArticleError(ReaderError):
    """A page has text, but no article was found in it; all of its text can be shown instead."""
