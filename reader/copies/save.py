"""Saves copies under readable names, atomically, and never overwrites a file that dubao has not written."""

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
"""The most files of one name in a folder, told apart by numbers."""
_MAX_BYTES = 64 * 1024 * 1024
_SAVED_AT = re.compile(r'\bsaved"?: "([-0-9T:.]+Z)"')
"""The time of saving in a copy, in front matter and in JSON."""
_FORMAT_BY_EXTENSION: dict[str, CopyFormat] = {".markdown": "md", ".htm": "html", ".text": "txt"}


class SaveResult(NamedTuple):
    """Where a copy was saved, and how."""

    path: Path
    """The file."""
    outcome: Literal["created", "updated", "numbered"]
    """A new file; the one saved before, overwritten; or a new one because the one saved before was edited."""
    skipped_path: Path | None = None
    """The file with that name that was left unchanged: the edited copy, or another file."""


def render_copy(annotated_view: AnnotatedView, copy_format: CopyFormat, *, bom: bool = False) -> str:
    """Return the content of a copy's file; only the module of its format is imported.

    Args:
        annotated_view: The content of the copy.
        copy_format: Its format.
        bom: Whether a CSV file begins with a byte order mark.
    """
    if copy_format == "csv":
        from reader.copies.csv import render_csv

        return render_csv(annotated_view, bom=bom)
    if copy_format == "md":
        from reader.copies.markdown_writer import render_markdown as render
    elif copy_format == "html":
        from reader.copies.html import render_html as render
    elif copy_format == "json":
        from reader.copies.json import render_json as render
    else:
        from reader.copies.text import render_text as render
    return render(annotated_view)


def guess_format(path: str) -> CopyFormat | None:
    """Return the format for the extension of a file name; None for another extension."""
    extension = os.path.splitext(path)[1].lower()
    return cast("CopyFormat", extension[1:]) if extension[1:] in COPY_FORMATS else _FORMAT_BY_EXTENSION.get(extension)


def choose_folder(source: str | None, default_folder: str) -> Path:
    """Return the default folder for a copy: that of the article's file if it is writable, else that of the settings.

    Args:
        source: The path of the article's file; None or - where it is not from a file.
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
    """Save a copy.

    The copy of this article that was saved there before is overwritten unless it was edited. An edited one and any
    other file stay, and the new copy gets a number in its name.

    Args:
        annotated_view: The content of the copy.
        copy_format: Its format.
        folder: Where it is saved, under a name made of its title; it is created where it is missing.
        path: The file, where it is named; its folder must exist.
        bom: Whether a CSV file begins with a byte order mark.
        overwrite: Whether an edited copy of this article is overwritten, too; the caller has merged its annotations
            into the view.

    Raises:
        ReaderError: It cannot be written; no file has changed then.
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
    """A file that a copy may be written to."""

    path: Path
    existing_bytes: bytes | None
    """The content of the file, which may be overwritten; None where there is no file."""
    skipped_path: Path | None = None
    """The first file of that name that must not be overwritten."""
    changed_copy: Path | None = None
    """The first of those that is an edited copy of this article."""


def _find_destination(first: Path, key: str, data: bytes, *, overwrite: bool) -> _Destination:
    """The first of the numbered names with no file, or with a copy that may be overwritten.

    Args:
        first: The file without a number.
        key: The key of the article, as in checksums.
        data: What is to be written.
        overwrite: Whether an edited copy may be overwritten.

    Raises:
        ReaderError: All names are taken.
    """
    skipped = changed = None
    for number in range(1, _MAX_NAMES):
        path = first if number == 1 else first.with_name(_add_number(first, number))
        before = _read_existing(path)
        if before is None and not os.path.lexists(path):
            return _Destination(path, None, skipped, changed)
        checksum = read_checksum((before or b"").decode("utf-8", "replace"))
        own = checksum if checksum is not None and checksum.article_key == key else None
        if before is not None and (before == data or (own and (own.is_unchanged or overwrite))):
            return _Destination(path, before, skipped, changed)
        skipped = skipped or path
        changed = changed or (path if own else None)
    raise ReaderError(str(first), f"there are {_MAX_NAMES} files of this name", "clear some of them away")


def _encode_copy(annotated_view: AnnotatedView, copy_format: CopyFormat, *, bom: bool) -> bytes:
    return render_copy(annotated_view, copy_format, bom=bom).encode("utf-8", "replace")


def _add_number(path: Path, number: int) -> str:
    return make_file_name(f"{path.stem[:150]} {number}", path.suffix)


def _read_existing(path: Path) -> bytes | None:
    """The content of a regular file; None where there is none, also for a link or a folder."""
    if not os.path.isfile(path) or os.path.islink(path):
        return None
    return read_limited(path, _MAX_BYTES)


def _keep_front_matter(annotated_view: AnnotatedView, existing_bytes: bytes) -> AnnotatedView:
    """The view with the lines that the user added to the front matter of the file it is written to."""
    from reader.copies.markdown_reader import extract_added_front_matter

    return dataclasses.replace(
        annotated_view, extra_front_matter=extract_added_front_matter(existing_bytes.decode("utf-8", "replace"))
    )


def _has_same_content(
    annotated_view: AnnotatedView, copy_format: CopyFormat, existing_bytes: bytes, *, bom: bool
) -> bool:
    """Whether a file differs from what would be written only in the time of saving; then it is left as it is."""
    saved_at = _SAVED_AT.search(existing_bytes.decode("utf-8", "replace"))
    at_same_time = dataclasses.replace(annotated_view, saved_at=saved_at[1]) if saved_at else annotated_view
    return _encode_copy(at_same_time, copy_format, bom=bom) == existing_bytes
