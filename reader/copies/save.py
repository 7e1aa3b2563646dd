"""Writes copies: to a readable name, at once or not at all, and never over what somebody else has written."""

from __future__ import annotations

import dataclasses
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from reader.atomic_files import read_limited, replace_file
from reader.copies.checksum import make_article_key, read_checksum
from reader.copies.file_name import make_file_name
from reader.copies.formats import COPY_FORMATS, CopyFormat
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.copies.annotated_view import AnnotatedView

_MAX_NAMES = 1_000
"""Copies of one name in one folder; whoever has more of them has another problem."""
_MAX_BYTES = 64 * 1024 * 1024
_SAVED_AT = re.compile(r'\bsaved"?: "([-0-9T:.]+Z)"')
"""The moment of saving in a copy, in front matter and in JSON."""
_FORMAT_BY_EXTENSION: dict[str, CopyFormat] = {".markdown": "md", ".htm": "html", ".text": "txt"}


class SaveResult(NamedTuple):
    """What became of a copy."""

    path: Path
    """Where it is."""
    outcome: Literal["created", "updated", "numbered"]
    """A new file; the one saved before, written again; a new one, since somebody has changed the one saved before."""
    skipped_path: Path | None = None
    """The file that has the name, and was left as it is: the changed copy, or, beside a new one, somebody else's."""


def render_copy(annotated_view: AnnotatedView, copy_format: CopyFormat, *, bom: bool = False) -> str:
    """A copy as text.

    Args:
        annotated_view: What it shows.
        copy_format: Its format.
        bom: Whether a CSV file begins with a byte order mark.
    """
    # One format a call: what the others need is not loaded.
    if copy_format == "md":
        from reader.copies.markdown_writer import render_markdown as write_markdown

        return write_markdown(annotated_view)
    if copy_format == "html":
        from reader.copies.html import render_html as write_html

        return write_html(annotated_view)
    if copy_format == "json":
        from reader.copies.json import render_json as write_json

        return write_json(annotated_view)
    if copy_format == "txt":
        from reader.copies.text import render_text as write_text

        return write_text(annotated_view)
    from reader.copies.csv import render_csv as write_csv

    return write_csv(annotated_view, bom=bom)


def guess_format(path: str) -> CopyFormat | None:
    """The format that the ending of a name stands for."""
    ending = os.path.splitext(path)[1].lower()
    return cast("CopyFormat", ending[1:]) if ending[1:] in COPY_FORMATS else _FORMAT_BY_EXTENSION.get(ending)


def choose_folder(source: str | None, default_folder: str) -> Path:
    """The folder a copy goes to where none is named: that of the article's file, where it may be written to.

    Args:
        source: The file that was opened; None for what is no file.
        default_folder: The setting `copies`.
    """
    if source and source != "-":
        beside = Path(os.path.abspath(os.path.expanduser(source))).parent
        if os.path.isdir(beside) and os.access(beside, os.W_OK):
            return beside
    return Path(os.path.expanduser(default_folder))


