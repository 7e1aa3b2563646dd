"""An entry of the reading list: what is known of an article before it is opened."""

from __future__ import annotations

import os.path
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from reader.copies.formats import read_title
from reader.errors import ReaderError
from reader.model import CleanText, Origin, clean, to_single_line
from reader.script.detect import detect_script
from reader.script.plan import VIEWS
from reader.sources.kinds import classify_source
from reader.structure import IncrementalReader, is_html, is_markdown, read_html_title
from reader.text.folding import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.config.settings import Settings
    from reader.library.records import LibraryEntry
    from reader.library.search import Hit
    from reader.model import Article, Block, Script, ViewName
    from reader.script.converter import ArticleConverter
    from reader.script.detect import OrthographyRegion
    from reader.script.overrides import Override, OverrideFile
    from reader.services.search_hits import HitConverter
    from reader.sources.kinds import SourceKind
    from reader.sources.previews import Preview
    from reader.tui.state.converted_article import Pins

ArticleOrder = Literal["given", "date", "source", "length", "added", "best"]
ARTICLE_ORDERS: tuple[ArticleOrder, ...] = ("given", "date", "source", "length")
"""Of the articles of a session."""
LIBRARY_ORDERS: tuple[ArticleOrder, ...] = ("date", "source", "length", "added")
""""best" is for hits of a search."""
_HEAD_BLOCKS = 16
"""Blocks that are read of an article for its entry: title, date and outlet stand above the story."""
_MAX_TITLES = 4_000
"""Converted titles that are kept."""
_MAX_TITLE_LENGTH = 120
"""Code points of a title that are kept; no row of the list shows more."""


@dataclass(slots=True, eq=False)
class ListEntry:
    """An article of the list, as far as it is known."""

    source: str
    """The path, the URL or the id that it is opened by."""
    number: int
    """Its number, which never changes: the articles that were given are numbered from 0."""
    title: CleanText | None = None
    """As written; None for an article without one."""
    outlet: CleanText | None = None
    date: str = ""
    """YYYY-MM-DD or YYYY-MM-DDTHH:MM; empty where none is printed."""
    length: int = -1
    """Code points of the text that are not blank; -1 while that is not known."""
    is_length_exact: bool = False
    """Whether the length was counted; else it is estimated."""
    script: Script = "Und"
    title_script: Script | None = None
    region: OrthographyRegion | None = None
    error: ReaderError | None = None
    """Why it could not be read."""
    duplicate_count: int = 0
    """Other articles of the library that tell the same story, and have no rows of their own."""
    named_by_user: bool = True
    """Whether the user named it; else a link led to it."""
    is_head_read: bool = False
    """Whether its head was read, successfully or not."""
    is_read: bool = False
    is_starred: bool = False
    url: str = ""
    """The address of an article of the library that is from the web; "" for others."""
    article_id: str = ""
    """Of an article of the library; "" for others."""
    tags: tuple[str, ...] = ()
    note_count: int = 0
    """Annotations on it, in the library."""
    progress: int | None = None
    """How far it was read, in per cent; None where it was left at its beginning, or nothing is known of that."""
    is_changed: bool = False
    """Whether its text was replaced by another one since it was added."""
    is_gone: bool = False
    """Whether its source was found to be gone."""
    is_removed: bool = False
    """Whether it was removed from the list; its file stays."""
    position: tuple[int, int] = (0, 0)
    """The (block, offset) that it was left at in this session."""
    pins: Pins = field(default_factory=dict)
    """What the user decided on places in it in this session."""
    overrides: list[Override] = field(default_factory=list)
    """What the user decided for the whole article in this session."""
    _search_text: str = ""

    @property
    def kind(self) -> SourceKind:
        """The kind of its source."""
        return classify_source(self.source)

    @property
    def origin_source(self) -> str:
        """What it is loaded again from: of an article of the library that is from the web its address."""
        return self.url or self.source

    @property
    def file_name(self) -> CleanText:
        """The name of the file, or the source itself."""
        return to_single_line(os.path.basename(self.source) or self.source)

    @property
    def search_text(self) -> str:
        """The folded title, outlet and file name, in which a filter looks."""
        if not self._search_text:
            self._search_text = fold_for_search(f"{self.title or ''}\n{self.outlet or ''}\n{self.file_name}")
        return self._search_text

    def clear_positions(self) -> None:
        """Forget what refers to places in the text, because the text is another one."""
        self.position = (0, 0)
        self.pins.clear()

    def read_head(self, peek_head: Callable[[str], Preview | None]) -> None:
        """Read the head of the article; if it cannot be read, `error` says why.

        Args:
            peek_head: Reads the beginning of a source.
        """
        try:
            head = peek_head(self.source)
        except ReaderError as error:
            self.error = error
            return
        copy_title = read_title(head.text) if head else None  # an annotated copy does not begin with its article
        if head is not None and (copy_title or is_html(head.text, self.source)):  # parsing a page would take too long
            title = clean(copy_title) if copy_title else read_html_title(head.text)
            self.title = to_single_line(title[:_MAX_TITLE_LENGTH]) or None
            self.title_script = detect_script(self.title or "")
        elif head is not None and is_markdown(head.text, self.source):
            from reader.structure.markdown.head import read_markdown_head

            article = read_markdown_head(head.text)
            self.update_from_article(article, ())
            signed = article.outlet or "、".join(article.authors)  # the list has one column for both
            self.outlet = to_single_line(signed[:_MAX_TITLE_LENGTH]) or None
            self.length, self.is_length_exact = head.length, head.is_complete
        elif head is not None:
            reading = IncrementalReader(head.text, Origin(""))
            reading.advance(_HEAD_BLOCKS)
            self.update_from_article(reading.build_article(), reading.blocks)
            self.length, self.is_length_exact = head.length, head.is_complete

    def load_record(self, record: LibraryEntry) -> None:
        """Copy what the library knows of the article."""
        self.title = to_single_line(record.title[:_MAX_TITLE_LENGTH]) if record.title else None
        self.title_script = record.script if record.script != "Mixed" else None
        self.outlet = to_single_line(record.outlet[:_MAX_TITLE_LENGTH]) if record.outlet else None
        self.date, self.script = record.date or "", record.script
        self.length, self.is_length_exact = record.character_count, True
        self.is_read, self.is_starred = record.read, record.starred
        self.article_id, self.tags, self.url = record.id, record.tags, record.origin.url or ""
        self.is_changed, self.is_gone = record.changed is not None, record.gone is not None

    def update_from_article(self, article: Article, blocks: Sequence[Block]) -> None:
        """Copy what is known of the article after reading some of it.

        What its page does not name stays as the library has it: a feed names title, outlet and date of its articles.

        Args:
            article: The article as far as it was read.
            blocks: The blocks read so far.
        """
        is_stored = bool(self.article_id)
        headline = next((block for block in blocks if block.kind == "headline"), None)
        self.error = None
        if article.title or not is_stored:
            self.title = to_single_line(article.title[:_MAX_TITLE_LENGTH]) if article.title else None
        self.title_script = headline.script if headline and article.script != "Mixed" else None
        if article.outlet or not is_stored:
            self.outlet = to_single_line(article.outlet[:_MAX_TITLE_LENGTH]) if article.outlet else None
        if article.date or not is_stored:
            self.date = article.date or ""
        self.script, self.region = article.script, article.region
        self._search_text = ""


