"""The reading screen: the page, the list beside it, the row above and the row below."""

from __future__ import annotations

import gc
from bisect import bisect_left, bisect_right
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.geometry import Size
from textual.screen import Screen

from reader.errors import ReaderError
from reader.tui.commands import bindings
from reader.tui.layout import Layout, fit
from reader.tui.opened import Opened
from reader.tui.widgets.article import ArticleView
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.pane import Pane
from reader.tui.widgets.search import SearchBox
from reader.tui.words import Words, language_of, locale_name
from reader.typeset.page import PageStyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from reader.settings import Settings
    from reader.sources import Document
    from reader.tui.opened import Walk

_A_MINUTE = 400
"""Characters that are read in a minute."""
_SLICE = 0.008
_SLICE_BLOCKS = 50


class ReaderScreen(Screen[None]):
    """Owns the open article; the widgets show it."""

    BINDINGS = bindings("screen")  # type: ignore[assignment]  # a list is invariant
    DEFAULT_CSS = """
    ReaderScreen {
        layout: vertical; background: $background;
        & #middle { layout: horizontal; height: 1fr; }
        & ArticleView { width: 1fr; height: 1fr; }
        & Bar { color: $foreground; text-style: dim; }
        & .bar--strong { text-style: not dim bold; }
        & .article--headline, & .article--heading { color: $accent; text-style: bold; }
        & .article--run_in, & .article--strong { text-style: bold; }
        & .article--caption, & .article--sign { color: $secondary; }
        & .article--meta, & .article--byline, & .article--credit, & .article--dateline,
        & .article--editor, & .article--note, & .article--chrome { text-style: dim; }
        & .pane--caption { color: $secondary; }
    }
    """
    AUTO_FOCUS: ClassVar[str | None] = "ArticleView"

    def __init__(self, settings: Settings, sources: list[str], opened: Opened, load: Callable[[str], Document]) -> None:
        super().__init__()
        self._settings = settings
        self._sources = sources
        self._number = 0
        self._load = load
        self._locale = locale_name()
        self._layout = fit(0, 0, settings.measure * 2)
        self.opened = opened
        self.words = Words(language_of(settings.language))
        self.walk: Walk = "sections"
        self._walk_before: Walk = "sections"
        self._place_before: tuple[int, int] | None = None
        self._pane_open = True
        """Whether the reader wants the list beside the page; a drawer opens only when asked for."""
        self._message = ""
        style = PageStyle(
            level=settings.kinsoku,
            ambiguous=settings.ambiguous,
            paragraphs=settings.paragraphs,
            measure=settings.measure * 2,
        )
        self.article = ArticleView(style)
        self.pane = Pane(settings.ambiguous)
        self.above = Bar(id="above")
        self.below = Bar(id="below")
        self.box = SearchBox()

    def compose(self) -> ComposeResult:
        """The row above, the page with the list beside it, the row below."""
        self._fit(*self.app.size)  # before anything is mounted, so that all stands in the first frame
        self._show()
        yield self.above
        with Container(id="middle"):
            yield self.article
            yield self.pane
        yield self.below
        yield self.box

    # -- laying out

    def on_resize(self, event: events.Resize) -> None:
        """Fit everything to the window."""
        self._fit(event.size.width, event.size.height)

    def on_mount(self) -> None:
        """The rest of a long article is read after the first paint."""
        self.watch(self.article, "top", self._tell, init=False)

    def _fit(self, width: int, height: int) -> None:
        """Columns, measure and the form of the list for this size; the text does not move when the list opens."""
        layout = fit(width, height, self._settings.measure * 2)
        if layout == self._layout:
            return
        self._layout = layout
        self._place_pane()
        style = self.article.page.style
        self.article.restyle(
            PageStyle(
                self._layout.measure, style.level, style.ambiguous, style.paragraphs, style.plain, style.furniture
            ),
            self._text_column(),
        )
        self._tell()

    @property
    def _pane_shown(self) -> bool:
        return self._pane_open if self._layout.beside else self.pane.has_class("-asked")

    def _place_pane(self) -> None:
        """Open, close and dock the list."""
        layout = self._layout
        left = layout.left_pane > 0 and self.pane.walk == "sections"
        width = layout.left_pane if left else layout.right_pane
        self.pane.place(Size(width, layout.drawer), opened=self._pane_shown, drawer=not layout.beside, left=left)

    def _text_column(self) -> int:
        """Where the text begins in the article widget: the same column of the window, list or not."""
        taken = self._layout.left_pane if self._pane_shown and self.pane.has_class("-left") else 0
        return self._layout.column - taken

    def _replace_pane(self) -> None:
        """The list was opened, closed or changed."""
        self._place_pane()
        self.article.restyle(self.article.page.style, self._text_column())
        self._tell()

    # -- the article

    def _show(self) -> None:
        """Show the article that is open now."""
        self.article.show(self.opened)
        self._retell()
        self.call_after_refresh(self._after_paint)

    def _retell(self) -> None:
        """Everything that shows article text or our words: another article, script or language."""
        self.words = Words(language_of(self._settings.language, self.opened.view))
        self.pane.show(self.opened, self.words, self._listed)
        self._tell()

    @property
    def _listed(self) -> Walk:
        """The kind the list shows: what is walked, and during a search what was walked before."""
        return self._walk_before if self.walk == "hits" else self.walk

    def _after_paint(self) -> None:
        """What can wait until the page stands: the rest of the article, and the converter of the other script."""
        gc.enable()
        gc.freeze()
        if not self.opened.reading.done:
            self._read_slice(self.opened)
        opened = self.opened
        if opened.other != "source":
            self.run_worker(
                lambda: opened.views.preload(opened.other), thread=True, group="preload", exit_on_error=False
            )

    def _read_slice(self, opened: Opened) -> None:
        """Read on for a few milliseconds, then let the keys have their turn."""
        if opened is not self.opened:
            return
        until = perf_counter() + _SLICE
        while not opened.reading.done and perf_counter() < until:
            self.article.extend(opened.read_on(_SLICE_BLOCKS))
        if opened.reading.done:
            self.pane.show(opened, self.words, self._listed)
            self._tell()
        else:
            self.set_timer(0.001, lambda: self._read_slice(opened))

    def _open(self, number: int) -> None:
        """Open another of the articles given; one that cannot be opened leaves this one where it is."""
        try:
            document = self._load(self._sources[number])
        except ReaderError as error:
            self.tell(str(error))
            return
        self._number = number
        view = self.opened.view
        self.opened = Opened(document, self._settings, self._locale)
        if view != "source" and view == self.opened.other:
            self.opened.view = view
        self.walk = self._walk_before = "sections"
        self._show()
        self.tell(self.words("status.article", n=number + 1, m=len(self._sources)))

    # -- the rows above and below

    def tell(self, message: str) -> None:
        """A message, until the next key."""
        self._message = message
        self._tell()

    def on_article_view_resized(self) -> None:
        """Other rows may be in sight now."""
        self._tell()

    def _tell(self) -> None:
        """Bring the rows above and below, and the mark in the list, up to date."""
        if self._layout.too_small:
            self.above.say("", right=self.words("too_small"))
            return
        self._tell_above()
        self._tell_below()

    def _tell_above(self) -> None:
        """Path, or the headline once it is out of sight; script; per cent."""
        opened, words = self.opened, self.words
        article = opened.article
        scrolled = bool(article.title) and self.article.top.item > 0
        path = " > ".join(article.breadcrumb) or article.outlet or ""
        left = opened.say(article.title if scrolled and article.title else path)
        view = words("view." + opened.view)
        if opened.view == "source" and self._layout.wide:
            view += words("script." + article.script)
        if not self._layout.path:
            left, view = "", words("view." + opened.view)
        percent = f"{self._percent():>4}%"
        if left:
            self.above.say(left, right=view + percent)
        else:
            self.above.say(view + percent)

    def _percent(self) -> int:
        """How much of the article has been in sight, by its characters."""
        if self.article.at_end and self.opened.reading.done:
            return 100
        return min(99, 100 * self.opened.position(*self.article.last_position) // max(1, self.opened.length))

    def _tell_below(self) -> None:
        """What is walked and where, a message or the time left, keys."""
        index = self._here(self.walk)
        self.pane.follow(self._here(self._listed))
        middle = self._message or self._time_left()
        if self.box.display:
            return
        self.below.say(self._walked(index), middle, keys=self._keys(), strong=False)

    def _time_left(self) -> str:
        """Minutes to the end, at 400 characters each."""
        left = self.opened.length - self.opened.position(*self.article.last_position)
        if self.article.at_end or left <= 0:
            return self.words("status.end")
        return self.words("status.minutes", n=-(-left // _A_MINUTE))

    def _here(self, walk: Walk) -> int:
        """The index of the stop of a kind at or before the reading place; -1 before the first.

        The reading place is the current item while it is in sight, else the last row but a few of the upper third.
        """
        stops = self.opened.stops[walk]
        current = self.article.current
        if (
            current is not None
            and current in stops[(at := bisect_right(stops, current) - 1) : at + 1]
            and self.article.sees(current)
        ):
            return at
        if not self.article.page.items:
            return -1
        third = self.article.page.move(self.article.top, self.article.size.height // 3)
        block, offset = self.article.page.source(third)
        return bisect_right(stops, (block, offset, 1 << 60)) - 1

    def _walked(self, index: int) -> str:
        """`節 2/4  先修碼頭`: the kind, which of how many, its words."""
        stops = self.opened.stops[self.walk]
        if not stops:
            return ""
        name = self.words("walk." + self.walk)
        if self.walk == "sections":
            chapters = [i for i, stop in enumerate(stops) if stop.level == 0] or list(range(len(stops)))
            number, count = bisect_right(chapters, index), len(chapters)
        else:
            number, count = index + 1, len(stops)
        if not number:
            return self.words("count." + self.walk, n=count)
        words = f"{name} {number}/{count}"
        if self.walk != "hits" and index >= 0:
            stop = stops[index]
            words += "  " + self.opened.stretch(stop.block, stop.start, min(stop.end, stop.start + 80))
        return words

    def _keys(self) -> tuple[str, ...]:
        """The keys worth showing here, each with what it does; the help comes last."""
        words = self.words
        if self.pane.has_focus:
            return (f"Enter {words('hint.go')}", f"Esc {words('hint.close')}", f"? {words('hint.help')}")
        keys = []
        if self.opened.stops[self.walk]:
            keys.append(f"n {words('hint.next.' + self.walk)}")
        to = self.opened.other if self.opened.view == "source" else "source"
        if to != self.opened.view:
            keys.append(f"t {words('hint.' + to)}")
        keys.append(f"1 {words('pane.sections')}")
        keys.append(f"/ {words('hint.search')}")
        if len(self._sources) > 1:
            keys.append(f"J {words('hint.article.next')}")
        return (*keys, f"? {words('hint.help')}")

    def on_key(self, event: events.Key) -> None:
        """A message stays until the next key; a Han character is told why nothing happens."""
        if self._message:
            self._message = ""
            self.call_later(self._tell_below)  # behind what the key does, so that both are one frame
        if event.character and ord(event.character[0]) > 0x2E7F and not self.box.display:
            event.stop()
            self.tell(self.words("status.input_method"))

    # -- commands

    def action_script_other(self) -> None:
        """The script as written, or the reader's other one; nothing moves."""
        opened = self.opened
        target = opened.other if opened.view == "source" else "source"
        if target == opened.view:
            self.tell(self.words("status.same_script"))
            return
        opened.view = target
        self.article.refresh()
        self._retell()
        if target == "source":
            self.tell(self.words("view.source"))
        else:
            source = self.words("view.source") + self.words("script." + opened.article.script)
            plan = "status.plan" + (f".{opened.article.region}" if opened.article.region else "")
            self.tell(self.words(plan, source=source, target=self.words("view." + target)))

    def action_walk_next(self) -> None:
        """To the next stop."""
        self._walk(1)

    def action_walk_previous(self) -> None:
        """To the previous stop."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        stops = self.opened.stops[self.walk]
        if not stops:
            if self.walk == "hits":
                self.tell(self.words("status.no_match", q=self.opened.query))
            else:
                self.tell(self.words("status.none", pane=self.words("pane." + self.walk)))
            return
        current = self.article.current
        if current is not None and current in stops and self.article.sees(current):
            target = bisect_left(stops, current) + step
        else:  # from what is in sight: the first stop on the page, or the last before it
            target = bisect_left(stops, (*self.article.position, 0)) - (step < 0)
        if not 0 <= target < len(stops):
            self.tell(self.words("status.wrapped.next" if step > 0 else "status.wrapped.previous"))
            target %= len(stops)
        self.article.go_to(stops[target])
        self._tell()

    def action_pane_sections(self) -> None:
        """The sections, and n walks them."""
        self._choose("sections")

    def action_pane_captions(self) -> None:
        """The captions, and n walks them."""
        self._choose("captions")

    def _choose(self, walk: Walk) -> None:
        """Show the list of a kind and walk that kind; if it is shown already, hide it."""
        shown = self._pane_shown and self.pane.walk == walk and self.walk == walk
        self.walk = self._walk_before = walk
        self._show_pane(not shown)
        self.pane.show(self.opened, self.words, walk)
        self._replace_pane()
        if not shown and not self._layout.beside:
            self.pane.focus()

    def _show_pane(self, wanted: bool) -> None:
        if self._layout.beside:
            self._pane_open = wanted
        else:
            self.pane.set_class(wanted, "-asked")
        if not wanted:
            self.article.focus()

    def action_panel(self) -> None:
        """The list on or off."""
        self._show_pane(not self._pane_shown)
        self._replace_pane()

    def action_focus_next(self) -> None:
        """From the page to the list and back."""
        if self.pane.has_focus or not self._pane_shown:
            self.article.focus()
        else:
            self.pane.focus()
        self._tell()

    def action_focus_previous(self) -> None:
        """There are only two parts, so back is on."""
        self.action_focus_next()

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        """Go to an entry's place; a drawer closes."""
        self.walk = self.pane.walk
        if not self._layout.beside:
            self._show_pane(False)
            self._replace_pane()
        self.article.focus()
        self.article.go_to(message.entry, force=True)
        self._tell()

    def action_act(self) -> None:
        """Bring the current item up."""
        if self.article.current is None:
            self.tell(self.words("status.nothing_chosen"))
        else:
            self.article.go_to(self.article.current, force=True)

    def action_furniture(self) -> None:
        """Page furniture shown or hidden."""
        count = sum(block.kind == "chrome" for block in self.opened.blocks)
        if not count:
            self.tell(self.words("status.furniture.none"))
        else:
            on = self.article.toggle_furniture()
            self.tell(self.words("status.furniture.shown" if on else "status.furniture.hidden"))

    def action_article_next(self) -> None:
        """The next of the articles given."""
        if self._number + 1 < len(self._sources):
            self._open(self._number + 1)
        else:
            self.tell(self.words("status.last_article"))

    def action_article_previous(self) -> None:
        """The previous of the articles given."""
        if self._number:
            self._open(self._number - 1)
        else:
            self.tell(self.words("status.first_article"))

    def action_cancel(self) -> None:
        """Close the smallest open thing."""
        if self.pane.has_focus and self._layout.beside:
            self.article.focus()
        elif not self._layout.beside and self._pane_shown:
            self._show_pane(False)
            self._replace_pane()
        elif self.walk == "hits":
            self._end_search()
        elif self.article.current is not None:
            self.article.current = None
            self.article.repaint()
        self._tell()

    def action_back(self) -> None:
        """One level back; here that is the search, the drawer, then the program."""
        if (not self._layout.beside and self._pane_shown) or self.walk == "hits":
            self.action_cancel()
        else:
            self.app.exit()

    # -- searching

    def action_search(self) -> None:
        """Open the box; hits are marked while the words are typed."""
        self._place_before = self.article.position
        if self.walk != "hits":
            self._walk_before = self.walk
        self.below.display = False
        self.box.open(self.words)

    def on_search_box_changed(self, message: SearchBox.Changed) -> None:
        """Mark what is typed so far and go to the first hit from here."""
        hits = self.opened.search(message.query)
        self.article.current = None
        if hits and self._place_before:
            index = bisect_right(hits, (*self._place_before, -1)) % len(hits)
            self.walk = "hits"
            self.article.go_to(hits[index])
            self.box.count(index + 1, len(hits))
        else:
            self.article.repaint()
            self.box.count(0, 0)

    def on_search_box_closed(self, message: SearchBox.Closed) -> None:
        """Keep the search, or go back to where it began."""
        self.below.display = True
        self.article.focus()
        if message.accepted and self.opened.stops["hits"]:
            self.walk = "hits"
        elif message.accepted and self.opened.query:
            self._end_search()
            self.tell(self.words("status.no_match", q=message.query))
        else:
            self._end_search()
            if self._place_before and not message.accepted:
                self.article.show(self.opened, self._place_before)
        self._tell()

    def _end_search(self) -> None:
        self.opened.search("")
        self.walk = self._walk_before
        self.article.current = None
        self.article.repaint()


__all__ = ["Layout", "ReaderScreen"]
