"""The errors that are shown to the user: each says what failed, why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


_translate: Callable[[str], str] = str
"""Puts a reason or a hint into the language of the process."""


def set_translator(translate: Callable[[str], str]) -> None:
    """Set what puts the reasons and hints of errors into the language of the process.

    It is a state of the process, as the locale is: errors are raised where no language is known.

    Args:
        translate: Takes an English sentence with its values filled in.
    """
    global _translate
    _translate = translate


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
        """The sentence in the language of the process."""
        return f"{self.what}: {_translate(self.why)}" + (f"; {_translate(self.hint)}" if self.hint else "")


class NoArticleError(ReaderError):
    """A page has text, but no article was found in it; all of its text can be shown instead."""
