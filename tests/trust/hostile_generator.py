"""Texts made to reach a terminal with what it obeys, by the thousand: each from a seed, each different.

A text has visible characters around and between what is hostile in it, and a serial number written in Chinese
characters, by which it is found in what the program prints.
"""

from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from reader.model.clean import UNSAFE_CHARACTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DIGITS = "天地玄黃宇宙洪荒日月"
"""Ten characters that are the same in every script, for serial numbers."""
_C0 = "".join(map(chr, range(0x20)))
_C1 = "".join(map(chr, range(0x7F, 0xA0)))
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u206a\u206f"
_INVISIBLE = (
    "\u115f\u1160\uffa0\u2061\u180e\u200b\u200c\u200d\u2060\ufeff\u00ad\u2028\u2029\ufff9\ufffa\ufffb\ufffc\u3164\ufe0f"
)
_TAGS = "".join(map(chr, range(0xE0001, 0xE0080)))
_BODIES = (
    "0;pwn", "1;x", "2;甲", "4;1;?", "7;file://h/x", "8;;http://evil.example/", "9;4;3;50", "10;?", "11;?", "12;#f00",
    "50;?", "52;c;Y3VybA==", "52;c;?", "104", "133;A", "633;E;x", "777;notify;a;b", "1337;File=inline=1:AAAA", "l", "",
)  # fmt: skip
_STRINGS = ("$qm", "q#0;2;0;0;0~-", "+q544e", "Ga=T;AAAA", "x", "tmux;\x1b\x1b]52;c;eA==\x07", "")
_ENDS = ("\x07", "\x1b\\", "\x9c", "", "\x18")
_FINALS = "".join(map(chr, range(0x40, 0x7F)))
_PLAIN_ESCAPES = "".join(map(chr, range(0x20, 0x7F)))
_MARKUP = (
    "[/]", "[/記者]", '[link="a]', "[@click=app.quit]", "[AI]", "[b]", "[url=http://x]", "[[", "\\[", "<b>", "&lt;",
    "&#x1b;[2J", "&#27;]0;x&#7;", "%1b[2J", "\\x1b[2J", "\\u001b", "{0}", "%s%n", "$(id)", "`id`", "'; --", '"><x y="',
    "<script>alert(1)</script>", "javascript:alert(1)", "../../etc/x", "-rf", "=1+1", "@SUM(A)", "| id", "~/x",
)  # fmt: skip


class Payload(NamedTuple):
    """A hostile text."""

    number: int
    kind: str
    text: str

    @property
    def visible(self) -> list[str]:
        """The runs of visible characters, which have to be shown in this order."""
        return [run for part in _HIDDEN.split(self.text) if (run := _BLANK.sub("", part))]


_HIDDEN = re.compile(rf"[\x00-\x20\u200b-\u200d\u2060\ufeff\u00ad\ufffc\ufe00-\ufe0f]|{UNSAFE_CHARACTER.pattern}")
"""A character that need not be shown as it is."""
_BLANK = re.compile(r"\s")


def write_serial(number: int) -> str:
    """A number in five characters that no rule has a use for."""
    return "".join(_DIGITS[int(digit)] for digit in f"{number:05}")


def _make_osc(chance: random.Random) -> str:
    return chance.choice(("\x1b]", "\x9d")) + chance.choice(_BODIES) + chance.choice(_ENDS)


def _make_string(chance: random.Random) -> str:
    introducer: str = chance.choice(("\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x90", "\x9f", "\x9e", "\x98"))
    return introducer + chance.choice(_STRINGS) + chance.choice(_ENDS)


def _make_csi(chance: random.Random) -> str:
    marker = chance.choice(("", "", "?", ">", "=", "<", "!"))
    numbers = chance.choice((";", ":")).join(
        str(chance.choice((0, 1, 2, 6, 18, 25, 1003, 1049, 2004, 2026, 99999))) for _ in range(chance.randint(0, 3))
    )
    between = chance.choice(("", "", "", "$", " ", "#", "'"))
    return chance.choice(("\x1b[", "\x1b[", "\x9b")) + marker + numbers + between + chance.choice(_FINALS)


