"""The controllers of the reading screen: created in the order in which they call each other, and found by owner."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reader.tui.controllers.annotations import AnnotationController
from reader.tui.controllers.article_list import ArticleListController
from reader.tui.controllers.article_navigation import ArticleNavigationController
from reader.tui.controllers.article_preview import ArticlePreviewController
from reader.tui.controllers.background_work import BackgroundWork
from reader.tui.controllers.clipboard_copy import ClipboardController
from reader.tui.controllers.command_palette import CommandPaletteController
from reader.tui.controllers.conversion_review import ConversionReviewController
from reader.tui.controllers.cursor import CursorController
from reader.tui.controllers.feed_editing import FeedEditingController
from reader.tui.controllers.feed_following import FeedFollowingController
from reader.tui.controllers.feed_refresh import FeedRefreshController
from reader.tui.controllers.figures import FigureController
from reader.tui.controllers.focus import FocusActions, FocusController
from reader.tui.controllers.info import InfoController
from reader.tui.controllers.jumps import JumpController
from reader.tui.controllers.library_lists import LibraryListsController
from reader.tui.controllers.library_watch import LibraryWatch
from reader.tui.controllers.links import LinkController
from reader.tui.controllers.note_editing import NoteEditingController
from reader.tui.controllers.note_placement import NotePlacementController
from reader.tui.controllers.open_prompt import OpenPromptController
from reader.tui.controllers.page_loader import PageLoader
from reader.tui.controllers.page_parts import PagePartsController
from reader.tui.controllers.pictures import PictureController
from reader.tui.controllers.pipe import PipeController
from reader.tui.controllers.save_copy import SaveCopyController
from reader.tui.controllers.script_switch import ScriptController
from reader.tui.controllers.search import SearchController
from reader.tui.controllers.tags import TagController
from reader.tui.controllers.undo import UndoController
from reader.tui.selection import CurrentSelection

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from typing import Protocol

    from reader.input.commands import Command, CommandContext, CommandOwner
    from reader.sources import Document
    from reader.structure import CompleteReader, IncrementalReader
    from reader.tui.controllers.page_loader import PageRequest
    from reader.tui.shell import Scheduler, Session, Shell
    from reader.tui.widgets.article_list import ArticleList
    from reader.tui.widgets.article_pane import ArticlePane
    from reader.tui.widgets.article_preview import ArticlePreview
    from reader.tui.widgets.library_lists import LibraryLists
    from reader.tui.widgets.note_editor import NoteEditor
    from reader.tui.widgets.prompt_bar import PromptBar

    class ReadingShell(Shell, Protocol):
        """The shell with what only a few controllers need of it."""

        def get_contexts(self) -> Sequence[CommandContext]:
            """Where the keyboard is, the innermost first."""

        def run_command(self, command: Command) -> Awaitable[None]:
            """Run a command where the keyboard is."""

        def toggle_page_alone(self) -> bool:
            """Show the page without what is around it, or all again; return whether the page is alone now."""

        def refresh_preview_layout(self) -> None:
            """Show or hide the preview of the selected article."""

        def exit(self) -> None:
            """Quit the program."""

        def change_setting(self, name: str, value: object) -> None:
            """Put another value of a setting in force, and write it to the settings file.

            Args:
                name: The name of the setting.
                value: The value.

            Raises:
                ReaderError: It cannot be written.
            """


_MODULES_FOR_KEYS = (
    "reader.tui.screens.help",
    "reader.tui.rows.figure_list",
    "reader.tui.rows.note_list",
    "reader.tui.controllers.palette_entries",
)
"""Modules that keys import when they are first pressed."""


class ReadingControllers:
    """All controllers of the reading screen.

    Args:
        shell: The screen.
        session: What is open.
        scheduler: Timers, workers and threads.
        pane: The page and the list beside it.
        article_list: The list of articles.
        preview: The preview beside it.
        library_lists: The lists of the library.
        prompt_bar: Where paths and commands are typed.
        note_editor: Where notes are typed.
    """

    def __init__(
        self,
        shell: ReadingShell,
        session: Session,
        scheduler: Scheduler,
        pane: ArticlePane,
        article_list: ArticleList,
        preview: ArticlePreview,
        library_lists: LibraryLists,
        prompt_bar: PromptBar,
        note_editor: NoteEditor,
    ) -> None:
        article, side_list = pane.article_view, pane.side_list
        selection = self.selection = CurrentSelection(shell, session, article, side_list)
        self.script_switch = ScriptController(shell, session, article)
        self.cursor = CursorController(shell, session, article, selection)
        self.annotations = AnnotationController(shell, session, article, side_list, selection)
        self.review = ConversionReviewController(
            shell, session, article, pane, selection, self.annotations.complete_article
        )
        self.figures = FigureController(shell, session, article, side_list, selection)
        self.page_loader = PageLoader(shell, session, scheduler, self._receive_document)
        self.page_parts = PagePartsController(shell, session, scheduler, article, self.page_loader)
        self.navigation = ArticleNavigationController(
            shell, session, article, pane, article_list, self.page_loader, self._ask_for_query
        )
        self.search = SearchController(shell, session, article, side_list, selection, self.cursor.follow_current_item)
        self.article_list = ArticleListController(
            shell,
            session,
            article_list,
            self.navigation.open,
            self.search.show_hits,
            lambda: library_lists.list_names if library_lists.is_shown else (),
        )
        self.article_preview = ArticlePreviewController(
            shell, session, scheduler, article_list, preview, shell.refresh_preview_layout
        )
        self.library_lists = LibraryListsController(shell, session, scheduler, library_lists)
        self._create_feed_controllers(shell, session, scheduler, article_list)
        self.links = LinkController(shell, session, selection, article_list, self.navigation)
        self.jumps = JumpController(shell, session, article, pane, self.links.open_link)
        self.pictures = PictureController(shell, session, scheduler, article, selection)
        self.note_editing = NoteEditingController(
            shell, session, scheduler, article, selection, note_editor, self.annotations
        )
        edit_note = self.note_editing.edit_note
        self.note_placement = NotePlacementController(shell, session, article, side_list, self.annotations, edit_note)
        self.pipe = PipeController(
            shell, session, scheduler, article, side_list, selection, self.annotations, edit_note
        )
        self._create_prompts(shell, session, scheduler, prompt_bar)
        self.background_work = BackgroundWork(
            *(shell, session, scheduler, article),
            self.annotations.load_annotations,
            self.figures.enable_marks,
            self.article_list.load_titles,
            _preload_for_keys,
        )
        self.by_owner = self._collect_owners(shell, session, scheduler, pane, article_list)

    def _create_prompts(
        self, shell: ReadingShell, session: Session, scheduler: Scheduler, prompt_bar: PromptBar
    ) -> None:
        self.open_prompt = OpenPromptController(shell, session, scheduler, self.navigation, prompt_bar.refresh_feedback)
        self.palette = self._make_palette(shell, session, scheduler)

    def _make_palette(self, shell: ReadingShell, session: Session, scheduler: Scheduler) -> CommandPaletteController:
        return CommandPaletteController(
            shell,
            session,
            scheduler,
            self.open_prompt,
            shell.get_contexts,
            shell.run_command,
            self.script_switch.switch_view,
            shell.change_setting,
        )

    async def _ask_for_query(self) -> None:
        """Ask for the words to search the list for."""
        await self.article_list.action_list_filter()

    def _create_feed_controllers(
        self, shell: ReadingShell, session: Session, scheduler: Scheduler, article_list: ArticleList
    ) -> None:
        reload_list = self.article_list.reload_library
        self.feed_editing = FeedEditingController(shell, session, scheduler, article_list, shell.refresh_article_list)
        self.feed_refresh = FeedRefreshController(
            shell, session, scheduler, article_list, reload_list, self.navigation.show_library
        )
        self.library_watch = LibraryWatch(session, scheduler, reload_list)
        self.feed_following = FeedFollowingController(
            shell, session, scheduler, self.navigation.open_path, self.feed_refresh.fetch_followed
        )

    def _collect_owners(
        self,
        shell: ReadingShell,
        session: Session,
        scheduler: Scheduler,
        pane: ArticlePane,
        article_list: ArticleList,
    ) -> dict[CommandOwner, object]:
        """Create the controllers that no other calls, and list all by the owners of their commands."""
        article, side_list, selection = pane.article_view, pane.side_list, self.selection
        inspectors = (
            self.review.show_current_candidates,
            self.figures.show_current_details,
            self.links.show_current_details,
        )
        describe = self.script_switch.describe_conversion
        focus = FocusController(
            shell, session, article, side_list, pane, article_list, selection, self._make_focus_actions(shell)
        )
        return {
            "focus": focus,
            "script_switch": self.script_switch,
            "search": self.search,
            "article_navigation": self.navigation,
            "undo": UndoController(shell, session),
            "clipboard_copy": ClipboardController(
                shell, session, side_list, selection, article_list, self._stop_loading
            ),
            "info": InfoController(shell, session, article, article_list, inspectors, describe),
            "conversion_review": self.review,
            "open_prompt": self.open_prompt,
            "command_palette": self.palette,
            "figures": self.figures,
            "links": self.links,
            "jumps": self.jumps,
            "pictures": self.pictures,
            "pipe": self.pipe,
            "page_loader": self.page_loader,
            "page_parts": self.page_parts,
            "annotations": self.annotations,
            "note_editing": self.note_editing,
            "note_placement": self.note_placement,
            "tags": TagController(shell, session, self.annotations),
            "save_copy": SaveCopyController(shell, session, scheduler, article_list, self.annotations.complete_article),
            "cursor": self.cursor,
            "article_list": self.article_list,
            "article_preview": self.article_preview,
            "feed_refresh": self.feed_refresh,
            "feed_following": self.feed_following,
            "feed_editing": self.feed_editing,
        }

    def start_in_background(self) -> None:
        """Start what is done again and again: feeds are fetched, and the library is looked at."""
        self.feed_refresh.start_in_background()
        self.library_watch.start()

    def _stop_loading(self) -> bool:
        """Stop what is being loaded or run; return whether there was anything."""
        return any(each.stop() for each in (self.page_loader, self.pictures, self.feed_refresh, self.pipe))

    def _make_focus_actions(self, shell: ReadingShell) -> FocusActions:
        openers: tuple[Callable[[], bool], ...] = (
            self.review.show_current_candidates,
            self.links.open_current,
            self.pictures.open_current,
        )
        return FocusActions(
            stop_loading=self._stop_loading,
            close_search=self.search.close_search,
            clear_list_filter=self.article_list.clear_filter,
            openers=openers,
            show_article_list=self.navigation.action_library,
            toggle_page_alone=shell.toggle_page_alone,
            exit=shell.exit,
        )

    def _receive_document(
        self, request: PageRequest, document: Document, reading: IncrementalReader | CompleteReader
    ) -> None:
        """Pass a page that was loaded to the navigation."""
        self.navigation.receive_document(request, document, reading)


def _preload_for_keys() -> None:
    """Load what the first press of a key would otherwise load, which takes it past two frames."""
    from reader.text.folding import fold_query

    for name in _MODULES_FOR_KEYS:
        import_module(name)
    fold_query("")
