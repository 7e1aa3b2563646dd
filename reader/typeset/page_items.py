"""The items of a page in their order: what is shown of which blocks, with what space and marker before it.

Most items are one block; the date, source and byline of a head share one. Offsets are those of the text as written.
Nothing here depends on the measure or the script, so that another measure needs no new items.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model import Block
    from reader.typeset.break_rules import KinsokuLevel
    from reader.typeset.widths import AmbiguousWidth

ItemKind = Literal[
    "breadcrumb", "headline", "deck", "meta", "byline", "heading", "paragraph", "caption",
    "list_item", "quote", "table_row", "editor", "note", "chrome",
]  # fmt: skip

CAPTION_SIGN = "▸ "
"""The marker of a caption: U+25B8 is one cell wide in every terminal, ▲ and △ are not."""

_HEAD_KINDS: frozenset[str] = frozenset({"breadcrumb", "headline", "deck", "date", "source", "byline"})
_BOILERPLATE_KINDS: frozenset[str] = frozenset({"chrome", "note", "editor"})
_ITEM_KINDS: dict[str, ItemKind] = {"date": "meta", "source": "meta"}
"""The kinds of items by kinds of blocks, where they differ: `meta` is an item of date, source and byline."""
_UNSPACED_KINDS: tuple[frozenset[str], ...] = (  # kinds that follow each other without an empty row
    frozenset({"headline", "deck", "meta", "byline"}),
    frozenset({"list_item"}),
    frozenset({"table_row"}),
    frozenset({"quote"}),
    frozenset({"editor", "note", "chrome", "byline", "meta"}),
)
_SOURCE_MARKERS = {  # markers in the source text of a block, which the page replaces by its own
    "headline": re.compile(r"#{1,6}\s+"),
    "heading": re.compile(r"#{1,6}\s+"),
    "quote": re.compile(r">\s*"),
    "caption": re.compile(r"[▲△▼▽◆●◎]\s*"),
}
_PLAIN_MARKERS: dict[str, str] = {"headline": "# ", "heading": "## ", "quote": "> "}
_DECK_SEPARATOR = re.compile(r"\s*(?:[—―–-]{1,3}|[:：])\s*")


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How a page is laid out."""

    measure: int = 72
    """Cells of a full row."""
    kinsoku: KinsokuLevel = "basic"
    """What may stand at the start and the end of a row."""
    ambiguous_width: AmbiguousWidth = 1
    """Cells of a character of ambiguous width."""
    paragraphs: Literal["indent", "blank"] = "indent"
    """First-line indent of two em, or an empty row between paragraphs; never both."""
    plain: bool = False
    """Whether the page is for a pipe and has to be read back: with markers # ## >, every block in its place, all of its
    text."""
    show_boilerplate: bool = False
    """Whether boilerplate is shown."""
    density: Literal["roomy", "compact"] = "roomy"
    """Compact has empty rows only after the head and before headings; without effect on a plain page."""
    space_above: int = 0
    """Empty rows before the first item."""
    is_justified: bool = False
    """Whether rows of paragraphs end at one edge, as far as there are places to share what is left."""


class BlockRange(NamedTuple):
    """What an item shows of one block; offsets are code points of its text as written."""

    block: int
    start: int
    end: int


class CutPart(NamedTuple):
    """A text that is no part of the article, and may be shown in its place all the same."""

    before_block: int
    """The index of the block that it stands before; the number of blocks for the end."""
    text: str
    """In the view that the page shows."""


class Item(NamedTuple):
    """A unit of the layout."""

    kind: ItemKind
    block_ranges: tuple[BlockRange, ...]
    marker: str = ""
    """Text of the page's own before the first row, within its indent."""
    space_before: int = 0
    """Empty rows before the item."""
    cut_text: str = ""
    """Of a cut part: its text; its only block is NO_BLOCK. Items of blocks have none."""


NO_BLOCK = -1
"""In place of the index of a block in the item of a cut part, which no position leads to."""


