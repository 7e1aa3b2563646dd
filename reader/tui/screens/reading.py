"""The reading screen: the list of articles, the page with its list, the row above and the row below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal

from reader.i18n import Words, language_of
from reader.tui.controllers.annotations import Noting
from reader.tui.controllers.article_list import Listing
from reader.tui.controllers.article_navigation import Articles
from reader.tui.controllers.background_work import Waiting
from reader.tui.controllers.clipboard_copy import Copying
from reader.tui.controllers.command_palette import Palette
from reader.tui.controllers.conversion_review import Changes
from reader.tui.controllers.cursor import Cursor
from reader.tui.controllers.figures import Figuring
from reader.tui.controllers.focus import Places
from reader.tui.controllers.info import About
from reader.tui.controllers.links import Links
from reader.tui.controllers.note_editing import Writing
from reader.tui.controllers.note_placement import Placing
from reader.tui.controllers.open_prompt import Opening
from reader.tui.controllers.page_loader import Loading
from reader.tui.controllers.save_copy import Saving
from reader.tui.controllers.script_switch import Scripts
from reader.tui.controllers.search import Finding
from reader.tui.controllers.tags import Tagging
from reader.tui.layout import BESIDE, LIST_WIDTH
from reader.tui.rows.status import hints, path_and_place, time_left, walked
from reader.tui.rows.told import brief
from reader.tui.screens.reading_events import Answering
from reader.tui.widgets.article_pane import Spread
from reader.tui.widgets.choice_drawer import Chooser
from reader.tui.widgets.note_editor import NoteEditor
from reader.tui.widgets.prompt_bar import Box
from reader.tui.widgets.status_bars import Bar, Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from reader.config.settings import Settings
    from reader.input.commands import Context, Owner
    from reader.input.keymap import Keymap
    from reader.tui.prompts import Choice
    from reader.tui.state.article import Opened
    from reader.tui.state.reading_list import Shelf


class ReaderScreen(Answering):
    """Holds the parts together: who has the keyboard, who does what, what the rows above and below say."""

    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, settings: Settings, keymap: Keymap, shelf: Shelf, opened: Opened, *, in_list: bool) -> None:
        super().__init__(keymap, _words(settings, opened, keymap))
        self.settings = settings
        self.opened = opened
        self._message = ""
        self.above, self.below = Bar(id="above"), Bar(id="below")
        self.notice = Notice()
        self.spread = Spread(settings, opened, self.words)
        self.drawer = Chooser(settings.cells)
        self.box = Box(self.drawer)
        self.scripts = Scripts(self)
        self.opening = Opening(self)
        self.cursor = Cursor(self)
        self.articles = Articles(self, shelf)
        self.list = Listing(self, shelf)
        self.changes = Changes(self)
        self.figures = Figuring(self, shelf.taste)
        self.noting = Noting(self, shelf.keeper)
        self.writing = Writing(self.noting, self)
        self.placing = Placing(self.noting, self.writing, self)
        self.editor = NoteEditor()
        self.waiting = Waiting(self)
        self.loader = Loading(self)
        self.links = Links(self)
        self.in_list = in_list
        """Whether the list of articles is what the reader looks at."""
        self._owners: dict[Owner, object] = {
            "places": Places(self), "scripts": self.scripts, "finding": Finding(self), "articles": self.articles,
            "copying": Copying(self), "about": About(self), "changes": self.changes, "opening": self.opening,
            "palette": Palette(self), "figures": self.figures, "links": self.links, "loading": self.loader,
            "noting": self.noting, "writing": self.writing, "placing": self.placing,
            "tagging": Tagging(self.noting, self), "editor": self.editor, "saving": Saving(self),
            "spread": self.spread, "cursor": self.cursor, "pane": self.spread.pane, "list": self.list,
            "box": self.box, "dialog": self.drawer,
        }  # fmt: skip

    def compose(self) -> ComposeResult:
        """The row above, the articles and the page, the row below, and what may lie over them."""
        self.fit(*self.app.size)  # before anything is mounted, so that all stands in the first frame
        self.spread.show(self.opened, self.words)
        self.retell()
        yield self.above
        with Horizontal(id="body"):
            yield self.list.view
            yield self.spread
        yield self.below
        yield self.notice
        yield self.drawer
        yield self.box
        yield self.editor

    def on_mount(self) -> None:
        """The rows above and below change in the same frame as the page."""
        self.watch(self.spread.article, "top", self.retell, init=False)
        self.focus_place()
        self.call_after_refresh(self.waiting.start)

    def fit(self, width: int, height: int) -> None:
        """Fit everything to the window. The app calls it before Textual lays out, so that all is drawn once."""
        beside = self.articles.several and width >= BESIDE
        self.set_class(beside, "-beside")
        self._place_list()
        self.spread.fit(width - LIST_WIDTH if beside else width, height, listed=beside)
        self.editor.fit(height)
        self.set_class(self.spread.layout_.too_small, "-too-small")
        self.retell()

    def _place_list(self) -> None:
        """The list of articles beside the page, or instead of it, or not at all."""
        beside = self.has_class("-beside")
        listing = self.in_list and not beside
        self.set_class(listing, "-listing")
        if self.spread.display is listing:
            self.spread.display = not listing  # at once: a class would be a frame late
        self.list.place(opened=beside or self.in_list, column=beside)

    # -- who has the keyboard

    def contexts(self) -> Sequence[Context]:
        """Innermost first."""
        if self.editor.is_open:
            return ("editor",)
        if self.box.is_open:
            return ("box",)
        if self.drawer.is_open:
            return "dialog", "everywhere"
        if self.list.view.has_focus:
            return "list", "everywhere"
        if self.spread.pane.has_focus:
            return "pane", "article", "everywhere"
        if self.cursor.active:
            return "cursor", "article", "everywhere"
        return "article", "everywhere"

    def owner(self, name: Owner) -> object | None:
        """Who does the commands of an owner."""
        if name == "scroller" and self.cursor.active and self.spread.article.has_focus:
            return self.cursor
        return self._owners.get(name) or super().owner(name)

    def focus_place(self) -> None:
        """The keyboard to the list of articles or to the page, whichever the reader looks at."""
        self._place_list()
        if self.in_list:
            self.list.view.focus()
        else:
            self.spread.article.focus()
        self.retell()

    def focus_on(self, part: Widget) -> None:
        """The keyboard to a part of the screen."""
        self.in_list = part is self.list.view
        self.focus_place()
        if part is self.spread.pane:
            part.focus()
            self.retell()

    @property
    def busy(self) -> bool:
        """Whether something is open, typed or selected that another article would close."""
        open_ = self.box.is_open or self.drawer.is_open or self.editor.is_open
        return open_ or self.cursor.active or self.app.screen is not self

    def unknown(self, key: str) -> bool:
        """In a drawer digits choose a row."""
        return self.drawer.is_open and key.isdecimal() and self.drawer.pick(int(key))

    # -- what is shown

    def show(self, opened: Opened) -> None:
        """Show another article."""
        self.cursor.leave()
        self.opened = opened
        self.words = _words(self.settings, self.opened, self.keymap)
        self.spread.show(opened, self.words)
        self.list.retell()
        self.retell()
        self.call_after_refresh(self.waiting.start)

    def rescript(self) -> None:
        """The article is seen in another script; the words of the screen follow."""
        if self.opened.query:
            self.opened.search(self.opened.query)
        self.words = _words(self.settings, self.opened, self.keymap)
        self.spread.rescript(self.words)
        self.list.retell()
        self.retell()

    def alone(self, alone: bool) -> None:
        """The page without what is around it, or all back."""
        self.set_class(alone, "-alone")
        self.retell()

    def resettle(self, settings: Settings) -> None:
        """Other settings are in force."""
        self.settings = settings
        self.opened.resettle(settings)
        self.articles.shelf.resettle(settings)
        self.words = _words(self.settings, self.opened, self.keymap)
        self.measure(settings.cells)
        self.spread.resettle(settings, self.words)
        self.list.retell()
        self.fit(*self.app.size)

    def offer(self, title: str, choices: Sequence[Choice], *, numbered: bool = True, selected: int = 0) -> None:
        """Open a drawer to choose from."""
        self.from_pane = self.spread.pane.has_focus
        self.drawer.show(title, choices, numbered=numbered, selected=selected)
        self.drawer.focus()

    def work(self) -> None:
        """There is something to go on with."""
        self.waiting.work()

    def tell(self, message: str) -> None:
        """A message, until the next key."""
        self._message = brief(message)
        self.retell()

    def settle(self) -> None:
        """A key has come."""
        if self._message:
            self._message = ""
            self.call_later(self.retell)  # behind what the key does, so that both are one frame

    # -- the rows above and below

    def retell(self) -> None:
        """Bring the rows above and below, and the mark in the list, up to date."""
        opened, article, words, layout = self.opened, self.spread.article, self.words, self.spread.layout_
        message = self._message or self.loader.said
        if self.editor.is_open:
            self.editor.tell(self._message)
        self.notice.say(message, self.app.size.width)
        if layout.too_small:
            self.above.say(words("too_small"))
            return
        if self.has_class("-listing"):
            title, state = self.list.view.heading()
            self.above.say(title, state, words("view." + opened.view))
            self.below.say(self.list.said(), message, keys=self._hints(), urgent=True)
            return
        left, right = path_and_place(opened, article, words, layout)
        if self.has_class("-alone"):
            self.above.say("")
            self.below.say("", message, urgent=True)
            return
        if layout.path:
            self.above.say(left, right=right)
        else:
            self.above.say(right)
        self.spread.follow()
        if self.cursor.active:
            said = f"{words('cursor')}  {self.cursor.said()}".rstrip()
            self.below.say(said, message, keys=self._hints(), urgent=True)
            return
        pane = self.spread.pane
        chosen = pane.selected if pane.has_focus and pane.walk == self.spread.walk else None
        where, named = walked(opened, article, words, self.spread.walk, chosen)
        middle = message or time_left(opened, article, words)
        self.below.say(where, middle, keys=self._hints(), detail=named, urgent=bool(message))

    def _hints(self) -> tuple[str, ...]:
        """The keys worth showing here."""
        return hints(
            self.contexts()[0],
            self.opened,
            self.words,
            self.spread.walk,
            drawer=self.spread.in_drawer,
            at_end=self.spread.article.at_end,
            several=self.articles.several,
        )


def _words(settings: Settings, opened: Opened, keymap: Keymap) -> Words:
    """In the language of the settings; a Chinese one follows the script of the view."""
    return Words(language_of(settings.language, opened.view), keymap)
