"""Saving annotated copies: beside the article's file, else in the folder of the settings."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.config.settings import Settings
    from reader.copies import CopyFormat
    from reader.copies.save import SaveResult
    from reader.script.overrides import OverrideFile
    from reader.tui.parts import ArticlePart
    from reader.tui.shell import Session, Shell
    from reader.tui.state.article import OpenArticle


class SaveCopyController:
    """Saves the whole article with its annotations, in the script of the view, and shows the path.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        article: The page.
        load_annotations: Places the annotations of an article that is read to its end.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        article: ArticlePart,
        load_annotations: Callable[[OpenArticle], None],
    ) -> None:
        self._shell = shell
        self._session = session
        self._article = article
        self._load_annotations = load_annotations

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

    async def _save(self, copy_format: CopyFormat) -> None:
        session, words = self._session, self._session.messages
        self._article.read_to_end()  # the whole article, with all its annotations
        self._load_annotations(session.open_article)
        opened, settings = session.open_article, session.settings
        override_file = opened.converted.converter.article_rules.override_file if opened.view_name != "source" else None
        source = None if session.reading_list.is_samples else opened.origin.path
        try:
            # The article is handed over: another one may be opened while the thread writes.
            saved = await asyncio.to_thread(_write_copy, opened, copy_format, settings, override_file, source)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        if saved.skipped_path is not None:
            self._shell.show_message(words("status.saved.beside", path=saved.skipped_path, new=saved.path), "done")
        else:
            self._shell.show_message(words("status.saved", path=saved.path), "done")


def _write_copy(
    open_article: OpenArticle,
    copy_format: CopyFormat,
    settings: Settings,
    override_file: OverrideFile | None,
    source: str | None,
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
