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
    from reader.library.records import Kept
    from reader.script.overrides import OwnRules
    from reader.sources import Document
    from reader.sources.previews import Head


class Given(NamedTuple):
    """What there is to read."""

    sources: list[str]
    name: str = ""
    """Of the folder they are from."""
    samples: bool = False
    kept: tuple[Kept, ...] = ()
    """What the library knows of each, where they are its articles."""


def given_sources(named: list[str], library: str | None = None) -> Given:
    """The articles that were named, those of folders among them; else what is piped in, else those of the library,
    and the bundled ones where that is empty.

    Raises:
        ReaderError: A folder has none; standard input is named twice.
    """
    if not named and _is_piped():
        return Given(["-"])
    if not named and (kept := _library(library)):
        return Given([_source(each) for each in kept], kept=kept)
    if not named:
        from reader.sources import samples

        bundled = [str(path) for path in samples()]
        if not bundled:
            raise ReaderError("the bundled articles", "they are not installed", "name a file to read")
        return Given(bundled, samples=True)
    if named.count("-") > 1:
        raise ReaderError("-", "standard input can be read only once", "name it once")
    sources: list[str] = []
    for name in named:
        if name != "-" and os.path.isdir(folder := os.path.expanduser(name)):
            from pathlib import Path

            from reader.sources.folders import files_in

            sources += map(str, files_in(Path(folder)))
        else:
            sources.append(name)
    one_folder = len(named) == 1 and sources != named
    return Given(sources, os.path.basename(os.path.abspath(named[0])) if one_folder else "")


def _library(named: str | None) -> tuple[Kept, ...]:
    """The articles of the library; none where it cannot be opened, which is said when something is to be kept."""
    from reader.library.paths import library_path

    path = library_path(named)
    if not path.exists():
        return ()
    from reader.library.library import Library

    try:
        with Library.open(path, write=False) as library:
            return tuple(library.articles())
    except ReaderError:
        return ()


def _source(kept: Kept) -> str:
    """The file an article came from, as it is today; else what is kept of it, by its id."""
    path = kept.origin.path
    return path if path and os.path.isfile(path) else kept.id


def _is_piped() -> bool:
    """Whether a text waits on standard input, and a terminal for it on standard output."""
    try:
        kind = os.fstat(0).st_mode
        return (stat.S_ISFIFO(kind) or stat.S_ISREG(kind)) and os.isatty(1)
    except OSError:
        return False


def open_screen(
    settings: Settings,
    given: Given,
    load: Callable[[str], Document],
    own: Callable[[], OwnRules],
    *,
    encoding: str | None = None,
    config: str | None = None,
    library: str | None = None,
) -> int:
    """Open the reader on the screen; the exit code.

    Args:
        settings: In force.
        given: What there is to read.
        load: Opens a source.
        own: Reads the reader's own overrides; asked once, when something is converted.
        encoding: Of all files, where it was named.
        config: The settings file, where it was named.
        library: The library, where it was named.

    Raises:
        ReaderError: No source can be opened, or there is no terminal to show it on.
    """
    import gc

    gc.disable()  # nothing made while starting is garbage; looking for it takes a seventh of the time
    from reader.i18n import language_of, locale_name, view_of_language
    from reader.input.keymap import Keymap
    from reader.terminal.setup import prepare
    from reader.tui.state.reading_list import Shelf
    from reader.tui.state.shelving import Shelving
    from reader.tui.terminal.first_paint import Curtain

    def peek(source: str) -> Head | None:
        from reader.sources.previews import read_head

        return read_head(source, encoding)

    keeper = Shelving(library, keeps=not given.samples)
    shelf = Shelf(
        given.sources, load, settings, locale_name(), name=given.name, samples=given.samples, peek=peek,
        own=cache(own), keeper=keeper, encoding=encoding, kept=given.kept,
    )  # fmt: skip
    if given.samples:  # they are ours, and speak the reader's language from their first word
        shelf.view = view_of_language(language_of(settings.language))
    opened = shelf.open_first()
    prepare(settings.theme, keyboard_gone="-" in given.sources)
    in_list = len(given.sources) > 1 and not given.samples
    with Curtain() as curtain:
        if not in_list and opened.view == "source":
            curtain.draw(opened, settings)
        from reader.tui.app import DubaoApp

        keymap = Keymap(dict(settings.keys))
        with keeper:
            return DubaoApp(settings, keymap, shelf, opened, config=config, in_list=in_list, curtain=curtain).start()
