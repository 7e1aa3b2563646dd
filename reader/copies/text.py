"""A copy as plain text: highlights in brackets, numbered notes below. It does not open again."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from reader.copies.annotated_view import join_highlights
from reader.copies.checksum import fill_checksum, make_placeholder
from reader.copies.labels import load_labels
from reader.model.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.copies.annotated_view import AnnotatedView

_BRACKETS = (("【", "】"), ("〖", "〗"), ("⟦", "⟧"), ("〔", "〕"))


def render_text(annotated_view: AnnotatedView) -> str:
    """Return the plain text of a copy."""
    pair = _choose_brackets("".join(view.text for view in annotated_view.views))
    blocks = [
        "".join(_render_block(annotated_view, i, pair))
        for i in range(len(annotated_view.views))
        if i not in annotated_view.omitted_blocks
    ]
    labels = load_labels(annotated_view.language)
    notes = [_render_note(annotated_view, index, labels) for index in annotated_view.note_numbers]
    parts = [*blocks, *([f"— {labels['note']} —", *notes] if notes else [])]
    origin = annotated_view.article.origin
    parts.append("\n".join([*([origin.url] if origin.url else []), make_placeholder(origin.id)]))
    return fill_checksum(clean("\n\n".join(parts)) + "\n")


def _choose_brackets(text: str) -> tuple[str, str]:
    """A pair of brackets, perhaps doubled or more, that the text does not have."""
    for times in count(1):
        for opening, closing in _BRACKETS:
            if opening * times not in text and closing * times not in text:
                return opening * times, closing * times
    raise AssertionError("a text is finite")


def _render_block(annotated_view: AnnotatedView, index: int, brackets: tuple[str, str]) -> Iterator[str]:
    text = annotated_view.views[index].text
    for piece in join_highlights(annotated_view.split_block(index)):
        words = text[piece.start : piece.end]
        yield f"{brackets[0]}{words}{brackets[1]}" if piece.annotation_indexes else words
        yield "".join(
            f"[{annotated_view.note_numbers[i]}]" for i in piece.ending_indexes if i in annotated_view.note_numbers
        )


def _render_note(annotated_view: AnnotatedView, index: int, labels: dict[str, str]) -> str:
    annotation = annotated_view.annotations[index]
    head = f"[{annotated_view.note_numbers[index]}] "
    if annotation.target is not None and not annotation.is_placed:
        head += f"{labels['unplaced']}：{annotation.target.exact}\n"
    return head + "\n".join([annotation.note, " ".join(f"#{tag}" for tag in annotation.tags)]).strip()
