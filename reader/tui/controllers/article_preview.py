"""Shows the selected article beside the list: after a short pause, read in a thread, so that moving is never slower."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import ViewName
    from reader.tui.parts import ArticleListPart, PreviewPart
    from reader.tui.shell import Scheduler, Session, Shell
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.list_entry import ListEntry

PAUSE_SECONDS = 0.15
"""Seconds without a move after which the selected article is read."""


class ArticlePreviewController:
    """Decides which article the preview shows, and loads it.

    Args:
        shell: The screen.
        session: What is open.
        scheduler: Timers, workers and threads.
        article_list: The list on the screen.
        preview: The preview on the screen.
        refresh_layout: Gives the preview its place, or takes it away.
    """

    is_wanted = True
    """Whether the user wants a preview where there is room for one."""
    has_room = False
    """Whether there is room for one."""

    def __init__(
        self,
        shell: Shell,
        session: Session,
        scheduler: Scheduler,
        article_list: ArticleListPart,
        preview: PreviewPart,
        refresh_layout: Callable[[], None],
    ) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._article_list = article_list
        self._preview = preview
        self._refresh_layout = refresh_layout
        self._shown_key: tuple[int, ViewName] | None = None
        """The number of the article that is shown, and the view that it is shown in."""
        self._pending_key: tuple[int, ViewName] | None = None
        """Those of the article that is to be shown after the pause."""
        self._cancel_timer: Callable[[], None] | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the preview is on the screen: in place of the page it is there once another article was loaded."""
        is_ready = self._shown_key is not None or not self._article_list.is_column
        return self.is_wanted and self.has_room and self._session.is_list_in_front and is_ready

    def update(self) -> None:
        """Show what is selected now, after a pause; called whenever that, or the list, may have changed."""
        key = self._find_key()
        if key == self._pending_key:
            return
        self._stop()
        self._pending_key = key
        if key is None:
            self._shown_key = None
            self._preview.show_notice("")
            self._refresh_layout()
        elif key != self._shown_key:
            self._cancel_timer = self._scheduler.call_after(PAUSE_SECONDS, self._start_loading)

    def forget(self) -> None:
        """Load the article anew: it, its view or the settings have changed."""
        self._stop()
        self._shown_key = self._pending_key = None
        self.update()

    def _stop(self) -> None:
        if self._cancel_timer is not None:
            self._cancel_timer()
            self._cancel_timer = None

    def _find_key(self) -> tuple[int, ViewName] | None:
        """What is to be shown; None for nothing, and where the page beside the list shows it already."""
        if not (self.is_wanted and self.has_room and self._session.is_list_in_front):
            return None
        number = self._article_list.visible_selection
        reading_list = self._session.reading_list
        if number is None or (self._article_list.is_column and number == reading_list.open_number):
            return None
        return number, reading_list.view_name

    def _start_loading(self) -> None:
        self._cancel_timer = None
        key = self._pending_key
        if key is None:
            return
        entry = self._session.reading_list.entries[key[0]]
        if entry.number == self._session.reading_list.open_number:
            self._show(key, self._session.open_article)
        elif entry.error is not None:
            self._show(key, str(entry.error))
        elif self._is_elsewhere(entry):
            self._show(key, self._session.messages("preview.elsewhere"))
        else:
            self._scheduler.start_worker(partial(self._load, key, entry), "preview")

    def _is_elsewhere(self, entry: ListEntry) -> bool:
        """Whether reading an article would fetch it, or wait for somebody."""
        is_stored = entry.number in self._session.reading_list.document_cache
        return entry.kind in ("web", "stdin") and not is_stored

    async def _load(self, key: tuple[int, ViewName], entry: ListEntry) -> None:
        from reader.sources.detached_thread import run_in_thread

        shown: OpenArticle | str
        try:
            shown = await run_in_thread(lambda: self._read(entry))
        except ReaderError as error:
            shown = str(error)
        if key == self._pending_key:  # else the selection has moved on
            if not isinstance(shown, str):
                self._session.reading_list.set_view(shown, entry)
            self._show(key, shown)

    def _read(self, entry: ListEntry) -> OpenArticle:
        """The article of an entry; called in a thread.

        Raises:
            ReaderError: It cannot be opened.
        """
        reading_list = self._session.reading_list
        document = reading_list.document_cache.load_document(entry.source, entry.number)
        return reading_list.article_builder.build(entry, document)

    def _show(self, key: tuple[int, ViewName], shown: OpenArticle | str) -> None:
        """Show an article, or the sentence why there is none."""
        self._shown_key = key
        if isinstance(shown, str):
            self._preview.show_notice(shown)
        else:
            self._preview.show_article(shown)
        self._refresh_layout()

    def action_preview(self) -> None:
        """Show or hide the preview."""
        if not self.has_room:
            self._shell.show_message(self._session.messages("preview.no_room"), "warning")
            return
        self.is_wanted = not self.is_wanted
        self._shown_key = None
        self.update()
        self._refresh_layout()
        self._shell.show_message(self._session.messages("preview.on" if self.is_wanted else "preview.off"))
