"""The page with its list: who is shown where, what is walked, and what of it is marked."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import partialmethod
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message

from reader.tui.layout import fit, page_style
from reader.tui.rows.status import here
from reader.tui.widgets.mouse_selection import PointedArticle
from reader.tui.widgets.side_list import Pane

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.config.settings import Settings
    from reader.i18n import Words
    from reader.tui.state.article import Opened
    from reader.tui.state.navigation import Stop, Walk


class Spread(Horizontal):
    """The open article, with the list of its sections or captions beside it or in a drawer."""

    DEFAULT_CSS = "Spread { height: 1fr; & ArticleView { width: 1fr; height: 1fr; } }"

    @dataclass
    class Changed(Message):
        """Something else is walked, chosen or shown."""

        message: str = ""
        """What to tell the reader, if anything."""

    class Placeless(Message):
        """An entry was chosen that is nowhere in the text."""

    @dataclass
    class Followed(Message):
        """The reader wants to go where a link leads."""

        link: Stop

    def __init__(self, settings: Settings, opened: Opened, words: Words) -> None:
        super().__init__()
        self._longest = settings.measure * 2
        self.layout_ = fit(0, 0, self._longest)
        """Where things stand in the window."""
        self.opened = opened
        self.words = words
        self.walk: Walk = "sections"
        """What `n` walks."""
        self._listed: Walk = "sections"
        """What the list shows: what is walked, and during a search what was walked before."""
        self._list_wanted = True
        """Whether the reader wants the list beside the page."""
        self._drawer_wanted = False
        self.article = PointedArticle(page_style(settings))
        self.pane = Pane(opened, words, settings.cells)

    def compose(self) -> ComposeResult:
        """The page and the list."""
        yield self.article
        yield self.pane

    # -- showing

    def show(self, opened: Opened, words: Words) -> None:
        """Show an article from its beginning."""
        self.opened = opened
        self.walk = self._listed = "sections"
        self.article.show(opened)
        self.retell(words)

    def retell(self, words: Words) -> None:
        """Another language, or more of the article has been read."""
        self.words = words
        self.pane.show(self.opened, words, self._listed)

    def rescript(self, words: Words) -> None:
        """The article is seen in another script; the page stands where it was."""
        self.article.rescript()
        self.retell(words)

    def resettle(self, settings: Settings, words: Words) -> None:
        """Other settings are in force."""
        self._longest = settings.measure * 2
        style = replace(page_style(settings), furniture=self.article.page.style.furniture)
        self.pane.notify_style_update()
        self.article.restyle(replace(style, measure=self.layout_.measure), self.article.left)
        self.article.rescript()
        self.article.repaint()
        self.retell(words)

    def fit(self, width: int, height: int, *, listed: bool = False) -> None:
        """Columns, measure and the form of the list for a window, or for what is right of the list of articles."""
        layout = fit(width, height, self._longest, listed=listed)
        if layout != self.layout_:
            self.layout_ = layout
            self._arrange()

    def follow(self) -> None:
        """Mark the entry of the reading place in the list."""
        self.pane.follow(here(self.opened.stops[self._listed], self.article))

    @property
    def list_shown(self) -> bool:
        """Whether the list is there, beside the page or as a drawer."""
        return self._list_wanted if self.layout_.beside else self._drawer_wanted

    @property
    def in_drawer(self) -> bool:
        """Whether a drawer is open."""
        return self.list_shown and not self.layout_.beside

    def _show_list(self, wanted: bool) -> None:
        if self.layout_.beside:
            self._list_wanted = wanted
        else:
            self._drawer_wanted = wanted
        if not wanted and self.pane.has_focus:
            self.article.focus()
        self._arrange()

    def _arrange(self) -> None:
        """Put the list in its place; the text stays in its column of the window, list or not."""
        layout = self.layout_
        left = layout.left_pane > 0 and self._listed == "sections"
        width = layout.left_pane if left else layout.right_pane
        self.pane.place(Size(width, layout.drawer), opened=self.list_shown, drawer=not layout.beside, left=left)
        free = layout.left_pane > 0 and (left or not self.list_shown)
        self.article.margin_of(self.words("note.none") if free else None)
        column = layout.column - (layout.left_pane if left and self.list_shown else 0)
        self.article.restyle(replace(self.article.page.style, measure=layout.measure), column)
        self.post_message(self.Changed())

    # -- walking

    def action_walk_next(self) -> None:
        """To the next stop."""
        self._walk(1)

    def action_walk_previous(self) -> None:
        """To the previous stop."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        stops = self.opened.walkable(self.walk)
        if not stops:
            self.post_message(self.Changed(self.words("empty." + self._listed)))
            return
        index = here(stops, self.article)
        if step > 0 and self.article.current is None and self.article.top == (0, 0):
            index = -1  # nothing has been walked yet
        if step < 0 and (index < 0 or stops[index] != self.article.current):
            index += 1  # from within a section, back is to its own heading
        target, message = index + step, ""
        if not 0 <= target < len(stops):
            kind = "wrapped" if self.walk == "hits" else "again"
            message = self.words(f"status.{kind}." + ("next" if step > 0 else "previous"))
        self.article.go_to(stops[target % len(stops)])
        self.pane.follow(here(self.opened.stops[self._listed], self.article), walking=True)
        self.post_message(self.Changed(message))

    def _choose(self, walk: Walk) -> None:
        """Show the list of a kind and walk that kind; if it is shown already, hide it."""
        again = self.list_shown and self._listed == walk == self.walk
        self.walk_kind(walk)
        self._show_list(not again)
        if self.in_drawer:
            self.pane.focus()

    action_pane_sections = partialmethod(_choose, "sections")
    action_pane_captions = partialmethod(_choose, "captions")
    action_pane_figures = partialmethod(_choose, "figures")
    action_pane_notes = partialmethod(_choose, "notes")
    action_pane_links = partialmethod(_choose, "links")

    def walk_kind(self, walk: Walk) -> None:
        """List a kind and walk it."""
        if walk == "figures":
            self.opened.figures.want()
        self.walk = self._listed = walk
        self.pane.show(self.opened, self.words, walk)
        self.post_message(self.Changed())

    def action_panel(self) -> None:
        """The list on or off."""
        self._show_list(not self.list_shown)

    def on_pane_wanted(self, message: Pane.Wanted) -> None:
        """A tab was clicked."""
        if message.walk != self._listed:
            self._choose(message.walk)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        """Go to an entry's place, or where a link leads; a drawer closes. Notes without a place are others' affair."""
        if message.entry.block < 0:
            self.post_message(self.Placeless())
            return
        self.walk = self._listed
        if self.walk == "links":
            self.post_message(self.Followed(message.entry))
        if self.in_drawer:
            self._show_list(False)
        self.article.focus()
        self.article.go_to(message.entry, force=True)
        self.post_message(self.Changed())

    def close_smallest(self) -> bool:
        """Close the smallest open thing: list, search, current item; whether there was one."""
        if self.pane.has_focus and self.pane.entries.filtered:
            self.pane.filter("")
        elif self.in_drawer:
            self._show_list(False)
        elif self.pane.has_focus:
            self.article.focus()
        elif self.walk == "hits":
            self.restore_search("")
        elif self.article.current is not None:
            self.article.forget_current()
        else:
            return False
        self.post_message(self.Changed())
        return True

    # -- searching

    def search(self, query: str, place: tuple[int, int]) -> tuple[int, int]:
        """Mark the hits of a query and go to the first from a place; its number and how many there are.

        Without a hit the page goes back to the place.
        """
        hits = self.opened.search(query)
        if not hits:
            self.article.forget_current()
            self.article.go_back(place)
            return 0, 0
        index = bisect_right(hits, (*place, -1)) % len(hits)
        self.walk = "hits"
        self.article.go_to(hits[index])
        return index + 1, len(hits)

    def restore_search(self, query: str) -> None:
        """Put back the search there was, or that there was none; the page stays."""
        hits = self.opened.search(query)
        self.walk = "hits" if hits else self._listed
        self.article.forget_current()
