"""Completion of a path that is being typed, from the folders of the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.folders import may_be_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.tui.shell import Scheduler

_MAX_COMPLETIONS = 200
_WAIT_SECONDS = 0.05
"""Seconds that the screen waits for a folder: enough for a disk, but not for a slow network."""


class Completions(NamedTuple):
    """The completions of a text."""

    paths: Sequence[str] = ()
    """Paths that begin with it; those of folders end in a solidus."""
    is_folder: bool = False
    """Whether it names a folder itself, with a solidus behind."""


_NOT_KNOWN = Completions()


class PathCompletion:
    """Lists folders in a thread, so that one on a slow network does not stop the screen.

    Args:
        scheduler: Calls back into the thread of the screen.
        on_late_result: Called when the completions of a text came after they were asked for; they are asked for again.
        find: Finds the completions of a text; may take long.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        on_late_result: Callable[[], None],
        find: Callable[[str], Completions] | None = None,
    ) -> None:
        self._scheduler = scheduler
        self._on_late_result = on_late_result
        self._find = find or find_completions
        self._text: str | None = None
        """The text that was completed last."""
        self._late_result: Completions | None = None

    def complete(self, text: str) -> Completions:
        """Return the completions of a text; empty while they are not known yet."""
        if text == self._text:
            late = self._late_result
            if late is None:
                return _NOT_KNOWN
            self._text = self._late_result = None
            return late
        found: list[Completions] = []
        self._text, self._late_result = text, None
        thread = Thread(target=lambda: found.append(self._find(text)), name="dubao-completion", daemon=True)
        thread.start()
        thread.join(_WAIT_SECONDS)
        if thread.is_alive():
            Thread(target=self._wait_for, args=(thread, text, found), name="dubao-completion-wait", daemon=True).start()
            return _NOT_KNOWN
        self._text = None
        return found[0]

    def _wait_for(self, thread: Thread, text: str, found: list[Completions]) -> None:
        """Wait, in a thread of its own, for a folder that is slow."""
        thread.join()
        with suppress(RuntimeError):  # the program has ended meanwhile
            self._scheduler.call_from_thread(self._take_late_result, text, found[0])

    def _take_late_result(self, text: str, found: Completions) -> None:
        if text == self._text:
            self._late_result = found
            self._on_late_result()


def find_completions(text: str) -> Completions:
    """Find the folders and readable files that begin with what is typed; hidden ones only when asked for.

    Files whose ending says that they are no text are left out.
    """
    path = expand_user(text)
    folder, begin = os.path.split(path)
    found = []
    try:
        is_folder = bool(text) and not begin and os.path.isdir(path)
        with os.scandir(folder or ".") as entries:
            for entry in entries:
                if not entry.name.startswith(begin) or (entry.name.startswith(".") and not begin):
                    continue
                path_found, is_dir = os.path.join(folder, entry.name), entry.is_dir()
                if is_dir or (may_be_text(entry.name) and entry.is_file() and os.access(path_found, os.R_OK)):
                    found.append(path_found + ("/" if is_dir else ""))
                if len(found) >= _MAX_COMPLETIONS:
                    break
    except (OSError, ValueError):
        return _NOT_KNOWN
    return Completions(sorted(path for path in found if path != text), is_folder)


def expand_user(path: str) -> str:
    """Return the path with the home folder in place of `~`; unchanged where there is no such user."""
    try:
        return os.path.expanduser(path)
    except ValueError:
        return path
