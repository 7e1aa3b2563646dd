"""What the side list shows as text for the clipboard: plain text, CSV or Markdown, in the script of the view."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from reader.text.csv_rows import guard_formula

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Annotation
    from reader.i18n import Messages
    from reader.model import Article, Figure, Script
    from reader.tui.state.article import OpenArticle

ClipboardFormat = Literal["text", "csv", "markdown"]
CLIPBOARD_FORMATS: tuple[ClipboardFormat, ...] = ("text", "csv", "markdown")


def format_figures(
    open_article: OpenArticle, indices: Sequence[int], style: ClipboardFormat, messages: Messages
) -> str:
    """Figures as a table: what each measures, the figure as printed, its value, and how it is qualified.

    As text a single figure is a line, several are a table of TABs with a head. CSV has the columns of
    `dubao figures`; its offsets and texts are those of the view. No cell is run as a formula by a spreadsheet.

    Args:
        open_article: The article.
        indices: The indexes of the figures in the figure index of the article.
        style: The format.
        messages: The messages of the screen, for heads, values and signs.
    """
    index = open_article.figure_index
    found = [
        (index.all_targets[n].block, index.convert_figure(index.all_targets[n].block, index.figures[n]))
        for n in indices
    ]
    if style == "csv":
        from reader.figures.export import iter_csv_lines

        return "\n".join(iter_csv_lines(_convert_article(open_article, {block for block, _ in found}), found)) + "\n"
    get_script = open_article.converted.get_shown_script
    rows = [_format_columns(figure, messages, get_script(block)) for block, figure in found]
    if style == "text" and len(rows) == 1:
        return "  ".join(filter(None, rows[0]))
    rows.insert(0, tuple(map(messages, ("figure.measures", "figure.printed", "figure.value", "figure.said"))))
    if style == "markdown":
        lines = [" | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in row) for row in rows]
        return "\n".join(f"| {line} |" for line in (lines[0], "--- | --: | --: | ---", *lines[1:])) + "\n"
    return "\n".join("\t".join(map(guard_formula, row)) for row in rows) + "\n"


def _format_columns(figure: Figure, messages: Messages, script: Script) -> tuple[str, ...]:
    """What a figure measures, the figure as printed, its value, its sign with its qualifiers; each in one line."""
    from reader.figures.formatting import format_plain
    from reader.tui.rows.figure_groups import format_sign

    said = "  ".join(filter(None, (format_sign(figure, messages, script), *figure.qualifiers)))
    cells = (figure.subject, figure.text, format_plain(figure, messages.language), said)
    return tuple(" ".join(cell.split()) for cell in cells)


def _convert_article(open_article: OpenArticle, block_indexes: set[int]) -> Article:
    """The article with its headings and some other blocks in the script of the view."""
    blocks = (
        replace(block, text=open_article.converted.get_block_view(n).text)
        if n in block_indexes or block.kind == "heading"
        else block
        for n, block in enumerate(open_article.blocks)
    )
    return replace(open_article.article, blocks=tuple(blocks))


def format_notes(open_article: OpenArticle, annotations: Sequence[Annotation], style: ClipboardFormat) -> str:
    """Annotations as text: the quote of each, and below it the note and the tags.

    CSV has the columns of an annotated copy in that format.

    Args:
        open_article: The article.
        annotations: Annotations of it.
        style: The format.
    """
    if style == "csv":
        from reader.copies.save import render_copy
        from reader.services.copies import prepare_copy

        return render_copy(
            prepare_copy(open_article.article, annotations, open_article.converted.settings, open_article.view_name),
            "csv",
        )
    return ("\n" if style == "markdown" else "\n\n").join(
        _format_note(open_article, each, style) for each in annotations
    )


def _format_note(open_article: OpenArticle, annotation: Annotation, style: ClipboardFormat) -> str:
    """The quote of an annotation, its note and its tags, in a line each."""
    ranges = open_article.annotation_index.get_ranges(annotation)
    exact = annotation.target.exact if annotation.target else ""
    quote = " ".join(open_article.convert_range(*each) for each in ranges) or open_article.convert_text(exact)
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    lines = [line for part in (quote, annotation.note, tags) for line in part.split("\n") if line]
    if style == "markdown":
        return "\n".join(("  " if number else "- ") + line for number, line in enumerate(lines))
    return "\n".join(lines)


def format_rows(rows: Sequence[tuple[int, str]], style: ClipboardFormat) -> str:
    """Entries of any other list as text, indented by their levels.

    Args:
        rows: Pairs of level, from 0, and text.
        style: The format; CSV has the columns `level` and `text`.
    """
    if style == "csv":
        from reader.text.csv_rows import format_csv_row

        return "".join(f"{format_csv_row(row)}\r\n" for row in [("level", "text"), *rows])
    sign = "- " if style == "markdown" else ""
    return "\n".join("  " * level + sign + text for level, text in rows)
