"""Which line of a page is its headline, where the next article on it begins, and titles without site names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.structure.boilerplate import get_boilerplate_kind
from reader.structure.furniture import classify_furniture
from reader.structure.html.elements import get_markup, is_bold, is_linked, is_named_boilerplate, is_within
from reader.structure.lexicon import find_suffix
from reader.structure.lines import normalize_chars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.structure.html.elements import BlockElement, LineMarkup
    from reader.structure.html.page_metadata import PageMetadata
    from reader.structure.lines import Line

_HEADLINE_MIN, _HEADLINE_MAX = 4, 100
"""Code points of a headline."""
_HEADLINE_SCORE_MIN = 4
"""The score from which a line can be the headline."""
_HEADLINE_LINES_ABOVE = 16
"""Lines above a story in which its headline may stand."""
_STORY_SIZE_MIN = 60
"""Code points of the shortest story before the headline of another article."""
_SITE_SEPARATORS = "-_|—–:·@>,丨»/("
"""What stands between a headline and the site's name in a page title."""
_PARTIAL_TITLE_MIN = 6
"""Code points of a part of the page title that can be the headline."""


def make_title_key(text: str) -> str:
    """The letters and digits of a normalized text: what two spellings of a title share."""
    return "".join([char for char in normalize_chars(text) if char.isalnum()])


def find_headline(lines: Sequence[Line], meta: PageMetadata) -> int | None:
    """The position of the headline: the line that meta tags and markup call so; None where no line is.

    Args:
        lines: All lines of the page.
        meta: What the page says of itself.
    """
    titles = [(normalize_chars(title), make_title_key(title)) for title in meta.titles]
    titles = [pair for pair in dict.fromkeys(titles) if pair[1]]
    best: int | None = None
    weight = _HEADLINE_SCORE_MIN - 1
    ranked = sum((hint := get_markup(line)) is not None and hint.heading_level == 1 for line in lines)
    for i, line in enumerate(lines):
        if (
            line.size > _HEADLINE_MAX
            or (hint := get_markup(line)) is None
            or (line.size < _HEADLINE_MIN and hint.heading_level != 1)
        ):
            continue
        title = hint.heading_level > 0 or is_within(line, "title", levels=2)
        said = _score_title_match(line, titles)
        if not said and hint.heading_level != 1:
            continue
        own = said + (5 - hint.heading_level if hint.heading_level else 0) // (1 if said or ranked == 1 else 2) + title
        own += hint.bold_size * 2 > line.size or "c" in hint.element.style_flags
        if is_linked(line):
            own -= 3
        if is_named_boilerplate(hint.element):
            own -= 3
        if own > weight:
            best, weight = i, own
    return best


def find_headline_above(lines: Sequence[Line], box: BlockElement) -> int | None:
    """The headline of a page whose title says nothing of it: what stands out most just above the story."""
    first = next(
        (i for i in range(box.first_line, box.end_line) if lines[i].is_prose and not is_linked(lines[i])),
        box.first_line,
    )
    best: int | None = None
    weight = _HEADLINE_SCORE_MIN - 1
    for i in range(max(0, first - _HEADLINE_LINES_ABOVE), first):
        line, hint = lines[i], get_markup(lines[i])
        if (
            hint is None
            or not _HEADLINE_MIN <= line.size <= _HEADLINE_MAX
            or is_linked(line)
            or is_named_boilerplate(hint.element)
        ):
            continue
        if classify_furniture(line.normalized, in_head=True) is not None or get_boilerplate_kind(line) is not None:
            continue
        own = (5 - hint.heading_level if 0 < hint.heading_level < 4 else 0) + 2 * is_within(line, "title", levels=2)
        own += is_bold(line) + ("c" in hint.element.style_flags) + (line.size >= _PARTIAL_TITLE_MIN)
        if own >= weight:
            best, weight = i, own
    return best


