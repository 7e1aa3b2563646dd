"""Parses the body of an edited Markdown copy: its blocks and footnotes. The inverse of markdown_writer.

markdown-it-py finds the blocks, as in CommonMark and Obsidian; markdown_inline reads the text inside them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.copies.markdown_inline import parse_inline
from reader.copies.markdown_writer import BLOCK_DELIMITERS, FRONT_MATTER_KEYS
from reader.model.clean import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from reader.model import BlockKind, CleanText

_BLOCK_RULES = ["blockquote", "heading", "hr", "list"]
"""The syntax of blocks, besides paragraphs and footnotes. Code, tables, setext headings, HTML and link definitions are
read as paragraphs, because they are text that the user typed, part of which markdown-it would drop."""
_MAX_NESTING = 100
"""Levels of quotes and lists inside each other; markdown-it drops what is deeper."""
_UNESCAPED_STAR = re.compile(r"(?<!\\)\*|\\$")
_FOOTNOTE_START = re.compile(r"\s*\[\^[^\]\s]+\]:[ \t]*")
_COMMENTS = re.compile(r"(?:\s*<!--(?:(?!-->).)*-->)+\s*", re.DOTALL)
_FRONT_MATTER_KEY = re.compile(r"([^\s#:][^:\n]*?)\s*:(?=\s)")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)?---[ \t]*(?:\r?\n|$)", re.DOTALL)


class ParsedBlock(NamedTuple):
    """A block in the file; offsets are code points of its text."""

    kind: BlockKind
    text: CleanText
    highlights: tuple[tuple[int, int], ...] = ()
    """The start and end of each; of two that overlap, each part is one."""
    footnote_references: tuple[tuple[str, int], ...] = ()
    """The label and the offset of each."""


class Footnote(NamedTuple):
    """A footnote in the file."""

    label: str
    paragraphs: tuple[str, ...]
    """Their Markdown, without indentation."""


class ParsedMarkdown(NamedTuple):
    """A part of the file, each list in the order of the file."""

    blocks: list[ParsedBlock]
    """Without comments and rules, and without blocks that have no text."""
    sources: list[str]
    """The Markdown of each paragraph, heading, list and quote that is in no other one, comments included."""
    footnotes: list[Footnote]


def strip_front_matter(text: str) -> str:
    """Return the text without its front matter, with lines ended by LF."""
    text = text.removeprefix("\ufeff").lstrip("\n\r")
    front = _FRONT_MATTER.match(text)
    return text[front.end() if front else 0 :].replace("\r\n", "\n")


def extract_added_front_matter(text: str) -> str:
    """Return the lines that the user added to the front matter of a copy, unchanged."""
    front = _FRONT_MATTER.match(text.removeprefix("\ufeff"))
    lines = (front[1] or "").replace("\r\n", "\n").splitlines(keepends=True) if front else []
    is_added, added = False, []
    for line in lines:
        if key := _FRONT_MATTER_KEY.match(line):
            is_added = key[1] not in FRONT_MATTER_KEYS
        if is_added:
            added.append(line)
    return clean("".join(added))


def parse_markdown(text: str) -> ParsedMarkdown:
    """Return the blocks and footnotes of Markdown without front matter, with lines ended by LF."""
    text = text.replace("\r", "\n")
    lines = text.split("\n")
    parsed = ParsedMarkdown([], [], [])
    containers: list[Token] = []
    tokens = iter(_tokenize(text))
    for token in tokens:
        if token.type == "footnote_reference_open":
            inside = []
            for inner in tokens:
                if inner.level == token.level:  # the token that closes it
                    break
                inside.append(inner)
            parsed.footnotes.append(Footnote(token.meta["label"], _split_footnote(lines, inside)))
            continue
        if token.level == 0 and token.nesting == 1 and token.map:
            parsed.sources.append("\n".join(lines[slice(*token.map)]).strip("\n"))
        if token.type in ("blockquote_open", "list_item_open"):
            containers.append(token)
        elif token.type in ("blockquote_close", "list_item_close"):
            containers.pop()
        elif token.type in ("heading_open", "paragraph_open"):
            block = _parse_block(token, next(tokens).content, containers)
            if block is not None:
                parsed.blocks.append(block)
    return parsed


@cache
def _create_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("zero", {"maxNesting": _MAX_NESTING})
    return parser.enable(_BLOCK_RULES).use(footnote_plugin)


def _tokenize(text: str) -> list[Token]:
    """The block tokens of markdown-it; the content of its inline tokens is not parsed."""
    tokens: list[Token] = []
    parser = _create_parser()
    parser.block.parse(text, parser, {}, tokens)
    return tokens


def _split_footnote(lines: Sequence[str], tokens: Sequence[Token]) -> tuple[str, ...]:
    """The paragraphs of a footnote as they are in the file, given the tokens inside it."""
    spans = [token.map for token in tokens if token.map]
    if not spans:
        return ()
    inside = list(lines[min(start for start, _ in spans) : max(end for _, end in spans)])
    inside[0] = _FOOTNOTE_START.sub("", inside[0], count=1)
    text = "\n".join(line.strip(" \t") for line in inside)
    return tuple(part for part in re.split(r"\n\n+", text.strip("\n")) if part)


def _parse_block(token: Token, source: str, containers: Sequence[Token]) -> ParsedBlock | None:
    """A heading or a paragraph; None where it has only comments or no text.

    Args:
        token: The token that opens it.
        source: Its Markdown without the markup of the block.
        containers: The tokens of the quotes and list items it is in, the innermost last.
    """
    if _COMMENTS.fullmatch(source):
        return None
    kind: BlockKind = "paragraph"
    container = containers[-1] if containers else None
    if token.type == "heading_open":
        kind = "headline" if token.tag == "h1" else "heading"
    elif container is None:
        kind, source = _strip_delimiters(source)
    elif container.type == "blockquote_open":
        kind = "quote"
    elif container.map and token.map and container.map[0] == token.map[0]:
        kind = "list_item"
        source = f"{container.info}{container.markup} {source}" if container.info else source  # 1. is part of the text
    inline = parse_inline(source)
    return ParsedBlock(kind, *inline) if inline.text.strip() else None


def _strip_delimiters(source: str) -> tuple[BlockKind, str]:
    """The kind of a paragraph at the top level, and its Markdown without the delimiters for that kind."""
    for kind, delimiter in BLOCK_DELIMITERS.items():
        inner = source[len(delimiter) : -len(delimiter)]
        if source.startswith(delimiter) and source.endswith(delimiter) and inner and not _UNESCAPED_STAR.search(inner):
            return kind, inner
    return "paragraph", source
