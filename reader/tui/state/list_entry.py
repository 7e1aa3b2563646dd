"""An article as the list knows it: its title, outlet, date and length, long before it is opened."""

from __future__ import annotations

import os.path
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from reader.copies.formats import title_in
from reader.errors import ReaderError
from reader.model import CleanText, Origin, clean
from reader.script.detect import script_of
from reader.script.plan import VIEWS
from reader.structure import Reading, is_page, title_of
from reader.tui.state.article import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.config.settings import Settings
    from reader.library.records import Kept
    from reader.model import Article, Block, Script, ViewName
    from reader.script.converter import Views
    from reader.script.detect import Region
    from reader.script.overrides import OwnRules, Rule
    from reader.sources.previews import Head
    from reader.tui.state.converted_article import Pins

Order = Literal["given", "date", "source", "length"]
ORDERS: tuple[Order, ...] = get_args(Order)
_HEAD = 16
"""Blocks that are read of an article to name it: title, date and source stand above the story."""
_LONGEST = 120
"""Code points kept of a title; no row of a list shows more."""
_BREAKS = str.maketrans("\n\r\t", "␊␍␉")


def one_line(text: str) -> CleanText:
    """Any name made safe to print in a row."""
    return CleanText(clean(text).translate(_BREAKS))


@dataclass(slots=True, eq=False)
class Entry:
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
    exact: bool = False
    """Whether the length was counted; else it is estimated."""
    script: Script = "Und"
    title_script: Script | None = None
    region: Region | None = None
    error: ReaderError | None = None
    """Why it cannot be read."""
    typed: bool = True
    """Whether the reader named it; else a link led to it."""
    known: bool = False
    """Whether its head was read, or tried."""
    read: bool = False
    starred: bool = False
    removed: bool = False
    """From the list, not from the disk."""
    position: tuple[int, int] = (0, 0)
    """The (block, offset) it was left at in this session."""
    pins: Pins = field(default_factory=dict)
    """What the reader decided about words of it in this session."""
    rules: list[Rule] = field(default_factory=list)
    """The same, of words wherever they stand in it."""
    _folded: str = ""

    @property
    def name(self) -> CleanText:
        """The file's name."""
        return one_line(os.path.basename(self.source) or self.source)

    @property
    def folded(self) -> str:
        """What a filter looks in: title, outlet and file name, folded."""
        if not self._folded:
            self._folded = folded(f"{self.title or ''}\n{self.outlet or ''}\n{self.name}")
        return self._folded

    def forget_places(self) -> None:
        """Its text is another one: what is known by places in it is no longer so."""
        self.position = (0, 0)
        self.pins.clear()

    def look(self, peek: Callable[[str], Head | None]) -> None:
        """Read its head; what cannot be read keeps its name, and says why."""
        try:
            head = peek(self.source)
        except ReaderError as error:
            self.error = error
            return
        told = title_in(head.text) if head else None  # an annotated copy says its title, and begins with other things
        if head is not None and (told or is_page(head.text, self.source)):  # taking it apart would take too long
            self.title = one_line((clean(told) if told else title_of(head.text))[:_LONGEST]) or None
            self.title_script = script_of(self.title or "")
        elif head is not None:
            reading = Reading(head.text, Origin(""))
            reading.advance(_HEAD)
            self.learn(reading.article(), reading.blocks)
            self.length, self.exact = head.length, head.whole

    def recall(self, kept: Kept) -> None:
        """Take down what the library knows of it."""
        self.title = one_line(kept.title[:_LONGEST]) if kept.title else None
        self.title_script = kept.script if kept.script != "Mixed" else None
        self.outlet = one_line(kept.outlet[:_LONGEST]) if kept.outlet else None
        self.date, self.script = kept.date or "", kept.script
        self.length, self.exact = kept.length, True
        self.read, self.starred = kept.read, kept.starred

    def learn(self, article: Article, blocks: Sequence[Block]) -> None:
        """Take down what its head says."""
        headline = next((block for block in blocks if block.kind == "headline"), None)
        self.error = None
        self.title = one_line(article.title[:_LONGEST]) if article.title else None
        self.title_script = headline.script if headline and article.script != "Mixed" else None
        self.outlet = one_line(article.outlet[:_LONGEST]) if article.outlet else None
        self.date = article.date or ""
        self.script, self.region = article.script, article.region
        self._folded = ""


def ordered(entries: Iterable[Entry], order: Order) -> list[Entry]:
    """The entries newest first, by outlet, longest first or as given; without date, outlet or length they come last.

    Those of one outlet or length stand by date, those of one date as given.
    """
    given = sorted(entries, key=lambda entry: entry.number)
    if order == "given":
        return given
    dated = sorted(given, key=lambda entry: entry.date, reverse=True)  # keeps equals in their order
    if order == "source":
        return sorted(dated, key=lambda entry: (not entry.outlet, folded(entry.outlet or "")))
    return dated if order == "date" else sorted(dated, key=lambda entry: -entry.length)


class Titles:
    """Titles and outlets in other scripts, kept: articles of one script and region share a converter.

    Args:
        settings: In force.
        own: Gives the reader's own overrides.
    """

    def __init__(self, settings: Settings, own: Callable[[], OwnRules] | None = None) -> None:
        self._settings = settings
        self._own = own
        self._views: dict[tuple[Script, Region | None], Views] = {}
        self._said: dict[tuple[int, ViewName], tuple[str, str]] = {}

    def say(self, entry: Entry, view: ViewName) -> tuple[str, str]:
        """The title, or the file's name, and the outlet, in a view."""
        key = entry.number, view
        if key not in self._said:
            title: str = self._in_view(entry, entry.title, entry.title_script, view) if entry.title else entry.name
            outlet = self._in_view(entry, entry.outlet, None, view, is_name=True) if entry.outlet else ""
            self._said[key] = title, outlet
        return self._said[key]

    def forget(self, entry: Entry) -> None:
        """More is known of it now."""
        for view in VIEWS:
            self._said.pop((entry.number, view), None)

    def _in_view(
        self, entry: Entry, text: CleanText, script: Script | None, view: ViewName, *, is_name: bool = False
    ) -> str:
        """In the view; as written where that cannot be had: a list is no place for such news."""
        if view == "source":
            return text
        from reader.script.converter import Views
        from reader.services.conversion_options import conversion_options

        key = entry.script, entry.region
        if key not in self._views:
            own = self._own() if self._own else None
            settings = self._settings
            self._views[key] = Views(entry.script, entry.region, conversion_options(settings, own))
        try:
            return self._views[key].text(text, view, script, [(0, len(text))] if is_name else ())
        except ReaderError:
            return text
