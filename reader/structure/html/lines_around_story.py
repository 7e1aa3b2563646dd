"""Recognises the lines around the story of a page: decks, outlets, breadcrumbs, captions, buttons."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.structure.boilerplate import find_breadcrumb, get_boilerplate_kind
from reader.structure.captions import get_credit, is_caption, is_credit_alone
from reader.structure.datelines_and_run_ins import find_dateline
from reader.structure.head import is_signature
from reader.structure.html.elements import LineMarkup, get_markup, is_bold, is_in_boilerplate, is_linked, is_within
from reader.structure.html.visibility import CENTRED
from reader.structure.lines import ClassifiedLine, Line
from reader.structure.metadata_lines import classify_metadata_line
from reader.structure.people import is_outlet

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from reader.structure.html.elements import BlockElement

HEAD_LINES_MAX = 30
"""Lines above the story in its element, at most."""
_BREADCRUMB_LINES_ABOVE = 60
"""Lines above the headline in which a breadcrumb is looked for."""
_DECK_SIZE_MIN = 6
"""Code points of a deck that is recognised by its position, at least."""
_PICTURE_LINES_MAX = 4
"""Lines of the element of a picture with its caption and credit, at most."""
_STACK_MAX = 6
"""Lines of a stack of decks above a dateline, at most."""
_MARKED_HEADINGS_MIN = 2
"""Headings with markup from which a page is assumed to mark all of them."""
_MARKED_HEADING_MAX = 32
"""Code points of such a heading, at most."""


def is_named_deck(line: Line, main_content: BlockElement | None) -> bool:
    """Whether the name of a line's element marks a deck, and the element does not hold much of the story itself.

    Args:
        line: A line of the page.
        main_content: The element of the story; None where there is none.
    """
    markup = get_markup(line)
    element = markup.element if markup else None
    for _ in range(2):
        if element is None or element is main_content:
            return False
        if "deck" in element.purposes:
            return main_content is None or element.story_size * 2 <= main_content.story_size
        element = element.parent
    return False


def is_deck_under_headline(lines: Sequence[Line], position: int, headline: int, start: int) -> bool:
    """Whether a line directly under the headline is a deck: a heading of a lower level that is in one element with the
    headline and without the story, or above the date line.

    Args:
        lines: All lines of the page.
        position: The position of the line.
        headline: The position of the headline.
        start: The position of the first line of the story.
    """
    line, markup, top = lines[position], get_markup(lines[position]), get_markup(lines[headline])
    if (
        position != headline + 1
        or markup is None
        or top is None
        or not markup.heading_level
        or line.size < _DECK_SIZE_MIN
    ):
        return False
    if is_linked(line) or markup.heading_level <= top.heading_level or line.ends_sentence or is_outlet(line.normalized):
        return False
    outer = top.element.parent
    together = outer is not None and markup.element.is_in(outer) and outer.end_line <= start
    behind = lines[position + 1] if position + 1 < len(lines) else None
    dated = (
        behind is not None
        and behind.is_short
        and classify_metadata_line(behind.normalized, in_head=True) in ("date", "source")
    )
    return together or dated


def count_deck_stack(lines: Sequence[Line]) -> int:
    """Return the number of centred bold lines at the beginning of a story above its dateline: decks, not headings.

    A single one without a dateline behind it is a heading.
    """
    count = 0
    for line in lines[:_STACK_MAX]:
        markup = get_markup(line)
        if (
            markup is None
            or CENTRED not in markup.element.style_flags
            or not is_bold(line)
            or line.ends_sentence
            or line.size > 2 * _MARKED_HEADING_MAX
            or is_caption(line)
            or markup.images
        ):
            break
        count += 1
    if not count or count >= len(lines) or not lines[count].is_prose:
        return 0
    return count if count > 1 or find_dateline(lines[count]) is not None else 0


def is_gallery_caption(line: Line) -> bool:
    """Whether a line outside the story is the caption of a picture."""
    markup = get_markup(line)
    if markup is None or line.size > 160 or (is_linked(line) and get_credit(line) is None):
        return False  # a picture that opens larger is linked with its caption
    near = (
        markup.element.tag == "figcaption"
        or is_within(line, "caption", levels=2)
        or is_within(line, "picture", levels=3)
    )
    return near and (is_caption(line) or markup.element.tag == "figcaption" or (line.ends_sentence and line.size >= 8))


def find_breadcrumb_line(lines: Sequence[Line], before: int, taken: Container[int]) -> int | None:
    """Return the position of the breadcrumb, the nearest line above the headline that is one by text or name, or None.

    Args:
        lines: All lines of the page.
        before: The position of the headline.
        taken: Positions of lines that are already classified.
    """
    for i in range(min(before, len(lines)) - 1, max(-1, before - _BREADCRUMB_LINES_ABOVE), -1):
        line = lines[i]
        if i in taken or not line.is_short:
            continue
        if len(find_breadcrumb(line.normalized)) > 1 and (line.normalized.count("/") == 0 or is_within(line, "crumb")):
            return i
    return None


def is_outlet_line(line: Line) -> bool:
    """Whether the name of a line's element marks the source, and the line may be one: 在人间, 某某日报."""
    return (
        2 <= line.size <= 16
        and line.normalized.isalnum()
        and not line.normalized.isdecimal()
        and is_within(line, "source", levels=2)
    )


