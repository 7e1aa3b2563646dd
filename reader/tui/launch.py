"""Opens the screen: the first page is drawn before Textual is loaded."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.config.settings import Settings
    from reader.library.listing import ArticleListing
    from reader.script.overrides import OverrideFile
    from reader.services.inputs import InputSources
    from reader.sources import Document
    from reader.sources.previews import Preview
    from reader.tui.state.library_store import LibraryStore
    from reader.tui.state.reading_list import ReadingList
_SWEEP_SECONDS = 2.0
"""Seconds after the start in which nothing is swept."""


def open_screen(
    settings: Settings,
    inputs: InputSources,
    load_document: Callable[[str], Document],
    load_own_rules: Callable[[], OverrideFile],
    *,
    encoding: str | None = None,
    config_path: str | None = None,
    library_path: str | None = None,
) -> int:
    """Open the reader on the screen; the exit code.

    Args:
        settings: In force.
        inputs: What there is to read.
        load_document: Gives the document of a source; raises ReaderError.
        load_own_rules: Reads the user's own overrides; called once, when something is converted.
        encoding: A WHATWG label for all files; None means to find out.
        config_path: The settings file named on the command line.
        library_path: The library named on the command line.

    Raises:
        ReaderError: No source can be opened, or there is no terminal to show it on.
    """
    import gc

    gc.disable()  # nothing made while starting is garbage, and collecting takes a seventh of the time
    from reader.input.keymap import Keymap
    from reader.sources.kinds import STDIN
    from reader.terminal.setup import prepare_terminal
    from reader.tui.state.library_store import LibraryStore
    from reader.tui.terminal.first_paint import FirstPaint

    annotation_store = LibraryStore(library_path, keep_on_open=not inputs.is_bundled)
    reading_list = _make_reading_list(
        settings, inputs, load_document, load_own_rules, annotation_store, encoding, config_path
    )
    opened = reading_list.open_first()
    prepare_terminal(settings.theme, stdin_consumed=STDIN in inputs.sources)
    in_list = (len(inputs.sources) > 1 or inputs.library is not None) and not inputs.is_bundled
    keymap = Keymap(dict(settings.keys))
    with FirstPaint() as first_paint:
        if not in_list and opened.view_name == "source":
            first_paint.draw(opened, settings, keymap)
        from reader.tui.app import DubaoApp
        from reader.tui.shell import FeedPaths

        _delete_leftovers_later(settings, config_path, library_path)
        with annotation_store:
            return DubaoApp(
                settings,
                keymap,
                reading_list,
                opened,
                config_path=config_path,
                feed_paths=FeedPaths(library_path, config_path),
                in_list=in_list,
                first_paint=first_paint,
            ).run_to_exit()


def _make_reading_list(
    settings: Settings,
    inputs: InputSources,
    load_document: Callable[[str], Document],
    load_own_rules: Callable[[], OverrideFile],
    annotation_store: LibraryStore,
    encoding: str | None,
    config_path: str | None,
) -> ReadingList:
    """The list of what there is to read; the arguments are those of open_screen, and where notes are stored."""
    from reader.config.settings import feed_list_path, story_choices_path
    from reader.i18n import choose_language, get_language_view, get_locale_name
    from reader.services.story_choices import StoryChoices
    from reader.tui.state.reading_list import ReadingList

    reading_list = ReadingList(
        inputs.sources,
        load_document,
        settings,
        get_locale_name(),
        folder_name=inputs.folder_name,
        is_samples=inputs.is_bundled,
        peek_head=lambda source: _peek_head(source, encoding),
        load_override_file=cache(load_own_rules),
        annotation_store=annotation_store,
        encoding=encoding,
        listing=_open_listing(inputs),
        story_choices=StoryChoices(story_choices_path(config_path)),
    )
    reading_list.has_first_steps, reading_list.feeds_path = True, feed_list_path(config_path)
    if inputs.is_bundled:  # their script follows the language of the screen
        reading_list.view_name = get_language_view(choose_language(settings.language))
    return reading_list


def _peek_head(source: str, encoding: str | None) -> Preview | None:
    """The beginning of a source; None for one that can be read only once."""
    from reader.sources.previews import read_preview

    return read_preview(source, encoding)


def _open_listing(inputs: InputSources) -> ArticleListing | None:
    """The lists of the library, where its articles are what there is to read."""
    if inputs.library is None:
        return None
    from reader.library.listing import ArticleListing

    return ArticleListing(inputs.library.connection)


def _delete_leftovers_later(settings: Settings, config_path: str | None, library_path: str | None) -> None:
    """Delete, in a thread and after the start, what programs left that were killed while they wrote."""
    from threading import Timer

    sweeper = Timer(_SWEEP_SECONDS, lambda: _delete_leftovers(settings, config_path, library_path))
    sweeper.daemon = True
    sweeper.start()


def _delete_leftovers(settings: Settings, config_path: str | None, library_path: str | None) -> None:
    """Delete what programs left that were killed while they wrote."""
    from reader.services.leftovers import delete_all_leftovers

    with suppress(ReaderError, OSError):
        delete_all_leftovers(settings, config_path, library_path)
