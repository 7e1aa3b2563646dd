"""Builds open articles from documents, as the settings in force say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.services.opening import open_document
from reader.tui.state.article import OpenArticle

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.config.settings import Settings
    from reader.script.overrides import OverrideFile
    from reader.services.story_choices import StoryChoices
    from reader.sources import Document
    from reader.structure import CompleteReader, IncrementalReader
    from reader.tui.state.figures import FigureOptions
    from reader.tui.state.list_entry import ListEntry


class ArticleBuilder:
    """Builds open articles.

    Args:
        settings: The settings in force.
        locale: The user's locale, such as `zh_TW`.
        load_override_file: Returns the user's own overrides.
        figure_options: How figures are shown and read.
        story_choices: The boxes of pages that the user chose as the story.
    """

    def __init__(
        self,
        settings: Settings,
        locale: str,
        load_override_file: Callable[[], OverrideFile] | None,
        figure_options: FigureOptions,
        story_choices: StoryChoices,
    ) -> None:
        self.settings = settings
        self._locale = locale
        self._load_override_file = load_override_file
        self._figure_options = figure_options
        self.story_choices = story_choices

    def build(
        self, entry: ListEntry, document: Document, reading: IncrementalReader | CompleteReader | None = None
    ) -> OpenArticle:
        """An article with its first blocks. This may take long, and changes nothing: it can be called in a thread.

        Args:
            entry: Its entry in the reading list.
            document: Its document.
            reading: A reader of it, at its beginning; None to begin one.

        Raises:
            ReaderError: The document cannot be read.
        """
        source = open_document(document, reading, story_choices=self.story_choices)
        opened = OpenArticle(
            source.document,
            self.settings,
            self._locale,
            self._load_override_file,
            entry.pins,
            self._figure_options,
            overrides=entry.overrides,
            reading=source.reader,
        )
        opened.annotated_copy = source.copy
        return opened
