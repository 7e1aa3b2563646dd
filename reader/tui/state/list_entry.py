"""An article as the list knows it: its title, outlet, date and length, long before it is opened."""

from __future__ import annotations

import os.path
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from reader.copies.formats import read_title
from reader.errors import ReaderError
from reader.model import CleanText, Origin, clean, to_single_line
from reader.script.detect import detect_script
from reader.script.plan import VIEWS
from reader.structure import IncrementalReader, is_html, read_html_title
from reader.text.folding import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.config.settings import Settings
    from reader.library.records import LibraryEntry
    from reader.model import Article, Block, Script, ViewName
    from reader.script.converter import ArticleConverter
    from reader.script.detect import OrthographyRegion
    from reader.script.overrides import Override, OverrideFile
    from reader.sources.previews import Preview
    from reader.tui.state.converted_article import Pins

ArticleOrder = Literal["given", "date", "source", "length"]
ARTICLE_ORDERS: tuple[ArticleOrder, ...] = get_args(ArticleOrder)
_HEAD_BLOCKS = 16
"""Blocks that are read of an article to name it: title, date and source stand above the story."""
_MAX_TITLE_LENGTH = 120
"""Code points kept of a title; no row of a list shows more."""


@dataclass(slots=True, eq=False)
class ListEntry:
    """An article of the shelf, as far as it is known."""

    source: str
    number: int
    title: CleanText | None = None
    """As written; None for an article without one."""
    outlet: CleanText | None = None
    date: str = ""
    """YYYY-MM-DD or YYYY-MM-DDTHH:MM; empty where none is printed."""
    length: int = -1
    """In code points that are not blank; -1 while it is not known."""
    is_length_exact: bool = False
    """Whether the length was counted; else it is estimated."""
    script: Script = "Und"
    title_script: Script | None = None
    region: OrthographyRegion | None = None
    error: ReaderError | None = None
    """Why it cannot be read."""
    named_by_reader: bool = True
    """Whether the reader named it; else a link led to it."""
    is_head_read: bool = False
    """Whether its head was read, or tried."""
    is_read: bool = False
    is_starred: bool = False
    is_removed: bool = False
    """From the list, not from the disk."""
    position: tuple[int, int] = (0, 0)
    """The (block, offset) it was left at in this session."""
    pins: Pins = field(default_factory=dict)
    """What the reader decided about words of it in this session."""
    overrides: list[Override] = field(default_factory=list)
    """The same, of words wherever they stand in it."""
    _search_text: str = ""

    @property
    def file_name(self) -> CleanText:
        """The file's name."""
        return to_single_line(os.path.basename(self.source) or self.source)

    @property
    def search_text(self) -> str:
        """What a filter looks in: title, outlet and file name, folded."""
        if not self._search_text:
            self._search_text = fold_for_search(f"{self.title or ''}\n{self.outlet or ''}\n{self.file_name}")
        return self._search_text

    def clear_positions(self) -> None:
        """Its text is another one: what is known by places in it is no longer so."""
        self.position = (0, 0)
        self.pins.clear()

    def read_head(self, peek_head: Callable[[str], Preview | None]) -> None:
        """Read its head; what cannot be read keeps its name, and says why."""
        try:
            head = peek_head(self.source)
        except ReaderError as error:
            self.error = error
            return
        told = read_title(head.text) if head else None  # an annotated copy says its title, and begins with other things
        if head is not None and (told or is_html(head.text, self.source)):  # taking it apart would take too long
            self.title = (
                to_single_line((clean(told) if told else read_html_title(head.text))[:_MAX_TITLE_LENGTH]) or None
            )
            self.title_script = detect_script(self.title or "")
        elif head is not None:
            reading = IncrementalReader(head.text, Origin(""))
            reading.advance(_HEAD_BLOCKS)
            self.update_from_article(reading.build_article(), reading.blocks)
            self.length, self.is_length_exact = head.length, head.is_complete

    def load_record(self, record: LibraryEntry) -> None:
        """Take down what the library knows of it."""
        self.title = to_single_line(record.title[:_MAX_TITLE_LENGTH]) if record.title else None
        self.title_script = record.script if record.script != "Mixed" else None
        self.outlet = to_single_line(record.outlet[:_MAX_TITLE_LENGTH]) if record.outlet else None
        self.date, self.script = record.date or "", record.script
        self.length, self.is_length_exact = record.character_count, True
        self.is_read, self.is_starred = record.read, record.starred

    def update_from_article(self, article: Article, blocks: Sequence[Block]) -> None:
        """Take down what its head says."""
        headline = next((block for block in blocks if block.kind == "headline"), None)
        self.error = None
        self.title = to_single_line(article.title[:_MAX_TITLE_LENGTH]) if article.title else None
        self.title_script = headline.script if headline and article.script != "Mixed" else None
        self.outlet = to_single_line(article.outlet[:_MAX_TITLE_LENGTH]) if article.outlet else None
        self.date = article.date or ""
        self.script, self.region = article.script, article.region
        self._search_text = ""


def sort_entries(entries: Iterable[ListEntry], order: ArticleOrder) -> list[ListEntry]:
    """The entries newest first, by outlet, longest first or as given; without date, outlet or length they come last.

    Those of one outlet or length stand by date, those of one date as given.
    """
    given = sorted(entries, key=lambda entry: entry.number)
    if order == "given":
        return given
    dated = sorted(given, key=lambda entry: entry.date, reverse=True)  # keeps equals in their order
    if order == "source":
        return sorted(dated, key=lambda entry: (not entry.outlet, fold_for_search(entry.outlet or "")))
    return dated if order == "date" else sorted(dated, key=lambda entry: -entry.length)


class TitleConverter:
    """Titles and outlets in other scripts, kept: articles of one script and region share a converter.

    Args:
        settings: In force.
        load_override_file: Gives the reader's own overrides.
    """

    def __init__(self, settings: Settings, load_override_file: Callable[[], OverrideFile] | None = None) -> None:
        self._settings = settings
        self._load_override_file = load_override_file
        self._converters: dict[tuple[Script, OrthographyRegion | None], ArticleConverter] = {}
        self._title_cache: dict[tuple[int, ViewName], tuple[str, str]] = {}

    def convert_title(self, entry: ListEntry, view_name: ViewName) -> tuple[str, str]:
        """The title, or the file's name, and the outlet, in a view."""
        key = entry.number, view_name
        if key not in self._title_cache:
            title: str = (
                self._convert_text(entry, entry.title, entry.title_script, view_name)
                if entry.title
                else entry.file_name
            )
            outlet = self._convert_text(entry, entry.outlet, None, view_name, is_name=True) if entry.outlet else ""
            self._title_cache[key] = title, outlet
        return self._title_cache[key]

    def forget(self, entry: ListEntry) -> None:
        """More is known of it now."""
        for view in VIEWS:
            self._title_cache.pop((entry.number, view), None)

    def _convert_text(
        self, entry: ListEntry, text: CleanText, script: Script | None, view_name: ViewName, *, is_name: bool = False
    ) -> str:
        """In the view; as written where that cannot be had: a list is no place for such news."""
        if view_name == "source":
            return text
        from reader.script.converter import ArticleConverter
        from reader.services.conversion_options import make_conversion_options

        key = entry.script, entry.region
        if key not in self._converters:
            own = self._load_override_file() if self._load_override_file else None
            settings = self._settings
            self._converters[key] = ArticleConverter(entry.script, entry.region, make_conversion_options(settings, own))
        try:
            return self._converters[key].convert_text(text, view_name, script, [(0, len(text))] if is_name else ())
        except ReaderError:
            return text
