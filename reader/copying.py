"""What both front ends do with annotated copies: open one, save one. No printing, no asking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.copies import format_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.copies import Format
    from reader.copies.page import Page
    from reader.copies.reading import Copy
    from reader.copies.saving import Saved
    from reader.model import Article, Figure
    from reader.model.annotation import Annotation
    from reader.script.overrides import OwnRules
    from reader.script.plan import ViewName
    from reader.settings import Settings
    from reader.sources import Document


def copy_in(document: Document) -> Copy | None:
    """The annotated copy that a document is; None for any other text.

    Raises:
        ReaderError: It is damaged, cut short, or of another article than it shows.
    """
    if format_of(document.text) is None:
        return None
    from reader.copies.reading import open_copy

    return open_copy(document.text, document.origin.path or document.origin.url or "-")


def annotations_of(article: Article) -> Sequence[Annotation]:
    """What the library has of an article; there is none yet."""
    del article
    return ()


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
    from reader.copies.page import page_of

    listed: list[tuple[int, Figure]] = []
    if figures is not None:
        from reader.figured import figures_shown
        from reader.figures.context import context_of

        listed = figures_shown(article, script, settings.hk_forms, context_of(article, *figures))
    return page_of(article, annotations, script, settings.hk_forms, own, settings.quotes, listed)


def save_copy(
    page: Page,
    form: Format | None,
    source: str | None,
    settings: Settings,
    path: str | None = None,
    *,
    bom: bool = False,
) -> Saved | str:
    """Save a copy beside the file of its article, else in the configured folder; what became of it.

    Where it is to go to standard output, the copy itself.

    Args:
        page: What it shows.
        form: Its format; None for that of the path's ending, else Markdown.
        source: The file that was opened; None where there is none, and for what is ours.
        settings: In force.
        path: The file to write, where one is named; - for standard output.
        bom: Whether a CSV file begins with a byte order mark.

    Raises:
        ReaderError: It cannot be written; nothing was changed then.
    """
    from reader.copies.saving import folder_for, format_named, save, written

    form = form or format_named(path or "") or "md"
    if path == "-":
        return written(page, form, bom=bom)
    named = Path(path).expanduser() if path else None
    return save(page, form, folder_for(source, settings.copies), path=named, bom=bom)
