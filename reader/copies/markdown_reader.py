"""Markdown that somebody has edited, taken apart: blocks, marks and footnotes. The inverse of markdown.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.copies.markdown_writer import APART, KEYS, PREFIXES, WRAPS
from reader.model.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import CleanText, Kind

_TOKEN = re.compile(
    r"\\([!-/:-@\[-`{-~])"  # an escaped mark
    r"|&#(\d{1,7});"
    r"|(==)"
    r"|\[\^([^\]\s]+)\]"  # where a footnote is called
    r"|\[((?:[^\[\]\\]|\\.)*)\]\((?:<[^<>\n]*>|[^()\s]*)\)"  # a link: its words
    r"|(\\?\n)"
)
_IN_NOTE = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});|(\\\n)")
_STAR = re.compile(r"(?<!\\)\*|\\$")
_FOOTNOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*")
_RULE = re.compile(r"(?:\s*<!--.*-->\s*)|(?:\s*(?:[-*_]\s*){3,})")
_KEY = re.compile(r"([^\s#:][^:\n]*?)\s*:(?=\s)")
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)?---[ \t]*(?:\r?\n|$)", re.DOTALL)


class Chunk(NamedTuple):
    """A block as it stands in the file."""

    kind: Kind
    text: CleanText
    marks: tuple[tuple[int, int], ...] = ()
    """Code points of the text, piece by piece."""
    refs: tuple[tuple[str, int], ...] = ()
    """Labels of footnotes, and where they are called."""


class Footnote(NamedTuple):
    """A footnote by its label, its paragraphs as they stand in the file."""

    label: str
    paragraphs: tuple[str, ...]


def body_of(text: str) -> str:
    """The text without its front matter, lines ended by LF."""
    text = text.removeprefix("\ufeff").lstrip("\n\r")
    front = _FRONT.match(text)
    return text[front.end() if front else 0 :].replace("\r\n", "\n")


def own_front(text: str) -> str:
    """The lines of front matter that are not of the copy: properties that somebody has added, as they stand there."""
    front = _FRONT.match(text.removeprefix("\ufeff"))
    lines = (front[1] or "").replace("\r\n", "\n").splitlines(keepends=True) if front else []
    theirs, kept = False, []
    for line in lines:
        if key := _KEY.match(line):
            theirs = key[1] not in KEYS
        if theirs:
            kept.append(line)
    return clean("".join(kept))


def parted(body: str) -> tuple[list[str], list[Footnote]]:
    """The paragraphs of a body, each as its lines, and the footnotes out of it."""
    paragraphs: list[str] = []
    footnotes: list[Footnote] = []
    inside: list[str] | None = None  # the lines of the footnote we are in
    lines: list[str] = []

    def end() -> None:
        if text := "\n".join(lines).strip("\n"):
            paragraphs.append(text)
        lines.clear()

    for line in body.split("\n"):
        if found := _FOOTNOTE.match(line):
            end()
            inside = [line[found.end() :]]
            footnotes.append(Footnote(found[1], ()))
        elif inside is not None and (not line.strip() or line[:1] in " \t" or inside[-1].strip()):
            inside.append(line)
        elif not line.strip():
            end()
            continue
        else:
            inside = None
            lines.append(line)
        if inside is not None:
            footnotes[-1] = Footnote(footnotes[-1].label, tuple(_paragraphs(inside)))
    end()
    return paragraphs, footnotes


def _paragraphs(lines: Iterable[str]) -> Iterable[str]:
    text = "\n".join(line.strip(" \t") for line in lines)
    return [part for part in re.split(r"\n\n+", text.strip("\n")) if part]


def chunks_of(paragraphs: Iterable[str]) -> list[Chunk]:
    """The blocks of an article; comments and rules are none. Neighbours in a list may stand without a blank line."""
    parts = [part for whole in paragraphs for part in re.split(r"\n(?=- |\* |#{1,6} )", whole)]
    return [_chunk(part) for part in parts if not _RULE.fullmatch(part)]


def _chunk(text: str) -> Chunk:
    kind, inner = _kind(text)
    found = plain(inner)
    return Chunk(kind, found.text, found.marks, found.refs)


def _kind(text: str) -> tuple[Kind, str]:
    """What a paragraph is by its first marks, and the rest of it."""
    for kind, prefix in PREFIXES.items():
        if text.startswith(prefix):
            return kind, text[len(prefix) :].replace(f"\n{prefix}", "\n")  # type: ignore[return-value]
    if heading := re.match(r"#{2,6} ", text):
        return "heading", text[heading.end() :]
    for kind, wrap in WRAPS.items():
        inner = text[len(wrap) : -len(wrap)]
        if text.startswith(wrap) and text.endswith(wrap) and inner and not _STAR.search(inner):
            return kind, inner  # type: ignore[return-value]
    return "paragraph", text


class Plain(NamedTuple):
    """Words without their marks."""

    text: CleanText
    marks: tuple[tuple[int, int], ...]
    refs: tuple[tuple[str, int], ...]


def plain(text: str) -> Plain:
    """A paragraph as its reader sees it."""
    out: list[str] = []
    marks: list[tuple[int, int]] = []
    refs: list[tuple[str, int]] = []
    at = size = 0
    opened: int | None = None

    def put(words: str) -> None:
        nonlocal size
        out.append(words)
        size += len(words)

    for found in _TOKEN.finditer(text):
        put(text[at : found.start()])
        at = found.end()
        escaped, code, mark, label, link, end = found.groups()
        if escaped:
            put(escaped)
        elif code:
            put(_character(found[0], code))
        elif label:
            refs.append((label, size))
        elif link is not None:
            put(plain(link).text)
        elif end:
            put("\n")
        elif mark and opened is None:
            if "==" in text[at:]:
                opened = size
            else:
                put(mark)
        elif mark and opened is not None:
            marks.append((opened, size))
            opened = None
    put(text[at:])
    return Plain(clean("".join(out)), tuple(marks), tuple(refs))


def note_of(paragraphs: Iterable[str]) -> str:
    """The note in the paragraphs of a footnote; marks and links that somebody typed there stay as they are typed."""
    return "\n\n".join(_IN_NOTE.sub(_unescaped, part.removeprefix(APART)) for part in paragraphs)


def _unescaped(found: re.Match[str]) -> str:
    escaped, code, _ = found.groups()
    return escaped or (_character(found[0], code) if code else "\n")


def _character(written: str, code: str) -> str:
    return chr(int(code)) if int(code) < 0x110000 else written
