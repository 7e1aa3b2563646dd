"""The message handlers of the reading screen."""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.screens.command_screen import CommandScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image
    from textual import events

    from reader.input.commands import Command, CommandOwner
    from reader.tui.screens.reading_controllers import ReadingControllers
    from reader.tui.screens.window_parts import WindowParts
    from reader.tui.shell import Part, Session
    from reader.tui.terminal.picture_display import PictureProtocol
    from reader.tui.widgets.article_list import ArticleList
    from reader.tui.widgets.article_pane import ArticlePane
    from reader.tui.widgets.article_view import ArticleView
    from reader.tui.widgets.choice_drawer import ChoiceDrawer
    from reader.tui.widgets.library_lists import LibraryLists
    from reader.tui.widgets.note_editor import NoteEditor
    from reader.tui.widgets.prompt_bar import PromptBar

_OWNERS_KEEPING_DRAWER: frozenset[CommandOwner] = frozenset({"choice_drawer", "scrolling", "app"})
"""Owners whose commands leave an open drawer open; any other command closes it."""


class ReadingEventsScreen(CommandScreen):
    """Handles the messages of its widgets, and keys of commands."""

    session: Session
    article_pane: ArticlePane
    choice_drawer: ChoiceDrawer
    prompt_bar: PromptBar
    controllers: ReadingControllers
    article_list: ArticleList
    note_editor: NoteEditor
    parts: WindowParts
    _was_shown = False
    """Whether the screen was shown before."""
    is_opened_from_list = False
    """Whether the drawer that is open was opened from the list beside the page."""
    is_drawer_focus_pending = False
    """Whether the drawer was opened and has not got the keyboard yet: a focus event of before must not close it."""

    def focus_main_part(self) -> None:
        """Give the keyboard to the list of articles or to the page, whichever is in front."""
        raise NotImplementedError

    def restore_focus(self) -> None:
        """Give the keyboard back to what had it when a drawer was opened: the list beside the page, or the page."""
        if self.is_opened_from_list and self.article_pane.side_list.display:
            self.set_focus(self.article_pane.side_list)  # at once: its selected entry stays while it has the keyboard
            self.refresh_bars()
        else:
            self.focus_main_part()

    def focus_part(self, part: Part) -> None:
        """Give the keyboard to a part of the screen."""
        raise NotImplementedError

    def refresh_bars(self) -> None:
        """Bring the title bar and the status bar up to date."""
        raise NotImplementedError

    def schedule_background_work(self) -> None:
        """Schedule work in the background, between the keys."""
        raise NotImplementedError

    def show_picture(self, image: Image, protocol: PictureProtocol, caption: str) -> None:
        """Open the page of a picture; see `Shell`."""
        from reader.tui.screens.picture import PictureScreen

        ambiguous = self.session.settings.ambiguous_width
        self.app.push_screen(PictureScreen(self.keymap, self.messages, ambiguous, image, protocol, caption))

    def show_article_changes(self, number: int | None) -> None:
        """Open the page of what the paper has changed in an article; see `Shell`."""
        from reader.tui.screens.article_changes import make_changes_screen

        try:
            screen = make_changes_screen(self.session, number, self.session.settings.ambiguous_width)
        except ReaderError as error:
            self.show_message(error.translated_why)
        else:
            self.app.push_screen(screen)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Keep the styles when the screen is first shown: Textual has just worked them out, and would do so again."""
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True

    def on_article_pane_changed(self, message: ArticlePane.Changed) -> None:
        """Move the cursor to the new current item, and update the bars."""
        self.controllers.cursor.follow_current_item()
        if not self.session.open_article.figure_index.is_idle:
            self.schedule_background_work()
        if message.message:
            self.show_message(message.message)
        else:
            self.refresh_bars()

    def resolve_action(self, command: Command) -> Callable[[], object] | None:
        """The method of a command; None for commands of the article while the list of articles covers it."""
        covered = command.owner == "article_pane" and self.parts.is_list_alone
        return None if covered else super().resolve_action(command)

    async def run_command(self, command: Command) -> None:
        """Run a command. Only a page down right after a page down goes beyond the end."""
        if command.id != "page.down":
            self.controllers.navigation.reset_end_notice()
        if self.get_contexts()[0] == "dialog" and command.owner not in _OWNERS_KEEPING_DRAWER:
            self.choice_drawer.close()
            self.focus_main_part()
        await super().run_command(command)
        self.controllers.article_preview.update()  # the command may have changed what is selected, or the list
        if self.article_pane.side_list.has_focus:
            self.refresh_bars()  # the status bar shows the selected entry

    def on_article_view_end_passed(self) -> None:
        """Announce the end of the article, or open the next one: page down was pressed at the end."""
        self.controllers.navigation.announce_end()

    def on_article_pane_link_chosen(self, message: ArticlePane.LinkChosen) -> None:
        """Open a link that was chosen from its list, unless another article was opened meanwhile."""
        if message.open_article is self.session.open_article:
            self.controllers.links.open_link(message.link)

    def on_article_list_open_requested(self, message: ArticleList.OpenRequested) -> None:
        """Open an article that was chosen from the list."""
        self.controllers.navigation.open(message.entry_number)

    def on_article_list_selected(self) -> None:
        """Update the bars and the preview for the selected article."""
        self.controllers.article_preview.update()
        self.refresh_bars()

    def on_article_list_refreshed(self) -> None:
        """Show what follows from the list: how many articles others have, its name and state, the preview."""
        self.controllers.library_lists.update()
        self.controllers.article_preview.update()
        self.refresh_bars()

    def on_library_lists_requested(self, message: LibraryLists.Requested) -> None:
        """Show the list of the library that was clicked."""
        self.controllers.article_list.show_list(message.list_name)

    def on_article_preview_clicked(self) -> None:
        """Open the article of the preview."""
        self.controllers.article_list.action_list_open()

    def on_article_view_dragged(self, message: ArticleView.Dragged) -> None:
        """Select the text that the mouse was dragged over, unless another article was opened meanwhile."""
        if message.open_article is not self.session.open_article:
            return
        self.focus_part("article")
        self.controllers.cursor.select_between(message.anchor, message.point)

    def on_article_view_clicked(self, message: ArticleView.Clicked) -> None:
        """Select the place, phrase or sentence that was clicked, unless another article was opened meanwhile."""
        if message.open_article is not self.session.open_article:
            return
        self.focus_part("article")
        self.controllers.cursor.select_at(message.point, message.click_count)
        if message.click_count == 1:
            self.controllers.jumps.go_to_item_at(*message.point)

    def on_article_view_resized(self) -> None:
        """Update the bars: other rows may be visible."""
        self.refresh_bars()

    def on_resize(self) -> None:
        """Restore the focus, which is lost in a window that is too small, and fill parts that have room now."""
        self.controllers.article_preview.update()
        self.controllers.library_lists.update()
        self.call_after_refresh(self._focus_if_lost)

    def _focus_if_lost(self) -> None:
        if self.focused is None:
            self.focus_main_part()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Return the focus to an open prompt, or close an open drawer, after the focus has moved."""
        if event.widget is self.choice_drawer:
            self.is_drawer_focus_pending = False
        if event.widget is self.focused and event.widget in (
            self.article_pane.article_view,
            self.article_pane.side_list,
            self.article_list,
        ):
            if self.note_editor.is_open:
                self.note_editor.restore_focus()
            elif self.prompt_bar.is_open:
                self.prompt_bar.restore_focus()
            elif not self.is_drawer_focus_pending:
                self.choice_drawer.close()
        self.refresh_bars()

    def type_into_prompt(self, character: str) -> None:
        """Insert a character into the note or the prompt that is open."""
        (self.note_editor if self.note_editor.is_open else self.prompt_bar).insert_text(character)

    def on_note_editor_typed(self) -> None:
        """Schedule storing the draft of the note that is typed."""
        self.controllers.note_editing.store_draft_soon()

    def on_note_editor_ended(self, message: NoteEditor.Ended) -> None:
        """Store a note that was confirmed, or its draft."""
        self.is_opened_from_list = self.note_editor.previous_focus is self.article_pane.side_list
        self.restore_focus()
        self.controllers.note_editing.finish(message.text, is_kept=message.is_kept)

    async def on_article_pane_unplaced_chosen(self) -> None:
        """Offer places for an unplaced annotation that was chosen from the list of notes."""
        await self.controllers.note_placement.open_unplaced()

    def on_prompt_bar_closed(self) -> None:
        """Update the bars after the prompt bar was closed."""
        self.refresh_bars()

    def on_choice_drawer_closed(self) -> None:
        """Restore the focus after the drawer was closed without a choice."""
        if not self.prompt_bar.is_open:
            self.restore_focus()

    async def on_choice_drawer_chosen(self, message: ChoiceDrawer.Chosen) -> None:
        """Run a choice of a drawer, or accept a completion of the prompt that was clicked."""
        if self.prompt_bar.is_open:
            self.prompt_bar.accept_choice(message.choice)
        else:
            self.choice_drawer.close()
            self.restore_focus()
            if message.choice.run is not None:
                done = message.choice.run()
                if isawaitable(done):  # a command of the palette, whose prompt was closed meanwhile
                    await done

    def on_paste(self, event: events.Paste) -> None:
        """Open a path, an address or a text that was pasted."""
        event.stop()
        if not self.prompt_bar.is_open and not self.note_editor.is_open and not self.is_exiting:
            self.controllers.open_prompt.handle_paste(event.text)
