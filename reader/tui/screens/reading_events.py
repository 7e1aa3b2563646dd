"""What the parts of the reading screen tell it, and what it does about that."""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING

from reader.tui.screens.command_screen import KeyedScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.widget import Widget

    from reader.input.commands import Command, Owner
    from reader.tui.controllers.article_list import Listing
    from reader.tui.controllers.article_navigation import Articles
    from reader.tui.controllers.cursor import Cursor
    from reader.tui.controllers.links import Links
    from reader.tui.controllers.note_editing import Writing
    from reader.tui.controllers.note_placement import Placing
    from reader.tui.controllers.open_prompt import Opening
    from reader.tui.widgets.article_list import ListView
    from reader.tui.widgets.article_pane import Spread
    from reader.tui.widgets.choice_drawer import Chooser
    from reader.tui.widgets.mouse_selection import PointedArticle
    from reader.tui.widgets.note_editor import NoteEditor
    from reader.tui.widgets.prompt_bar import Box

_LEAVES_DRAWERS: frozenset[Owner] = frozenset({"dialog", "scroller", "app"})
"""Whose commands go on where a drawer to choose from is open; before any other's it closes."""


class Answering(KeyedScreen):
    """Answers the messages of its parts."""

    spread: Spread
    drawer: Chooser
    box: Box
    articles: Articles
    cursor: Cursor
    opening: Opening
    list: Listing
    writing: Writing
    placing: Placing
    editor: NoteEditor
    from_pane = False
    """Whether the drawer that is open was opened from the list beside the page."""
    links: Links

    def focus_place(self) -> None:
        """The keyboard to the list of articles or to the page, whichever the reader looks at."""
        raise NotImplementedError

    def focus_back(self) -> None:
        """The keyboard to where it was when a drawer was opened: the list beside the page, or the page."""
        self.focus_place()
        if self.from_pane and self.spread.pane.display:
            self.spread.pane.focus()

    def focus_on(self, part: Widget) -> None:
        """The keyboard to a part of the screen."""
        raise NotImplementedError

    def retell(self) -> None:
        """Bring the rows above and below up to date."""
        raise NotImplementedError

    def work(self) -> None:
        """There is something to go on with."""
        raise NotImplementedError

    def on_spread_changed(self, message: Spread.Changed) -> None:
        """Something else is walked, chosen or shown."""
        self.cursor.follow()
        if not self.spread.opened.figures.satisfied:
            self.work()
        if message.message:
            self.tell(message.message)
        else:
            self.retell()

    def does(self, command: Command) -> Callable[[], object] | None:
        """Nothing of the article where the list of articles covers it."""
        covered = command.owner == "spread" and self.has_class("-listing")
        return None if covered else super().does(command)

    async def run(self, command: Command) -> None:
        """Do what a command does; only one page down after the other goes beyond the end."""
        if command.id != "page.down":
            self.articles.settle()
        if self.contexts()[0] == "dialog" and command.owner not in _LEAVES_DRAWERS:
            self.drawer.close()
            self.focus_place()
        await super().run(command)
        if self.spread.pane.has_focus:
            self.retell()  # the row below tells of the marked entry

    def on_page_window_end_passed(self) -> None:
        """A page more was wanted at the end."""
        self.articles.at_end()

    def on_spread_followed(self, message: Spread.Followed) -> None:
        """A link was chosen from its list."""
        self.links.follow(message.link)

    def on_list_view_opened(self, message: ListView.Opened) -> None:
        """An article was chosen from the list."""
        self.articles.open(message.number)

    def on_list_view_selected(self) -> None:
        """Another row is marked."""
        self.retell()

    def on_pointed_article_dragged(self, message: PointedArticle.Dragged) -> None:
        """The mouse selects."""
        self.focus_on(self.spread.article)
        self.cursor.drag(message.anchor, message.point)

    def on_pointed_article_clicked(self, message: PointedArticle.Clicked) -> None:
        """The mouse was clicked on the page."""
        self.focus_on(self.spread.article)
        self.cursor.click(message.point, message.chain)

    def on_article_view_resized(self) -> None:
        """Other rows may be in sight now."""
        self.retell()

    def on_resize(self) -> None:
        """In a window that was too small nothing could have the keyboard."""
        self.call_after_refresh(self._focus_again)

    def _focus_again(self) -> None:
        if self.focused is None:
            self.focus_place()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keyboard is somewhere else: other keys are worth showing. A box keeps it; a drawer lets it go."""
        if event.widget is self.focused and event.widget in (self.spread.article, self.spread.pane, self.list.view):
            if self.editor.is_open:
                self.editor.listen()
            elif self.box.is_open:
                self.box.listen()
            else:
                self.drawer.close()
        self.retell()

    def overhear(self, character: str) -> None:
        """Typed for the box or for a note."""
        (self.editor if self.editor.is_open else self.box).type(character)

    def on_note_editor_ended(self, message: NoteEditor.Ended) -> None:
        """A note was kept, or put aside."""
        self.focus_back()
        self.writing.ended(message.text, kept=message.kept)

    async def on_spread_placeless(self) -> None:
        """An entry without a place was chosen from the list of notes."""
        await self.placing.choose_placeless()

    def on_box_closed(self) -> None:
        """Other keys are worth showing."""
        self.retell()

    def on_chooser_closed(self) -> None:
        """The keyboard goes back to where it was."""
        if not self.box.is_open:
            self.focus_back()

    async def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """A row of the box's drawer was clicked, or a row of a drawer of its own was chosen."""
        if self.box.is_open:
            self.box.take(message.choice)
        else:
            self.drawer.close()
            self.focus_back()
            if message.choice.run is not None:
                done = message.choice.run()
                if isawaitable(done):  # a command of the palette, whose box was closed meanwhile
                    await done

    def on_paste(self, event: events.Paste) -> None:
        """A path, an address, a text."""
        event.stop()
        if not self.box.is_open and not self.editor.is_open and not self.ended:
            self.opening.paste(event.text)
