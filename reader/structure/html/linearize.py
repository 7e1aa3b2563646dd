"""From a tree to lines with hints: what a reader sees as a line, and how the page marks it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from reader.model import CleanText, clean
from reader.structure.html.elements import Box, Hint, Image, sorts_of
from reader.structure.html.parse import DEPTH_MOST
from reader.structure.lexicon import column
from reader.structure.lines import BLANK, Line

if TYPE_CHECKING:
    from lxml.etree import _Element

_BOLD = frozenset({"b", "strong"})
_RANKS = {f"h{rank}": rank for rank in range(1, 7)}
_SEAM = "\0"
"""Between two inline elements that nothing parts, in the raw line: pages part them with a margin. No text has it."""
_JOINT = "\1"
"""In the place of a line end between two Han characters of one text, which is nothing."""
_SPACE = re.compile(r"[ \t\r\n\f\0\1]+")
_FOLDED = re.compile(r"(?<=[\u2e80-\uffee“”‘’…—])[ \t\r]*\n[ \t\r\n]*(?=[\u2e80-\uffee“”‘’…—])")
_SEAM_MAX = 160
"""Characters of a line of furniture, whose parts are such elements."""
_CENTRED = re.compile(r"text-align:\s*center", re.I)
_HIDDEN = re.compile(r"display:\s*none", re.I)
_HEAVY = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.I)
_ICON = re.compile(r"\d{1,2}(?:px)?")
_SIGN = re.compile(r"logo|icon|avatar|qrcode|loading|spacer|blank\.|/1x1", re.I)
_SOURCES = ("data-original", "data-src", "data-lazy-src", "data-url", "data-actualsrc", "src")
_CELL_MAX, _CELLS_MIN = 60, 2
_JOINS = ":：（(【[「《>|·、/"
"""Behind these no seam is needed."""
_MARKED = frozenset({"source", "author"})


@cache
def _tags(what: str) -> frozenset[str]:
    """Tags of a sort: a block is a box of its own, a blind element shows no text, an inline one may part a line."""
    return column("tags", what)


class Walk:
    """The lines of a page in document order, its boxes, and how deep it is."""

    def __init__(self, root: _Element) -> None:
        self.lines: list[Line] = []
        self.boxes: list[Box] = []
        self.trailing: list[Image] = []
        """Images behind the last line."""
        self._pieces: list[str] = []
        self._runs: list[tuple[int, int, str, bool]] = []  # start and end in the raw line, href, bold
        self._size = 0
        self._marks: list[tuple[int, int, frozenset[str]]] = []
        self._opened: list[int] = []
        self._apart = False
        """What was read last is the end of an inline element."""
        self._images: list[Image] = []
        self._box = Box("html", None, "", "", 0)
        self._href: list[str] = []
        self._bold = 0
        self._depth = 0
        self.deepest = 0
        self._pre = 0
        self._row: list[int] | None = None
        self._walk(root)

    @property
    def lossy(self) -> bool:
        """The tree is so deep that the parser has lost text."""
        return self.deepest >= DEPTH_MOST

    def _walk(self, root: _Element) -> None:
        from lxml import etree

        blind = _tags("blind")
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "start":
                self._depth += 1
                if self._depth > self.deepest:
                    self.deepest = self._depth
                if tag in blind:
                    walk.skip_subtree()
                else:
                    self._enter(tag, element)
            else:
                self._depth -= 1
                if tag not in blind:
                    self._leave(tag, element)
                if element.tail and element is not root:
                    self._add(element.tail)
        self._flush()
        self.trailing, self._images = self._images, []
        for box in self.boxes:
            box.last = max(box.last, box.first)

    def _enter(self, tag: str, element: _Element) -> None:
        blocks, inline = _tags("block"), _tags("inline")
        if tag in blocks:
            self._flush()
            attributes = element.attrib
            name = style = ""
            if attributes:
                name = f"{attributes.get('class', '')} {attributes.get('id', '')}".strip()
                style = _style(attributes.get("style"), attributes.get("align"))
                if "hidden" in attributes:
                    style += "h"
            if tag == "center":
                style += "c"
            if tag == "pre":
                self._pre += 1
            parent = self._box
            if "c" in parent.style and "c" not in style and not attributes.get("align"):
                style += "c"
            self._box = Box(tag, parent, name, style, len(self.lines))
            self.boxes.append(self._box)
        elif tag == "br":
            self._break()
        elif tag in ("img", "amp-img"):
            self._picture(element)
        elif tag == "a":
            self._named(element)
            self._href.append(element.get("href") or "")
        elif tag == "hr":
            self._flush()
        elif tag in _BOLD or (tag in ("span", "font") and _HEAVY.search(element.get("style") or "")):
            self._bold += 1
        if tag in inline and tag != "a":
            self._named(element)
        if element.text:
            self._add(element.text)

    def _leave(self, tag: str, element: _Element) -> None:
        blocks, inline = _tags("block"), _tags("inline")
        if tag in blocks:
            self._flush()
            box = self._box
            box.last = len(self.lines)
            if tag == "pre":
                self._pre -= 1
            if tag == "tr":
                self._join_cells(box)
            if box.parent is not None:
                self._box = box.parent
        elif tag == "a":
            self._href.pop()
        elif tag in _BOLD or (tag in ("span", "font") and _HEAVY.search(element.get("style") or "")):
            self._bold -= 1
        if tag in inline:
            start = self._opened.pop()
            self._apart = self._size > 0
            if start < self._size and (name := element.get("class")):
                sorts = sorts_of(name)
                if not sorts.isdisjoint(_MARKED):
                    self._marks.append((start, self._size, sorts))

    def _named(self, element: _Element) -> None:
        """An inline element begins, with a seam before it where nothing parts it from the one before."""
        if self._size and self._pieces and not self._pieces[-1][-1:].isspace():
            named = bool(element.attrib) and ("class" in element.attrib or "id" in element.attrib)
            if self._apart or (named and self._pieces[-1][-1:] not in _JOINS and self._box.tag not in ("p", "li")):
                self._append(_SEAM)
        self._opened.append(self._size)

    def _picture(self, element: _Element) -> None:
        """Remembers an image, unless its size is an icon's; in a line of text it does not break it."""
        attributes = element.attrib
        src = next((attributes[name] for name in _SOURCES if attributes.get(name, "").strip()), "").strip()
        sizes = (attributes.get("width", ""), attributes.get("height", ""))
        if (
            src
            and not src.startswith("data:")
            and not _SIGN.search(src[:300])
            and not any(_ICON.fullmatch(size) for size in sizes)
        ):
            self._images.append(Image(clean(src[:2000]), clean((attributes.get("alt") or "")[:300])))

    def _add(self, text: str) -> None:
        if self._pre and "\n" in text:
            first, *rest = text.split("\n")
            self._append(first)
            for row in rest:
                self._flush()
                self._append(row)
        else:
            self._append(text)

    def _append(self, text: str) -> None:
        if "\n" in text:
            text = _FOLDED.sub(_joint, text)
        start = self._size
        self._apart = False
        self._pieces.append(text)
        self._size += len(text)
        href = self._href[-1] if self._href else ""
        if href or self._bold:
            self._runs.append((start, self._size, href, self._bold > 0))

    def _break(self) -> None:
        """A line break ends a line, but in a headline it is a space."""
        if self._box.tag in _RANKS:
            self._append(" ")
        else:
            self._flush(broken=True)

    def _flush(self, *, broken: bool = False) -> None:
        """Ends the line; one of nothing but white space is none, and leaves its images to the next."""
        if not self._pieces:
            return
        raw, runs, marks = "".join(self._pieces), self._runs, self._marks
        self._pieces, self._runs, self._marks, self._size = [], [], [], 0
        self._opened = [0] * len(self._opened)
        seams = len(raw) <= _SEAM_MAX and "。" not in raw and self._box.tag not in _RANKS
        collapsed, start, kept = _collapsed(raw, seams=seams)
        text = clean(collapsed)
        if not text:
            return
        hint = Hint(self._box)
        hint.images, self._images = self._images, []
        hint.rank = _rank(self._box)
        hint.shared = broken
        for first, last, href, bold in runs:
            a, b = kept(first, start, len(text)), kept(last, start, len(text))
            if a < b:
                _mark(hint, a, b, href, bold=bold)
        hint.marks = [(kept(a, start, len(text)), kept(b, start, len(text)), sorts) for a, b, sorts in marks]
        number = len(self.lines)
        indent = _indent(raw[: min(start, 40)])
        line = Line(text, number, number + 1, indent, 0)
        line.hint = hint
        self.lines.append(line)

    def _join_cells(self, row: Box) -> None:
        """A row of short cells becomes one line with tabs; a table that is but a grid stays as it is."""
        lines = self.lines[row.first :]
        if len(lines) < _CELLS_MIN or any(_is_no_cell(line) for line in lines):
            return
        cells: list[list[str]] = []
        last: Box | None = None
        for line in lines:
            hint = line.hint
            assert isinstance(hint, Hint)
            box: Box | None = hint.box
            while box is not None and box.tag not in ("td", "th") and box is not row:
                box = box.parent
            if box is None or box is row or box.parent is not row:
                return
            if box is not last:
                cells.append([])
                last = box
            cells[-1].append(line.text)
        if len(cells) < _CELLS_MIN or max(map(len, cells)) > 2:
            return
        text = CleanText("\t".join(" ".join(cell) for cell in cells))
        joint = Line(text, row.first, row.first + 1, 0, 0)
        hint = Hint(row)
        hint.linked = sum(old.linked for line in lines if isinstance(old := line.hint, Hint))
        hint.images = [image for line in lines if isinstance(old := line.hint, Hint) for image in old.images]
        joint.hint = hint
        self.lines[row.first :] = [joint]
        row.last = row.first + 1
        for box in reversed(self.boxes):
            if box is row:
                break
            box.first, box.last = min(box.first, row.first), min(box.last, row.last)


