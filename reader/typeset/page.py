"""An article as a page: which block stands where, how far it is set in, and the rows it takes.

A page is a list of items. Most items are one block; the date, source and byline of a head share one. An item knows
its rows only when somebody asks, and of a very long block only as many as were asked for, so that opening an article
costs what its first screenful costs. Rows hold offsets, never text: the same rows serve every script of equal length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.typeset.breaking import wrap
from reader.typeset.widths import Ambiguous, cell_len

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.model import Block
    from reader.typeset.rules import Level

ItemKind = Literal[
    "breadcrumb", "headline", "deck", "meta", "byline", "heading", "paragraph", "caption",
    "list_item", "quote", "table_row", "editor", "note", "chrome",
]  # fmt: skip

EM = 2
"""Cells of a Han character."""
NARROW = 16 * EM
"""Under 16 Han a paragraph is set in by one em, not two (typesetting rule R9)."""
SIGN = "▸ "
"""Before a caption: U+25B8 is one cell wide in every terminal, ▲ and △ are not."""
_JOINT = "  "
_BATCH = 200

_HEAD: frozenset[str] = frozenset({"breadcrumb", "headline", "deck", "date", "source", "byline"})
_FURNITURE: frozenset[str] = frozenset({"chrome", "note", "editor"})
_META: dict[str, ItemKind] = {"date": "meta", "source": "meta"}
_CLOSE: tuple[frozenset[str], ...] = (  # kinds that follow each other without an empty row
    frozenset({"headline", "deck", "meta", "byline"}),
    frozenset({"list_item"}),
    frozenset({"table_row"}),
    frozenset({"quote"}),
    frozenset({"editor", "note", "chrome", "byline", "meta"}),
)
_MARKER = re.compile(
    r"(?:[-*+•·‧●○■□◆◇▪※▸–]\s+|[（(]?[0-9０-９]{1,3}(?:[)）、]|[.．](?![0-9０-９]))\s*|[①-⑳]\s*|[（(]?[一二三四五六七八九十]{1,3}[、）)])"
)
_MARKS = {  # signs of the source that say what a block is; the page says it in its own way
    "headline": re.compile(r"#{1,6}\s+"),
    "heading": re.compile(r"#{1,6}\s+"),
    "quote": re.compile(r">\s*"),
    "caption": re.compile(r"[▲△▼▽◆●◎]\s*"),
}
_PLAIN_LEADS: dict[str, str] = {"headline": "# ", "heading": "## ", "quote": "> "}
_DECK_JOINT = re.compile(r"\s*(?:[—―–-]{1,3}|[:：])\s*")


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How a page is set."""

    measure: int = 72
    """Cells of a full row."""
    level: Level = "basic"
    ambiguous: Ambiguous = 1
    paragraphs: Literal["indent", "blank"] = "indent"
    """First-line indent of two em, or an empty row between paragraphs; never both."""
    plain: bool = False
    """Set for a pipe: signs that can be read back (# ## >), every block in its place, all of its text."""
    furniture: bool = False
    """Whether page furniture is shown."""


class Piece(NamedTuple):
    """A stretch of one block that an item shows."""

    block: int
    start: int
    end: int
    at: int
    """Where it begins in the item's text."""


class Row(NamedTuple):
    """One row of an item: what it shows and how far it is set in."""

    indent: int
    """Cells from the left edge of the measure, the item's lead included."""
    start: int
    """Offset in the item's text."""
    end: int


class Place(NamedTuple):
    """A line of the page: an item, and a line of it; the empty rows before an item are its first lines."""

    item: int
    line: int


@dataclass(slots=True)
class Item:
    """What is set as one thing."""

    kind: ItemKind
    pieces: tuple[Piece, ...]
    lead: str = ""
    """A sign of ours before the first row, within its indent."""
    gap: int = 0
    """Empty rows before it."""
    rows: list[Row] = field(default_factory=list)
    """Those made so far."""
    complete: bool = False

    def text(self, of: Callable[[int], str]) -> str:
        """The item's text, given the text of a block by its index."""
        return _JOINT.join(of(piece.block)[piece.start : piece.end] for piece in self.pieces)

    def source(self, offset: int) -> tuple[int, int]:
        """The (block, offset in the block) of an offset in the item's text; a joint belongs to what it follows."""
        piece = next((p for p in reversed(self.pieces) if p.at <= offset), self.pieces[0])
        return piece.block, min(piece.start + offset - piece.at, piece.end)

    def offset(self, block: int, offset: int) -> int | None:
        """Where a character of a block stands in the item's text; hidden ones count as what follows them."""
        for piece in self.pieces:
            if piece.block == block and offset < piece.end:
                return piece.at + max(0, offset - piece.start)
        return max((p.at + p.end - p.start for p in self.pieces if p.block == block), default=None)


