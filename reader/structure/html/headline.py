"""Finds the headline of a page and the next article on the same page, and removes site names from titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.model import CleanText
from reader.structure.boilerplate import get_boilerplate_kind
from reader.structure.html.elements import get_markup, is_bold, is_linked, is_named_boilerplate, is_within
from reader.structure.lexicon import find_suffix
from reader.structure.lines import normalize_chars
from reader.structure.metadata_lines import classify_metadata_line

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
"""Lines above a story in which its headline is looked for."""
_STORY_SIZE_MIN = 60
"""Code points of a story before the headline of another article, at least."""
_SITE_SEPARATORS = "-_|—–:·@>,丨»/("
"""Separators between headline and site name in a page title."""
_OTHER_THAN_WORDS = re.compile(r"[\W_]+")
_PARTIAL_TITLE_MIN = 6
"""Code points of a part of the page title that can be the headline, at least."""


def make_title_key(text: str) -> str:
    """Return the letters and digits of a normalized text, which are equal for two spellings of a title."""
    return _OTHER_THAN_WORDS.sub("", normalize_chars(text))


def find_headline(lines: Sequence[Line], meta: PageMetadata) -> int | None:
    """Return the position of the headline, by meta tags and markup; None where no line is one.

    Args:
        lines: All lines of the page.
        meta: The metadata of the page.
    """
    titles = [(normalize_chars(title), make_title_key(title)) for title in meta.titles]
    titles = [pair for pair in dict.fromkeys(titles) if pair[1]]
    best: int | None = None
    weight = _HEADLINE_SCORE_MIN - 1
    ranked = sum((markup := get_markup(line)) is not None and markup.heading_level == 1 for line in lines)
    for i, line in enumerate(lines):
        if (
            line.size > _HEADLINE_MAX
            or (markup := get_markup(line)) is None
            or (line.size < _HEADLINE_MIN and markup.heading_level != 1)
        ):
            continue
        title = markup.heading_level > 0 or is_within(line, "title", levels=2)
        said = _score_title_match(line, titles)
        if not said and markup.heading_level != 1:
            continue
        own = (
            said
            + (5 - markup.heading_level if markup.heading_level else 0) // (1 if said or ranked == 1 else 2)
            + title
        )
        own += markup.bold_size * 2 > line.size or "c" in markup.element.style_flags
        if is_linked(line):
            own -= 3
        if is_named_boilerplate(markup.element):
            own -= 3
        if own > weight:
            best, weight = i, own
    return best


def find_headline_above(lines: Sequence[Line], element: BlockElement) -> int | None:
    """Return the position of the headline without the help of the page title: the most prominent line above the story.

    Args:
        lines: All lines of the page.
        element: The element of the story.
    """
    first = next(
        (i for i in range(element.first_line, element.end_line) if lines[i].is_prose and not is_linked(lines[i])),
        element.first_line,
    )
    best: int | None = None
    weight = _HEADLINE_SCORE_MIN - 1
    for i in range(max(0, first - _HEADLINE_LINES_ABOVE), first):
        line, markup = lines[i], get_markup(lines[i])
        if (
            markup is None
            or not _HEADLINE_MIN <= line.size <= _HEADLINE_MAX
            or is_linked(line)
            or is_named_boilerplate(markup.element)
        ):
            continue
        if classify_metadata_line(line.normalized, in_head=True) is not None or get_boilerplate_kind(line) is not None:
            continue
        own = (5 - markup.heading_level if 0 < markup.heading_level < 4 else 0) + 2 * is_within(line, "title", levels=2)
        own += is_bold(line) + ("c" in markup.element.style_flags) + (line.size >= _PARTIAL_TITLE_MIN)
        if own >= weight:
            best, weight = i, own
    return best


def _score_title_match(line: Line, titles: list[tuple[str, str]]) -> int:
    """The score of a line for its match with one of the titles in the page's metadata."""
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
    """The first sign after a number of letters and digits; a space only when no other follows."""
    for i, char in enumerate(normalized):
        if char.isalnum():
            if count == 0:
                return " " if normalized[i - 1] != " " else "-" if i else " "
            count -= 1
        elif count == 0 and char in _SITE_SEPARATORS:
            return char
    return " "


def find_next_article(lines: Sequence[Line], headline_index: int) -> int:
    """Return the position where the next article on the same page begins (endless scrolling), else the end.

    Its headline has the markup of the first one, a story before it, and a date or an article element of its own.

    Args:
        lines: All lines of the page.
        headline_index: The position of the first headline.
    """
    markup = get_markup(lines[headline_index])
    if markup is None or (not markup.heading_level and not markup.element.class_and_id):
        return len(lines)
    story = 0
    for i in range(headline_index + 1, len(lines)):
        line, other = lines[i], get_markup(lines[i])
        if (
            story >= _STORY_SIZE_MIN
            and other is not None
            and _is_built_alike(markup, other)
            and line.text != lines[headline_index].text
        ):
            apart = _find_article_element(other.element) is not _find_article_element(markup.element)
            dated = any(
                classify_metadata_line(below.normalized, in_head=True) == "date"
                for below in lines[i + 1 : i + 6]
                if below.is_short
            )
            if line.size >= _HEADLINE_MIN and (apart or (dated and not is_linked(line))):
                return i
        if line.is_prose and not is_linked(line):
            story += line.size
    return len(lines)


def _is_built_alike(markup: LineMarkup, other: LineMarkup) -> bool:
    """Whether two lines have the same markup: tag and class, or only the class where it is one for titles."""
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


def _find_article_element(element: BlockElement | None) -> BlockElement | None:
    """The article element around an element."""
    while element is not None and element.tag != "article":
        element = element.parent
    return element


def strip_site_name(titles: Sequence[CleanText], site_names: Sequence[CleanText]) -> CleanText | None:
    """Return the title of a page from its meta tags, without the site's name; None where there is none.

    Args:
        titles: The titles in the metadata, the most reliable first.
        site_names: Names of the site.
    """
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
