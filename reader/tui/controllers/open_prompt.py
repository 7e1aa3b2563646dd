"""Opening another page by its path or address: typed with completion, or pasted; and text pasted as an article."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.errors import ReaderError
from reader.sources.files import is_web_url
from reader.tui.prompts import Choice
from reader.tui.state.list_entry import to_single_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.screens.reading import ReadingScreen

_ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)
_FILE_URL = re.compile(r"file://[^/]*(/.*)\Z", re.IGNORECASE)
"""Before the path stands the machine's name, or nothing."""
_MAX_PATH_LENGTH = 4096
_MAX_COMPLETIONS = 200
_MIN_TEXT_LENGTH = 40
"""Characters from which something pasted on one line is rather a text than a name."""


class OpenPromptController:
    """The prompt for a path, with the paths opened before and those of the folder."""

    prefix = "O"
    placeholder = ""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self.initial_text = ""
        self._history: list[str] = []

    async def action_open(self) -> None:
        """Ask for a path or an address."""
        await self._open_prompt("")

    async def _open_prompt(self, start: str) -> None:
        self.initial_text = start
        self.placeholder = self._screen.messages("open.help")
        await self._screen.prompt_bar.open(self, self._screen.messages)

    def list_choices(self, text: str) -> Sequence[Choice]:
        """What was opened before, then what the folder has that begins so."""
        folder = _expand_user(text)
        if text.endswith("/") and _path_exists(folder):
            whole = [Choice(self._screen.messages("open.folder"), text, run=lambda: self._open_folder(folder))]
        else:
            whole = []
        before = [path for path in self._history if text in path and path != text]
        if is_web_url(text) and before:
            before.insert(0, text)  # Enter takes the first: what is typed, and not a longer one of before
        paths = dict.fromkeys([*before, *_complete_path(text)])
        return whole + [
            Choice(to_single_line(_display_name(path)), to_single_line(path), completion=path) for path in paths
        ]

    def preview(self, text: str) -> str:
        """Nothing to say."""
        return ""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Open what is typed; where that is no file, what is marked; in a folder one goes on typing."""
        path = _expand_user(text.strip())
        if choice is not None and choice.run is not None:
            choice.run()
            return
        if not _is_file(path) and choice is not None and choice.completion:
            path = _expand_user(choice.completion)
        if not path:
            return
        if _path_exists(path) and os.path.isdir(path):
            self._screen.call_later(self._open_prompt, os.path.join(path, ""))
            return
        try:
            self._screen.article_navigation.open_path(path)
        except ReaderError as error:
            self._screen.show_message(str(error))
            self._history.insert(0, text)
            return
        self._history.insert(0, path)

    def _open_folder(self, folder: str) -> None:
        """Put all articles of a folder into the list, and go there."""
        from reader.sources.folders import find_text_files

        try:
            self._screen.article_navigation.add_files([str(path) for path in find_text_files(Path(folder))])
        except ReaderError as error:
            self._screen.show_message(str(error))

    def action_samples(self) -> None:
        """The bundled articles, behind those that are in the list."""
        from reader.sources import list_samples

        self._screen.article_navigation.add_files([str(path) for path in list_samples()])

    def cancel(self) -> None:
        """Nothing has happened."""

    # -- what is pasted

    def handle_paste(self, text: str) -> None:
        """A path or an address fills the box; a text is offered as an article."""
        text = text.strip("\r\n")
        name = find_pasted_path(text)
        if name is not None:
            self._screen.call_later(self._open_prompt, name)
        elif text.strip():
            words = self._screen.messages
            choices = [
                Choice(words("paste.open"), run=lambda: self._screen.article_navigation.open_text(text)),
                Choice(words("cancel"), run=lambda: None),
            ]
            self._screen.show_choices(words("status.pasted", n=len(text)), choices)


def find_pasted_path(text: str) -> str | None:
    """The path or address that a pasted text is, as terminals and file managers paste it; None for a text.

    They put quotes around names with blanks, or backslashes before them, or file:// and per cent signs.
    """
    line = text.strip()
    if not line or "\n" in line or "\r" in line or len(line) > _MAX_PATH_LENGTH:
        return None
    if _ADDRESS.match(line):
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
        if _path_exists(_expand_user(candidate)):
            return candidate
    looks_like_one = line.startswith(("/", "~/", "./", "../")) or (len(line) < _MIN_TEXT_LENGTH and " " not in line)
    return candidates[-1] if looks_like_one else None


def _complete_path(text: str) -> list[str]:
    """Paths that begin with what is typed: folders with a solidus behind, hidden ones only when asked for."""
    folder, begin = os.path.split(_expand_user(text))
    found = []
    try:
        with os.scandir(folder or ".") as entries:
            for entry in entries:
                if not entry.name.startswith(begin) or (entry.name.startswith(".") and not begin):
                    continue
                found.append(os.path.join(folder, entry.name) + ("/" if entry.is_dir() else ""))
                if len(found) >= _MAX_COMPLETIONS:
                    break
    except (OSError, ValueError):
        return []
    return sorted(path for path in found if path != text)


def _expand_user(path: str) -> str:
    """With the home folder in place of `~`; as it is where nobody can have such a name."""
    try:
        return os.path.expanduser(path)
    except ValueError:
        return path


def _display_name(path: str) -> str:
    """The last part of a path, with its solidus; the machine of an address."""
    if is_web_url(path):
        from reader.sources.urls import format_url_host

        return format_url_host(path)
    return os.path.basename(path.rstrip("/")) + ("/" if path.endswith("/") else "")


def _is_file(path: str) -> bool:
    return _path_exists(path) and not os.path.isdir(path)


def _path_exists(path: str) -> bool:
    try:
        return os.path.exists(path)
    except (OSError, ValueError):
        return False
