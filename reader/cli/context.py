"""The context of a command: its options, the settings, and the ways to open the sources it names."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from reader.cli.output import print_message

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from reader.config.feed_list import FeedList
    from reader.config.settings import Settings
    from reader.library.library import Library
    from reader.library.lookup import LoadedSource
    from reader.model import Article
    from reader.script.options import ConversionOptions
    from reader.script.overrides import OverrideFile
    from reader.services.opening import OpenedSource
    from reader.services.story_choices import StoryChoices
    from reader.sources import Document


class CommandContext:
    """The options of a command, and what they stand for.

    Args:
        options: As they were parsed; those that all commands have are among them.
    """

    def __init__(self, options: Namespace) -> None:
        self.options = options
        self._has_reported_feed_list = False

    @cached_property
    def settings(self) -> Settings:
        """The settings in force.

        Raises:
            ReaderError: The settings file cannot be used.
        """
        from reader.config.settings import load_settings
        from reader.input.keymap import find_problems

        return load_settings(self.options.config_file, find_problems)

    def load_own_rules(self) -> OverrideFile:
        """The user's own overrides, beside the settings; problems in them are not reported here."""
        from reader.config.settings import overrides_path
        from reader.script.overrides import OverrideFile

        return OverrideFile(overrides_path(self.options.config_file))

    @cached_property
    def story_choices(self) -> StoryChoices:
        """The boxes of pages that the reader chose as the story, beside the settings."""
        from reader.config.settings import story_choices_path
        from reader.services.story_choices import StoryChoices

        return StoryChoices(story_choices_path(self.options.config_file))

    def make_conversion_options(self) -> ConversionOptions | None:
        """What the conversion to `--script` depends on, made once for text and figures; None for the source script.

        Problems in the user's own overrides are reported.
        """
        if self.options.script == "source":
            return None
        from reader.services.conversion_options import make_conversion_options

        own_rules = self.load_own_rules()
        for problem in own_rules.problems:
            print_message(problem)
        if self.settings.forms == "press" and self.options.script in ("hk", "hkp", "tw", "twp"):
            from reader.script.press_conversion import get_table_problem

            if damage := get_table_problem():
                print_message(f"{damage}; converted by OpenCC")
        options = make_conversion_options(self.settings, own_rules)
        return replace(options, written_in=getattr(self.options, "written_in", None))

    # -- feeds

    @property
    def feed_list_path(self) -> Path:
        """The list of feeds, beside the settings."""
        from reader.config.settings import feed_list_path

        return feed_list_path(self.options.config_file)

    def load_feed_list(self) -> FeedList:
        """The feeds that are followed; keys of their list that are not known are reported once.

        Raises:
            ReaderError: Their list cannot be used.
        """
        from reader.config.feed_list import join_sentences, load_feed_list

        feed_list = load_feed_list(self.feed_list_path)
        if feed_list.warnings and not self._has_reported_feed_list:
            print_message(f"{self.feed_list_path}: {join_sentences(feed_list.warnings)}")
            self._has_reported_feed_list = True
        return feed_list

    # -- opening

    def load_document(self, source: str) -> Document:
        """The document of a source: a file, `-`, a URL, or the id of an article of the library.

        Raises:
            ReaderError: It cannot be opened.
        """
        from reader.services.opening import load_document

        return load_document(
            source, self._fetch_page, encoding=self.options.encoding, library_path=self.options.library
        )

    def _fetch_page(self, url: str) -> Document:
        from reader.cli.progress import fetch_with_progress

        return fetch_with_progress(url, self.settings, self.options.encoding)

    def open_document(self, document: Document, *, whole_page: bool = False, story: int | None = None) -> OpenedSource:
        """A document with its article, which is still to be read; the notices of an annotated copy are reported.

        Args:
            document: Any text.
            whole_page: With everything that is cut away from an HTML page.
            story: The number of the part of a page that is its story; None for the one that was chosen or is found.

        Raises:
            ReaderError: It is a page without an article, or a damaged copy.
        """
        from reader.services.opening import open_document

        selector = None
        if story is not None:
            from reader.services.page_parts import get_candidate

            selector = get_candidate(document, story).selector
        opened = open_document(
            document, include_boilerplate=whole_page, story_choices=self.story_choices, selector=selector
        )
        for notice in opened.notices:
            print_message(f"{document.origin.path or document.origin.url or '-'}: {notice}")
        return opened

    def open_source(self, source: str, *, whole_page: bool = False, story: int | None = None) -> OpenedSource:
        """A source with its article, as `load_document` and `open_document` open it.

        Args:
            source: A file, `-`, a URL, or the id of an article of the library.
            whole_page: With everything that is cut away from an HTML page.
            story: The number of the part of a page that is its story; None for the one that was chosen or is found.

        Raises:
            ReaderError: It cannot be opened.
        """
        return self.open_document(self.load_document(source), whole_page=whole_page, story=story)

    def read_article(self, opened: OpenedSource) -> Article:
        """The complete article of a source as written; a page whose parts could not be found is reported."""
        article = opened.read_article()
        if article.is_unstructured and opened.copy is None:
            name = opened.document.origin.url or opened.document.origin.path or "the page"
            print_message(f"{name}: its parts could not be told; this is its text without tags")
        return article

    def report_unread_figures(self, article: Article) -> None:
        """Report where figures were looked for in the first part of an article alone; to be called before a listing."""
        from reader.figures.scan import NUMERALS_MIN, find_scan_end

        if find_scan_end(article) is not None:
            name = article.origin.url or article.origin.path or "the text"
            print_message(
                f"{name}: it has too many numbers; figures were looked for in the first {NUMERALS_MIN:,} or more"
            )

    def load_source(self, source: str) -> LoadedSource:
        """A source in the form in which the library stores it.

        Raises:
            ReaderError: It cannot be opened.
        """
        return self.read_loaded(self.load_document(source))

    def read_loaded(self, document: Document) -> LoadedSource:
        """A document in the form in which the library stores it.

        Raises:
            ReaderError: It is a page without an article, or a damaged copy.
        """
        from reader.library.lookup import LoadedSource

        opened = self.open_document(document)
        return LoadedSource(self.read_article(opened), opened.document.text, opened.annotations)

    # -- the library

    def open_library(self, *, writable: bool = True) -> Library:
        """The library of `--library`, else the user's own; what had to be done to open it is reported.

        Args:
            writable: Whether it will be written to; else none is made where there is none.

        Raises:
            ReaderError: It cannot be used.
        """
        from reader.library.lookup import open_library

        if writable:
            self.delete_leftovers()
        return open_library(self.options.library, print_message, writable=writable)

    def delete_leftovers(self) -> None:
        """Delete what programs left that were killed while they wrote; for commands that write."""
        from reader.services.leftovers import delete_all_leftovers

        delete_all_leftovers(self.settings, self.options.config_file, self.options.library)
