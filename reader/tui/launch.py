"""From the names on the command line to the screen: which articles there are, and the first page at once."""

from __future__ import annotations

import os
import stat
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.config.settings import Settings
    from reader.library.records import LibraryEntry
    from reader.script.overrides import OverrideFile
    from reader.sources import Document
    from reader.sources.previews import Preview


class InputSources(NamedTuple):
    """What there is to read."""

    sources: list[str]
    folder_name: str = ""
    """Of the folder they are from."""
    is_bundled: bool = False
    entries: tuple[LibraryEntry, ...] = ()
    """What the library knows of each, where they are its articles."""


def collect_inputs(arguments: list[str], explicit_path: str | None = None) -> InputSources:
    """The articles that were named, those of folders among them; else what is piped in, else those of the library,
    and the bundled ones where that is empty.

    Raises:
        ReaderError: A folder has none; standard input is named twice.
    """
    if not arguments and _is_piped():
        return InputSources(["-"])
    if not arguments and (kept := _load_entries(explicit_path)):
        return InputSources([_choose_source(each) for each in kept], entries=kept)
    if not arguments:
        from reader.sources import list_samples

        bundled = [str(path) for path in list_samples()]
        if not bundled:
            raise ReaderError("the bundled articles", "they are not installed", "name a file to read")
        return InputSources(bundled, is_bundled=True)
    if arguments.count("-") > 1:
        raise ReaderError("-", "standard input can be read only once", "name it once")
    sources: list[str] = []
    for name in arguments:
        if name != "-" and os.path.isdir(folder := os.path.expanduser(name)):
            from pathlib import Path

            from reader.sources.folders import find_text_files

            sources += map(str, find_text_files(Path(folder)))
        else:
            sources.append(name)
    one_folder = len(arguments) == 1 and sources != arguments
    return InputSources(sources, os.path.basename(os.path.abspath(arguments[0])) if one_folder else "")


def _load_entries(explicit_path: str | None) -> tuple[LibraryEntry, ...]:
    """The articles of the library; none where it cannot be opened, which is said when something is to be kept."""
    from reader.library.paths import library_path

    path = library_path(explicit_path)
    if not path.exists():
        return ()
    from reader.library.library import Library

    try:
        with Library.open(path, writable=False) as library:
            return tuple(library.list_entries())
    except ReaderError:
        return ()


def _choose_source(entry: LibraryEntry) -> str:
    """The file an article came from, as it is today; else what is kept of it, by its id."""
    path = entry.origin.path
    return path if path and os.path.isfile(path) else entry.id


def _is_piped() -> bool:
    """Whether a text waits on standard input, and a terminal for it on standard output."""
    try:
        kind = os.fstat(0).st_mode
        return (stat.S_ISFIFO(kind) or stat.S_ISREG(kind)) and os.isatty(1)
    except OSError:
        return False


def open_screen(
    settings: Settings,
    inputs: InputSources,
    open_source: Callable[[str], Document],
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
        open_source: Opens a source.
        load_own_rules: Reads the reader's own overrides; asked once, when something is converted.
        encoding: Of all files, where it was named.
        config_path: The settings file, where it was named.
        library_path: The library, where it was named.

    Raises:
        ReaderError: No source can be opened, or there is no terminal to show it on.
    """
    import gc

    gc.disable()  # nothing made while starting is garbage; looking for it takes a seventh of the time
    from reader.i18n import choose_language, get_language_view, get_locale_name
    from reader.input.keymap import Keymap
    from reader.terminal.setup import prepare_terminal
    from reader.tui.state.reading_list import ReadingList
    from reader.tui.state.shelving import LibraryStore
    from reader.tui.terminal.first_paint import FirstPaint

    def peek(source: str) -> Preview | None:
        from reader.sources.previews import read_preview

        return read_preview(source, encoding)

    keeper = LibraryStore(library_path, keep_on_open=not inputs.is_bundled)
    shelf = ReadingList(
        inputs.sources,
        open_source,
        settings,
        get_locale_name(),
        folder_name=inputs.folder_name,
        is_samples=inputs.is_bundled,
        peek_head=peek,
        load_override_file=cache(load_own_rules),
        annotation_store=keeper,
        encoding=encoding,
        records=inputs.entries,
    )
    if inputs.is_bundled:  # they are ours, and speak the reader's language from their first word
        shelf.view_name = get_language_view(choose_language(settings.language))
    opened = shelf.open_first()
    prepare_terminal(settings.theme, stdin_consumed="-" in inputs.sources)
    in_list = len(inputs.sources) > 1 and not inputs.is_bundled
    with FirstPaint() as curtain:
        if not in_list and opened.view_name == "source":
            curtain.draw(opened, settings)
        from reader.tui.app import DubaoApp

        keymap = Keymap(dict(settings.keys))
        with keeper:
            return DubaoApp(
                settings, keymap, shelf, opened, config_path=config_path, in_list=in_list, first_paint=curtain
            ).run_to_exit()
