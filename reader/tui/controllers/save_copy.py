"""Saving annotated copies: beside the article's file, else in the folder of the settings."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from reader.errors import ReaderError
from reader.tui.controllers.article_list import require_selected_article
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.config.settings import Settings
    from reader.copies import CopyFormat
    from reader.copies.save import SaveResult
    from reader.i18n import Messages
    from reader.model import ViewName
    from reader.script.overrides import OverrideFile
    from reader.tui.parts import ArticleListPart
    from reader.tui.shell import Scheduler, Session, Shell
    from reader.tui.state.article import OpenArticle


_Result = TypeVar("_Result", covariant=True)


class _CopyWriter(Protocol[_Result]):
    """Writes a copy of an article; runs in a thread."""

    def __call__(
        self, open_article: OpenArticle, settings: Settings, override_file: OverrideFile | None, source: str | None, /
    ) -> _Result:
        """Write it; raises ReaderError."""


class SaveCopyController:
    """Saves the whole article with its annotations, in the script of the view, and shows the path.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        scheduler: Time and threads.
        article_list: The list of articles.
        complete_article: Reads the rest of the open article and places its annotations.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        scheduler: Scheduler,
        article_list: ArticleListPart,
        complete_article: Callable[[], None],
    ) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._article_list = article_list
        self._complete_article = complete_article

    async def action_save(self) -> None:
        """Save a copy as Markdown."""
        await self._save("md")

    def action_save_as(self) -> None:
        """Save a copy in a format to choose."""
        from reader.copies import COPY_FORMATS

        words = self._session.messages
        choices = [
            Choice(words("save." + form), words(f"save.{form}.help"), run=partial(self._save, form))
            for form in COPY_FORMATS
        ]
        self._shell.show_choices(words("save.as"), choices)

    def action_list_save(self) -> None:
        """Save the selected articles of the list as one EPUB file, with their notes, beside the keys."""
        words, session = self._session.messages, self._session
        if require_selected_article(self._shell, session, self._article_list) is None:
            return
        entries = [session.reading_list.entries[number] for number in self._article_list.selected_numbers]
        sources = [entry.article_id or entry.source for entry in entries]
        self._article_list.clear_range()
        self._shell.show_message(words("status.saving", n=f"{len(sources):,}"))
        self._scheduler.start_worker(partial(self._save_sources, sources), "save")

    async def _save_sources(self, sources: Sequence[str]) -> None:
        words, session = self._session.messages, self._session
        opened = session.open_article
        override_file = opened.converted.converter.article_rules.override_file if opened.view_name != "source" else None
        library_path = session.feed_paths.library if session.feed_paths else None
        try:
            saved, errors = await asyncio.to_thread(
                _save_sources, sources, session.settings, opened.view_name, override_file, library_path
            )
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        if errors:
            message = words("status.saved.partly", path=saved.path, n=f"{len(errors):,}", why=errors[0])
            self._shell.show_message(message, "warning")
        else:
            self._shell.show_message(words("status.saved", path=saved.path), "done")

    async def action_print(self) -> None:
        """Write the article with its notes as a page for paper, and open it in the browser, which prints it."""
        from reader.tui.terminal.browser import open_file_in_browser

        words = self._session.messages
        try:
            path = await self._make_copy(_write_print_page)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        if open_file_in_browser(path):
            self._shell.show_message(words("status.printed"), "done")
        else:
            self._shell.show_message(words("status.browser.none.file", path=path), "error")

    async def _save(self, copy_format: CopyFormat) -> None:
        words = self._session.messages
        try:
            saved = await self._make_copy(partial(_write_copy, copy_format=copy_format))
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        self._shell.show_message(_describe_result(saved, words), "done")

    async def _make_copy(self, write: _CopyWriter[_Result]) -> _Result:
        """Have a copy of the whole article written in a thread; return what that returns.

        The article is handed over: another one may be opened while the thread writes.

        Raises:
            ReaderError: It cannot be written.
        """
        session = self._session
        self._complete_article()
        opened, settings = session.open_article, session.settings
        override_file = opened.converted.converter.article_rules.override_file if opened.view_name != "source" else None
        source = None if session.reading_list.is_samples else opened.origin.path
        return await asyncio.to_thread(write, opened, settings, override_file, source)


def _describe_result(saved: SaveResult, messages: Messages) -> str:
    """Where a copy was saved, and what became of a file that had its name."""
    if saved.skipped_path is None:
        return messages("status.saved", path=saved.path)
    message_id = "status.saved.beside" if saved.outcome == "numbered" else "status.saved.other"
    return messages(message_id, path=saved.skipped_path, new=saved.path)


def _write_print_page(
    open_article: OpenArticle, settings: Settings, override_file: OverrideFile | None, _source: str | None
) -> Path:
    """Write the article as a page that is made for paper; return its path in the cache folder.

    Raises:
        ReaderError: It cannot be written.
    """
    from reader.services.copies import prepare_copy, write_print_page

    annotations = open_article.annotation_index.annotations
    view = prepare_copy(open_article.article, annotations, settings, open_article.view_name, override_file)
    return write_print_page(view)


def _save_sources(
    sources: Sequence[str],
    settings: Settings,
    view_name: ViewName,
    override_file: OverrideFile | None,
    library_path: str | None,
) -> tuple[SaveResult, list[ReaderError]]:
    """Save articles as one EPUB file; runs in a thread.

    Raises:
        ReaderError: None of them can be opened, or the file cannot be written.
    """
    from reader.services.copies import save_sources

    return save_sources(sources, settings, view_name, override_file, library_path)


def _write_copy(
    open_article: OpenArticle,
    settings: Settings,
    override_file: OverrideFile | None,
    source: str | None,
    *,
    copy_format: CopyFormat,
) -> SaveResult:
    """Write a copy of the article in the script of its view.

    Raises:
        ReaderError: It cannot be written.
    """
    from reader.services.copies import prepare_copy, save_copy

    options, annotations = open_article.figure_index.options, open_article.annotation_index.annotations
    # A table holds notes or figures: where there are no notes the figures are meant.
    figures = (options.date, options.region) if copy_format == "csv" and not annotations else None
    view = prepare_copy(open_article.article, annotations, settings, open_article.view_name, override_file, figures)
    return save_copy(view, copy_format, source, settings)
