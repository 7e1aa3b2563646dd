"""Saving annotated copies: beside the article's file, else in the folder of the settings."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from reader.copies import CopyFormat
    from reader.copies.save import SaveResult
    from reader.script.overrides import OverrideFile
    from reader.tui.screens.reading import ReadingScreen


class SaveCopyController:
    """Writes the whole article with its marks and notes, in the script of the view, and says where."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    async def action_save(self) -> None:
        """As Markdown."""
        await self._save("md")

    def action_save_as(self) -> None:
        """In a format to choose."""
        from reader.copies import COPY_FORMATS

        screen, words = self._screen, self._screen.messages
        choices = [
            Choice(words("save." + form), words(f"save.{form}.help"), run=partial(self._save, form))
            for form in COPY_FORMATS
        ]
        screen.show_choices(words("save.as"), choices)

    async def _save(self, copy_format: CopyFormat) -> None:
        screen, words = self._screen, self._screen.messages
        screen.article_pane.article_view.read_to_end()  # the whole article, with all its marks
        if not screen.open_article.annotation_index.is_placed:
            screen.annotation_controller.load_annotations(screen.open_article)
        own = (
            screen.open_article.converter.article_rules.override_file
            if screen.open_article.view_name != "source"
            else None
        )
        try:
            # Keys wait meanwhile, so that the copy is of what is seen; the window does not.
            saved = await asyncio.to_thread(self._write_copy, copy_format, own)
        except ReaderError as error:
            screen.show_message(str(error))
            return
        if saved.skipped_path is not None:
            screen.show_message(words("status.saved.beside", path=saved.skipped_path, new=saved.path))
        else:
            screen.show_message(words("status.saved", path=saved.path))

    def _write_copy(self, copy_format: CopyFormat, override_file: OverrideFile | None) -> SaveResult:
        from reader.services.copies import prepare_copy, save_copy

        screen, opened = self._screen, self._screen.open_article
        taste = opened.figure_index.options
        # A table holds notes or figures: where there are no notes the figures are meant.
        figures = (
            (taste.date, taste.region) if copy_format == "csv" and not opened.annotation_index.annotations else None
        )
        page = prepare_copy(
            opened.article,
            opened.annotation_index.annotations,
            screen.settings,
            opened.view_name,
            override_file,
            figures,
        )
        shelf = screen.article_navigation.reading_list
        source = None if shelf.is_samples else opened.origin.path
        return save_copy(page, copy_format, source, screen.settings)
