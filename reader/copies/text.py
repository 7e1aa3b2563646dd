"""The copy as plain text: marks in brackets, numbered notes below. It does not open again."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from reader.copies.checksum import sealed, unset
from reader.copies.labels import words
from reader.model.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.copies.annotated_view import Page

_PAIRS = (("【", "】"), ("〖", "〗"), ("⟦", "⟧"), ("〔", "〕"))


def write(page: Page) -> str:
    """The whole file."""
    pair = _pair("".join(view.text for view in page.views))
    blocks = ["".join(_marked(page, i, pair)) for i in range(len(page.views)) if i not in page.left_out]
    said = words(page.language)
    notes = [_note(page, index, said) for index in page.numbers]
    parts = [*blocks, *([f"— {said['note']} —", *notes] if notes else [])]
    origin = page.article.origin
    parts.append("\n".join([*([origin.url] if origin.url else []), unset(origin.id)]))
    return sealed(clean("\n\n".join(parts)) + "\n")


def _pair(text: str) -> tuple[str, str]:
    """Brackets that the text does not have: of another kind, or more of them."""
    for times in count(1):
        for opening, closing in _PAIRS:
            if opening * times not in text and closing * times not in text:
                return opening * times, closing * times
    raise AssertionError("a text is finite")


def _marked(page: Page, index: int, pair: tuple[str, str]) -> Iterator[str]:
    text = page.views[index].text
    for piece in page.pieces(index):
        words = text[piece.start : piece.end]
        yield f"{pair[0]}{words}{pair[1]}" if piece.marks and words else words
        yield "".join(f"[{page.numbers[i]}]" for i in piece.ends if i in page.numbers)


def _note(page: Page, index: int, said: dict[str, str]) -> str:
    annotation = page.annotations[index]
    head = f"[{page.numbers[index]}] "
    if annotation.target is not None and not annotation.placed:
        head += f"{said['unplaced']}：{annotation.target.exact}\n"
    return head + "\n".join([annotation.note, " ".join(f"#{tag}" for tag in annotation.tags)]).strip()
