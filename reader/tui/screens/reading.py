"""The reading screen: the list of articles, the page with its list, the title bar and the status bar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.containers import Horizontal

from reader.input.key_names import format_key
from reader.input.keymap import Keymap
from reader.sources.urls import format_url_host
from reader.tui.rows.bar_row import BarPart
from reader.tui.rows.columns import shorten_message
from reader.tui.rows.key_hints import list_key_hints
from reader.tui.rows.status import format_navigation_position, format_title_bar
from reader.tui.screens.counted_keys import CountedKeys
from reader.tui.screens.reading_controllers import ReadingControllers
from reader.tui.screens.reading_events import ReadingEventsScreen
from reader.tui.screens.scheduler import ScreenScheduler
from reader.tui.screens.window_parts import WindowParts
from reader.tui.shell import Session
from reader.tui.terminal.clipboard import copy_text
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.article_preview import ArticlePreview
from reader.tui.widgets.choice_drawer import ChoiceDrawer
from reader.tui.widgets.library_lists import LibraryLists
from reader.tui.widgets.note_editor import NoteEditor
from reader.tui.widgets.prompt_bar import PromptBar
from reader.tui.widgets.status_bars import Bar, MessageOverlay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from reader.config.settings import Settings
    from reader.i18n import Messages
    from reader.input.commands import Command, CommandContext, CommandOwner
    from reader.tui.prompts import Choice, Prompt
    from reader.tui.rows.bar_row import KeyHint, MessageKind
    from reader.tui.shell import Part
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.reading_list import ReadingList


class _SettingsApp(Protocol):
    """The app, as far as this screen needs it beyond Textual's."""

    def change_setting(self, name: str, value: object) -> None:
        """Put another value of a setting in force, and write it to the settings file.

        Args:
            name: The name of the setting.
            value: Its new value, which must be valid.
        """


