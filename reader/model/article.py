"""Article, Block and Span: immutable, in the script as written. All offsets are code points, ends are exclusive."""

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
    """A part of a block's text with a function or a form of its own."""

    kind: SpanKind
    start: int
    """Offset in the block's text, in code points."""
    end: int
    href: str | None = None
    """The address of a link."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or another part of an article, made of one or more lines of its source."""

    kind: BlockKind
    text: CleanText
    """Without blanks at either end."""
    line: int | None = None
    """Its first line in the source, counted from 0; None where the source has no lines (HTML)."""
    line_end: int | None = None
    """The line after its last one."""
    script: Script = "Und"
    """The script of its text."""
    spans: tuple[Span, ...] = ()
    credit: CleanText | None = None
    """The maker of a caption's picture, without brackets, roles and 攝."""
    image: str | None = None
    """The address of a caption's picture."""

    def find_span(self, kind: SpanKind) -> Span | None:
        """The first span of a kind; None where there is none."""
        return next((span for span in self.spans if span.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of an article.

    The names of the fields are keys of the exported JSON.
    """

    id: str
    """Made from the address, so that it stays the same when the content changes."""
    path: str | None = None
    url: str | None = None
    encoding: str = "utf-8"
    sha256: str = ""
    """Hexadecimal, of the raw bytes."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its blocks in reading order, and its metadata.

    The names of the fields are keys of the JSON in which the process that parses a page hands back its article.
    """

    origin: Origin
    blocks: tuple[Block, ...]
    """In reading order."""
    title: CleanText | None = None
    deck: CleanText | None = None
    breadcrumb: tuple[CleanText, ...] = ()
    date: str | None = None
    """The date of publication: YYYY-MM-DD or YYYY-MM-DDTHH:MM as printed, without a time zone."""
    outlet: CleanText | None = None
    authors: tuple[CleanText, ...] = ()
    editors: tuple[CleanText, ...] = ()
    script: Script = "Und"
    """The script of the body."""
    region: Literal["TW", "HK"] | None = None
    """Whose orthography a body in traditional script follows; not where the article is from."""
    is_unstructured: bool = False
    """Whether it is a page whose parts were not recognised: its text without tags was read as plain text."""
    is_front_page: bool = False
    """Whether it is a page that lists articles: its list items are links to them."""
