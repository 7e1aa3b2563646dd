"""The errors that are shown to the user: each says what failed, why, and what to do."""

from __future__ import annotations

import re
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


_LONG_WORD = re.compile(r"(\S{160})\S{80,}(\S{60})")
"""A word that would fill rows: an address or a name may have any length."""


_HAN = re.compile("[\u4e00-\u9fff]")
_WEB_SCHEME = re.compile(r"\A\s*[A-Za-z][A-Za-z0-9+.-]*:[/\\]+|https?:[/\\]*", re.IGNORECASE)
"""The scheme of an address, with the slashes behind it; one of the web also inside a path that was made of it."""
_BARE_LOGIN = re.compile(r"[^/\\:@]+:[^@]*@")
"""A user name and a password without a scheme before them."""
_HOST_AND_PORT = re.compile(r"(?:[^:@]*\.[^:@]*|localhost|\[[^\]]*\])(?::\d{0,5})?", re.IGNORECASE)


def hide_login(text: str) -> str:
    """An address as it may be shown and logged: without what may be a user name and a password, however it is written.

    In a malformed address they may hold any character, so that all before the last @ counts. Other texts stay.
    """
    found = _WEB_SCHEME.search(text)
    scheme, rest = (text[: found.end()], text[found.end() :]) if found else ("", text)
    if "@" not in rest:
        return text
    authority = re.match(r"[^/?#\\]*", rest)
    host = authority[0] if authority else ""
    if not found:
        return rest[rest.rindex("@") + 1 :] if _BARE_LOGIN.match(rest) else text
    if not found[0].endswith("//"):
        return scheme + rest[rest.rindex("@") + 1 :]
    if "@" in host and _HOST_AND_PORT.fullmatch(host.rpartition("@")[2]):
        return scheme + rest[host.rindex("@") + 1 :]
    if "@" not in host and (":" not in host or _HOST_AND_PORT.fullmatch(host)):
        return text  # the @ is in the path
    return scheme + rest[rest.rindex("@") + 1 :]


def hide_logins(sentence: str) -> str:
    """A sentence with its addresses as `hide_login` shows them."""
    if "@" not in sentence:
        return sentence
    return " ".join(hide_login(word) if "://" in word else word for word in sentence.split(" "))


def shorten_words(sentence: str) -> str:
    """A sentence with long words, such as addresses, cut in their middles to some 220 code points."""
    return _LONG_WORD.sub(r"\1…\2", sentence)


_DESCRIPTIONS = ("the ", "standard ")
"""How the name of something begins that is described in English, not named as the user did."""


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

    @property
    def translated_why(self) -> str:
        """The reason in the language of the process."""
        return _translate(self.why)

    @property
    def explanation(self) -> str:
        """The reason and what to do about it, in the language of the process."""
        why, hint = self.translated_why, _translate(self.hint)
        return why + (("；" if self._is_chinese(why) else "; ") + hint if hint else "")

    @property
    def summary(self) -> str:
        """What failed and why, in the language of the process."""
        return self._name_subject(self.translated_why)

    def __str__(self) -> str:
        """The sentence in the language of the process."""
        return shorten_words(self._name_subject(self.explanation))

    def _name_subject(self, sentence: str) -> str:
        """A translated sentence behind what failed."""
        what = _translate(self.what) if self.what.startswith(_DESCRIPTIONS) else self.what
        return hide_login(what) + ("：" if self._is_chinese(self.translated_why) else ": ") + sentence

    def _is_chinese(self, why: str) -> bool:
        """Whether the reason has a Chinese translation."""
        return bool(_HAN.search(why)) and why != self.why


class NoArticleError(ReaderError):
    """A page has text, but no article was found in it; all of its text can be shown instead."""


class MalformedError(ValueError):
    """A part of a file has another shape than its kind has; the message is a sentence of our own."""


def describe_malformed(error: Exception) -> str:
    """What is wrong with a file that has another shape, in words for its reader: Python's own would not help.

    Args:
        error: A MalformedError, or what Python raised for the parsed values.
    """
    if isinstance(error, MalformedError):
        return str(error)[:80]
    return f"{error} is missing"[:80] if isinstance(error, KeyError) else "a value in it is of another kind"