def _is_no_cell(line: Line) -> bool:
    """Too long, a sentence, or under an image: the table is a grid that the page is set in."""
    return (
        line.size > _CELL_MAX
        or (line.stopped and line.size > 12)
        or (isinstance(line.hint, Hint) and bool(line.hint.images or "caption" in line.hint.box.sorts))
    )


def _style(style: str | None, align: str | None) -> str:
    """Marks of a style: c for centred, h for hidden, b for bold."""
    marks = "c" if align and align.lower() == "center" else ""
    if style:
        if _CENTRED.search(style):
            marks += "c"
        if _HIDDEN.search(style):
            marks += "h"
        if _HEAVY.search(style):
            marks += "b"
    return marks


def _rank(box: Box) -> int:
    """The rank of the heading element a box is, or stands directly in."""
    for _ in range(3):
        if box.tag in _RANKS:
            return _RANKS[box.tag]
        if box.parent is None or box.tag not in ("p", "div", "center"):
            return 0
        box = box.parent
    return 0


def _mark(hint: Hint, start: int, end: int, href: str, *, bold: bool) -> None:
    if href:
        hint.linked += end - start
        if hint.links and hint.links[-1][1] == start and hint.links[-1][2] == href:
            hint.links[-1] = (hint.links[-1][0], end, href)
        else:
            hint.links.append((start, end, href))
    if bold:
        hint.bold += end - start
        if hint.strong and hint.strong[-1][1] == start:
            hint.strong[-1] = (hint.strong[-1][0], end)
        else:
            hint.strong.append((start, end))


