"""Article, Block, Span: immutable, in the script as written. All offsets are Unicode code points, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reader.model.clean import CleanText

BlockKind = Literal[
    "breadcrumb",
    "headline",
    "deck",
    "date",
    "source",
    "byline",
    "heading",
    "paragraph",
    "caption",
    "list_item",
    "quote",
    "table_row",
    "editor",
    "note",
    "chrome",
]
SpanKind = Literal["run_in", "dateline", "credit", "link", "strong"]
Script = Literal["Hans", "Hant", "Mixed", "Und"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a block's text that is something of its own."""

    kind: SpanKind
    start: int
    """Offset in the block's text, in code points."""
    end: int
    """Offset behind the last character."""
    href: str | None = None
    """The target, for a link."""


@dataclass(frozen=True, slots=True)
class Block:
    """One part of an article: what one line, or several joined lines, of its source say."""

    kind: BlockKind
    text: CleanText
    """What is printed, trimmed at both ends."""
    line: int | None = None
    """The first line of the file, counted from 0; None where the source has no lines (HTML)."""
    line_end: int | None = None
    """The line behind the last one."""
    script: Script = "Und"
    spans: tuple[Span, ...] = ()
    credit: CleanText | None = None
    """Who made the picture, without brackets, roles and 攝; for captions."""
    image: str | None = None

    def find_span(self, kind: SpanKind) -> Span | None:
        """The first span of a kind."""
        return next((span for span in self.spans if span.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from."""

    id: str
    """Made from the address, not the content: it stays when the content changes."""
    path: str | None = None
    url: str | None = None
    encoding: str = "utf-8"
    sha256: str = ""
    """Of the raw bytes."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as an editor would see it."""

    origin: Origin
    blocks: tuple[Block, ...]
    """In reading order."""
    title: CleanText | None = None
    deck: CleanText | None = None
    breadcrumb: tuple[CleanText, ...] = ()
    date: str | None = None
    """YYYY-MM-DD or YYYY-MM-DDTHH:MM as printed, without zone."""
    outlet: CleanText | None = None
    authors: tuple[CleanText, ...] = ()
    editors: tuple[CleanText, ...] = ()
    script: Script = "Und"
    """Of the body."""
    region: Literal["TW", "HK"] | None = None
    """Whose orthography a traditional body follows; never a place of origin."""
    is_unstructured: bool = False
    """A page whose parts could not be told: its text without tags, read as plain text."""
