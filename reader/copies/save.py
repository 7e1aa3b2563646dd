"""Writes copies: to a readable name, at once or not at all, and never over what somebody else has written."""

from __future__ import annotations

import dataclasses
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from reader.atomic_files import read, replace
from reader.copies.checksum import key_of, seal_of
from reader.copies.file_name import slug
from reader.copies.formats import FORMATS, Format
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.copies.annotated_view import Page

_MOST_NAMES = 1_000
"""Copies of one name in one folder; whoever has more of them has another problem."""
_MOST_BYTES = 64 * 1024 * 1024
_SAVED = re.compile(r'\bsaved"?: "([-0-9T:.]+Z)"')
"""The moment of saving in a copy, in front matter and in JSON."""
_ENDINGS: dict[str, Format] = {".markdown": "md", ".htm": "html", ".text": "txt"}


class Saved(NamedTuple):
    """What became of a copy."""

    path: Path
    """Where it is."""
    how: Literal["new", "again", "beside"]
    """A new file; the one saved before, written again; a new one, since somebody has changed the one saved before."""
    other: Path | None = None
    """The file that has the name, and was left as it is: the changed copy, or, beside a new one, somebody else's."""


def written(page: Page, form: Format, *, bom: bool = False) -> str:
    """A copy as text.

    Args:
        page: What it shows.
        form: Its format.
        bom: Whether a CSV file begins with a byte order mark.
    """
    # One format a call: what the others need is not loaded.
    if form == "md":
        from reader.copies.markdown_writer import write as write_markdown

        return write_markdown(page)
    if form == "html":
        from reader.copies.html import write as write_html

        return write_html(page)
    if form == "json":
        from reader.copies.json import write as write_json

        return write_json(page)
    if form == "txt":
        from reader.copies.text import write as write_text

        return write_text(page)
    from reader.copies.csv import write as write_csv

    return write_csv(page, bom=bom)


def format_named(path: str) -> Format | None:
    """The format that the ending of a name stands for."""
    ending = os.path.splitext(path)[1].lower()
    return cast("Format", ending[1:]) if ending[1:] in FORMATS else _ENDINGS.get(ending)


def folder_for(source: str | None, configured: str) -> Path:
    """The folder a copy goes to where none is named: that of the article's file, where it may be written to.

    Args:
        source: The file that was opened; None for what is no file.
        configured: The setting `copies`.
    """
    if source and source != "-":
        beside = Path(os.path.abspath(os.path.expanduser(source))).parent
        if os.path.isdir(beside) and os.access(beside, os.W_OK):
            return beside
    return Path(os.path.expanduser(configured))


def save(
    page: Page, form: Format, folder: Path, *, path: Path | None = None, bom: bool = False, over: bool = False
) -> Saved:
    """Write a copy.

    The copy that was saved there before is written again unless somebody has changed it; that one, and a file that is
    no copy of this article, stays, and the new one gets a number.

    Args:
        page: What it shows.
        form: Its format.
        folder: Where it goes, under a name made of its title; it is made where it is missing.
        path: The file itself, where it is named; its folder must be there.
        bom: Whether a CSV file begins with a byte order mark.
        over: Whether a changed copy of this article is written over too: somebody was asked, and what was in it is in
            the page (merging.merged).

    Raises:
        ReaderError: It cannot be written. Nothing was changed then.
    """
    title = page.shown.title or next((block.text for block in page.shown.blocks if block.text.strip()), "")
    first = path or folder / slug(title, f".{form}")
    if path is not None and not os.path.isdir(os.path.dirname(os.path.abspath(path))):
        raise ReaderError(str(path), "there is no such folder", "make it first, or name another")
    data = _bytes(page, form, bom=bom)
    place = _place(first, key_of(page.article.origin.id), data, over=over)
    if place.before is None:
        replace(place.path, None, data)
        return Saved(place.path, "beside", place.changed) if place.changed else Saved(place.path, "new", place.other)
    if form == "md":
        page = _with_front(page, place.before)
    if not _says_the_same(page, form, place.before, bom=bom):
        replace(place.path, place.before, _bytes(page, form, bom=bom))
    return Saved(place.path, "again")


class _Place(NamedTuple):
    """Where a copy can be written."""

    path: Path
    before: bytes | None
    """What is there, which may be written over."""
    other: Path | None = None
    """The first file that was passed over."""
    changed: Path | None = None
    """The first of them that is a copy of this article."""


def _place(first: Path, key: str, data: bytes, *, over: bool) -> _Place:
    """The first name, from the one that is wanted on, under which there is nothing, or this very copy.

    Args:
        first: The name that is wanted.
        key: Of the article.
        data: What is to be written.
        over: Whether a changed copy may be written over.

    Raises:
        ReaderError: All of them are taken.
    """
    other = changed = None
    for number in range(1, _MOST_NAMES):
        path = first if number == 1 else first.with_name(_numbered(first, number))
        before = _before(path)
        if before is None and not os.path.lexists(path):
            return _Place(path, None, other, changed)
        seal = seal_of((before or b"").decode("utf-8", "replace"))
        own = seal is not None and seal.key == key
        if before == data or (before is not None and seal is not None and own and (seal.whole or over)):
            return _Place(path, before, other, changed)
        other = other or path
        changed = changed or (path if own else None)
    raise ReaderError(str(first), f"there are {_MOST_NAMES} files of this name", "clear some of them away")


def _bytes(page: Page, form: Format, *, bom: bool) -> bytes:
    return written(page, form, bom=bom).encode("utf-8", "replace")


def _numbered(path: Path, number: int) -> str:
    return slug(f"{path.stem[:150]} {number}", path.suffix)


def _before(path: Path) -> bytes | None:
    """What a plain file holds; None where there is nothing that could be read."""
    if not os.path.isfile(path) or os.path.islink(path):
        return None
    return read(path, _MOST_BYTES)


def _with_front(page: Page, before: bytes) -> Page:
    """A page with the properties that somebody has added to the Markdown copy that it is written over."""
    from reader.copies.markdown_reader import own_front

    return dataclasses.replace(page, front=own_front(before.decode("utf-8", "replace")))


def _says_the_same(page: Page, form: Format, before: bytes, *, bom: bool) -> bool:
    """Whether a file is what would be written, but for the moment of saving: then it stays, with its time."""
    moment = _SAVED.search(before.decode("utf-8", "replace"))
    same_moment = dataclasses.replace(page, saved=moment[1]) if moment else page
    return _bytes(same_moment, form, bom=bom) == before
