"""Questions about the lines around the story of a page: decks, outlets, breadcrumbs, captions, buttons."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.structure.boilerplate import find_breadcrumb, get_boilerplate_kind
from reader.structure.captions import get_credit, is_caption
from reader.structure.furniture import classify_furniture
from reader.structure.head import is_signature
from reader.structure.html.elements import LineMarkup, get_markup, is_bold, is_in_boilerplate, is_linked, is_within
from reader.structure.html.visibility import CENTRED
from reader.structure.lead_ins import find_dateline
from reader.structure.lines import ClassifiedLine, Line
from reader.structure.people import is_outlet

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from reader.structure.html.elements import BlockElement

HEAD_LINES_MAX = 30
"""Lines above the story in its box."""
_BREADCRUMB_LINES_ABOVE = 60
"""Lines above the headline in which a breadcrumb may stand."""
_DECK_SIZE_MIN = 6
"""Code points of the shortest deck that only its place tells."""
_PICTURE_LINES_MAX = 4
"""Lines of the element of a picture with its caption and credit."""
_STACK_MAX = 6
"""Lines of a stack of decks above a dateline."""
_MARKED_HEADINGS_MIN = 2
"""Marked headings from which a page marks all its headings."""
_MARKED_HEADING_MAX = 32
"""Code points of a marked heading that counts as one of them."""


def is_named_deck(line: Line, main_content: BlockElement | None) -> bool:
    """Whether the element of a line is named as a deck, and does not hold a good part of the story itself."""
    hint = get_markup(line)
    box = hint.element if hint else None
    for _ in range(2):
        if box is None or box is main_content:
            return False
        if "deck" in box.purposes:
            return main_content is None or box.story_size * 2 <= main_content.story_size
        box = box.parent
    return False


def is_deck_under_headline(lines: Sequence[Line], position: int, headline: int, start: int) -> bool:
    """Whether a line directly under the headline is its second line: a heading of a lower level that stands with the
    headline in an element without the story, or above the date line.

    Args:
        lines: All lines of the page.
        position: The line.
        headline: The position of the headline.
        start: Where the story begins.
    """
    line, hint, top = lines[position], get_markup(lines[position]), get_markup(lines[headline])
    if position != headline + 1 or hint is None or top is None or not hint.heading_level or line.size < _DECK_SIZE_MIN:
        return False
    if is_linked(line) or hint.heading_level <= top.heading_level or line.ends_sentence or is_outlet(line.normalized):
        return False
    outer = top.element.parent
    together = outer is not None and hint.element.is_in(outer) and outer.end_line <= start
    behind = lines[position + 1] if position + 1 < len(lines) else None
    dated = (
        behind is not None
        and behind.is_short
        and classify_furniture(behind.normalized, in_head=True) in ("date", "source")
    )
    return together or dated


def count_deck_stack(lines: Sequence[Line]) -> int:
    """How many lines at the beginning of a story are centred bold lines above its dateline: decks, not headings.

    A single one without a dateline behind it is a heading.
    """
    count = 0
    for line in lines[:_STACK_MAX]:
        hint = get_markup(line)
        if (
            hint is None
            or CENTRED not in hint.element.style_flags
            or not is_bold(line)
            or line.ends_sentence
            or line.size > 2 * _MARKED_HEADING_MAX
            or is_caption(line)
            or hint.images
        ):
            break
        count += 1
    if not count or count >= len(lines) or not lines[count].is_prose:
        return 0
    return count if count > 1 or find_dateline(lines[count]) is not None else 0


def is_gallery_caption(line: Line) -> bool:
    """Whether a line outside of the story is the caption of a picture."""
    hint = get_markup(line)
    if hint is None or line.size > 160 or (is_linked(line) and get_credit(line) is None):
        return False  # a picture that opens larger is linked with its caption
    near = (
        hint.element.tag == "figcaption" or is_within(line, "caption", levels=2) or is_within(line, "picture", levels=3)
    )
    return near and (is_caption(line) or hint.element.tag == "figcaption" or (line.ends_sentence and line.size >= 8))


def find_breadcrumb_line(lines: Sequence[Line], before: int, taken: Container[int]) -> int | None:
    """The position of the breadcrumb: the nearest line above the headline that looks like one, or is called one.

    Args:
        lines: All lines of the page.
        before: The position of the headline.
        taken: Positions of lines that are something else.
    """
    for i in range(min(before, len(lines)) - 1, max(-1, before - _BREADCRUMB_LINES_ABOVE), -1):
        line = lines[i]
        if i in taken or not line.is_short:
            continue
        if len(find_breadcrumb(line.normalized)) > 1 and (line.normalized.count("/") == 0 or is_within(line, "crumb")):
            return i
    return None


def is_outlet_line(line: Line) -> bool:
    """Whether the element of a line is named as the source, and the line may be one: 在人间, 某某日报."""
    return (
        2 <= line.size <= 16
        and line.normalized.isalnum()
        and not line.normalized.isdecimal()
        and is_within(line, "source", levels=2)
    )


def is_account_line(line: Line) -> bool:
    """Whether the element of a line is named as the author, and the line is no person: the account that published."""
    return (
        2 <= line.size <= 16
        and line.normalized.isalnum()
        and not line.normalized.isdecimal()
        and is_within(line, "author", levels=1)
        and get_boilerplate_kind(line) is None
        and not is_signature(line)
    )


def find_head_end(lines: Sequence[Line]) -> int:
    """How many lines stand above the story: up to the last date or byline before any running text."""
    floor = 0
    for count, line in enumerate(lines[:HEAD_LINES_MAX]):
        if line.is_short and classify_furniture(line.normalized, in_head=True) in ("date", "source", "byline"):
            floor = count + 1
        elif line.is_prose and not is_linked(line):
            break
    return floor


def is_under_image(line: Line, box: BlockElement) -> bool:
    """Whether a line is a caption within the story, which has begun with it."""
    hint = get_markup(line)
    return hint is not None and bool(hint.images or is_within(line, "caption", box)) and is_caption(line)


def is_button(line: Line) -> bool:
    """Whether a line is no part of a story where that has not begun: 分享到：, a count, a word of the page."""
    hint = get_markup(line)
    if hint is None or is_bold(line):
        return False
    return get_boilerplate_kind(line) is not None or (line.size <= 6 and not line.ends_sentence and not hint.images)


def find_usual_element(lines: Sequence[Line]) -> tuple[str, str]:
    """Tag and class of the elements that hold most of the running text outside of links and of lists of links."""
    sizes: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if line.is_prose and (hint := get_markup(line)) is not None and hint.link_size * 5 < line.size:
            sizes[hint.element.tag, hint.element.class_and_id] += line.size
    return max(sizes, key=lambda key: sizes[key], default=("", ""))


def has_marked_headings(lines: Sequence[Line], box: BlockElement) -> bool:
    """Whether a page marks its headings, by tags or bold type, so that a plain line is none: several over a story."""
    found = 0
    for i, line in enumerate(lines[:-1]):
        hint = get_markup(line)
        found += (
            hint is not None
            and line.size <= _MARKED_HEADING_MAX
            and (hint.heading_level > 1 or is_bold(line))
            and line.normalized[-1] not in "。:;,"
            and not line.ends_sentence
            and not hint.images
            and not is_caption(line)
            and any(other.is_prose for other in lines[i + 1 : i + 3])
            and not is_in_boilerplate(line, box)
        )
    return found >= _MARKED_HEADINGS_MIN


def merge_credits(lines: list[ClassifiedLine]) -> list[ClassifiedLine]:
    """The lines with a credit that stands alone joined to the caption of the same picture, before it or behind it."""
    merged: list[ClassifiedLine] = []
    i = 0
    while i < len(lines):
        own, behind = lines[i], lines[i + 1] if i + 1 < len(lines) else None
        if own.kind == "caption" and behind is not None and behind.kind == "caption":
            pair = (behind.line, own.line) if _is_credit_alone(own.line) else (own.line, behind.line)
            if _is_credit_alone(pair[1]) and get_credit(pair[0]) is None and _is_same_picture(own.line, behind.line):
                merged.append(ClassifiedLine(_join_credit(*pair), "caption"))
                i += 2
                continue
        merged.append(own)
        i += 1
    return merged


def _is_credit_alone(line: Line) -> bool:
    credit = get_credit(line)
    return credit is not None and credit.start == 0


def _is_same_picture(first: Line, second: Line) -> bool:
    """Whether two captions stand next to each other in one element, with no further image between them."""
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
        markup.images = b.images + a.images if credit.number < caption.number else a.images + b.images
        markup.link_ranges, markup.link_size = a.link_ranges, a.link_size
        joint.markup = markup
    return joint