def _score_title_match(line: Line, titles: list[tuple[str, str]]) -> int:
    """How surely a line is one of the titles that the page calls itself by."""
    own = make_title_key(line.text)
    if len(own) < 2:
        return 0
    best = 0
    for rank, (normalized, title) in enumerate(titles):
        if own == title:
            best = max(best, 6 if rank == 0 else 5)
        elif title.startswith(own):
            if _find_sign_after(normalized, len(own)) in _SITE_SEPARATORS:
                best = max(best, 5)
            elif len(own) >= _PARTIAL_TITLE_MIN or len(own) * 2 > len(title):
                best = max(best, 3 if len(own) * 2 > len(title) else 1)
        elif own.startswith(title) and len(title) >= _PARTIAL_TITLE_MIN and len(own) < 2 * len(title):
            best = max(best, 4)
        elif len(own) >= 2 * _PARTIAL_TITLE_MIN and own in title:
            best = max(best, 3)
    return best


def _find_sign_after(normalized: str, count: int) -> str:
    """The first sign behind so many letters and digits; a space only when no other comes."""
    for i, char in enumerate(normalized):
        if char.isalnum():
            if count == 0:
                return " " if normalized[i - 1] != " " else "-" if i else " "
            count -= 1
        elif count == 0 and char in _SITE_SEPARATORS:
            return char
    return " "


def find_next_article(lines: Sequence[Line], headline_index: int) -> int:
    """Where the next article on the same page begins (endless scrolling): a headline built like the first.

    A story stands before it, and it has a date of its own or stands in an article element of its own.
    """
    hint = get_markup(lines[headline_index])
    if hint is None or (not hint.heading_level and not hint.element.class_and_id):
        return len(lines)
    story = 0
    for i in range(headline_index + 1, len(lines)):
        line, other = lines[i], get_markup(lines[i])
        if (
            story >= _STORY_SIZE_MIN
            and other is not None
            and _is_built_alike(hint, other)
            and line.text != lines[headline_index].text
        ):
            apart = _find_article_element(other.element) is not _find_article_element(hint.element)
            dated = any(
                classify_furniture(below.normalized, in_head=True) == "date"
                for below in lines[i + 1 : i + 6]
                if below.is_short
            )
            if line.size >= _HEADLINE_MIN and (apart or (dated and not is_linked(line))):
                return i
        if line.is_prose and not is_linked(line):
            story += line.size
    return len(lines)


def _is_built_alike(markup: LineMarkup, other: LineMarkup) -> bool:
    """Whether two lines are marked up alike: the same tag and class, or the same class where that is one for titles."""
    if (
        markup.heading_level == other.heading_level
        and markup.element.tag == other.element.tag
        and markup.element.class_and_id == other.element.class_and_id
    ):
        return markup.heading_level in (0, 1, 2)
    return (
        bool(markup.element.class_and_id)
        and markup.element.class_and_id == other.element.class_and_id
        and "title" in markup.element.purposes
    )


def _find_article_element(box: BlockElement | None) -> BlockElement | None:
    """The article element around a box."""
    while box is not None and box.tag != "article":
        box = box.parent
    return box


def strip_site_name(titles: Sequence[CleanText], site_names: Sequence[CleanText]) -> CleanText | None:
    """The title of a page that prints none: what meta tags call it, without the site's name behind it."""
    for title in titles:
        text: str = title
        for _ in range(4):
            at = max(text.rfind(sign) for sign in ("_", "-", "|", "｜", "–", "—", "丨", "@", "::"))
            behind = make_title_key(text[at + 1 :]) if at > 0 else ""
            if at < _HEADLINE_MIN or len(behind) > 16 or text[at:].count("》") > text[at:].count("《"):
                break
            site = any(behind in make_title_key(name) or make_title_key(name) in behind for name in site_names if name)
            if not (site or text[at] in "_|｜" or find_suffix(behind, "suffixes", "outlet") or len(behind) <= 4):
                break
            text = text[:at].rstrip(" -_|–—:·")
        if len(text) >= 2:
            return CleanText(text)
    return None