class Page:
    """The items of an article, and their rows at one measure.

    Blocks come with `extend`, in reading order; the head must be in the first call.
    """

    def __init__(self, style: PageStyle) -> None:
        self.style = style
        self.blocks: list[Block] = []
        self.items: list[Item] = []
        self.item_of: dict[int, int] = {}
        """The item that shows a block, by the block's index; a block that is not shown has none."""

    def extend(self, blocks: Iterable[Block]) -> None:
        """Add blocks at the end."""
        first = len(self.blocks)
        self.blocks.extend(blocks)
        if not first:
            first = self._set_head()
        for index in range(first, len(self.blocks)):
            self._set(index)
        if not self.items:  # nothing but furniture: then that is what there is to read
            for index in range(len(self.blocks)):
                self._set(index, hidden=True)

    def restyle(self, style: PageStyle) -> Page:
        """The same blocks set in another way."""
        page = Page(style)
        page.extend(self.blocks)
        return page

    def text(self, item: int, of: Callable[[int], str] | None = None) -> str:
        """The text of an item: as written, or as `of` gives its blocks."""
        return self.items[item].text(of or self._written)

    def _written(self, block: int) -> str:
        return self.blocks[block].text

    # -- what stands where

    def _set_head(self) -> int:
        """Set the head: headline, deck, one row of date, source and byline; the index of the first block behind it."""
        end = 0
        while end < len(self.blocks) and self.blocks[end].kind in _HEAD | _FURNITURE:
            end += 1
        if end == len(self.blocks) or self.style.plain:  # nothing but a head, or everything in its place
            end = next((i for i, block in enumerate(self.blocks) if block.kind not in _HEAD), len(self.blocks))
        head = range(end)
        for kinds in (("breadcrumb",), ("headline",), ("deck",), ("date", "source", "byline")):
            chosen = [i for i in head if self.blocks[i].kind in kinds]
            if kinds == ("date", "source", "byline"):
                if chosen:
                    self._add("meta", tuple((i, 0, len(self.blocks[i].text)) for i in chosen))
            else:
                for index in chosen:
                    self._set(index)
        for index in head:
            if self.blocks[index].kind not in _HEAD:
                self._set(index)
        return end

    def _set(self, index: int, *, hidden: bool = False) -> None:
        """Set one block as an item of its own, if it is shown or `hidden` ones are to be, as furniture."""
        block = self.blocks[index]
        kind = "chrome" if hidden else _META.get(block.kind, block.kind)
        shown = self.style.plain or hidden or (kind != "breadcrumb" and (kind != "chrome" or self.style.furniture))
        if not shown:
            return
        start, end = 0, len(block.text)
        lead = SIGN if kind == "caption" else ""
        marks = _MARKS[kind].match(block.text) if kind in _MARKS else None
        if self.style.plain:
            lead = lead or ("" if marks else _PLAIN_LEADS.get(kind, ""))
        elif marks and marks.end() < end:
            start = marks.end()
        elif kind == "deck":
            start = self._deck_start(block.text)
        credit = block.span("credit") if kind == "caption" else None
        words = len(block.text[: credit.start].rstrip()) if credit else 0
        # A credit that begins with a solidus stays in the run of the words: R1 forbids it the start of a row.
        alone = credit and not block.text[credit.end :].strip() and block.text[credit.start] not in "/／"
        if credit and alone and words > start:
            self._add("caption", ((index, start, words), (index, credit.start, end)), lead)
        else:
            self._add(kind, ((index, start, end),), lead)  # type: ignore[arg-type]  # _META removed the others

    def _deck_start(self, deck: str) -> int:
        """Where a deck that begins with the headline says something new: behind the dash."""
        headline = next((block.text for block in self.blocks if block.kind == "headline"), "")
        if headline and deck.startswith(headline):
            joint = _DECK_JOINT.match(deck, len(headline))
            if joint and joint.end() < len(deck):
                return joint.end()
        return 0

    def _add(self, kind: ItemKind, stretches: tuple[tuple[int, int, int], ...], lead: str = "") -> None:
        pieces, at = [], 0
        for block, start, end in stretches:
            pieces.append(Piece(block, start, end, at))
            at += end - start + len(_JOINT)
            self.item_of[block] = len(self.items)
        gap = self._gap(self.items[-1].kind, kind) if self.items else 0
        self.items.append(Item(kind, tuple(pieces), lead, gap))

    def _gap(self, before: ItemKind, kind: ItemKind) -> int:
        """Empty rows between two neighbours."""
        if before == kind == "paragraph":
            return int(self.style.paragraphs == "blank")
        if self.style.plain and kind not in ("list_item", "table_row", "quote"):
            return 1  # what reads the pipe tells blocks apart by the empty row
        return int(not any(before in group and kind in group for group in _CLOSE))

    # -- rows

    def rows(self, index: int, up_to: int | None = None) -> list[Row]:
        """The rows of an item: all, or at least those as far as `up_to` (an offset in its text)."""
        item = self.items[index]
        while not item.complete and (up_to is None or not item.rows or item.rows[-1].end <= up_to):
            self._make_rows(item, None if up_to is None else _BATCH)
        return item.rows

    def line(self, place: Place) -> Row | None:
        """The row at a place; None for an empty row before an item."""
        item = self.items[place.item]
        number = place.line - item.gap
        return item.rows[number] if 0 <= number < self._ensure(place.item, number + 1) else None

    def _ensure(self, index: int, count: int) -> int:
        """Make at least so many rows of an item if it has them; how many there are."""
        item = self.items[index]
        while len(item.rows) < count and not item.complete:
            self._make_rows(item, max(_BATCH, count - len(item.rows)))
        return len(item.rows)

    def _make_rows(self, item: Item, limit: int | None) -> None:
        """Make rows of an item, going on from the last; all of them when `limit` is None."""
        first, rest, width = self._indents(item)
        text = item.text(self._written)
        body = text[: item.pieces[0].end - item.pieces[0].start]
        start = item.rows[-1].end if item.rows else 0
        fresh = wrap(
            body,
            max(1, width - rest),
            first=max(1, width - first),
            level=self.style.level,
            ambiguous=self.style.ambiguous,
            start=start,
            rows=limit,
        )
        for begin, end in fresh:
            item.rows.append(Row(rest if item.rows else first, begin, end))
        item.complete = limit is None or len(fresh) < limit or item.rows[-1].end >= len(body)
        if item.complete:
            for piece in item.pieces[1:]:
                self._add_piece(item, text, piece.at, piece.at + piece.end - piece.start, width)

    def _indents(self, item: Item) -> tuple[int, int, int]:
        """Cells before the first row, before the others, and where the item's rows end."""
        measure = self.style.measure
        em = 0 if measure < 4 * EM else EM if measure < NARROW else 2 * EM
        lead = min(cell_len(item.lead, self.style.ambiguous), max(0, measure - EM))
        if item.kind == "paragraph":
            return (em if self.style.paragraphs == "indent" else 0), 0, measure
        if item.kind == "caption":
            return em + lead, em + lead, max(measure - em, em + lead + EM)
        if item.kind == "quote":
            return (lead, lead, measure) if self.style.plain else (em, em, measure)
        if item.kind in ("list_item", "table_row"):
            marker = _MARKER.match(self._written(item.pieces[0].block))
            hang = cell_len(marker[0], self.style.ambiguous) if marker else em
            return 0, max(0, min(hang, measure // 2, measure - EM)), measure
        return lead, lead, measure

    def _add_piece(self, item: Item, text: str, start: int, end: int, width: int) -> None:
        """Put a piece two spaces behind the one before it, or else on a row of its own; a credit at the right of it."""
        ambiguous = self.style.ambiguous
        last = item.rows[-1]
        if last.indent + cell_len(text[last.start : end], ambiguous) <= width:
            item.rows[-1] = last._replace(end=end)
            return
        room = width - last.indent
        spare = room - cell_len(text[start:end], ambiguous)
        if spare >= 0:
            item.rows.append(Row(last.indent + (spare if item.kind == "caption" else 0), start, end))
            return
        if item.kind == "caption":  # as one paragraph: the credit may begin with a mark that may not begin a row
            item.rows.pop()
            start = last.start
        for begin, stop in wrap(text[start:end], max(1, room), level=self.style.level, ambiguous=ambiguous):
            item.rows.append(Row(last.indent, start + begin, start + stop))

    # -- places

    def height(self, index: int) -> int:
        """All lines of an item, its gap included."""
        return self.items[index].gap + len(self.rows(index))

    def place(self, block: int, offset: int) -> Place | None:
        """The line that shows an offset of a block; None when the block is not on the page."""
        index = self.item_of.get(block)
        if index is None:
            return None
        item = self.items[index]
        at = item.offset(block, offset) or 0
        rows = self.rows(index, at)
        number = next((n for n, row in enumerate(rows) if at < row.end), len(rows) - 1)
        return Place(index, item.gap + number)

    def source(self, place: Place) -> tuple[int, int]:
        """The (block, offset) that begins a line; an empty row counts as the row below it."""
        item = self.items[place.item]
        number = max(0, place.line - item.gap)
        count = self._ensure(place.item, number + 1)
        return item.source(item.rows[min(number, count - 1)].start)

    def move(self, place: Place, lines: int) -> Place:
        """The place so many lines further on, or back, within the page."""
        index, line = place
        line += lines
        while line < 0 and index > 0:
            index -= 1
            line += self.height(index)
        while line >= 0 and index < len(self.items) - 1:
            item = self.items[index]
            # Only as many rows as the move needs: the item may be very long.
            if self._ensure(index, line - item.gap + 1) + item.gap > line:
                break
            line -= self.height(index)
            index += 1
        return Place(index, max(0, min(line, self._ensure(index, line + 1) + self.items[index].gap - 1)))

    def end(self) -> Place:
        """The last line of the page."""
        last = len(self.items) - 1
        return Place(last, self.height(last) - 1)
