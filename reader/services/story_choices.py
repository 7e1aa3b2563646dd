"""Stores which elements of pages the user chose as the story, by page, and offers them for pages of the same site.

A TSV file beside the settings: address, selector. The selector is that of a `StoryCandidate`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reader.atomic_files import read_limited, write_atomically
from reader.errors import ReaderError

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model import Origin

_FILE_SIZE_MAX = 1 << 20
"""Bytes of the file that are read at most."""
_CHOICES_MAX = 2_000
"""Choices that are stored; the oldest are dropped first."""
_HEADER = "address\tselector\n"


def get_page_address(origin: Origin) -> str:
    """What the choice of a page is kept under: its URL, its path, or the id of what has neither."""
    return origin.url or (origin.path if origin.path not in (None, "-") else None) or origin.id


class StoryChoices:
    """The choices in a file, which is read when the first is asked for; a missing or damaged one holds none.

    Args:
        path: The file, which need not exist; None to keep choices until the program ends.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    @cached_property
    def _selectors(self) -> dict[str, str]:
        selectors: dict[str, str] = {}
        if self._path is None:
            return selectors
        try:
            text = read_limited(self._path, _FILE_SIZE_MAX).decode("utf-8", "replace")
        except (OSError, ReaderError):
            return selectors
        for line in text.split("\n")[1:]:
            address, tab, selector = line.rstrip("\r").partition("\t")
            if tab and selector:
                selectors[address] = selector
        return selectors

    def find(self, address: str) -> str | None:
        """The selector that was chosen for a page; None where there is none."""
        return self._selectors.get(" ".join(address.split()))

    def find_for_site(self, address: str) -> str | None:
        """Return the selector that was chosen last for any page of the same site, or None."""
        host = _find_host(address)
        if not host:
            return None
        return next((s for known, s in reversed(self._selectors.items()) if _find_host(known) == host), None)

    def choose(self, address: str, selector: str | None) -> None:
        """Store a choice, or remove it.

        Args:
            address: The URL of the page, or the path of its file.
            selector: The selector of the chosen candidate; None removes the choice.

        Raises:
            ReaderError: The file cannot be written.
        """
        address = " ".join(address.split())
        self._selectors.pop(address, None)
        if selector is not None:
            self._selectors[address] = " ".join(selector.split())
        if self._path is None:
            return
        kept = list(self._selectors.items())[-_CHOICES_MAX:]
        text = _HEADER + "".join(f"{known}\t{own}\n" for known, own in kept)
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._path, text.encode("utf-8"))
        except (OSError, ValueError) as error:
            why = f"it cannot be written: {getattr(error, 'strerror', None) or error}".lower()
            raise ReaderError(str(self._path), why, "the choice holds until the program ends") from None


def _find_host(address: str) -> str:
    from urllib.parse import urlsplit  # late: every start opens the file of choices

    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