def is_account_line(line: Line) -> bool:
    """Whether the name of a line's element marks the author, but the line is no person: the account that published."""
    return (
        2 <= line.size <= 16
        and line.normalized.isalnum()
        and not line.normalized.isdecimal()
        and is_within(line, "author", levels=1)
        and get_boilerplate_kind(line) is None
        and not is_signature(line)
    )


def find_head_end(lines: Sequence[Line]) -> int:
    """Return the number of lines above the story: up to the last date or byline before any running text."""
    floor = 0
    for count, line in enumerate(lines[:HEAD_LINES_MAX]):
        if line.is_short and classify_metadata_line(line.normalized, in_head=True) in ("date", "source", "byline"):
            floor = count + 1
        elif line.is_prose and not is_linked(line):
            break
    return floor


def is_under_image(line: Line, element: BlockElement) -> bool:
    """Whether a line is a caption that belongs to the story, so that the story has begun.

    Args:
        line: A line of the page.
        element: The element of the story.
    """
    markup = get_markup(line)
    return markup is not None and bool(markup.images or is_within(line, "caption", element)) and is_caption(line)


def is_button(line: Line) -> bool:
    """Whether a line before the story is a button, a number or a word of the page: 分享到：."""
    markup = get_markup(line)
    if markup is None or is_bold(line):
        return False
    return get_boilerplate_kind(line) is not None or (line.size <= 6 and not line.ends_sentence and not markup.images)


def find_usual_element(lines: Sequence[Line]) -> tuple[str, str]:
    """Return tag and class of the elements with most of the running text, without links and lists of links."""
    sizes: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if line.is_prose and (markup := get_markup(line)) is not None and markup.link_size * 5 < line.size:
            sizes[markup.element.tag, markup.element.class_and_id] += line.size
    return max(sizes, key=lambda key: sizes[key], default=("", ""))


def has_marked_headings(lines: Sequence[Line], element: BlockElement) -> bool:
    """Whether a page marks its headings by tags or bold type, so that a plain line is none.

    Args:
        lines: The lines of the story.
        element: The element of the story.
    """
    found = 0
    for i, line in enumerate(lines[:-1]):
        markup = get_markup(line)
        found += (
            markup is not None
            and line.size <= _MARKED_HEADING_MAX
            and is_bold(line)
            and line.normalized[-1] not in "。:;,"
            and not line.ends_sentence
            and not markup.images
            and not is_caption(line)
            and any(other.is_prose for other in lines[i + 1 : i + 3])
            and not is_in_boilerplate(line, element)
        )
    return found >= _MARKED_HEADINGS_MIN


def merge_credits(lines: list[ClassifiedLine]) -> list[ClassifiedLine]:
    """Return the lines with each line that is only a credit joined to the caption of the same picture."""
    merged: list[ClassifiedLine] = []
    i = 0
    while i < len(lines):
        own, behind = lines[i], lines[i + 1] if i + 1 < len(lines) else None
        if own.kind == "caption" and behind is not None and behind.kind == "caption":
            pair = (behind.line, own.line) if is_credit_alone(own.line) else (own.line, behind.line)
            if is_credit_alone(pair[1]) and get_credit(pair[0]) is None and _is_same_picture(own.line, behind.line):
                merged.append(ClassifiedLine(_join_credit(*pair), "caption"))
                i += 2
                continue
        merged.append(own)
        i += 1
    return merged


def _is_same_picture(first: Line, second: Line) -> bool:
    """Whether two captions are adjacent in one element, with no image between them."""
    a, b = get_markup(first), get_markup(second)
    if a is None or b is None or b.images or second.number != first.number + 1:
        return False
    outer = a.element.parent
    while outer is not None and outer.end_line - outer.first_line <= _PICTURE_LINES_MAX:
        if b.element.is_in(outer):
            return True
        outer = outer.parent
    return False


def _join_credit(caption: Line, credit: Line) -> Line:
    """One line of a caption and its credit, with the markup of the caption and the images of both."""
    text = CleanText(f"{caption.text} {credit.text}")
    joint = Line(text, caption.number, caption.end_number, caption.indent, caption.blank_lines_before)
    a, b = get_markup(caption), get_markup(credit)
    if a is not None and b is not None:
        markup = LineMarkup(a.element)
        markup.images = [*b.images, *a.images] if credit.number < caption.number else [*a.images, *b.images]
        markup.link_ranges, markup.link_size = a.link_ranges, a.link_size
        joint.markup = markup
    return joint
