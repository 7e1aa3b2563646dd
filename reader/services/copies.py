"""What both front ends do with annotated copies: open one, save one; and the command that saves. Nothing prints."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.copies import FORMATS, format_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Sequence

    from reader.annotations.model import Annotation
    from reader.config.settings import Settings
    from reader.copies import Format
    from reader.copies.annotated_view import Page
    from reader.copies.open import Copy
    from reader.copies.save import Saved
    from reader.model import Article, CleanText, Figure, ViewName
    from reader.script.overrides import OwnRules
    from reader.sources import Document


def copy_in(document: Document, tell: Callable[[str], None] | None = None) -> Copy | None:
    """The annotated copy that a document is; None for any other text.

    Args:
        document: Any text.
        tell: Is told what the reader should know of the copy, a sentence at a time.

    Raises:
        ReaderError: It is damaged, cut short, or of another article than it shows.
    """
    if format_of(document.text) is None:
        return None
    from reader.copies.open import open_copy

    name = document.origin.path or document.origin.url or "-"
    copy = open_copy(document.text, name)
    if copy is not None and tell is not None:
        for notice in copy.notices:
            tell(f"{name}: {notice}")
    return copy


def annotations_of(
    article: Article, source: CleanText, library: str | None, in_copy: Sequence[Annotation] = ()
) -> Sequence[Annotation]:
    """The annotations of an article: those of the library, found again in its text, merged with those of a copy.

    Args:
        article: As written.
        source: The text of its document.
        library: The file, where one is named.
        in_copy: What the annotated copy keeps that the article was opened from.

    Raises:
        ReaderError: The library cannot be used: a copy without its notes would be a loss that nobody sees.
    """
    from reader.library.paths import library_path

    path = library_path(library)
    if not path.exists():
        return in_copy
    from reader.annotations.merging import merged
    from reader.library.library import Library

    with Library.open(path) as kept:
        if kept.article(article.origin.id) is None:
            return in_copy
        kept.keep(article, source)
        return merged(kept.annotations(article.origin.id), in_copy)


def copy_page(
    article: Article,
    annotations: Sequence[Annotation],
    settings: Settings,
    script: ViewName = "source",
    own: OwnRules | None = None,
    figures: tuple[str | None, str | None] | None = None,
) -> Page:
    """What a copy shows.

    Args:
        article: As written.
        annotations: In any order.
        settings: In force.
        script: The view.
        own: The reader's own overrides.
        figures: The date and the region that figures are read with, to list them below the text; None for no list.

    Raises:
        ReaderError: OpenCC cannot be used.
    """
    from reader.copies.annotated_view import page_of
    from reader.services.conversion_options import conversion_options

    options = conversion_options(settings, own)
    listed: list[tuple[int, Figure]] = []
    if figures is not None:
        from reader.figures.context import context_of
        from reader.services.figures import figures_shown

        listed = figures_shown(article, script, options, context_of(article, *figures))
    return page_of(article, annotations, script, options, listed)


def save_copy(
    page: Page,
    form: Format,
    source: str | None,
    settings: Settings,
    path: str | None = None,
    *,
    bom: bool = False,
    over: bool = False,
) -> Saved:
    """Save a copy beside the file of its article, else in the configured folder; where, and what became of others.

    Args:
        page: What it shows.
        form: Its format.
        source: The file that was opened; None where there is none, and for what is ours.
        settings: In force.
        path: The file to write, where one is named.
        bom: Whether a CSV file begins with a byte order mark.
        over: Whether a copy that somebody has changed is written over, as `reader.copies.save.save` says.

    Raises:
        ReaderError: It cannot be written; nothing was changed then.
    """
    from reader.copies.save import folder_for, save

    named = Path(os.path.expanduser(path)) if path else None  # pathlib's raises for an unknown ~user
    return save(page, form, folder_for(source, settings.copies), path=named, bom=bom, over=over)


# -- the command


def declare(parser: ArgumentParser, views: Sequence[str]) -> None:
    """The arguments of `dubao save`."""
    parser.add_argument("source", metavar="SOURCE", help="a file, or - for standard input")
    parser.add_argument("-o", dest="path", metavar="PATH", help="the file to write, or - for standard output")
    parser.add_argument("--format", choices=FORMATS, help="md, html and json open again (else by PATH, else md)")
    parser.add_argument("--script", choices=views, default="source", help="the script to write it in")
    parser.add_argument("--figures", action="store_true", help="with a table of its figures; csv: that table")
    parser.add_argument("--bom", action="store_true", help="begin a csv file as Excel wants it")


def saved(
    options: Namespace,
    document: Document,
    article_of: Callable[[], Article],
    settings: Settings,
    own: OwnRules,
    tell: Callable[[str], None],
) -> str:
    """Run `dubao save`; what it prints.

    Args:
        options: Those that declare names, date and region.
        document: What is saved.
        article_of: Its article, where it is no copy itself.
        settings: In force.
        own: The reader's own overrides.
        tell: Is told what is no result.

    Raises:
        ReaderError: It cannot be read, or not be written.
    """
    from reader.copies.save import format_named, written

    copy = copy_in(document, tell)
    article = copy.article if copy else article_of()
    annotations = annotations_of(article, document.text, options.library, copy.annotations if copy else ())
    figures = (options.date, options.region) if options.figures else None
    page = copy_page(article, annotations, settings, options.script, own, figures)
    form = options.format or format_named(options.path or "") or "md"
    if options.path == "-":
        return written(page, form, bom=options.bom)
    done = save_copy(page, form, options.source, settings, options.path, bom=options.bom)
    if done.how == "beside":
        tell(f"{done.other}: it was changed since it was saved, and stays as it is")
    elif done.other and options.path:
        tell(f"{done.other}: it is another file, and stays as it is")
    return f"{done.path}\n"