class ReadingScreen(ReadingEventsScreen):
    """The shell of the controllers: it manages the focus and the contents of the two bars.

    Args:
        settings: The current settings.
        keymap: The keys of commands.
        reading_list: The articles of the session.
        open_article: The open article.
        in_list: Whether the list of articles is shown first.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(
        self, settings: Settings, keymap: Keymap, reading_list: ReadingList, open_article: OpenArticle, *, in_list: bool
    ) -> None:
        super().__init__(keymap)
        self.session = Session(settings, keymap, reading_list, open_article, is_list_in_front=in_list)
        self._message = ""
        self._message_kind: MessageKind = "note"
        self.title_bar, self.status_bar = Bar(id="above"), Bar(id="below")
        self.message_overlay = MessageOverlay()
        self.article_pane = ArticlePane(self.session)
        self.article_list = ArticleList(reading_list, self.messages, settings.ambiguous_width)
        self.article_preview = ArticlePreview(settings)
        self.library_lists = LibraryLists(self.session)
        self.choice_drawer = ChoiceDrawer(settings.ambiguous_width)
        self.prompt_bar = PromptBar(self.choice_drawer)
        self.note_editor = NoteEditor()
        self.parts = WindowParts(
            *(self.session, self.library_lists, self.article_list, self.article_pane, self.article_preview),
            (self.choice_drawer, self.note_editor, self.message_overlay),
        )
        self.choice_drawer.on_rows_change = self.note_editor.on_rows_change = self.parts.clip
        scheduler = ScreenScheduler(self)
        self.controllers = ReadingControllers(
            self,
            self.session,
            scheduler,
            self.article_pane,
            self.article_list,
            self.article_preview,
            self.library_lists,
            self.prompt_bar,
            self.note_editor,
        )
        self.selection = self.controllers.selection
        self._counted_keys = CountedKeys(self, self.article_pane, self.controllers.jumps)
        self._command_owners: dict[CommandOwner, object] = {
            **self.controllers.by_owner,
            "article_pane": self.article_pane,
            "side_list": self.article_pane.side_list,
            "note_editor": self.note_editor,
            "prompt_bar": self.prompt_bar,
            "choice_drawer": self.choice_drawer,
        }

    @property
    def messages(self) -> Messages:
        """The messages in the language of the settings; a Chinese one follows the script of the view."""
        return self.session.messages

    @property
    def settings(self) -> Settings:
        """The current settings."""
        return self.session.settings

    @property
    def open_article(self) -> OpenArticle:
        """The article on the page."""
        return self.session.open_article

    def compose(self) -> ComposeResult:
        """The title bar, the list of articles and the page, the status bar, and what may lie over them."""
        self.fit_to_window(*self.app.size)  # before anything is mounted, so that all stands in the first frame
        self.article_pane.show_article()
        self.refresh_bars()
        yield self.title_bar
        with Horizontal(id="body"):
            yield self.library_lists
            yield self.article_list
            yield self.article_pane
            yield self.article_preview
        yield self.status_bar
        yield self.message_overlay
        yield self.choice_drawer
        yield self.prompt_bar
        yield self.note_editor

    def on_mount(self) -> None:
        """Update the bars in the same frame as the page, and begin the work of the background."""
        self.watch(self.article_pane.article_view, "top", self.refresh_bars, init=False)
        self.focus_main_part()
        self.controllers.library_lists.update()
        self.call_after_refresh(self.controllers.background_work.start_for_article)
        if (error := self.session.reading_list.offline_error) is not None:
            host = format_url_host(self.session.open_entry.source)
            self.show_message(self.messages("status.offline", why=error.explanation, host=host))
        self.controllers.start_in_background()

    def fit_to_window(self, width: int, height: int) -> None:
        """Fit everything to the window; called before Textual lays out, so that all is drawn once.

        Args:
            width: Cells of the window.
            height: Rows of the window.
        """
        self.parts.fit_to_window(width, height, self.controllers.article_preview)
        self.note_editor.fit_to_window(height)
        self.set_class(self.article_pane.window_layout.is_too_small, "-too-small")
        self.refresh_bars()

    def refresh_preview_layout(self) -> None:
        """Show or hide the preview, by the setting and whether it has an article to show."""
        self.parts.show_parts(self.controllers.article_preview)
        self.refresh_bars()

    # -- who has the keyboard

    def get_contexts(self) -> Sequence[CommandContext]:
        """The contexts of where the keyboard is, the innermost first."""
        if self.note_editor.is_open:
            return ("editor",)
        if self.prompt_bar.is_open:
            return ("box",)
        if self.choice_drawer.is_open:
            return "dialog", "everywhere"
        if self.article_list.has_focus:
            return "list", "everywhere"
        if self.article_pane.side_list.has_focus:
            return "pane", "article", "everywhere"
        if self.selection.is_cursor_active:
            return "cursor", "article", "everywhere"
        return "article", "everywhere"

    def get_owner(self, owner: CommandOwner) -> object | None:
        """The object that has the actions of an owner."""
        if owner == "scrolling" and self.selection.is_cursor_active and self.article_pane.article_view.has_focus:
            return self.controllers.cursor
        return self._command_owners.get(owner) or super().get_owner(owner)

    def focus_main_part(self) -> None:
        """Give the keyboard to the list of articles or to the page, whichever is in front."""
        self.refresh_preview_layout()
        self.controllers.article_preview.update()
        if self.session.is_list_in_front:
            self.article_list.focus()
        else:
            self.article_pane.article_view.focus()
            self.controllers.annotations.mark_read()
        self.refresh_bars()

    def focus_part(self, part: Part) -> None:
        """Give the keyboard to a part of the screen."""
        self.session.is_list_in_front = part == "article_list"
        if self.session.is_list_in_front and self.parts.is_page_alone:
            self.set_page_alone(False)
        self.focus_main_part()
        if part == "side_list":
            self.article_pane.side_list.focus()
            self.refresh_bars()

    @property
    def is_busy(self) -> bool:
        """Whether something is open, typed or selected that another article would close."""
        open_ = self.prompt_bar.is_open or self.choice_drawer.is_open or self.note_editor.is_open
        return open_ or self.selection.is_cursor_active or self.app.screen is not self

    async def intercept_key(self, key: str, command: Command | None) -> bool:
        """Take a digit of a count or a letter of a label; see `CommandScreen.intercept_key`."""
        return await self._counted_keys.take_key(key, command)

    def unbound_key_message(self, key: str) -> str:
        """The message for a key that does nothing: a key of the cursor needs the cursor."""
        is_reading = self.get_contexts()[0] == "article" and self.keymap.keys("cursor")
        if is_reading and self.keymap.find_command(("cursor",), key) is not None:
            return self.messages("status.no_key.cursor", key=format_key(key))
        return super().unbound_key_message(key)

    def handle_unbound_key(self, key: str) -> bool:
        """Choose a row of an open drawer by its digit; return whether there is one."""
        return self.choice_drawer.is_open and key.isdecimal() and self.choice_drawer.choose_number(int(key))

    # -- what is shown

    def show_article(self, open_article: OpenArticle) -> None:
        """Show another article from its beginning."""
        self.selection.hide_cursor()
        self.session.open_article = open_article
        self.session.update_messages()
        self.article_pane.show_article()
        self.article_list.refresh_list(self.messages)
        self.refresh_bars()
        self.call_after_refresh(self.controllers.background_work.start_for_article)

    def refresh_for_view(self) -> None:
        """Show the article and the screen in the script of the view; the reading position stays."""
        if self.open_article.query:
            self.open_article.search(self.open_article.query)
        self.session.update_messages()
        self.article_pane.refresh_for_view()
        self.article_list.refresh_list(self.messages)
        self.controllers.article_preview.forget()
        self.refresh_bars()

    def exit(self) -> None:
        """Quit the program."""
        self.app.exit()

    def change_setting(self, name: str, value: object) -> None:
        """Put another value of a setting in force, and write it; see `DubaoApp.change_setting`."""
        cast("_SettingsApp", self.app).change_setting(name, value)

    def toggle_page_alone(self) -> bool:
        """Show only the page, or all parts again; return whether only the page is shown now."""
        self.set_page_alone(not self.parts.is_page_alone)
        return self.parts.is_page_alone

    def set_page_alone(self, is_alone: bool) -> None:
        """Show only the page, or all parts again."""
        self.parts.is_page_alone = is_alone
        if is_alone:
            self.focus_part("article")
        self.fit_to_window(*self.app.size)

    def apply_settings(self, settings: Settings) -> None:
        """Apply changed settings to all parts."""
        if settings.keys != self.session.settings.keys:
            self.keymap = self.session.keymap = Keymap(dict(settings.keys))
        self.session.settings = settings
        self.open_article.converted.apply_settings(settings)
        self.session.reading_list.apply_settings(settings)
        self.session.update_messages()
        self.set_ambiguous_width(settings.ambiguous_width)
        self.article_pane.apply_settings()
        self.article_list.refresh_list(self.messages)
        self.article_preview.apply_settings(settings)
        self.controllers.article_preview.forget()
        self.fit_to_window(*self.app.size)

    def show_choices(self, title: str, choices: Sequence[Choice], *, numbered: bool = True, selected: int = 0) -> None:
        """Open a drawer to choose from; see `Shell`."""
        self.is_opened_from_list = self.article_pane.side_list.has_focus
        pane = self.article_pane
        self.choice_drawer.covered_rows = pane.window_layout.drawer_rows if pane.is_list_in_drawer else 0
        self.choice_drawer.show_choices(title, choices, numbered=numbered, selected=selected)
        self.is_drawer_focus_pending = True
        self.choice_drawer.focus()

    async def open_prompt(self, prompt: Prompt) -> None:
        """Ask for a line of text in the bottom row."""
        await self.prompt_bar.open(prompt, self.messages)

    def copy_text(self, text: str) -> None:
        """Put a text on the clipboard."""
        copy_text(text, self.app)

    def refresh_side_list(self) -> None:
        """Bring the list beside the page up to date."""
        self.article_pane.refresh_list()

    def refresh_article_list(self) -> None:
        """Bring the list of articles up to date, and make room for it where it is the first time that there is one."""
        self.article_list.refresh_list(self.messages)
        self.fit_to_window(*self.app.size)

    def schedule_background_work(self) -> None:
        """Schedule work in the background."""
        self.controllers.background_work.schedule()

    def show_message(self, message: str, kind: MessageKind = "note") -> None:
        """Show a message until the next key; see `CommandScreen.show_message`."""
        self._message, self._message_kind = shorten_message(message), kind
        self.refresh_bars()

    def clear_message(self) -> None:
        """Remove the message: a key was pressed."""
        if self._message:
            self._message = ""
            self.call_later(self.refresh_bars)  # behind what the key does, so that both are one frame

    # -- the rows above and below

    def refresh_bars(self) -> None:
        """Bring the title bar, the status bar and the selected entry of the list up to date."""
        opened, article, words, layout = (
            self.open_article,
            self.article_pane.article_view,
            self.messages,
            self.article_pane.window_layout,
        )
        controllers = self.controllers
        progress = controllers.page_loader.status_text or controllers.feed_refresh.status_text
        message, kind = (self._message, self._message_kind) if self._message else (progress, "note")
        if self.note_editor.is_open:
            self.note_editor.show_message(self._message, kind)
        self.message_overlay.set_raised(self.prompt_bar.is_open)
        self.message_overlay.show_message(
            self._message if self.prompt_bar.is_open else message, self.app.size.width, kind
        )
        self.parts.clip()
        if layout.is_too_small:
            self.title_bar.set_content(words("too_small"))
            return
        if self.parts.is_page_alone:
            self.title_bar.set_content()
            self.status_bar.set_content(message=message, message_kind=kind)
            return
        show_status = partial(
            self.status_bar.set_content, message=message, message_kind=kind, hints=self._list_key_hints()
        )
        if self.parts.is_list_alone:
            title, state = self.article_list.get_heading()
            view = BarPart(words("view." + opened.view_name), "script", "script.other")
            self.title_bar.set_content((BarPart(title, "title"), BarPart(f"  {state}", "label")), right=(view,))
            show_status(self.controllers.article_list.format_position())
            return
        if self.article_preview.display:
            self.title_bar.set_content((BarPart(words("preview"), "label"),))
            show_status(self.controllers.article_list.format_position())
            return
        left, right = format_title_bar(opened, article, words, layout)
        self.title_bar.set_content(left if layout.has_path else right, right=right if layout.has_path else ())
        # A drawer that was opened from the list beside the page is about its selected entry.
        pane = self.article_pane.side_list
        is_list_active = pane.has_focus or self.focused is pane
        is_list_active |= self.choice_drawer.is_open and self.is_opened_from_list
        if not is_list_active:
            self.article_pane.sync_list()
        if self.article_list.has_focus:
            show_status(self.controllers.article_list.format_position())
            return
        if self.selection.is_cursor_active:
            show_status(f"{words('cursor')}  {self.controllers.cursor.format_selection_count()}".rstrip())
            return
        chosen = pane.selected_target if is_list_active and pane.category == self.article_pane.category else None
        category = self.article_pane.category
        where, named = format_navigation_position(opened, article, words, category, chosen, pane.selected_position)
        show_status((BarPart(where, "", "walk.next"),) if where else "", detail=named)

    def _list_key_hints(self) -> tuple[KeyHint, ...]:
        """The key hints of where the keyboard is."""
        history = self.session.page_history
        before = history.find(-1)
        return list_key_hints(
            self.get_contexts()[0],
            self.open_article,
            self.messages,
            self.article_pane.category,
            is_list_in_drawer=self.article_pane.is_list_in_drawer,
            has_other_articles=self.session.has_several_articles,
            was_link_followed=before is not None and history.get(before).category == "links",
            is_library_listed=self.session.reading_list.is_library,
            has_preview_room=self.controllers.article_preview.has_room,
            is_feed_listed=self.session.reading_list.is_followed_feed,
            has_picture=self.controllers.pictures.is_current,
            has_choices=self.choice_drawer.has_choices,
            has_anchor=self.selection.has_anchor,
            has_articles=bool(self.session.reading_list.visible_numbers),
        )