def sort_entries(entries: Iterable[ListEntry], order: ArticleOrder) -> list[ListEntry]:
    """The entries newest first, by outlet, longest first, or as given; those that lack what is sorted by come last.

    Entries of the same outlet or length are sorted by date, those of the same date by number.

    Args:
        entries: Entries in any order.
        order: The order.
    """
    given = sorted(entries, key=lambda entry: entry.number)
    if order == "given":
        return given
    dated = sorted(given, key=lambda entry: entry.date, reverse=True)  # a stable sort
    if order == "source":
        return sorted(dated, key=lambda entry: (not entry.outlet, fold_for_search(entry.outlet or "")))
    return dated if order == "date" else sorted(dated, key=lambda entry: -entry.length)


class TitleConverter:
    """Converts titles and outlets, and keeps them; articles of the same script and region share a converter.

    Args:
        settings: The settings in force.
        load_override_file: Returns the user's own overrides.
    """

    def __init__(self, settings: Settings, load_override_file: Callable[[], OverrideFile] | None = None) -> None:
        self._settings = settings
        self._load_override_file = load_override_file
        self._converters: dict[tuple[Script, OrthographyRegion | None], ArticleConverter] = {}
        self._title_cache: dict[tuple[int, ViewName], tuple[str, str]] = {}
        self._hit_converters: dict[ViewName, HitConverter] = {}

    def convert_title(self, entry: ListEntry, view_name: ViewName) -> tuple[str, str]:
        """The title, or the file name where there is none, and the outlet, in a view.

        Args:
            entry: The article.
            view_name: The view.
        """
        key = entry.number, view_name
        if key not in self._title_cache:
            if len(self._title_cache) > _MAX_TITLES:
                self._title_cache.clear()
            title: str = (
                self._convert_text(entry, entry.title, entry.title_script, view_name)
                if entry.title
                else entry.file_name
            )
            outlet = self._convert_text(entry, entry.outlet, None, view_name, is_name=True) if entry.outlet else ""
            self._title_cache[key] = title, outlet
        return self._title_cache[key]

    def convert_hit(self, entry: ListEntry, hit: Hit, view_name: ViewName) -> Hit:
        """A hit of a search with its title and snippet in a view; as found where it cannot be converted.

        Args:
            entry: The article.
            hit: As it was found.
            view_name: The view.
        """
        if view_name == "source":
            return hit
        from reader.services.conversion_options import make_conversion_options
        from reader.services.search_hits import HitConverter

        if view_name not in self._hit_converters:
            own = self._load_override_file() if self._load_override_file else None
            options = make_conversion_options(self._settings, own)
            self._hit_converters[view_name] = HitConverter(view_name, options)
        try:
            return self._hit_converters[view_name].convert(hit, entry.script)
        except ReaderError:
            return hit

    def forget(self, entry: ListEntry) -> None:
        """Forget the converted titles of an entry that has changed."""
        for view in VIEWS:
            self._title_cache.pop((entry.number, view), None)

    def _convert_text(
        self, entry: ListEntry, text: CleanText, script: Script | None, view_name: ViewName, *, is_name: bool = False
    ) -> str:
        """A text in a view; as written if it cannot be converted, since a list has no place for the reason."""
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