def write_copy(
    annotated_view: AnnotatedView,
    copy_format: CopyFormat,
    folder: Path,
    *,
    path: Path | None = None,
    bom: bool = False,
    overwrite: bool = False,
) -> SaveResult:
    """Write a copy.

    The copy that was saved there before is written again unless somebody has changed it; that one, and a file that is
    no copy of this article, stays, and the new one gets a number.

    Args:
        annotated_view: What it shows.
        copy_format: Its format.
        folder: Where it goes, under a name made of its title; it is made where it is missing.
        path: The file itself, where it is named; its folder must be there.
        bom: Whether a CSV file begins with a byte order mark.
        overwrite: Whether a changed copy of this article is written over too: somebody was asked, and what was in it
            is in
            the page (merging.merged).

    Raises:
        ReaderError: It cannot be written. Nothing was changed then.
    """
    title = annotated_view.converted_article.title or next(
        (block.text for block in annotated_view.converted_article.blocks if block.text.strip()), ""
    )
    first = path or folder / make_file_name(title, f".{copy_format}")
    if path is not None and not os.path.isdir(os.path.dirname(os.path.abspath(path))):
        raise ReaderError(str(path), "there is no such folder", "make it first, or name another")
    data = _encode_copy(annotated_view, copy_format, bom=bom)
    place = _find_destination(first, make_article_key(annotated_view.article.origin.id), data, overwrite=overwrite)
    if place.existing_bytes is None:
        replace_file(place.path, None, data)
        return (
            SaveResult(place.path, "numbered", place.changed_copy)
            if place.changed_copy
            else SaveResult(place.path, "created", place.skipped_path)
        )
    if copy_format == "md":
        annotated_view = _keep_front_matter(annotated_view, place.existing_bytes)
    if not _has_same_content(annotated_view, copy_format, place.existing_bytes, bom=bom):
        replace_file(place.path, place.existing_bytes, _encode_copy(annotated_view, copy_format, bom=bom))
    return SaveResult(place.path, "updated")


class _Destination(NamedTuple):
    """Where a copy can be written."""

    path: Path
    existing_bytes: bytes | None
    """What is there, which may be written over."""
    skipped_path: Path | None = None
    """The first file that was passed over."""
    changed_copy: Path | None = None
    """The first of them that is a copy of this article."""


def _find_destination(first: Path, key: str, data: bytes, *, overwrite: bool) -> _Destination:
    """The first name, from the one that is wanted on, under which there is nothing, or this very copy.

    Args:
        first: The name that is wanted.
        key: Of the article.
        data: What is to be written.
        overwrite: Whether a changed copy may be written over.

    Raises:
        ReaderError: All of them are taken.
    """
    other = changed = None
    for number in range(1, _MAX_NAMES):
        path = first if number == 1 else first.with_name(_add_number(first, number))
        before = _read_existing(path)
        if before is None and not os.path.lexists(path):
            return _Destination(path, None, other, changed)
        seal = read_checksum((before or b"").decode("utf-8", "replace"))
        own = seal is not None and seal.article_key == key
        if before == data or (before is not None and seal is not None and own and (seal.is_unchanged or overwrite)):
            return _Destination(path, before, other, changed)
        other = other or path
        changed = changed or (path if own else None)
    raise ReaderError(str(first), f"there are {_MAX_NAMES} files of this name", "clear some of them away")


def _encode_copy(annotated_view: AnnotatedView, copy_format: CopyFormat, *, bom: bool) -> bytes:
    return render_copy(annotated_view, copy_format, bom=bom).encode("utf-8", "replace")


def _add_number(path: Path, number: int) -> str:
    return make_file_name(f"{path.stem[:150]} {number}", path.suffix)


def _read_existing(path: Path) -> bytes | None:
    """What a plain file holds; None where there is nothing that could be read."""
    if not os.path.isfile(path) or os.path.islink(path):
        return None
    return read_limited(path, _MAX_BYTES)


def _keep_front_matter(annotated_view: AnnotatedView, existing_bytes: bytes) -> AnnotatedView:
    """A page with the properties that somebody has added to the Markdown copy that it is written over."""
    from reader.copies.markdown_reader import extract_added_front_matter

    return dataclasses.replace(
        annotated_view, extra_front_matter=extract_added_front_matter(existing_bytes.decode("utf-8", "replace"))
    )


def _has_same_content(
    annotated_view: AnnotatedView, copy_format: CopyFormat, existing_bytes: bytes, *, bom: bool
) -> bool:
    """Whether a file is what would be written, but for the moment of saving: then it stays, with its time."""
    moment = _SAVED_AT.search(existing_bytes.decode("utf-8", "replace"))
    same_moment = dataclasses.replace(annotated_view, saved_at=moment[1]) if moment else annotated_view
    return _encode_copy(same_moment, copy_format, bom=bom) == existing_bytes
