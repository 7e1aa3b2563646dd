"""Saves copies under readable names, atomically, and never overwrites a file that dubao has not written."""

from __future__ import annotations

import dataclasses
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.atomic_files import read_limited, replace_file
from reader.copies.checksum import make_article_key, read_binary_checksum, read_checksum
from reader.copies.file_name import make_file_name
from reader.copies.formats import FORMAT_TRAITS, CopyFormat
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.copies.annotated_view import AnnotatedView
    from reader.copies.checksum import Checksum

_MAX_NAMES = 1_000
"""The most files of one name in a folder, told apart by numbers."""
_MAX_BYTES = 64 * 1024 * 1024
_ZIP_START = b"PK\x03\x04"
_SAVED_AT = re.compile(r'\bsaved"?: "([-0-9T:.]+Z)"')
"""The time of saving in a copy, in front matter and in JSON."""


class SaveResult(NamedTuple):
    """Where a copy was saved, and how."""

    path: Path
    """The file."""
    outcome: Literal["created", "updated", "numbered"]
    """A new file; the one saved before, overwritten; or a new one because the one saved before was edited."""
    skipped_path: Path | None = None
    """The file with that name that was left unchanged: the edited copy, or another file."""


def render_copy(annotated_view: AnnotatedView, copy_format: CopyFormat, *, bom: bool = False) -> str:
    """Return the text of a copy's file; only the module of its format is imported.

    Args:
        annotated_view: The content of the copy.
        copy_format: Its format, of TEXT_FORMATS.
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
    elif copy_format == "org":
        from reader.copies.org import render_org as render
    elif copy_format == "txt":
        from reader.copies.text import render_text as render
    else:
        raise ValueError(f"a copy of the format {copy_format} is no text")
    return render(annotated_view)


def encode_copy(annotated_view: AnnotatedView, copy_format: CopyFormat, *, bom: bool = False) -> bytes:
    """Return the bytes of a copy's file in any format.

    Args:
        annotated_view: The content of the copy.
        copy_format: Its format.
        bom: Whether a CSV file begins with a byte order mark.
    """
    if copy_format == "epub":
        from reader.copies.epub import render_epub

        return render_epub([annotated_view])
    return render_copy(annotated_view, copy_format, bom=bom).encode("utf-8", "replace")


def guess_format(path: str) -> CopyFormat | None:
    """Return the format for the extension of a file name; None for another extension."""
    extension = os.path.splitext(path)[1].lower().removeprefix(".")
    return next((name for name, traits in FORMAT_TRAITS.items() if extension in (name, *traits.other_extensions)), None)


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
    data = encode_copy(annotated_view, copy_format, bom=bom)
    article_id = annotated_view.article.origin.id
    first = _choose_path(title, copy_format, folder, path)
    place = _find_destination(first, make_article_key(article_id), data, overwrite=overwrite)
    if place.existing_bytes is None:
        return _write_new(place, data)
    if copy_format == "md":
        annotated_view = _keep_front_matter(annotated_view, place.existing_bytes)
    if not _has_same_content(annotated_view, copy_format, place.existing_bytes, bom=bom):
        replace_file(place.path, place.existing_bytes, encode_copy(annotated_view, copy_format, bom=bom))
    return SaveResult(place.path, "updated")


def write_collection(annotated_views: Sequence[AnnotatedView], folder: Path, *, path: Path | None = None) -> SaveResult:
    """Save several articles as one EPUB file.

    The file of the same articles that was saved there before is overwritten, as `write_copy` does it.

    Args:
        annotated_views: The content of the book, in order; one at least.
        folder: Where it is saved, under a name made of its title; it is created where it is missing.
        path: The file, where it is named; its folder must exist.

    Raises:
        ReaderError: It cannot be written; no file has changed then.
    """
    from reader.copies.epub import make_book_id, make_book_title, render_epub

    data = render_epub(annotated_views)
    first = _choose_path(make_book_title(annotated_views), "epub", folder, path)
    place = _find_destination(first, make_article_key(make_book_id(annotated_views)), data, overwrite=False)
    if place.existing_bytes is None:
        return _write_new(place, data)
    if data != place.existing_bytes:
        replace_file(place.path, place.existing_bytes, data)
    return SaveResult(place.path, "updated")


def _choose_path(title: str, copy_format: CopyFormat, folder: Path, path: Path | None) -> Path:
    """The file to write: the named one, else one in the folder under a name made of the title.

    Raises:
        ReaderError: The folder of the named file is not there.
    """
    if path is not None and not os.path.isdir(os.path.dirname(os.path.abspath(path))):
        raise ReaderError(str(path), "there is no such folder", "make it first, or name another")
    return path or folder / make_file_name(title, f".{copy_format}")


def _write_new(place: _Destination, data: bytes) -> SaveResult:
    replace_file(place.path, None, data)
    if place.changed_copy:
        return SaveResult(place.path, "numbered", place.changed_copy)
    return SaveResult(place.path, "created", place.skipped_path)


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
    names = (make_file_name(first.stem, f" {number}{first.suffix}") for number in range(2, _MAX_NAMES + 1))
    for path in (first, *map(first.with_name, names)):
        before = _read_existing(path)
        if before is None and not os.path.lexists(path):
            return _Destination(path, None, skipped, changed)
        checksum = _read_file_checksum(before or b"")
        own = checksum if checksum is not None and checksum.article_key == key else None
        if before is not None and (before == data or (own and (own.is_unchanged or overwrite))):
            return _Destination(path, before, skipped, changed)
        skipped = skipped or path
        changed = changed or (path if own else None)
    raise ReaderError(str(first), f"there are {_MAX_NAMES} files of this name", "clear some of them away")


def _read_file_checksum(data: bytes) -> Checksum | None:
    if data.startswith(_ZIP_START):
        return read_binary_checksum(data)
    return read_checksum(data.decode("utf-8", "replace"))


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
    if not FORMAT_TRAITS[copy_format].is_text:
        return encode_copy(annotated_view, copy_format) == existing_bytes
    saved_at = _SAVED_AT.search(existing_bytes.decode("utf-8", "replace"))
    at_same_time = dataclasses.replace(annotated_view, saved_at=saved_at[1]) if saved_at else annotated_view
    return encode_copy(at_same_time, copy_format, bom=bom) == existing_bytes
