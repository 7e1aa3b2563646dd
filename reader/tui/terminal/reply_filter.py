"""Takes what a terminal answers out of its input, so that no answer arrives as keys.

A terminal answers queries on the line that keys come from: what it is, its colours, its size, its title. Programs that
ran before, a multiplexer or a text that got through elsewhere can have asked. Textual's parser gives back a sequence it
does not know as the keys of its characters, and most keys are commands here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ESC = "\x1b"
PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"
KEY_SECONDS = 0.1
"""Seconds after which what begins an answer, too, was a key pressed with Alt: Alt+[ is ESC [."""
REPLY_SECONDS = 1.0
"""Seconds without a character after which the rest of an answer is no longer waited for."""
_LENGTH_MAX = 32
"""Characters of the longest sequence that Textual's parser reads."""
_C1 = {
    "\x90": "\x1bP",
    "\x98": "\x1bX",
    "\x9b": "\x1b[",
    "\x9c": "\x1b\\",
    "\x9d": "\x1b]",
    "\x9e": "\x1b^",
    "\x9f": "\x1b_",
}
_C1_CODE = re.compile("[\x80-\x9f]")
_STRING_START = re.compile(r"\x1b(?:\][\dlLI]|P[\d>!|?$+=]|_[A-Z]|[\^X][\s\S])")
"""The beginning of an answer that is a string: OSC, DCS, APC, PM or SOS, with what terminals begin these with."""
_STRING_END = re.compile("[\x07\x18\x1a\x1b]")
_SEQUENCE = re.compile(
    r"\x1b(?:\[M[\s\S]{3}"  # the mouse as X10 reports it
    r"|\[\[[A-E]"  # function keys of the Linux console
    r"|\[(?!M|\[)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]"
    r"|O[\x20-\x7e]|[\]P_](?=[\s\S])|[^\x1b\[O\]P_^X])"
)
_BEGINNING = re.compile(r"\x1b(?:[\[O\]P_^X]|\[\d+\$)")
"""What may be a key, pressed with Alt or with Shift in rxvt, unless more follows."""
_INPUT = re.compile(
    r"\x1b\[(?:[\d:]*(?:;[\d:]*){0,2}[u~ABCDEFHPQS]"  # keys, as kitty reports them too
    r"|[GIOZabcd]|\[[A-E]|\d+[\^@]|1;\d+[G-Zp-y]"
    r"|\d*;\d*R"  # a key, or the position of the cursor
    r"|<-?\d+;-?\d+;-?\d+[Mm]|-?\d+;-?\d+;-?\d+M|M[\s\S]{3}"  # the mouse
    r"|48;[\d:]+;[\d:]+;[\d:]+;[\d:]+t|\?20(?:26|48);\d\$y)"  # the size of the window, modes that are asked for
)
"""A control sequence that is input, or an answer to what this program asks."""


class ReplyFilter:
    """Parts the input of a terminal into what the parser of keys may get, and answers, which are left out."""

    def __init__(self, escape_seconds: float) -> None:
        """Begin with nothing held.

        Args:
            escape_seconds: Seconds after which an ESC that nothing follows is the key Esc.
        """
        self._escape_seconds = escape_seconds
        self._held = ""
        """The beginning of a sequence."""
        self._held_at = 0.0
        self._is_paste = self._is_string = False

    def feed(self, text: str, now: float) -> Iterator[str]:
        """Pieces of input that are whole: text, a sequence, or ESC alone for the key Esc.

        Args:
            text: What the terminal has sent.
            now: Seconds of a monotonic clock.
        """
        self._held_at = now
        rest, self._held = self._held + _C1_CODE.sub(lambda found: _C1.get(found[0], ""), text), ""
        while rest:
            if self._is_string:
                rest = self._skip_string(rest)
            elif self._is_paste:
                piece, rest = self._take_paste(rest)
                if piece:  # an empty one would end the parser
                    yield piece
            else:
                start = rest.find(ESC)
                if start:
                    yield rest if start < 0 else rest[:start]
                    rest = "" if start < 0 else rest[start:]
                piece, rest = self._take_sequence(rest) if rest else ("", "")
                if piece:
                    yield piece
            if rest == self._held:
                return

    def tick(self, now: float) -> Iterator[str]:
        """What was held and is input after all, since nothing has followed it.

        Args:
            now: Seconds of the clock that `feed` was told.
        """
        waited = now - self._held_at
        is_key = not self._is_paste and not self._is_string
        limit = REPLY_SECONDS
        if is_key and self._held == ESC:
            limit = self._escape_seconds
        elif is_key and _BEGINNING.fullmatch(self._held):
            limit = KEY_SECONDS
        if waited >= limit:
            piece, self._held, self._is_string = self._held, "", False
            if piece and limit < REPLY_SECONDS:
                yield piece

    def _take_sequence(self, rest: str) -> tuple[str, str]:
        """The piece of input at the beginning of a text that begins with ESC, and the text behind it.

        What is not whole is held.
        """
        if _STRING_START.match(rest):
            self._is_string = True
            return "", rest[2:]
        found = _SEQUENCE.match(rest)
        if found is not None:
            sequence, rest = found[0], rest[found.end() :]
            self._is_paste = sequence == PASTE_START
            return (sequence if _is_input(sequence) else "", rest)
        if rest[1:2] == ESC:
            return ESC, rest[1:]
        if len(rest) > _LENGTH_MAX or (len(rest) > 2 and ESC in rest[2:]):  # broken off
            behind = rest.find(ESC, 2)
            return "", "" if behind < 0 else rest[behind:]
        self._held = rest
        return "", rest

    def _skip_string(self, rest: str) -> str:
        """The text behind the end of an answer that is a string; ESC of a broken one begins another sequence."""
        found = _STRING_END.search(rest)
        if found is None:
            return ""
        start, end = found.span()
        following = rest[end : end + 1]
        if found[0] == ESC and not following:
            self._held = ESC
            return ESC
        self._is_string = False
        if found[0] != ESC or following == ESC:
            return rest[end:]
        return rest[end + 1 :] if following == "\\" else rest[start:]

    def _take_paste(self, rest: str) -> tuple[str, str]:
        """What was pasted, with pictures for ESC, which Textual's parser would take for keys, and what is behind it."""
        end = rest.find(PASTE_END)
        if end >= 0:
            self._is_paste = False
            return rest[:end].replace(ESC, "␛") + PASTE_END, rest[end + len(PASTE_END) :]
        start = rest.rfind(ESC)
        if start >= 0 and PASTE_END.startswith(rest[start:]):
            self._held = rest[start:]
            return rest[:start].replace(ESC, "␛"), self._held
        return rest.replace(ESC, "␛"), ""


def _is_input(sequence: str) -> bool:
    """Whether a whole sequence is input, or an answer that is asked for; the end of a string alone is neither."""
    if not sequence.startswith("\x1b["):
        return sequence != "\x1b\\"
    return len(sequence) <= _LENGTH_MAX and _INPUT.fullmatch(sequence) is not None
