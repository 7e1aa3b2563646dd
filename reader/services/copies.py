"""Saves annotated copies for both front ends: chooses their annotations, their script and their folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Annotation
    from reader.config.settings import Settings
    from reader.copies import CopyFormat
    from reader.copies.annotated_view import AnnotatedView
    from reader.copies.save import SaveResult
    from reader.errors import ReaderError
    from reader.model import Article, CleanText, Figure, ViewName
    from reader.script.overrides import OverrideFile
    from reader.sources import Document


def load_library_annotations(
    article: Article, source: CleanText, explicit_path: str | None, in_copy: Sequence[Annotation] = ()
) -> Sequence[Annotation]:
    """Return the annotations of an article: those of the library, anchored in its text, merged with those of a copy.

    Args:
        article: As written.
        source: The text of its document.
        explicit_path: The library named on the command line; None for the user's own.
        in_copy: The annotations of the copy that the article was opened from.

    Raises:
        ReaderError: The library cannot be used: a copy without its notes would be incomplete without notice.
    """
    from reader.library.paths import library_path

    path = library_path(explicit_path)
    if not path.exists():
        return in_copy
    from reader.annotations.model import merge_annotations
    from reader.library.library import Library

    with Library.open(path) as library:
        if library.find_entry(article.origin.id) is None:
            return in_copy
        library.store_article(article, source)
        return merge_annotations(library.load_annotations(article.origin.id), in_copy)


def prepare_copy(
    article: Article,
    annotations: Sequence[Annotation],
    settings: Settings,
    view_name: ViewName = "source",
    own_rules: OverrideFile | None = None,
    figures: tuple[str | None, str | None] | None = None,
) -> AnnotatedView:
    """Return an article with its annotations as the content of a copy.

    Args:
        article: As written.
        annotations: In any order.
        settings: The current settings.
        view_name: The script that it is shown in.
        own_rules: The user's own overrides; None for none.
        figures: The date and the region with which figures are interpreted, to list them below the text; None for no
            list.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    from reader.copies.annotated_view import make_annotated_view
    from reader.services.conversion_options import make_conversion_options

    options = make_conversion_options(settings, own_rules)
    listed: list[tuple[int, Figure]] = []
    if figures is not None:
        from reader.figures.context import detect_context
        from reader.services.figures import find_view_figures

        listed = find_view_figures(article, view_name, options, detect_context(article, *figures))
    return make_annotated_view(article, annotations, view_name, options, listed)


def save_copy(
    annotated_view: AnnotatedView,
    copy_format: CopyFormat,
    source: str | None,
    settings: Settings,
    path: str | None = None,
    *,
    bom: bool = False,
    overwrite: bool = False,
) -> SaveResult:
    """Save a copy beside the file of its article, else in the folder of the settings.

    Args:
        annotated_view: The content of the copy.
        copy_format: Its format.
        source: The path of the article's file; None where it has none or is a bundled article.
        settings: The current settings.
        path: The file to write; None for a name made of the title.
        bom: Whether a CSV file begins with a byte order mark.
        overwrite: Whether an edited copy is overwritten, as in `reader.copies.save.write_copy`.

    Raises:
        ReaderError: It cannot be written; no file has changed then.
    """
    from reader.copies.save import choose_folder, write_copy

    named = Path(os.path.expanduser(path)) if path else None  # pathlib's raises for an unknown ~user
    return write_copy(
        annotated_view, copy_format, choose_folder(source, settings.copies), path=named, bom=bom, overwrite=overwrite
    )


def save_collection(
    annotated_views: Sequence[AnnotatedView], settings: Settings, path: str | None = None
) -> SaveResult:
    """Save several articles as one EPUB file in the folder of the settings.

    Args:
        annotated_views: The content of the book, in order; one at least.
        settings: The current settings.
        path: The file to write; None for a name made of the title.

    Raises:
        ReaderError: It cannot be written; no file has changed then.
    """
    from reader.copies.save import write_collection

    named = Path(os.path.expanduser(path)) if path else None
    return write_collection(annotated_views, Path(os.path.expanduser(settings.copies)), path=named)


def save_sources(
    sources: Sequence[str],
    settings: Settings,
    view_name: ViewName,
    own_rules: OverrideFile | None,
    library_path: str | None,
) -> tuple[SaveResult, list[ReaderError]]:
    """Save files and articles of the library as one EPUB file; nothing is fetched.

    Args:
        sources: Paths of files, and ids of articles of the library; one at least.
        settings: The current settings.
        view_name: The script that they are shown in.
        own_rules: The user's own overrides; None for none.
        library_path: The library named on the command line; None for the user's own.

    Returns:
        Where the file is, and why some of the articles are not in it.

    Raises:
        ReaderError: None of them can be opened, or the file cannot be written.
    """
    from reader.errors import ReaderError
    from reader.services.opening import load_document, open_document

    views: list[AnnotatedView] = []
    errors: list[ReaderError] = []
    for source in sources:
        try:
            opened = open_document(load_document(source, _refuse_to_fetch, library_path=library_path))
            article = opened.read_article()
            annotations = load_library_annotations(article, opened.document.text, library_path, opened.annotations)
            views.append(prepare_copy(article, annotations, settings, view_name, own_rules))
        except ReaderError as error:
            errors.append(error)
    if not views:
        raise errors[0]
    if len(views) == 1:
        return save_copy(views[0], "epub", views[0].article.origin.path, settings), errors
    return save_collection(views, settings), errors


def _refuse_to_fetch(url: str) -> Document:
    from reader.errors import ReaderError

    raise ReaderError(url, "it is not in the library", "open it first")


def write_print_page(annotated_view: AnnotatedView) -> Path:
    """Write the page of an article for paper into the cache folder, in place of the one before; return its path.

    Raises:
        ReaderError: It cannot be written.
    """
    from reader.copies.html import render_html
    from reader.errors import ReaderError
    from reader.services.picture_files import find_cache_folder

    folder = find_cache_folder()
    path = folder / "print.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(render_html(annotated_view), "utf-8", errors="replace")
    except OSError as error:
        why = f"cannot be written ({error.strerror})"
        raise ReaderError(str(path), why, "set DUBAO_CACHE to a folder") from None
    return path
