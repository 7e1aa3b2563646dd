"""Opening another page by its path or address: typed with completion, or pasted; and text pasted as an article."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.errors import ReaderError
from reader.sources.files import is_address
from reader.tui.prompts import Choice
from reader.tui.state.list_entry import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.screens.reading import ReaderScreen

_ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)
_FILE = re.compile(r"file://[^/]*(/.*)\Z", re.IGNORECASE)
"""Before the path stands the machine's name, or nothing."""
_LONGEST_PATH = 4096
_MOST_OFFERED = 200
_A_TEXT = 40
"""Characters from which something pasted on one line is rather a text than a name."""


class Opening:
    """The prompt for a path, with the paths opened before and those of the folder."""

    sign = "O"
    placeholder = ""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self.start = ""
        self._history: list[str] = []

    async def action_open(self) -> None:
        """Ask for a path or an address."""
        await self._ask("")

    async def _ask(self, start: str) -> None:
        self.start = start
        self.placeholder = self._screen.words("open.help")
        await self._screen.box.open(self, self._screen.words)

    def choices(self, typed: str) -> Sequence[Choice]:
        """What was opened before, then what the folder has that begins so."""
        folder = _expanded(typed)
        if typed.endswith("/") and _exists(folder):
            whole = [Choice(self._screen.words("open.folder"), typed, run=lambda: self._open_folder(folder))]
        else:
            whole = []
        before = [path for path in self._history if typed in path and path != typed]
        if is_address(typed) and before:
            before.insert(0, typed)  # Enter takes the first: what is typed, and not a longer one of before
        paths = dict.fromkeys([*before, *_completions(typed)])
        return whole + [Choice(one_line(_name(path)), one_line(path), typed=path) for path in paths]

    def changed(self, typed: str) -> str:
        """Nothing to say."""
        return ""

    def accept(self, typed: str, choice: Choice | None) -> None:
        """Open what is typed; where that is no file, what is marked; in a folder one goes on typing."""
        path = _expanded(typed.strip())
        if choice is not None and choice.run is not None:
            choice.run()
            return
        if not _is_file(path) and choice is not None and choice.typed:
            path = _expanded(choice.typed)
        if not path:
            return
        if _exists(path) and os.path.isdir(path):
            self._screen.call_later(self._ask, os.path.join(path, ""))
            return
        try:
            self._screen.articles.open_path(path)
        except ReaderError as error:
            self._screen.tell(str(error))
            self._history.insert(0, typed)
            return
        self._history.insert(0, path)

    def _open_folder(self, folder: str) -> None:
        """Put all articles of a folder into the list, and go there."""
        from reader.sources.folders import files_in

        try:
            self._screen.articles.add([str(path) for path in files_in(Path(folder))])
        except ReaderError as error:
            self._screen.tell(str(error))

    def action_samples(self) -> None:
        """The bundled articles, behind those that are in the list."""
        from reader.sources import samples

        self._screen.articles.add([str(path) for path in samples()])

    def cancel(self) -> None:
        """Nothing has happened."""

    # -- what is pasted

    def paste(self, text: str) -> None:
        """A path or an address fills the box; a text is offered as an article."""
        text = text.strip("\r\n")
        name = pasted_path(text)
        if name is not None:
            self._screen.call_later(self._ask, name)
        elif text.strip():
            words = self._screen.words
            choices = [
                Choice(words("paste.open"), run=lambda: self._screen.articles.open_text(text)),
                Choice(words("cancel"), run=lambda: None),
            ]
            self._screen.offer(words("status.pasted", n=len(text)), choices)


def pasted_path(text: str) -> str | None:
    """The path or address that a pasted text is, as terminals and file managers paste it; None for a text.

    They put quotes around names with blanks, or backslashes before them, or file:// and per cent signs.
    """
    line = text.strip()
    if not line or "\n" in line or "\r" in line or len(line) > _LONGEST_PATH:
        return None
    if _ADDRESS.match(line):
        return line
    if local := _FILE.match(line):
        return unquote(local[1], errors="surrogateescape")
    candidates = [line]
    try:
        parts = shlex.split(line)
        candidates += parts if len(parts) == 1 else []
    except ValueError:
        pass
    for candidate in candidates:
        if _exists(_expanded(candidate)):
            return candidate
    looks_like_one = line.startswith(("/", "~/", "./", "../")) or (len(line) < _A_TEXT and " " not in line)
    return candidates[-1] if looks_like_one else None


def _completions(typed: str) -> list[str]:
    """Paths that begin with what is typed: folders with a solidus behind, hidden ones only when asked for."""
    folder, begin = os.path.split(_expanded(typed))
    found = []
    try:
        with os.scandir(folder or ".") as entries:
            for entry in entries:
                if not entry.name.startswith(begin) or (entry.name.startswith(".") and not begin):
                    continue
                found.append(os.path.join(folder, entry.name) + ("/" if entry.is_dir() else ""))
                if len(found) >= _MOST_OFFERED:
                    break
    except (OSError, ValueError):
        return []
    return sorted(path for path in found if path != typed)


def _expanded(path: str) -> str:
    """With the home folder in place of `~`; as it is where nobody can have such a name."""
    try:
        return os.path.expanduser(path)
    except ValueError:
        return path


def _name(path: str) -> str:
    """The last part of a path, with its solidus; the machine of an address."""
    if is_address(path):
        from reader.sources.urls import host_of

        return host_of(path)
    return os.path.basename(path.rstrip("/")) + ("/" if path.endswith("/") else "")


def _is_file(path: str) -> bool:
    return _exists(path) and not os.path.isdir(path)


def _exists(path: str) -> bool:
    try:
        return os.path.exists(path)
    except (OSError, ValueError):
        return False
