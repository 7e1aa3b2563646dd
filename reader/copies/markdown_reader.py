"""Markdown that somebody has edited, taken apart: blocks, marks and footnotes. The inverse of markdown.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.copies.markdown_writer import BLOCK_DELIMITERS, BLOCK_PREFIXES, FRONT_MATTER_KEYS, LINK_GUARD
from reader.model.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import BlockKind, CleanText

_INLINE_TOKEN = re.compile(
    r"\\([!-/:-@\[-`{-~])"  # an escaped mark
    r"|&#(\d{1,7});"
    r"|(==)"
    r"|\[\^([^\]\s]+)\]"  # where a footnote is called
    r"|\[((?:[^\[\]\\]|\\.)*)\]\((?:<[^<>\n]*>|[^()\s]*)\)"  # a link: its words
    r"|(\\?\n)"
)
_NOTE_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});|(\\\n)")
_UNESCAPED_STAR = re.compile(r"(?<!\\)\*|\\$")
_FOOTNOTE_START = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*")
_COMMENT_OR_RULE = re.compile(r"(?:\s*<!--.*-->\s*)|(?:\s*(?:[-*_]\s*){3,})")
_FRONT_MATTER_KEY = re.compile(r"([^\s#:][^:\n]*?)\s*:(?=\s)")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)?---[ \t]*(?:\r?\n|$)", re.DOTALL)


class ParsedBlock(NamedTuple):
    """A block as it stands in the file."""

    kind: BlockKind
    text: CleanText
    highlights: tuple[tuple[int, int], ...] = ()
    """Code points of the text, piece by piece."""
    footnote_calls: tuple[tuple[str, int], ...] = ()
    """Labels of footnotes, and where they are called."""


class Footnote(NamedTuple):
    """A footnote by its label, its paragraphs as they stand in the file."""

    label: str
    paragraphs: tuple[str, ...]


def strip_front_matter(text: str) -> str:
    """The text without its front matter, lines ended by LF."""
    text = text.removeprefix("\ufeff").lstrip("\n\r")
    front = _FRONT_MATTER.match(text)
    return text[front.end() if front else 0 :].replace("\r\n", "\n")


def extract_added_front_matter(text: str) -> str:
    """The lines of front matter that are not of the copy: properties that somebody has added, as they stand there."""
    front = _FRONT_MATTER.match(text.removeprefix("\ufeff"))
    lines = (front[1] or "").replace("\r\n", "\n").splitlines(keepends=True) if front else []
    theirs, kept = False, []
    for line in lines:
        if key := _FRONT_MATTER_KEY.match(line):
            theirs = key[1] not in FRONT_MATTER_KEYS
        if theirs:
            kept.append(line)
    return clean("".join(kept))


def split_footnotes(body: str) -> tuple[list[str], list[Footnote]]:
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
        if found := _FOOTNOTE_START.match(line):
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
            footnotes[-1] = Footnote(footnotes[-1].label, tuple(_split_paragraphs(inside)))
    end()
    return paragraphs, footnotes


def _split_paragraphs(lines: Iterable[str]) -> Iterable[str]:
    text = "\n".join(line.strip(" \t") for line in lines)
    return [part for part in re.split(r"\n\n+", text.strip("\n")) if part]


def parse_blocks(paragraphs: Iterable[str]) -> list[ParsedBlock]:
    """The blocks of an article; comments and rules are none. Neighbours in a list may stand without a blank line."""
    parts = [part for whole in paragraphs for part in re.split(r"\n(?=- |\* |#{1,6} )", whole)]
    return [_parse_block(part) for part in parts if not _COMMENT_OR_RULE.fullmatch(part)]


def _parse_block(text: str) -> ParsedBlock:
    kind, inner = _detect_kind(text)
    found = parse_inline(inner)
    return ParsedBlock(kind, found.text, found.highlights, found.footnote_calls)


def _detect_kind(text: str) -> tuple[BlockKind, str]:
    """What a paragraph is by its first marks, and the rest of it."""
    for kind, prefix in BLOCK_PREFIXES.items():
        if text.startswith(prefix):
            return kind, text[len(prefix) :].replace(f"\n{prefix}", "\n")  # type: ignore[return-value]
    if heading := re.match(r"#{2,6} ", text):
        return "heading", text[heading.end() :]
    for kind, wrap in BLOCK_DELIMITERS.items():
        inner = text[len(wrap) : -len(wrap)]
        if text.startswith(wrap) and text.endswith(wrap) and inner and not _UNESCAPED_STAR.search(inner):
            return kind, inner  # type: ignore[return-value]
    return "paragraph", text


class InlineText(NamedTuple):
    """Words without their marks."""

    text: CleanText
    highlights: tuple[tuple[int, int], ...]
    footnote_calls: tuple[tuple[str, int], ...]


def parse_inline(text: str) -> InlineText:
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

    for found in _INLINE_TOKEN.finditer(text):
        put(text[at : found.start()])
        at = found.end()
        escaped, code, mark, label, link, end = found.groups()
        if escaped:
            put(escaped)
        elif code:
            put(_decode_character(found[0], code))
        elif label:
            refs.append((label, size))
        elif link is not None:
            put(parse_inline(link).text)
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
    return InlineText(clean("".join(out)), tuple(marks), tuple(refs))


def parse_note(paragraphs: Iterable[str]) -> str:
    """The note in the paragraphs of a footnote; marks and links that somebody typed there stay as they are typed."""
    return "\n\n".join(_NOTE_ESCAPE.sub(_unescape, part.removeprefix(LINK_GUARD)) for part in paragraphs)


def _unescape(found: re.Match[str]) -> str:
    escaped, code, _ = found.groups()
    return escaped or (_decode_character(found[0], code) if code else "\n")


def _decode_character(written: str, code: str) -> str:
    return chr(int(code)) if int(code) < 0x110000 else written