class _Kept:
    """Carries offsets of the raw line over to the collapsed one."""

    __slots__ = ("_gone", "_places")

    def __init__(self, cuts: list[tuple[int, int]]) -> None:
        self._places = [at for at, _ in cuts]
        """Where characters of the raw line are gone, how many there, and how many in all before that."""
        self._gone: list[tuple[int, int]] = []
        total = 0
        for _, width in cuts:
            self._gone.append((width, total))
            total += width

    def __call__(self, offset: int, start: int, size: int) -> int:
        gone = 0
        if at := bisect_left(self._places, offset):
            width, before = self._gone[at - 1]
            gone = before + min(width, offset - self._places[at - 1])
        return max(0, min(offset - gone - start, size))


def _collapsed(raw: str, *, seams: bool) -> tuple[str, int, _Kept]:
    """The line as a browser sets it: runs of white space are one space.

    Returns the text trimmed at both ends, how many characters of the collapsed line were trimmed before it, and what
    carries offsets over. `seams`: a seam is a space, too.
    """
    cuts: list[tuple[int, int]] = []
    if any(sign in raw for sign in ("\n", "  ", "\t", "\r", "\f", _SEAM, _JOINT)):
        pieces: list[str] = []
        at = 0
        for match in _SPACE.finditer(raw):
            first, last = match.span()
            space = " "
            if not match[0].strip(_SEAM + _JOINT):
                space = " " if seams and _SEAM in match[0] else ""
            if last - first > len(space):
                cuts.append((first + len(space), last - first - len(space)))
            pieces += (raw[at:first], space)
            at = last
        raw = "".join([*pieces, raw[at:]])
    text = raw.strip(BLANK)
    return text, (raw.index(text[0]) if text else 0), _Kept(cuts)


def _joint(match: re.Match[str]) -> str:
    return _JOINT * len(match[0])


def _indent(space: str) -> int:
    """Columns of an indent that is printed: NBSP and U+3000, for other white space is none in HTML."""
    return space.count("\u00a0") + 2 * space.count("\u3000")
