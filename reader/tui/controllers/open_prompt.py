"""Opening another page by its path or address: typed with completion, or pasted; and text pasted as an article."""

from __future__ import annotations

import os
import re
import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.errors import ReaderError
from reader.model import to_single_line
from reader.sources.kinds import classify_source
from reader.tui.controllers.path_completion import PathCompletion, expand_user
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.tui.controllers.article_navigation import ArticleNavigationController
    from reader.tui.shell import Scheduler, Session, Shell

_FILE_URL = re.compile(r"file://[^/]*(/.*)\Z", re.IGNORECASE)
"""A file URL: the name of the machine, which may be empty, and the path."""
_MAX_PATH_LENGTH = 4096
_MAX_RECENT = 20
"""Articles that were open before, of which so many are offered."""
_MAX_PATHS_LENGTH = 20_000
"""Characters of the longest line that may name several files."""
_MIN_TEXT_LENGTH = 40
"""Characters from which a pasted line is a text rather than a path."""


class OpenPromptController:
    """The prompt for a path or an address; it completes those opened before and the paths of the disk.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        scheduler: Timers, workers and threads.
        article_navigation: Opens articles.
        refresh_prompt: Shows the choices again.
    """

    prefix = "O"
    placeholder = ""

    def __init__(
        self,
        shell: Shell,
        session: Session,
        scheduler: Scheduler,
        article_navigation: ArticleNavigationController,
        refresh_prompt: Callable[[], None],
    ) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._article_navigation = article_navigation
        self._completion = PathCompletion(scheduler, refresh_prompt)
        self.initial_text = ""
        self._history: list[str] = []

    async def action_open(self) -> None:
        """Ask for a path or an address."""
        await self._open_prompt("")

    async def _open_prompt(self, start: str) -> None:
        self.initial_text = start
        self.placeholder = self._session.messages("open.help")
        await self._shell.open_prompt(self)

    def list_choices(self, text: str) -> Sequence[Choice]:
        """Offer what was opened before, then the paths that begin with the text."""
        folder, found = expand_user(text), self._completion.complete(text)
        whole = []
        if found.is_folder:
            whole = [Choice(self._session.messages("open.folder"), text, run=lambda: self._open_folder(folder))]
        before = [path for path in self._list_recent() if text in path and path != text]
        paths = dict.fromkeys([*before, *found.paths])
        named = [(to_single_line(_display_name(path)), to_single_line(path), path) for path in paths]
        return whole + [Choice(name, line if line != name else "", completion=path) for name, line, path in named]

    def _list_recent(self) -> list[str]:
        """What was opened here, the latest first, then the articles of the list that were read; each once."""
        shelf = self._session.reading_list
        read = [entry.source for n, entry in enumerate(shelf.entries) if entry.is_read and n != shelf.open_number]
        return list(dict.fromkeys([*self._history, *read]))[:_MAX_RECENT]

    def preview(self, text: str) -> str:
        """Say nothing."""
        return ""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Open what is selected, else what is typed; of a folder go on asking.

        Args:
            text: The text that is typed.
            choice: The selected choice; None where none is selected.
        """
        path = expand_user(text.strip())
        if choice is not None and choice.run is not None:
            choice.run()
            return
        if choice is not None and choice.completion:
            path = expand_user(choice.completion)
        if not path:
            return
        if not _path_exists(path) and (several := _split_paths(text)):
            self._open_several(several)
            return
        if _path_exists(path) and os.path.isdir(path):
            self._scheduler.call_soon(partial(self._open_prompt, os.path.join(path, "")))
            return
        try:
            self._article_navigation.open_path(path)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            self._history.insert(0, text)
            return
        self._history.insert(0, path)

    def _open_several(self, paths: list[str]) -> None:
        """Put several files into the list, and go there."""
        try:
            self._article_navigation.add_files(paths)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")

    def _open_folder(self, folder: str) -> None:
        """Put all articles of a folder into the list, and go there."""
        from reader.sources.folders import find_text_files

        try:
            self._article_navigation.add_files([str(path) for path in find_text_files(Path(folder))])
        except ReaderError as error:
            self._shell.show_message(str(error), "error")

    def action_samples(self) -> None:
        """Add the bundled articles to the end of the list."""
        from reader.sources import list_samples

        self._article_navigation.add_files([str(path) for path in list_samples()])

    def cancel(self) -> None:
        """Do nothing."""

    # -- what is pasted

    def handle_paste(self, text: str) -> None:
        """Ask for a path or an address that was pasted; offer a text as an article."""
        text = text.strip("\r\n")
        name = find_pasted_path(text)
        if name is not None:
            self._scheduler.call_soon(partial(self._open_prompt, name))
        elif text.strip():
            words = self._session.messages
            choices = [
                Choice(words("paste.open"), run=lambda: self._article_navigation.open_text(text)),
                Choice(words("cancel"), run=lambda: None),
            ]
            self._shell.show_choices(words("status.pasted", n=len(text)), choices)


def find_pasted_path(text: str) -> str | None:
    """Return the path or address in a pasted text, as terminals and file managers paste them; None for a text.

    They put quotes around names with blanks, or backslashes before them, or file:// and per cent signs.
    """
    line = text.strip()
    if not line or "\n" in line or "\r" in line or len(line) > _MAX_PATH_LENGTH:
        return None
    if classify_source(line) == "web" and not any(map(str.isspace, line)):
        return line
    if local := _FILE_URL.match(line):
        return unquote(local[1], errors="surrogateescape")
    candidates = [line]
    try:
        parts = shlex.split(line)
        candidates += parts if len(parts) == 1 else []
    except ValueError:
        pass
    for candidate in candidates:
        if _path_exists(expand_user(candidate)):
            return candidate
    looks_like_one = line.startswith(("/", "~/", "./", "../")) or (len(line) < _MIN_TEXT_LENGTH and " " not in line)
    return candidates[-1] if looks_like_one else None


def _display_name(path: str) -> str:
    """The last part of a path, with its solidus; the machine of an address."""
    if classify_source(path) == "web":
        from reader.sources.urls import format_url_host

        return format_url_host(path)
    return os.path.basename(path.rstrip("/")) + ("/" if path.endswith("/") else "")


def _split_paths(text: str) -> list[str]:
    """The files that a text names with blanks between, as a shell would read it; none unless all are files."""
    if len(text) > _MAX_PATHS_LENGTH:  # shlex takes quadratic time
        return []
    try:
        paths = [expand_user(part) for part in shlex.split(text)]
    except ValueError:
        return []
    return paths if len(paths) > 1 and all(map(_is_file, paths)) else []


def _is_file(path: str) -> bool:
    return _path_exists(path) and not os.path.isdir(path)


def _path_exists(path: str) -> bool:
    try:
        return os.path.exists(path)
    except (OSError, ValueError):
        return False
