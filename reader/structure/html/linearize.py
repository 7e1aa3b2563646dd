"""Converts the tree of a page to the lines that a browser shows, each with its markup."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.model import CleanText, clean, remove_unprinted
from reader.structure.html.elements import BlockElement, Image, LineMarkup, find_purposes
from reader.structure.html.inline_text import INLINE_BOUNDARY, collapse_whitespace, mark_line_ends
from reader.structure.html.parse import DEPTH_MAX
from reader.structure.html.visibility import (
    CENTRED,
    StyleSheet,
    find_block_flags,
    is_block_style,
    is_bold_style,
    is_hidden_inline,
)
from reader.structure.lexicon import get_words
from reader.structure.lines import REPEATED_LINE_MAX, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

_BOLD_TAGS = frozenset({"b", "strong"})
_INLINE_AUTHOR_TAGS = frozenset({"a", "span", "em", "i", "cite", "strong", "b"})
"""Inline tags whose class or attributes may mark the author."""
_STYLED_TAGS = frozenset({"span", "font"})
"""Tags whose style attribute may make them bold."""
_HEADING_LEVELS = {f"h{rank}": rank for rank in range(1, 7)}
_INLINE_BOUNDARY_LINE_MAX = 160
"""Characters of a line in which inline boundaries become spaces, at most: metadata lines."""
_ICON_SIZE = re.compile(r"\d{1,2}(?:px)?")
_ICON_NAME = re.compile(r"logo|icon|avatar|qrcode|loading|spacer|blank\.|/1x1", re.I)
_IMAGE_ATTRIBUTES = ("data-original", "data-src", "data-lazy-src", "data-url", "data-actualsrc", "src")
_NON_ADDRESS_ATTRIBUTES = frozenset({"alt", "title", "class", "id", "style", "href", "onclick", "onload", "onerror"})
_IMAGE_ADDRESS = re.compile(r"(?:https?:)?//\S{4,}|[^\s:]{1,300}\.(?:jpe?g|png|gif|webp|avif|bmp)(?:[?!@]\S*)?", re.I)
_EMBEDDED_IMAGE = re.compile(r"data:image/(?:jpe?g|webp|avif|png|bmp)[;,]", re.I)
_EMBEDDED_SIZE_MIN = 2_000
"""Code points of a data: URL that is an image and no placeholder, at least; without its data it was long."""
_CELL_MAX, _ROW_CELLS_MIN = 60, 2
_NO_BOUNDARY_AFTER = ":：（(【[「《>|·、/"
"""Characters after which no inline boundary is needed."""


@cache
def _get_tags(category: str) -> frozenset[str]:
    """The tags of a category: `block`-level ones, `blind` ones without text, `inline` ones with a boundary."""
    return get_words("tags", category)


def _find_image_address(attributes: Mapping[str, str]) -> str | None:
    """The address of an image, which scripts that load it late put into attributes of their own; "" for one that is
    in the page itself; None where there is only a placeholder.

    Args:
        attributes: Those of the <img>.
    """
    src = next((value for name in _IMAGE_ATTRIBUTES if (value := attributes.get(name, "").strip())), "")
    if src and not src.startswith("data:"):
        return src
    for name, value in attributes.items():
        value = value.strip().partition(" ")[0]
        if name not in _NON_ADDRESS_ATTRIBUTES and _IMAGE_ADDRESS.fullmatch(value[:2000]):
            return value
    is_embedded = _EMBEDDED_IMAGE.match(src) and (src[-1] == "," or len(src) >= _EMBEDDED_SIZE_MIN)
    return "" if is_embedded else None


class Linearizer:
    """The lines of a page in document order, its block-level elements, and its depth.

    Args:
        root: The root of the page's tree.
    """

    def __init__(self, root: _Element) -> None:
        self.lines: list[Line] = []
        self.elements: list[BlockElement] = []
        self._pieces: list[str] = []
        self._runs: list[tuple[int, int, str, bool]] = []  # start and end in the raw line, href, bold
        self._size = 0
        self._authors: list[tuple[int, int]] = []  # start and end in the raw line
        self._marks: list[tuple[int, int, str]] = []  # start and end in the raw line, note
        self._mark_starts: list[int] = []
        self._author_start: tuple[int, _Element] | None = None
        self._after_inline = False
        """Whether the end of an inline element was read last."""
        self._images: list[Image] = []
        self._element = BlockElement("html", None, "", "", 0)
        self._hrefs: list[str] = []
        self._bold_depth = 0
        self._depth = 0
        self.max_depth = 0
        self._pre_depth = 0
        self._style_sheet = StyleSheet(root)
        self._lines_by_text: dict[str, Line] = {}
        self._linearize(root)

    @property
    def is_lossy(self) -> bool:
        """Whether the tree is so deep that the parser has lost text."""
        return self.max_depth >= DEPTH_MAX

    def _linearize(self, root: _Element) -> None:
        from lxml import etree

        blind, blocks = _get_tags("blind"), _get_tags("block")
        skipped = False  # the subtree of an inline element that shows nothing
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "start":
                self._depth += 1
                if self._depth > self.max_depth:
                    self.max_depth = self._depth
                if tag in blind:
                    walk.skip_subtree()
                elif tag not in blocks and is_hidden_inline(element, self._style_sheet):
                    walk.skip_subtree()
                    skipped = True
                else:
                    self._enter_element(tag, element)
            else:
                self._depth -= 1
                if skipped:
                    skipped = False
                elif tag not in blind:
                    self._leave_element(tag, element)
                if element.tail and element is not root:
                    self._add_text(element.tail)
        self._end_line()
        for block_element in self.elements:
            block_element.end_line = max(block_element.end_line, block_element.first_line)

    def _enter_element(self, tag: str, element: _Element) -> None:
        blocks, inline = _get_tags("block"), _get_tags("inline")
        if tag in blocks:
            self._end_line()
            attributes = element.attrib
            name = style = ""
            if attributes:
                name = f"{attributes.get('class', '')} {attributes.get('id', '')}".strip()
                style = find_block_flags(element, self._style_sheet)
            if tag == "center":
                style += CENTRED
            if tag == "pre":
                self._pre_depth += 1
            parent = self._element
            if CENTRED in parent.style_flags and CENTRED not in style and not attributes.get("align"):
                style += CENTRED
            self._element = BlockElement(tag, parent, name, style, len(self.lines))
            self.elements.append(self._element)
        elif tag == "br":
            self._break_line()
        elif tag in ("img", "amp-img"):
            self._add_image(element)
        elif tag == "a":
            self._begin_inline(element)
            self._hrefs.append(element.get("href") or "")
        elif tag == "hr":
            self._end_line()
        elif tag in _BOLD_TAGS or (tag in _STYLED_TAGS and is_bold_style(element.get("style"))):
            self._bold_depth += 1
        if tag in inline and tag != "a":
            if is_block_style(element.get("style")):
                self._end_line()
            self._begin_inline(element)
        if tag == "mark":
            self._mark_starts.append(self._size)
        elif tag == "data" and (note := element.get("data-note")):
            self._marks.append((self._size, self._size, note))
        if tag in _INLINE_AUTHOR_TAGS and self._author_start is None and element.attrib and _is_author(element):
            self._author_start = (self._size, element)
        if element.text:
            self._add_text(element.text)

    def _leave_element(self, tag: str, element: _Element) -> None:
        blocks, inline = _get_tags("block"), _get_tags("inline")
        if tag in blocks:
            self._end_line()
            block_element = self._element
            block_element.end_line = len(self.lines)
            if tag == "pre":
                self._pre_depth -= 1
            if tag == "tr":
                self._join_cells(block_element)
            if block_element.parent is not None:
                self._element = block_element.parent
        elif tag == "a":
            self._hrefs.pop()
        elif tag in _BOLD_TAGS or (tag in _STYLED_TAGS and is_bold_style(element.get("style"))):
            self._bold_depth -= 1
        if tag == "mark" and self._mark_starts:
            self._marks.append((self._mark_starts.pop(), self._size, ""))
        if tag in _INLINE_AUTHOR_TAGS and self._author_start is not None and element is self._author_start[1]:
            self._authors.append((self._author_start[0], self._size))
            self._author_start = None
        if tag in inline:
            if tag != "a" and is_block_style(element.get("style")):
                self._end_line()
            self._after_inline = self._size > 0

    def _begin_inline(self, element: _Element) -> None:
        """Begins an inline element, with a boundary before it where no white space is."""
        if self._size and self._pieces and not self._pieces[-1][-1:].isspace():
            named = bool(element.attrib) and ("class" in element.attrib or "id" in element.attrib)
            if self._after_inline or (
                named and self._pieces[-1][-1:] not in _NO_BOUNDARY_AFTER and self._element.tag not in ("p", "li")
            ):
                self._append_run(INLINE_BOUNDARY)

    def _add_image(self, element: _Element) -> None:
        """Adds an image to the next line, unless it is as small as an icon; it does not break a line."""
        attributes = element.attrib
        src = _find_image_address(dict(attributes))
        sizes = (attributes.get("width", ""), attributes.get("height", ""))
        if (
            src is not None
            and not _ICON_NAME.search(src[:300])
            and not any(_ICON_SIZE.fullmatch(size) for size in sizes)
        ):
            self._images.append(Image(clean(src[:2000]), clean((attributes.get("alt") or "")[:300])))

    def _add_text(self, text: str) -> None:
        if self._pre_depth and "\n" in text:
            first, *rest = text.split("\n")
            self._append_run(first)
            for row in rest:
                self._end_line()
                self._append_run(row)
        else:
            self._append_run(text)

    def _append_run(self, text: str) -> None:
        text = remove_unprinted(text)
        if "\n" in text:
            text = mark_line_ends(text)
        if self._after_inline and self._pieces and text[:1].isdecimal() and self._pieces[-1][-1:].isdecimal():
            self._pieces.append(INLINE_BOUNDARY)  # a date in an element of its own, and a time after it
            self._size += 1
        start = self._size
        self._after_inline = False
        self._pieces.append(text)
        self._size += len(text)
        href = self._hrefs[-1] if self._hrefs else ""
        if href or self._bold_depth:
            self._runs.append((start, self._size, href, self._bold_depth > 0))

    def _break_line(self) -> None:
        """Ends the line at a <br>; in a headline it becomes a space."""
        if self._element.tag in _HEADING_LEVELS:
            self._append_run(" ")
        else:
            self._end_line()

    def _end_line(self) -> None:
        """Ends the line; a blank one is dropped, and its images go to the next."""
        if not self._pieces:
            return
        raw, runs, authors, marks = "".join(self._pieces), self._runs, self._authors, self._marks
        self._pieces, self._runs, self._authors, self._marks, self._size = [], [], [], [], 0
        self._mark_starts = [0] * len(self._mark_starts)
        self._author_start = None
        if raw.isspace():
            return
        seams = (
            "。" not in raw
            and self._element.tag not in _HEADING_LEVELS
            and len(" ".join(raw.split())) <= _INLINE_BOUNDARY_LINE_MAX
        )
        collapsed, start, kept = collapse_whitespace(raw, keep_boundaries=seams)
        text = clean(collapsed)
        if not text:
            return
        markup = LineMarkup(self._element)
        if self._images:
            markup.images, self._images = self._images, []
        markup.heading_level = _find_heading_level(self._element)
        if runs:
            size = len(text)
            _add_runs(markup, [(kept(a, start, size), kept(b, start, size), href, bold) for a, b, href, bold in runs])
        if authors:
            markup.author_ranges = [(kept(a, start, len(text)), kept(b, start, len(text))) for a, b in authors]
        if marks:
            markup.mark_ranges = [(kept(a, start, len(text)), kept(b, start, len(text)), note) for a, b, note in marks]
        self._add_line(text, _count_indent(raw[: min(start, 40)]) if start else 0, markup)

    def _add_line(self, text: CleanText, indent: int, markup: LineMarkup) -> None:
        """Adds a line; one that is repeated shares what is found out about its text."""
        number = len(self.lines)
        if (same := self._lines_by_text.get(text)) is not None:
            line = same.repeat(number, number + 1, indent, 0)
        else:
            line = Line(text, number, number + 1, indent, 0)
            if line.size <= REPEATED_LINE_MAX:
                self._lines_by_text[text] = line
        line.markup = markup
        self.lines.append(line)

    def _join_cells(self, row: BlockElement) -> None:
        """Joins a row of short cells to one line with tabs; the rows of a layout table are left as they are."""
        lines = self.lines[row.first_line :]
        if len(lines) < _ROW_CELLS_MIN or any(_is_layout_cell(line) for line in lines):
            return
        cells: list[list[str]] = []
        last: BlockElement | None = None
        for line in lines:
            markup = line.markup
            assert isinstance(markup, LineMarkup)
            block_element: BlockElement | None = markup.element
            while block_element is not None and block_element.tag not in ("td", "th") and block_element is not row:
                block_element = block_element.parent
            if block_element is None or block_element is row or block_element.parent is not row:
                return
            if block_element is not last:
                cells.append([])
                last = block_element
            cells[-1].append(line.text)
        if len(cells) < _ROW_CELLS_MIN or max(map(len, cells)) > 2:
            return
        text = CleanText("\t".join(" ".join(cell) for cell in cells))
        joint = Line(text, row.first_line, row.first_line + 1, 0, 0)
        markup = LineMarkup(row)
        markup.link_size = sum(old.link_size for line in lines if isinstance(old := line.markup, LineMarkup))
        markup.images = [image for line in lines if isinstance(old := line.markup, LineMarkup) for image in old.images]
        joint.markup = markup
        self.lines[row.first_line :] = [joint]
        row.end_line = row.first_line + 1
        for block_element in reversed(self.elements):
            if block_element is row:
                break
            block_element.first_line, block_element.end_line = (
                min(block_element.first_line, row.first_line),
                min(block_element.end_line, row.end_line),
            )


def _is_layout_cell(line: Line) -> bool:
    """Whether a cell shows that its table is only for layout: too long, a sentence, or under an image."""
    return (
        line.size > _CELL_MAX
        or (line.ends_sentence and line.size > 12)
        or (
            isinstance(line.markup, LineMarkup)
            and bool(line.markup.images or "caption" in line.markup.element.purposes)
        )
    )


def _find_heading_level(block_element: BlockElement) -> int:
    """The level of the heading element that an element is, or that is directly around it; 0 without one."""
    for _ in range(3):
        if block_element.tag in _HEADING_LEVELS:
            return _HEADING_LEVELS[block_element.tag]
        if block_element.parent is None or block_element.tag not in ("p", "div", "center"):
            return 0
        block_element = block_element.parent
    return 0


def _add_runs(markup: LineMarkup, runs: Iterable[tuple[int, int, str, bool]]) -> None:
    """Add the links and the bold text of a line to its markup: start, end, href, and whether it is bold."""
    links: list[tuple[int, int, str]] = []
    bold: list[tuple[int, int]] = []
    for start, end, href, is_bold in runs:
        if start >= end:
            continue
        if href:
            markup.link_size += end - start
            if links and links[-1][1] == start and links[-1][2] == href:
                links[-1] = (links[-1][0], end, href)
            else:
                links.append((start, end, href))
        if is_bold:
            markup.bold_size += end - start
            if bold and bold[-1][1] == start:
                bold[-1] = (bold[-1][0], end)
            else:
                bold.append((start, end))
    markup.link_ranges, markup.bold_ranges = links, bold


def _is_author(element: _Element) -> bool:
    """Whether an inline element is marked as the author of the article."""
    attributes = element.attrib
    if attributes.get("rel") == "author" or attributes.get("itemprop") == "author":
        return True
    name = attributes.get("class")
    return bool(name) and "author" in find_purposes(name or "")


def _count_indent(space: str) -> int:
    """The columns of an indent of NBSP and U+3000; other white space is no indent in HTML."""
    return space.count("\u00a0") + 2 * space.count("\u3000")