_KINDS: dict[str, Callable[[random.Random], str]] = {
    "C0": lambda chance: chance.choice(_C0),
    "C1": lambda chance: chance.choice(_C1),
    "OSC": _make_osc,
    "string": _make_string,
    "CSI": _make_csi,
    "ESC": lambda chance: "\x1b" + chance.choice(_PLAIN_ESCAPES),
    "bidi": lambda chance: chance.choice(_BIDI),
    "invisible": lambda chance: chance.choice(_INVISIBLE),
    "tag": lambda chance: "".join(chance.choices(_TAGS, k=chance.randint(1, 4))),
    "markup": lambda chance: chance.choice(_MARKUP),
    "line end": lambda chance: chance.choice(("\r", "\r\n", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\r\x1b[K", "\t")),
    "surrogate": lambda chance: chr(chance.randint(0xD800, 0xDFFF)),
    "combining": lambda chance: "e" + "\u0301" * chance.randint(1, 60),
    "noise": lambda chance: "".join(
        chance.choice(chance.choice((_C0, _C1, _BIDI, _INVISIBLE, _PLAIN_ESCAPES))) for _ in range(chance.randint(2, 9))
    ),
}


def generate_payloads(seed: int, first: int = 0) -> Iterator[Payload]:
    """Hostile texts without end: one to three hostile things, with visible characters around each.

    Args:
        seed: The same seed makes the same texts.
        first: The number of the first one.
    """
    number = first
    while True:
        chance = random.Random(f"{seed}-{number}")
        kinds = chance.choices(list(_KINDS), k=chance.choice((1, 1, 1, 2, 3)))
        parts = [_KINDS[kind](chance) + "乙丙丁"[at] for at, kind in enumerate(kinds)]
        yield Payload(number, "+".join(kinds), f"甲{''.join(parts)}{write_serial(number)}")
        number += 1


# -- spellings


def to_entities(text: str, chance: random.Random) -> str:
    """A text in HTML: what HTML needs escaped, and hostile characters raw, in decimal or in hexadecimal entities."""
    form = chance.choice(("", "&#{:d};", "&#x{:x};"))
    return "".join(_spell(character, form) for character in text)


def _spell(character: str, form: str) -> str:
    if character in "&<>\"'":
        return f"&#{ord(character)};"
    if form and (character < " " or UNSAFE_CHARACTER.match(character)):
        return form.format(ord(character))
    return character


def escape_markdown(text: str) -> str:
    """A text in Markdown whose punctuation means nothing."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def to_json_string(text: str) -> str:
    """A text as a string of JSON or YAML, its hostile characters as escapes."""
    return json.dumps(text)


def to_address(text: str) -> str:
    """An address of the web with a text in its path, percent-encoded."""
    return f"https://news.example/{quote(text, safe='', errors='replace')}"


# -- checks

SGR = re.compile(r"\x1b\[[\d;:]*m")
LINK = re.compile(r"\x1b\]8;[a-z0-9=:]*;(?:https?://[!-~]*)?\x1b\\")
"""OSC 8 as this program writes it: an address of the web in ASCII, or the end of a link."""
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200e\u200f\u2028-\u202e\u2061-\u206f"
    "\u3164\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def find_unsafe(text: str, *, is_styled: bool = False) -> str:
    """The surroundings of the first character that a terminal obeys; empty where there is none.

    Args:
        text: What the program has written.
        is_styled: Whether colours and links of its own are expected.
    """
    if is_styled:
        text = LINK.sub("", SGR.sub("", text))
    found = UNSAFE.search(text)
    return "" if found is None else text[max(0, found.start() - 30) : found.end() + 30]


def shows(text: str, payload: Payload) -> bool:
    """Whether all visible characters of a hostile text stand in a text, in order, close to each other."""
    runs = ["".join(re.escape(character) + "[\\s\u3000]*" for character in run) for run in payload.visible]
    return re.search(r"[\s\S]{0,30}?".join(runs), SGR.sub("", text)) is not None