class PageItems:
    """The items of an article.

    Blocks are added by `extend` in reading order; the whole head must be in the first call.

    Args:
        style: The layout; only what `has_same_items` compares matters here.
    """

    def __init__(self, style: PageStyle) -> None:
        self.style = style
        self.blocks: list[Block] = []
        self.items: list[Item] = []
        self._item_indexes = array("l")
        """The index of the item of each block; -1 for a block that is not shown."""
        self._head_item_count = 0
        self.cut_parts: tuple[CutPart, ...] = ()
        """What is shown that is no part of the article."""
        self._items_without_cuts: list[Item] = []
        self._indexes_without_cuts = array("l")

    def find_item(self, block: int) -> int | None:
        """The index of the item that shows a block; None for a block that is not shown or does not exist."""
        index = self._item_indexes[block] if 0 <= block < len(self._item_indexes) else -1
        return index if index >= 0 else None

    def extend(self, blocks: Iterable[Block]) -> None:
        """Add blocks at the end; cut parts are no longer shown."""
        self.set_cut_parts(())
        first = len(self.blocks)
        self.blocks.extend(blocks)
        self._item_indexes.extend([-1] * (len(self.blocks) - first))
        if not first:
            first = self._add_head()
            self._head_item_count = len(self.items)
        for index in range(first, len(self.blocks)):
            self._add_block(index)
        if not self.items:  # an article that is only boilerplate shows it
            for index in range(len(self.blocks)):
                self._add_block(index, force=True)

    def set_cut_parts(self, cut_parts: Sequence[CutPart]) -> None:
        """Show texts that are no part of the article among its items, in place of those shown so far."""
        if self.cut_parts:
            self.items[:] = self._items_without_cuts
            self._item_indexes = self._indexes_without_cuts
        self.cut_parts = tuple(cut_parts)
        if not cut_parts:
            return
        before, indexes = list(self.items), self._item_indexes
        self._items_without_cuts, self._indexes_without_cuts = before, indexes
        texts: dict[int, list[str]] = {}
        for part in cut_parts:
            texts.setdefault(self._find_cut_index(part.before_block), []).append(part.text)
        self.items.clear()
        new_indexes = []
        for index in range(len(before) + 1):
            for text in texts.get(index, ()):
                gap = int(bool(self.items) and not self.items[-1].cut_text)
                self.items.append(Item("chrome", (BlockRange(NO_BLOCK, 0, len(text)),), "", gap, text))
            if index < len(before):
                new_indexes.append(len(self.items))
                gap = before[index].space_before
                if index in texts:
                    gap = max(1, gap)
                self.items.append(before[index]._replace(space_before=gap))
        self._item_indexes = array("l", (new_indexes[index] if index >= 0 else -1 for index in indexes))

    def _find_cut_index(self, before_block: int) -> int:
        """The index of the item that a cut part stands before."""
        shown = (index for index in self._item_indexes[max(0, before_block) :] if index >= 0)
        return next(shown, len(self.items)) if before_block > 0 else 0

    def _add_head(self) -> int:
        """Add the items of the head; return the index of the first block behind it.

        They are the headline, the deck, and one item of date, source and byline.
        """
        end = 0
        while end < len(self.blocks) and self.blocks[end].kind in _HEAD_KINDS | _BOILERPLATE_KINDS:
            end += 1
        if end == len(self.blocks) or self.style.plain:  # an article that is only a head, or a page in reading order
            end = next((i for i, block in enumerate(self.blocks) if block.kind not in _HEAD_KINDS), len(self.blocks))
        head = range(end)
        for kinds in (("breadcrumb",), ("headline",), ("deck",), ("date", "source", "byline")):
            chosen = [i for i in head if self.blocks[i].kind in kinds]
            if kinds == ("date", "source", "byline"):
                if chosen:
                    self._add_item("meta", tuple((i, 0, len(self.blocks[i].text)) for i in chosen))
            else:
                for index in chosen:
                    self._add_block(index)
        for index in head:
            if self.blocks[index].kind not in _HEAD_KINDS:
                self._add_block(index)
        return end

    def _add_block(self, index: int, *, force: bool = False) -> None:
        """Add a block as an item of its own if it is shown; with `force` always, as boilerplate."""
        block = self.blocks[index]
        kind = "chrome" if force else _ITEM_KINDS.get(block.kind, block.kind)
        shown = (
            self.style.plain or force or (kind != "breadcrumb" and (kind != "chrome" or self.style.show_boilerplate))
        )
        if not shown:
            return
        start, end = 0, len(block.text)
        marker = CAPTION_SIGN if kind == "caption" else ""
        marks = _SOURCE_MARKERS[kind].match(block.text) if kind in _SOURCE_MARKERS else None
        if self.style.plain:
            marker = "" if marks else marker or _PLAIN_MARKERS.get(kind, "")
        elif marks and marks.end() < end:
            start = marks.end()
        elif kind == "deck":
            start = find_deck_start(self._headline, block.text)
        credit = block.find_span("credit") if kind == "caption" else None
        caption_end = len(block.text[: credit.start].rstrip()) if credit else 0
        # A credit that begins with a solidus stays behind the caption: kinsoku forbids a solidus at the start of a row.
        is_separate = credit and not block.text[credit.end :].strip() and block.text[credit.start] not in "/／"
        if credit and is_separate and caption_end > start:
            self._add_item("caption", ((index, start, caption_end), (index, credit.start, end)), marker)
        else:
            self._add_item(kind, ((index, start, end),), marker)  # type: ignore[arg-type]  # _ITEM_KINDS has the others

    @property
    def _headline(self) -> str:
        return next((block.text for block in self.blocks if block.kind == "headline"), "")

    def _add_item(self, kind: ItemKind, block_ranges: tuple[tuple[int, int, int], ...], marker: str = "") -> None:
        for block, _, _ in block_ranges:
            self._item_indexes[block] = len(self.items)
        gap = self._choose_space_before(self.items[-1].kind, kind) if self.items else self.style.space_above
        self.items.append(Item(kind, tuple(map(BlockRange._make, block_ranges)), marker, gap))

    def _choose_space_before(self, before: ItemKind, kind: ItemKind) -> int:
        """The empty rows between two neighbouring items."""
        if before == kind == "paragraph":
            return int(self.style.paragraphs == "blank")
        if self.style.plain and kind not in ("list_item", "table_row", "quote"):
            return 1  # blocks of a plain page are told apart by the empty rows when it is read back
        if self.style.density == "compact" and not self.style.plain:
            return int(kind == "heading" or len(self.items) == self._head_item_count)
        return int(not any(before in group and kind in group for group in _UNSPACED_KINDS))


def find_deck_start(headline: str, deck: str) -> int:
    """The offset in a deck behind a repeated headline and the dash after it; 0 where the deck does not repeat it.

    Args:
        headline: The text of the headline.
        deck: The text of the deck.
    """
    if headline and deck.startswith(headline):
        joint = _DECK_SEPARATOR.match(deck, len(headline))
        if joint and joint.end() < len(deck):
            return joint.end()
    return 0


def find_shown_start(blocks: Sequence[Block], index: int) -> int:
    """The offset in a block that the page shows it from: in a deck behind the headline that it repeats, else 0.

    Args:
        blocks: The blocks of the article.
        index: The index of the block.
    """
    if blocks[index].kind != "deck":
        return 0
    headline = next((block.text for block in blocks[:index] if block.kind == "headline"), "")
    return find_deck_start(headline, blocks[index].text)


def has_same_items(style: PageStyle, other: PageStyle) -> bool:
    """Whether an article has the same items in two styles; their rows may differ.

    Args:
        style: A style.
        other: Another style.
    """
    return (style.paragraphs, style.plain, style.show_boilerplate, style.density, style.space_above) == (
        other.paragraphs, other.plain, other.show_boilerplate, other.density, other.space_above,
    )  # fmt: skip
