"""Saving annotated copies: beside the article's file, else in the folder of the settings."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from reader.copies import Format
    from reader.copies.save import Saved
    from reader.script.overrides import OwnRules
    from reader.tui.screens.reading import ReaderScreen


class Saving:
    """Writes the whole article with its marks and notes, in the script of the view, and says where."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    async def action_save(self) -> None:
        """As Markdown."""
        await self._save("md")

    def action_save_as(self) -> None:
        """In a format to choose."""
        from reader.copies import FORMATS

        screen, words = self._screen, self._screen.words
        choices = [
            Choice(words("save." + form), words(f"save.{form}.help"), run=partial(self._save, form)) for form in FORMATS
        ]
        screen.offer(words("save.as"), choices)

    async def _save(self, form: Format) -> None:
        screen, words = self._screen, self._screen.words
        screen.spread.article.read_on()  # the whole article, with all its marks
        if not screen.opened.noted.placed:
            screen.noting.place(screen.opened)
        own = screen.opened.views.rules.own if screen.opened.view != "source" else None
        try:
            # Keys wait meanwhile, so that the copy is of what is seen; the window does not.
            saved = await asyncio.to_thread(self._saved, form, own)
        except ReaderError as error:
            screen.tell(str(error))
            return
        if saved.other is not None:
            screen.tell(words("status.saved.beside", path=saved.other, new=saved.path))
        else:
            screen.tell(words("status.saved", path=saved.path))

    def _saved(self, form: Format, own: OwnRules | None) -> Saved:
        from reader.services.copies import copy_page, save_copy

        screen, opened = self._screen, self._screen.opened
        taste = opened.figures.taste
        # A table holds notes or figures: where there are no notes the figures are meant.
        figures = (taste.date, taste.region) if form == "csv" and not opened.noted.annotations else None
        page = copy_page(opened.article, opened.noted.annotations, screen.settings, opened.view, own, figures)
        shelf = screen.articles.shelf
        source = None if shelf.samples else opened.origin.path
        return save_copy(page, form, source, screen.settings)
